"""Cut the text of a seed into blocks: the lines that a reader sees as one.

Seeds come with a blank line between paragraphs, with one paragraph a line, or hard-wrapped. A run of lines
was wrapped when each of its lines is as full as the first word of the next allows; verse never is.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from generator.stages.convert.features import (
    begins_low,
    ends_sentence,
    is_prose,
    is_unspaced,
    marker_of,
    opens_speech,
    width_of,
)

WIDEST = 132
NARROWEST = 45
_LONGEST_BY_WIDTH = 1.5
_LONGER_PER_LINES = 10
_FEWEST_FULL = 2
_KINSOKU = 3
_TRIED = 12
_FEWEST_DENSE = 3
_FEWEST_UNSPACED = 4
_FEW_LONGER = 2
_LONG_GROUP = 12

_INVISIBLE = dict.fromkeys([0x200B, 0xFEFF, 0x00AD, 0x2060])


class Line(Struct, frozen=True):
    """A line of a seed: *raw* as it stands, *text* with its white space normalised, *indent* and *end* in columns."""

    number: int
    raw: str
    text: str
    indent: int
    end: int


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


class _Wrapping(Struct, frozen=True):
    """The column at which a seed was wrapped; it is *dense* when no blank lines part its paragraphs."""

    width: int
    is_dense: bool = False


class Layout(Struct, frozen=True):
    """The blocks of a seed in order, its blank lines, and whether blank lines part its paragraphs."""

    blocks: tuple[Block, ...]
    blanks: tuple[Line, ...]
    is_spaced: bool


def lay_out(text: str) -> Layout:
    """Return the layout of the seed *text*."""
    lines = [_line(number, raw) for number, raw in enumerate(text.split("\n"), 1)]
    groups = _groups(lines)
    wrapping = _wrapping(groups)
    blocks: list[Block] = []
    for number, group in enumerate(groups):
        parts = _parts(group, wrapping)
        blocks.extend(Block(tuple(part), _joined(part), number, len(parts) == 1, part[0].indent) for part in parts)
    return Layout(tuple(blocks), tuple(line for line in lines if not line.text), _is_spaced(blocks))


def _line(number: int, raw: str) -> Line:
    visible = raw.translate(_INVISIBLE).expandtabs(4) if "\t" in raw or not raw.isascii() else raw
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


def _wrapping(groups: Sequence[Sequence[Line]]) -> _Wrapping:
    """Return the column at which the seed was wrapped, 0 if it was not."""
    groups = [part for group in groups for part in _unmarked(group)]
    pairs = [pair for group in groups for pair in pairwise(group)]
    ends = [line.end for group in groups for line in group]
    widths = sorted({line.end for pair in pairs for line in pair})
    fewest = 1 if len(pairs) == 1 and _is_one_sentence(*pairs[0]) else _FEWEST_FULL
    # Where no blank shows the end of a word, any line of one may look full beside another.
    is_spaced_script = sum(is_unspaced(above.text) for above, _below in pairs) * 2 <= len(pairs)
    dense: list[tuple[int, int, int]] = []
    for width in reversed([width for width in widths if NARROWEST <= width <= WIDEST][-_TRIED:]):
        full = [pair for pair in pairs if _is_full(*pair, width)]
        inside = [pair for pair in full if _breaks_sentence(*pair)]
        # Paragraphs much longer than the column were not wrapped at it; a title or a caption may be.
        if sum(end > width * _LONGEST_BY_WIDTH for end in ends) * _LONGER_PER_LINES > len(ends):
            break
        if not inside or len(inside) * 2 < len(full) or len(full) < (fewest if is_spaced_script else _FEWEST_UNSPACED):
            continue
        if _is_most(pairs, full, groups) and not _is_unparted(groups):
            return _Wrapping(width)
        if _is_dense(pairs, inside, width):
            dense.append((len(inside), width, min(_reach(*pair) for pair in inside) - 1))
    # The right column breaks the most sentences, and the words after its lines tell how wide it was at most.
    return _Wrapping(max(dense)[2], is_dense=True) if dense else _Wrapping(0)


def _unmarked(group: Sequence[Line]) -> list[list[Line]]:
    """Cut *group* where a marker or a row of signs begins a line, which no wrapping does."""
    parts: list[list[Line]] = []
    for line in group:
        if not parts or marker_of(line.text) or len(set(line.text)) == 1:
            parts.append([])
        parts[-1].append(line)
    return parts


def _is_most(
    pairs: Sequence[tuple[Line, Line]], full: Sequence[tuple[Line, Line]], groups: Sequence[Sequence[Line]]
) -> bool:
    """Tell whether most lines are full, or most groups have none but full lines: verse may stand among them."""
    if len(full) * 5 >= len(pairs) * 4:
        return True
    ends = {id(above) for above, _below in full}
    whole = [group for group in groups if len(group) > 1 and all(id(line) in ends for line in group[:-1])]
    return sum(map(len, whole)) * 2 >= sum(len(group) for group in groups if len(group) > 1)


def _is_unparted(groups: Sequence[Sequence[Line]]) -> bool:
    """Tell whether most lines stand in one group that is too long for a paragraph."""
    longest = max(map(len, groups))
    return longest >= _LONG_GROUP and longest * 2 > sum(map(len, groups))


def _is_dense(pairs: Sequence[tuple[Line, Line]], inside: Sequence[tuple[Line, Line]], width: int) -> bool:
    """Tell whether paragraphs were wrapped at *width* without a blank line between: what is not full ends a sentence.

    Hardly a line is longer then, while verse and short paragraphs have lines of any length.
    """
    others = [
        above for above, below in pairs if above.end - above.indent >= NARROWEST and not _is_full(above, below, width)
    ]
    stray = sum(not ends_sentence(line.text) for line in others)
    longer = sum(above.end > width and _breaks_sentence(above, below) for above, below in pairs)
    most_longer = max(_FEW_LONGER, len(pairs) // _LONGER_PER_LINES)
    return len(inside) >= _FEWEST_DENSE and stray * 2 <= len(inside) and longer <= most_longer


def _breaks_sentence(above: Line, below: Line) -> bool:
    return not ends_sentence(above.text) and (begins_low(below.text) or not below.text[:1].isupper())


def _is_one_sentence(above: Line, below: Line) -> bool:
    """Tell whether two lines below the title are the only wrapped ones of a seed, by the end of their sentence."""
    return above.number > 1 and begins_low(below.text) and ends_sentence(below.text)


def _is_full(above: Line, below: Line, width: int) -> bool:
    if is_unspaced(above.text):
        return above.end >= width - _KINSOKU
    return _reach(above, below) > width


def _reach(above: Line, below: Line) -> int:
    """Return how long *above* would be with the first word of *below*."""
    if is_unspaced(above.text):
        return above.end + 1
    return above.end + 1 + width_of(below.text.split(" ", 1)[0])


def _parts(group: Sequence[Line], wrapping: _Wrapping) -> list[list[Line]]:
    """Return the blocks of a *group*: all its lines joined where they were wrapped, else each alone."""
    parts: list[list[Line]] = []
    for line in group:
        if parts and _continues(parts[-1], line, wrapping, is_last=line is group[-1]):
            parts[-1].append(line)
        else:
            parts.append([line])
    return parts


def _continues(part: Sequence[Line], line: Line, wrapping: _Wrapping, *, is_last: bool) -> bool:
    if marker_of(line.text) or not wrapping.width or (wrapping.is_dense and _is_title_above(part, line)):
        return False
    if marker_of(part[0].text) and line.indent > part[0].indent:
        return True
    if wrapping.is_dense and part[-1].end > wrapping.width:
        return False
    # Without blank lines a paragraph may end on a full line.
    if wrapping.is_dense and ends_sentence(part[-1].text) and _opens_anew(line, wrapping.width, is_last=is_last):
        return False
    return line.indent <= part[-1].indent and _is_full(part[-1], line, wrapping.width)


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
        return sum(block.isolated for block in prose) * 2 > len(prose)
    return len({block.group for block in blocks}) > _FEWEST_FULL
