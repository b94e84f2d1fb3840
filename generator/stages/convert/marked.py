"""Judge a seed that came with markup: what the markup says is certain stays so, the rest is judged.

The rules see the plain lines, and decide of paragraphs, headings, quotations and items only whether they are the
article at all. Programs, tables and images always are. In a text that is nothing but its article all lines stay.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import groupby

from generator.model import Caption, Marked, SeedDocument
from generator.stages.convert.features import folded, marker_of, speaker_of
from generator.stages.convert.fields.captions import caption_of
from generator.stages.convert.layout import Block
from generator.stages.convert.page import BODY_ROLES, Page, Stated, Verdict, Verdicts
from generator.stages.convert.roles import assign

_ROLES: Mapping[str, str] = {
    "paragraph": "paragraph", "heading": "heading", "list-item": "list-item", "quote": "quote", "code": "code",
    "table": "table", "image": "image", "caption": "caption",
}  # fmt: skip
_CERTAIN = frozenset({"code", "table", "image", "caption"})
# "By size" is no byline where the markup has a heading.
_OF_PEOPLE = frozenset({"byline", "caption", "credit"})
_NAMED = frozenset({"heading", "list-item"})
_BY_PLACE = ("among-", "between-")
_BOLD = re.compile(r"(?:\*\*[^*]+\*\*|<strong>[^<]+</strong>)\Z")
_NUMBER = re.compile(r"\d{1,4}")
_DATE_LINE = 50
_KEPT = "the whole text is an article"

Marks = Mapping[int, Marked]


def marks_of(seed: SeedDocument, blocks: Sequence[Block]) -> Marks:
    """Return what the markup of *seed* said, by the place of the block."""
    by_line = {mark.line: mark for mark in seed.marked}
    return {place: by_line[block.number] for place, block in enumerate(blocks) if block.number in by_line}


def judge(seed: SeedDocument, page: Page) -> tuple[Verdict, ...]:
    """Return the verdict on each block of *page*, the text of *seed*."""
    marks = marks_of(seed, page.blocks)
    if seed.is_article:
        return tuple(_stated(page, marks, place) for place in range(len(page)))
    if not marks:
        return assign(page)
    certain = {place: _stated(page, marks, place) for place, mark in marks.items() if mark.kind in _CERTAIN}
    judged = assign(page, {**_title(seed, page), **certain})
    has_headings = any(mark.kind == "heading" and mark.level for mark in marks.values())
    settled = [
        _settled(page, marks[place], place, verdict, has_headings=has_headings) if place in marks else verdict
        for place, verdict in enumerate(judged)
    ]
    dates = _dates(seed, page)
    settled = [dates.get(place, each) if each.role in BODY_ROLES else each for place, each in enumerate(settled)]
    return tuple(_without_empty_heading(_whole_lists(page, settled, marks)))


def _without_empty_heading(verdicts: list[Verdict]) -> list[Verdict]:
    """Return *verdicts* without headings below the article: what they headed is gone."""
    for place in range(len(verdicts) - 1, -1, -1):
        if verdicts[place].role in BODY_ROLES:
            if verdicts[place].role != "heading":
                break
            verdicts[place] = Verdict("furniture", "empty-heading", "a heading with nothing below it")
    return verdicts


def _whole_lists(page: Page, verdicts: list[Verdict], marks: Marks) -> list[Verdict]:
    """Return *verdicts* with each list wholly in the article or out of it: as its first item, or most of it, is."""
    places = [place for place in range(len(page)) if place in marks and marks[place].kind == "list-item"]
    for _group, run in groupby(places, key=lambda place: marks[place].group):
        items = list(run)
        out = [place for place in items if verdicts[place].role not in BODY_ROLES]
        if not out or len(out) == len(items):
            continue
        first = verdicts[out[0]]
        if len(out) * 2 > len(items) or (out[0] == items[0] and first.role == "related"):
            for place in set(items) - set(out):
                stated = Stated(related=(page.text(place),)) if first.role == "related" else None
                verdicts[place] = Verdict(first.role, "list", "most of its list is none of the article", stated)
    return verdicts


def _title(seed: SeedDocument, page: Page) -> Verdicts:
    key = folded(seed.given.title)
    place = next((place for place in range(len(page)) if key and page.keys[place] == key), -1)
    if place < 0:
        return {}
    return {place: Verdict("title", "given-title", "the title that the page states", Stated(title=seed.given.title))}


def _dates(seed: SeedDocument, page: Page) -> Verdicts:
    """Claim the short lines above the text that show the date which the page states."""
    day = seed.given.date
    if day is None or not seed.marked:
        return {}
    first = next((place for place in range(1, len(page)) if page.prose[place]), len(page))
    shown = {day.year, day.day}
    places = (place for place in range(1, first) if len(page.text(place)) <= _DATE_LINE)
    return {
        place: Verdict("byline", "given-date", "it shows the date that the page states")
        for place in places
        if shown <= {int(number) for number in _NUMBER.findall(page.text(place))} and not speaker_of(page.text(place))
    }


def _stated(page: Page, marks: Marks, place: int) -> Verdict:
    """Return the verdict that the markup alone gives."""
    if place not in marks:
        return Verdict("paragraph", "whole-article", _KEPT)
    role = _ROLES[marks[place].kind]
    if role != "caption":
        return Verdict(role, "markup", f"the markup says that it is {_named(role)}")
    text = page.text(place)
    caption = caption_of(text, page.words) or Caption(text)
    return Verdict(role, "markup", "the markup says that it is a caption", Stated(caption=caption))


def _settled(page: Page, mark: Marked, place: int, verdict: Verdict, *, has_headings: bool) -> Verdict:
    """Return *verdict* where it takes the block out of the article, else what the markup says."""
    if verdict.role not in BODY_ROLES and not (mark.kind in _NAMED and _is_guessed(verdict)):
        return verdict
    if mark.kind == "paragraph":
        if verdict.role == "heading":
            is_shown = bool(_BOLD.match(mark.markdown)) or not has_headings
            return verdict if is_shown and not mark.group else _plain(verdict)
        is_marked = bool(marker_of(page.text(place))) and not mark.group
        return verdict if verdict.role == "list-item" and is_marked else _plain(verdict)
    role = _ROLES[mark.kind]
    stated = verdict.stated if verdict.role in BODY_ROLES else None
    return Verdict(role, "markup", f"the markup says that it is {_named(role)}", stated)


def _is_guessed(verdict: Verdict) -> bool:
    """Tell whether *verdict* rests on how a line looks or where it stands, which the markup of a heading outweighs."""
    is_dated = verdict.stated is not None and bool(verdict.stated.published or verdict.stated.updated)
    return (verdict.role in _OF_PEOPLE and not is_dated) or verdict.rule.startswith(_BY_PLACE)


def _plain(verdict: Verdict) -> Verdict:
    if verdict.role == "paragraph":
        return verdict
    return Verdict("paragraph", "markup", "the markup says that it is a paragraph", verdict.stated)


def _named(role: str) -> str:
    return f"{'an' if role[0] in 'aeiou' else 'a'} {role.replace('list-item', 'list item')}"
