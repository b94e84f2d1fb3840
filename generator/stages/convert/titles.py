"""Find the title of the article among what stands above it."""

import re
from collections.abc import Sequence

from msgspec import structs

from generator.formats.phrases import lead_key, line_key
from generator.stages.convert.evidence import is_worded_as_furniture
from generator.stages.convert.features import count_words, ends_open, ends_sentence, folded, speaker_of
from generator.stages.convert.fields.captions import credit_of
from generator.stages.convert.fields.dates import find_dates
from generator.stages.convert.furniture import is_weak
from generator.stages.convert.page import Page, Stated, Verdict, Verdicts, place_of_title
from generator.stages.convert.sites import BAR, LONGEST, SIGN, is_named, pieces_of, without_site

_PARTS = re.compile(r"\s+[-–—|·]\s+")
_COUNTED = re.compile(r"[:：]\s?\d[\d.,]*$")

_CUT = 80
_WINDOW = 40
_NOTICES = 12
_MENU_WORDS = 2
_TITLE_WORDS = 4
_LONG_TITLE_WORDS = 6
_SENTENCE_WORDS = 12
_NEAR = 3
_MASTHEAD_WORDS = 2


def title(page: Page, verdicts: Verdicts) -> Verdicts:
    """Claim the title, and the lines above it that are a menu."""
    if place_of_title(verdicts) >= 0:
        return {}
    place = _place_of_title(page, verdicts)
    if place < 0:
        return {}
    text = page.text(place)
    if len(text) > LONGEST:
        return {
            place: Verdict("paragraph", "untitled", "the seed begins with a paragraph", Stated(title=shortened(text)))
        }
    name, site = without_site(page, place)
    stated = Stated(title=name, publisher=site)
    found = {place: Verdict("title", "title", "the first line that can be a title", stated)}
    for above in range(place):
        if above not in verdicts and not credit_of(page.text(above), page.words):
            found[above] = Verdict("furniture", "above-title", "a short line among the furniture above the title")
    return found


def repeated_titles(page: Page, verdicts: Verdicts) -> Verdicts:
    """Claim the lines between the title and the text that say the title again."""
    place = place_of_title(verdicts)
    if place < 0:
        return {}
    stated = verdicts[place].stated
    names = {folded(stated.title) if stated else "", page.keys[place]}
    first = next(
        (at for at in range(place + 1, len(page)) if page.is_prose(at, verdicts) and page.keys[at] not in names),
        len(page),
    )
    near = [at for at in range(place + 1, min(first, place + _WINDOW)) if at not in verdicts]
    again = Verdict("title-repeat", "title-repeat", "the title again")
    found = {at: _with_site(page, at, names, again) for at in near if _says(page, at, names)}
    site = folded(stated.publisher) if stated and stated.publisher else ""
    name = Verdict("furniture", "site-name", "the name of the site that hangs on the title")
    return {**{at: name for at in near if site and page.keys[at] == site}, **found}


def _with_site(page: Page, place: int, names: set[str], verdict: Verdict) -> Verdict:
    """Return *verdict* on a line that says the title again, with the name of the site that hangs on it."""
    name, site = without_site(page, place)
    return structs.replace(verdict, stated=Stated(publisher=site)) if site and folded(name) in names else verdict


def _says(page: Page, place: int, names: set[str]) -> bool:
    if page.keys[place] in names:
        return bool(page.keys[place])
    pieces = pieces_of(page.text(place))
    return len(pieces) > 1 and pieces[0] in names and pieces[0] != ""


def _place_of_title(page: Page, verdicts: Verdicts) -> int:
    head = _head(page, verdicts)
    if not head:
        return -1
    hung = _below_notices(page, head[-1] + 1, verdicts)
    if hung >= 0:
        return hung
    candidates = [at for at in head if page.keys[at] and not is_weak(page, page.text(at)) and not _is_dated(page, at)]
    if not candidates:
        return head[0]
    first = candidates[0]
    if _is_sentence(page, first) and head[0] < first and head[0] not in verdicts and not _is_furnished(verdicts, first):
        return head[0]
    marks = {place: _marks(page, place, candidates, verdicts) for place in candidates}
    return max(candidates, key=lambda place: (marks[place], -place))


