"""Find the page's furniture: menus, notices, buttons, comments, footers."""

import re
from collections import Counter
from collections.abc import Collection

from generator.formats.phrases import line_key
from generator.stages.convert.evidence import furniture_share, leads_to_contact
from generator.stages.convert.features import (
    count_words,
    ends_sentence,
    is_contact,
    is_prose,
    is_unspaced,
    opens_speech,
)
from generator.stages.convert.fields.names import is_name
from generator.stages.convert.fields.people import bare_name
from generator.stages.convert.page import BODY_ROLES, Page, Seen, Stated, Verdict, Verdicts

_LONGEST_NOTICE = 600
_SAMPLE = 200
_BEGINNING = 24
_FEW_WORDS = 5
_MORE_WORDS = 3
_CRUMB_WORDS = 5
_LITTLE_WORD = 3
_NOTICE_WORDS = 3
_SURE_WORDS = 5
_TELLING_SHARE = 0.45

# The word travelled with the thing.
_COOKIES = ("cookie", "クッキー", "쿠키", "куки")
_STOP = re.compile(r"[.!?。！？।۔](?:\s|$)")
_QUESTION_MARKS = "?？؟"
_ROW_SIGNS = "=-_~─*"
_QUESTION = re.compile(r"(?<=[?？؟])\s*")
_PIECES = re.compile(r"\s*[|•·/¦‖／｜»>]\s*|\s{2,}|\s+[-–]\s+")
_HANDLE = re.compile(r"@[\w.]{2,30}$|pic\.twitter\.com/\w+$|https://t\.co/\w+$")
_COPYRIGHT = re.compile(
    r"(?:copyright|[©ⓒ]|\(c\)|℗)(?:\s*(?:copyright|[©ⓒ]|\(c\)))?[\s:]*(?P<year>\d{4}(?:\s?[-–]\s?(?:\d{2,4}|present))?)?[\s,]*(?:by\s+)?(?P<who>[^.|,;·•]{0,60})",
    re.IGNORECASE,
)
_TAIL_ROLES = frozenset({"furniture", "tags", "related"})


def strong_furniture(page: Page, verdicts: Verdicts) -> Verdicts:
    """Claim the lines that are furniture wherever they stand."""
    found: dict[int, Verdict] = {}
    for place, block in enumerate(page.blocks):
        if place in verdicts:
            continue
        verdict = _footer(page, place) or _whole_line(page, block.text) or _underline(page, place)
        # A headline may begin as a notice does: "Leave a reply, said the boiler".
        is_headline = place == 0 and verdict and verdict.rule == "phrase-start" and not _STOP.search(block.text)
        if verdict and not is_headline:
            found[place] = verdict
    return found


def weak_furniture(page: Page, verdicts: Verdicts) -> Verdicts:
    """Claim the lines that are furniture because of where they stand."""
    first, last = page.core(verdicts)
    counts = Counter(page.keys)
    found: dict[int, Verdict] = {}
    for place in range(len(page)):
        if place in verdicts or not (is_weak(page, page.text(place)) or _is_lengthened(page, place, first, last)):
            continue
        is_outside = place < first or (place > last and not leads_to_text(page, place, verdicts))
        if page.text(place).isdigit() and not _is_pager(page, place):
            continue
        if is_outside:
            found[place] = _furniture("weak-outside", "a word of the page's furniture outside the article")
        elif counts[page.keys[place]] > 1 and any(map(str.isalpha, page.line_keys[place])):
            found[place] = _furniture("weak-repeated", "a word of the page's furniture that stands there again")
        elif not page.is_spaced and _touches_furniture(place, Seen(verdicts, found)):
            found[place] = _furniture("weak-beside", "a word of the page's furniture beside more of it")
    return {**found, **_between(page, {**verdicts, **found}, last)}


