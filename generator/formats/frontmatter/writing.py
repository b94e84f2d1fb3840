"""Write front matter: fixed order of keys, block style, quotes only where YAML of any version needs them."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime

from generator.formats.frontmatter.blocks import FENCE
from generator.formats.frontmatter.names import CANONICAL
from generator.formats.text import clean
from generator.model import Caption

_PLAIN = re.compile(r"[^\W\d_](?:[^\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff]*[^\s:])?\Z")
_UNSAFE_INSIDE = re.compile(r":(?:\s|\Z)|\s#")
# Words that some version of YAML, or the parser of another generator, takes for something else than text.
_WORDS = frozenset({"true", "false", "yes", "no", "on", "off", "y", "n", "null", "none", "nan", "inf"})
_ESCAPES = {
    '"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\x85": "\\N", "\xa0": "\\_", "\u2028": "\\L", "\u2029": "\\P",
    "\ufeff": "\\uFEFF",
}  # fmt: skip


def join(fields: Mapping[str, object], body: str) -> str:
    """Return a content file: *fields* as front matter, an empty line, *body* as it is.

    Values may be text, numbers, booleans, dates, captions, and lists and mappings of these. What is None or
    empty is left out. Canonical keys come first in their order, others sorted. ``split`` gives *body* back.
    """
    known = [key for key in CANONICAL if key in fields]
    others = sorted(fields.keys() - set(CANONICAL))
    lines = [line for key in (*known, *others) if not _is_empty(fields[key]) for line in _field(key, fields[key], "")]
    return "\n".join((FENCE, *lines, FENCE, "", body))


def _is_empty(value: object) -> bool:
    return value is None or (isinstance(value, (str, list, tuple, Mapping)) and not value)


def _field(key: str, value: object, indent: str) -> Iterator[str]:
    name = _scalar(key)
    match value:
        case Mapping() if value:
            yield f"{indent}{name}:"
            for inner in sorted(value, key=str):
                yield from _field(str(inner), value[inner], indent + "  ")
        case list() | tuple() if value:
            yield f"{indent}{name}:"
            for item in value:
                yield from _item(item, indent + "  ")
        case _:
            yield f"{indent}{name}: {_scalar(value)}"


def _item(value: object, indent: str) -> Iterator[str]:
    if isinstance(value, Caption):
        value = {"caption": value.caption} | ({"credit": value.credit} if value.credit else {})
    match value:
        case Mapping() if value:
            inner = [line for key in sorted(value, key=str) for line in _field(str(key), value[key], indent + "  ")]
            yield f"{indent}- {inner[0].lstrip(' ')}"
            yield from inner[1:]
        case list() | tuple() if value:
            inner = [line for item in value for line in _item(item, indent + "  ")]
            yield f"{indent}- {inner[0].lstrip(' ')}"
            yield from inner[1:]
        case _:
            yield f"{indent}- {_scalar(value)}"


def _scalar(value: object) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    match value:
        case int() | float():
            return repr(value)
        case date():
            return value.isoformat(sep=" ") if isinstance(value, datetime) else value.isoformat()
        case list() | tuple() | Mapping():
            return "{}" if isinstance(value, Mapping) else "[]"
        case _:
            return _text(clean(str(value)))


def _text(text: str) -> str:
    # What starts with a letter is a number in no version of YAML.
    is_plain = _PLAIN.match(text) and not _UNSAFE_INSIDE.search(text) and text.lower() not in _WORDS
    return text if is_plain else f'"{"".join(_ESCAPES.get(character, character) for character in text)}"'
