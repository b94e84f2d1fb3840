"""Find the headings inside an article."""

import re
from collections import Counter
from collections.abc import Sequence

from generator.formats.phrases import lead_key
from generator.stages.convert.evidence import is_heading_word
from generator.stages.convert.facts import is_among_facts
from generator.stages.convert.features import (
    begins_low,
    count_words,
    ends_open,
    ends_sentence,
    folded,
    is_contact,
    is_short,
    looks_like_code,
    marker_of,
    number_of,
    opens_speech,
    speaker_of,
)  # fmt: skip
from generator.stages.convert.fields.dates import find_dates
from generator.stages.convert.fields.names import is_name
from generator.stages.convert.letters import is_greeting, is_letter
from generator.stages.convert.page import CONTENT_ROLES, Page, Seen, Verdict, Verdicts, beside

_COLON_WORDS = 4
_FEWEST_QUESTIONS = 3
_HEAD = 8
_NAME_WORDS = 2
_SENTENCE_WORDS = 8
_PREFIX = re.compile(r"([^\W\d_]{1,14})[.:)：]\s")
_QUESTIONS = "?？؟՞;"


def headings(page: Page, verdicts: Verdicts) -> Verdicts:
    """Claim short lines without a final stop that have text of their own below them."""
    if is_letter(page, verdicts):
        return {}
    # A heading that a list of contents above the text says too is still one.
    counts = Counter(page.keys[place] for place in range(len(page)) if place not in verdicts)
    buttons = Counter(page.keys)
    numbered = _numbered(page, verdicts)
    found: dict[int, Verdict] = {}
    for place in range(len(page) - 1, -1, -1):
        if place in verdicts or counts[page.keys[place]] > 1:
            continue
        if place in numbered:
            found[place] = Verdict(
                "heading", "numbered-heading", "one of several numbered lines, each with text below it"
            )
        elif (
            _can_head(page, place)
            and _heads_text(page, place, Seen(verdicts, found))
            and _follows_text(page, place, verdicts)
            and not _follows_button(page, place, verdicts, buttons)
        ):
            found[place] = Verdict(
                "heading", "heading", "a short line without a final stop, with text of its own below it"
            )
    return {} if _is_interview(page, found, verdicts) else found


def _is_interview(page: Page, found: Verdicts, verdicts: Verdicts) -> bool:
    """Tell whether the headings are the questions of an interview, which are what somebody says."""
    if len(found) < _FEWEST_QUESTIONS or not all(page.text(place)[-1] in _QUESTIONS for place in found):
        return False
    head = [page.keys[place] for place in range(min(_HEAD, len(page))) if place in verdicts or page.prose[place]]
    return any(f" {folded(word)} " in f" {key} " for key in head for word in page.words.interviews)


def _numbered(page: Page, verdicts: Verdicts) -> set[int]:
    places = [place for place in range(len(page)) if place not in verdicts and number_of(page.text(place)) >= 0]
    places = [
        place for place in places if is_short(page.text(place)) and not page.text(place).endswith((".", ",", "。"))
    ]
    with_text = [place for place in places if _has_text_below(page, place, verdicts)]
    numbers = {number_of(page.text(place)) for place in with_text}
    return set(with_text) if len(numbers) > 1 else set()


def _can_head(page: Page, place: int) -> bool:
    text = page.text(place)
    if not _is_worded_as_heading(text) or is_greeting(page, text) or is_among_facts(page, place, {}):
        return False
    if find_dates(text, page.words.months, page.language):
        return False
    is_named = "," in text or is_name(text, page.words.openers | page.words.headings)
    if is_contact(page.text(place + 1)) and is_named:
        return False
    if text.endswith((":", "：")):
        return _is_colon_heading(page, place)
    if ends_open(text) or (ends_sentence(text) and text[-1] not in _QUESTIONS):
        return False
    return not _is_turn(page, place)


