"""Weigh the words of a line that no phrase list has as a whole, to tell whether furniture is made of them.

"Kopiér link" is in no list, but both its words stand in phrases that are. The names of networks tell in any
language and script.
"""

import re

from generator.formats.phrases import line_key
from generator.stages.convert.features import count_words, ends_open, ends_sentence, folded, is_contact, is_unspaced
from generator.stages.convert.page import Page

_MOST_WORDS = 9
_BRACKETS = re.compile(r"\s?[(（][^()（）]{1,20}[)）]$")
_LITTLE = 2
_LONGEST_PHRASE = 10
_FEW_HEADING_WORDS = 5


def is_worded_as_furniture(page: Page, text: str) -> bool:
    """Tell whether *text* is a short line made of words of the page's furniture, or one about a network."""
    if (
        count_words(text) > _MOST_WORDS
        or ends_open(text.rstrip(":："))
        or (ends_sentence(text) and not text.endswith(("!", "?")))
    ):
        return False
    key = line_key(text)
    return _has_network(key) or furniture_share(page, key) > 0.5  # noqa: PLR2004 - most of its words


def furniture_share(page: Page, key: str) -> float:
    """Return which share of the words that mean something in *key* stand in phrases of furniture."""
    if is_unspaced(key):
        return _covered(page, key)
    words = [word.strip(".,:!?()") for word in key.split()]
    telling = [word for word in words if len(word) > _LITTLE and word not in page.words.small_words]
    if not telling:
        return 0.0
    if key in page.words.press:
        # "End" may end a story.
        return 0.0
    return sum(word in page.words.furniture_words for word in telling) / len(telling)


def _covered(page: Page, key: str) -> float:
    """Return which share of *key*, whose words no blank parts, is made of phrases of furniture."""
    place = covered = 0
    letters = sum(character.isalpha() for character in key)
    while place < len(key):
        sizes = range(min(_LONGEST_PHRASE, len(key) - place), _LITTLE - 1, -1)
        size = next((size for size in sizes if key[place : place + size] in page.words.furniture_words), 0)
        covered += size
        place += size or 1
    return min(1.0, covered / letters) if letters else 0.0


def _has_network(key: str) -> bool:
    return "@" in key.split()


def is_heading_word(page: Page, place: int) -> bool:
    """Tell whether the line is a word that heads something, or begins with it: "Zutaten für den Teig"."""
    key = folded(_BRACKETS.sub("", page.text(place)))
    words = key.split()
    begins = " ".join(words[:1]) in page.words.headings and len(words) <= _FEW_HEADING_WORDS
    return key in page.words.headings or (begins and not any(c.isdigit() for c in page.text(place)))


def leads_to_contact(page: Page, place: int) -> bool:
    """Tell whether an address or a number stands on one of the three lines below."""
    return any(is_contact(page.text(below)) for below in range(place + 1, place + 4))
