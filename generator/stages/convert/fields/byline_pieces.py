"""Cut a line under a title into its statements: names, dates, labels and what they are of."""

import re

from generator.formats.letters import lowered
from generator.formats.phrases import Vocabulary, lead_key
from generator.stages.convert.features import has_han
from generator.stages.convert.fields.dates import FoundDate
from generator.stages.convert.fields.leads import joined_words
from generator.stages.convert.fields.people import is_one_name, native_name

_LABEL_WORDS = 2
_TIME = re.compile(
    r"(?:[Tt]|\b(?:at|um|kl\.?|klo|à|a las|às|alle|ore|om|в|о|klockan|godz\.?)\s+)?"
    r"(?<!\d)\d{1,2}\s?[:.hH時时点]\s?\d{2}(?:[:.分]\d{2})?"
    r"(?:\s?(?:[ap]\.?m\b\.?|uhr\b|h\b|hrs\b|分|uur\b))?(?:\s?\(?(?:GMT|UTC|CET|CEST|EST|EDT|PST|PDT|BST|IST|JST|MSK|ET|PT|CT)\b\)?)?"
    r"(?:\s?[+-]\d{1,2}:?\d{2})?",
    re.IGNORECASE,
)
_MARK = "\x00"
_LABELLED_DATE = re.compile(rf"(?P<label>[^{_MARK}|]{{2,24}}?)\s*[:：]?\s*{_MARK}[\s.]*$")
_SEPARATORS = re.compile(r"\s*[|｜•·●▪∙/／‖¦丨]\s*|\s+[-–—]\s+|\s*[;；]\s*|,\s+(?=[^,:]{2,24}:\s)|" + _MARK)
_ADDRESS = re.compile(r"[\s(<\[]*\S+@\S+\.\w+[)>\]]*|(?:^|\s)\(?@[\w.]{2,30}\)?(?=[\s,|]|$)")
_SLASHED_LABEL = re.compile(r"(?:^|(?<=\s))([\u3400-\u9fff][\u3400-\u9fff．・]{0,5})\s?[／/]")  # 文／NAME
EDGES = " ,.，。-–—:：()（）[]【】"


def pieces_of(text: str, dates: tuple[FoundDate, ...], vocabulary: Vocabulary, language: str | None) -> list[str]:
    """Return the statements that make up the line *text*, without its *dates* and times of day."""
    for one in reversed(dates):
        text = text[: one.start] + _MARK + text[one.end :]
    text = _TIME.sub(" ", _SLASHED_LABEL.sub(r"\1：", without_addresses(text)))
    if vocabulary.is_general:
        text = _without_label(text, vocabulary)
    pieces = [piece for piece in _SEPARATORS.split(text) if piece.strip(EDGES)]
    if any(has_han(piece) for piece in pieces):
        pieces = [part for piece in pieces for part in _labelled_parts(piece, vocabulary, language)]
    return pieces


def without_addresses(text: str) -> str:
    """Return *text* with a bar in place of each address by which a writer can be reached."""
    return _ADDRESS.sub(" | ", text) if "@" in text else text


def _without_label(text: str, vocabulary: Vocabulary) -> str:
    """Leave out a word or two before the date, in a language of which no words are known."""
    match = _LABELLED_DATE.match(text)
    words = match["label"].split() if match else []
    is_label = 0 < len(words) <= _LABEL_WORDS and not any(lowered(word) in vocabulary.openers for word in words)
    return _MARK if is_label else text


def _labelled_parts(piece: str, vocabulary: Vocabulary, language: str | None) -> list[str]:
    """Cut what was written as ``来源：甲 作者：乙`` into its statements; a name may have a blank of its own."""
    parts: list[str] = []
    labels = joined_words(vocabulary).labels
    for part in piece.split(" "):
        label = lead_key(re.split("[:：]", part, maxsplit=1)[0])
        is_rest = parts and label not in labels
        is_author = bool(parts) and lead_key(re.split("[:：]", parts[-1], maxsplit=1)[0]) in vocabulary.authors
        if is_rest and is_author and native_name(part, language):
            parts[-1] += f"、{part}"
        elif is_rest and parts[-1][-1:] in ":：":
            parts[-1] += part
        elif is_rest and is_one_name(parts[-1], part, language):
            parts[-1] += f" {part}"
        else:
            parts.append(part)
    return parts
