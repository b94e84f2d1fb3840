"""Cut the text of a seed into blocks: the lines that a reader sees as one.

Seeds come with a blank line between paragraphs, with one paragraph a line, or hard-wrapped.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct, structs

from generator.stages.convert.features import (
    begins_low,
    ends_sentence,
    is_prose,
    marker_of,
    opens_speech,
    width_of,
)
from generator.stages.convert.wrapping import Line, Wrapping, find_wrapping, is_full

_FEWEST_FULL = 2

_INVISIBLE = re.compile("[\u200b\ufeff\u00ad\u2060]+")


class Block(Struct, frozen=True):
    """What is judged as one: a line, or the lines of a wrapped paragraph.

    *group* counts the runs of lines between blank lines; *isolated* is a block that is alone in its group.
    """

    lines: tuple[Line, ...]
    text: str
    group: int
    isolated: bool
    indent: int = 0

    @property
    def number(self) -> int:
        return self.lines[0].number


class Layout(Struct, frozen=True):
    """The blocks of a seed in order, its blank lines, and whether blank lines part its paragraphs."""

    blocks: tuple[Block, ...]
    blanks: tuple[Line, ...]
    is_spaced: bool


def lay_out(text: str) -> Layout:
    """Return the layout of the seed *text*."""
    lines = [_line(number, raw) for number, raw in enumerate(text.split("\n"), 1)]
    blocks = _blocks(lines)
    if _is_wide(lines):
        # Some wrap by the number of letters, whatever their width.
        by_letters = [structs.replace(line, end=line.indent + 2 * len(line.text)) for line in lines]
        blocks = min(blocks, _blocks(by_letters), key=_broken)
    return Layout(tuple(blocks), tuple(line for line in lines if not line.text), _is_spaced(blocks))


def _blocks(lines: Sequence[Line]) -> list[Block]:
    groups = _groups(lines)
    wrapping = find_wrapping(groups)
    blocks: list[Block] = []
    for number, group in enumerate(groups):
        parts = _parts(group, wrapping)
        blocks.extend(Block(tuple(part), _joined(part), number, len(parts) == 1, part[0].indent) for part in parts)
    return blocks


def _broken(blocks: Sequence[Block]) -> int:
    """Count the sentences that end in the middle because the lines of a paragraph were not joined."""
    return sum(
        above.group == below.group and is_prose(f"{above.text} {below.text}") and not ends_sentence(above.text)
        for above, below in pairwise(blocks)
    )


def _is_wide(lines: Sequence[Line]) -> bool:
    """Tell whether most letters of the *lines* take two columns in a fixed font."""
    letters = sum(len(line.text) for line in lines)
    return sum(line.end - line.indent for line in lines) * 2 > letters * 3


def _line(number: int, raw: str) -> Line:
    if not raw:
        return Line(number, raw, "", 0, 0)
    # What is printable has no white space but blanks, and nothing invisible.
    if raw.isprintable() and "  " not in raw and raw[0] != " " != raw[-1]:
        return Line(number, raw, raw, 0, width_of(raw))
    visible = raw if raw.isascii() else _INVISIBLE.sub("", raw)
    visible = visible.expandtabs(4) if "\t" in visible else visible
    text, indent = " ".join(visible.split()), len(visible) - len(visible.lstrip())
    return Line(number, raw, text, indent, indent + width_of(text))


def _groups(lines: Sequence[Line]) -> list[list[Line]]:
    groups: list[list[Line]] = []
    fresh = True
    for line in lines:
        if not line.text:
            fresh = True
            continue
        if fresh:
            groups.append([])
        groups[-1].append(line)
        fresh = False
    return groups


def _parts(group: Sequence[Line], wrapping: Wrapping) -> list[list[Line]]:
    """Return the blocks of a *group*: all its lines joined where they were wrapped, else each alone."""
    parts: list[list[Line]] = []
    for line in group:
        if parts and _continues(parts[-1], line, wrapping, is_last=line is group[-1]):
            parts[-1].append(line)
        else:
            parts.append([line])
    return parts


def _continues(part: Sequence[Line], line: Line, wrapping: Wrapping, *, is_last: bool) -> bool:
    if not wrapping.width or marker_of(line.text) or (wrapping.is_dense and _is_title_above(part, line)):
        return False
    if marker_of(part[0].text) and line.indent > part[0].indent:
        return True
    if wrapping.is_dense and part[-1].end > wrapping.width:
        return False
    # Without blank lines a paragraph may end on a full line.
    if wrapping.is_dense and ends_sentence(part[-1].text) and _opens_anew(line, wrapping.width, is_last=is_last):
        return False
    return line.indent <= part[-1].indent and is_full(part[-1], line, wrapping.width)


def _opens_anew(line: Line, width: int, *, is_last: bool) -> bool:
    """Tell whether *line* begins a block after the end of a sentence: speech, or what is too short for a sentence."""
    is_label = (line.end - line.indent) * 2 < width or (is_last and not begins_low(line.text))
    return opens_speech(line.text) or (is_label and not ends_sentence(line.text))


def _is_title_above(part: Sequence[Line], line: Line) -> bool:
    """Tell whether *part* is the first line of the seed and *line* begins anew: a full title is no paragraph."""
    return part[0].number == 1 and not begins_low(line.text) and not is_prose(part[0].text)


_WIDE = "[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60]"
_WIDE_END, _WIDE_START = re.compile(f"{_WIDE}$"), re.compile(_WIDE)


def _joined(part: Sequence[Line]) -> str:
    pieces = [part[0].text]
    for above, below in pairwise(part):
        glued = _WIDE_END.search(above.text[-1:]) and _WIDE_START.match(below.text)
        pieces.append(below.text if glued else f" {below.text}")
    return "".join(pieces)


def _is_spaced(blocks: Sequence[Block]) -> bool:
    """Tell whether blank lines part the paragraphs; where there are none, whether there are some blank lines."""
    prose = [block for block in blocks if is_prose(block.text)]
    if len(prose) > 1:
        # By length, since the lines of a poem are sentences too.
        return sum(len(block.text) for block in prose if block.isolated) * 2 > sum(len(block.text) for block in prose)
    return len({block.group for block in blocks}) > _FEWEST_FULL
