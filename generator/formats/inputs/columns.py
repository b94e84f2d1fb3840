"""Read tables: comma-separated values and their kin (RFC 4180), with the names of the columns in the first row."""

import csv
from collections.abc import Iterator

from generator.formats.inputs.fields import Found, Keys, Place, documents
from generator.formats.inputs.options import InputOptions
from generator.formats.inputs.places import Places
from generator.formats.inputs.records import as_utf8, decoded, few
from generator.formats.inputs.streams import Line, Readable, lines
from generator.problems import Location, Problem

_MARKS = ",\t;|"
# A quotation mark that is never closed swallows the rows below it, which are then read anew; so much, and no more.
_READ_AGAIN = 50_000_000
_SHOWN = 20


class _Rows:
    """The lines of a table as text, which can be given back; the line *number* was the last one given out."""

    def __init__(self, found: Iterator[Line], options: InputOptions) -> None:
        self._found = found
        self._options = options
        self._back: list[Line] = []
        self._since: list[Line] = []
        self._left = _READ_AGAIN

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._back.pop() if self._back else next(self._found)
        self._since.append(line)
        # A byte that cannot be read makes bad only the row it stands in.
        try:
            return decoded(line.raw, self._options) + "\n"
        except UnicodeDecodeError:
            return line.raw.decode("utf-8", "surrogateescape") + "\n"

    def start(self) -> None:
        """Forget the lines of the row before: a new one begins."""
        self._since.clear()

    def again(self) -> None:
        """Give back all lines of this row but the first."""
        cost = sum(len(line.raw) for line in self._since[1:])
        if cost <= self._left:
            self._left -= cost
            self._back.extend(reversed(self._since[1:]))
            del self._since[1:]

    @property
    def first(self) -> int:
        return self._since[0].number if self._since else 1

    @property
    def raw(self) -> bytes:
        return b"\n".join(line.raw for line in self._since)

    @property
    def is_cut(self) -> bool:
        return any(line.is_cut for line in self._since)


def read(name: str, stream: Readable, options: InputOptions) -> Iterator[Found]:
    """Yield the rows of the table *stream*, each as the record that its columns name."""
    yield from few(name, _read(name, stream, options))


def _read(name: str, stream: Readable, options: InputOptions) -> Iterator[Found]:
    rows = _Rows(lines(as_utf8(stream, options), options.largest), options)
    # A setting of the process: without it a field has 128 kB at most.
    csv.field_size_limit(options.largest)
    first = next(rows, "").removeprefix("\ufeff")
    mark = max(_MARKS, key=lambda mark: len(_cells(first, mark)))
    columns = [cell.strip() for cell in _cells(first, mark)]
    if not Keys(dict.fromkeys(columns, ""), options).has_body():
        yield _no_text(name, columns)
        return
    places, number = Places(name), 0
    reader = csv.reader(rows, delimiter=mark, strict=True)
    while True:
        rows.start()
        try:
            cells, why = next(reader), ""
        except StopIteration:
            return
        except csv.Error as error:
            cells, why = [], str(error)
        if not cells and not why:
            continue
        number += 1
        why = why or _fault(cells, columns, rows)
        place = Place(name, number, rows.first)
        if not why:
            record = {column: cell for column, cell in zip(columns, cells, strict=True) if cell}
            yield from documents(record, rows.raw, place, places, options)
            continue
        yield place.problem(code="record-unreadable", what="cannot be read", why=why, fix="mend or remove the row")
        rows.again()
        reader = csv.reader(rows, delimiter=mark, strict=True)


def _fault(cells: list[str], columns: list[str], rows: _Rows) -> str:
    """Return what is wrong with a row, "" if nothing is."""
    if rows.is_cut:
        return "a line of it is too large: the limit is `limits.file_size` in `seedpress.yaml`"
    if len(cells) != len(columns):
        return f"cells in it: {len(cells):,}; columns: {len(columns):,}"
    if any("\udc80" <= character <= "\udcff" for cell in cells for character in cell if not cell.isascii()):
        return "it is not UTF-8"
    return ""


def _cells(line: str, mark: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=mark), [])
    except csv.Error:
        return []


def _no_text(name: str, columns: list[str]) -> Problem:
    listed = ", ".join(f"`{column[:40]}`" for column in columns[:_SHOWN]) or "none"
    return Problem(
        code="record-without-text", what="no column of this table holds the text of an article",
        where=Location(name, 1), why=f"its columns are {listed}",
        fix="name the column: `--key text=COLUMN`, or `convert.keys` in `seedpress.yaml`",
    )  # fmt: skip
