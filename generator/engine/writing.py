"""Write a source file so that it is whole or absent at every moment."""

import os
import tempfile
from pathlib import Path

from generator.engine.faults import guarded


def write_file(path: Path, body: bytes) -> None:
    """Put *body* at *path*, making folders as needed: a temporary file beside it takes its name at the end.

    Raises:
        MachineError: the disk refused; the file is as it was.
    """
    with guarded(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(body)
            os.chmod(temporary, 0o666 & ~_umask())
            os.replace(temporary, path)
        except BaseException:
            os.unlink(temporary)
            raise


def _umask() -> int:
    # There is no way to read the mask but to set it; nothing else runs in between.
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
