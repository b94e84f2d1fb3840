"""Collect hints from several threads until the disk is quiet."""

import threading
import time

_QUIET = 0.02
_PATIENCE = 0.2
_BURST = 50
_BURST_QUIET = 0.3
_BURST_PATIENCE = 10.0
_TOO_MANY = 200


class Hints:
    """Paths where something may have happened; *None* in their place means: anywhere."""

    def __init__(self) -> None:
        self._ready = threading.Condition()
        self._paths: set[str] = set()
        self._anywhere = False
        self._first = 0.0
        self._last = 0.0
        self._stopped = False

    @property
    def stopped(self) -> bool:
        return self._stopped

    def add(self, *paths: str) -> None:
        """Note that something happened at *paths*."""
        with self._ready:
            self._touch()
            self._paths.update(paths)

    def add_anywhere(self) -> None:
        """Note that hints were lost."""
        with self._ready:
            self._touch()
            self._anywhere = True

    def stop(self) -> None:
        """End every wait, now and later."""
        with self._ready:
            self._stopped = True
            self._ready.notify_all()

    def collect(self, idle: float) -> frozenset[str] | None:
        """Wait for hints and then for quiet, and return them; None when *idle* seconds passed without any.

        Quiet is 20 ms without a hint, and it is waited for at most 200 ms; more than 50 paths are a burst
        (a checkout), where it is 300 ms.
        """
        with self._ready:
            self._ready.wait_for(lambda: self._stopped or self._anywhere or bool(self._paths), idle)
            if not (self._anywhere or self._paths):
                return None
            while not self._stopped and (rest := self._rest(time.monotonic())) > 0:
                self._ready.wait(rest)
            paths, anywhere = frozenset(self._paths), self._anywhere or len(self._paths) > _TOO_MANY
            self._paths.clear()
            self._anywhere = False
            return None if anywhere else paths

    def _touch(self) -> None:
        self._last = time.monotonic()
        if not (self._anywhere or self._paths):
            self._first = self._last
        self._ready.notify_all()

    def _rest(self, now: float) -> float:
        burst = self._anywhere or len(self._paths) > _BURST
        quiet, patience = (_BURST_QUIET, _BURST_PATIENCE) if burst else (_QUIET, _PATIENCE)
        return min(self._last + quiet, self._first + patience) - now
