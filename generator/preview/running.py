"""A preview while it runs: the worker, the thread that watches, and the server, started and ended together."""

import asyncio
import socket
import threading
import time
from collections.abc import Callable, Collection, Sequence
from functools import partial

import uvicorn
from msgspec import Struct

from generator.engine.watch import Watched, Watcher
from generator.preview.asking import Asking
from generator.preview.frames import frame
from generator.preview.guard import Guard
from generator.preview.server import Pages, Server, Timely
from generator.preview.session import Publication, Session, Status
from generator.preview.worker import Worker
from generator.problems import Problem

_NAMED = 3


class Voice(Struct, frozen=True):
    """Where a preview speaks: *line* shows a line, *report* shows problems."""

    line: Callable[[str], None]
    report: Callable[[Sequence[Problem]], None]


class Preview:
    """Serves what *opener* opens on *listeners* and watches what it is made of.

    *names* are the host names it answers to. *poll* is as in :class:`Watcher`.
    """

    def __init__(
        self,
        opener: Callable[[], Publication],
        watched: Watched,
        listeners: Sequence[socket.socket],
        names: Collection[str],
        voice: Voice,
        *,
        poll: float | None = None,
    ) -> None:
        self._voice = voice
        self._listeners = list(listeners)
        self._reported: frozenset[Problem] = frozenset()
        self.session = Session(opener, self._report)
        self._worker = Worker()
        self._asking = Asking(self._worker)
        self._pages = Pages(self.session, self._asking, partial(frame, watched.root))
        self._server = Server(_settings(Guard(self._pages.application(), names)), self._begin, self._end)
        self._watcher = Watcher(watched, lambda problem: voice.report([problem]), poll=poll)
        self._watching = threading.Thread(target=self._watch, name="preview-watch", daemon=True)
        self._loop: asyncio.AbstractEventLoop | None = None

    def run(self) -> None:
        """Serve until :meth:`stop` or a signal.

        Raises:
            KeyboardInterrupt: by Ctrl-C, after everything was ended.
        """
        self._worker.start()
        self._worker.submit(self.session.refresh)
        try:
            self._server.run(sockets=self._listeners)
        finally:
            self._watcher.stop()
            self._worker.stop()
            if self._watching.is_alive():
                self._watching.join(0.1)

    def stop(self) -> None:
        """End :meth:`run`, from any thread."""
        self._server.should_exit = True

    def _begin(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._watching.start()

    def _end(self) -> None:
        self._asking.close()
        self._pages.live.announce()

    def _watch(self) -> None:
        try:
            while changed := self._watcher.wait():
                self._rebuild(changed)
        except OSError:  # whoever read what is printed has gone
            self.stop()

    def _rebuild(self, changed: frozenset[str]) -> None:
        begin = time.monotonic()
        pages = self._worker.submit(self._refresh).result()
        self._announce()
        self._voice.line(rebuilt(time.localtime(), changed, self._result(pages), time.monotonic() - begin))

    def _refresh(self) -> int:
        """Open the site anew, and return how many of the pages that browsers show are changed by it."""
        self.session.refresh()
        return sum(self.session.look(address).fingerprint != shown for address, shown in self._pages.live.open_pages())

    def _result(self, pages: int) -> str:
        if self.session.status.state == "error":
            return _count(sum(problem.is_error for problem in self.session.status.problems), "error")
        return _count(pages, "page")

    def _report(self, status: Status) -> None:
        fresh = [problem for problem in status.problems if problem not in self._reported]
        self._reported = frozenset(status.problems)
        if fresh:
            self._voice.report(fresh)

    def _announce(self) -> None:
        if self._loop is not None and not self._asking.closed:
            self._loop.call_soon_threadsafe(self._pages.live.announce)


def rebuilt(now: time.struct_time, changed: Collection[str], result: str, seconds: float) -> str:
    """Return the line for one rebuild: ``12:03:04 content/a.md -> 3 pages, 41 ms``."""
    names = sorted(changed)
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return f"{time.strftime('%H:%M:%S', now)} {', '.join(names[:_NAMED])}{more} -> {result}, {seconds * 1000:.0f} ms"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _settings(application: Guard) -> uvicorn.Config:
    return uvicorn.Config(
        application,
        http=Timely,
        ws="none",
        loop="asyncio",
        lifespan="off",
        log_config=None,
        log_level="critical",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=1,
        h11_max_incomplete_event_size=32_768,
    )
