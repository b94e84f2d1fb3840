"""Find what leaves the article for a field: bylines, dates, captions, tags, links to other articles."""

import re

from generator.formats.phrases import lead_key
from generator.model import Caption
from generator.stages.convert.features import (
    count_words,
    ends_sentence,
    is_prose,
    marker_of,
    speaker_of,
    without_marker,
)
from generator.stages.convert.fields.byline import Byline, bare_name, people_in, read_byline
from generator.stages.convert.fields.captions import caption_of, credit_of, doubled_prefix
from generator.stages.convert.fields.dates import find_dates
from generator.stages.convert.fields.tags import hashtags, is_lead, labelled, led_title, tags_in
from generator.stages.convert.furniture import is_furniture_line, is_weak
from generator.stages.convert.page import Page, Stated, Verdict, Verdicts, beside

_HEAD_BLOCKS = 14
_MOST_RELATED = 30
_RELATED_WORDS = 28
_CAPTION_WORDS = 45
_TAG_LINES = 20
_TAG_WORDS = 4

_CLOSING = re.compile(r"[(（](?P<who>[^()（）]{2,160})[)）]\.?$")
_AGENCY = re.compile(r"[A-Z][A-Za-z&.-]{1,14}$|dpa$|新华社$|共同$|時事$|[А-ЯЁ]{2,8}$")
_DATELINE = re.compile(r"(?P<head>.{3,110}?)(?:\s+[-–—]{1,2}\s*|\s*[–—]\s+|(?<=[)）])\s?[-–—:]\s)")
_AGENCY_IN_DATELINE = re.compile(r"[(（](?P<agency>[^()（）]{2,30})[)）]\s*$")
_ALL_CAPITALS = re.compile(r"[^a-zà-ÿ]{3,}$")


def related(page: Page, verdicts: Verdicts) -> Verdicts:
    """Claim links to other articles: one after a lead-in, or a list under one."""
    found: dict[int, Verdict] = {}
    for place in range(len(page)):
        if place in verdicts or place in found:
            continue
        text = page.text(place)
        name = led_title(text, page.words) if len(text) <= 400 else ""  # noqa: PLR2004 - longer than any title
        if name and _is_title(name):
            found[place] = Verdict(
                "related", "related", "a lead-in and another article's title", Stated(related=(name,))
            )
        elif place and is_lead(text, page.words.related_lists):
            found.update(_related_list(page, place, {**verdicts, **found}))
    return found


def tags(page: Page, verdicts: Verdicts) -> Verdicts:
    """Claim the article's own tags."""
    first, last = page.core(verdicts)
    found: dict[int, Verdict] = {}
    for place in range(1, len(page)):
        if place in verdicts or place in found:
            continue
        text = page.text(place)
        is_outside = place < first or place > last
        value = labelled(text, page.words.tags)
        names = (tags_in(value) if value and not ends_sentence(value) else ()) or hashtags(text)
        if names and (is_outside or len(names) > 1):
            found[place] = Verdict("tags", "tags", "a list of tags after its label", Stated(tags=names))
        elif is_lead(text, page.words.tags):
            found.update(_tags_below(page, place, verdicts, is_outside=is_outside))
    return found


def bylines(page: Page, verdicts: Verdicts) -> Verdicts:
    """Claim what stands between the title and the text: names, dates, captions."""
    start = next((place for place, verdict in verdicts.items() if verdict.role == "title"), -1)
    found: dict[int, Verdict] = {}
    for place in range(max(start, 0)):
        if place not in verdicts or verdicts[place].rule == "above-title":
            found.update(_byline_at(page, place))
    prose = 0
    for place in range(start + 1, min(len(page), start + 1 + _HEAD_BLOCKS)):
        seen = {**verdicts, **found}
        if place in verdicts:
            continue
        verdict = _byline_at(page, place) or (_name_at(page, place, start, seen) if not prose else {})
        found.update(verdict)
        prose += not verdict and page.prose[place] and not _is_said_again(page, place) and not _is_caption(page, place)
        if prose > 1:
            break
    return found


