"""Narrow the values of a record, which may be anything, to what a field of an article can be.

Each reader takes a value and returns what it means, or a :class:`Unfit` that says why it means nothing. An empty
value is never unfit: a record may have nothing to say.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta, tzinfo

from msgspec import Struct

from generator.formats.dates import parse_moment
from generator.formats.text import clean, plain_text

# Where an object holds the words that it stands for: schema.org, WordPress's REST interface, XML turned into JSON.
_WORDS = ("name", "rendered", "value", "#text", "@value", "term", "label", "title")
_LONGEST = 1000
_MANY = 200
_DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}\Z", re.ASCII)
_MIDNIGHT = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})[T ]00:00(?::00(?:\.0+)?)?\Z", re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})(Z?))?\Z", re.ASCII)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*\Z")
_URL = re.compile(r"https?://[^\s/?#<>\"\\]+[^\s<>\"\\]*\Z", re.IGNORECASE)
_BY = re.compile(r"(?:by|von|par|por|door|di)\s+(?=\S)", re.IGNORECASE)
_LISTED_NAMES = re.compile(r"[;|\n、，]")
_NAMES = re.compile(r"\s*,\s*(?:(?:and|und|et|y|e|en)\s)?|\s+(?:&|and|und|et|y|e|en)\s+")
_LISTED = re.compile(r"[,;|、，]")
_SECONDS = range(-2_208_988_800, 7_258_118_400)  # 1900 to 2200, the years that a date may have
_SURELY_SECONDS = 100_000_000
_THOUSAND = 1000


class Unfit(Struct, frozen=True):
    """A value that cannot be what its field needs."""

    why: str


class Twice(Struct, frozen=True):
    """The value of a key that a record has twice, with different values: nobody can say which one counts."""


def text(value: object) -> str | Unfit:
    """Words on as many lines as they have."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, Mapping):
        inner = next((value[key] for key in _WORDS if isinstance(value.get(key), str)), None)
        return inner if isinstance(inner, str) else Unfit("it is an object without a text")
    if isinstance(value, Twice):
        return Unfit("the key is there twice, with different values")
    return Unfit(f"it is {kind_of(value)}, not a text")


def line(value: object) -> str | Unfit:
    """A few words on one line, as a title has; a whole number is taken for its digits."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if abs(value) < 10**18 else Unfit("it is a huge number")
    found = text(value)
    if isinstance(found, Unfit):
        return found
    if isinstance(value, Mapping) and "rendered" in value:
        found = plain_text(found)
    told = " ".join(clean(found).split())
    return told if len(told) <= _LONGEST else Unfit(f"it has {len(told):,} characters")


def words(value: object) -> tuple[str, ...] | Unfit:
    """Tags: a list of words, or one text with commas, semicolons or bars between them."""
    if isinstance(value, str):
        inner = value.strip().removeprefix("[").removesuffix("]")
        is_list = len(inner) < len(value.strip())
        return _some(part.strip(" '\"") if is_list else part for part in _LISTED.split(inner))
    return _some(value) if isinstance(value, list) else _one(value)


def names(value: object) -> tuple[str, ...] | Unfit:
    """Authors: a list of names or of objects with names, or one text that names several."""
    if not isinstance(value, str):
        return _some(value) if isinstance(value, list) else _one(value)
    told = _BY.sub("", value.strip(), count=1) if _BY.match(value.strip()) else value
    return _some([name for part in _LISTED_NAMES.split(told) for name in _apart(part)])


def moment(value: object, zone: tzinfo) -> date | datetime | Unfit | None:
    """A day or a moment: ISO 8601, RFC 822, or seconds or milliseconds since 1970."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _since_1970(value)
    told = text(value)
    if isinstance(told, Unfit):
        return told
    told = told.strip()
    return _written(told, zone) if told else None


def language(value: object) -> str | Unfit | None:
    """A language tag; of several languages the first."""
    if isinstance(value, list):
        value = value[0] if value else None
    told = text(value)
    if isinstance(told, Unfit) or not told.strip():
        return told if isinstance(told, Unfit) else None
    return told.strip().replace("_", "-") if _LANGUAGE.match(told.strip()) else Unfit("it is not a language tag")


def url(value: object) -> str | Unfit:
    """An address on the web."""
    told = text(value)
    if isinstance(told, Unfit) or not told.strip():
        return told if isinstance(told, Unfit) else ""
    is_one = len(told) <= 2 * _LONGEST and clean(told) == told and _URL.match(told.strip())
    return told.strip() if is_one else Unfit("it is not an address that begins with http")


def kind_of(value: object) -> str:
    """Return what *value* is, in words."""
    kinds: tuple[tuple[type, str], ...] = (
        (bool, "true or false"), (int, "a number"), (float, "a number"), (str, "a text"), (list, "a list"),
        (dict, "an object"), (Twice, "there twice, with different values"),
    )  # fmt: skip
    return next((name for kind, name in kinds if isinstance(value, kind)), "nothing")


def _some(values: Iterable[object]) -> tuple[str, ...] | Unfit:
    found: dict[str, None] = {}
    for value in values:
        told = line(value)
        if isinstance(told, Unfit):
            return told
        if told:
            found[told] = None
    return tuple(found) if len(found) <= _MANY else Unfit(f"there are {len(found):,} of them")


def _one(value: object) -> tuple[str, ...] | Unfit:
    told = line(value)
    return told if isinstance(told, Unfit) else (told,) if told else ()


def _apart(part: str) -> list[str]:
    """Return the names in *part*, if each has two words: ``Voss, Inga`` and ``Ortega y Gasset`` are one person."""
    pieces = [piece.strip() for piece in _NAMES.split(part)]
    return pieces if all(" " in piece for piece in pieces if piece) else [part]


def _since_1970(value: float) -> date | Unfit:
    if value != value or value in (float("inf"), float("-inf")):  # noqa: PLR0124 - what tells NaN from a number
        return Unfit("it is no number")
    seconds = int(value) if abs(value) < _SURELY_SECONDS * _THOUSAND else int(value) // _THOUSAND
    if abs(seconds) < _SURELY_SECONDS:
        compact = _compact(str(int(value)), UTC)
        return compact if compact is not None else Unfit("it is a number that names no moment")
    if seconds not in _SECONDS:
        return Unfit("it is a number that names no moment")
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)


def _written(told: str, zone: tzinfo) -> date | datetime | Unfit:
    # Programs that know only the day write midnight, and mean no time.
    day = _MIDNIGHT.match(told)
    told = (day[1] if day else told).replace("/", "-")
    found = parse_moment(told, zone)
    if isinstance(found, datetime):
        return found.date() if _DAY.match(told) else found
    return _compact(told, zone) or _mailed(told) or Unfit(found)


def _compact(told: str, zone: tzinfo) -> date | datetime | None:
    found = _COMPACT.match(told)
    if not found:
        return None
    day = f"{found[1]}-{found[2]}-{found[3]}"
    moment_of = parse_moment(f"{day}T{found[4]}:{found[5]}:{found[6]}{found[7]}" if found[4] else day, zone)
    if isinstance(moment_of, str):
        return None
    return moment_of if found[4] else moment_of.date()


def _mailed(told: str) -> datetime | None:
    """Return the moment *told* as in a message or a feed (RFC 822), which names its offset."""
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 - few records need it

    try:
        found = parsedate_to_datetime(told)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    # Without an offset it may be anything that happens to look like a date.
    return found if found.tzinfo is not None and found.year in range(1900, 2201) else None
