"""Write plain text as Markdown that shows exactly that text.

Only what Python-Markdown (``extra``, ``sane_lists``, ``toc``, ``admonition``, ``codehilite``) would take for
markup is escaped, so that converted articles stay pleasant to edit. That it does, ``formats.proof`` proves for
every article.
"""

import re
from functools import lru_cache

# Backslash, code, emphasis, links and attributes have a meaning anywhere in a line.
_ANYWHERE = re.compile(r"[\\`*\[{]|<|&(?=[#A-Za-z])|_")
_ENTITIES = {"<": "&lt;", "&": "&amp;"}
_START = re.compile(r"[#>+\-!]")
_START_ENTITY = re.compile(r"[=~:|]")
# In any digits: the engine numbers a list with those of every script.
_NUMBER = re.compile(r"(\d+)\.(?=\s|$)")
# The second row of a table, or a line under a heading, that begins harmlessly does not exist: each
# begins with one of the characters above.
_FENCE = re.compile(r"^[ ]*(`{3,}|~{3,})", re.MULTILINE)
_SHORTEST_FENCE = 3
_CACHED = 2000

_MARKUP = re.compile("[\\\\`*_\\[{<&\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_MARKUP_START = re.compile(r"[#>+\-!=~:|]|\d+\.")


def is_harmless(text: str) -> bool:
    """Tell whether the line *text*, its white space normalised, is the same in Markdown wherever a text may stand.

    It is when it has no backslash, backtick, asterisk, underscore, opening bracket or brace, ``<``, ``&`` before
    anything but a blank, and no control character, and does not begin with one of ``# > + - ! = ~ : |`` or with
    digits and a full stop. Nothing else sets the engine going: inline patterns of ``markdown.inlinepatterns`` and of
    the extensions open with one of the signs named first; links, images, notes, abbreviations, attributes and
    ``[TOC]`` need a bracket or a brace; blocks, rows that make a table, underlines, definitions, fences and
    admonitions are told by how a line begins. ``tests/convert/test_escape.py`` renders such lines by the thousand.
    """
    return _is_harmless(text) if len(text) <= _CACHED else _is_harmless.__wrapped__(text)


# Asked of each line before it is written and when it is.
@lru_cache(256)
def _is_harmless(text: str) -> bool:
    if "& " in text:
        text = text.replace("& ", "")
    return not (_MARKUP.search(text) or _MARKUP_START.match(text))


def escape_line(text: str, *, is_heading: bool = False) -> str:
    """Return one line of Markdown that shows *text*, which must hold no line break.

    White space at both ends goes and inner runs of it count as one blank, as on any page. In a heading a
    closing ``#`` would be taken for part of its marker.
    """
    text = " ".join(text.split())
    if is_harmless(text) and not is_heading:
        return text
    escaped = _ANYWHERE.sub(_escape_match, text)
    if is_heading and escaped.endswith("#"):
        escaped = f"{escaped[:-1]}\\#"
    return escaped if escaped == "\\#" else _escape_start(escaped)


def in_entities(text: str) -> str:
    """Return one line that shows *text* in whatever Markdown: what is no letter, digit or blank is a number.

    It is hard to edit, and so for lines only that ``escape_line`` fails.
    """
    return "".join(c if c == " " or c.isalnum() else f"&#{ord(c)};" for c in " ".join(text.split()))


def fenced(text: str) -> str:
    """Return *text* as a block of code, fenced so that no line of it can end the block."""
    longest = max((len(match[1]) for match in _FENCE.finditer(text)), default=_SHORTEST_FENCE - 1)
    fence = "`" * (longest + 1)
    return f"{fence}\n{text}\n{fence}"


def _escape_match(match: re.Match[str]) -> str:
    character = match[0]
    if character == "_" and _is_inside_word(match):
        return character
    return _ENTITIES.get(character) or f"\\{character}"


def _is_inside_word(match: re.Match[str]) -> bool:
    before, after = match.string[max(match.start() - 1, 0) : match.start()], match.string[match.end() : match.end() + 1]
    return before.isalnum() and after.isalnum()


def _escape_start(text: str) -> str:
    if _START.match(text):
        return f"\\{text}"
    if _START_ENTITY.match(text):
        return f"&#{ord(text[0])};{text[1:]}"
    return _NUMBER.sub(r"\1\\.", text, count=1) if _NUMBER.match(text) else text
