"""Say what the machine refused, and what to do about it, instead of an ``OSError``."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.problems import Location, MachineError, Problem

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS}


def fault(error: OSError, path: str) -> Problem:
    """Return *error*, met at *path*, as a problem."""
    where = Location(path)
    why = (error.strerror or str(error)).lower()
    if error.errno in _FULL:
        return Problem(
            code="disk-full",
            where=where,
            what="there is no room to write this file",
            why=why,
            fix="free some space, or raise the quota, and build again; the site is as it was",
        )
    if error.errno in _REFUSED:
        return Problem(
            code="permission",
            where=where,
            what="the permission to use this file or folder is missing",
            why=why,
            fix="change its owner or mode, or name another folder, and build again",
        )
    return Problem(
        code="write-failed",
        where=where,
        what="this file or folder cannot be used",
        why=why,
        fix="mend what the system complains of, and build again",
    )


@contextmanager
def guarded(path: Path | str) -> Iterator[None]:
    """Turn an ``OSError`` of the block into a :class:`MachineError` that names *path*."""
    try:
        yield
    except OSError as error:
        raise MachineError(fault(error, str(path))) from error
