"""Read lists of tags, and titles of other articles after their lead-in."""

import re

from generator.formats.phrases import LONGEST_LINE, Vocabulary, lead_key
from generator.stages.convert.features import count_words, is_unspaced

LONGEST = 1000
_MOST_TAG_WORDS = 7
_SEPARATORS = re.compile(r"\s*[,，、،;；؛|•·]\s*|\s+/\s+|\s+#")
_HASHTAGS = re.compile(r"#[^\s#]+(?:[\s,，、]+#[^\s#]+)+$|#[^\s#\d][^\s#]+$")
_SIGN = re.compile("[:：|｜»›→]")
# More than the longest label and its sign.
_LABELLED = 50
_LABEL = re.compile(r"([^:：|｜»›→]{1,48}?)\s?[:：|｜»›→]\s*(.+)$")


def tags_in(text: str) -> tuple[str, ...]:
    """Return the tags that the list *text* names, in its order and spelling; none if it is a sentence."""
    parts = _SEPARATORS.split(text.lstrip("#"))
    # Where words are not set apart, a blank is a separator too.
    parts = text.split() if len(parts) == 1 and is_unspaced(text) else parts
    # A full stop may end the list; before a name, as in ".NET", it is the name's, and so is the sign that ends "C#".
    pieces = [piece.lstrip(" #").rstrip(" .") for piece in parts]
    tags = tuple(dict.fromkeys(piece for piece in pieces if piece))
    return tags if all(count_words(tag) <= _MOST_TAG_WORDS for tag in tags) else ()


def labelled(text: str, leads: frozenset[str]) -> str:
    """Return what follows a lead-in and a colon in *text*, "" when it has no such lead-in."""
    match = _LABEL.match(text[:LONGEST]) if _SIGN.search(text, 0, _LABELLED) else None
    return match[2] if match and lead_key(match[1].strip("[(►▶→»*- ")) in leads else ""


def hashtags(text: str) -> tuple[str, ...]:
    """Return the tags of a line that holds nothing but hashtags."""
    if len(text) > LONGEST or not text.startswith("#") or not _HASHTAGS.match(text):
        return ()
    return tuple(dict.fromkeys(tag.strip(",，、# ") for tag in text.split("#") if tag.strip(",，、# ")))


def is_lead(text: str, leads: frozenset[str]) -> bool:
    """Tell whether *text* is nothing but a lead-in."""
    return len(text) <= LONGEST_LINE and lead_key(text.strip(" :：►▶→»…")) in leads


def led_title(text: str, vocabulary: Vocabulary) -> str:
    """Return the title of the article to which the line *text* points, "" if it points to none."""
    return labelled(text, vocabulary.related).strip()
