"""Turn bytes into text once, at the door: UTF-8, LF, NFC, no control characters; and measure text.

Nothing here knows what the text is about.
"""

import re
import unicodedata
from html import unescape
from typing import Literal

from generator.formats.undecodable import not_text, not_utf8
from generator.problems import Location, Problem

WORDS_PER_MINUTE = 230
CJK_PER_MINUTE = 400
LETTERS_PER_WORD = 5

# C0 but tab and newline, DEL, C1, surrogates and noncharacters: no page and no feed may contain them.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17))
    + "]"
)
_PAGE_BREAKS = re.compile("[\x0b\x0c]")
_NO_TEXT = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_BLOCK_TAG = re.compile(
    r"""</?(?:address|article|aside|blockquote|br|caption|dd|details|div|dl|dt|figcaption|figure|h[1-6]|hr|li|ol|p|pre
    |section|summary|table|tbody|td|tfoot|th|thead|tr|ul)\b(?:[^"'>]|"[^"]*"|'[^']*')*+>""",
    re.IGNORECASE | re.VERBOSE,
)
_ANY_TAG = re.compile(r"""</?[A-Za-z](?:[^"'>]|"[^"]*"|'[^']*')*+>""")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_RTL_LANGUAGES = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ji", "ps", "sd", "syr", "ug", "ur", "yi"})
_RTL_SCRIPTS = frozenset({"adlm", "arab", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"})


def clean(text: str) -> str:
    """Return *text* without the characters that no page and no feed may contain; page breaks become blanks."""
    # None of them is printable, and to ask that takes a tenth of the time to look for each.
    if text.replace("\n", "").replace("\t", "").isprintable():
        return text
    return _FORBIDDEN.sub("", _PAGE_BREAKS.sub(" ", text))


def decode(raw: bytes, path: str) -> tuple[str, tuple[Problem, ...]]:
    """Return the text of the file *path* and what was wrong with it; "" when it cannot be read.

    A byte order mark goes, line ends become LF, characters are composed (NFC). Nothing is ever replaced
    by a question mark: what is not UTF-8 is refused with its place.
    """
    problem = not_text(raw, path)
    if problem is not None:
        return "", (problem,)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return "", (not_utf8(raw, path, error),)
    return tidy(text, path)


def tidy(text: str, path: str) -> tuple[str, tuple[Problem, ...]]:
    """Return the decoded *text* of the file *path* with LF, composed, without control characters; warn of those."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    # Most texts hold nothing but what can be printed, which is told much faster.
    found = None if text.replace("\n", "").isprintable() else _FORBIDDEN.search(text)
    problems: tuple[Problem, ...] = ()
    if found:
        problems = (_removed(text, path, found.start()),)
        text = clean(text)
    return (text if text.isascii() else unicodedata.normalize("NFC", text)), problems


def _removed(text: str, path: str, position: int) -> Problem:
    count = len(_FORBIDDEN.findall(text))
    others = f" and {count - 1:,} more" if count > 1 else ""
    return Problem(
        code="control-character",
        what=f"character U+{ord(text[position]):04X}{others} left out",
        where=Location(path, text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position)),
        why="no page and no feed may contain it",
        fix="remove it from the file",
        severity="warning",
    )


def _measure(text: str) -> tuple[int, int]:
    """Return the words of *text* that are set apart by blanks, and its CJK characters."""
    if text.isascii():
        return len(_WORD.findall(text)), 0
    rest, cjk = _CJK.subn(" ", text)
    rest, letters = _UNSPACED.subn(" ", rest)
    return len(_WORD.findall(rest)) + -(-letters // LETTERS_PER_WORD), cjk


def plain_text(html: str) -> str:
    """Return the text of *html*, blocks on lines of their own, entities decoded, without control characters."""
    lines = clean(unescape(_ANY_TAG.sub("", _BLOCK_TAG.sub("\n", _NO_TEXT.sub("", html))))).split("\n")
    return "\n".join(stripped for line in lines if (stripped := line.strip()))


def count_words(text: str) -> int:
    """Count the words of *text*; each Chinese or Japanese character is one."""
    return sum(_measure(text))


def reading_minutes(text: str, code: str = "", images: int = 0) -> int:
    """Return how many minutes *text* takes to read, rounded up, 0 when there is nothing to read.

    230 words or 400 Chinese or Japanese characters a minute, *code* at half weight; the first of *images*
    takes 12 seconds, each further one a second less, down to three.
    """
    words, cjk = _measure(text)
    code_words, code_cjk = _measure(code)
    seconds = sum(max(12 - position, 3) for position in range(images))
    # In whole numbers, twice over for the halves: rounding up must not depend on the last bit of a fraction.
    parts = (2 * words + code_words) * CJK_PER_MINUTE * 60 + (2 * cjk + code_cjk) * WORDS_PER_MINUTE * 60
    parts += 2 * seconds * WORDS_PER_MINUTE * CJK_PER_MINUTE
    return -(-parts // (2 * WORDS_PER_MINUTE * CJK_PER_MINUTE * 60))


def direction(language: str) -> Literal["ltr", "rtl"]:
    """Return the direction in which *language* (a BCP 47 tag) is written; a script subtag decides."""
    main, *rest = language.lower().replace("_", "-").split("-")
    script = next((part for part in rest if len(part) == 4 and part.isalpha()), "")  # noqa: PLR2004 - BCP 47
    if script:
        return "rtl" if script in _RTL_SCRIPTS else "ltr"
    return "rtl" if main in _RTL_LANGUAGES else "ltr"
