"""Make a document of a record: which of its keys hold what, and what is said where one cannot be used."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import tzinfo
from functools import partial
from typing import TypeVar

from msgspec import Struct, structs

from generator.formats import inputs
from generator.formats.inputs import values
from generator.formats.inputs.extras import mild
from generator.formats.inputs.fragments import document_of
from generator.formats.inputs.keys import BODIES, DEFAULT_KEYS
from generator.formats.inputs.options import InputOptions, digest_of
from generator.formats.inputs.places import Places
from generator.formats.inputs.sniff import HEAD, kind_of
from generator.formats.inputs.streams import Stream
from generator.formats.inputs.titled import titled
from generator.formats.inputs.values import Unfit
from generator.formats.text import clean, tidy
from generator.model import Given, SeedDocument
from generator.problems import Location, Problem

Found = SeedDocument | Problem
Record = Mapping[str, object]
T = TypeVar("T")
_SHOWN = 8
# HTML in a record is an article alone, unless it is a whole page.
_PAGE = re.compile(r"<(?:html|body)\b", re.IGNORECASE)


class Place(Struct, frozen=True):
    """Where a record stands: it is number *number* of the file *name*, from *line* on."""

    name: str
    number: int
    line: int

    def problem(self, *, code: str, what: str, why: str, fix: str, column: int = 0) -> Problem:
        """Return a problem of this record: a warning, since one bad record must not keep a site from being built."""
        where = Location(self.name, self.line, column)
        return Problem(
            code=code, what=f"record {self.number:,} {what}", where=where, why=why, fix=fix, severity="warning"
        )


class Keys:
    """Which keys of *record* hold which field: the usual ones, or what the *options* name instead."""

    def __init__(self, record: Record, options: InputOptions) -> None:
        self.record = record
        self._named = options.keys
        self._small = {key.lower(): key for key in reversed(list(record))}

    def find(self, field: str) -> tuple[str, object]:
        """Return the key that holds *field*, and its value; ("", None) if none does.

        The first with a value counts, the first of all when none has one. A key that somebody named may lead
        inwards: ``meta.day``.
        """
        if field in self._named:
            key = self._named[field]
            return key, _inner(self.record, key)
        candidates = [self._small[name] for name in DEFAULT_KEYS[field] if name in self._small]
        first = (candidates[0], None) if candidates else ("", None)
        return next(((key, self.record[key]) for key in candidates if not _is_empty(self.record[key])), first)

    def has_body(self) -> bool:
        """Whether there is a key for the text of an article, with or without a value."""
        return any(
            _inner(self.record, self._named[field]) is not None if field in self._named else self.find(field)[0]
            for field in BODIES
        )


def documents(record: Record, raw: bytes, place: Place, places: Places, options: InputOptions) -> Iterator[Found]:
    """Yield the document that *record* is, whose bytes were *raw*, and what of it cannot be used."""
    keys = Keys(record, options)
    kind, body = _body(keys)
    if isinstance(body, Unfit):
        yield place.problem(
            code="record-without-text", what=f"{_called(keys)}has no text", why=body.why, fix=_fix(record)
        )
        return
    reading = _Reading(keys, place)
    given = reading.given(options.zone)
    path = places.path(reading.line("id") or given.url, place.number)
    yield from reading.problems
    digest = digest_of(raw)
    for one in _texts(kind, body, path, given, options):
        if isinstance(one, SeedDocument):
            yield structs.replace(one, path=path, digest=digest, given=_joined(one.given, given))
        elif not (one.code == "title-missing" and given.title):
            yield structs.replace(mild(one), where=Location(place.name, place.line))


def _texts(kind: str, body: str, path: str, given: Given, options: InputOptions) -> Iterator[Found]:
    """Yield the document of *body*, which is of *kind*, and what is wrong with it."""
    text, problems = tidy(body, path)
    yield from problems
    if kind == "html" and not _PAGE.search(text):
        yield document_of(path, text, "", given)
        return
    if kind == "text":
        text = titled(text, given.title)
    # What tells kinds apart has had its say, and the bytes are UTF-8 now.
    raw = text.encode()
    own = structs.replace(options, encoding="", largest=max(options.largest, len(raw)))
    yield from inputs.reader_of(kind)(path, Stream([raw]), own)


def _joined(found: Given, given: Given) -> Given:
    """Return what the record says beside its text, and where it says nothing, what the text's own markup says."""
    said = {name: value for name in given.__struct_fields__ if (value := getattr(given, name))}
    extra = {**found.extra, **given.extra}
    return structs.replace(found, **{**said, "extra": extra})


