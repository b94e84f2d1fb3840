"""Find what lies in the way of an output and is not ours, before anything is written."""

import os
import stat
from collections.abc import Collection, Iterator

from generator.engine.manifest import is_output_path, parents
from generator.problems import Location, Problem


def obstacles(root: str, shown: str, planned: Collection[str], owned: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for each of *planned* that cannot be put below *root* without harm to a foreign file.

    A foreign file at the very place of an output is not reported: its bytes may be the same.
    """
    folders: dict[str, Problem | None] = {}
    for path in sorted(planned):
        if not is_output_path(path):
            yield _unsafe(shown, path)
            continue
        for folder in parents(path):
            if folder not in folders:
                folders[folder] = _folder_problem(root, shown, folder, owned)
                if problem := folders[folder]:
                    yield problem
        if problem := _place_problem(root, shown, path, owned):
            yield problem


def has_plain_parents(root: str, path: str) -> bool:
    """Whether every folder of *path* below *root* is a folder and no link to one."""
    try:
        return all(stat.S_ISDIR(os.lstat(os.path.join(root, folder)).st_mode) for folder in parents(path))
    except OSError:
        return False


def foreign(shown: str, path: str, why: str) -> Problem:
    """Return the problem that something at *path*, which is not ours, is in the way."""
    return Problem(
        code="output-foreign",
        where=Location(f"{shown}/{path}"),
        what="the build wants to write this file, and something else is there already",
        why=why,
        fix="move it away, or choose another `output`; nothing was written",
    )


def _folder_problem(root: str, shown: str, folder: str, owned: Collection[str]) -> Problem | None:
    mode = _mode(os.path.join(root, folder))
    if stat.S_ISLNK(mode):
        return Problem(
            code="output-link",
            where=Location(f"{shown}/{folder}"),
            what="this folder of the output directory is a link",
            why="the build would write outside the output directory",
            fix="remove the link; nothing was written",
        )
    if mode and not stat.S_ISDIR(mode) and folder not in owned:
        return foreign(shown, folder, "a file that the build did not write lies where a folder must be")
    return None


def _place_problem(root: str, shown: str, path: str, owned: Collection[str]) -> Problem | None:
    target = os.path.join(root, path)
    mode = _mode(target)
    if stat.S_ISDIR(mode):
        for folder, _, names in os.walk(target):
            for name in names:
                inside = os.path.relpath(os.path.join(folder, name), root)
                if inside not in owned:
                    return foreign(shown, path, f"it is a folder, and the build did not write {shown}/{inside}")
    elif mode and not stat.S_ISREG(mode) and path not in owned:
        return foreign(shown, path, "it is a link, a pipe or a device")
    return None


def _mode(target: str) -> int:
    try:
        return os.lstat(target).st_mode
    except OSError:
        return 0


def _unsafe(shown: str, path: str) -> Problem:
    return Problem(
        code="output-path",
        where=Location(shown),
        what=f"an output may not have the path {path!a}",
        why="it leads out of the output directory, or is a name the build keeps for itself, or cannot be encoded",
        fix="give the page that asks for it another permalink",
    )
