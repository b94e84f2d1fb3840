"""Find the furniture in the head and the tail of a page by where it stands and what it is made of.

Between the title and the text, and below the text, stand buttons, counters, days and menus in whatever words a
site has for them. No phrase need be known: a short line there counts as furniture by its neighbours, its figures,
or single words that furniture is made of.
"""

import re
from collections import Counter

from generator.formats.letters import lowered
from generator.stages.convert.evidence import is_worded_as_furniture, leads_to_contact
from generator.stages.convert.facts import is_among_facts
from generator.stages.convert.features import (
    count_words,
    ends_open,
    ends_sentence,
    is_contact,
    marker_of,
    number_of,
    opens_speech,
    speaker_of,
)
from generator.stages.convert.fields.dates import find_dates
from generator.stages.convert.page import Page, Seen, Verdict, Verdicts, has_date, has_role, place_of_title
from generator.stages.convert.threads import is_thread

_FEW_WORDS = 6
_DAY_WORDS = _FEW_WORDS + 2
_HEAD_BLOCKS = 16
_COUNTER_WORDS = 3
FURNITURE = frozenset({"furniture", "tags", "related", "comment"})
_HEAD_ROLES = FURNITURE | {"byline", "caption", "credit", "title-repeat", "title"}
# What stands beside a clock time; the rest is in the lists of the languages.
_ZONES = frozenset(
    re.findall(r"\S+", "am pm h hrs uhr ist gmt utc cet cest est edt pst pdt bst jst msk et pt ct год г р")
)
_STARS = frozenset("★☆⭐✩✪")


def worded(page: Page, verdicts: Verdicts) -> Verdicts:
    """Claim short lines outside the text, or beside furniture, that are made of words of furniture."""
    first, last = text_of(page, verdicts)
    found: dict[int, Verdict] = {}
    for place in range(len(page)):
        text = page.text(place)
        if place in verdicts or page.keys[place] in page.words.headings or not is_worded_as_furniture(page, text):
            continue
        if (
            leads_to_contact(page, place)
            or _is_dated(page, place)
            or find_dates(text, page.words.months, page.language)
        ):
            continue
        if not _is_apart(page, place, Seen(verdicts, found)) or _is_asked(page, place):
            continue
        is_outside = place < first or place > last
        has_network = "@" in page.line_keys[place].split()
        if is_outside or (has_network and page.blocks[place].isolated) or _is_beside(place, Seen(verdicts, found)):
            found[place] = Verdict("furniture", "worded", "a short line made of words of the page's furniture")
    return found


def head(page: Page, verdicts: Verdicts) -> Verdicts:
    """Claim counters, days without a year, and short lines among furniture between the title and the text."""
    start = place_of_title(verdicts)
    first, _last = text_of(page, verdicts)
    found: dict[int, Verdict] = {}
    for place in range(start + 1, min(first, start + _HEAD_BLOCKS, len(page))):
        if place in verdicts or page.prose[place] or is_among_facts(page, place, verdicts):
            continue
        seen = Seen(verdicts, found)
        text = page.text(place)
        if is_passing_day(page, place):
            found[place] = Verdict("furniture", "day", "a day or a time that is no complete date")
        elif (is_counter(text) or text.isdigit()) and _is_enclosed(page, place, seen):
            found[place] = Verdict("furniture", "counter", "a figure among the furniture above the text")
        elif _is_label(text) and _is_between(place, seen):
            found[place] = Verdict("furniture", "among-head", "a short line between others of the page's furniture")
    return found


def stamps(page: Page, verdicts: Verdicts) -> Verdicts:
    """Claim what a forum writes over each post: when it was written, and figures that come again and again."""
    first, last = page.core(verdicts)
    start = max(first - 2, 0)
    places = range(start, len(page))
    stamped = {place: _stamp_key(page, place, verdicts) for place in places}
    keys = Counter(stamped.values())
    found: dict[int, Verdict] = {}
    for place, key in stamped.items():
        if not key or place in verdicts:
            continue
        if keys[key] > 1 or (place > last and not is_signed(page, place, verdicts)):
            found[place] = Verdict("furniture", "stamp", "a time or a count that stands over more than one post")
    # A table of days or results has such lines side by side.
    return {place: one for place, one in found.items() if not _is_in_table(page, place, found)}


def is_signed(page: Page, place: int, verdicts: Verdicts) -> bool:
    """Tell whether the line is a name and the only date of publication there is, as some set below a text."""
    byline = page.byline(place)
    return byline is not None and bool(byline.authors and byline.published) and not has_date(verdicts)


def _stamp_key(page: Page, place: int, verdicts: Verdicts) -> str:
    """Return what is alike in the stamps of a page, "" for a line that is none."""
    text = page.text(place)
    if count_words(text) > _DAY_WORDS or not any(c.isalpha() for c in text):
        return ""
    if is_passing_day(page, place) or (_is_dated(page, place) and count_words(text) <= _FEW_WORDS):
        return "day"
    key = page.line_keys[place]
    is_count = (
        "#" in key
        and ":" in key
        and count_words(text) <= _FEW_WORDS // 2
        and any(c.isalpha() for c in key)
        and not is_among_facts(page, place, verdicts)
    )
    return key if is_count else ""


