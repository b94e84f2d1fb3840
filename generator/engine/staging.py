"""Write outputs beside the site before any of it is touched, and change it in steps that can be undone."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from hashlib import blake2b
from shutil import rmtree

from msgspec import Struct

from generator.engine.digests import PIECE, SIZE
from generator.engine.manifest import STAGING
from generator.engine.signatures import Signature

_OCCUPIED = {errno.ENOTEMPTY, errno.EEXIST, errno.EBUSY}


class Staged(Struct, frozen=True):
    """An output that waits to be put in its place; *temp* is "" if the same bytes lie there already."""

    path: str
    digest: bytes
    temp: str = ""
    signature: Signature | None = None


class Committed(Struct, frozen=True, kw_only=True):
    """What a commit did; *signatures* are those of the staged outputs, true at *recorded_ns*."""

    written: frozenset[str] = frozenset()
    unchanged: frozenset[str] = frozenset()
    removed: frozenset[str] = frozenset()
    signatures: dict[str, Signature] = {}
    recorded_ns: int = 0


class Staging:
    """The folder of temporary files inside the output directory *root*, so that a rename is one step.

    Worker processes share it: names hold the process id, and only the build itself wipes the folder.
    """

    def __init__(self, root: str) -> None:
        self.folder = os.path.join(root, STAGING)
        self._opened = False
        self._count = 0

    def write(self, body: bytes) -> str:
        """Write *body* to a new temporary file and return its name; if that fails, nothing is left of it."""
        name = self.reserve()
        try:
            handle = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666)
            with os.fdopen(handle, "wb") as file:
                file.write(body)
        except BaseException:
            _unlink(name)
            raise
        return name

    def copy(self, handle: int) -> tuple[str, bytes]:
        """Copy what is left to read from the open file *handle* to a new temporary file; return name and digest."""
        name = self.write(b"")
        state = blake2b(digest_size=SIZE)
        with open(name, "ab") as file:
            while piece := os.read(handle, PIECE):
                state.update(piece)
                file.write(piece)
        return name, state.digest()

    def reserve(self) -> str:
        """Return the name of a temporary file that does not exist."""
        if not self._opened:
            self._open()
        while True:
            self._count += 1
            name = os.path.join(self.folder, f"{os.getpid()}-{self._count}")
            if not os.path.lexists(name):  # a killed build that had our process id may have left one
                return name

    def wipe(self) -> None:
        """Remove the folder and all that is in it, also what a killed build left."""
        self._opened = False
        try:
            mode = os.lstat(self.folder).st_mode
        except OSError:
            return
        if stat.S_ISDIR(mode):
            rmtree(self.folder)
        else:
            os.unlink(self.folder)

    def _open(self) -> None:
        if os.path.lexists(self.folder) and not stat.S_ISDIR(os.lstat(self.folder).st_mode):
            os.unlink(self.folder)
        os.makedirs(self.folder, exist_ok=True)
        self._opened = True


class Steps:
    """Changes to the output directory *root*, each of which is undone if the block of :func:`steps` fails."""

    def __init__(self, root: str, staging: Staging, undo: ExitStack) -> None:
        self._root = root
        self._staging = staging
        self._undo = undo

    def place(self, temp: str, path: str) -> None:
        """Put the file *temp* at *path*, making the folders it needs."""
        self._make_folders(os.path.dirname(path))
        target = os.path.join(self._root, path)
        if os.path.lexists(target):
            backup = self._staging.reserve()
            self._undo.callback(_restore, backup, target)
            try:
                os.link(target, backup, follow_symlinks=False)
            except OSError:  # a file system without hard links: the file is missing for an instant
                os.replace(target, backup)
        else:
            self._undo.callback(_unlink, target)
        os.replace(temp, target)

    def take_away(self, path: str) -> bool:
        """Remove the file at *path* and the folders it leaves empty; tell whether there was one."""
        target = os.path.join(self._root, path)
        is_file = os.path.lexists(target) and not (os.path.isdir(target) and not os.path.islink(target))
        if is_file:
            backup = self._staging.reserve()
            self._undo.callback(_restore, backup, target)
            os.replace(target, backup)
        folder = os.path.dirname(path)
        while folder and self.remove_empty(folder):
            folder = os.path.dirname(folder)
        return is_file

    def remove_empty(self, folder: str) -> bool:
        """Remove *folder* if nothing is in it, and tell whether it is gone."""
        target = os.path.join(self._root, folder)
        try:
            os.rmdir(target)
        except FileNotFoundError:
            return True
        except OSError as error:
            if error.errno in _OCCUPIED:
                return False
            raise
        self._undo.callback(_make_folder, target)
        return True

    def _make_folders(self, folder: str) -> None:
        target = os.path.join(self._root, folder)
        if not os.path.isdir(target):
            self._make_folders(os.path.dirname(folder))
            self._undo.callback(_remove_folder, target)
            os.mkdir(target)


@contextmanager
def steps(root: str, staging: Staging) -> Iterator[Steps]:
    """Give a block the means to change *root*; undo all it did if it fails or is interrupted.

    Each way back is noted before its step is taken, so an interrupt between the two is harmless.
    """
    with ExitStack() as undo:
        yield Steps(root, staging, undo)
        undo.pop_all()


def _restore(backup: str, target: str) -> None:
    with suppress(OSError):
        os.replace(backup, target)


def _unlink(target: str) -> None:
    with suppress(OSError):
        os.unlink(target)


def _make_folder(target: str) -> None:
    with suppress(OSError):
        os.mkdir(target)


def _remove_folder(target: str) -> None:
    with suppress(OSError):
        os.rmdir(target)
