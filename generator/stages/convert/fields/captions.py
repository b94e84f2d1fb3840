"""Tell the captions of photographs from sentences, and who took the picture."""

import re
from functools import lru_cache

from generator.formats.letters import lowered
from generator.formats.phrases import Vocabulary, lead_key
from generator.model import Caption
from generator.stages.convert.features import count_words, has_han, is_unspaced
from generator.stages.convert.fields.doubled import LONGEST, doubled_prefix
from generator.stages.convert.fields.names import is_name

_MOST_WORDS = 70
_MOST_CREDIT_WORDS = 9
# More than all that the patterns below take from a label to the end.
_LONGEST_CREDIT = 160
_ROOM = 4
_POINTERS = "▲▼◀▶△▽◁▷ "
_LETTERS = 2

_NAME = r"[^\W\d_][\w.'’&-]*"
_AGENCY_CREDIT = re.compile(
    rf"(?:^|(?<=[.!?…。”\"’)\]])\s)\(?(?P<credit>{_NAME}(?:\s{_NAME}){{0,4}}\s?/\s?{_NAME}(?:(?:\s&\s|[\s/-])(?:{_NAME}|\d{{1,3}})){{0,6}})\)?\.?$"
)
_VIA_CREDIT = re.compile(
    r"(?:^|(?<=[.!?…。”\"’)\]])\s)\(?(?P<credit>[^.!?()]{2,60}?"
    r"\b(?:via\s[^.!?()]{2,30}|Getty Images|Shutterstock|Unsplash|Pexels"
    r"|Pixabay|Wikimedia Commons|iStock(?:photo)?|Flickr|AFP|Reuters|EPA|dpa|Keystone|TT|NTB"
    r"|Ritzau Scanpix|ANSA|EFE|Lusa|PAP|TASS"
    r"|ТАСС|РИА Новости|新华社|共同通信|時事通信))\)?\.?$"
)
# A sign that one of the credits above may be there: they are long to look for, and hardly ever found.
_CREDIT_SIGN = re.compile(
    "/|via|Getty Images|Shutterstock|Unsplash|Pexels|Pixabay|Wikimedia Commons|iStock|Flickr|AFP|Reuters|EPA|dpa"
    "|Keystone|TT|NTB|Ritzau Scanpix|ANSA|EFE|Lusa|PAP|TASS|ТАСС|РИА Новости|新华社|共同通信|時事通信"
)
# "图为修复后的戏台。何满仓 摄"
_PHOTOGRAPHED = re.compile(r"(?:^|(?<=[。！？.]))\s?(?P<credit>[\u3400-\u9fff]{2,4})\s?[摄攝]影?$")
_BARRED = re.compile(r"(?P<caption>[^|]+[.!?…])\s[|/]\s(?P<credit>[^|/.]{4,40})$")
_PARENTHESES = re.compile(r"[(（\[]([^()（）\[\]]{2,90})[)）\]]\.?$")
_LABEL = re.compile(
    r"(?P<label>[^:：/©]{0,32}?)\s?(?P<sign>[:：/©|＝=／・]|\bby\b)\s?(?P<value>.{2,90})$", re.IGNORECASE
)
_LED_CAPTION = re.compile(r"([^:：]{1,32})[:：]\s?(.+)$")
# "Fot. NAME" and "Foto di NAME"; "Photo NAME" might be a heading.
_LED_CREDIT = re.compile(
    r"(?P<label>[^\W\d_]{2,16}(?:\s[^\W\d_]{2,12})?)(?:\.|\s(?:de|di|do|da|von|par|por|av|af|door|van))\s(?P<value>\S.{2,60})$"
)
_BLANK = re.compile(r"\s+")
_ENDS = r".!?…。！？”\"’)）|•·–—-"
_SENTENCE_END = re.compile(rf"[{_ENDS}]\s*(?=\S)|\s(?=\()")


def split_credit(text: str, vocabulary: Vocabulary) -> tuple[str, str] | None:
    """Return the caption and the credit of *text*, None when no credit ends it; the caption may be ""."""
    if len(text) > LONGEST or count_words(text) > _MOST_WORDS:
        return None
    return _split_credit(text, vocabulary)


# Asked of each line both whether it is a caption and whether it is a credit, and again for the line beside it.
@lru_cache(1024)
def _split_credit(text: str, vocabulary: Vocabulary) -> tuple[str, str] | None:
    return (
        _in_parentheses(text, vocabulary)
        or _labelled(text, vocabulary)
        or _by_agency(text)
        or _photographed(text)
        or _barred(text, vocabulary)
    )


def caption_of(text: str, vocabulary: Vocabulary) -> Caption | None:
    """Return the caption that *text* is by its own signs, None when it shows none."""
    text, is_labelled = _without_label(text, vocabulary)
    rest = doubled_prefix(text)
    found = split_credit(rest or text, vocabulary)
    if found and found[0]:
        return Caption((doubled_prefix(found[0]) or found[0]).lstrip(_POINTERS), found[1])
    if rest or is_labelled:
        return Caption(rest or text)
    return None


def credit_of(text: str, vocabulary: Vocabulary) -> str:
    """Return who is credited by a line that holds nothing but a credit, "" if it is none."""
    found = split_credit(text, vocabulary)
    return found[1] if found and not found[0] else ""


def _without_label(text: str, vocabulary: Vocabulary) -> tuple[str, bool]:
    match = _LED_CAPTION.match(text)
    if match and lead_key(match[1]) in vocabulary.captions:
        return match[2], True
    return text, False


