"""Part what a lead-in such as "Posted by" leads to from the words around it."""

import re
from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct

from generator.formats.letters import lowered
from generator.formats.phrases import Vocabulary, lead_key
from generator.stages.convert.features import is_unspaced
from generator.stages.convert.fields.names import is_name

_FULL_NAME = 2
_LEAD_LETTERS = 4
_FOR = frozenset(["for", "für", "para", "pour", "per", "voor", "för", "dla", "pro", "для", "για"])
_OUTLET_WORDS = 5
_ARTICLE = re.compile(r"(?:The|La|Le|Les|El|Los|Il|Lo|Gli|Der|Die|Das|De|Het|O|A|L['’])\s?[A-ZÀ-Þ]\w+")


class JoinedWords(Struct, frozen=True):
    """Words of several lists of a vocabulary."""

    glue: frozenset[str]
    dates: frozenset[str]
    times: frozenset[str]
    labels: frozenset[str]


@lru_cache(128)
def joined_words(words: Vocabulary) -> JoinedWords:
    """Return the lists of *words* that are asked together; to join them takes longer than to ask."""
    dates = words.published | words.updated
    return JoinedWords(
        glue=words.glue | words.weekdays,
        dates=dates,
        times=words.relative | dates,
        labels=words.authors | words.publishers | words.editors | dates,
    )


def leads_of(piece: str, leads: frozenset[str]) -> list[str]:
    """Return those of *leads* with which *piece* begins, the longest first."""
    lowered = lead_key(piece)
    candidates = _by_first_letter(leads).get(lowered[:1], ())
    return [lead for lead in candidates if lowered.startswith(lead) and _is_parted(lowered, len(lead))]


@lru_cache(maxsize=256)
def _by_first_letter(leads: frozenset[str]) -> Mapping[str, tuple[str, ...]]:
    """Return *leads* by their first letter, the longest first."""
    found: dict[str, list[str]] = {}
    for lead in sorted(leads, key=lambda lead: (-len(lead), lead)):
        found.setdefault(lead[:1], []).append(lead)
    return {start: tuple(some) for start, some in found.items()}


def _is_parted(text: str, position: int) -> bool:
    following = text[position : position + 1]
    return not following or not following.isalnum() or is_unspaced(text[:position])


def without_outlet(text: str, vocabulary: Vocabulary) -> tuple[str, str | None]:
    """Return *text* without a closing "for OUTLET" or "in PLACE" or the word before a date, and the outlet."""
    words = text.split()
    closing = vocabulary.glue | vocabulary.published | vocabulary.weekdays
    while words and lead_key(words[-1].rstrip(",.")) in closing:
        words.pop()
    for number, word in enumerate(words[1:], 1):
        if word in _FOR and number + 1 < len(words) and (word == "for" or words[number + 1][:1].isupper()):
            return " ".join(words[:number]), " ".join(words[number + 1 :]) or None
        if word in {"in", "at"} and number + 1 < len(words) and words[number + 1][:1].isupper():
            return " ".join(words[:number]), None
    return " ".join(words), None


def without_lead(name: str) -> str:
    """Return *name* without the short word before a full name, which may be "by" in any language."""
    words = name.split()
    is_led = len(words) > _FULL_NAME and len(words[0]) <= _LEAD_LETTERS and words[0].isalpha()
    return " ".join(words[1:]) if is_led else name


def without_job(text: str, vocabulary: Vocabulary) -> str:
    """Return the full name that ends *text* after small words, as in "onze verslaggever Teun Rasker"; else ""."""
    words = text.split()
    small = next((number for number, word in enumerate(words) if not word[:1].islower()), 0)
    name = " ".join(words[small:])
    return name if small and is_name(name, vocabulary.openers) else ""


def outlet_in(text: str, vocabulary: Vocabulary) -> str | None:
    """Return the paper named after a comma in *text*, by a word or by the article before its name."""
    pieces = [piece.strip() for piece in text.split(",")[1:]]
    return next((piece for piece in pieces if _ARTICLE.match(piece) or is_outlet(piece, vocabulary)), None)


def is_outlet(name: str, vocabulary: Vocabulary) -> bool:
    """Tell whether *name* has a word in it that papers and stations are called by."""
    words = lowered(name).split()
    return 1 < len(words) <= _OUTLET_WORDS and not vocabulary.outlets.isdisjoint(words)


def is_titled_outlet(name: str) -> bool:
    """Tell whether *name* begins with an article and goes on with capitals, as the names of papers do."""
    return bool(_ARTICLE.match(name)) and " " in name
