"""Tell at which column the lines of a seed were wrapped, if they were.

A run of lines was wrapped when each of its lines is as full as the first word of the next allows; verse never is.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from generator.stages.convert.features import begins_low, ends_open, ends_sentence, is_unspaced, marker_of, width_of

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
_BLANK = re.compile(r"[ \t\r\u3000]")


class Line(Struct, frozen=True):
    """A line of a seed: *raw* as it stands, *text* with its white space normalised, *indent* and *end* in columns."""

    number: int
    raw: str
    text: str
    indent: int
    end: int


class Wrapping(Struct, frozen=True):
    """The column at which a seed was wrapped; it is *dense* when no blank lines part its paragraphs."""

    width: int
    is_dense: bool = False


def find_wrapping(groups: Sequence[Sequence[Line]]) -> Wrapping:
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
        full = [pair for pair in pairs if is_full(*pair, width)]
        inside = [pair for pair in full if _breaks_sentence(*pair)]
        # Paragraphs much longer than the column were not wrapped at it; a title or a caption may be.
        if sum(end > width * _LONGEST_BY_WIDTH for end in ends) * _LONGER_PER_LINES > len(ends):
            break
        # A broken sentence may go on with a capital, as German nouns do, but some go on without. Most lines of verse
        # end in a stop or a comma.
        broken = sum(not (ends_sentence(above.text) or ends_open(above.text)) for above, _below in full)
        if (
            not inside
            or len(inside) * 6 < len(full)
            or broken * 2 < len(full)
            or len(full) < (fewest if is_spaced_script else _FEWEST_UNSPACED)
        ):
            continue
        if _is_most(pairs, full, groups) and not _is_unparted(groups):
            return Wrapping(width)
        if _is_dense(pairs, inside, width):
            dense.append((len(inside), width, min(_reach(*pair) for pair in inside) - 1))
    # The right column breaks the most sentences, and the words after its lines tell how wide it was at most.
    return Wrapping(max(dense)[2], is_dense=True) if dense else Wrapping(0)


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
        above for above, below in pairs if above.end - above.indent >= NARROWEST and not is_full(above, below, width)
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


def is_full(above: Line, below: Line, width: int) -> bool:
    """Tell whether *above* is so long that the first word of *below* would have gone over *width* columns."""
    if is_unspaced(above.text):
        return above.end >= width - _KINSOKU
    return _reach(above, below) > width


def _reach(above: Line, below: Line) -> int:
    """Return how long *above* would be with the first word of *below*."""
    if is_unspaced(above.text):
        return above.end + 1
    # A no-break space keeps a sign with the word before it, as in French.
    return above.end + 1 + width_of(_BLANK.split(below.raw.lstrip(), maxsplit=1)[0])