def _below_notices(page: Page, start: int, verdicts: Verdicts) -> int:
    """Return the place from *start* on of a title and a site's name one of which is said elsewhere too, else -1."""
    # One notice may be written in sentences; what stands below more of them is below the text.
    prose = page.open_prose(verdicts)
    stop = min(prose[1] + 1, prose[-1], start + _NOTICES) if len(prose) > 1 else start
    for place in range(start, stop):
        if place in verdicts or len(page.text(place)) > LONGEST or not SIGN.search(page.text(place)):
            continue
        name, site = without_site(page, place)
        if site and count_words(name) >= _TITLE_WORDS and not ends_sentence(name):
            others = [key for at, key in enumerate(page.keys) if at != place]
            if any(f" {folded(site)} " in f" {key} " for key in others) or folded(name) in others[: _WINDOW * 2]:
                return place
    return -1


def _head(page: Page, verdicts: Verdicts) -> list[int]:
    """Return the open places down to the first one that is surely text."""
    head: list[int] = []
    for place in range(min(len(page), _WINDOW * 2)):
        if place in verdicts:
            if verdicts[place].role in {"list-item", "code"} and head:
                break
            continue
        head.append(place)
        if page.prose[place] and not (len(head) == 1 and len(page.text(place)) <= LONGEST):
            break
    return head


def _marks(page: Page, place: int, candidates: Sequence[int], verdicts: Verdicts) -> float:
    """Return how much speaks for the block at *place* being the title.

    The marks weigh what was seen to tell titles on labelled seeds; they matter only against each other.
    """
    text, words = page.text(place), count_words(page.text(place))
    marks = 4.0 if place == candidates[0] and not _is_furnished(verdicts, place) and place == 0 else 0.0
    marks += 1.0 if place == candidates[0] else 0.0
    _name, site = without_site(page, place)
    marks += _marks_of_site(page, place, site)
    marks += 4 if _is_repeated(page, place, candidates) else 0
    marks += 2 if _has_byline_below(page, place) else 0
    marks += (words >= _TITLE_WORDS) + (words >= _LONG_TITLE_WORDS) - 2 * (words <= _MENU_WORDS)
    marks -= 4 if _is_sentence(page, place) else 0
    marks -= 3 if place and (ends_open(text) or text.endswith((".", "。", "।"))) else 0
    marks += 1 if _is_dated(page, place + 1) else 0
    marks -= 6 if page.prose[place] and place != candidates[0] and ends_sentence(text) else 0
    marks -= 4 if any(line_key(piece) in page.known for piece in _PARTS.split(text)) else 0
    marks -= 4 if _is_site(page, place) else 0
    marks -= 3 if _is_among_menu(page, place, candidates, verdicts) else 0
    marks -= 6 if is_worded_as_furniture(page, text) else 0
    marks -= (
        6 if words <= _LONG_TITLE_WORDS + text.count("|") and _is_masthead(page, place, candidates, verdicts) else 0
    )
    marks -= 3 if find_dates(text, page.words.months, page.language) and not site else 0
    marks -= 2 if speaker_of(text) and lead_key(speaker_of(text)) in page.words.authors else 0
    return marks


