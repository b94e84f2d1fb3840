"""What can be seen of a piece of text without knowing its language."""

import re
import unicodedata
from functools import lru_cache

LONG_WORDS = 18
PROSE_WORDS = 7
HEADING_WORDS = 14
HEADING_LETTERS = 110

_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_LONG_WORDED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_WIDE = re.compile("[\u1100-\u115f\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]")
_HAN = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_GREEK = re.compile("[\u0370-\u03ff\u1f00-\u1fff]")
_UNWORDED = re.compile(r"[^\w\s]|_")
_UNSPACED_PER_WORD = 2
_CACHED = 2000
_LONG_WORDED_PER_WORD = 4
_CLOSERS = "\"'”’»“)]』」）】›*_ "
_FULL_STOPS = ".!?…。！？।॥۔؟։።॰。⁇⁉‽෴។๚๛"
_STOPS = _FULL_STOPS + ",;:，；：、،؛"
_OPENING_QUOTES = '"“”„«»‹『「‘‚—–―─'
_MARKER_SIGNS = "•◦▪▫■□●○‣⁃∙·・➢➤✓✔★☆►-–−*+"
_MARKERS = (
    ("bullet", re.compile(r"[•◦▪▫■□●○‣⁃∙·・➢➤✓✔★☆►]\s*(?=\S)")),
    ("dash", re.compile(r"[-–−]\s+(?=\S)")),
    ("star", re.compile(r"\*\s+(?=\S)")),
    ("plus", re.compile(r"\+\s+(?=\S)")),
    ("number", re.compile(r"(\d{1,3})[.)．、](?:\s+|(?<=[．、]))(?=\S)")),
)
_TURN = re.compile(r"([^\W\d_][^:：]{0,39})[:：](?=\s|$|[^\x00-\x7f])")
_DIGIT = re.compile(r"\d")
_CONTACT = re.compile(r"\S@\S+\.\w|https?://|www\.|\+\d[\d ()/-]{6,}|\(?\d{2,5}\)?[ /-]\d[\d -]{4,}")
_CODE_END = re.compile(r"[;{}]$|\);?$|\]\)?$|=>|\):$|^(?:for|if|while|def|class|else|try|with)\b.*:$")
_CODE_SIGNS = re.compile(
    r"[A-Za-z_][\w.]*\([^)]{0,80}\)|[\w\])]\s*(?:\+|-|\*|/|:)?=\s*[\w\"'\[({-]|^\s*(?:#include|import|"
    r"from \w+ import|"
    r"return\b|def |class |fn |let |const |var |public |private "
    r"|void |int |SELECT |\$ |>>> |//|/\*|</?[a-zA-Z])|==|!=|&&|"
    r"\|\||->|::"
)


class _Folding(dict[int, str]):
    """Maps a character to its lower case if it is a letter or a digit, else to a blank; made as asked."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = character.casefold() if unicodedata.category(character)[0] in "LNM" else " "
        self[code] = folded
        return folded


_FOLDING = _Folding()


def folded(text: str) -> str:
    """Return the words of *text* in lower case, without punctuation: what two tellings of it share."""
    if text.isascii():
        return " ".join(text.translate(_FOLDING).split())
    # To look up each letter takes long; what is a word for the patterns is a letter or a digit, and marks are few.
    return " ".join(_UNWORDED.sub(_kept_mark, text).casefold().split())


def _kept_mark(match: re.Match[str]) -> str:
    sign = match[0]
    return sign if unicodedata.category(sign)[0] in "LNM" else " "


def is_unspaced(text: str) -> bool:
    """Tell whether the script of *text* sets no blanks between words."""
    return not text.isascii() and _is_unspaced(text[:200])


@lru_cache(2048)
def _is_unspaced(sample: str) -> bool:
    return len(_UNSPACED.findall(sample)) * 3 > len(sample)


def has_han(text: str) -> bool:
    """Tell whether *text* has Chinese or Japanese letters, whose names are set without a blank."""
    return bool(_HAN.search(text))


def count_words(text: str) -> int:
    """Count the words of *text*; in scripts without blanks two letters, in Thai and the like four, are one."""
    if text.isascii():
        return text.count(" ") + 1 if text else 0
    return _count_words(text) if len(text) <= _CACHED else _count_words.__wrapped__(text)


# Most rules ask for the words of each block, one after the other.
@lru_cache(2048)
def _count_words(text: str) -> int:
    unspaced = len(_UNSPACED.findall(text))
    if not unspaced:
        return text.count(" ") + 1
    long_worded = len(_LONG_WORDED.findall(text))
    words = (unspaced - long_worded) // _UNSPACED_PER_WORD + long_worded // _LONG_WORDED_PER_WORD
    spaced = text.count(" ") + 1 if len(text) > unspaced and not long_worded else 0
    return max(spaced + words, 1)


def width_of(text: str) -> int:
    """Return how many columns *text* takes in a fixed font, where Chinese, Japanese and Korean letters take two."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


