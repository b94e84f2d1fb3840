"""Turn the front matter of a content file into its metadata, understanding the names other generators use."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import tzinfo
from posixpath import basename, dirname, splitext
from typing import TypeVar

from generator.formats.frontmatter import blocks
from generator.formats.frontmatter.checked import CheckedValues
from generator.formats.frontmatter.names import CANONICAL, CANONICAL_BY_NAME, NAMES, SPECIAL, fold, is_known
from generator.formats.frontmatter.values import is_null, one_line
from generator.model import Metadata, SourceFile
from generator.problems import Location, Problem
from generator.yaml_places import Entry, Mapped, Scalar, compose, plain_value, suggest

NEAR = 0.75

_DATE_IN_NAME = re.compile(r"\d{4}-\d{1,2}-\d{1,2}[-_ ]+(?=\S)")
T = TypeVar("T")


def read_metadata(source: SourceFile, zone: tzinfo) -> tuple[Metadata | None, str, int, tuple[Problem, ...]]:
    """Return the metadata of *source*, its body, the line the body starts at, and what is wrong.

    Metadata is None when the front matter as a whole cannot be read. A single value that cannot be read is a
    problem and counts as absent; a ``draft`` that cannot be read counts as true. A text without a title takes
    the first ``# `` heading of its body, else its file name. A heading that the body starts with goes when
    it repeats the title.
    """
    block, body, line = blocks.split(source.text)
    problem = _unreadable(source)
    if problem is not None:
        return None, body, line, (problem,)
    mapped, problems = compose(block or "", source.path, first_line=2)
    if mapped is None:
        return None, body, line, problems
    reading = _Reading(mapped, zone)
    title, body, skipped = _title(reading.title, body)
    if not title:
        title = title_from_path(source.path)
        reading.values.problems.extend(_untitled(source, title))
    return reading.metadata(source.path, title), body, line + skipped, tuple(reading.values.problems)


def _unreadable(source: SourceFile) -> Problem | None:
    if blocks.is_unterminated(source.text):
        near = blocks.almost_end(source.text)
        return Problem(
            code="front-matter-unterminated", what="the front matter has no end", where=Location(source.path, 1),
            why="no later line is exactly ---", fix="write a line with --- behind the last key",
            also=((Location(source.path, near), "was this line meant to be the end?"),) if near else (),
        )  # fmt: skip
    if blocks.is_toml(source.text):
        return Problem(
            code="front-matter-toml", what="the front matter is TOML", where=Location(source.path, 1),
            why="only YAML between two --- lines is read", fix="write the keys as `key: value` between two --- lines",
        )  # fmt: skip
    return None


def _title(title: str, body: str) -> tuple[str, str, int]:
    heading, rest, lines = blocks.leading_heading(body)
    if heading and heading == (title or heading):
        return heading, rest, lines
    return title or blocks.first_heading(body), body, 0


def title_from_path(path: str) -> str:
    """Return a title made from the name of the file *path*; an index is named like its folder."""
    stem = splitext(basename(path))[0]
    if stem in {"index", "_index"}:
        stem = basename(dirname(path))
        stem = "" if stem == "content" else stem
    words = " ".join(re.split(r"[\s_\-]+", _DATE_IN_NAME.sub("", stem, count=1))).strip()
    return words[:1].upper() + words[1:] or "Home"


def _untitled(source: SourceFile, title: str) -> Iterable[Problem]:
    if not source.text.strip():
        yield Problem(
            code="content-empty", what="this file is empty", where=Location(source.path), severity="warning",
            why="it becomes a page without text", fix="write a text, or remove the file",
        )  # fmt: skip
    elif basename(source.path) != "_index.md":
        yield Problem(
            code="title-missing", what=f'this text has no title; "{title}" is taken from its name',
            where=Location(source.path, 1), severity="notice", fix="add `title:` to the front matter",
        )  # fmt: skip


class _Reading:
    """The keys of one file, sorted by what they mean; what means nothing is extra."""

    def __init__(self, mapped: Mapped, zone: tzinfo) -> None:
        self.values = CheckedValues(zone)
        self.fields: dict[str, list[Entry]] = {}
        self.special: dict[str, Entry] = {}
        self.extra: dict[str, object] = {}
        self.places: dict[str, int] = {}
        self._sort(mapped)
        self.title = self.first("title", self.values.line) or ""

    def _sort(self, mapped: Mapped) -> None:
        folded: dict[str, Entry] = {}
        for entry in mapped.entries.values():
            name = fold(entry.key)
            if name in folded:
                self.values.problems.append(_same_key(entry, folded[name]))
            folded[name] = entry
        for name, entry in folded.items():
            if name in SPECIAL or (name == "published" and _is_word(entry)):
                self.special[name] = entry
            elif name not in CANONICAL_BY_NAME:
                self._unknown(name, entry)
        for field, names in NAMES.items():
            entries = [folded[name] for name in names if name in folded and name not in self.special]
            self.fields[field] = [entry for entry in entries if not is_null(entry.value) or field == "draft"]
        self.places |= {field: entries[0].where.line for field, entries in self.fields.items() if entries}

    def _unknown(self, name: str, entry: Entry) -> None:
        self.extra[entry.key] = plain_value(entry.value)
        self.places.setdefault(entry.key, entry.where.line)
        near = "" if is_known(name) else suggest(name, CANONICAL, NEAR)
        if near:
            self.values.problems.append(
                Problem(
                    code="key-unknown",
                    what=f'key "{entry.key}" is not known',
                    where=entry.where,
                    severity="warning",
                    why="it is kept under page.extra only",
                    fix=f"did you mean {near}?",
                )
            )

    def first(self, field: str, read: Callable[[Entry], T | None]) -> T | None:
        """Read the name of *field* that counts; what its other names say is kept as extra."""
        entries = self.fields[field]
        self.extra.update({entry.key: plain_value(entry.value) for entry in entries[1:]})
        return read(entries[0]) if entries else None

    def tags(self) -> tuple[str, ...]:
        """Tags and categories together; keywords only where there are neither."""
        entries = [*self.fields["tags"], *self._taxonomy("tags")]
        tags = tuple(tag for entry in entries for tag in self.values.lines(entry))
        keywords = self.special.get("keywords")
        if keywords is not None:
            self.extra[keywords.key] = plain_value(keywords.value)
        return tuple(dict.fromkeys(tags)) or (self.values.lines(keywords) if keywords else ())

    def authors(self) -> tuple[str, ...]:
        """``author`` is one name; ``authors`` a list, or names with semicolons or else commas between."""
        entries = [*self.fields["authors"], *self._taxonomy("authors")]
        found = (self.values.lines(entry, ";" if fold(entry.key) == "author" else ";,") for entry in entries)
        return tuple(dict.fromkeys(name for names in found for name in names))

    def _taxonomy(self, field: str) -> list[Entry]:
        entry = self.special.get("taxonomies")
        if entry is None or not isinstance(entry.value, Mapped):
            return []
        return [inner for inner in entry.value.entries.values() if CANONICAL_BY_NAME.get(fold(inner.key)) == field]

    def aliases(self) -> tuple[str, ...]:
        found = ((entry, text) for entry in self.fields["aliases"] for text in self.values.lines(entry))
        return tuple(dict.fromkeys(alias for entry, text in found if (alias := self.values.address(entry, text))))

    def is_draft(self) -> bool:
        """A text is a draft when ``draft``, ``published`` or ``status`` says so, or cannot be read."""
        draft = self.first("draft", lambda entry: self.values.truth(entry) is not False)
        published, status = self.special.get("published"), self.special.get("status")
        return any((
            draft,
            published is not None and self.values.truth(published) is not True,
            status is not None and not is_null(status.value) and self.values.is_unpublished(status),
        ))  # fmt: skip

    def all_extra(self) -> Mapping[str, object]:
        """Unknown keys, and those below ``extra`` (Zola) and ``params`` (Hugo); a key outside counts."""
        for name in ("extra", "params"):
            entry = self.special.get(name)
            value = plain_value(entry.value) if entry else None
            inner = value if isinstance(value, dict) else {name: value} if value is not None else {}
            self.extra = {**inner, **self.extra}
        taxonomies = self.special.get("taxonomies")
        if taxonomies is not None:
            self.extra.setdefault(taxonomies.key, plain_value(taxonomies.value))
        return self.extra

    def metadata(self, path: str, title: str) -> Metadata:
        read, first = self.values, self.first
        return Metadata(
            path=path,
            title=title,
            id=first("id", read.line) or "",
            slug=first("slug", read.slug) or "",
            date=first("date", read.moment),
            updated=first("updated", read.moment),
            expires=first("expires", read.moment),
            added=first("added", read.day),
            authors=self.authors(),
            tags=self.tags(),
            language=first("language", read.language) or "",
            publisher=first("publisher", read.line) or "",
            summary=first("summary", read.text) or "",
            captions=first("captions", read.captions) or (),
            related=first("related", lambda entry: read.lines(entry, "")) or (),
            source=first("source", read.line) or "",
            source_url=first("source_url", read.web_address) or "",
            source_digest=first("source_digest", read.line) or "",
            canonical=first("canonical", read.line) or "",
            content_digest=first("content_digest", read.line) or "",
            draft=self.is_draft(),
            layout=first("layout", read.layout) or "",
            permalink=first("permalink", read.permalink) or "",
            aliases=self.aliases(),
            weight=first("weight", read.number) or 0,
            paginate=first("paginate", read.page_size) or 0,
            extra=self.all_extra(),
            places=self.places,
        )


def _is_word(entry: Entry) -> bool:
    """Tell whether ``published`` is meant as Jekyll means it: not a date."""
    return isinstance(entry.value, Scalar) and not one_line(entry.value.text)[:1].isdigit()


def _same_key(entry: Entry, first: Entry) -> Problem:
    return Problem(
        code="yaml-duplicate-key", what=f'keys "{first.key}" and "{entry.key}" are the same', where=entry.where,
        why="case and hyphens do not count", fix="remove one of the two lines",
        also=((first.where, "first written here"),),
    )  # fmt: skip
