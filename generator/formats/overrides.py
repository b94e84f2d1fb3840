"""Read what a person says of the conversion of a seed: the YAML file beside it, with every mistake in its place.

It sets fields of the article, and tells of lines that they stay, go, or what they are. For a file of many records it
says so by the key of a record, and above them what holds for all.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, tzinfo

from msgspec import Struct

from generator.formats.frontmatter.checked import CheckedValues
from generator.problems import Location, Problem, in_order
from generator.yaml_places import Entry, Limits, Mapped, Node, Scalar, compose, suggest

SUFFIX = ".seed.yaml"
KEEP, DROP = "keep", "drop"
BODY_ACTIONS = ("paragraph", "heading", "list-item", "verse", "code")
FIELD_ACTIONS = ("title", "byline", "caption", "tags", "related")
ACTIONS = (KEEP, DROP, *BODY_ACTIONS, *FIELD_ACTIONS)
# Behind the beginning of a line, for the whole of it: a key of YAML has at most 1,024 characters.
ELLIPSIS = "…"

_FIELDS = (
    "title", "date", "updated", "authors", "tags", "language", "publisher", "summary", "captions", "related",
    "source_url", "draft", "canonical",
)  # fmt: skip
_LISTS = frozenset({"authors", "tags", "captions", "related"})
_LINES, _RECORDS = "lines", "records"
_LIMITS = Limits(size=5_000_000, depth=20, nodes=200_000)
_NUMBERS = re.compile(r"([0-9]{1,9})(?:\s*[-–]\s*([0-9]{1,9}))?\Z")


class LineOverride(Struct, frozen=True):
    """What is said of lines at *where*: an action for those from *first* to *last*, or for each that reads *text*."""

    action: str
    where: Location
    first: int = 0
    last: int = 0
    text: str = ""


class Override(Struct, frozen=True):
    """What is said of one text: *fields* by their names in a conversion, and its *lines*, of which later ones count."""

    fields: Mapping[str, object] = {}
    lines: tuple[LineOverride, ...] = ()

    @property
    def language(self) -> str | None:
        """The language that the text is said to be in."""
        language = self.fields.get("language")
        return language if isinstance(language, str) else None


class Overrides(Struct, frozen=True):
    """All that a file of overrides says: of *every* text, and of the record with a key."""

    every: Override = Override()
    records: Mapping[str, Override] = {}
    places: Mapping[str, Location] = {}

    def of(self, source: str) -> Override:
        """Return what is said of the text *source*, which is a file's path, or ``FILE#KEY`` for a record."""
        own = self.records.get(record_key(source))
        if own is None:
            return self.every
        return Override({**self.every.fields, **own.fields}, (*self.every.lines, *own.lines))

    def unused(self, keys: Iterable[str]) -> tuple[Problem, ...]:
        """Return a warning for each of *keys*, records that are spoken of and are not in the file."""
        return tuple(_no_record(key, self.places[key]) for key in sorted(keys))


def record_key(source: str) -> str:
    """Return the key of the record *source*, ``FILE#KEY``; "" for a file."""
    return source.partition("#")[2]


def override_names(name: str, suffixes: Iterable[str]) -> tuple[str, ...]:
    """Return how the overrides of the seed *name* may be called, the nearest first, *suffixes* being those of seeds.

    Those of ``a.txt.gz`` are in ``a.txt.gz.seed.yaml``, ``a.txt.seed.yaml`` or ``a.seed.yaml``.
    """
    names = [name]
    known = tuple(suffixes)
    while ending := next((suffix for suffix in known if names[-1].lower().endswith(suffix)), ""):
        names.append(names[-1][: -len(ending)])
    return tuple(one + SUFFIX for one in names if one and not one.endswith("/"))


def parse_overrides(text: str, path: str, zone: tzinfo = UTC) -> tuple[Overrides | None, tuple[Problem, ...]]:
    """Return what the *text* of the file *path* says, or None and all that is wrong with it.

    *zone* is that of times without an offset.
    """
    tree, problems = compose(text, path, limits=_LIMITS)
    if tree is None:
        return None, problems
    reading = _Reading(zone)
    every = reading.override(tree, (*_FIELDS, _LINES, _RECORDS))
    records = tree.entries.get(_RECORDS)
    found = reading.records(records) if records else {}
    if reading.problems:
        return None, in_order(reading.problems)
    places = {key: override[0] for key, override in found.items()}
    return Overrides(every, {key: override[1] for key, override in found.items()}, places), ()