def _in_parentheses(text: str, vocabulary: Vocabulary) -> tuple[str, str] | None:
    match = _PARENTHESES.search(text)
    if match is None:
        return None
    inside = match[1].strip()
    led = _LED_CREDIT.match(inside)
    first_name = led["value"] if led and lead_key(led["label"]) in vocabulary.credits and _is_first_name(led) else ""
    credit = _after_label(inside, vocabulary) or _agency_inside(inside) or first_name
    return (text[: match.start()].strip(), credit) if credit else None


def _is_first_name(led: re.Match[str]) -> bool:
    return led["value"][:1].isupper() and " " not in led["value"]


def _agency_inside(inside: str) -> str:
    match = _AGENCY_CREDIT.match(inside) or _VIA_CREDIT.match(inside)
    return match["credit"] if match and match.end() == len(inside) else ""


def _labelled(text: str, vocabulary: Vocabulary) -> tuple[str, str] | None:
    """Find the last label such as "Photo:" at the start of *text* or after the end of a sentence."""
    # What is credited is short, so what stands far from the end need not be tried.
    first = max(len(text.rstrip(" .)")) - _LONGEST_CREDIT, 0)
    beginnings, in_tail = _beginnings(vocabulary.credits)
    # Thai ends a sentence with nothing but a blank.
    is_blank_enough = is_unspaced(text) and not has_han(text)
    if first and not (is_blank_enough or in_tail.search(lowered(text[max(first - _ROOM, 0) :]))):
        return None
    end_of_sentence = _BLANK if is_blank_enough else _SENTENCE_END
    ends = (match.end() for match in end_of_sentence.finditer(text, max(first - _ROOM, 0)))
    starts = [*([] if first else [0]), *(end for end in ends if end >= first)]
    for start in reversed(starts):
        piece = text[start:].lstrip("/ ")
        if not lead_key(piece[: 2 * _LETTERS]).startswith(beginnings):
            continue
        credit = _after_label(piece, vocabulary) or (_bare_credit(piece, vocabulary) if start else "")
        if credit:
            return text[:start].rstrip(" |•·–—-"), credit
    return None


@lru_cache(128)
def _beginnings(labels: frozenset[str]) -> tuple[tuple[str, ...], re.Pattern[str]]:
    """Return the first letters of all that may begin a credit, and what finds the place of one in a paragraph."""
    words = {label.split(" ", 1)[0] for label in labels}
    whole = "|".join(sorted(re.escape(word) for word in words if not has_han(word)))
    others = "|".join(["©", *sorted(re.escape(word) for word in words if has_han(word))])
    beginnings = ("©", *sorted({label[:_LETTERS] for label in labels}))
    return beginnings, re.compile(rf"[{_ENDS}]\s*[/ ]*(?:(?:{whole})(?![^\W\d_])|{others})|\s\(")


def _after_label(text: str, vocabulary: Vocabulary) -> str:
    match = _LABEL.match(text)
    if match is None:
        return _led_credit(text, vocabulary)
    label = lead_key(match["label"].lstrip("/ "))
    sign = match["sign"].casefold()
    known = label in vocabulary.credits or f"{label} {sign}" in vocabulary.credits or (sign == "©" and not label)
    value = _without_stop(match["value"])
    # "Photo: what the camera saw that day" is no credit.
    is_credit = known and count_words(value) <= _MOST_CREDIT_WORDS and (not value[:1].islower())
    return value if is_credit else _led_credit(text, vocabulary)


def _without_stop(name: str) -> str:
    """Return *name* without the full stop of the sentence; that of an initial is its own."""
    name = name.strip(" )")
    return name if name[-2:-1].isupper() and name[-3:-2] == " " else name.strip(" .)")


def _bare_credit(text: str, vocabulary: Vocabulary) -> str:
    """Return the name after "Photo" without any sign between; only a caption before it makes that a credit."""
    label, _blank, value = text.partition(" ")
    value = value.strip(" .)")
    is_credit = lead_key(label) in vocabulary.credits and value[:1].isupper() and is_name(value, vocabulary.openers)
    return value if is_credit else ""


def _led_credit(text: str, vocabulary: Vocabulary) -> str:
    match = _LED_CREDIT.match(text)
    if match is None or lead_key(match["label"]) not in vocabulary.credits:
        return ""
    value = match["value"].strip(" .)")
    is_credited = is_name(value, vocabulary.openers) or _agency_inside(value)
    return value if value[:1].isupper() and is_credited else ""


def _by_agency(text: str) -> tuple[str, str] | None:
    has_sign = _CREDIT_SIGN.search(text)
    match = (_AGENCY_CREDIT.search(text) or _VIA_CREDIT.search(text)) if has_sign else None
    if match is None:
        return None
    credit = match["credit"]
    if not _is_capital(credit):
        return None
    return text[: match.start()].strip(), credit


def _barred(text: str, vocabulary: Vocabulary) -> tuple[str, str] | None:
    match = _BARRED.match(text) if " | " in text or " / " in text else None
    if match is None or not is_name(match["credit"], vocabulary.openers):
        return None
    return match["caption"], match["credit"]


def _photographed(text: str) -> tuple[str, str] | None:
    match = _PHOTOGRAPHED.search(text) if text[-1:] in "摄攝影" else None
    return (text[: match.start()].strip(), match["credit"]) if match else None


def _is_capital(credit: str) -> bool:
    """Tell whether each side of NAME/AGENCY is a name: "and/or" and "km/h" are none."""
    if " / " in credit and " " not in credit.split(" / ", maxsplit=1)[0]:
        return False  # "Yes / No"
    return all(
        not side.strip()[:1].islower() or side.strip() in {"dpa", "picture alliance"} for side in credit.split("/")
    )
