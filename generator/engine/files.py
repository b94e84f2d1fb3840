"""Find and read the files of a project, and nothing outside it.

Files are regular files below the root after every link is resolved; pipes, devices and links that lead out
are reported and left alone. Nothing is opened before its status was looked at.
"""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.engine.digests import digest_stream
from generator.engine.signatures import Entry, Signature, is_settled, signature_at, signature_of
from generator.engine.walking import names_in, walk, walk_slowly
from generator.problems import Location, Problem

__all__ = [
    "Entry",
    "Signature",
    "digest_file",
    "is_settled",
    "names_in",
    "opened",
    "read_file",
    "signature_at",
    "signature_of",
    "unreadable",
    "walk",
    "walk_slowly",
]

_FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


def read_file(root: Path, path: str, limit: int) -> tuple[bytes | None, Problem | None]:
    """Return the bytes of the file at *path* below *root*, or None and the reason.

    At most *limit* bytes: a longer file is refused before it is read, and one that grows meanwhile after.
    """
    body = b""
    try:
        with opened(root, path, limit) as (handle, refusal):
            if handle is not None:
                body = _read(handle, os.fstat(handle).st_size, limit)
    except OSError as error:
        return None, unreadable(path, error)
    if len(body) > limit:
        refusal = _too_large(path, len(body), limit)
    return (None, refusal) if refusal else (body, None)


def digest_file(root: Path, path: str, limit: int | None = None) -> bytes | None:
    """Return the digest of the file at *path* below *root*, read piece by piece.

    None when it cannot be read, or is longer than *limit* bytes and so is not read.
    """
    try:
        with opened(root, path, limit) as (handle, _):
            return None if handle is None else digest_stream(handle)
    except OSError:
        return None


@contextmanager
def opened(root: Path, path: str, limit: int | None = None) -> Iterator[tuple[int | None, Problem | None]]:
    """Open the regular file at *path* below *root* for the block, or give the reason why not.

    Raises:
        OSError: it cannot be opened.
    """
    place = os.path.realpath(root)
    target = os.path.realpath(os.path.join(place, path))
    if not is_inside(place, target):
        yield None, _outside(path)
        return
    handle = os.open(target, _FLAGS)
    try:
        refusal = _refusal(path, target, handle, limit)
        yield (None, refusal) if refusal else (handle, None)
    finally:
        os.close(handle)


def _read(handle: int, size: int, limit: int) -> bytes:
    """Read to the end, though the file may have grown beyond *size*, but not much beyond *limit*."""
    body = os.read(handle, size + 1)
    while len(body) <= limit and (more := os.read(handle, 1 << 20)):
        body += more
    return body


def _refusal(path: str, target: str, handle: int, limit: int | None) -> Problem | None:
    status = os.fstat(handle)
    if not stat.S_ISREG(status.st_mode):
        return _not_regular(path)
    if _place_of(handle, target) != target:  # a folder on the way was exchanged for a link meanwhile
        return _outside(path)
    if limit is not None and status.st_size > limit:
        return _too_large(path, status.st_size, limit)
    return None


def _place_of(handle: int, target: str) -> str:
    """Return where the file open as *handle* is: Linux tells it at once, elsewhere its path is resolved once more."""
    try:
        is_there = os.readlink(f"/proc/self/fd/{handle}") == target
    except OSError:  # there is no such folder
        is_there = False
    return target if is_there else os.path.realpath(target)


def is_inside(root: str, target: str) -> bool:
    """Whether the resolved path *target* lies below the resolved folder *root*."""
    return target.startswith(root.rstrip("/") + "/")


def _outside(path: str) -> Problem:
    return Problem(
        code="file-outside",
        where=Location(path),
        what="this file lies outside the project",
        why="a link on its way leads there",
        fix="put the file itself into the project",
    )


def _not_regular(path: str) -> Problem:
    return Problem(
        code="file-not-regular",
        where=Location(path),
        what="this is not a regular file",
        why="it is a folder, a pipe, a socket or a device",
        fix="put a regular file in its place, or remove it",
    )


def unreadable(path: str, error: OSError) -> Problem:
    """Return the problem that the file at *path* cannot be read, for *error*."""
    if error.errno in {errno.ELOOP, errno.ENXIO}:
        return _not_regular(path)
    return Problem(
        code="file-unreadable",
        where=Location(path),
        what="this file cannot be read",
        why=(error.strerror or str(error)).lower(),
        fix="give it back, or make it readable for the user who builds",
    )


def _too_large(path: str, size: int, limit: int) -> Problem:
    return Problem(
        code="file-too-large",
        where=Location(path),
        what=f"this file is too large: {size:,} bytes",
        why=f"the limit is {limit:,} bytes",
        fix="split it, or raise `limits.file_size` in `seedpress.yaml`",
    )
