"""Keep two builds of one project apart."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.engine.faults import guarded
from generator.engine.folder import cache_folder
from generator.problems import Location, MachineError, Problem

_POLL = 0.02


@contextmanager
def build_lock(cache_dir: Path, *, patience: float = 2.0) -> Iterator[None]:
    """Hold the build lock of the project whose cache folder is *cache_dir*.

    The kernel lets go of the lock when its holder dies, so a file left behind means nothing. Waits *patience*
    seconds: a short build ends by itself, and the workers of a killed one die a moment after it.

    Raises:
        MachineError: another build holds it still.
    """
    path = cache_folder(cache_dir) / "lock"
    with guarded(path):
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        with guarded(path):
            if not _acquired(handle, time.monotonic() + patience):
                raise MachineError(_held(path, handle))
            os.ftruncate(handle, 0)
            os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(handle)


def _acquired(handle: int, deadline: float) -> bool:
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                return False
            time.sleep(_POLL)
        else:
            return True


def _held(path: Path, handle: int) -> Problem:
    pid = os.pread(handle, 20, 0).decode("ascii", "replace").strip()
    return Problem(
        code="build-locked",
        where=Location(str(path)),
        what=f"another build of this project runs (process {pid})" if pid.isdigit() else "another build runs",
        why="two builds at once would write over each other's files",
        fix="wait for it to end, or stop it",
    )
