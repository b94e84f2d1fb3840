"""Read lines whose label is in no list of phrases by where they stand and what they are made of.

``Слика: NAME`` at the end of a caption, ``Тагови: a, b, c`` below the text, ``Аутор: NAME | DATE`` above it: a
label, a sign and values of the right form tell in any language what a page says of its article.
"""

import re

from generator.model import Caption
from generator.stages.convert.facts import is_among_facts
from generator.stages.convert.features import count_words, ends_sentence, is_cased, is_contact, is_prose, is_unspaced
from generator.stages.convert.fields.dates import FoundDate, find_dates
from generator.stages.convert.fields.names import is_name
from generator.stages.convert.fields.people import native_name
from generator.stages.convert.fields.tags import tags_in
from generator.stages.convert.page import Page, Stated, Verdict, Verdicts, has_date, place_of_title

_LONGEST = 240
_LABEL_WORDS = 3
_TAG_WORDS = 4
_TITLE_WORDS = 4
_CAPTION_WORDS = 40
_OTHER_WORDS = 3
_HEAD_BLOCKS = 12

_CREDIT = re.compile(
    r"(?P<caption>\S.{9,}(?:[.!?…。！？।۔]|(?=[(（])))\s*[(（]?(?P<label>[^\s\d:：.,()|]{2,14})[:：]\s?(?P<who>[^\s.,:][^.,:。]{3,40})[)）]?$"
)
_SIGNED = re.compile(r"(?P<caption>\S.{9,}[.!?…])\s[(（](?P<who>[^()（）]{4,40})[)）]\.?$")
_LABELLED = re.compile(r"(?P<label>[^:：|\d]{2,40})[:：]\s?(?P<value>.+)$")


def captions(page: Page, verdicts: Verdicts) -> Verdicts:
    """Claim captions that end in a label of one word and a name, in a name in brackets, or over one in capitals."""
    first, _last = page.core(verdicts)
    found: dict[int, Verdict] = {}
    for place, block in enumerate(page.blocks):
        if place in verdicts or len(block.text) > _LONGEST:
            continue
        caption = _labelled_caption(page, block.text) or (
            _signed_caption(page, block.text) if _is_apart(page, place, first) else None
        )
        if caption:
            reason = "a sentence with the name of who took the picture"
            found[place] = Verdict("caption", "caption-labelled", reason, Stated(caption=caption))
        elif place + 1 not in verdicts and _is_over_capitals(page, place):
            who = Stated(caption=Caption(block.text, page.text(place + 1)))
            found[place] = Verdict("caption", "caption-above-credit", "the line above a name in capitals", who)
            found[place + 1] = Verdict("credit", "credit", "who took the picture")
    return found


def _is_apart(page: Page, place: int, first: int) -> bool:
    return place <= first or (page.is_spaced and page.blocks[place].isolated and place + 1 < len(page))


def _labelled_caption(page: Page, text: str) -> Caption | None:
    match = _CREDIT.match(text)
    if match is None or count_words(match["caption"]) > _CAPTION_WORDS or not _is_person(page, match["who"]):
        return None
    return Caption(match["caption"], match["who"].strip(" )）"))


def _signed_caption(page: Page, text: str) -> Caption | None:
    match = _SIGNED.match(text)
    is_short = match is not None and count_words(match["caption"]) <= _CAPTION_WORDS // 2
    return Caption(match["caption"], match["who"]) if match and is_short and _is_person(page, match["who"]) else None


def _is_over_capitals(page: Page, place: int) -> bool:
    """Tell whether the line and a full name in capitals below it are set apart together."""
    below = page.text(place + 1)
    if not (page.is_spaced and below.isupper()):
        return False
    group = page.blocks[place].group
    mates = [at for at in range(place - 1, place + 3) if 0 <= at < len(page) and page.blocks[at].group == group]
    is_name_below = _is_person(page, below.title()) and not page.text(place).isupper()
    return mates == [place, place + 1] and is_name_below and ends_sentence(page.text(place))


