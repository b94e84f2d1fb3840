"""One line of progress on a terminal, shown only when the work takes longer than one waits gladly."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from generator.cli.streams import Stream

AFTER = 0.3
_EVERY = 0.05


class Progress:
    """Shows how far a command is; callable as the API wants it. Nothing is written unless *stream* is a terminal."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._next = time.monotonic() + AFTER
        self._shown = False

    def __call__(self, step: str, done: int, total: int) -> None:
        """Show that *done* of *total* are done in *step*, if it is time to."""
        now = time.monotonic()
        if now < self._next or not self._stream.is_terminal:
            return
        self._next = now + _EVERY
        self._shown = True
        self._stream.write(f"\r\x1b[2K{step} {done:,} of {total:,}")

    def close(self) -> None:
        """Remove the line."""
        if self._shown:
            self._stream.write("\r\x1b[2K")
            self._shown = False


@contextmanager
def progress(stream: Stream) -> Iterator[Progress]:
    """Give a line of progress that is gone when the block ends, however it ends."""
    shown = Progress(stream)
    try:
        yield shown
    finally:
        shown.close()
