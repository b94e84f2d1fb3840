"""Write a source file so that it is whole or absent at every moment."""

import errno
import os
from collections.abc import Iterable
from pathlib import Path

from generator.engine.faults import guarded

_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC


def write_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """Put *pieces*, one after the other, at *path*, making folders as needed; it takes its name only when it is whole.

    Raises:
        MachineError: the disk refused; the file is as it was.
    """
    with guarded(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_by_way_of(path.with_name(f".{path.name}.tmp"), path, pieces)


def write_file(path: Path, body: bytes, scratch: Path) -> None:
    """Put *body* at *path*, making folders as needed; it takes its name only when it is whole.

    *scratch* is a folder of ours on the same disk, so that a killed run leaves nothing among the author's
    files. Only one process may write at a time.

    Raises:
        MachineError: the disk refused; the file is as it was.
    """
    with guarded(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            _write_by_way_of(scratch / "writing.tmp", path, [body])
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            _write_by_way_of(path.with_name(f".{path.name}.tmp"), path, [body])


def _write_by_way_of(temporary: Path, path: Path, pieces: Iterable[bytes]) -> None:
    try:
        with os.fdopen(os.open(temporary, _FLAGS, 0o666), "wb") as file:
            file.writelines(pieces)
        os.replace(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
