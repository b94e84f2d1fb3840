"""Tell open pages what became of them, by server-sent events.

Every stream keeps only what its page shows. When something changed it looks the page up again and says what to
do: nothing, swap the stylesheets, load again. So a slow reader misses steps but never the last one, and nothing
queues up.
"""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Callable

from generator.preview.asking import Asking, Closing
from generator.preview.session import Page, Session

_HEARTBEAT = 15.0
_MOST = 200


class Live:
    """The open event streams of a server; all of it belongs to the server's loop."""

    def __init__(self, session: Session, asking: Asking, errors: Callable[[Page], str]) -> None:
        self._session = session
        self._asking = asking
        self._errors = errors
        self._open: dict[asyncio.Event, tuple[str, str]] = {}

    @property
    def is_full(self) -> bool:
        return len(self._open) >= _MOST

    def open_pages(self) -> frozenset[tuple[str, str]]:
        """Return the addresses that browsers show, each with the fingerprint it shows; from any thread."""
        return frozenset(list(self._open.values()))

    def announce(self) -> None:
        """Let every open page be looked at again."""
        for event in self._open:
            event.set()

    async def stream(self, address: str, shown: str) -> AsyncIterator[bytes]:
        """Yield the events for a page at *address* that shows the fingerprint *shown*, without end."""
        changed = asyncio.Event()
        self._open[changed] = (address, shown)
        try:
            yield b": connected\n\n"
            while not self._asking.closed:
                changed.clear()
                page = await self._asking.ask(self._session.look, address)
                yield self._message(page, shown)
                shown = page.fingerprint
                self._open[changed] = (address, shown)
                while not await _happens(changed, _HEARTBEAT):
                    yield b": still here\n\n"
        except Closing:
            return
        finally:
            del self._open[changed]

    def _message(self, page: Page, shown: str) -> bytes:
        news = {
            "build": self._session.status.build,
            "change": change_between(shown, page.fingerprint),
            "errors": self._errors(page),
            "shown": page.fingerprint,
        }
        return b"data: " + json.dumps(news).encode("ascii") + b"\n\n"


def change_between(shown: str, fingerprint: str) -> str:
    """Return what a page that shows one fingerprint must do to show another: ``page``, ``style`` or nothing."""
    if shown == fingerprint:
        return ""
    content, _, looks = shown.partition("-")
    is_style = bool(looks) and content == fingerprint.partition("-")[0]
    return "style" if is_style else "page"


async def _happens(event: asyncio.Event, seconds: float) -> bool:
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(event.wait(), seconds)
    return event.is_set()
