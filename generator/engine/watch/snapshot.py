"""What the watched files looked like at the last look, by stat alone."""

import os
import re
import stat
import time
from collections.abc import Collection, Iterable
from pathlib import Path

from msgspec import Struct

from generator.engine.walking import walk

State = tuple[int, int, int]

# Names that editors use for a moment while they save (Hugo's list) and hidden files.
_PASSING = re.compile(
    r"\..*|4913|#.*|.*(~|\.sw[a-z]|\.bck|\.bak|\.tmp|\.part|\.crdownload|jb_(old|tmp|bak)___)|.*\.(goutputstream|sb-).*",
    re.DOTALL,
)
_COARSE = 1_000_000_000


class Watched(Struct, frozen=True):
    """What to watch below *root*: some files beside it, whole *folders*, and what to pass over in these.

    A folder may lie elsewhere (an absolute path); its files are then named by absolute paths.
    """

    root: Path
    files: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()

    def covers(self, path: str) -> bool:
        """Whether a change at *path* (relative to the root, or absolute) matters."""
        if path in self.files:
            return True
        if any(_lies_in(path, folder) for folder in self.ignored):
            return False
        return any(
            _lies_in(path, folder) and not any(map(_PASSING.fullmatch, path[len(folder) :].strip("/").split("/")))
            for folder in self.folders
        )


class Snapshot:
    """The state of every watched file; :meth:`look` brings it up to date and says what differed."""

    def __init__(self, watched: Watched) -> None:
        self._watched = watched
        self._states = self._all()

    def __len__(self) -> int:
        return len(self._states)

    def look(self, hints: Collection[str] | None) -> frozenset[str]:
        """Return the files that changed since the last look, among *hints* or (None) among all."""
        if hints is None:
            return self._take(self._all(), self._states.keys())
        changed: set[str] = set()
        for path in sorted(hints):
            if self._watched.covers(path):
                changed |= self._look_at(path)
        return frozenset(changed)

    def is_empty(self, path: str) -> bool:
        """Whether *path* was a file of no bytes at the last look: perhaps one that is just being written."""
        return self._states.get(path, (0, 1, 0))[1] == 0

    def _look_at(self, path: str) -> frozenset[str]:
        status = _stat(self._watched.root, path)
        if status is not None and not stat.S_ISDIR(status.st_mode):
            state = _state(status)
            coarse = state[0] % _COARSE == 0 and time.time_ns() - state[0] < 2 * _COARSE
            return self._take({path: state}, (path,)) or (frozenset({path}) if coarse else frozenset())
        known = (path,) if path in self._states else [name for name in self._states if name.startswith(f"{path}/")]
        return self._take(self._below(path) if status is not None else {}, known)

    def _take(self, found: dict[str, State], known: Iterable[str]) -> frozenset[str]:
        gone = [path for path in known if path not in found]
        changed = {path for path, state in found.items() if self._states.get(path) != state}
        for path in gone:
            del self._states[path]
        self._states.update(found)
        return frozenset(changed.union(gone))

    def _all(self) -> dict[str, State]:
        states: dict[str, State] = {}
        for folder in self._watched.folders:
            states.update(self._below(folder))
        for path in self._watched.files:
            status = _stat(self._watched.root, path)
            if status is not None:
                states[path] = _state(status)
        return states

    def _below(self, folder: str) -> dict[str, State]:
        outside = os.path.isabs(folder)
        place, name = os.path.split(folder) if outside else (self._watched.root, folder)
        entries, _ = walk(Path(place), name)
        found = {
            os.path.join(place, entry.path) if outside else entry.path: (
                entry.signature.mtime_ns,
                entry.signature.size,
                entry.signature.inode,
            )
            for entry in entries
        }
        return {path: state for path, state in found.items() if self._watched.covers(path)}


def _stat(root: Path, path: str) -> os.stat_result | None:
    try:
        return os.stat(root / path)
    except (OSError, ValueError):
        return None


def _state(status: os.stat_result) -> State:
    return (status.st_mtime_ns, status.st_size, status.st_ino)


def _lies_in(path: str, folder: str) -> bool:
    return path == folder or path.startswith(f"{folder}/")
