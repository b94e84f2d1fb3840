"""Find what a page says twice: leads that are the first paragraph, pull quotes."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from generator.stages.convert.features import (
    count_words,
    ends_sentence,
    folded,
    is_unspaced,
    opens_speech,
    without_marker,
)
from generator.stages.convert.page import BODY_ROLES, Page, Verdict, Verdicts

_HEAD = 8
_FEWEST_WORDS = 4
_MOST_WORDS = 60
_MOST_SENTENCES = 4
_MOST_HEADING_WORDS = 10
_QUOTED_WORDS = 8
_FEWEST_LETTERS = 8
# Letters times places: up to here it is quicker to look.
_SHORT = 1_000_000

_SENTENCES = re.compile(r"(?<=[.!?…。！？।۔])[\"”’»)\]」』]*\s*|[\"“”„«»「」『』]|\s[—–]\s|:\s|：")


def repeats(page: Page, verdicts: Verdicts) -> Verdicts:
    """Claim leads that are repeated as the first paragraph, and sentences of the article set apart."""
    leads = _leads(page, verdicts)
    return {**leads, **_pull_quotes(page, {**verdicts, **leads})}


def _leads(page: Page, verdicts: Verdicts) -> Verdicts:
    open_places = [place for place in range(len(page)) if place not in verdicts][:_HEAD]
    found: dict[int, Verdict] = {}
    for number, place in enumerate(open_places):
        key = page.keys[place]
        later = [page.keys[after] for after in open_places[number + 1 :]]
        if _is_substantial(page, place) and (key in later or _is_teaser(page.text(place), key, later)):
            found[place] = Verdict("lead-repeat", "lead-repeat", "the first paragraph says it again")
    return found


def _is_teaser(text: str, key: str, later: list[str]) -> bool:
    return text.rstrip(" ])").endswith(("…", "...", "[…")) and any(
        other.startswith(key) and other != key for other in later
    )


def _is_substantial(page: Page, place: int) -> bool:
    text = page.text(place)
    fewest = _FEWEST_LETTERS if is_unspaced(text) else 0
    return count_words(text) >= _FEWEST_WORDS and len(text) >= fewest and not text.endswith((":", "："))


def _pull_quotes(page: Page, verdicts: Verdicts) -> Verdicts:
    body = [place for place in range(len(page)) if place not in verdicts or verdicts[place].role in BODY_ROLES]
    open_places = [place for place in body if place not in verdicts and _is_quotable(page, place)]
    quoted = _said_again(page, body, open_places)
    found: dict[int, Verdict] = {}
    if not quoted:
        return found
    sentences = {place: _sentences(without_marker(page.text(place))) for place in body}
    homes = _homes(sentences)
    for place in quoted:
        own = sentences[place]
        if not 0 < len(own) <= _MOST_SENTENCES:
            continue
        home = homes.get(own[0])
        is_said = (
            home is not None and home[0] != place and _is_said(own, sentences[home[0]], home[1], page, place, home[0])
        )
        if is_said or _is_part_of_sentence(page, place, body):
            found[place] = Verdict("pull-quote", "pull-quote", "a sentence of the article set apart")
    return found


def _said_again(page: Page, body: Sequence[int], places: Sequence[int]) -> list[int]:
    """Return those of *places* whose first words stand in the *body* again.

    The key of a block is that of its sentences one after the other, so what was quoted stands in another's key. To
    look for each key in all others takes the square of the length; in a long text each run of words is looked up among
    them instead.
    """
    begins = {place: tuple(page.keys[place].split(maxsplit=_QUOTED_WORDS)[:_QUOTED_WORDS]) for place in places}
    whole = f" {' '.join(page.keys[place] for place in body)} "
    if len(places) * len(whole) < _SHORT:
        said = {place: " ".join(begin) for place, begin in begins.items()}
        # A blank at the end of what is looked for would be found everywhere.
        again = [place for place, begin in said.items() if _is_twice(whole, begin)]
        return [place for place in again if _is_twice(whole, f" {said[place]} ")]
    words = whole.split()
    asked = frozenset(begins.values())
    counts: Counter[tuple[str, ...]] = Counter()
    for size in {len(begin) for begin in asked}:
        runs = zip(*(words[start:] for start in range(size)), strict=False)
        counts.update(filter(asked.__contains__, runs))
    return [place for place in places if counts[begins[place]] > 1]


def _is_twice(text: str, part: str) -> bool:
    return text.find(part, text.find(part) + 1) >= 0


def _is_part_of_sentence(page: Page, place: int, body: Sequence[int]) -> bool:
    """Tell whether the block is a good part of a sentence of another paragraph."""
    key = f" {page.keys[place]} "
    is_long = count_words(page.text(place)) >= _QUOTED_WORDS and not is_unspaced(page.text(place))
    return is_long and any(key in f" {page.keys[at]} " for at in body if at != place and page.prose[at])


def _is_quotable(page: Page, place: int) -> bool:
    """Tell whether the block may quote another; a line quoted in a thread answers it."""
    text = page.text(place)
    return (
        not text.startswith(">")
        and count_words(text) <= _MOST_WORDS
        and _is_substantial(page, place)
        and not (_is_label(text) or _is_question_over_text(page, place))
    )


def _is_label(text: str) -> bool:
    """Tell whether *text* is a few words without a stop or a quotation mark: a heading in the words of the text."""
    return count_words(text) < _QUOTED_WORDS and not ends_sentence(text) and not opens_speech(text)


def _is_question_over_text(page: Page, place: int) -> bool:
    """Tell whether the line asks what the text below it answers, as a heading does."""
    text = page.text(place)
    return (
        text[-1] in "?？؟;"
        and count_words(text) <= _MOST_HEADING_WORDS
        and place + 1 < len(page)
        and page.prose[place + 1]
    )


def _sentences(text: str) -> list[str]:
    return [key for key in (folded(part) for part in _SENTENCES.split(text)) if key]


def _homes(sentences: Mapping[int, list[str]]) -> dict[str, tuple[int, int]]:
    """Return where each sentence stands in a block that says more than it alone."""
    homes: dict[str, tuple[int, int]] = {}
    for place, keys in sentences.items():
        if len(keys) > 1:
            for number, key in enumerate(keys):
                homes.setdefault(key, (place, number))
    return homes


def _is_said(own: list[str], other: list[str], start: int, page: Page, place: int, home: int) -> bool:
    return other[start : start + len(own)] == own and len(page.keys[home]) > len(page.keys[place])
