"""Read the values that markup, feeds and exports state: moments, languages, lists of tags, single lines."""

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from generator.formats.dates import parse_moment
from generator.formats.inputs.pieces import composed

LONGEST_TAG = 60
_BETWEEN = re.compile(r"\s*[,;，、؛،]\s*")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,2}\Z")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})\Z")
_SLASHED = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})\Z")
_NO_ZONE = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})[T ]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*\Z", re.IGNORECASE)


def moment_of(text: str) -> datetime | date | None:
    """Return the moment that *text* names, or its day when no offset says which moment that was; else None."""
    text = " ".join(text.split())
    compact = _COMPACT.match(text) or _SLASHED.match(text)
    local = _NO_ZONE.match(text)
    moment = parse_moment("-".join(compact.groups()) if compact else local[1] if local else text, UTC)
    if isinstance(moment, str):
        return _mail_date(text)
    return moment.date() if len(text) <= len("2024-12-31") or local else moment


def _mail_date(text: str) -> datetime | date | None:
    """Read a date as mail writes it (RFC 822), which RSS asks for."""
    try:
        moment = parsedate_to_datetime(text)
        checked = parse_moment(moment.isoformat(), UTC)
    except (TypeError, ValueError, OverflowError, IndexError):
        return None
    if isinstance(checked, str):
        return None
    return checked.date() if moment.tzinfo is None else checked


def language_tag(text: str) -> str | None:
    """Return *text* as a BCP 47 tag, None if it is none: ``en_GB.UTF-8`` is ``en-GB``."""
    tag = text.strip().split(".")[0].split(",")[0].strip()
    return tag.replace("_", "-") if _LANGUAGE.match(tag) else None


def one(text: object) -> str:
    """Return *text* on one line if it is text, else ""."""
    return " ".join(composed(text).split()) if isinstance(text, str) else ""


def split_tags(text: str) -> tuple[str, ...]:
    """Return the tags that *text* lists with commas or semicolons between, each once."""
    return tuple(dict.fromkeys(tag for part in _BETWEEN.split(text) if 0 < len(tag := one(part)) <= LONGEST_TAG))
