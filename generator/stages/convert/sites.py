"""Tell the title in a line from the name of the site that hangs on it: ``A lamp for the jetty | The Paper``."""

import re
from functools import lru_cache

from generator.formats.letters import lowered
from generator.stages.convert.features import count_words, ends_sentence, folded
from generator.stages.convert.fields.dates import find_dates
from generator.stages.convert.page import Page

LONGEST = 240
WINDOW = 40
_MENU_WORDS = 2
_SITE_WORDS = 6
_DASHED_SITE_WORDS = 5
_FEWEST_TITLE_WORDS = 3
# Names of papers begin with an article that headlines begin with too: "The Courier", "El Faro".
_DEFINITE = frozenset("the der die das le la les l' el los las il lo gli o os as de het".split())  # noqa: SIM905

BAR = re.compile(r"\s+[|｜¦»]\s+|\s*[|｜]\s*|\s+::\s+")
_BAR_ALONE = re.compile(r"\s*[|｜]\s*")
_GUILLEMET = re.compile(r"\s+«\s+")
_DASH = re.compile(r"\s+[-–—·•]\s+|_(?=[^_]+$)")
SIGN = re.compile(r"[|｜¦»\-–—·•:]")
_SIGNS = re.compile(r"\s+[|｜¦»\-–—·•]\s+|\s*[|｜]\s*|\s+::\s+")


def pieces_of(text: str) -> tuple[str, ...]:
    """Return the keys of what signs part in a line that may be a title with a site's name."""
    return _pieces_of(text[:LONGEST])


# Each line is looked at beside each that may be the title.
@lru_cache(1024)
def _pieces_of(text: str) -> tuple[str, ...]:
    return tuple(folded(piece) for piece in _SIGNS.split(text)) if SIGN.search(text) else (folded(text),)


def without_site(page: Page, place: int) -> tuple[str, str | None]:
    """Return the title in the block at *place* and the name of the site that hangs on it, None if none does."""
    text = _without_date(page, page.text(place))
    # A closing guillemet parts nothing.
    bar = _bar_of(text)
    pieces = [piece for piece in bar.split(text) if piece]
    if len(pieces) > 1 and not find_dates(pieces[-1], page.words.months, page.language):
        found = _barred(page, place, pieces)
        if found:
            return found
    return _dashed(page, place, text)


def _bar_of(text: str) -> re.Pattern[str]:
    if "«" in text and "»" not in text:
        return _GUILLEMET
    return _BAR_ALONE if "«" in text else BAR


def _without_date(page: Page, text: str) -> str:
    """Leave out the day that some sites set behind their name."""
    dates = find_dates(text, page.words.months, page.language)
    is_last = bool(dates) and not text[dates[-1].end :].strip(" .)")
    before = text[: dates[-1].start].rstrip(" ,.(") if is_last else text
    return before if is_last and _SIGNS.search(before) else text


def _barred(page: Page, place: int, pieces: list[str]) -> tuple[str, str | None] | None:
    above, below = set(page.keys[:place]), set(page.keys[place + 1 : WINDOW])
    confirmed = next((piece for piece in pieces if folded(piece) in below), "")
    # What stands above the title alone, and never below it, is the name of the site.
    heads = [piece for piece in pieces if folded(piece) in above]
    if heads and not confirmed and len(heads) < len(pieces) and count_words(heads[0]) <= _SITE_WORDS:
        return next(piece for piece in pieces if piece not in heads), heads[0]
    if confirmed:
        rest = [piece for piece in pieces if piece != confirmed]
        return confirmed, rest[-1] if rest and count_words(rest[-1]) <= _SITE_WORDS else None
    if count_words(pieces[-1]) <= _SITE_WORDS and count_words(pieces[-1]) < count_words(pieces[0]) + _MENU_WORDS:
        return pieces[0], pieces[-1]
    return None


def _dashed(page: Page, place: int, text: str) -> tuple[str, str | None]:
    cuts = list(_DASH.finditer(text))
    if not cuts:
        return text, None
    name, site = text[: cuts[-1].start()].strip(), text[cuts[-1].end() :].strip()
    if not name or not site or count_words(site) > _SITE_WORDS:
        return text, None
    others = {key for at, key in enumerate(page.keys[:WINDOW]) if at != place}
    whole = folded(text)
    if any(key.startswith(f"{whole} ") for key in others):
        return text, None  # where a site hangs on all of it, it hangs on nothing less
    if folded(name) in others or is_named(page, site, place) or _is_like_site(page, name, site):
        return name, site
    return text, None


def _is_like_site(page: Page, name: str, site: str) -> bool:
    """Tell whether *site* has the form of a name, as what a dash hangs on a title mostly is."""
    words = site.split()
    if ends_sentence(site) or count_words(site) > _DASHED_SITE_WORDS or any(c.isdigit() for c in site):
        return False
    is_longer = count_words(name) >= max(_FEWEST_TITLE_WORDS, count_words(site))
    opener = lowered(words[0])
    is_phrase = opener in page.words.openers and opener not in _DEFINITE
    return is_longer and not words[0][:1].islower() and not is_phrase


def is_named(page: Page, site: str, place: int) -> bool:
    """Tell whether a footer or a byline elsewhere names *site*."""
    key = folded(site)
    return any(
        f" {key} " in f" {other} " and ("©" in page.text(at) or "|" in page.text(at) or len(other) <= len(key) + 12)
        for at, other in enumerate(page.keys)
        if at != place and len(other) <= LONGEST
    )
