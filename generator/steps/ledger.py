"""Know which articles there are: which seed each was made from, and which names are taken.

What a content file says of its seed is remembered by its path and digest, so that only files that changed are read;
and it lies in tables outside memory, since there may be any number of articles.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Self
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Struct, structs

from generator.config import Config
from generator.engine.digests import digest_bytes
from generator.engine.files import Entry, read_file, walk_slowly
from generator.engine.scratch import ScratchTable
from generator.engine.store import FEW, Store
from generator.formats.frontmatter import read_metadata, split
from generator.formats.text import decode
from generator.model import MARKDOWN, SourceFile
from generator.problems import Problem


class Target(Struct, frozen=True):
    """Where articles are written: the folder *name* below *root*; *prefix* tells it from others in the cache."""

    root: Path
    name: str
    prefix: str = ""


class Known(Struct, frozen=True, array_like=True):
    """What is there of an article that came from a seed: what it says of itself, and *file*, its own digest."""

    path: str
    source: str
    source_digest: str
    id: str
    slug: str
    added: date | None
    file: bytes


class _Origin(Struct, frozen=True, array_like=True):
    """What the cache keeps of a content file: its digest, and what it says if it came from a seed."""

    digest: bytes
    known: Known | None


_ENCODE = msgspec.msgpack.Encoder().encode
_ORIGIN = msgspec.msgpack.Decoder(_Origin).decode
_KNOWN = msgspec.msgpack.Decoder(Known).decode


class Ledger:
    """The articles at a place, as they were when the run began, and the names that were given since."""

    def __init__(self) -> None:
        self._articles = ScratchTable()
        self._names = ScratchTable()
        self._numbers = ScratchTable()
        self._met = ScratchTable()
        self.problems: list[Problem] = []

    @classmethod
    def read(cls, target: Target, config: Config, store: Store) -> Self:
        """Return what there is at *target*; of two articles with one source, the first by path counts."""
        ledger = cls()
        entries = walk_slowly(target.root, target.name, ledger.problems)
        reader = _Reader(target, config, store)
        while some := list(islice(entries, FEW)):
            ledger._names.add_many((entry.path.casefold(), b"") for entry in some)
            ledger._articles.add_many((known.source, _ENCODE(known)) for known in reader.known(some))
        return ledger

    def known(self, sources: Sequence[str]) -> dict[str, Known]:
        """Return the articles made from *sources* before this run."""
        return {source: _KNOWN(row) for source, row in self._articles.get_many(sources).items()}

    def has(self, source: str) -> bool:
        """Whether there is an article made from *source*, or its text was met in this run."""
        return source in self._articles or source in self._met

    def meet(self, source: str) -> bool:
        """Note that *source* was met in this run; return whether it is the first time."""
        return self._met.add(source)

    def take(self, folder: str, wanted: str) -> str:
        """Return *wanted*, or the first of ``wanted-2``, ``wanted-3``... that is free in *folder*; it is taken then."""
        key = f"{folder}/{wanted}".casefold()
        # Ten thousand seeds with one title would each have to ask for all the numbers before theirs.
        number = int(self._numbers.get(key) or b"1")
        slug = wanted if number == 1 else f"{wanted}-{number}"
        while not self._names.add(f"{folder}/{slug}.md".casefold()):
            number += 1
            slug = f"{wanted}-{number}"
        self._numbers.set(key, b"%d" % (number + 1))
        return slug

    def close(self) -> None:
        """Let go of the tables."""
        for table in (self._articles, self._names, self._numbers, self._met):
            table.close()


class _Reader:
    """Reads what content files say of their seeds, unless the cache knows."""

    def __init__(self, target: Target, config: Config, store: Store) -> None:
        self._target = target
        self._limit = config.limits.file_size
        self._zone = ZoneInfo(config.timezone)
        self._store = store

    def known(self, entries: Sequence[Entry]) -> Iterator[Known]:
        """Yield what those *entries* say that came from a seed, in their order."""
        prefix = self._target.prefix
        named = [structs.replace(e, path=prefix + e.path) for e in entries if e.path.endswith(MARKDOWN)]
        digests = self._store.digests_of(named, lambda entry: self._digest(entry.path.removeprefix(prefix)))
        rows = self._store.get_many("origin", [path.encode() for path in digests])
        fresh: dict[bytes, bytes] = {}
        for path, digest in digests.items():
            origin = _origin(rows.get(path.encode()), digest)
            if origin is None:
                origin = self._read(path.removeprefix(prefix))
                fresh[path.encode()] = _ENCODE(origin)
            if origin.known:
                yield origin.known
        self._store.put_many("origin", fresh)
        self._store.commit()

    def _digest(self, path: str) -> bytes | None:
        raw, _ = read_file(self._target.root, path, self._limit)
        return None if raw is None else digest_bytes(raw)

    def _read(self, path: str) -> _Origin:
        raw, _ = read_file(self._target.root, path, self._limit)
        digest = digest_bytes(raw or b"")
        text, _ = decode(raw or b"", path)
        if "source" not in (split(text)[0] or "").lower():
            return _Origin(digest, None)
        metadata, _ = read_metadata(SourceFile(path, text), self._zone)[:2]
        if metadata is None or not metadata.source:
            return _Origin(digest, None)
        m = metadata
        return _Origin(digest, Known(path, m.source, m.source_digest, m.id, m.slug, m.added, digest))


def _origin(row: bytes | None, digest: bytes) -> _Origin | None:
    """Return what the cache keeps in *row* of a content file, None unless it is of the file with that *digest*."""
    if row is None:
        return None
    try:
        origin = _ORIGIN(row)
    except msgspec.MsgspecError:
        return None
    return origin if origin.digest == digest else None