def captions(page: Page, verdicts: Verdicts) -> Verdicts:
    """Claim captions of photographs, with a credit of their own or on the next line."""
    found: dict[int, Verdict] = {}
    for place in range(len(page)):
        if place in verdicts or place in found:
            continue
        text = page.text(place)
        credit = credit_of(text, page.words)
        if credit:
            found.update(_credited(page, place, credit, {**verdicts, **found}))
            continue
        caption = caption_of(text, page.words)
        if caption and _can_be_caption(page, place, caption):
            found[place] = Verdict(
                "caption", "caption", "a caption by its credit or its doubled start", Stated(caption=caption)
            )
    return found


def closing(page: Page, verdicts: Verdicts) -> Verdicts:
    """Claim who is credited below the text, and read the date in front of it."""
    first, last = page.core(verdicts)
    found: dict[int, Verdict] = {}
    for place in range(max(last - 1, 1), len(page)):
        if place in verdicts:
            continue
        found.update(_closing_credit(page, place))
        if place > last and place not in found:
            byline = read_byline(page.text(place), page.words, page.language)
            if (byline and byline.is_led and not speaker_of(page.text(place)).istitle()) or (
                byline
                and byline.is_led
                and (
                    byline.published
                    or byline.updated
                    or lead_key(speaker_of(page.text(place))) in (page.words.authors | page.words.editors)
                )
            ):
                found[place] = _byline_verdict(byline)
    return {**found, **_dateline(page, first, verdicts)}


def _is_title(text: str) -> bool:
    return (
        count_words(text) <= _RELATED_WORDS
        and not text.rstrip("\"'”’»").endswith((".", ",", ";", "。"))
        and not text[:1].islower()
    )


def _related_list(page: Page, place: int, verdicts: Verdicts) -> Verdicts:
    items: list[int] = []
    for after in range(place + 1, min(len(page), place + 1 + _MOST_RELATED)):
        text = without_marker(page.text(after))
        if after in verdicts or not _is_title(text) or is_furniture_line(page, text) or is_weak(page, text):
            break
        if read_byline(text, page.words, page.language) or (
            is_prose(text) and ends_sentence(text) and text[-1] not in "?？!！"
        ):
            break
        items.append(after)
    following = items[-1] + 1 if items else len(page)
    if items and following < len(page) and page.prose[following] and following not in verdicts:
        items = _without_heading(page, items)
    if not items:
        return {}
    found = {place: Verdict("furniture", "related-lead", "the head of a list of other articles")}
    for item in items:
        stated = Stated(related=(without_marker(page.text(item)),))
        found[item] = Verdict("related", "related-list", "in a list of other articles", stated)
    return found


def _without_heading(page: Page, items: list[int]) -> list[int]:
    """Leave the last of *items* to the text below it, unless it is the only one or part of their run."""
    last = page.blocks[items[-1]]
    if len(items) > 1 and last.isolated:
        return items[:-1]
    return items if len(items) > 1 or not page.is_spaced else items


def _tags_below(page: Page, place: int, verdicts: Verdicts, *, is_outside: bool) -> Verdicts:
    after = place + 1
    if after >= len(page) or after in verdicts or ends_sentence(page.text(after)):
        return {}
    names = tags_in(page.text(after))
    lead = {place: Verdict("furniture", "tags-lead", "the head of a list of tags")}
    if len(names) > 1:
        return {**lead, after: Verdict("tags", "tags-below", "a list of tags under its head", Stated(tags=names))}
    if not is_outside:
        return {}
    found: dict[int, Verdict] = {}
    for line in range(after, min(len(page), after + _TAG_LINES)):
        text = without_marker(page.text(line)).strip("#")
        if line in verdicts or count_words(text) > _TAG_WORDS or is_furniture_line(page, text) or ends_sentence(text):
            break
        if is_weak(page, text) and page.blocks[line].group != page.blocks[place].group:
            break
        found[line] = Verdict("tags", "tags-below", "one of the tags under their head", Stated(tags=(text,)))
    return {**lead, **found} if found else {}


def _byline_at(page: Page, place: int) -> Verdicts:
    text = page.text(place)
    if marker_of(text):
        return {}
    byline = read_byline(text, page.words, page.language)
    return {place: _byline_verdict(byline)} if byline else {}


def _byline_verdict(byline: Byline) -> Verdict:
    stated = Stated(
        authors=byline.authors, published=byline.published, updated=byline.updated, publisher=byline.publisher,
        is_ambiguous=byline.is_ambiguous,
    )  # fmt: skip
    return Verdict("byline", "byline", "every part of the line states an author, a time or a source", stated)