def is_weak(page: Page, text: str) -> bool:
    """Tell whether *text* is, or consists of, words that furniture and articles share."""
    key = line_key(text)
    known = page.known
    if key in known:
        return True
    if len(text) > _SAMPLE:
        return False
    words = key.split()
    # A menu on one line.
    if all(word in known for word in words) and len(words) >= (2 if is_unspaced(text) else 3):
        return True
    pieces = _PIECES.split(text)
    pieces = [line_key(piece) for piece in pieces if piece.strip()] if len(pieces) > 1 else []
    return len(pieces) > 1 and all(piece in known for piece in pieces)


def _is_lengthened(page: Page, place: int, first: int, last: int) -> bool:
    """Tell whether a line outside the article is a phrase of furniture with a few words more."""
    return not first <= place <= last and is_button(page, page.text(place))


def is_button(page: Page, text: str) -> bool:
    """Tell whether *text* is a phrase of furniture with a few words more, or a word of it."""
    words = line_key(text).split()
    if ends_sentence(text) or len(words) > _FEW_WORDS + 1:
        return False
    shorter = (len(words) - more for more in range(1, _MORE_WORDS + 1))
    return is_weak(page, text) or any(size > 1 and " ".join(words[:size]) in page.words.strong for size in shorter)


def is_furniture_line(page: Page, text: str) -> bool:
    """Tell whether *text* is furniture wherever it stands."""
    return _whole_line(page, text) is not None


def _furniture(rule: str, reason: str) -> Verdict:
    return Verdict("furniture", rule, reason)


def _whole_line(page: Page, text: str) -> Verdict | None:
    words = page.words
    key = line_key(text)
    if key and any(form in words.strong for form in (key, key.rstrip(".!"), key.removesuffix("(#)").rstrip())):
        return _furniture("phrase", "the whole line is a phrase of the page's furniture")
    # What begins with a quotation mark is what somebody says.
    is_short = len(text) <= _LONGEST_NOTICE and not opens_speech(text)
    if is_short and _begins_as_notice(page, text):
        return _furniture("phrase-start", "the line begins as a notice or a prompt does")
    if (
        text in page.head
        and any(map(text.lower().__contains__, _COOKIES))
        and _STOP.search(text)
        and count_words(text) > _FEW_WORDS
    ):
        return _furniture("cookies", "a sentence about cookies at the top of the page")
    if text[:1] in "★☆⭐" and text[1:2] in "★☆⭐️ ":
        return _furniture("rating", "stars and what somebody says of them")
    if _ends_in_prompt(page, text):
        return _furniture("phrase-end", "the line ends in a prompt after a question")
    return _part_by_part(page, text, key)


def _part_by_part(page: Page, text: str, key: str) -> Verdict | None:
    words = page.words
    if "@" in key and _is_network_button(key, words.strong):
        return _furniture("network", "a phrase of the page's furniture with the name of a network")
    if _HANDLE.match(text):
        return _furniture("embed", "what an embedded post or video left behind")
    pieces = (
        [line_key(piece).removesuffix("(#)").rstrip() for piece in _PIECES.split(text)] if len(text) <= _SAMPLE else []
    )
    if any(map(str.isalpha, text)) and len(pieces) > 1 and all(piece in page.known for piece in pieces if piece):
        return _furniture("menu", "every part of the line is a word of the page's furniture") if any(pieces) else None
    return None


def _begins_as_notice(page: Page, text: str) -> bool:
    """Tell whether *text* begins as a line of furniture does; for most paragraphs the first letters tell."""
    if len(text) > _SAMPLE:
        if not page.starts.may_begin_raw(text):
            return False
        head = line_key(text[:_BEGINNING])
        if len(head) > _BEGINNING // 2 and not page.starts.may_begin(head):
            return False
    key = line_key(text[:_SAMPLE])
    if not is_prose(text):
        return page.starts.begin(key)
    # A few words may begin a sentence of the article as well: "If you liked this bench, tell nobody".
    is_notice = page.starts.begin(key, _NOTICE_WORDS)
    return is_notice and (page.starts.begin(key, _SURE_WORDS) or furniture_share(page, key) >= _TELLING_SHARE)


