"""Say how sure each decision of a conversion is: how often its rule was right where a person has checked it.

What was measured is data (``measured.py``, written by ``benchmarks/calibrate.py``). A rule is right more often in
some circumstances than in others: a short line kept below the last sentence of the article is doubtful. So
a decision is looked up as ``RULE @ CIRCUMSTANCE``, which leans on the rule, which leans on all rules: the fewer cases
were seen, the more. Finer circumstances were tried (signs, digits, what was left out beside it, languages without
phrases) and foretold unseen seeds worse.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from generator.model import BODY_ROLES, LineRecord, Origin
from generator.stages.convert.features import count_words, ends_sentence, is_prose
from generator.stages.convert.layout import Block
from generator.stages.convert.measured import BLOCKS, FIELDS
from generator.stages.convert.overrides import BY_HAND
from generator.stages.convert.page import Stated, Verdict

# What a rule that nobody has measured is worth, how many cases that counts for, and what nothing exceeds.
DEFAULT = 0.8
WEIGHT = 4.0
CERTAIN = 0.99
# An article without a title is called by its beginning, which its author never meant to be one.
_GUESSED = 0.3
# What markup, a feed or a record stated, nobody had to decide.
_STATED = frozenset({"markup", "given-title", "whole-article"})
_FEW_WORDS = 6
_MANY_WORDS = 18
_AMONG = {
    (False, False): ", apart", (True, False): ", after a sentence", (False, True): ", before a sentence",
    (True, True): ", between sentences",
}  # fmt: skip

_Judged = tuple[Block, Verdict]
_Counts = Mapping[str, tuple[int, int]]


def confidences(blocks: Sequence[Block], verdicts: Sequence[Verdict]) -> tuple[float, ...]:
    """Return for each block how sure its verdict is, from 0 to 1, in hundredths; 1 if a person gave it."""
    keys = circumstances(blocks, [verdict.role for verdict in verdicts])
    return tuple(
        1.0 if verdict.rule in BY_HAND else CERTAIN if verdict.rule in _STATED else _rate_of_block(verdict.rule, key)
        for verdict, key in zip(verdicts, keys, strict=True)
    )


# There are a few hundred rules and circumstances, and thousands of blocks.
@lru_cache(4096)
def _rate_of_block(rule: str, circumstance: str) -> float:
    return rate(BLOCKS, rule, f"{rule} @ {circumstance}")


def rate(counts: _Counts, *keys: str) -> float:
    """Return how often what *keys* name was right, from the general to the particular; each leans on the one before.

    What was never seen has the confidence of what is more general. Nothing is ever wholly sure.
    """
    sure = DEFAULT
    for key in keys:
        right, seen = counts.get(key, (0, 0))
        sure = (right + WEIGHT * sure) / (seen + WEIGHT)
    return round(min(sure, CERTAIN), 2)


def circumstances(blocks: Sequence[Block], roles: Sequence[str]) -> tuple[str, ...]:
    """Return in words how long each block is, and how it stands to the sentences that were kept.

    Of a short block that was kept it also says whether its neighbours in the article are sentences.
    """
    kept = [place for place, role in enumerate(roles) if role in BODY_ROLES]
    sentences = [is_prose(blocks[place].text) for place in kept]
    prose = [place for place, is_sentence in zip(kept, sentences, strict=True) if is_sentence]
    first, last = (prose[0], prose[-1]) if prose else (0, len(blocks))
    among = dict(zip(kept, _neighbours(sentences), strict=True))
    lengths = [_length(block.text) for block in blocks]
    return tuple(
        f"{length} {_zone(place, first, last)}{'' if length == 'long' else among.get(place, '')}"
        for place, length in enumerate(lengths)
    )


def _neighbours(sentences: Sequence[bool]) -> Iterator[str]:
    """Yield for each block of an article which of its neighbours are *sentences*."""
    for above, below in zip((False, *sentences[:-1]), (*sentences[1:], False), strict=True) if sentences else ():
        yield _AMONG[above, below]


def _length(text: str) -> str:
    words = count_words(text)
    if words > _MANY_WORDS:
        return "long"
    if ends_sentence(text):
        return "sentence"
    return "short" if words <= _FEW_WORDS else "phrase"


def _zone(place: int, first: int, last: int) -> str:
    if place < first:
        return "above"
    return "below" if place > last else "inside"


def origins(judged: Sequence[_Judged], *, is_language_plain: bool) -> Mapping[str, Origin]:
    """Return where each field was found: the first line that states it, or no line for what nothing states.

    The language is plain when the page and its article alone are taken for the same one.
    """
    found: dict[str, Origin] = {}
    for block, verdict in judged:
        for name in _stated(verdict.stated) if verdict.stated else ():
            found.setdefault(name, Origin(block.number, verdict.rule))
    if "updated" in found:
        found.setdefault("date", Origin(found["updated"].line, "updated"))
    if "title" not in found:
        first = next((block.number for block, verdict in judged if verdict.role in BODY_ROLES), 0)
        found["title"] = Origin(first, "beginning")
    found["language"] = Origin(0, "language" if is_language_plain else "language-of-article")
    return found


def _stated(stated: Stated) -> Iterator[str]:
    values = {
        "title": stated.title, "authors": stated.authors, "date": stated.published, "updated": stated.updated,
        "publisher": stated.publisher, "tags": stated.tags, "captions": stated.caption, "related": stated.related,
    }  # fmt: skip
    return (name for name, value in values.items() if value)


def of_fields(found: Mapping[str, Origin], records: Sequence[LineRecord]) -> Mapping[str, float]:
    """Return how sure each field is that was *found*, from 0 to 1, in hundredths; *records* are of every line in order.

    A title is as sure as the line that it stands on: both are right together.
    """
    sure = {name: rate(FIELDS, name, f"{name} @ {origin.rule}") for name, origin in found.items()}
    title = found["title"]
    return {**sure, "title": records[title.line - 1].confidence if title.rule != "beginning" else _GUESSED}
