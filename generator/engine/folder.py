"""Make the cache folder ``.seedpress/``: private, never a link, never committed."""

import os
import stat
from pathlib import Path

from generator.engine.faults import guarded
from generator.problems import Location, MachineError, Problem


def cache_folder(folder: Path) -> Path:
    """Return *folder*, made if need be, readable by its owner only.

    Raises:
        MachineError: it is a link (whoever can write there could feed us a cache), a file, or cannot be made.
    """
    with guarded(folder):
        try:
            folder.mkdir(mode=0o700, parents=True)
        except FileExistsError:
            _check(folder)
        else:
            (folder / ".gitignore").write_text("*\n", encoding="ascii")
    return folder


def _check(folder: Path) -> None:
    mode = os.lstat(folder).st_mode
    if not stat.S_ISDIR(mode):
        raise MachineError(
            Problem(
                code="cache-link",
                where=Location(str(folder)),
                what="the cache folder is not a plain folder",
                why="it is a link" if stat.S_ISLNK(mode) else "something else has its name",
                fix="remove it; it is made again by the next build",
            )
        )
    if stat.S_IMODE(mode) & 0o077:
        folder.chmod(0o700)