def _body(keys: Keys) -> tuple[str, str | Unfit]:
    """Return the text of a record and of which kind it is, or why there is none."""
    unfit = Unfit("no key holds one")
    for field in BODIES:
        key, value = keys.find(field)
        told = values.text(value)
        if isinstance(told, Unfit):
            unfit = Unfit(f"`{key}`: {told.why}")
        elif told.strip():
            return _kind(field, key, told), told
        elif key:
            unfit = Unfit(f"`{key}` is empty")
    return "", unfit


def _kind(field: str, key: str, text: str) -> str:
    """Return which kind *text* is of: `content` and the like often hold HTML, keys called `text` hardly ever."""
    if field != "text" or not text.lstrip().startswith("<"):
        return field
    kind = kind_of(text[:HEAD].encode("utf-8", "replace"), f"{key}.txt" if "text" in key.lower() else "")
    return "html" if kind == "html" else "text"


class _Reading:
    """Reads the fields beside the text of one record; *problems* are those with values that cannot be used."""

    def __init__(self, keys: Keys, place: Place) -> None:
        self._keys = keys
        self._place = place
        self.problems: list[Problem] = []

    def given(self, zone: tzinfo) -> Given:
        """Return what the record states beside its text."""
        license_of = self.line("license")
        dated = partial(values.moment, zone=zone)
        return Given(
            title=self.line("title"),
            authors=self._field("authors", values.names) or (),
            date=self._field("date", dated) or None,
            updated=self._field("updated", dated) or None,
            tags=self._field("tags", values.words) or (),
            language=self._field("language", values.language) or None,
            publisher=self.line("publisher") or None,
            summary=self.line("summary") or None,
            url=self._field("url", values.url) or "",
            extra={"license": license_of} if license_of else {},
        )

    def line(self, field: str) -> str:
        """Return *field* as words on one line, "" if the record has none."""
        return self._field(field, values.line) or ""

    def _field(self, field: str, read: Callable[[object], T | Unfit]) -> T | None:
        key, value = self._keys.find(field)
        found = read(value)
        if not isinstance(found, Unfit):
            return found
        self.problems.append(
            self._place.problem(
                code="record-field", what=f"has no usable {field}: `{key}` is left out", why=found.why,
                fix=f"mend the record, or name the key that holds it: `--key {field}=KEY`",
            )
        )  # fmt: skip
        return None


def _called(keys: Keys) -> str:
    for field in ("id", "url", "title"):
        told = values.line(keys.find(field)[1])
        if told and not isinstance(told, Unfit):
            return f"({told[:80]}) "
    return ""


def _fix(record: Record) -> str:
    texts = [" ".join(clean(key).split())[:40] for key, value in record.items() if isinstance(value, str) and value]
    named = f"; it has {', '.join(f'`{key}`' for key in texts[:_SHOWN])}" if texts else ""
    return f"remove the record, or name the key that holds its text: `--key text=KEY`{named}"


def _inner(record: Record, key: str) -> object:
    """Return the value of *key*, which may be a path of keys with points between them."""
    if key in record:
        return record[key]
    value: object = record
    for part in key.split("."):
        if not isinstance(value, Mapping) or part not in value:
            return None
        value = value[part]
    return value


def _is_empty(value: object) -> bool:
    return value is None or (isinstance(value, str | list | dict) and not value)
