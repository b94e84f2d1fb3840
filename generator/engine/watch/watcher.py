"""Wait until files really changed, by events or by looking again and again."""

import time
from collections.abc import Callable
from pathlib import Path

from generator.engine.watch.hints import Hints
from generator.engine.watch.native import Native, is_limit
from generator.engine.watch.snapshot import Snapshot, Watched
from generator.problems import Problem

_IDLE = 30.0
_POLL = 0.5
_SETTLE = 0.03
_LIMITS = Path("/proc/sys/fs/inotify")


class Watcher:
    """Watches from the moment it is made; what changes between two waits is told by the next.

    *poll* is the pause between two looks in seconds, or None to let the system tell. Where the system cannot,
    *warn* is told why, and polling begins.
    """

    def __init__(
        self, watched: Watched, warn: Callable[[Problem], None], *, poll: float | None = None, idle: float = _IDLE
    ) -> None:
        self._warn = warn
        self._hints = Hints()
        self._idle = idle
        self._native: Native | None = None
        if poll is None:
            self._native = self._begin(watched)
        self._pause = poll or _POLL
        # After the first watch, so that nothing falls between the two.
        self._snapshot = Snapshot(watched)

    def wait(self) -> frozenset[str]:
        """Block until files changed and return them all; nothing once the watcher was stopped."""
        while not self._hints.stopped:
            hints = self._hints.collect(self._pause if self._native is None else self._idle)
            if self._hints.stopped:
                break
            if self._follow(hints):
                hints = None
            changed = self._snapshot.look(hints)
            if changed:
                return self._settled(changed)
        return frozenset()

    def stop(self) -> None:
        """End the wait of another thread, and every later one."""
        self._hints.stop()
        if self._native is not None:
            self._native.close()

    def _begin(self, watched: Watched) -> Native | None:
        try:
            return Native(watched, self._hints)
        except OSError as error:
            self._warn(_limit(error) if is_limit(error) else _unable(str(error)))
            return None

    def _follow(self, hints: frozenset[str] | None) -> bool:
        native = self._native
        if native is None:
            return False
        try:
            if native.is_alive:
                return native.follow(hints or frozenset())
            problem = _unable("the thread that watched has ended")
        except OSError as error:
            problem = _limit(error) if is_limit(error) else _unable(str(error))
        native.close()
        self._native = None
        self._warn(problem)
        return True

    def _settled(self, changed: frozenset[str]) -> frozenset[str]:
        """Look once more where a save may be half done: an empty file, and everything when polling."""
        doubtful = frozenset(path for path in changed if self._snapshot.is_empty(path))
        for _ in range(6):
            if not (doubtful or self._native is None) or self._hints.stopped:
                break
            time.sleep(_SETTLE)
            more = self._snapshot.look(None if self._native is None else doubtful)
            changed |= more
            if not more or self._native is not None:
                break
        return changed


def _limit(error: OSError) -> Problem:
    return Problem(
        code="watch-limit",
        what="the system will not watch more folders, so files are looked at twice a second instead",
        why=f"{(error.strerror or str(error)).lower()} (fs.inotify.max_user_watches is {_number('max_user_watches')}, "
        f"fs.inotify.max_user_instances is {_number('max_user_instances')})",
        fix="raise the limit: `sudo sysctl fs.inotify.max_user_watches=524288`; or call `serve` with `--poll`",
        severity="warning",
    )


def _unable(why: str) -> Problem:
    return Problem(
        code="watch-unavailable",
        what="the system does not tell of changes, so files are looked at twice a second instead",
        why=why,
        fix="nothing needs to be done; `--poll` does the same without this message",
        severity="warning",
    )


def _number(name: str) -> str:
    try:
        return (_LIMITS / name).read_text().strip()
    except OSError:
        return "unknown"
