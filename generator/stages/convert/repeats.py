"""Find what a page says twice: leads that are the first paragraph, pull quotes."""

import re
from collections.abc import Mapping

from generator.stages.convert.features import count_words, folded, is_unspaced
from generator.stages.convert.page import BODY_ROLES, Page, Verdict, Verdicts

_HEAD = 8
_FEWEST_WORDS = 4
_MOST_WORDS = 60
_MOST_SENTENCES = 4
_FEWEST_LETTERS = 8

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
    return count_words(text) >= _FEWEST_WORDS and len(text) >= fewest


def _pull_quotes(page: Page, verdicts: Verdicts) -> Verdicts:
    body = [place for place in range(len(page)) if place not in verdicts or verdicts[place].role in BODY_ROLES]
    open_places = [place for place in body if place not in verdicts and _is_quotable(page, place)]
    # The key of a block is that of its sentences one after the other, so what was quoted stands in another's key.
    keys = "\n".join(page.keys[place] for place in body)
    quoted = [place for place in open_places if keys.count(page.keys[place]) > 1]
    found: dict[int, Verdict] = {}
    if not quoted:
        return found
    sentences = {place: _sentences(page.text(place)) for place in body}
    homes = _homes(sentences)
    for place in quoted:
        own = sentences[place]
        if not 0 < len(own) <= _MOST_SENTENCES:
            continue
        home = homes.get(own[0])
        if home is not None and home[0] != place and _is_said(own, sentences[home[0]], home[1], page, place, home[0]):
            found[place] = Verdict("pull-quote", "pull-quote", "a sentence of the article set apart")
    return found


def _is_quotable(page: Page, place: int) -> bool:
    """Tell whether the block may quote another; a line quoted in a thread answers it."""
    text = page.text(place)
    return not text.startswith(">") and count_words(text) <= _MOST_WORDS and _is_substantial(page, place)


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
