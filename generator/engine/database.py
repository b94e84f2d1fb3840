"""Keep tables of bytes in one SQLite file that may be damaged, foreign or gone at any time.

Each row carries a checksum over its table, key and value, so that a flipped bit, or a page that SQLite took
from the wrong place, costs a row and never gives a wrong answer. A file that is no database, or of another
format, is thrown away, never migrated. If the disk refuses, the tables live in memory for this run.
"""

import sqlite3
import stat
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import TypeVar

from generator.engine.folder import cache_folder
from generator.problems import Location, Problem

FORMAT = 1
_APPLICATION = 0x53454544  # "SEED", shown by file(1)
_BUSY_SECONDS = 5.0
_CHUNK = 500
_CHECKSUM = 4
_ON_DISK_TROUBLE = {
    sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_PROTOCOL, sqlite3.SQLITE_NOLFS,
}  # fmt: skip

T = TypeVar("T")


class Database:
    """The tables in the file *path*; *problems* tells, once each, that the cache was discarded or not usable.

    *lost* says in a sentence what it means for the user that the file was thrown away.
    """

    def __init__(
        self,
        path: Path,
        *,
        fresh: bool = False,
        lost: str = "the cache was thrown away, so more is built than had changed",
    ) -> None:
        self._path = path
        self._lost = lost
        self._tables: set[str] = set()
        self._notices: dict[str, Problem] = {}
        cache_folder(path.parent)
        if fresh:
            self._remove()
        self._connection = self._open()

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(self._notices.values())

    def all(self, table: str) -> dict[bytes, bytes]:
        """Return every row of *table* whose checksum is right."""
        return self._try(lambda: self._sound(table, self._rows(table))) or {}

    def some(self, table: str, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """Return those rows of *table* that have one of *keys*."""
        wanted = list(keys)
        return self._try(lambda: self._sound(table, self._rows_with(table, iter(wanted)))) or {}

    def keys(self, table: str) -> set[bytes]:
        """Return the keys of *table*, reading no values."""
        return self._try(lambda: {key for (key,) in self._select(table, "key", "") if isinstance(key, bytes)}) or set()

    def write(self, table: str, changed: Mapping[bytes, bytes], removed: Collection[bytes] = ()) -> None:
        """Put the rows of *changed* into *table*, overwriting, and take those of *removed* out; all or nothing."""
        if changed or removed:
            self._try(lambda: self._write(table, changed, removed))

    def close(self) -> None:
        with suppress(sqlite3.Error):
            self._connection.close()

    def _open(self) -> sqlite3.Connection:
        if any(_is_irregular(file) for file in self._files()):
            self._discard("something that is not a file lies in its place")
        for _ in range(2):
            try:
                return _connect(str(self._path))
            except _OtherFormatError as error:
                self._discard(str(error))
            except sqlite3.Error as error:
                if _is_trouble(error):
                    break
                self._discard(str(error))
        return self._in_memory()

    def _in_memory(self) -> sqlite3.Connection:
        self._notices["cache-unavailable"] = Problem(
            code="cache-unavailable",
            where=Location(str(self._path)),
            what="the cache cannot be used, so the next build does all work again",
            why="the disk is full, or the folder may not be written, or another process holds the file",
            fix="see that the folder can be written; `.seedpress/` may be removed at any time",
            severity="notice",
        )
        return _connect(":memory:")

    def _try(self, action: Callable[[], T]) -> T | None:
        for _ in range(3):
            try:
                return action()
            except sqlite3.Error as error:
                self.close()
                self._tables.clear()
                if _is_trouble(error):
                    self._connection = self._in_memory()
                else:
                    self._discard(str(error))
                    self._connection = self._open()
        return None

    def _discard(self, why: str) -> None:
        self._note_discarded(why)
        self._remove()

    def _note_discarded(self, why: str) -> None:
        self._notices.setdefault(
            "cache-discarded",
            Problem(
                code="cache-discarded",
                where=Location(str(self._path)),
                what=self._lost,
                why=why,
                severity="notice",
            ),
        )

    def _remove(self) -> None:
        for file in self._files():
            with suppress(OSError):
                if file.is_dir() and not file.is_symlink():
                    from shutil import rmtree  # noqa: PLC0415 - it happens hardly ever

                    rmtree(file)
                else:
                    file.unlink(missing_ok=True)

    def _files(self) -> tuple[Path, ...]:
        return tuple(self._path.with_name(self._path.name + ending) for ending in ("", "-wal", "-shm", "-journal"))

    def _table(self, table: str) -> str:
        if table not in self._tables:
            self._connection.execute(f'CREATE TABLE IF NOT EXISTS "{table}" (key BLOB PRIMARY KEY, value BLOB)')
            self._tables.add(table)
        return f'"{table}"'

    def _select(self, table: str, what: str, where: str, keys: tuple[bytes, ...] = ()) -> Iterator[tuple[bytes, ...]]:
        return self._connection.execute(f"SELECT {what} FROM {self._table(table)} {where}", keys)  # noqa: S608

    def _rows(self, table: str) -> Iterator[tuple[bytes, ...]]:
        return self._select(table, "key, value", "")

    def _rows_with(self, table: str, keys: Iterator[bytes]) -> Iterator[tuple[bytes, ...]]:
        while chunk := tuple(islice(keys, _CHUNK)):
            yield from self._select(table, "key, value", f"WHERE key IN ({','.join('?' * len(chunk))})", chunk)

    def _sound(self, table: str, rows: Iterable[tuple[bytes, ...]]) -> dict[bytes, bytes]:
        found: dict[bytes, bytes] = {}
        for key, value in rows:
            if isinstance(value, bytes) and isinstance(key, bytes) and value == _sealed(table, key, value[_CHECKSUM:]):
                found[key] = value[_CHECKSUM:]
            else:
                self._note_discarded("a row of it is damaged")
        return found

    def _write(self, table: str, changed: Mapping[bytes, bytes], removed: Collection[bytes]) -> None:
        name = self._table(table)
        with self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.executemany(f"DELETE FROM {name} WHERE key = ?", ((key,) for key in removed))  # noqa: S608
            self._connection.executemany(
                f"INSERT OR REPLACE INTO {name} VALUES (?, ?)",  # noqa: S608 - names of tables are ours
                ((key, _sealed(table, key, value)) for key, value in changed.items()),
            )


class _OtherFormatError(Exception):
    """The file was written by another version, or by another program."""


def _connect(path: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
    try:
        _prepare(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection) -> None:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if (application, version) != (_APPLICATION, FORMAT):
        if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            raise _OtherFormatError(f"it has format {version}, and this version of Seedpress writes {FORMAT}")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA application_id = {_APPLICATION}")
        connection.execute(f"PRAGMA user_version = {FORMAT}")
    connection.execute("PRAGMA synchronous = NORMAL")


def _is_trouble(error: sqlite3.Error) -> bool:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    return (code & 0xFF) in _ON_DISK_TROUBLE


def _is_irregular(path: Path) -> bool:
    try:
        return not stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def _sealed(table: str, key: bytes, value: bytes) -> bytes:
    seed = zlib.crc32(b"%b\0%b\0" % (table.encode(), key))
    return zlib.crc32(value, seed).to_bytes(_CHECKSUM, "big") + value
