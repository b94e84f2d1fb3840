"""Tell from a stat alone whether a file still holds the bytes it held.

The rule is git's: a signature that equals the recorded one proves nothing if the file was touched at about the
moment of recording, since a later write in the same tick of the clock leaves the same signature ("racily
clean"). Such a file is read again.
"""

import os
from pathlib import Path

from msgspec import Struct

_MARGIN = 50_000_000
_COARSE_MARGIN = 2_000_000_000
_SECOND = 1_000_000_000


class Signature(Struct, frozen=True, array_like=True):
    """What a stat says of a file's content; equal for equal content but for a race."""

    mtime_ns: int
    size: int
    inode: int
    ctime_ns: int


class Entry(Struct, frozen=True):
    """A file that was found: its path relative to the root it was looked for in, and its signature."""

    path: str
    signature: Signature


def signature_of(status: os.stat_result) -> Signature:
    """Return the signature in *status*."""
    return Signature(status.st_mtime_ns, status.st_size, status.st_ino, status.st_ctime_ns)


def signature_at(root: str | Path, path: str) -> Signature | None:
    """Return the signature of the file at *path* below *root*, None if there is none."""
    try:
        return signature_of(os.stat(os.path.join(root, path)))
    except OSError:
        return None


def is_settled(signature: Signature, recorded_ns: int) -> bool:
    """Whether *signature*, taken at *recorded_ns*, can be trusted when it is met again.

    The file must have been at rest for 50 ms by then, or for 2 s if its time is a whole second, as on file
    systems that know no finer.
    """
    margin = _MARGIN if signature.mtime_ns % _SECOND else _COARSE_MARGIN
    return max(signature.mtime_ns, signature.ctime_ns) < recorded_ns - margin
