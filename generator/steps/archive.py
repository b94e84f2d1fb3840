"""Remember for each text of the seeds what was last written for it, and what was decided on each of its lines.

It is no cache: what was written last is the base on which later edits of an article are merged, and cannot be made
again. So it has a file of its own, which neither a clean build nor another version of the program throws away.
"""

import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

import msgspec
from msgspec import Struct

from generator.engine.database import Database
from generator.model import Conversion, LineRecord
from generator.problems import Problem

_FILE = "conversions.db"
_LOST = "what was last written for each seed is lost, so edits made until now cannot be merged"
# The fastest that zlib has: a harder one saves a tenth of the room, and takes a tenth of a conversion's time.
_EFFORT = 1


class Written(Struct, frozen=True, array_like=True):
    """What was last written at *path*: a *text*, packed, and the digests of its file and of what it depends on."""

    path: str
    settings: bytes
    code: bytes
    text_digest: bytes
    text: bytes
    lessons: bytes = b""


class Lines(Struct, frozen=True):
    """What was last decided: a record for every line, and how sure each field is."""

    records: tuple[LineRecord, ...]
    confidences: Mapping[str, float] = {}


class Archived(Struct, frozen=True):
    """What the archive knows of a text: the article *text* last written at *path*, and its *lines*.

    *text* is "" when nothing of ours was written.
    """

    path: str
    text: str
    lines: Lines


class Row(Struct, frozen=True):
    """What is to be remembered of a text: its *lines*, packed, and what was *written*, if it was."""

    lines: bytes
    written: Written | None = None


_ENCODE = msgspec.msgpack.Encoder().encode
_WRITTEN = msgspec.msgpack.Decoder(Written).decode
_LINES = msgspec.json.Decoder(Lines).decode
_JSON = msgspec.json.Encoder().encode


def packed_lines(conversion: Conversion) -> bytes:
    """Return what is kept of *conversion*; workers do this, since it takes its time."""
    return zlib.compress(_JSON(Lines(conversion.records, conversion.confidences)), _EFFORT)


def packed_text(text: str) -> bytes:
    """Return what is kept of the article *text*."""
    return zlib.compress(text.encode(), _EFFORT)


class Archive:
    """The archive in the folder *cache_dir*; *prefix* keeps apart what was written elsewhere than to the content."""

    def __init__(self, cache_dir: Path, prefix: str = "") -> None:
        self._database = Database(cache_dir / _FILE, lost=_LOST)
        self._prefix = prefix

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Notices that the archive was lost or could not be used."""
        return self._database.problems

    def put_many(self, rows: Mapping[str, Row]) -> None:
        """Remember *rows*, by source, in place of what was known; call it when the articles have been written."""
        self._database.write("lines", {self._key(source): row.lines for source, row in rows.items()})
        written = {self._key(source): _ENCODE(row.written) for source, row in rows.items() if row.written}
        self._database.write("texts", written)

    def get(self, source: str) -> Archived | None:
        """Return what is known of *source*."""
        key = self._key(source)
        lines = _lines(self._database.some("lines", [key]).get(key))
        if lines is None:
            return None
        written = self.written([source]).get(source)
        if written is None:
            return Archived("", "", lines)
        return Archived(written.path, zlib.decompress(written.text).decode(), lines)

    def written(self, sources: Sequence[str]) -> dict[str, Written]:
        """Return what was last written for those of *sources* that are known."""
        keys = {self._key(source): source for source in sources}
        found: dict[str, Written] = {}
        for key, row in self._database.some("texts", keys).items():
            try:
                found[keys[key]] = _WRITTEN(row)
            except msgspec.MsgspecError:
                continue
        return found

    def _key(self, source: str) -> bytes:
        return f"{self._prefix}{source}".encode()


def _lines(row: bytes | None) -> Lines | None:
    try:
        return None if row is None else _LINES(zlib.decompress(row))
    except (msgspec.MsgspecError, zlib.error):
        return None
