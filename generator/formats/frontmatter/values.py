"""Give the raw values of front matter the type that their key asks for, or a problem with its place."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date, datetime, tzinfo
from typing import TypeVar

from generator.formats.dates import parse_day, parse_moment
from generator.model import Caption
from generator.problems import Problem
from generator.yaml_places import Entry, Listed, Mapped, Node, Scalar

MOST_ITEMS = 200
LARGEST_NUMBER = 10**9

_BLANKS = re.compile("[ \t\n\r\u2028\u2029]+")
_TRUE = frozenset({"true", "yes", "on"})
_FALSE = frozenset({"false", "no", "off"})
_UNPUBLISHED = frozenset({"draft", "hidden", "skip", "private", "pending", "future", "trash"})
_PUBLISHED = frozenset({"published", "publish", "public", "inherit"})
_UNSEEN = frozenset({"Cf", "Zs"})
_NUMBER = re.compile(r"[+-]?[0-9]{1,10}\Z", re.ASCII)

T = TypeVar("T")


def one_line(text: str) -> str:
    """Return *text* with every run of blanks and line ends as one space; a no-break space stays.

    Text that nobody can see, such as a zero-width space alone, is none.
    """
    line = _BLANKS.sub(" ", text).strip(" ")
    return "" if all(unicodedata.category(character) in _UNSEEN for character in line) else line


def is_null(node: Node) -> bool:
    """Tell whether *node* says nothing: absent, ``~`` or ``null``."""
    return isinstance(node, Scalar) and node.is_null


class Values:
    """Readers of one value each, which add what is wrong to *problems* and then give None."""

    def __init__(self, zone: tzinfo) -> None:
        self._zone = zone
        self.problems: list[Problem] = []

    def refuse(self, node: Node, *, code: str, what: str, why: str, fix: str) -> None:
        self.problems.append(Problem(code=code, where=node.where, what=what, why=why, fix=fix))

    def scalar(self, entry: Entry, wanted: str) -> Scalar | None:
        if isinstance(entry.value, Scalar):
            return entry.value
        found = "a list" if isinstance(entry.value, Listed) else "keys with values"
        self.refuse(
            entry.value,
            code="value-type",
            what=f'"{entry.key}" is {found}, not {wanted}',
            why=f"{entry.key} takes {wanted}",
            fix=f"write `{entry.key}:` and {wanted} on one line",
        )
        return None

    def text(self, entry: Entry) -> str | None:
        scalar = self.scalar(entry, "a text")
        return scalar.text.strip() if scalar else None

    def line(self, entry: Entry) -> str | None:
        scalar = self.scalar(entry, "a text")
        return one_line(scalar.text) if scalar else None

    def moment(self, entry: Entry) -> datetime | None:
        return self._dated(entry, lambda text: parse_moment(text, self._zone))

    def day(self, entry: Entry) -> date | None:
        return self._dated(entry, parse_day)

    def _dated(self, entry: Entry, parse: Callable[[str], T | str]) -> T | None:
        scalar = self.scalar(entry, "a date")
        if scalar is None:
            return None
        result = parse(scalar.text)
        if not isinstance(result, str):
            return result
        self.refuse(
            scalar,
            code="date-invalid",
            what=f'{entry.key} "{short(scalar.text)}" is not a date',
            why=result,
            fix="write it as YYYY-MM-DD, or as YYYY-MM-DD HH:MM with an offset such as +01:00",
        )
        return None

    def truth(self, entry: Entry) -> bool | None:
        """Read true/false, yes/no, on/off in any case, quoted or not; anything else keeps a text unpublished."""
        text = entry.value.text.strip().lower() if isinstance(entry.value, Scalar) else ""
        if text in _TRUE | _FALSE:
            return text in _TRUE
        shown = short(entry.value.text) if isinstance(entry.value, Scalar) else "a list or keys with values"
        self.refuse(
            entry.value,
            code="draft-unreadable",
            what=f'{entry.key} "{shown}" is neither true nor false',
            why="whether this text may be published is not clear",
            fix="write `draft: true` or `draft: false`",
        )
        return None

    def is_unpublished(self, entry: Entry) -> bool:
        """Read the ``status`` of Pelican and WordPress."""
        text = entry.value.text.strip().lower() if isinstance(entry.value, Scalar) else ""
        if text not in _UNPUBLISHED | _PUBLISHED:
            self.refuse(
                entry.value,
                code="draft-unreadable",
                what=f'status "{short(text)}" is not known',
                why="whether this text may be published is not clear",
                fix="write `draft: true` or `draft: false`",
            )
        return text not in _PUBLISHED

    def number(self, entry: Entry) -> int | None:
        scalar = self.scalar(entry, "a whole number")
        if scalar is None or (_NUMBER.match(scalar.text) and abs(int(scalar.text)) <= LARGEST_NUMBER):
            return int(scalar.text) if scalar else None
        self.refuse(
            scalar,
            code="value-type",
            what=f'{entry.key} "{short(scalar.text)}" is not a whole number',
            why=f"{entry.key} takes a whole number up to {LARGEST_NUMBER:,}",
            fix=f"write `{entry.key}: 10`",
        )
        return None

    def page_size(self, entry: Entry) -> int | None:
        number = self.number(entry)
        if number is None or number >= 0:
            return number
        self.refuse(
            entry.value,
            code="value-type",
            what=f"{entry.key} is {number}",
            why="a list cannot have fewer than no texts on a page",
            fix=f"write `{entry.key}: 20`",
        )
        return None

    def lines(self, entry: Entry, separators: str = ",") -> tuple[str, ...]:
        """Read a list of short texts, or one text cut at the first of *separators* that it contains."""
        if isinstance(entry.value, Scalar):
            text = "" if entry.value.is_null else entry.value.text
            separator = next((sign for sign in separators if sign in text), None)
            found = [one_line(part) for part in (text.split(separator) if separator else (text,))]
        else:
            found = [one_line(text) for text in self._items(entry)]
        unique = tuple(dict.fromkeys(text for text in found if text))
        if len(unique) > MOST_ITEMS:
            self.refuse(
                entry.value,
                code="too-many",
                what=f'"{entry.key}" has {len(unique):,} entries',
                why=f"at most {MOST_ITEMS} are read",
                fix="keep those that matter",
            )
        return unique[:MOST_ITEMS]

    def _items(self, entry: Entry) -> Iterator[str]:
        for item in entry.value.items if isinstance(entry.value, Listed) else (entry.value,):
            named = _named(item)
            if named is not None:
                yield named
                continue
            self.refuse(
                item,
                code="value-type",
                what=f'an entry of "{entry.key}" is not a text',
                why=f"{entry.key} takes a list of texts",
                fix="write one text behind each hyphen",
            )

    def captions(self, entry: Entry) -> tuple[Caption, ...]:
        items = entry.value.items if isinstance(entry.value, Listed) else (entry.value,)
        return tuple(caption for item in items if (caption := self._caption(item)))

    def _caption(self, node: Node) -> Caption | None:
        if isinstance(node, Scalar):
            return Caption(one_line(node.text)) if one_line(node.text) else None
        parts = {key: self.line(part) for key, part in node.entries.items()} if isinstance(node, Mapped) else {}
        if parts.keys() <= {"caption", "credit"} and parts.get("caption"):
            return Caption(parts["caption"] or "", parts.get("credit") or None)
        self.refuse(
            node,
            code="value-type",
            what="this caption has no text",
            why="captions are a list of texts, or of `caption:` with an optional `credit:`",
            fix="write `- caption: The text`",
        )
        return None


def _named(node: Node) -> str | None:
    """Return a text, or the ``name`` or ``title`` of a mapping (an author, a related article)."""
    if isinstance(node, Mapped):
        found = next((node.entries[key].value for key in ("name", "title") if key in node.entries), None)
        return found.text if isinstance(found, Scalar) else None
    if isinstance(node, Scalar):
        return "" if node.style == "plain" and node.text == "~" else node.text
    return None


def short(text: str) -> str:
    """Return *text* as a message shows it: on one line, short, without signs that turn or hide text."""
    line = "".join(character for character in one_line(text[:1000]) if unicodedata.category(character) != "Cf")
    return line if len(line) <= 80 else line[:79] + "…"  # noqa: PLR2004 - what fits a message
