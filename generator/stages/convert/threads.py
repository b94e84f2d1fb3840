"""Find what a forum sets around each post: who wrote it, since when they belong, when it was written, its title again.

No word of it need be known. Such lines come again with every post, with other figures, and text stands between them;
and so do the buttons below each post.
"""

import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from generator.formats.phrases import lead_key
from generator.stages.convert.features import count_words, is_contact, is_unspaced, marker_of, speaker_of
from generator.stages.convert.page import Page, Seen, Verdict, Verdicts

_FEWEST_POSTS = 3
# Of a page that is known for a thread less need come again.
_FEWEST_KNOWN = 2
_STAMP_WORDS = 9
_BUTTON_WORDS = 3
_RANK_WORDS = 3
_BOX = 8
_REPLY_LETTERS = 4
_HEAD = 8
_BETWEEN = re.compile("[|•·/,]")


def posts(page: Page, verdicts: Verdicts) -> Verdicts:
    """Claim what comes again around the posts of a thread; who wrote each stays."""
    text = page.open_prose(verdicts)
    buttons = _recurring(_keyed(page, range(len(page)), _button_of), text)
    stamped = _keyed(page, range(len(page)), _stamp_of) if buttons else {}
    if not _recurring(stamped, text):
        return {}
    stamps = _recurring(stamped, text, _FEWEST_KNOWN)
    buttons |= _beside_buttons(page, buttons, stamps, text)
    stamp = Verdict("furniture", "post-stamp", "a line that comes again with every post, with other figures")
    button = Verdict("furniture", "post-button", "a line that comes again below every post")
    found = {**dict.fromkeys(buttons, button), **dict.fromkeys(stamps, stamp)}
    claims = {**found, **_boxes(page, stamps, Seen(verdicts, found)), **_titles_again(page, min(stamps))}
    return {place: claim for place, claim in claims.items() if place not in verdicts}


def is_thread(verdicts: Verdicts) -> bool:
    """Tell whether the page was found to be a thread."""
    return any(verdict.rule in {"post-stamp", "post-button"} for verdict in verdicts.values())


def _keyed(page: Page, places: Iterable[int], key_of: Callable[[Page, int], str]) -> Mapping[str, Sequence[int]]:
    keyed: dict[str, list[int]] = defaultdict(list)
    for place in places:
        key = key_of(page, place)
        if key:
            keyed[key].append(place)
    return keyed


def _button_of(page: Page, place: int) -> str:
    """Return the key of a line that is a word or two of the page's furniture."""
    key = page.line_keys[place].replace("(#)", "").strip()
    if "#" in key or not key or count_words(key) > _BUTTON_WORDS + 2 * key.count("|"):
        return ""

    def is_known(words: str) -> bool:
        return words in page.known or words in page.words.comment_marks

    return key if is_known(key) or all(map(is_known, _BETWEEN.sub(" ", key).split())) else ""


def _stamp_of(page: Page, place: int) -> str:
    """Return what two stamps of one kind share: their label, or all but their figures; "" for what is none."""
    text = page.text(place)
    is_stamp = any(map(str.isdigit, text)) and count_words(text) <= _STAMP_WORDS and not page.prose[place]
    is_login = " " not in text and not is_unspaced(text)
    if not is_stamp or is_login or marker_of(text) or is_contact(text):
        return ""
    label = speaker_of(text)
    if label and not any(map(str.isdigit, text[len(label) :])):
        return ""  # "Anna54 wrote:"
    key = lead_key(label.rpartition("|")[2]) if label else page.line_keys[place]
    return key if any(map(str.isalpha, key)) else ""


def _recurring(keyed: Mapping[str, Sequence[int]], text: Sequence[int], fewest: int = _FEWEST_POSTS) -> set[int]:
    """Return the places of lines that come again, each time with text between."""
    return {
        place
        for places in keyed.values()
        if len(places) >= fewest and all(bisect(text, above) < bisect(text, below) for above, below in pairwise(places))
        for place in places
    }


def _beside_buttons(page: Page, buttons: AbstractSet[int], stamps: AbstractSet[int], text: Sequence[int]) -> set[int]:
    """Return the places of lines that come again below a button, and never over a stamp as who wrote a post does."""
    near = [
        place
        for place in range(1, len(page))
        if place - 1 in buttons and place not in buttons and place + 1 not in stamps and not page.prose[place]
    ]
    return _recurring(_keyed(page, near, lambda page, place: page.keys[place]), text)


def _boxes(page: Page, stamps: AbstractSet[int], found: Verdicts) -> Verdicts:
    """Read the open short lines above the stamps: the name of who wrote the post, and what the forum says of them."""
    boxes = [box for stamp in stamps if (box := _box_above(page, stamp, found))]
    names = {page.keys[box[-1]] for box in boxes}
    author = Verdict("paragraph", "post-author", "who wrote the post below")
    rank = Verdict("furniture", "post-rank", "what a forum says of who wrote the post, below their name")
    return {place: author if page.keys[place] in names else rank for box in boxes for place in box}


def _box_above(page: Page, stamp: int, found: Verdicts) -> list[int]:
    """Return the places of the open short lines above a stamp and what else is known of the one who wrote the post."""
    box: list[int] = []
    for place in range(stamp - 1, max(stamp - _BOX, 0) - 1, -1):
        is_known = place in found or bool(_button_of(page, place))
        is_short = count_words(page.text(place)) <= (_STAMP_WORDS if is_known else _RANK_WORDS)
        if page.prose[place] or not is_short or (box and is_known):
            return box
        if not is_known:
            box.append(place)
    return box


def _titles_again(page: Page, start: int) -> dict[int, Verdict]:
    """Find lines such as "Re: TITLE"."""
    titles = {page.keys[place] for place in range(min(_HEAD, len(page))) if page.keys[place]}
    again = Verdict("title-repeat", "post-title", "the title again, over a post")
    found: dict[int, Verdict] = {}
    for place in range(start, len(page)):
        label = speaker_of(page.text(place))
        if label and len(label) <= _REPLY_LETTERS:
            rest = page.keys[place].partition(" ")[2]
            if rest in titles:
                found[place] = again
    return found