def ends_sentence(text: str) -> bool:
    """Tell whether *text* ends as a sentence does, in any script; closing quotes and brackets may follow."""
    stripped = text.rstrip(_CLOSERS)
    return bool(stripped) and (stripped[-1] in _FULL_STOPS or _is_greek_question(stripped))


def ends_open(text: str) -> bool:
    """Tell whether *text* ends with a stop that announces more, such as a comma or a colon."""
    stripped = text.rstrip(_CLOSERS)
    is_open = bool(stripped) and stripped[-1] in _STOPS and stripped[-1] not in _FULL_STOPS
    return is_open and not _is_greek_question(stripped)


def _is_greek_question(text: str) -> bool:
    """Tell whether *text* ends in the semicolon with which Greek asks."""
    return text[-1] in ";\u037e" and bool(_GREEK.search(text))


def opens_speech(text: str) -> bool:
    """Tell whether *text* begins as a line of speech does."""
    return text[:1] in _OPENING_QUOTES


def is_prose(text: str) -> bool:
    """Tell whether *text* is a sentence or more, rather than a label."""
    words = count_words(text)
    return words >= LONG_WORDS or (words >= PROSE_WORDS and ends_sentence(text))


def is_short(text: str) -> bool:
    """Tell whether *text* could be a label: a heading, a cell, a line of a menu."""
    return len(text) <= HEADING_LETTERS and count_words(text) <= HEADING_WORDS


def is_cased(text: str) -> bool:
    """Tell whether the script of *text* has capital and small letters."""
    return any(c.isupper() or c.islower() for c in text)


def begins_low(text: str) -> bool:
    """Tell whether *text* begins with a lower-case letter, as the rest of a broken sentence does."""
    return text[:1].islower()


def marker_of(text: str) -> str:
    """Return the kind of list marker that *text* begins with, "" if none."""
    if text[:1] not in _MARKER_SIGNS and not text[:1].isdecimal():
        return ""
    return next((kind for kind, pattern in _MARKERS if pattern.match(text)), "")


def without_marker(text: str) -> str:
    """Return *text* without the list marker that it begins with."""
    for _kind, pattern in _MARKERS:
        match = pattern.match(text)
        if match:
            return text[match.end() :]
    return text


def number_of(text: str) -> int:
    """Return the number that numbers *text* as an item of a list, -1 if none does."""
    match = _MARKERS[-1][1].match(text)
    return int(match[1]) if match else -1


def speaker_of(text: str) -> str:
    """Return who speaks in a turn such as ``NAME: words``, "" if *text* is none."""
    head = text[:48]
    match = _TURN.match(head) if ":" in head or "：" in head else None
    return match[1] if match else ""


def is_contact(text: str) -> bool:
    """Tell whether *text* has an address, a link or a telephone number."""
    line = text[:200]
    # Each of them has one of these signs, and most lines have none.
    has_sign = "@" in line or "://" in line or "www." in line or bool(_DIGIT.search(line))
    return has_sign and bool(_CONTACT.search(line))


def looks_like_code(text: str) -> bool:
    """Tell whether *text* looks like a line of a program."""
    line = text[:200]
    return bool(_CODE_END.search(line) and _CODE_SIGNS.search(line))


def has_code_signs(text: str) -> bool:
    """Tell whether *text* has some sign of program code, without being sure."""
    return bool(_CODE_SIGNS.search(text[:200]) or _CODE_END.search(text[:200]))
