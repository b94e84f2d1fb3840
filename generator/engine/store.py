"""Remember between builds: digests of files, values of pure functions, and what each output was made from.

Nothing here is needed for a right result; all of it may be lost at any moment. There is no pickle in it, so a
cache from elsewhere can be wrong but cannot run code.
"""

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Self

import msgspec

from generator.engine.database import Database
from generator.engine.digests import digest_bytes
from generator.engine.signatures import Entry, Signature, is_settled
from generator.engine.traces import StoredTrace
from generator.model import Trace
from generator.problems import Problem

_FILES = "files"
# Up to this many files at once are looked up singly, so that a run over any number of seeds remembers none of them.
FEW = 500


class _File(msgspec.Struct, frozen=True, array_like=True):
    signature: Signature
    recorded_ns: int
    digest: bytes


class _Row(msgspec.Struct, frozen=True, array_like=True):
    inputs: dict[str, bytes]
    result: bytes
    signature: Signature | None
    recorded_ns: int
    reason: str = ""


_ENCODER = msgspec.msgpack.Encoder()
_FILE = msgspec.msgpack.Decoder(_File)
_ROW = msgspec.msgpack.Decoder(_Row)


class Store:
    """The cache in the folder *cache_dir*; *fresh* throws away what it holds. *clock* tells nanoseconds."""

    def __init__(self, cache_dir: Path, *, fresh: bool = False, clock: Callable[[], int] = time.time_ns) -> None:
        self._database = Database(cache_dir / "cache.db", fresh=fresh)
        self._clock = clock
        self._files: dict[str, _File] | None = None
        self._learnt: dict[str, _File] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Notices that the cache was discarded or could not be used."""
        return self._database.problems

    def digests_of(self, entries: Sequence[Entry], measure: Callable[[Entry], bytes | None]) -> Mapping[str, bytes]:
        """Return the digest of each entry by path, having *measure* read only files that changed or may have.

        An entry for which *measure* returns None is left out.
        """
        files = self._known_files(entries)
        found: dict[str, bytes] = {}
        for entry in entries:
            known = files.get(entry.path)
            if known and known.signature == entry.signature and is_settled(known.signature, known.recorded_ns):
                found[entry.path] = known.digest
                continue
            # Taken before the read: a write between the two must look younger than the record.
            recorded_ns = self._clock()
            digest = measure(entry)
            if digest is not None:
                found[entry.path] = digest
                files[entry.path] = self._learnt[entry.path] = _File(entry.signature, recorded_ns, digest)
        return found

    def get_many(self, kind: str, keys: Sequence[bytes]) -> Mapping[bytes, bytes]:
        """Return the remembered values of *kind* among *keys*."""
        return self._database.some(f"memo_{kind}", keys)

    def put_many(self, kind: str, values: Mapping[bytes, bytes]) -> None:
        """Remember *values* at once: a build that is killed later need not compute them again."""
        self._database.write(f"memo_{kind}", values)

    def prune_memo(self, kind: str, keep: Collection[bytes]) -> None:
        """Forget the values of *kind* whose key is not in *keep*."""
        self._database.write(f"memo_{kind}", {}, self._database.keys(f"memo_{kind}") - set(keep))

    def traces(self, sink: str) -> Mapping[str, StoredTrace]:
        """Return what is known of the outputs in *sink*, by output path."""
        found: dict[str, StoredTrace] = {}
        for key, value in self._database.all(_table_of(sink)).items():
            try:
                row = _ROW.decode(value)
                found[key.decode()] = StoredTrace(
                    Trace(row.inputs, row.result), row.signature, row.recorded_ns, row.reason
                )
            except (msgspec.DecodeError, UnicodeDecodeError):
                continue
        return found

    def save_traces(self, sink: str, changed: Mapping[str, StoredTrace], removed: Collection[str] = ()) -> None:
        """Record traces of outputs in *sink*, in one transaction; call it after the outputs were written."""
        rows = {
            path.encode(): _ENCODER.encode(
                _Row(
                    dict(stored.trace.inputs), stored.trace.result, stored.signature, stored.recorded_ns, stored.reason
                )
            )
            for path, stored in changed.items()
        }
        self._database.write(_table_of(sink), rows, [path.encode() for path in removed])

    def commit(self) -> None:
        """Write down the digests learnt from files; everything else is written when it is given."""
        rows = {path.encode(): _ENCODER.encode(file) for path, file in self._learnt.items()}
        self._database.write(_FILES, rows)
        self._learnt.clear()

    def close(self) -> None:
        """Commit, and let go of the file."""
        self.commit()
        self._database.close()

    def _known_files(self, entries: Sequence[Entry]) -> dict[str, _File]:
        """Return what is known of files: all of it, which stays in memory, unless only of a few *entries*."""
        if self._files is None and len(entries) <= FEW:
            keys = [entry.path.encode() for entry in entries]
            return _files_in(self._database.some(_FILES, keys)) | self._learnt
        if self._files is None:
            self._files = _files_in(self._database.all(_FILES)) | self._learnt
        return self._files


def _files_in(rows: Mapping[bytes, bytes]) -> dict[str, _File]:
    found: dict[str, _File] = {}
    for key, value in rows.items():
        try:
            found[key.decode()] = _FILE.decode(value)
        except (msgspec.DecodeError, UnicodeDecodeError):
            continue
    return found


def _table_of(sink: str) -> str:
    return f"traces_{digest_bytes(sink.encode()).hex()}"
