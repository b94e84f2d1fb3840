"""Find who wrote the article and when: above its text, below it, and in its dateline."""

import re
from collections.abc import Sequence

from generator.formats.phrases import lead_key, line_key
from generator.stages.convert.evidence import furniture_share
from generator.stages.convert.facts import is_among_facts, is_of_page
from generator.stages.convert.features import count_words, is_cased, marker_of, speaker_of
from generator.stages.convert.fields.byline import Byline, read_byline
from generator.stages.convert.fields.byline_pieces import without_addresses
from generator.stages.convert.fields.captions import caption_of
from generator.stages.convert.fields.dates import find_dates
from generator.stages.convert.fields.leads import is_outlet, without_lead
from generator.stages.convert.fields.people import bare_name, native_name, people_in
from generator.stages.convert.furniture import is_weak
from generator.stages.convert.margins import is_passing_day, is_signed
from generator.stages.convert.page import Page, Seen, Stated, Verdict, Verdicts, has_date, place_of_title

_HEAD_BLOCKS = 14
_LABEL_WORDS = 2
_NEAR_END = 6
_CLOSING = re.compile(r"[(（](?P<who>[^()（）]{2,160})[)）]\.?$")
_AGENCY = re.compile(r"[A-Z][A-Za-z&.-]{1,14}$|dpa$|新华社$|共同$|時事$|[А-ЯЁ]{2,8}$")
_DATELINE = re.compile(r"(?P<head>.{3,110}?)(?:\s+[-–—]{1,2}\s*|\s*[–—]\s+|(?<=[)）])\s?[-–—:]\s)")
_AGENCY_IN_DATELINE = re.compile(r"[(（](?P<agency>[^()（）]{2,30})[)）]\s*$")
# Korean and Japanese agencies write their name behind the place and an equals sign.
_EASTERN_DATELINE = re.compile(r"[(（\[【]\s?[^=＝()（）]{1,12}[=＝]\s?(?P<agency>[^=＝()（）\]】]{2,24})[)）\]】]")
_ALL_CAPITALS = re.compile(r"[^a-zà-ÿ]{3,}$")


def bylines(page: Page, verdicts: Verdicts) -> Verdicts:
    """Claim what stands between the title and the text: names, dates, captions."""
    start = place_of_title(verdicts)
    found: dict[int, Verdict] = {}
    for place in range(max(start, 0)):
        if place not in verdicts or verdicts[place].rule == "above-title":
            found.update(_byline_at(page, place))
    prose = 0
    for place in range(start + 1, min(len(page), start + 1 + _HEAD_BLOCKS)):
        if place in verdicts:
            continue
        seen = Seen(verdicts, found)
        is_open = not prose or not has_date(found) or place - 1 in found
        verdict = (_byline_at(page, place) if is_open else {}) or (
            _name_at(page, place, start, seen) if not prose else {}
        )
        found.update(verdict)
        prose += not verdict and page.prose[place] and not _is_said_again(page, place) and not _is_caption(page, place)
        if prose > 1:
            break
    return found


def closing(page: Page, verdicts: Verdicts) -> Verdicts:
    """Claim who is credited below the text, and read the date in front of it."""
    first, last = page.core(verdicts)
    found: dict[int, Verdict] = {}
    for place in range(max(last - _NEAR_END, 1), len(page)):
        if place in verdicts or is_among_facts(page, place, verdicts):
            continue
        credit = _closing_credit(page, place)
        is_below = place >= last - 1 or any(verdict.rule == "byline" for verdict in credit.values())
        found.update(credit if is_below else {})
        if place > last and place not in found:
            byline = page.byline(place)
            if byline and (
                is_signed(page, place, verdicts)
                or (byline.is_led and (byline.published or byline.updated or not _is_turn(page, place)))
            ):
                found[place] = _byline_verdict(byline)
    return {**found, **_dateline(page, first, verdicts)}


def _is_turn(page: Page, place: int) -> bool:
    """Tell whether a name stands before the colon, as in what somebody says, rather than a label."""
    speaker = speaker_of(page.text(place))
    labels = page.words.authors | page.words.editors | page.words.publishers | page.words.byline
    return speaker.istitle() and lead_key(speaker) not in labels


def _byline_at(page: Page, place: int) -> Verdicts:
    text = page.text(place)
    byline = page.byline(place)
    # "3. April 2015" is numbered by nothing but its day.
    if (
        byline is None
        or (marker_of(text) and not byline.published)
        or (not byline.authors and _is_beside_facts(page, place))
    ):
        return {}
    return {place: _byline_verdict(byline)}


def _is_beside_facts(page: Page, place: int) -> bool:
    """Tell whether a line such as ``Date: 3 May 2019`` stands among other facts, as in the minutes of a meeting."""
    if not speaker_of(page.text(place)) or is_of_page(page, place):
        return False
    return any(speaker_of(page.text(near)) and not _is_head_line(page, near) for near in (place - 1, place + 1))


def _byline_verdict(byline: Byline) -> Verdict:
    stated = Stated(
        authors=byline.authors, published=byline.published, updated=byline.updated, publisher=byline.publisher,
        is_ambiguous=byline.is_ambiguous,
    )  # fmt: skip
    return Verdict("byline", "byline", "every part of the line states an author, a time or a source", stated)


