"""Merge an article that a person has edited with what its seed gives now, both made from the text written before.

Bodies are merged line by line, which for converted articles is paragraph by paragraph; front matter key by key.
What only one side changed is taken from it; what both changed differently stays twice, between marks.

The merge of lines is diff3 (Khanna, Kunal, Pierce: "A Formal Investigation of Diff3", 2007). It is written
here because the libraries for it bind whoever passes them on to the GPL, or merge letters instead of lines.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from msgspec import Struct

from generator.formats.frontmatter.blocks import FENCE, split
from generator.formats.frontmatter.merging import merge_front_matter
from generator.formats.marks import BEGIN, END, MIDDLE, conflicts


class Merged(Struct, frozen=True):
    """The *text* of a merged article, and the number of the line at which each of its *conflicts* begins."""

    text: str
    conflicts: tuple[int, ...] = ()


def merge_articles(base: str, edited: str, converted: str) -> Merged:
    """Return *edited* with what *converted* has changed in *base*; all three are whole content files.

    The digests that a conversion signs with are those of *converted*, so that the result still counts as edited, and
    *converted* as what it was last made from.
    """
    if converted == base:
        return Merged(edited)
    if edited in {base, converted}:
        return Merged(converted)
    _, base_body, _ = split(base)
    front, body, _ = split(edited)
    _, new_body, _ = split(converted)
    merged = "\n".join(merge_lines(base_body.split("\n"), body.split("\n"), new_body.split("\n")))
    head = edited[: len(edited) - len(body)]
    if front is None:
        head = f"{FENCE}\n{FENCE}\n\n"
    opening, _, rest = head.partition("\n")
    block = merge_front_matter(split(base)[0] or "", front or "", split(converted)[0] or "")
    text = f"{opening}\n{block}{rest[len(front or '') :]}{merged}"
    return Merged(text, conflicts(text))


def merge_lines(base: Sequence[str], edited: Sequence[str], converted: Sequence[str]) -> list[str]:
    """Return the lines of *edited* and *converted* together; where both changed the same ones, both between marks."""
    merged: list[str] = []
    for old, one, other in _chunks(base, edited, converted):
        if one in (old, other):
            merged += other
        elif other == old:
            merged += one
        else:
            merged += _conflict(one, other)
    return merged


def _conflict(edited: Sequence[str], converted: Sequence[str]) -> list[str]:
    start = _same_start(edited, converted)
    end = _same_start(edited[start:][::-1], converted[start:][::-1])
    stop, other_stop = len(edited) - end, len(converted) - end
    both = [BEGIN, *edited[start:stop], MIDDLE, *converted[start:other_stop], END]
    return [*edited[:start], *both, *edited[stop:]]


def _chunks(
    base: Sequence[str], edited: Sequence[str], converted: Sequence[str]
) -> Iterator[tuple[Sequence[str], Sequence[str], Sequence[str]]]:
    """Yield the three texts in pieces that belong together: by turns the same in all, and not."""
    ours, theirs = _matches(base, edited), _matches(base, converted)
    line = one = other = 0
    while line < len(base) or one < len(edited) or other < len(converted):
        start = line
        while ours.get(line, -1) == one + line - start and theirs.get(line, -1) == other + line - start:
            line += 1
        yield base[start:line], base[start:line], base[start:line]
        one, other, start = one + line - start, other + line - start, line
        line = next((at for at in range(start, len(base)) if at in ours and at in theirs), len(base))
        one_end, other_end = ours.get(line, len(edited)), theirs.get(line, len(converted))
        yield base[start:line], edited[one:one_end], converted[other:other_end]
        one, other = one_end, other_end


def _matches(base: Sequence[str], text: Sequence[str]) -> Mapping[int, int]:
    """Return which line of *base* is which line of *text*.

    First those that stand once in each and in one order, which takes no longer than sorting them (Bram Cohen's
    "patience diff"); what is between them is short as a rule, and left to ``difflib``.
    """
    found: dict[int, int] = {}
    start = other = 0
    for here, there in (*_anchors(base, text), (len(base), len(text))):
        inner, outer = base[start:here], text[other:there]
        found.update((start + at, other + to) for at, to in _matches_between(inner, outer))
        if here < len(base):
            found[here] = there
        start, other = here + 1, there + 1
    return found


def _anchors(base: Sequence[str], text: Sequence[str]) -> list[tuple[int, int]]:
    """Return the longest run of lines that stand once in both, as pairs of their places, growing on both sides."""
    counts, others = Counter(base), Counter(text)
    places = {line: at for at, line in enumerate(text)}
    pairs = [(at, places[line]) for at, line in enumerate(base) if counts[line] == 1 == others[line]]
    ends: list[int] = []
    piles: list[int] = []
    before: list[int] = []
    for number, (_, there) in enumerate(pairs):
        pile = bisect_left(ends, there)
        before.append(piles[pile - 1] if pile else -1)
        ends[pile : pile + 1], piles[pile : pile + 1] = [there], [number]
    chain: list[tuple[int, int]] = []
    number = piles[-1] if piles else -1
    while number >= 0:
        chain.append(pairs[number])
        number = before[number]
    return chain[::-1]


def _matches_between(base: Sequence[str], text: Sequence[str]) -> Iterator[tuple[int, int]]:
    start = _same_start(base, text)
    end = _same_start(base[start:][::-1], text[start:][::-1])
    yield from ((at, at) for at in range(start))
    inner, other = base[start : len(base) - end], text[start : len(text) - end]
    if inner and other:
        for block in SequenceMatcher(None, inner, other).get_matching_blocks():
            yield from ((start + block.a + at, start + block.b + at) for at in range(block.size))
    yield from ((len(base) - at, len(text) - at) for at in range(end, 0, -1))


def _same_start(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many lines at the start of both are the same."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
