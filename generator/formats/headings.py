"""Give the headings of an article their levels and anchors, whichever engine made them."""

import re

from generator.formats.elements import Tag, escape_value, replace_tags, tags
from generator.formats.slugs import safe_slug
from generator.formats.text import plain_text
from generator.model import Heading

LOWEST = 6
_LEVELS = {f"h{level}": level for level in range(1, LOWEST + 1)}
_ID = re.compile(r'\sid="[^"]*"')
_FOOTNOTE_MARK = re.compile(r'<sup id="fnref[^>]*>.*?</sup>', re.DOTALL)


class Anchors:
    """Hands out ids that are unique in one text; counting goes on where it stopped, so it is linear."""

    def __init__(self) -> None:
        self._used: set[str] = set()
        self._counts: dict[str, int] = {}

    def take(self, wanted: str) -> str:
        """Return *wanted*, or with a number behind it when it is taken."""
        found = wanted
        while found in self._used:
            self._counts[wanted] = self._counts.get(wanted, 1) + 1
            found = f"{wanted}-{self._counts[wanted]}"
        self._used.add(found)
        return found

    def for_title(self, title: str) -> str:
        """Return a new id that keeps the meaning of *title*."""
        return self.take(safe_slug(title, "heading"))


def outline(html: str) -> tuple[str, tuple[Heading, ...]]:
    """Return *html* with unique ids and without a heading of the first level, and its headings.

    The title of the page is the only heading of the first level: when the text has one too, all its headings
    go down by one. A heading without an id gets one from its text; of two elements with one id a heading keeps
    it, else the first.
    """
    anchors = Anchors()
    found = list(tags(html))
    shift = int(any(tag.name == "h1" for tag in found))
    titles = _titles(html, found)
    headings = tuple(_heading(tag, titles[tag.start], shift, anchors) for tag in found if tag.start in titles)
    waiting = iter(headings)
    seen = {heading.id for heading in headings}

    def replace(tag: Tag) -> str:
        if tag.start in titles:
            heading = next(waiting)
            return f"<h{heading.level}{_with_id(tag, heading.id)}>"
        if tag.name in _LEVELS:
            return f"<{'/' * tag.is_end}h{min(_LEVELS[tag.name] + shift, LOWEST)}{tag.rest}>"
        return tag.text if tag.is_end else _without_repeated_id(tag, seen)

    return replace_tags(html, replace), headings


def _heading(tag: Tag, title: str, shift: int, anchors: Anchors) -> Heading:
    identity = tag.attributes().get("id", "")
    found = anchors.take(identity) if identity else anchors.for_title(title)
    return Heading(min(_LEVELS[tag.name] + shift, LOWEST), found, title)


def _titles(html: str, found: list[Tag]) -> dict[int, str]:
    """Return the text of each heading by the place of its start tag; one inside another ends it."""
    titles: dict[int, str] = {}
    start: Tag | None = None
    for tag in found:
        if tag.name not in _LEVELS:
            continue
        if start is not None:
            inner = _FOOTNOTE_MARK.sub("", html[start.end : tag.start])
            titles[start.start] = " ".join(plain_text(inner).split())
        start = None if tag.is_end else tag
    return titles


def _without_repeated_id(tag: Tag, seen: set[str]) -> str:
    if ' id="' not in tag.text:
        return tag.text
    identity = tag.attributes().get("id", "")
    if identity and identity not in seen:
        seen.add(identity)
        return tag.text
    return _ID.sub("", tag.text, count=1)


def _with_id(tag: Tag, identity: str) -> str:
    return f' id="{escape_value(identity)}"' + _ID.sub("", tag.rest)
