"""List the files of a folder, sorted, with their signatures and without reading any."""

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from generator.engine.signatures import Entry, signature_of
from generator.model import MARKDOWN
from generator.problems import Location, Problem

_EDITORS_OWN = re.compile(r"\.|4913$|#.*#$|.*(~|\.sw[a-z]|\.tmp)$", re.DOTALL)
# Control characters, and the halves of pairs by which Python stands for bytes that are not UTF-8.
_UNSHOWABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_DEPTH = 64


class _Walk:
    """One walk of a project; *root* is resolved, *problems* are those met so far."""

    def __init__(self, root: str, problems: list[Problem]) -> None:
        self.root = root
        self.problems = problems

    def files(self, folder: str, through: tuple[str, ...]) -> Iterator[Entry]:
        """Yield the files below *folder*; *through* are the folders on the way, resolved, if a link was followed."""
        try:
            with os.scandir(os.path.join(self.root, folder)) as found:
                # No more than the names is kept: a folder may hold a hundred thousand files.
                names = sorted(_placed(member) for member in found if not _EDITORS_OWN.match(member.name))
        except FileNotFoundError:
            return
        except OSError as error:
            self._warn_unreadable(folder, error)
            return
        for name in names:
            yield from self._member(f"{folder}/{name.rstrip('/')}", through)

    def _member(self, path: str, through: tuple[str, ...]) -> Iterator[Entry]:
        if not is_plain_name(path.rpartition("/")[2]):
            self._warn_name(path)
            return
        try:
            status = os.lstat(os.path.join(self.root, path))
            if stat.S_ISLNK(status.st_mode):
                yield from self._link(path, through)
                return
        except OSError as error:
            self._warn_unreadable(path, error)
            return
        yield from self._kind(path, status, through)

    def _kind(self, path: str, status: os.stat_result, through: tuple[str, ...]) -> Iterator[Entry]:
        if stat.S_ISREG(status.st_mode):
            yield Entry(path, signature_of(status))
        elif not stat.S_ISDIR(status.st_mode):
            self._warn_irregular(path, "it is a pipe, a socket or a device")
        elif path.count("/") > _DEPTH:
            self._warn_irregular(path, f"it lies more than {_DEPTH} folders deep")
        else:
            if path.endswith(MARKDOWN):
                self._warn_irregular(path, "it is a folder with the name of an article")
            yield from self.files(path, through)

    def _link(self, path: str, through: tuple[str, ...]) -> Iterator[Entry]:
        target = os.path.realpath(os.path.join(self.root, path))
        relative = os.path.relpath(target, self.root)
        if relative.startswith(".") or "/." in relative:
            self._warn_link(path, "it leads out of the project, or to a hidden file")
            return
        status = os.stat(target)  # a dangling link and one to itself raise OSError
        if not stat.S_ISDIR(status.st_mode):
            yield from self._kind(path, status, through)
            return
        holder = os.path.realpath(os.path.dirname(os.path.join(self.root, path)))
        # A link inside a linked folder is not followed: n folders linked to each other have n! paths.
        if through or f"{holder}/".startswith(f"{target}/"):
            self._warn_loop(path)
            return
        yield from self._kind(path, status, (*through, target))

    def _warn_name(self, path: str) -> None:
        self.problems.append(
            Problem(
                code="name-unreadable",
                where=Location(shown(path)),
                what="this file is left out because of its name",
                why="the name holds control characters, or is not UTF-8",
                fix="rename the file",
                severity="warning",
            )
        )

    def _warn_link(self, path: str, why: str) -> None:
        self.problems.append(
            Problem(
                code="link-outside",
                where=Location(path),
                what="this link is not followed",
                why=why,
                fix="put the file itself in its place, or remove the link",
                severity="warning",
            )
        )

    def _warn_loop(self, path: str) -> None:
        self.problems.append(
            Problem(
                code="link-loop",
                where=Location(path),
                what="this link is not followed",
                why="it leads to a folder that holds it, or lies in a folder that was itself reached by a link",
                fix="remove the link",
                severity="warning",
            )
        )

    def _warn_irregular(self, path: str, why: str) -> None:
        self.problems.append(
            Problem(
                code="file-not-regular",
                where=Location(path),
                what="this is not a regular file",
                why=why,
                fix="put a regular file in its place, or remove it",
                severity="warning",
            )
        )

    def _warn_unreadable(self, path: str, error: OSError) -> None:
        self.problems.append(
            Problem(
                code="file-unreadable",
                where=Location(path),
                what="this file or folder is left out because it cannot be read",
                why=(error.strerror or str(error)).lower(),
                fix="make it readable, or remove it",
                severity="warning",
            )
        )


def walk(root: Path, folder: str) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """Return the files below *folder* of the project at *root*, by path, and what was left out.

    Hidden files and what editors leave behind are passed over in silence. A link to a file or folder of the
    project is followed once; a folder that does not exist holds nothing.
    """
    problems: list[Problem] = []
    entries = tuple(walk_slowly(root, folder, problems))
    return entries, tuple(problems)


def walk_slowly(root: Path, folder: str, problems: list[Problem]) -> Iterator[Entry]:
    """Yield what ``walk`` returns, in the same order, one file after the other; *problems* gets what was left out."""
    work = _Walk(os.path.realpath(root), problems)
    top = os.path.join(work.root, folder)
    if os.path.islink(top) and not os.path.realpath(top).startswith(work.root + "/"):
        work._warn_link(folder, "it leads out of the project")  # noqa: SLF001 - of this module
        return
    yield from work.files(folder, ())


def names_in(root: str, folder: str) -> frozenset[str]:
    """Return the names in *folder* below *root*; one that cannot be read has none."""
    try:
        return frozenset(os.listdir(os.path.join(root, folder)))
    except OSError:
        return frozenset()


def _placed(member: "os.DirEntry[str]") -> str:
    """Return the name of *member* as it counts in the order of paths: that of a folder with its slash."""
    try:
        return member.name + "/" if member.is_dir() else member.name
    except OSError:
        return member.name


def is_plain_name(name: str) -> bool:
    """Whether *name* can be shown and encoded: it is UTF-8 and holds no control character."""
    return not _UNSHOWABLE.search(name)


def shown(path: str) -> str:
    """Return *path* with all that cannot be printed escaped."""
    return "".join(part if is_plain_name(part) else ascii(part)[1:-1] for part in path)
