"""Find the title of the article among what stands above it."""

import re

from generator.stages.convert.features import count_words, ends_sentence, folded
from generator.stages.convert.fields.byline import read_byline
from generator.stages.convert.furniture import is_weak
from generator.stages.convert.page import Page, Stated, Verdict, Verdicts

LONGEST = 240
_CUT = 80
_WINDOW = 40
_MENU_WORDS = 2
_TITLE_WORDS = 4
_SITE_WORDS = 6
_SURE_SENTENCE = 25

_BAR = re.compile(r"\s+[|｜¦»]\s+|\s*[|｜]\s*|\s+::\s+")
_BAR_ALONE = re.compile(r"\s*[|｜]\s*")
_DASH = re.compile(r"\s+[-–—·•]\s+|_(?=[^_]+$)")


def title(page: Page, verdicts: Verdicts) -> Verdicts:
    """Claim the title, and the lines above it that are a menu."""
    if any(verdict.role == "title" for verdict in verdicts.values()):
        return {}
    place = _place_of_title(page, verdicts)
    if place < 0:
        return {}
    text = page.text(place)
    if len(text) > LONGEST:
        return {
            place: Verdict("paragraph", "untitled", "the seed begins with a paragraph", Stated(title=shortened(text)))
        }
    name, site = _without_site(page, text, place)
    stated = Stated(title=name, publisher=site)
    found = {place: Verdict("title", "title", "the first line that can be a title", stated)}
    for above in range(place):
        if above not in verdicts:
            found[above] = Verdict("furniture", "above-title", "a short line among the furniture above the title")
    return found


def repeated_titles(page: Page, verdicts: Verdicts) -> Verdicts:
    """Claim the lines between the title and the text that say the title again."""
    place = next((at for at, verdict in verdicts.items() if verdict.role == "title"), -1)
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
    found = {at: again for at in near if _says(page, at, names)}
    site = folded(stated.publisher) if stated and stated.publisher else ""
    name = Verdict("furniture", "site-name", "the name of the site that hangs on the title")
    return {**{at: name for at in near if site and page.keys[at] == site}, **found}


def _says(page: Page, place: int, names: set[str]) -> bool:
    if page.keys[place] in names:
        return bool(page.keys[place])
    pieces = [folded(piece) for piece in _BAR.split(page.text(place)[:LONGEST])]
    return len(pieces) > 1 and pieces[0] in names and pieces[0] != ""


def _place_of_title(page: Page, verdicts: Verdicts) -> int:
    head = _head(page, verdicts)
    if not head:
        return -1
    candidates = [place for place in head if not is_weak(page, page.text(place)) and not _is_dated(page, place)]
    repeated = [place for place in candidates if _is_repeated(page, place, candidates)]
    if repeated:
        return repeated[0]
    if not candidates:
        return head[0]
    first = candidates[0]
    if _is_sentence(page, first) and head[0] < first and head[0] not in verdicts and not _is_furnished(verdicts, first):
        return head[0]
    if _is_furnished(verdicts, first) or head[0] < first:
        return _past_menu(page, candidates)
    return first


def _head(page: Page, verdicts: Verdicts) -> list[int]:
    """Return the open places down to the first one that is surely text."""
    head: list[int] = []
    for place in range(min(len(page), _WINDOW * 2)):
        if place in verdicts:
            continue
        head.append(place)
        if page.prose[place] and not (len(head) == 1 and len(page.text(place)) <= LONGEST):
            break
    return head


def _is_dated(page: Page, place: int) -> bool:
    byline = read_byline(page.text(place), page.words, page.language)
    return byline is not None and (byline.published is not None or byline.is_relative or byline.is_led)


def _is_repeated(page: Page, place: int, head: list[int]) -> bool:
    key = page.keys[place]
    if count_words(page.text(place)) < _TITLE_WORDS - 1 or not key:
        return False
    others = [folded(_BAR.split(page.text(at)[:LONGEST])[0]) for at in head if at != place]
    return key in others and not _is_sentence(page, place)


def _is_sentence(page: Page, place: int) -> bool:
    text = page.text(place)
    return ends_sentence(text) and count_words(text) >= _SURE_SENTENCE // 2


def _is_furnished(verdicts: Verdicts, place: int) -> bool:
    return any(above in verdicts and verdicts[above].role == "furniture" for above in range(place))


def _past_menu(page: Page, candidates: list[int]) -> int:
    """Return the first candidate with more words than a menu's entry has, if there is one before the text."""
    for place in candidates:
        if count_words(page.text(place)) > _MENU_WORDS and not (page.prose[place] and place != candidates[0]):
            return place
    return candidates[0]


def _without_site(page: Page, text: str, place: int) -> tuple[str, str | None]:
    """Return the title in *text* and the name of the site that hangs on it."""
    # A closing guillemet parts nothing.
    bar = _BAR_ALONE if "«" in text else _BAR
    pieces = [piece for piece in bar.split(text) if piece]
    others = {key for at, key in enumerate(page.keys[:_WINDOW]) if at != place}
    if len(pieces) > 1:
        confirmed = next((piece for piece in pieces if folded(piece) in others), "")
        if confirmed:
            rest = [piece for piece in pieces if piece != confirmed]
            return confirmed, rest[-1] if count_words(rest[-1]) <= _SITE_WORDS else None
        if count_words(pieces[-1]) <= _SITE_WORDS and count_words(pieces[-1]) < count_words(pieces[0]) + _MENU_WORDS:
            return pieces[0], pieces[-1]
    return _without_dashed_site(page, text, place, others)


def _without_dashed_site(page: Page, text: str, place: int, others: set[str]) -> tuple[str, str | None]:
    cuts = list(_DASH.finditer(text))
    if not cuts:
        return text, None
    name, site = text[: cuts[-1].start()].strip(), text[cuts[-1].end() :].strip()
    if not name or not site or count_words(site) > _SITE_WORDS:
        return text, None
    if folded(name) in others or _is_named_elsewhere(page, site, place):
        return name, site
    return text, None


def _is_named_elsewhere(page: Page, site: str, place: int) -> bool:
    """Tell whether a footer or a byline names *site*: a dash alone does not part a site from a title."""
    key = folded(site)
    return any(
        f" {key} " in f" {other} " and ("©" in page.text(at) or "|" in page.text(at) or len(other) <= len(key) + 12)
        for at, other in enumerate(page.keys)
        if at != place and len(other) <= LONGEST
    )


def shortened(text: str) -> str:
    """Return the beginning of a paragraph that has to serve as a title."""
    if len(text) <= _CUT:
        return text
    words = text[: _CUT + 1]
    return (words.rsplit(" ", 1)[0] if " " in words else words[:_CUT]).rstrip(" ,;:-–—.") + "…"
