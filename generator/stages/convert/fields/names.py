"""Tell names of people from other short texts."""

import re
from collections.abc import Collection

from generator.formats.letters import lowered
from generator.formats.phrases import Vocabulary, lead_key
from generator.stages.convert.features import has_han

LONGEST_NAME = 48
MOST_WORDS = 5

_PARTICLES = frozenset(
    (  # noqa: SIM905 - one a line would be a page
        "van von der den de del della di da das do dos du des la le el al bin bint "
        "ibn ben ter ten zu zum zur af av y e i mac mc st o abu the"
    ).split()
)
_TOKEN = re.compile(r"[^\W\d_][^\s\d_,;:!?/|()<>\[\]{}=*#@\\]*$")
_NICKNAME = re.compile(r"\s[\"“„«'‘(][^\s\"”“»'’)]{1,20}[\"”“»'’)](?=\s)")
_HAN = re.compile(r"[\u3400-\u9fff·]{2,6}$")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af・·･\s]{2,12}$")
_TITLES = frozenset(["dr", "dr.", "prof", "prof.", "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "sir", "rev.", "фон"])


def is_name(text: str, openers: Collection[str] = ()) -> bool:
    """Tell whether *text* has the form of a person's full name: two to five names, initials or particles."""
    if not text or len(text) > LONGEST_NAME:
        return False
    if has_han(text):
        return bool(_CJK.match(text))
    tokens = _NICKNAME.sub("", text).split()
    return 2 <= len(tokens) <= MOST_WORDS and _are_names(tokens, openers)  # noqa: PLR2004 - a full name


def is_known_as(text: str, openers: Collection[str] = ()) -> bool:
    """Tell whether *text* can be who a byline names: a full name, a first name, a login."""
    if not text or len(text) > LONGEST_NAME:
        return False
    if has_han(text):
        return bool(_CJK.match(text))
    tokens = _NICKNAME.sub("", text).split()
    if len(tokens) == 1:
        return lowered(tokens[0]) not in openers and len(tokens[0]) > 1 and tokens[0][-1] not in ".,:;!?"
    return len(tokens) <= MOST_WORDS and _are_names(tokens, openers)


def is_job(text: str, vocabulary: Vocabulary) -> bool:
    """Tell whether *text* is the title of a job, or ends or begins as one."""
    words = lead_key(text).split()
    if not words or len(words) > MOST_WORDS + 1:
        return False
    jobs = vocabulary.jobs
    return " ".join(words) in jobs or words[-1] in jobs or (len(words) > 1 and words[0] in jobs)


def _are_names(tokens: list[str], openers: Collection[str]) -> bool:
    if lowered(tokens[0]) in openers or tokens[-1].casefold() in _PARTICLES - {"da"}:
        return False
    if any(lowered(token) in openers and token.casefold() not in _PARTICLES for token in tokens):
        return False
    return all(_is_token(token) for token in tokens) and any(len(token.strip(".")) > 1 for token in tokens)


def _is_token(token: str) -> bool:
    if not _TOKEN.match(token):
        return False
    if token[-1] in ".…" and len(token) > 3 and token.casefold() not in _TITLES | {"jr.", "sr."}:  # noqa: PLR2004 - an initial
        return False
    first = token[0]
    return (
        first.isupper()
        or not first.islower()
        or token.casefold() in _PARTICLES
        or "'" in token[1:3]
        or "’" in token[1:3]
    )