def _marks_of_site(page: Page, place: int, site: str | None) -> float:
    """Return what speaks for a title in a line with the name of a *site*: titles of pages have one."""
    pieces = BAR.split(page.text(place))
    if all(_COUNTED.search(piece) for piece in pieces):
        return -6  # "Views: 2416 | Replies: 4"
    signs = max(page.text(place).count(sign) for sign in (" · ", " – "))
    is_row = len(pieces) > _MASTHEAD_WORDS + 1 or signs > 1
    if is_row or (len(pieces) > _MASTHEAD_WORDS and all(count_words(one) <= _MASTHEAD_WORDS + 1 for one in pieces)):
        return -6  # a menu on one line
    if not site:
        return 0
    if len(pieces) > 1 and all(count_words(piece) <= _MASTHEAD_WORDS for piece in pieces):
        return -7  # the name of a site and of its section
    return 3 + 3 * is_named(page, site, place) + 2 * (len(pieces) > 1)


def _is_site(page: Page, place: int) -> bool:
    """Tell whether the line is a name that a footer or a longer title repeats: the site's own."""
    text, key = page.text(place), page.keys[place]
    if not key or count_words(text) > _LONG_TITLE_WORDS:
        return False
    others = (at for at in range(min(len(page), _WINDOW)) if at != place and key in page.keys[at])
    hung = (pieces_of(page.text(at)) for at in others)
    if any(len(pieces) > 1 and key in pieces[1:] and pieces[0] != key for pieces in hung):
        return True
    return any(
        at != place and ("©" in block.text or "ⓒ" in block.text) and f" {key} " in f" {page.keys[at]} "
        for at, block in enumerate(page.blocks)
    )


def _is_among_menu(page: Page, place: int, candidates: Sequence[int], verdicts: Verdicts) -> bool:
    """Tell whether the line is one of several very short ones with a longer one after them."""

    def is_entry(at: int) -> bool:
        is_furniture = at in verdicts and verdicts[at].role == "furniture"
        return is_furniture or (0 <= at < len(page) and count_words(page.text(at)) <= _MENU_WORDS + 1)

    above, below = place, place
    while is_entry(above - 1) and place - above < _NEAR:
        above -= 1
    while is_entry(below + 1) and below - place < _NEAR:
        below += 1
    is_run = count_words(page.text(place)) <= _MENU_WORDS + 1 and below - above >= _MENU_WORDS
    return is_run and any(count_words(page.text(at)) >= _TITLE_WORDS for at in candidates if at > place)


def _has_byline_below(page: Page, place: int) -> bool:
    below = range(place + 1, min(len(page), place + 1 + _NEAR))
    return any(_is_dated(page, at) for at in below if not page.prose[at])


def _is_dated(page: Page, place: int) -> bool:
    byline = page.byline(place)
    return byline is not None and (byline.published is not None or byline.is_relative or byline.is_led)


def _is_repeated(page: Page, place: int, head: Sequence[int]) -> bool:
    key = page.keys[place]
    if count_words(page.text(place)) < _TITLE_WORDS - 1 or not key or _is_sentence(page, place):
        return False
    others = [at for at in head if at != place and page.keys[at].startswith(key)]
    return any(pieces_of(page.text(at))[0] == key for at in others)


def _is_masthead(page: Page, place: int, candidates: Sequence[int], verdicts: Verdicts) -> bool:
    """Tell whether a path through the site or a row of its sections stands below the line and above another one."""
    below = range(place + 1, candidates[-1])
    return any(
        at in verdicts
        and (verdicts[at].rule == "trail" or (verdicts[at].rule == "menu" and "@" not in page.line_keys[at]))
        for at in below
    )


def _is_sentence(page: Page, place: int) -> bool:
    text = page.text(place)
    return ends_sentence(text) and count_words(text) >= _SENTENCE_WORDS


def _is_furnished(verdicts: Verdicts, place: int) -> bool:
    return any(above in verdicts and verdicts[above].role == "furniture" for above in range(place))


def shortened(text: str) -> str:
    """Return the beginning of a paragraph that has to serve as a title."""
    if len(text) <= _CUT:
        return text
    words = text[: _CUT + 1]
    return (words.rsplit(" ", 1)[0] if " " in words else words[:_CUT]).rstrip(" ,;:-–—.") + "…"
