"""Write to the terminal, to a pipe, or to nobody: colours, encodings, readers that went away."""

import os
import re
from collections.abc import Mapping
from typing import TextIO

_COLOURS = {
    "error": "1;31",
    "warning": "1;33",
    "notice": "1;36",
    "bold": "1",
    "dim": "2",
    "kept": "32",
    "field": "36",
    "added": "32",
    "removed": "31",
}
_PLAIN = str.maketrans(
    {"…": "...", "–": "-", "—": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "→": "->", "×": "x", "·": "-"}
)
# Characters that would move the cursor, colour the terminal or turn the text around (Trojan Source).
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)


class Stream:
    """One of the two outputs of the process."""

    def __init__(self, stream: TextIO | None, *, colour: bool = False) -> None:
        self._stream = stream
        self._colour = colour

    @property
    def is_terminal(self) -> bool:
        return self._stream is not None and not self._stream.closed and self._stream.isatty()

    def paint(self, text: str, style: str) -> str:
        """Return *text* in the colours of *style*, if there are any."""
        return f"\x1b[{_COLOURS[style]}m{text}\x1b[0m" if self._colour and text else text

    def write(self, text: str) -> None:
        """Write *text* at once; when nobody reads any more, nobody is told.

        Raises:
            MachineError: the system cannot take it.
        """
        stream = self._stream
        if stream is None or stream.closed:
            return
        try:
            stream.write(text if _is_unicode(stream) else text.translate(_PLAIN))
            stream.flush()
        except BrokenPipeError:
            silence(stream)
        except OSError as error:
            silence(stream)
            raise _refused(error) from error

    def line(self, text: str = "") -> None:
        """Write *text* as a line."""
        self.write(f"{text}\n")


def _refused(error: OSError) -> Exception:
    from generator.problems import MachineError, Problem

    return MachineError(
        Problem(
            code="output-unwritable",
            what="the result cannot be written where it was sent",
            why=(error.strerror or str(error)).lower(),
            fix="send it somewhere else",
        )
    )


def silence(stream: TextIO) -> None:
    """Send what is still written to *stream* nowhere, so that nothing fails when the process ends."""
    null = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(null, stream.fileno())
    finally:
        os.close(null)


def escaped(text: str) -> str:
    """Return *text* with the characters that a terminal would obey, or that deceive the eye, shown as escapes."""
    return _UNSAFE.sub(lambda found: _escape(found[0]), text)


def _escape(character: str) -> str:
    number = ord(character)
    return f"\\x{number:02x}" if number <= 0xFF else f"\\u{number:04x}"  # noqa: PLR2004 - what two digits can say


def wants_colour(stream: TextIO | None, choice: str, environment: Mapping[str, str]) -> bool:
    """Whether to colour: as *choice* says, else as the environment forces or forbids, else on a terminal."""
    if choice != "auto":
        return choice == "always"
    if any(environment.get(name, "0") not in {"", "0"} for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    if environment.get("NO_COLOR") or environment.get("TERM") == "dumb":
        return False
    return stream is not None and not stream.closed and stream.isatty()


def _is_unicode(stream: TextIO) -> bool:
    return (stream.encoding or "").lower().replace("-", "").startswith("utf")
