"""Learn from many seeds which lines are none of their articles'.

A line that stands to the letter in several seeds is furniture of the site that they come from, if it keeps its company
as well: what a site prints around its articles stands in the same order on every page. "Ingredients" stands in
every recipe, but each time above other words; so does a pinch of salt. Copies of one article are one witness.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import NamedTuple

from generator.formats.phrases import LONGEST_LINE, line_key
from generator.model import Lesson, Noted, SeedDocument
from generator.stages.convert.features import count_words, ends_sentence
from generator.stages.convert.layout import lay_out

# In so many seeds a line must stand, and in one of so many: in a large collection chance repeats short lines too.
FEWEST = 3
ONE_IN = 50
_EXAMPLES = 3
_LETTERS = 2
# "Never mind." may end several articles, and be part of each.
_FEWEST_WORDS = 4
# Blocks of so many bytes are text rather than furniture: by them copies of an article know each other.
_LONG = 90
_LONG_MARK = "\0"
_EDGE = ""
# Odd numbers, which permute the numbers of 64 bits; each picks another block of a seed as its mark.
_PICKS = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93)
_ALL_BITS = (1 << 64) - 1


def note(seed: SeedDocument) -> Noted:
    """Return what is to be kept of *seed*; nothing of one whose lines are known to be its article."""
    if seed.markdown or seed.is_article:
        return Noted(seed.path, (), ())
    texts = [block.text for block in lay_out(seed.text).blocks]
    long = [text for text in texts if len(text.encode()) >= _LONG]
    numbers = [int.from_bytes(_digest(text), "big") for text in long or texts]
    marks = tuple(min((number * pick & _ALL_BITS for number in numbers), default=0) for pick in _PICKS)
    return Noted(seed.path, marks, tuple(_kept(text) for text in texts))


def company(texts: Sequence[str], place: int) -> tuple[str, str]:
    """Return what stands above and below the block at *place* among *texts*, as keys."""
    above = context(texts[place - 1]) if place else _EDGE
    return above, context(texts[place + 1]) if place + 1 < len(texts) else _EDGE


def context(text: str) -> str:
    """Return the key of a block as company: figures do not count."""
    if len(text) > LONGEST_LINE or text.startswith(_LONG_MARK):
        return _kept(text)
    return line_key(text) or text


def learn(seeds: Sequence[Noted]) -> Mapping[str, Lesson]:
    """Return the lines of *seeds* that are furniture, in the order of their texts."""
    standing = Counter(text for seed in seeds for text in {*seed.blocks} if _is_learnable(text))
    fewest = max(FEWEST, -(-len(seeds) // ONE_IN))
    common = {text for text, count in standing.items() if count >= fewest}
    places: dict[str, list[_Place]] = {text: [] for text in sorted(common)}
    for seed in sorted(seeds, key=lambda seed: seed.source):
        for place, text in enumerate(seed.blocks):
            if text in common:
                places[text].append(_Place(seed, *company(seed.blocks, place)))
    lessons = ((text, _lesson(found, fewest)) for text, found in places.items())
    return {text: lesson for text, lesson in lessons if lesson}


class _Place(NamedTuple):
    seed: Noted
    above: str
    below: str


def _lesson(places: Sequence[_Place], fewest: int) -> Lesson | None:
    """Return what *places* tell of the line that stands there, if it keeps the same company in half of them."""
    witnesses = _witnesses(place.seed for place in places)
    if witnesses < fewest:
        return None
    above = _usual((place.above, place.seed) for place in places)
    below = _usual((place.below, place.seed) for place in places)
    if 2 * max((*above.values(), *below.values()), default=0) < witnesses:
        return None
    examples = dict.fromkeys(place.seed.source for place in places)
    return Lesson(witnesses, tuple(sorted(above)), tuple(sorted(below)), tuple(examples)[:_EXAMPLES])


def _usual(company: Iterable[tuple[str, Noted]]) -> Mapping[str, int]:
    """Return what stands beside a line in enough seeds, with their number."""
    seeds: dict[str, list[Noted]] = {}
    for key, seed in company:
        seeds.setdefault(key, []).append(seed)
    counted = {key: _witnesses(found) for key, found in seeds.items() if len(found) >= FEWEST}
    return {key: count for key, count in counted.items() if count >= FEWEST}


def _witnesses(seeds: Iterable[Noted]) -> int:
    """Return how many of *seeds* are no copies of each other: by the marks that tell the fewest apart."""
    return min(len(set(marks)) for marks in zip(*(seed.marks for seed in seeds), strict=True))


def _is_learnable(text: str) -> bool:
    if text.startswith(_LONG_MARK) or sum(c.isalpha() for c in text) < _LETTERS:
        return False
    return not ends_sentence(text) or count_words(text) >= _FEWEST_WORDS


def _kept(text: str) -> str:
    return text if len(text) <= LONGEST_LINE else _LONG_MARK + _digest(text).hex()


def _digest(text: str) -> bytes:
    return blake2b(text.encode(), digest_size=8).digest()