def _is_in_table(page: Page, place: int, found: Verdicts) -> bool:
    beside = [near for near in (place - 1, place + 1) if 0 <= near < len(page)]
    return all(
        near not in found and count_words(page.text(near)) <= _FEW_WORDS and not page.prose[near] for near in beside
    )


def text_of(page: Page, verdicts: Verdicts) -> tuple[int, int]:
    """Return the places of the first and the last block of text; the end of the page twice when there is none."""
    first, last = page.core(verdicts)
    return (first, last) if last >= 0 else (len(page), len(page))


def contents(page: Page, verdicts: Verdicts) -> Verdicts:
    """Claim a list of contents above the text: lines that stand there again as headings, and the words over them."""
    if is_thread(verdicts):
        return {}  # who posts again is no heading
    first, _last = text_of(page, verdicts)
    later = {key: place for place, key in enumerate(page.keys) if key}
    listed = [
        place
        for place in range(min(first, len(page)))
        if place not in verdicts and later.get(page.keys[place], -1) > place and _is_label(page.text(place))
    ]
    if len(listed) < 2:  # noqa: PLR2004 - one line may be a subtitle
        return {}
    verdict = Verdict("furniture", "contents", "one of the headings that stand below, in a list of contents")
    found = dict.fromkeys(listed, verdict)
    above = listed[0] - 1
    is_lead = above >= 0 and above not in verdicts and count_words(page.text(above)) <= _FEW_WORDS
    return {**found, above: verdict} if is_lead else found


def _is_dated(page: Page, place: int) -> bool:
    byline = page.byline(place)
    return byline is not None and bool(byline.published or byline.updated)


def _is_asked(page: Page, place: int) -> bool:
    """Tell whether the line is a question that somebody asks, as in an interview."""
    text = page.text(place)
    return bool(speaker_of(text)) and text[-1] in "?？؟"


def _is_apart(page: Page, place: int, verdicts: Verdicts) -> bool:
    """Tell whether the line is no part of a group of other lines, such as a stanza, where blank lines part groups."""
    if not page.is_spaced:
        return True
    group = page.blocks[place].group
    near = range(max(place - _FEW_WORDS, 0), min(place + _FEW_WORDS + 1, len(page)))
    mates = [at for at in near if at != place and page.blocks[at].group == group and at not in verdicts]
    return all(is_worded_as_furniture(page, page.text(at)) for at in mates)


def _is_beside(place: int, verdicts: Verdicts) -> bool:
    return any(has_role(verdicts, near, FURNITURE) for near in (place - 1, place + 1))


def _is_label(text: str) -> bool:
    is_open = ends_open(text) or (ends_sentence(text) and text[-1] not in "?？؟!")
    return count_words(text) <= _FEW_WORDS and not is_open and not opens_speech(text) and not marker_of(text)


def is_counter(text: str) -> bool:
    """Tell whether *text* counts something: views, stars, minutes, pieces left."""
    if any(sign in text for sign in _STARS):
        return True
    if not any(c.isalpha() for c in text) or text.startswith("("):
        return False
    # "214 views" counts; what has more words after the figure is a fact, or a title.
    if text[:1].isdigit() and count_words(text) > _COUNTER_WORDS:
        return False
    return any(c.isdigit() for c in text) and _is_label(text) and number_of(text) < 0 and not is_contact(text)


def _is_enclosed(page: Page, place: int, verdicts: Verdicts) -> bool:
    """Tell whether the line stands beside furniture of the head."""
    above, below = verdicts.get(place - 1), verdicts.get(place + 1)
    is_below = above is not None and above.role in _HEAD_ROLES
    return is_below and (below is not None or page.prose[min(place + 1, len(page) - 1)] or not page.is_spaced)


def _is_between(place: int, verdicts: Verdicts) -> bool:
    """Tell whether furniture stands above the line, and furniture or a byline below it."""
    above, below = verdicts.get(place - 1), verdicts.get(place + 1)
    if above is None or below is None:
        return False
    roles = {above.role, below.role}
    return "furniture" in roles and roles <= _HEAD_ROLES


def is_passing_day(page: Page, place: int) -> bool:
    """Tell whether the line is a day without a year, a time, or one such as "3 days ago"."""
    text = page.text(place)
    if count_words(text) > _DAY_WORDS or ends_sentence(text.rstrip(".")):
        return False
    if page.line_keys[place] in page.words.relative:
        return True
    byline = page.byline(place)
    if byline and byline.is_relative and not byline.authors:
        return True
    words = [word.strip(".,:;()|-–—•·") for word in lowered(text).split()]
    lists = (page.words.months, page.words.weekdays, page.words.glue, _ZONES)
    is_time = all(not word or _is_figure(word) or any(word in one for one in lists) for word in words)
    return is_time and any(_is_figure(word) for word in words) and (":" in text or _has_month(page, words))


def _is_figure(word: str) -> bool:
    return word[:1].isdigit() and sum(c.isalpha() for c in word) <= 2  # noqa: PLR2004 - "3rd", "7am"


def _has_month(page: Page, words: list[str]) -> bool:
    return any(word in page.words.months for word in words)
