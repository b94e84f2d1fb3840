"""What a reader of seeds is told, and what all readers share."""

from collections.abc import Callable, Generator, Mapping
from datetime import UTC, tzinfo
from hashlib import blake2b

from msgspec import Struct

from generator.formats.inputs.encodings import decode
from generator.formats.inputs.streams import Readable
from generator.problems import Location, Problem

LARGEST = 50_000_000
UNPACKED = 2_000_000_000
# A .zip of .gz files is somebody's habit; more than that is somebody's joke.
PACKINGS = 2
_DIGEST_SIZE = 16


class InputOptions(Struct, frozen=True, kw_only=True):
    """How to read seeds.

    *keys* names, for each field of an article, the key or column of a record that holds it. *zone* is where a time
    without an offset was written down. *largest* is the most bytes that a text may have which is read at once,
    packed or unpacked; what is read piece by piece (records, exports) may be longer. *unpacked* is the most bytes
    that may come out of a packed file, *packings* how often it may be packed. *encoding* is the one that counts for
    what has no byte order mark, is not UTF-8 and says nothing itself; "" if nobody named one.
    """

    keys: Mapping[str, str] = {}
    zone: tzinfo = UTC
    largest: int = LARGEST
    unpacked: int = UNPACKED
    packings: int = PACKINGS
    encoding: str = ""


def digest_of(raw: bytes) -> str:
    """Return the name of the bytes of a seed, as ``source_digest`` has it: 16 bytes of BLAKE2b in hexadecimal."""
    return blake2b(raw, digest_size=_DIGEST_SIZE).hexdigest()


def read_whole(name: str, stream: Readable, options: InputOptions) -> bytes | Problem:
    """Return all of *stream*, or the problem that it is larger than *options* allow."""
    raw = stream.read(options.largest + 1)
    if len(raw) <= options.largest:
        return raw
    return Problem(
        code="file-too-large", what="this seed is too large", where=Location(name),
        why=f"a text that is read at once may have {options.largest:,} bytes",
        fix="split it, or raise `limits.file_size`",
    )  # fmt: skip


def read_text(
    name: str, stream: Readable, options: InputOptions, declared_in: Callable[[bytes], str] | None = None
) -> Generator[Problem, None, tuple[str, bytes] | None]:
    """Yield what is wrong with the text that *stream* is; return it and its bytes, None if it cannot be read.

    *declared_in* finds the encoding that a text of its kind states itself; the one that *options* name goes first.
    """
    raw = read_whole(name, stream, options)
    if isinstance(raw, Problem):
        yield raw
        return None
    declared = options.encoding or (declared_in(raw) if declared_in else "")
    text, problems = decode(raw, name, declared)
    yield from problems
    return None if any(problem.is_error for problem in problems) else (text, raw)
