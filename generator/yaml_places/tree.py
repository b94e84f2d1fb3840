"""The tree of a YAML text: untyped scalars, lists and mappings, each with its place."""

import re
from collections.abc import Iterable, Mapping
from typing import Literal

from msgspec import Struct

from generator.problems import Location

_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})\Z")
_FLOAT = re.compile(r"-?(0|[1-9][0-9]{0,14})\.[0-9]{1,15}\Z")
_WORDS: Mapping[str, object] = {"": None, "~": None, "null": None, "true": True, "false": False}


class Scalar(Struct, frozen=True):
    """A value as it was written; *style* is ``quoted`` if the author said that it is text."""

    text: str
    style: Literal["plain", "quoted"]
    where: Location

    @property
    def is_null(self) -> bool:
        return self.style == "plain" and self.text in {"", "~", "null"}


class Listed(Struct, frozen=True):
    """A sequence."""

    items: tuple["Node", ...]
    where: Location


class Entry(Struct, frozen=True):
    """One key of a mapping with its place, and its value; a quoted key is text, whatever it looks like."""

    key: str
    where: Location
    value: "Node"
    is_quoted: bool = False


class Mapped(Struct, frozen=True):
    """A mapping, in the order of the text."""

    entries: Mapping[str, Entry]
    where: Location


Node = Scalar | Listed | Mapped


def plain_value(node: Node) -> object:
    """Return what *node* says in plain YAML 1.2, as lists, dicts, text, numbers, booleans and None.

    A scalar becomes a number only when the number is written back the same way, so ``1.10``, ``0123`` and
    ``12:30`` stay text; so do dates.
    """
    if isinstance(node, Listed):
        return [plain_value(item) for item in node.items]
    if isinstance(node, Mapped):
        return {key: plain_value(entry.value) for key, entry in node.entries.items()}
    return node.text if node.style == "quoted" else _plain_scalar(node.text)


def overlaid(under: Mapping[str, object], over: Mapping[str, object]) -> dict[str, object]:
    """Return the plain values of *under* with what *over* says instead, mapping by mapping."""
    laid = dict(under)
    for key, value in over.items():
        below = laid.get(key)
        laid[key] = overlaid(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
    return laid


def _plain_scalar(text: str) -> object:
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.match(text) and text != "-0":
        return int(text)
    if _FLOAT.match(text) and repr(float(text)) == text:
        return float(text)
    return text


def suggest(word: str, candidates: Iterable[str], cutoff: float = 0.6) -> str:
    """Return the one of *candidates* that *word* was probably meant to be, "" when none is near."""
    from difflib import get_close_matches  # noqa: PLC0415 - only a mistake needs it

    by_folded = {candidate.casefold(): candidate for candidate in sorted(candidates)}
    near = get_close_matches(word.casefold()[:100], by_folded, n=1, cutoff=cutoff)
    return by_folded[near[0]] if near else ""