def _name_at(page: Page, place: int, start: int, verdicts: Verdicts) -> Verdicts:
    """Read a bare name under the title."""
    between = [near for near in range(start + 1, place) if near not in verdicts]
    if any(not _is_said_again(page, near) for near in between):
        return {}
    names = bare_name(page.text(place), page.words)
    after = place + 1
    if (
        not names
        or after >= len(page)
        or (after not in verdicts and not (page.prose[after] or _is_head_line(page, after)))
    ):
        return {}
    if page.keys.count(page.keys[place]) > 1 or (
        not page.blocks[place].isolated and page.is_spaced and page.prose[after]
    ):
        return {}
    return {place: Verdict("byline", "bare-name", "a name alone under the title", Stated(authors=names))}


def _is_said_again(page: Page, place: int) -> bool:
    return page.keys[place] in page.keys[place + 1 :]


def _is_caption(page: Page, place: int) -> bool:
    return caption_of(page.text(place), page.words) is not None


def _is_head_line(page: Page, place: int) -> bool:
    text = page.text(place)
    return read_byline(text, page.words, page.language) is not None or caption_of(text, page.words) is not None


def _credited(page: Page, place: int, credit: str, verdicts: Verdicts) -> Verdicts:
    """Give *credit* to the caption on the line before, if there is one."""
    own = Verdict("credit", "credit", "who took the picture")
    above = place - 1
    if above < 0:
        return {}
    if above in verdicts:
        earlier = verdicts[above]
        if (
            earlier.role == "caption"
            and earlier.stated
            and earlier.stated.caption
            and not earlier.stated.caption.credit
        ):
            caption = Caption(earlier.stated.caption.caption, credit)
            return {place: own, above: Verdict("caption", earlier.rule, earlier.reason, Stated(caption=caption))}
        return {place: own}
    text = page.text(above)
    beside_it = page.blocks[above].group == page.blocks[place].group or not page.is_spaced
    first, _last = page.core(verdicts)
    if count_words(text) <= _CAPTION_WORDS and (beside_it or above < first) and not marker_of(text):
        caption = Caption(doubled_prefix(text) or text, credit)
        return {
            place: own,
            above: Verdict("caption", "caption-above-credit", "the line above a credit", Stated(caption=caption)),
        }
    return {place: own}


def _can_be_caption(page: Page, place: int, caption: Caption) -> bool:
    text = page.text(place)
    is_turn = bool(speaker_of(text)) and speaker_of(text) == speaker_of(page.text(beside(page, place, 1, {})))
    return not marker_of(text) and not is_turn and count_words(caption.caption) <= _CAPTION_WORDS * 2


def _closing_credit(page: Page, place: int) -> Verdicts:
    match = _CLOSING.match(page.text(place)) if len(page.text(place)) <= 170 else None  # noqa: PLR2004
    if match is None:
        return {}
    who = match["who"]
    byline = read_byline(who, page.words, page.language)
    if byline and byline.is_led and byline.authors:
        return {place: _byline_verdict(byline)}
    if _AGENCY.match(who):
        return {place: Verdict("byline", "closing-agency", "an agency's closing credit", Stated(publisher=who))}
    people = people_in(who, page.words) if count_words(who) > 1 else ()
    return {place: Verdict("byline", "closing-name", "a closing credit", Stated(authors=people))} if people else {}


def _dateline(page: Page, first: int, verdicts: Verdicts) -> Verdicts:
    """Read the place and date in front of the first paragraph, which stays as it is."""
    if first >= len(page) or not page.is_prose(first, verdicts):
        return {}
    match = _DATELINE.match(page.text(first)[:140])
    if match is None:
        return {}
    head = match["head"]
    agency = _AGENCY_IN_DATELINE.search(head)
    place = (head[: agency.start()] if agency else head).split(",")[0].strip()
    dates = find_dates(head, page.words.months, page.language)
    if not (agency or dates) or not (_ALL_CAPITALS.match(place) or place[:1].isupper()) or count_words(place) > 5:  # noqa: PLR2004
        return {}
    stated = Stated(published=dates[0].day if dates else None, publisher=agency["agency"] if agency else None)
    return {first: Verdict("paragraph", "dateline", "the first paragraph, with its dateline", stated)}