def _name_at(page: Page, place: int, start: int, verdicts: Verdicts) -> Verdicts:
    """Read a bare name under the title."""
    between = [near for near in range(start + 1, place) if near not in verdicts]
    after = place + 1
    if after >= len(page) or (len(between) > _over_date(page, place) and not _are_said_again(page, between)):
        return {}
    if page.keys.count(page.keys[place]) > 1:
        return {}
    text = without_addresses(page.text(place)).strip(" |·•")
    names = bare_name(text, page.words) if text and _is_set_apart(page, place, start, verdicts) else ()
    if names and _is_doubtful(page, place, verdicts):
        return {}
    if names and page.words.is_general:
        names = (without_lead(names[0]),)
    if not names and _is_head_line(page, after):
        names = native_name(page.text(place), page.language)
    if names and is_outlet(names[0], page.words):
        stated = Stated(publisher=names[0])
        return {place: Verdict("byline", "bare-outlet", "the name of a paper alone under the title", stated)}
    if not names:
        return {}
    return {place: Verdict("byline", "bare-name", "a name alone under the title", Stated(authors=names))}


def _is_doubtful(page: Page, place: int, verdicts: Verdicts) -> bool:
    """Tell whether what has the form of a name may be anything else: where names have no capitals, two words do."""
    text = page.text(place)
    if furniture_share(page, line_key(text)) == 1:
        return True
    return not is_cased(text) and any(verdict.stated and verdict.stated.authors for verdict in verdicts.values())


def _is_set_apart(page: Page, place: int, start: int, verdicts: Verdicts) -> bool:
    """Tell whether a line under the title stands where a name does: over the text, but not in its first paragraph."""
    after = place + 1
    group = page.blocks[place].group
    is_closed = page.is_spaced and page.blocks[after].group != group
    if is_closed and start >= 0 and page.blocks[start].group == group:
        return True
    if not page.blocks[place].isolated and page.is_spaced and page.prose[after]:
        return False
    is_over_verse = is_closed and after + 1 < len(page) and page.blocks[after + 1].group == page.blocks[after].group
    is_over_button = after in verdicts or is_weak(page, page.text(after))
    is_over_place = page.blocks[after].group == group and not page.prose[after] and _is_dated(page, after + 1)
    is_over_head = _is_head_line(page, after) or is_passing_day(page, after) or is_over_place
    return is_over_button or page.prose[after] or is_over_verse or is_over_head


def _is_dated(page: Page, place: int) -> bool:
    byline = page.byline(place)
    return byline is not None and byline.published is not None


def _over_date(page: Page, place: int) -> int:
    """Return 1 if the line stands over a date in one group, where a subtitle may stand above it, else 0."""
    group = page.blocks[place].group
    mates = [at for at in (place + 1, place + 2) if at < len(page) and page.blocks[at].group == group]
    return int(page.is_spaced and not page.prose[place] and any(_is_dated(page, at) for at in mates))


def _are_said_again(page: Page, places: Sequence[int]) -> bool:
    return all(_is_said_again(page, place) for place in places)


def _is_said_again(page: Page, place: int) -> bool:
    return page.keys[place] in page.keys[place + 1 :]


def _is_caption(page: Page, place: int) -> bool:
    return caption_of(page.text(place), page.words) is not None


def _is_head_line(page: Page, place: int) -> bool:
    text = page.text(place)
    return page.byline(place) is not None or caption_of(text, page.words) is not None


def _closing_credit(page: Page, place: int) -> Verdicts:
    match = _CLOSING.match(page.text(place)) if len(page.text(place)) <= 170 else None  # noqa: PLR2004
    if match is None:
        return {}
    # Who edited it stands behind a semicolon.
    who = re.split("[;；]", match["who"])[0].strip()
    byline = read_byline(who, page.words, page.language)
    if byline and byline.is_led and byline.authors:
        return {place: _byline_verdict(byline)}
    if _AGENCY.match(who):
        return {place: Verdict("byline", "closing-agency", "an agency's closing credit", Stated(publisher=who))}
    label, _sign, name = who.partition(":")
    # "(Report: NAME)", whatever the word for report is.
    who = name.strip() if name and count_words(label) <= _LABEL_WORDS else who
    people = people_in(who, page.words) if count_words(who) > 1 and not is_outlet(who, page.words) else ()
    if people:
        return {place: Verdict("byline", "closing-name", "a closing credit", Stated(authors=people))}
    if who[:1].isupper() and count_words(who) <= _LABEL_WORDS and not any(map(str.isdigit, who)):
        return {place: Verdict("byline", "closing-agency", "an agency's closing credit", Stated(publisher=who))}
    return {}


def _dateline(page: Page, first: int, verdicts: Verdicts) -> Verdicts:
    """Read the place and date in front of the first paragraph, which stays as it is."""
    if first >= len(page) or not page.is_prose(first, verdicts):
        return {}
    match = _DATELINE.match(page.text(first)[:140])
    eastern = _EASTERN_DATELINE.match(page.text(first))
    if eastern:
        stated = Stated(publisher=eastern["agency"].split(" ")[0])
        return {first: Verdict("paragraph", "dateline", "the first paragraph, with its dateline", stated)}
    if match is None:
        return {}
    head = match["head"]
    agency = _AGENCY_IN_DATELINE.search(head)
    agency = None if agency and any(character.isdigit() for character in agency["agency"]) else agency
    place = (head[: agency.start()] if agency else head).split(",")[0].strip()
    dates = find_dates(head, page.words.months, page.language, page.words.date_order)
    if not (agency or dates) or not (_ALL_CAPITALS.match(place) or place[:1].isupper()) or count_words(place) > 5:  # noqa: PLR2004
        return {}
    stated = Stated(published=dates[0].day if dates else None, publisher=agency["agency"] if agency else None)
    return {first: Verdict("paragraph", "dateline", "the first paragraph, with its dateline", stated)}
