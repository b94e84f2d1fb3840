"""Read records: JSON Lines, and JSON with a list of records or a single one.

A record is read, made a document and forgotten before the next one. One that cannot be read is a problem with its
line, and the next one goes on.
"""

import json
from collections.abc import Iterable, Iterator
from typing import cast

from msgspec import structs

from generator.formats.inputs.elements import elements
from generator.formats.inputs.encodings import codec_for, is_wide, recoded
from generator.formats.inputs.fields import Found, Keys, Place, Record, documents
from generator.formats.inputs.options import InputOptions, read_whole
from generator.formats.inputs.places import Places
from generator.formats.inputs.sniff import HEAD
from generator.formats.inputs.streams import Line, Readable, Stream, lines, peeked
from generator.formats.inputs.values import Twice, kind_of
from generator.problems import Location, Problem

_BOM = b"\xef\xbb\xbf"
# Of problems of one kind in one file so many are told one by one.
_MANY = 100


class _Unreadable(Exception):  # noqa: N818 - it never leaves this module
    """The bytes are no record; *column* is where reading failed, 0 if that cannot be said."""

    def __init__(self, why: str, column: int = 0) -> None:
        super().__init__(why)
        self.column = column


def read_jsonl(name: str, stream: Readable, options: InputOptions) -> Iterator[Found]:
    """Yield the records of *stream*, one on each line, blank lines not counted."""
    yield from few(name, _records(name, lines(as_utf8(stream, options), options.largest), options))


def read_json(name: str, stream: Readable, options: InputOptions) -> Iterator[Found]:
    """Yield the records of the list that *stream* is, or the one it is, or those of the list that this one holds."""
    head, stream = peeked(as_utf8(stream, options), HEAD)
    if head.removeprefix(_BOM).lstrip()[:1] == b"[":
        yield from few(name, _records(name, elements(stream, options.largest), options))
        return
    raw = read_whole(name, stream, options)
    yield from [raw] if isinstance(raw, Problem) else few(name, _single(name, raw, options))


def few(name: str, found: Iterable[Found]) -> Iterator[Found]:
    """Yield what is *found* in the file *name*, but of each kind of problem only the first hundred.

    A file in which nothing is found has that problem.
    """
    counts: dict[str, int] = {}
    is_empty = True
    for one in found:
        is_empty = False
        if isinstance(one, Problem):
            counts[one.code] = counts.get(one.code, 0) + 1
            if counts[one.code] > _MANY:
                continue
        yield one
    if is_empty:
        yield Problem(
            code="seed-empty", what="there is no record in this file", where=Location(name),
            why="it is empty, or has nothing but names of columns", fix="remove it", severity="warning",
        )  # fmt: skip
    for code, count in counts.items():
        if count > _MANY:
            yield Problem(
                code=code, what=f"there are {count - _MANY:,} more problems of this kind", where=Location(name),
                why=f"{_MANY} of them are shown", fix="mend what is common to them", severity="warning",
            )  # fmt: skip


def as_utf8(stream: Readable, options: InputOptions) -> Readable:
    """Return *stream* in UTF-8, if it is in UTF-16 or UTF-32 by its mark or by declaration; else as it is.

    Bytes that have no lines cannot be taken apart; others can, so each record may be decoded by itself.
    """
    head, stream = peeked(stream, HEAD)
    codec = codec_for(head, options.encoding)
    return Stream(recoded(stream, codec)) if is_wide(codec) else stream


def decoded(raw: bytes, options: InputOptions) -> str:
    """Return the text of *raw*, a line or so: UTF-8, or else what was declared.

    Raises:
        UnicodeDecodeError: it is neither.
    """
    codec = codec_for(raw, options.encoding)
    return raw.decode("utf-8" if is_wide(codec) else codec)


def _records(name: str, found: Iterable[Line], options: InputOptions) -> Iterator[Found]:
    places, number = Places(name), 0
    for line in found:
        if not line.raw.strip() and not line.is_cut:
            continue
        number += 1
        place = Place(name, number, line.number)
        if line.is_cut:
            yield place.problem(
                code="record-too-large", what="is too large",
                why=f"it has {line.size:,} bytes, and the limit is {options.largest:,}",
                fix="split it, or raise `limits.file_size` in `seedpress.yaml`",
            )  # fmt: skip
            continue
        yield from _record(line.raw, place, places, options)


def _record(raw: bytes, place: Place, places: Places, options: InputOptions) -> Iterator[Found]:
    try:
        record = _parsed(raw.removeprefix(_BOM), options)
    except _Unreadable as error:
        yield _unreadable(place, str(error), error.column)
        return
    yield from documents(record, raw, place, places, options)


def _unreadable(place: Place, why: str, column: int = 0) -> Problem:
    return place.problem(
        code="record-unreadable", what="cannot be read", why=why, fix="mend or remove it", column=column
    )


def _single(name: str, raw: bytes, options: InputOptions) -> Iterator[Found]:
    try:
        record = _parsed(raw.removeprefix(_BOM), options)
    except _Unreadable as error:
        yield Problem(
            code="record-unreadable", what="this file cannot be read as JSON", where=Location(name), why=str(error),
            fix="mend it, or give it a name that ends in `.txt` if it is no JSON",
        )  # fmt: skip
        return
    listed: list[list[object]] = [
        value for value in record.values() if isinstance(value, list) and any(map(_is_record, value))
    ]
    if Keys(record, options).has_body() or not listed:
        for one in documents(record, raw, Place(name, 1, 1), Places(name), options):
            yield one if isinstance(one, Problem) else structs.replace(one, path=name)
        return
    places, longest = Places(name), max(listed, key=len)
    for number, value in enumerate(longest, 1):
        place = Place(name, number, 0)
        if isinstance(value, dict):
            yield from documents(value, repr(value).encode("utf-8", "surrogatepass"), place, places, options)
        else:
            yield _unreadable(place, f"it is {kind_of(value)}, not an object with keys")


def _parsed(raw: bytes, options: InputOptions) -> Record:
    """Return the record that *raw* is.

    Raises:
        _Unreadable: it is none.
    """
    try:
        found = json.loads(decoded(raw, options), object_pairs_hook=_paired, parse_constant=_no_number)
    except UnicodeDecodeError as error:
        raise _Unreadable(f"byte {error.start:,} of it is 0x{raw[error.start]:02x}: it is not UTF-8") from error
    except json.JSONDecodeError as error:
        raise _Unreadable(f"it is not JSON: {error.msg[:1].lower()}{error.msg[1:]}", error.colno) from error
    except RecursionError as error:
        raise _Unreadable("its lists and objects are nested too deeply") from error
    except ValueError as error:
        raise _Unreadable("it has a number with thousands of digits") from error
    if not _is_record(found):
        raise _Unreadable(f"it is {kind_of(found)}, not an object with keys")
    return cast("Record", found)


def _paired(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        for key, value in pairs:
            if found[key] != value:
                found[key] = Twice()
    return found


def _no_number(_: str) -> None:
    """Take NaN and infinity, which are no JSON, for nothing: they stand where programs had no value."""


def _is_record(value: object) -> bool:
    return isinstance(value, dict)
