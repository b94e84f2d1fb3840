"""Remember a sketch of every article that was converted, and find the first one that a new one is like.

All of it lies in tables on the disk. Of the articles that share a band, the table of bands keeps the first: so a
chain of reprints leads to the original, and no row grows.
"""

from collections.abc import Mapping, Sequence
from hashlib import blake2b
from pathlib import Path

import msgspec
from msgspec import Struct

from generator.engine.database import Database
from generator.engine.scratch import ScratchTable
from generator.formats.likeness import NEAR, Sketch, share
from generator.problems import Problem

_FILE = "likeness.db"
_LOST = "which texts are like others is only known of those converted from now on"
_SKETCHES, _BANDS = "sketches", "bands"
_ID = 8


class Article(Struct, frozen=True, array_like=True):
    """An article that was converted: where its text comes from, where it lies, and its sketch."""

    source: str
    path: str
    sketch: Sketch


class Likeness(Struct, frozen=True):
    """That a text is like that of an earlier *article*: how much of both is the same, 1 if all of it is."""

    article: Article
    share: float


_ENCODE = msgspec.msgpack.Encoder().encode
_ARTICLE = msgspec.msgpack.Decoder(Article).decode


class Likenesses:
    """The articles whose sketches lie in the folder *cache_dir*; with *dry_run* what is added is gone afterwards."""

    def __init__(self, cache_dir: Path, prefix: str = "", *, dry_run: bool = False) -> None:
        self._database = Database(cache_dir / _FILE, lost=_LOST)
        self._prefix = prefix.encode()
        self._scratch = ScratchTable() if dry_run else None
        self._added: dict[str, dict[bytes, bytes]] = {_SKETCHES: {}, _BANDS: {}}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Notices that the file was lost or could not be used."""
        return self._database.problems

    def candidates(self, article: Article) -> tuple[Likeness, ...]:
        """Return the earlier articles that *article* is like, the nearest first."""
        own = self._id(article.source)
        bands = [self._prefix + band for band in article.sketch.bands]
        first = {found for found in self._some(_BANDS, bands).values() if found != own}
        rows = self._some(_SKETCHES, sorted(first))
        found = [Likeness(one, share(article.sketch, one.sketch)) for one in map(_article, rows.values()) if one]
        return tuple(
            sorted((one for one in found if one.share >= NEAR), key=lambda one: (-one.share, one.article.source))
        )

    def add(self, article: Article) -> None:
        """Remember *article*; it is the first of each of its bands that nobody has, or somebody has no longer."""
        own = self._id(article.source)
        self._added[_SKETCHES][own] = _ENCODE(article)
        bands = {self._prefix + band: band for band in article.sketch.bands}
        taken = self._some(_BANDS, list(bands))
        holders = {key: _article(row) for key, row in self._some(_SKETCHES, sorted(set(taken.values()))).items()}
        for key, band in bands.items():
            holder = holders.get(taken.get(key, b""))
            if holder is None or band not in holder.sketch.bands:
                self._added[_BANDS][key] = own

    def flush(self) -> None:
        """Write down what was added; call it when the articles have been written."""
        for table, rows in self._added.items():
            if self._scratch is not None:
                for key, row in rows.items():
                    self._scratch.set(f"{table} {key.hex()}", row)
            else:
                self._database.write(table, rows)
            rows.clear()

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()
        if self._scratch is not None:
            self._scratch.close()

    def _some(self, table: str, keys: Sequence[bytes]) -> Mapping[bytes, bytes]:
        added = self._added[table]
        found = self._database.some(table, [key for key in keys if key not in added])
        if self._scratch is not None:
            names = {f"{table} {key.hex()}": key for key in keys}
            found |= {names[name]: row for name, row in self._scratch.get_many(list(names)).items()}
        return {**found, **{key: added[key] for key in keys if key in added}}

    def _id(self, source: str) -> bytes:
        return blake2b(self._prefix + source.encode(), digest_size=_ID).digest()


def _article(row: bytes) -> Article | None:
    try:
        return _ARTICLE(row)
    except msgspec.MsgspecError:
        return None
