"""Look into what is compressed, and into archives: whatever can be a seed can be one in there.

Nothing is ever extracted to disk. What is unpacked is counted while it is read, since a few kilobytes can say
gigabytes.
"""

import gzip
import zipfile
import zlib
from collections.abc import Callable, Iterator
from posixpath import basename
from struct import error as StructError  # noqa: N812 - what it is
from typing import IO, cast

from msgspec import structs

from generator.formats import inputs
from generator.formats.inputs.extras import mild, missing
from generator.formats.inputs.options import InputOptions, read_whole
from generator.formats.inputs.places import Places
from generator.formats.inputs.streams import Memory, Readable, Stream
from generator.model import SeedDocument
from generator.problems import Location, Problem

_CHUNK = 1 << 16
# A few bytes can stand for 128 kB each, so these are taken in by spoonfuls.
_SPOON = 1 << 10
_WINDOW = 1 << 27
# All that reading a damaged archive has been seen to raise; a disk that fails is no such thing.
_DAMAGE = (zipfile.BadZipFile, gzip.BadGzipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError,
           LookupError, OverflowError, StructError)  # fmt: skip
_ENCRYPTED = 1


class _Stopped(Exception):  # noqa: N818 - it carries a problem, and never leaves this module
    """What is packed cannot be read further; *problem* says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.what)
        self.problem = problem


class _Budget:
    """How many bytes may still come out of the file *name*."""

    def __init__(self, name: str, options: InputOptions) -> None:
        self._name = name
        self._allowed = self._left = options.unpacked

    def spend(self, size: int) -> None:
        self._left -= size
        if self._left < 0:
            raise _Stopped(_too_much(self._name, self._allowed))


def read_gzip(name: str, stream: Readable, options: InputOptions) -> Iterator[SeedDocument | Problem]:
    """Yield the documents of what *stream*, the content of the file *name*, is when gzip has unpacked it."""
    yield from _read(name, gzip.GzipFile(fileobj=cast("IO[bytes]", stream)).read, options)


def read_zstd(name: str, stream: Readable, options: InputOptions) -> Iterator[SeedDocument | Problem]:
    """Yield the documents of what *stream*, the content of the file *name*, is when zstd has unpacked it."""
    try:
        import zstandard  # noqa: F401, PLC0415 - an extra
    except ImportError:
        yield missing(name, "zstd files", "zst")
        return
    yield from _read(name, Stream(_of_zstd(stream)).read, options)


def read_zip(name: str, stream: Readable, options: InputOptions) -> Iterator[SeedDocument | Problem]:
    """Yield the documents of all members of the archive *name* whose names are those of seeds, as ``FILE#MEMBER``."""
    if options.packings < 1:
        yield _too_deep(name)
        return
    if not stream.seekable():
        whole = read_whole(name, stream, options)
        if isinstance(whole, Problem):
            yield whole
            return
        stream = Memory(whole)
    try:
        archive = zipfile.ZipFile(cast("IO[bytes]", stream))
    except _DAMAGE as error:
        yield _damaged(name, error)
        return
    yield from _members(name, archive, structs.replace(options, packings=options.packings - 1))


def _members(name: str, archive: zipfile.ZipFile, options: InputOptions) -> Iterator[SeedDocument | Problem]:
    places, budget, is_empty = Places(name), _Budget(name, options), True
    for number, member in enumerate(archive.infolist(), 1):
        if not _is_seed(member):
            continue
        is_empty = False
        path = places.path(member.filename, number)
        if member.flag_bits & _ENCRYPTED:
            yield mild(_encrypted(path))
            continue
        try:
            with archive.open(member) as opened:
                for one in inputs.documents(path, Stream(_counted(path, opened.read, budget)), options):
                    yield mild(one) if isinstance(one, Problem) else one
        except _Stopped as stopped:
            yield mild(stopped.problem)
            if stopped.problem.code == "unpacked-too-large":
                return
        except _DAMAGE as error:
            yield mild(_damaged(path, error))
    if is_empty:
        yield _no_member(name)


def _is_seed(member: zipfile.ZipInfo) -> bool:
    path = member.filename
    return path.lower().endswith(inputs.SUFFIXES) and not (path.startswith("__MACOSX/") or basename(path)[:1] in "._")


def _read(name: str, read: Callable[[int], bytes], options: InputOptions) -> Iterator[SeedDocument | Problem]:
    if options.packings < 1:
        yield _too_deep(name)
        return
    inner = structs.replace(options, packings=options.packings - 1)
    try:
        yield from inputs.documents(name, Stream(_counted(name, read, _Budget(name, options))), inner)
    except _Stopped as stopped:
        yield stopped.problem


def _counted(name: str, read: Callable[[int], bytes], budget: _Budget) -> Iterator[bytes]:
    while True:
        try:
            chunk = read(_CHUNK)
        except _DAMAGE as error:
            raise _Stopped(_damaged(name, error)) from error
        if not chunk:
            return
        budget.spend(len(chunk))
        yield chunk


def _of_zstd(stream: Readable) -> Iterator[bytes]:
    from zstandard import ZstdDecompressor, ZstdError  # noqa: PLC0415 - an extra

    decoder, is_within = ZstdDecompressor(max_window_size=_WINDOW).decompressobj(), False
    while raw := stream.read(_SPOON):
        while raw:
            try:
                yield decoder.decompress(raw)
            except ZstdError as error:
                raise ValueError(str(error)) from error
            raw, is_within = (decoder.unused_data, False) if decoder.eof else (b"", True)
            if decoder.eof:
                decoder = ZstdDecompressor(max_window_size=_WINDOW).decompressobj()
    if is_within:
        raise EOFError("it ends too early")


def _damaged(name: str, error: Exception) -> Problem:
    reason = " ".join(str(error).split()) or type(error).__name__
    why = "it ends too early" if isinstance(error, EOFError) else reason[:1].lower() + reason[1:200]
    return Problem(
        code="archive-damaged", what="this file is packed and cannot be unpacked", where=Location(name), why=why,
        fix="fetch it again; what was read before that place is converted",
    )  # fmt: skip


def _too_much(name: str, allowed: int) -> Problem:
    return Problem(
        code="unpacked-too-large", what="this file holds too much when it is unpacked", where=Location(name),
        why=f"the limit is {allowed:,} bytes; what came before that is converted",
        fix="split it, or raise `limits.unpacked_size` in `seedpress.yaml`",
    )  # fmt: skip


def _too_deep(name: str) -> Problem:
    return Problem(
        code="unpacked-too-large", what="this file is packed too often", where=Location(name),
        why="what is unpacked is an archive in an archive in an archive", fix="unpack it first",
    )  # fmt: skip


def _encrypted(name: str) -> Problem:
    return Problem(
        code="archive-damaged", what="this file is encrypted", where=Location(name),
        why="its archive asks for a password", fix="unpack the archive first",
    )  # fmt: skip


def _no_member(name: str) -> Problem:
    return Problem(
        code="archive-empty", what="there is no seed in this archive", where=Location(name),
        why="no member has a name that ends like a seed's, such as `.txt` or `.html`",
        fix="remove it, or name its members by what they are", severity="warning",
    )  # fmt: skip