def _is_worded_as_heading(text: str) -> bool:
    """Tell whether the words of *text* by themselves can be a heading."""
    if not is_short(text) or opens_speech(text) or begins_low(text) or marker_of(text) or is_contact(text):
        return False
    if (text[0] in "(（" and text[-1] in ")）") or " · " in text:
        return False
    begins_well = text[:1].isalnum() or text[:1] in "¿¡([#…"
    has_signs = ";" in text.rstrip(";") or "|" in text or looks_like_code(text)
    return begins_well and not has_signs and any(character.isalpha() for character in text)


def _follows_button(page: Page, place: int, verdicts: Verdicts, counts: Counter[str]) -> bool:
    """Tell whether the line stands where the name of a forum's poster does: after a button that every post has."""
    if count_words(page.text(place)) > _NAME_WORDS:
        return False
    above = place - 1
    while above in verdicts and verdicts[above].role == "furniture":
        if counts[page.keys[above]] > 1:
            return True
        above -= 1
    return False


def _is_colon_heading(page: Page, place: int) -> bool:
    """Tell whether a line that ends in a colon names the list below it, rather than who speaks."""
    key = lead_key(page.text(place))
    is_over_list = count_words(key) <= _COLON_WORDS and bool(marker_of(page.text(place + 1)))
    # A line that announces a list says so with a verb; one of a word or two names it.
    is_name = is_heading_word(page, place) or count_words(key) <= _NAME_WORDS
    return key in page.words.headings or (is_over_list and is_name)


def _is_turn(page: Page, place: int) -> bool:
    speaker = speaker_of(page.text(place))
    near = [at for at in range(max(place - 6, 0), place + 7) if at != place]
    if speaker and any(speaker_of(page.text(at)) == speaker for at in near):
        return True
    prefix = _PREFIX.match(page.text(place))
    if prefix is None:
        return False
    # "Q." and "A." take turns; their first turns may be written out, in capitals.
    others = [found[1] for at in near if (found := _PREFIX.match(page.text(at)))]
    return prefix[1] in others or (prefix[1].isupper() and len(others) > len(set(others)))


def _heads_text(page: Page, place: int, verdicts: Verdicts) -> bool:
    below = beside(page, place, 1, verdicts)
    if below < 0:
        return False
    if is_heading_word(page, place) and below not in verdicts and not is_heading_word(page, below):
        return True
    if below in verdicts and verdicts[below].role == "heading":
        return page.is_spaced and page.blocks[place].isolated and page.blocks[below].isolated
    return _is_text(page, below, verdicts)


def _has_text_below(page: Page, place: int, verdicts: Verdicts) -> bool:
    below = beside(page, place, 1, verdicts)
    if below < 0:
        return False
    is_list = below in verdicts and verdicts[below].role == "list-item"
    return is_list or (_is_text(page, below, verdicts) and not marker_of(page.text(below)))


def _is_text(page: Page, place: int, verdicts: Verdicts) -> bool:
    if place in verdicts and verdicts[place].role in CONTENT_ROLES:
        return True
    text = page.text(place)
    if any(is_contact(page.text(at)) for at in (place, place + 1)):
        return True
    if text.endswith((":", "：")) and count_words(text) >= _SENTENCE_WORDS:
        return True
    return page.prose[place] or ends_sentence(text) or opens_speech(text) or _is_run(page, (place,))


def _is_run(page: Page, places: Sequence[int]) -> bool:
    return any(count_words(page.text(place)) > 14 for place in places)  # noqa: PLR2004 - longer than a heading


def _follows_text(page: Page, place: int, verdicts: Verdicts) -> bool:
    """Tell whether the line does not finish a sentence that the one before it broke off."""
    above = beside(page, place, -1, verdicts)
    # What stands between them ended the sentence, or nothing will.
    is_parted = above != place - 1
    if is_parted or page.blocks[place].isolated or is_heading_word(page, place):
        return True
    text = page.text(above)
    is_open = above not in verdicts and count_words(text) > 8 and not ends_sentence(text)  # noqa: PLR2004 - a sentence
    return not is_open