def bylines(page: Page, verdicts: Verdicts) -> Verdicts:
    """Claim lines between the title and the text that hold a date and little else, or a name beside such a line."""
    start = place_of_title(verdicts)
    first, _last = page.core(verdicts)
    dated = [place for place, verdict in verdicts.items() if verdict.role == "byline" and place < _HEAD_BLOCKS]
    first = max([first, *dated])
    zone = [place for place in range(start + 1, min(first, start + _HEAD_BLOCKS, len(page))) if place not in verdicts]
    is_dated = has_date(verdicts)
    found: dict[int, Verdict] = {}
    for place in zone:
        dates = find_dates(page.text(place), page.words.months, page.language)
        if dates and not is_dated and _is_dateline(page, place, dates, verdicts):
            authors = _people(page, page.text(place)[: dates[0].start])
            stated = Stated(published=dates[0].day, is_ambiguous=dates[0].day is None, authors=authors)
            found[place] = Verdict("byline", "byline-dated", "a date and little else above the text", stated)
    has_author = any(verdict.stated and verdict.stated.authors for verdict in {**verdicts, **found}.values())
    return found if has_author else {**found, **_names(page, zone, {**verdicts, **found})}


def lists(page: Page, verdicts: Verdicts) -> Verdicts:
    """Claim a labelled list of short values, and a labelled title, below the text."""
    _first, last = page.core(verdicts)
    found: dict[int, Verdict] = {}
    if not page.words.is_general:
        # In a language whose labels are listed, others are labels of something else.
        return found
    for place in range(last + 1, len(page)):
        match = _LABELLED.match(page.text(place)) if place not in verdicts else None
        if (
            last < 0
            or match is None
            or is_contact(page.text(place))
            or count_words(match["label"]) > _LABEL_WORDS
            or ends_sentence(page.text(place))
        ):
            continue
        tags = tags_in(match["value"])
        if len(tags) > 1 and all(count_words(tag) <= _TAG_WORDS and not tag[:1].isdigit() for tag in tags):
            found[place] = Verdict("tags", "tags-labelled", "a label and a list below the text", Stated(tags=tags))
        elif len(tags) == 1 and count_words(match["value"]) >= _TITLE_WORDS and not page.prose[place]:
            stated = Stated(related=(match["value"],))
            found[place] = Verdict("related", "related-labelled", "a label and a title below the text", stated)
    return found


def _names(page: Page, zone: list[int], verdicts: Verdicts) -> Verdicts:
    """Claim a name, or a label and a name, on a line beside one that tells the date."""
    for place in zone:
        near = [verdicts.get(place - 1), verdicts.get(place + 1)]
        is_dated = any(one and one.role == "byline" for one in near)
        if place in verdicts or not is_dated:
            continue
        people = _people(page, page.text(place))
        if people:
            reason = "a name beside the date above the text"
            return {place: Verdict("byline", "byline-named", reason, Stated(authors=people))}
    return {}


def _people(page: Page, text: str) -> tuple[str, ...]:
    match = _LABELLED.match(text)
    is_labelled = match is not None and count_words(match["label"]) < _LABEL_WORDS
    name = (match["value"] if match and is_labelled else text).strip(" |,·•-–—")
    # Without capitals any two words have the form of a name.
    is_told = is_cased(name) or is_labelled or bool(native_name(name, page.language))
    return (name,) if is_told and _is_person(page, name) else ()


def _is_person(page: Page, text: str) -> bool:
    """Tell whether *text* is a full name; where names have no capitals, two or three words."""
    name = text.strip(" )）")
    if not is_name(name, page.words.openers | page.words.headings):
        return False
    return is_cased(name) or is_unspaced(name) or count_words(name) <= 3  # noqa: PLR2004 - longer is a phrase


def _is_dateline(page: Page, place: int, dates: tuple[FoundDate, ...], verdicts: Verdicts) -> bool:
    """Tell whether little but a date is on the line, and the lines beside it are no list of facts."""
    text = page.text(place)
    rest = text
    for one in reversed(dates):
        rest = rest[: one.start] + " " + rest[one.end :]
    words = [word for word in rest.split() if any(c.isalpha() for c in word)]
    after = text[dates[-1].end :].split()
    is_name_beside = bool(_people(page, text[: dates[0].start])) and len(after) < _OTHER_WORDS
    is_fact = bool(_LABELLED.match(text)) and is_among_facts(page, place, verdicts)
    return (
        not is_prose(text)
        and not ends_sentence(text.rstrip("."))
        and (len(words) <= _OTHER_WORDS or is_name_beside)
        and not is_fact
    )