class _Reading:
    """One walk over a tree; *problems* gathers what is wrong."""

    def __init__(self, zone: tzinfo) -> None:
        self.values = CheckedValues(zone)
        self.problems = self.values.problems
        values = self.values
        self._readers: Mapping[str, Callable[[Entry], object]] = {
            "title": self.title,
            "date": self.moment,
            "updated": self.moment,
            "authors": lambda entry: values.lines(entry, ";"),
            "tags": values.lines,
            "language": lambda entry: values.language(entry) or None,
            "publisher": lambda entry: values.line(entry) or None,
            "summary": lambda entry: values.text(entry) or None,
            "captions": values.captions,
            "related": lambda entry: values.lines(entry, ""),
            "source_url": lambda entry: values.web_address(entry) or "",
            "canonical": lambda entry: values.line(entry) or "",
            "draft": lambda entry: values.truth(entry) is not False,
        }

    def override(self, tree: Mapped, known: tuple[str, ...]) -> Override:
        fields: dict[str, object] = {}
        lines: tuple[LineOverride, ...] = ()
        for key, entry in tree.entries.items():
            if key not in known:
                self.problems.append(_unknown(entry, known))
            elif key == _LINES:
                lines = self.lines(entry)
            elif key != _RECORDS:
                fields[key] = _nothing(key) if _is_null(entry.value) else self._readers[key](entry)
                if key == "title" and not fields[key] and isinstance(entry.value, Scalar):
                    self.problems.append(_untitled(entry))
        return Override(fields, lines)

    def title(self, entry: Entry) -> str:
        return self.values.line(entry) or ""

    def moment(self, entry: Entry) -> object:
        """A day, or a moment where there is a time."""
        has_time = isinstance(entry.value, Scalar) and ":" in entry.value.text
        return self.values.moment(entry) if has_time else self.values.day(entry)

    def records(self, entry: Entry) -> Mapping[str, tuple[Location, Override]]:
        if _is_null(entry.value):
            return {}
        if not isinstance(entry.value, Mapped):
            self.problems.append(_shape(entry.value, _RECORDS, "the keys of records", "`KEY:` and what it says below"))
            return {}
        found: dict[str, tuple[Location, Override]] = {}
        for key, record in entry.value.entries.items():
            if isinstance(record.value, Mapped):
                found[key] = (record.where, self.override(record.value, (*_FIELDS, _LINES)))
            elif not _is_null(record.value):
                self.problems.append(_shape(record.value, key, "keys with values", "`title: …` below it, indented"))
        return found

    def lines(self, entry: Entry) -> tuple[LineOverride, ...]:
        if _is_null(entry.value):
            return ()
        if not isinstance(entry.value, Mapped):
            self.problems.append(_shape(entry.value, _LINES, "lines with what they are", "`3-7: drop` below it"))
            return ()
        found = (self.line(inner) for inner in entry.value.entries.values())
        return tuple(one for one in found if one)

    def line(self, entry: Entry) -> LineOverride | None:
        action = entry.value.text if isinstance(entry.value, Scalar) else ""
        if action not in ACTIONS:
            self.problems.append(_no_action(entry, action))
            return None
        numbers = None if entry.is_quoted else _NUMBERS.match(entry.key)
        if numbers is None:
            return LineOverride(action, entry.where, text=" ".join(entry.key.split()))
        first, last = int(numbers[1]), int(numbers[2] or numbers[1])
        if first < 1 or last < first:
            self.problems.append(_no_lines(entry))
            return None
        return LineOverride(action, entry.where, first, last)


def _is_null(node: Node) -> bool:
    return isinstance(node, Scalar) and node.is_null


def _nothing(field: str) -> object:
    """Return what *field* is when there is none."""
    if field in _LISTS:
        return ()
    return {"title": "", "source_url": "", "canonical": "", "draft": False}.get(field)


def _unknown(entry: Entry, known: Iterable[str]) -> Problem:
    near = suggest(entry.key, known)
    fix = f"write `{near}`" if near else "remove it; known here are " + ", ".join(f"`{name}`" for name in known)
    return Problem(code="key-unknown", where=entry.where, what=f'an override has no key "{entry.key}"', fix=fix)


def _shape(node: Node, name: str, wanted: str, example: str) -> Problem:
    return Problem(
        code="value-type", where=node.where, what=f'"{name}" needs {wanted}', why="this is something else",
        fix=f"write {example}",
    )  # fmt: skip


def _untitled(entry: Entry) -> Problem:
    return Problem(
        code="value-invalid", where=entry.value.where, what="an article cannot be without a title",
        why="its page and its place in lists are called by it", fix="write one, or remove the line",
    )  # fmt: skip


def _no_action(entry: Entry, action: str) -> Problem:
    near = suggest(action, ACTIONS)
    what = f'"{action[:60]}" is nothing that can become of a line' if action else "this says nothing of the line"
    return Problem(
        code="value-invalid", where=entry.value.where, what=what, why="a line is kept or dropped, or has a role",
        fix=f"write `{near}`" if near else "write one of " + ", ".join(f"`{name}`" for name in ACTIONS),
    )  # fmt: skip


def _no_lines(entry: Entry) -> Problem:
    return Problem(
        code="value-invalid", where=entry.where, what=f'"{entry.key}" are no lines',
        why="lines count from 1, and a range goes from the smaller number to the larger", fix="write e.g. `3-7: drop`",
    )  # fmt: skip


def _no_record(key: str, where: Location) -> Problem:
    return Problem(
        code="override-unused", severity="warning", where=where, what=f'the file has no record "{key}"',
        why="it has changed since this was written, or the key is another",
        fix="write the key that `seedpress convert` shows behind the #, or remove it",
    )  # fmt: skip
