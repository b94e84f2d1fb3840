"""Find the furniture below the text: groups of it, counters, days and short lines among more of it."""

import re
from bisect import bisect
from itertools import count, takewhile

from generator.stages.convert.evidence import is_worded_as_furniture
from generator.stages.convert.facts import is_among_facts
from generator.stages.convert.features import (
    count_words,
    ends_open,
    ends_sentence,
    is_contact,
    opens_speech,
    without_marker,
)
from generator.stages.convert.fields.names import is_name
from generator.stages.convert.letters import is_letter
from generator.stages.convert.margins import FURNITURE, is_counter, is_passing_day, text_of
from generator.stages.convert.page import Page, Stated, Verdict, Verdicts, has_role

_LEFT_OUT = frozenset({"below", "among-furniture", "mate"})
_ARROWS = "←→«»‹›⟵⟶◄►◀▶⇐⇒ "
_LEAD_WORDS = 6
_TITLE_WORDS = 3
_LONG_TITLE_WORDS = 24
_MATE_WORDS = 14
_BUTTON_WORDS = 10
_FEW_AFTER = 2
_FULL_NAME = 2
_INITIALS = re.compile(r"\b[^\W\d_a-zа-я]\.\s?[^\W\d_a-zа-я]\.")
_NEAR = 4


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
    furniture = [place for place in range(last + 1, len(page)) if has_role(verdicts, place, FURNITURE)]
    if not furniture:
        return {}
    # A short sentence above the furniture still belongs to the text, and what stands over it.
    open_ends = [place for place in range(last + 1, furniture[0]) if place not in verdicts]
    last = max([place for place in open_ends if ends_sentence(page.text(place))], default=last)
    above = next((place for place in range(last, -1, -1) if place in verdicts or page.prose[place]), -1)
    is_below_text = not has_role(verdicts, above, FURNITURE)
    in_letter = is_letter(page, verdicts)
    found: dict[int, Verdict] = {}
    for place in range(last + 1, len(page)):
        if place in verdicts or page.prose[place]:
            is_below_text = not has_role(verdicts, place, FURNITURE)
            continue
        after = len(furniture) - bisect(furniture, place)
        is_signed = _is_signature(page.text(place), after, is_below_text=is_below_text, in_letter=in_letter)
        verdict = _below(page, place, verdicts, is_last=not after, is_signed=is_signed)
        if verdict:
            found[place] = verdict
            is_below_text = False
    return found


def titles(page: Page, verdicts: Verdicts) -> Verdicts:
    """Read titles of other articles among the lines that were left out below the text: a few under a short line.

    A line with an arrow at its end or its beginning is the title of the one before or after.
    """
    left_out = {place for place, verdict in verdicts.items() if verdict.rule in _LEFT_OUT}
    found: dict[int, Verdict] = {}
    end = -1
    for lead in sorted(left_out | {place for place in verdicts if verdicts[place].role == "furniture"}):
        if lead < end or count_words(page.text(lead)) > _LEAD_WORDS:
            continue
        items = list(takewhile(lambda at: at in left_out and _is_title(page, at), count(lead + 1)))
        end = lead + len(items)
        found.update({item: _title_of(page.text(item)) for item in items} if len(items) > 1 else {})
    pointed = [place for place in left_out if _is_pointed(page.text(place)) and _is_title(page, place)]
    return {**found, **{place: _title_of(page.text(place)) for place in pointed}}


def _is_title(page: Page, place: int) -> bool:
    text = page.text(place).strip(_ARROWS)
    is_open = ends_open(text) or text.endswith((".", "。", "|")) or " | " in text
    words = count_words(text)
    is_named = not (is_open or is_worded_as_furniture(page, text) or is_contact(text) or text[:1].islower())
    return is_named and _TITLE_WORDS <= words <= _LONG_TITLE_WORDS


def _is_pointed(text: str) -> bool:
    return text[0] in _ARROWS or text[-1] in _ARROWS


def _title_of(text: str) -> Verdict:
    reason = "the title of another article, among what stands below the text"
    return Verdict("related", "title-below", reason, Stated(related=(without_marker(text).strip(_ARROWS),)))


def _below(page: Page, place: int, verdicts: Verdicts, *, is_last: bool, is_signed: bool) -> Verdict | None:
    """Return what the line below the text is, when it is furniture."""
    if _is_contact_block(page, place):
        return None
    is_fact = is_among_facts(page, place, verdicts)
    if is_passing_day(page, place) or (is_counter(page.text(place)) and not is_last and not is_fact):
        return Verdict("furniture", "counter", "a figure or a day among the furniture below the text")
    if not is_fact and not is_signed and _is_button(page.text(place)):
        return Verdict("furniture", "below", "a short line among the furniture below the text")
    return None


def _is_contact_block(page: Page, place: int) -> bool:
    """Tell whether an address or a number stands on the line, or right below it."""
    return any(is_contact(page.text(at)) for at in range(place, min(place + _NEAR, len(page))))


def _is_signature(text: str, after: int, *, is_below_text: bool, in_letter: bool) -> bool:
    """Tell whether *text*, with *after* lines of furniture below, stands where a signature does: right below the text.

    A name that is the last line of all is one wherever it stands.
    """
    if not is_below_text:
        return not after and is_name(text)
    return in_letter or after < _FEW_AFTER or "," in text or is_name(text) or _ends_in_name(text)


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
