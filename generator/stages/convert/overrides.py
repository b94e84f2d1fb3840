"""Put what a person says of lines and fields above what the rules found.

Lines that are to go are not shown to the rules at all, so that a menu taken out by hand is not taken for a title;
what is said of other lines replaces the verdict on them.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from generator.formats.overrides import DROP, ELLIPSIS, KEEP, LineOverride, Override
from generator.formats.phrases import Phrases
from generator.model import Caption, Conversion, Given, Origin
from generator.problems import Problem
from generator.stages.convert.cutting import cut
from generator.stages.convert.features import without_marker
from generator.stages.convert.fields.byline import read_byline
from generator.stages.convert.fields.captions import caption_of
from generator.stages.convert.fields.tags import hashtags, labelled, led_title, tags_in
from generator.stages.convert.layout import Block, Layout
from generator.stages.convert.page import BODY_ROLES, Page, Stated, Verdict
from generator.stages.convert.wrapping import Line

T = TypeVar("T")

RULE = "override"
# The rules that stand for a person's word.
BY_HAND = frozenset({RULE, "convert.keep", "convert.drop"})
_DROPPED = "furniture"
# Of these each line is written for itself.
_BY_LINE = frozenset({"list-item", "verse", "code", "title", "byline", "caption", "related"})


class Said(Struct, frozen=True):
    """What a person says of a line: *action*, by which *rule*, and where that is written."""

    action: str
    rule: str
    reason: str


class Imposed(Struct, frozen=True):
    """A layout whose blocks are cut where more or less was said of their lines, and what was *said*, by place."""

    layout: Layout
    said: Mapping[int, Said]

    @property
    def judged(self) -> tuple[Block, ...]:
        """The blocks that rules are to judge: those that are not to go."""
        return tuple(block for place, block in enumerate(self.layout.blocks) if not self._is_dropped(place))

    def complete(self, verdicts: Sequence[Verdict], page: Page) -> tuple[Verdict, ...]:
        """Return the verdict on each block of the layout, *verdicts* being those on the blocks of *page*."""
        if not self.said:
            return tuple(verdicts)
        found = iter(verdicts)
        whole: list[Verdict] = []
        for place, block in enumerate(self.layout.blocks):
            said = self.said.get(place)
            if self._is_dropped(place):
                whole.append(Verdict(_DROPPED, self.said[place].rule, self.said[place].reason))
            else:
                verdict = next(found)
                whole.append(_verdict(said, block.text, verdict, page) if said else verdict)
        return _with_one_title(whole)

    def besides(self, given: Given) -> Given:
        """Return *given* without what a person has found in a line instead."""
        roles = {said.action for said in self.said.values()}
        return replace(
            given,
            title="" if "title" in roles else given.title,
            authors=() if "byline" in roles else given.authors,
            tags=() if "tags" in roles else given.tags,
        )

    def _is_dropped(self, place: int) -> bool:
        return place in self.said and self.said[place].action == DROP


def impose(layout: Layout, phrases: Phrases, override: Override) -> Imposed:
    """Return *layout* with what *override* says of its lines, and *phrases* where it says nothing."""
    if not (override.lines or phrases.keep or phrases.drop):
        return Imposed(layout, {})
    by_line = _by_line(layout, phrases, override)
    blocks: list[Block] = []
    said: dict[int, Said] = {}
    for block in layout.blocks:
        for part in _cut(block, by_line):
            one = by_line.get(part.number)
            if one:
                said[len(blocks)] = one
            blocks.append(part)
    return Imposed(replace(layout, blocks=tuple(blocks)), said)


def lost_lines(layout: Layout, override: Override) -> tuple[Problem, ...]:
    """Return a warning for all that *override* says of lines that the seed does not have (any more)."""
    last = _last(layout)
    visible = {line.number for block in layout.blocks for line in block.lines}
    problems: list[Problem] = []
    for one in override.lines:
        if one.text and not any(_reads(block, one.text) for block in layout.blocks):
            problems.append(
                _lost(one, f'no line of the seed reads "{_short(one.text)}"', "write the line as it is now")
            )
        elif one.last > last:
            problems.append(_lost(one, f"the seed has no line {one.last:,}", f"its last line is {last:,}"))
        elif not one.text and visible.isdisjoint(range(one.first, one.last + 1)):
            problems.append(
                _lost(one, f"line {one.first:,} of the seed is empty", "give the number of a line with text")
            )
    return tuple(problems)


def verbatim_lines(override: Override) -> tuple[Problem, ...]:
    """Return a warning for all that *override* says of lines of a seed that is Markdown already."""
    fix = "edit the seed itself, which is Markdown and kept to the letter"
    return tuple(_lost(one, "the lines of this seed are not judged", fix) for one in override.lines)


def with_fields(conversion: Conversion, override: Override, lost: Sequence[Problem]) -> Conversion:
    """Return *conversion* with the fields that *override* sets, which are as sure as can be, and what it has *lost*."""
    fields = override.fields
    if not fields and not lost:
        return conversion
    stated = [name for name, value in fields.items() if value not in (None, "", ())]
    problems = [one for one in conversion.problems if one.code != "date-ambiguous" or "date" not in fields]
    return replace(
        conversion,
        **fields,
        confidences={**_without(conversion.confidences, fields), **dict.fromkeys(stated, 1.0)},
        origins={**_without(conversion.origins, fields), **dict.fromkeys(stated, Origin(0, RULE))},
        problems=(*problems, *lost),
    )


def _without(found: Mapping[str, T], names: Container[str]) -> dict[str, T]:
    return {name: value for name, value in found.items() if name not in names}


def _by_line(layout: Layout, phrases: Phrases, override: Override) -> Mapping[int, Said]:
    """Return what is said of each line, by its number; what stands later in an override counts."""
    found: dict[int, Said] = {}
    for line in (line for block in layout.blocks for line in block.lines):
        if line.text in phrases.keep:
            found[line.number] = Said(KEEP, "convert.keep", "`convert.keep` in seedpress.yaml has this line")
        elif line.text in phrases.drop:
            found[line.number] = Said(DROP, "convert.drop", "`convert.drop` in seedpress.yaml has this line")
    for one in override.lines:
        said = Said(one.action, RULE, f"{one.where} says so")
        found.update(dict.fromkeys(_numbers(layout, one), said))
    return found


def _numbers(layout: Layout, one: LineOverride) -> Iterator[int]:
    if not one.text:
        yield from range(one.first, min(one.last, _last(layout)) + 1)
        return
    for block in layout.blocks:
        if _is_same(block.text, one.text):
            yield from (line.number for line in block.lines)
        else:
            yield from (line.number for line in block.lines if _is_same(line.text, one.text))


def _last(layout: Layout) -> int:
    """Return the number of the last line of the seed."""
    ends = [block.lines[-1].number for block in layout.blocks[-1:]] + [line.number for line in layout.blanks[-1:]]
    return max(ends, default=0)


def _reads(block: Block, text: str) -> bool:
    return _is_same(block.text, text) or any(_is_same(line.text, text) for line in block.lines)


def _is_same(text: str, wanted: str) -> bool:
    """Tell whether *text* is *wanted*, which may be its beginning with an ellipsis behind."""
    return text == wanted or (
        wanted.endswith(ELLIPSIS) and wanted != ELLIPSIS and text.startswith(wanted[:-1].rstrip())
    )


def _cut(block: Block, by_line: Mapping[int, Said]) -> Iterator[Block]:
    """Yield *block* in pieces of which one thing is said each; what stands around a dropped line stays together."""
    said_of = [by_line.get(line.number) for line in block.lines]
    if not any(said_of):
        yield block
        return

    def key(line: Line) -> tuple[Said | None, int]:
        said = by_line.get(line.number)
        return said, line.number if said and said.action in _BY_LINE else 0

    gone = {line.number for line, said in zip(block.lines, said_of, strict=True) if said and said.action == DROP}
    yield from cut(block, key, gone)


def _verdict(said: Said, text: str, found: Verdict, page: Page) -> Verdict:
    stated = found.stated if found.role in BODY_ROLES else None
    if said.action != KEEP:
        role, stated = said.action, _stated(said.action, text, page) or stated
    else:
        role = found.role if found.role in BODY_ROLES else "paragraph"
    return Verdict(role, said.rule, said.reason, stated)


def _stated(role: str, text: str, page: Page) -> Stated | None:
    """Return what a line states that has its role from a person: at least itself."""
    match role:
        case "title":
            return Stated(title=text)
        case "byline":
            line = read_byline(text, page.words, page.language)
            return Stated(
                authors=line.authors, published=line.published, updated=line.updated, publisher=line.publisher,
                is_ambiguous=line.is_ambiguous,
            ) if line else Stated(authors=(text,))  # fmt: skip
        case "caption":
            return Stated(caption=caption_of(text, page.words) or Caption(text))
        case "tags":
            return Stated(tags=hashtags(text) or tags_in(labelled(text, page.words.tags) or text) or (text,))
        case "related":
            return Stated(related=(led_title(text, page.words) or without_marker(text),))
        case _:
            return None


def _with_one_title(verdicts: Sequence[Verdict]) -> tuple[Verdict, ...]:
    """Return *verdicts* in which no other line states a title, if a person named one."""
    if not any(one.role == "title" and one.rule == RULE for one in verdicts):
        return tuple(verdicts)
    return tuple(
        replace(one, stated=replace(one.stated, title="")) if one.stated and one.rule != RULE else one
        for one in verdicts
    )


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:79] + "…"  # noqa: PLR2004 - what fits a message


def _lost(one: LineOverride, what: str, fix: str) -> Problem:
    return Problem(
        code="override-unused", severity="warning", where=one.where, what=what,
        why="the seed has changed since this was written, or it is a mistake", fix=f"{fix}, or remove this one",
    )  # fmt: skip
