"""Hints from the operating system, through watchdog.

With its default mask watchdog sees its own reading of folders: past about 3,500 of them that overflows the
kernel's queue for ever. So only events that can mean a change are asked for.
"""

import contextlib
import errno
import logging
import os
from pathlib import Path

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch

from generator.engine.watch.hints import Hints
from generator.engine.watch.snapshot import Watched

_EVENTS: list[type[FileSystemEvent]] = [
    FileModifiedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileMovedEvent,
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
]


class _Lost(logging.Handler):
    """Hears of an overflow: watchdog only logs it."""

    def __init__(self, hints: Hints) -> None:
        super().__init__(logging.WARNING)
        self._hints = hints

    def emit(self, record: logging.LogRecord) -> None:  # noqa: ARG002 - that there is one says enough
        self._hints.add_anywhere()


class _Handler(FileSystemEventHandler):
    def __init__(self, root: str, hints: Hints) -> None:
        self._inside = root.rstrip("/") + "/"
        self._hints = hints

    def dispatch(self, event: FileSystemEvent) -> None:
        paths = (os.fsdecode(path) for path in (event.src_path, event.dest_path) if path)
        self._hints.add(*(path.removeprefix(self._inside) for path in paths))


class Native:
    """Watches the folders of *watched* while they come and go.

    The root itself is watched without what lies below it, for its files and for the birth of the folders.

    Raises:
        OSError: the system's limits do not allow it (``ENOSPC``, ``EMFILE``).
    """

    def __init__(self, watched: Watched, hints: Hints) -> None:
        self._root = os.path.realpath(watched.root)
        self._folders = {folder: os.path.join(self._root, folder) for folder in watched.folders}
        self._handler = _Handler(self._root, hints)
        self._lost = _Lost(hints)
        self._watches: dict[str, ObservedWatch] = {}
        self._observer: BaseObserver = Observer()
        logging.getLogger("watchdog.observers").addHandler(self._lost)
        try:
            self._observer.start()
            self._observer.schedule(self._handler, self._root, recursive=False, event_filter=_EVENTS)
            self.follow(frozenset())
            self._probe()
        except BaseException:
            self.close()
            raise

    def follow(self, hints: frozenset[str]) -> bool:
        """Watch the folders that came (again), among them those that *hints* name; whether there are any."""
        came = False
        for folder, place in self._folders.items():
            if self._is_followed(folder) and folder not in hints:
                continue
            if folder in self._watches:
                self._observer.unschedule(self._watches.pop(folder))
            with contextlib.suppress(FileNotFoundError, NotADirectoryError):
                if os.path.isdir(place):
                    self._watches[folder] = self._schedule(place)
                    came = True
        return came

    def _is_followed(self, folder: str) -> bool:
        # The emitter of a folder ends when the folder is removed.
        watch = self._watches.get(folder)
        return watch is not None and any(each.watch == watch and each.is_alive() for each in self._observer.emitters)

    @property
    def is_alive(self) -> bool:
        return self._observer.is_alive()

    def close(self) -> None:
        """Stop watching and wait for the threads."""
        self._observer.stop()
        if self._observer.is_alive():
            self._observer.join()
        logging.getLogger("watchdog.observers").removeHandler(self._lost)

    def _schedule(self, place: str) -> ObservedWatch:
        return self._observer.schedule(self._handler, place, recursive=True, event_filter=_EVENTS)

    def _probe(self) -> None:
        # watchdog keeps silent when the limit is met below the folder it was asked for; one more watch tells.
        watch = self._observer.schedule(self._handler, Path(os.sep), recursive=False, event_filter=[])
        self._observer.unschedule(watch)


def is_limit(error: OSError) -> bool:
    """Whether *error* says that the system watches as many files as it may."""
    return error.errno in {errno.ENOSPC, errno.EMFILE, errno.ENFILE, errno.ENOMEM}
