"""Find the furniture below the text: groups of it, counters, days and short lines among more of it."""

import re

from generator.stages.convert.facts import is_among_facts
from generator.stages.convert.features import count_words, ends_open, ends_sentence, is_contact, opens_speech
from generator.stages.convert.fields.names import is_name
from generator.stages.convert.letters import is_letter
from generator.stages.convert.margins import FURNITURE, is_counter, is_passing_day, text_of
from generator.stages.convert.page import Page, Verdict, Verdicts

_MATE_WORDS = 14
_BUTTON_WORDS = 10
_FEW_AFTER = 2
_FULL_NAME = 2
_INITIALS = re.compile(r"\b[^\W\d_a-zа-я]\.\s?[^\W\d_a-zа-я]\.")
_NEAR = 3


def mates(page: Page, verdicts: Verdicts) -> Verdicts:
    """Claim the lines of a group, set apart by blank lines, of which most are furniture."""
    found: dict[int, Verdict] = {}
    groups: dict[int, list[int]] = {}
    for place, block in enumerate(page.blocks):
        groups.setdefault(block.group, []).append(place)
    for group in groups.values() if page.is_spaced else ():
        rest = [place for place in group if place not in verdicts]
        furniture = [place for place in group if place in verdicts and verdicts[place].role in FURNITURE]
        if len(furniture) < 2 or len(furniture) < len(rest):  # noqa: PLR2004 - one may stand by chance
            continue
        if all(count_words(page.text(place)) <= _MATE_WORDS for place in rest):
            found.update(dict.fromkeys(rest, Verdict("furniture", "mate", "in a group of lines of furniture")))
    return found


def tail(page: Page, verdicts: Verdicts) -> Verdicts:
    """Claim counters, days and short lines among the furniture below the text; a signature and an address stay."""
    _first, last = text_of(page, verdicts)
    below = range(last + 1, len(page))
    furniture = [place for place in below if place in verdicts and verdicts[place].role in FURNITURE]
    # A short sentence above the furniture still belongs to the text, and what stands over it.
    open_ends = [place for place in below if place not in verdicts and furniture and place < furniture[0]]
    last = max([place for place in open_ends if ends_sentence(page.text(place))], default=last)
    after = range(last + 1, len(page))
    found: dict[int, Verdict] = {}
    for place in after:
        if place in verdicts or not furniture or page.prose[place] or _is_contact_block(page, place):
            continue
        is_count = is_counter(page.text(place)) and place < furniture[-1]
        is_fact = is_among_facts(page, place, verdicts)
        if is_passing_day(page, place) or (is_count and not is_fact):
            found[place] = Verdict("furniture", "counter", "a figure or a day among the furniture below the text")
        elif not is_fact and not _is_signature(page, place, {**verdicts, **found}) and _is_button(page.text(place)):
            found[place] = Verdict("furniture", "below", "a short line among the furniture below the text")
    return found


def _is_contact_block(page: Page, place: int) -> bool:
    """Tell whether an address or a number stands on the line, or right below it."""
    return any(is_contact(page.text(at)) for at in range(place, min(place + _NEAR, len(page))))


def _is_signature(page: Page, place: int, verdicts: Verdicts) -> bool:
    """Tell whether the line stands where a signature does: right below the text, before any furniture."""
    above = place - 1
    while above >= 0 and above not in verdicts and not page.prose[above]:
        above -= 1
    is_first = above < 0 or above not in verdicts or verdicts[above].role not in FURNITURE
    after = sum(verdicts[at].role in FURNITURE for at in range(place + 1, len(page)) if at in verdicts)
    text = page.text(place)
    is_alone = is_name(text) and not after
    if is_first and _ends_in_name(text):
        return True
    return is_alone or (is_first and (after < _FEW_AFTER or "," in text or is_name(text) or is_letter(page, verdicts)))


def _ends_in_name(text: str) -> bool:
    """Tell whether *text* is an office and a name: "Chairman of the meeting V. P. Koshkin"."""
    words = text.split()
    is_low = any(word[:1].islower() for word in words[:-_FULL_NAME])
    has_initials = bool(_INITIALS.search(text))
    return (
        (is_low or has_initials) and len(words) > _FULL_NAME and all(word[:1].isupper() for word in words[-_FULL_NAME:])
    )


def _is_button(text: str) -> bool:
    is_open = ends_open(text.rstrip(":：")) or (ends_sentence(text) and text[-1] not in "?？؟!…")
    return count_words(text) <= _BUTTON_WORDS and not is_open and not opens_speech(text)
