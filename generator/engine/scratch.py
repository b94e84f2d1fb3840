"""Keep a table for the length of a run that may grow larger than memory should.

It is SQLite's private temporary database: in memory while it is small, else in a file that has no name and is gone
with the process, however that ends.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from generator.problems import Location, MachineError, Problem

_CACHE_KB = 4096
_CHUNK = 500


class ScratchTable:
    """Rows of bytes by a text; what is put is never changed, and the first of a key counts."""

    def __init__(self) -> None:
        with _guarded():
            self._connection = sqlite3.connect("", isolation_level=None)
            self._connection.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
            self._connection.execute("PRAGMA journal_mode = OFF")
            self._connection.execute("CREATE TABLE rows (key TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID")
            # One transaction, never ended: nothing here outlives the run.
            self._connection.execute("BEGIN")

    def add_many(self, rows: Iterable[tuple[str, bytes]]) -> None:
        """Add *rows* whose key is new."""
        with _guarded():
            self._connection.executemany("INSERT OR IGNORE INTO rows VALUES (?, ?)", rows)

    def add(self, key: str, value: bytes = b"") -> bool:
        """Add a row; return whether its key is new."""
        with _guarded():
            return self._connection.execute("INSERT OR IGNORE INTO rows VALUES (?, ?)", (key, value)).rowcount > 0

    def set(self, key: str, value: bytes) -> None:
        """Add a row, or give one that is there another value."""
        with _guarded():
            self._connection.execute("INSERT OR REPLACE INTO rows VALUES (?, ?)", (key, value))

    def get(self, key: str) -> bytes | None:
        """Return the value of *key*."""
        return self.get_many([key]).get(key)

    def get_many(self, keys: Sequence[str]) -> Mapping[str, bytes]:
        """Return the values of those *keys* that are there."""
        found: dict[str, bytes] = {}
        with _guarded():
            for start in range(0, len(keys), _CHUNK):
                some = keys[start : start + _CHUNK]
                marks = ",".join("?" * len(some))
                found.update(self._connection.execute(f"SELECT key, value FROM rows WHERE key IN ({marks})", some))  # noqa: S608
        return found

    def __contains__(self, key: str) -> bool:
        return self.get(key) is not None

    def close(self) -> None:
        self._connection.close()


@contextmanager
def _guarded() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise MachineError(
            Problem(
                code="disk-full",
                where=Location("temporary files"),
                what="there is no room for the table of articles",
                why=str(error),
                fix="free some space where temporary files lie (`TMPDIR` says where), and run it again",
            )
        ) from error
