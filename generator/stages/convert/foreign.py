"""Judge a page in a language of which no phrases are known: by the shapes that pages have in every language.

Here a rule may be bolder than elsewhere, since nothing else will tell a byline from a heading. A language with
phrases of its own never comes here.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Set as AbstractSet
from itertools import count, pairwise, takewhile

from generator.stages.convert import tables
from generator.stages.convert.evidence import is_heading_word
from generator.stages.convert.facts import is_among_facts
from generator.stages.convert.features import (
    count_words,
    ends_open,
    ends_sentence,
    is_contact,
    marker_of,
    opens_speech,
    speaker_of,
)
from generator.stages.convert.fields.dates import find_dates
from generator.stages.convert.fields.leads import without_lead
from generator.stages.convert.fields.names import is_name
from generator.stages.convert.fields.tags import tags_in
from generator.stages.convert.letters import is_letter
from generator.stages.convert.page import Page, Seen, Stated, Verdict, Verdicts, place_of_title

_HEAD_BLOCKS = 14
_BYLINE_WORDS = 14
_LABEL_WORDS = 4
_FEW_WORDS = 6
_BUTTON_WORDS = 12
_TITLE_WORDS = 3
_TAG_WORDS = 4
_ENDS = frozenset({"furniture", "tags", "related", "comment"})

_LABELLED = re.compile(r"(?P<label>[^:：|｜\d]{2,40}?)\s?[:：|｜]\s*(?P<value>.+)$")
_WORD = re.compile(r"\S+")
_STOP_INSIDE = re.compile(r"[^\W\d_]{3,}[.!?。！？।]\s")


def head(page: Page, verdicts: Verdicts) -> Verdicts:
    """Claim the lines between the title and the text: those with a date or a name are bylines, other short ones not."""
    start = place_of_title(verdicts)
    first, _last = page.core(verdicts)
    found: dict[int, Verdict] = {}
    if not page.words.is_general:
        return found
    for place in range(start + 1, min(first, start + _HEAD_BLOCKS, len(page))):
        text = page.text(place)
        if place in verdicts or not _is_label(text, _BYLINE_WORDS) or is_among_facts(page, place, verdicts):
            continue
        stated = _stated(page, text, Seen(verdicts, found))
        if stated:
            found[place] = Verdict(
                "byline", "foreign-byline", "a date or a name between the title and the text", stated
            )
        elif count_words(text) <= _FEW_WORDS and not is_heading_word(page, place) and text[-1] not in "?？؟":
            found[place] = Verdict("furniture", "foreign-head", "a short line between the title and the text")
    return found


def middle(page: Page, verdicts: Verdicts) -> Verdicts:
    """Claim labelled titles that stand between paragraphs, where no speaker has such a label."""
    if not page.words.is_general:
        return {}
    first, last = page.core(verdicts)
    speakers = Counter(speaker_of(block.text) for block in page.blocks)
    found: dict[int, Verdict] = {}
    for place in range(first, last + 1):
        title = _led_title(page, place) if place not in verdicts else ""
        if title and speakers[speaker_of(page.text(place))] == 1 and not is_among_facts(page, place, verdicts):
            stated = Stated(related=(title,))
            found[place] = Verdict("related", "foreign-related", "a label and a title between paragraphs", stated)
    return found


def tail(page: Page, verdicts: Verdicts) -> Verdicts:
    """Claim all that follows the first sign of furniture below the text, and the short lines right before it."""
    if not page.words.is_general or is_letter(page, verdicts):
        return {}
    verdicts = {**tables.cells(page, verdicts), **verdicts}
    start = _start_of_tail(page, verdicts)
    found: dict[int, Verdict] = {}
    for place in range(start, len(page)):
        if place in verdicts or place in found or is_contact(page.text(place)):
            continue
        found[place] = _below(page, place, start)
    return {**found, **_lists(page, frozenset(place for place in found if found[place].rule == "foreign-tail"))}


def _stated(page: Page, text: str, verdicts: Verdicts) -> Stated | None:
    dates = find_dates(text, page.words.months, page.language)
    days = [one.day for one in dates if one.day]
    rest = text
    for one in reversed(dates):
        rest = f"{rest[: one.start]} | {rest[one.end :]}"
    has_author = any(verdict.stated and verdict.stated.authors for verdict in verdicts.values())
    authors = () if has_author else _authors(page, rest)
    if not days and not authors:
        return None
    return Stated(authors=authors, published=days[0] if days else None)


def _authors(page: Page, text: str) -> tuple[str, ...]:
    """Return the one whom *text* names after a word or two, or before a comma."""
    for piece in re.split(r"\s*[|｜·•,，/]\s*|\s[-–—]\s", text):
        match = _LABELLED.match(piece)
        words = _WORD.findall(match["value"] if match else piece)
        while words and words[-1][:1].islower():
            words.pop()
        low = [number for number, word in enumerate(words) if word[:1].islower() and number and len(word) > 1]
        words = words[low[-1] + 1 :] if low and not is_name(" ".join(words)) else words
        name = without_lead(" ".join(words))
        has_capital = any(c.isupper() for c in name)
        if (has_capital or match) and not name.isupper() and is_name(name, page.words.openers | page.words.headings):
            return (name,)
    return ()


def _is_label(text: str, most: int) -> bool:
    # A full stop after a figure ends no sentence: "4."
    plain = text[:-1] if text[-2:-1].isdigit() and text.endswith(".") else text
    is_open = (
        ends_open(plain) or (ends_sentence(plain) and plain[-1] not in "?？؟!") or bool(_STOP_INSIDE.search(plain))
    )
    return count_words(text) <= most and not is_open and not opens_speech(text) and not marker_of(text)


def _led_title(page: Page, place: int) -> str:
    match = _LABELLED.match(page.text(place))
    if match is None or count_words(match["label"]) > _LABEL_WORDS or not _is_label(match["value"], _BUTTON_WORDS * 2):
        return ""
    is_title = count_words(match["value"]) >= _TITLE_WORDS and not match["value"][:1].islower()
    return match["value"].strip() if is_title else ""


def _start_of_tail(page: Page, verdicts: Verdicts) -> int:
    """Return the place at which the furniture below the text begins, the length of the page if there is none."""
    prose = page.open_prose(verdicts)
    # Below it each sentence stands alone among short lines, as in comments and notices.
    thin_from = max((below for above, below in pairwise(prose) if below == above + 1), default=0)
    for place in range(thin_from, len(page)):
        before = bisect_left(prose, place)
        is_little = before > 1 and (len(prose) - before) * 3 <= before
        if is_little and _is_sign(page, place, verdicts):
            return _back_to_text(page, place, verdicts)
    return len(page)


def _is_sign(page: Page, place: int, verdicts: Verdicts) -> bool:
    if place in verdicts:
        return verdicts[place].role in _ENDS and verdicts[place].rule != "foreign-related"
    return len(_tags(page.text(place))) > 1


def _back_to_text(page: Page, place: int, verdicts: Verdicts) -> int:
    while place - 1 not in verdicts and place > 1 and _is_button(page, place - 1):
        place -= 1
    return place


def _tags(text: str) -> tuple[str, ...]:
    match = _LABELLED.match(text)
    tags = tags_in(match["value"]) if match and count_words(match["label"]) < _LABEL_WORDS else ()
    is_list = all(count_words(tag) <= _TAG_WORDS for tag in tags) and not is_contact(text) and not ends_sentence(text)
    return tags if is_list else ()


def _is_button(page: Page, place: int) -> bool:
    return not page.prose[place] and _is_label(page.text(place), _BUTTON_WORDS) and not is_contact(page.text(place))


def _below(page: Page, place: int, start: int) -> Verdict:
    tags = _tags(page.text(place))
    if len(tags) > 1:
        return Verdict("tags", "foreign-tags", "a label and a list below the text", Stated(tags=tags))
    title = _led_title(page, place)
    if title:
        stated = Stated(related=(title,))
        return Verdict("related", "foreign-related", "a label and a title below the text", stated)
    return Verdict(
        "furniture", "foreign-tail", f"below the furniture that ends the text in line {page.blocks[start].number}"
    )


def _lists(page: Page, places: AbstractSet[int]) -> Verdicts:
    """Read titles of other articles: two or more lines of several words below a shorter one."""
    found: dict[int, Verdict] = {}
    for lead in sorted(places):
        if lead in found or page.text(lead)[-1] in ".!":
            continue
        items = list(takewhile(lambda at: at in places and _is_listed(page, at), count(lead + 1)))
        if len(items) > 1:
            verdict = "related", "foreign-list", "one of several titles below the text"
            found.update({item: Verdict(*verdict, Stated(related=(page.text(item),))) for item in items})
    return found


def _is_listed(page: Page, place: int) -> bool:
    text = page.text(place)
    return count_words(text) >= _TITLE_WORDS and not page.prose[place] and not text.endswith((".", ":", "："))