def _ends_in_prompt(page: Page, text: str) -> bool:
    is_asking = len(text) <= _SAMPLE and any(mark in text for mark in _QUESTION_MARKS)
    last = _QUESTION.split(text)[-1] if is_asking else text
    return last != text and page.starts.begin(line_key(last)) and not ends_sentence(last)


def _is_network_button(key: str, strong: Collection[str]) -> bool:
    """Tell whether *key* is a phrase such as "share", with a network and perhaps a little word before it."""
    rest = [word for word in key.split() if word != "@"]
    shorter = [word for word in rest if len(word) > _LITTLE_WORD]
    return " ".join(rest) in strong or " ".join(shorter) in strong


def _footer(page: Page, place: int) -> Verdict | None:
    text = page.text(place)
    match = _COPYRIGHT.match(text) if len(text) <= _LONGEST_NOTICE else None
    if match is None:
        return None
    is_signed = any(sign in text[:14] for sign in "©ⓒ℗")
    # Above the end of the text such a sign stands before who took a picture.
    if not (match["year"] or (is_signed and not any(page.prose[place + 1 :]))):
        return None
    who = match["who"].strip(" -–")
    is_name = who and count_words(who) <= _CRUMB_WORDS and not is_weak(page, who)
    return Verdict("furniture", "copyright", "a copyright line", Stated(publisher=who) if is_name else None)


def _underline(page: Page, place: int) -> Verdict | None:
    """Claim a row of signs under a line of text, which is how plain text underlines."""
    text = page.text(place)
    is_row = text[0] in _ROW_SIGNS and len(text) > 3 and len(set(text)) == 1  # noqa: PLR2004 - a row
    is_under = place > 0 and page.blocks[place - 1].group == page.blocks[place].group
    return _furniture("underline", "a row of signs under a line") if is_row and is_under else None


def leads_to_text(page: Page, place: int, verdicts: Verdicts) -> bool:
    """Tell whether a word such as "Contact" has an address or a name below it."""
    after = place + 1
    if after >= len(page) or after in verdicts or is_weak(page, page.text(after)):
        return False
    text = page.text(after)
    return is_contact(text) or ends_sentence(text) or is_name(text, page.words.openers)


def _is_pager(page: Page, place: int) -> bool:
    """Tell whether a bare number counts pages: the one beside it is the next, or a word of furniture is."""
    near = [page.text(place - 1), page.text(place + 1)]
    number = int(page.text(place))
    return any(abs(int(text) - number) == 1 if text.isdecimal() else is_weak(page, text) for text in near if text)


def _touches_furniture(place: int, verdicts: Verdicts) -> bool:
    return any(near in verdicts and verdicts[near].role == "furniture" for near in (place - 1, place + 1))


def _between(page: Page, verdicts: Verdicts, last: int) -> Verdicts:
    """Claim short lines below the article that stand among furniture."""
    found: dict[int, Verdict] = {}
    furniture = [
        place for place in range(last + 1, len(page)) if place in verdicts and verdicts[place].role in _TAIL_ROLES
    ]
    if not furniture:
        return found
    for place in range(furniture[0] + 1, len(page)):
        if place not in verdicts and _is_short_line(page, page.text(place)) and not leads_to_contact(page, place):
            found[place] = _furniture("among-furniture", "a short line among the furniture below the article")
        elif place not in verdicts or verdicts[place].role in BODY_ROLES:
            break
    return found


def _is_short_line(page: Page, text: str) -> bool:
    if count_words(text) > _FEW_WORDS or ends_sentence(text) or is_contact(text):
        return False
    return not bare_name(text, page.words) or bool(_COPYRIGHT.match(text))
