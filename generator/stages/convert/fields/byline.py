"""Read the line under a title: who wrote the article, when, for whom.

A line counts only when every piece of it is understood, so that a sentence which merely begins with "By"
or holds a date stays in the article.
"""

import re
from datetime import date
from functools import lru_cache

from msgspec import Struct

from generator.formats.phrases import Vocabulary, lead_key, line_key
from generator.stages.convert.features import ends_sentence, is_cased, is_unspaced
from generator.stages.convert.fields.byline_pieces import EDGES, pieces_of
from generator.stages.convert.fields.dates import FoundDate, find_dates
from generator.stages.convert.fields.leads import (
    is_outlet,
    is_titled_outlet,
    joined_words,
    leads_of,
    outlet_in,
    without_job,
    without_outlet,
)
from generator.stages.convert.fields.names import is_job, is_known_as, is_name
from generator.stages.convert.fields.people import apart_from_job, people_in

LONGEST = 180
_MOST_PLACE_WORDS = 5

_SECTION = re.compile(r"(?:in|under|unter|dans|en|em|sob|i|under|w|в|στο|a)\s[^\W\d_a-z][\w&'’-]*(?:\s[\w&'’-]+){0,2}$")
_LABEL = re.compile(r"([^:：]{1,40})[:：]\s*(.+)$")
_DOTS = re.compile("[．・]")


class Byline(Struct, frozen=True):
    """What a line under a title states. *is_updated* dates tell of a change only."""

    authors: tuple[str, ...] = ()
    published: date | None = None
    updated: date | None = None
    publisher: str | None = None
    is_ambiguous: bool = False
    is_relative: bool = False
    is_led: bool = False


class _Reading:
    """The pieces of one line as they are understood, one after the other."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.words = vocabulary
        self.authors: list[str] = []
        self.publisher: str | None = None
        self.is_led = self.is_relative = self.is_furniture = False
        self.strangers: list[str] = []

    def take(self, piece: str) -> bool:
        """Understand *piece*, and tell whether that worked."""
        piece = piece.strip(" ,，-–—()（）[]【】").lstrip(". ")
        key = lead_key(piece)
        if not key or self._is_glue(key):
            return True
        if key in self.words.relative or line_key(piece) in self.words.relative:
            self.is_relative = True
            return True
        if key in self.words.published or key in self.words.updated or key in self.words.editors:
            self.is_led = True
            return True
        if line_key(piece) in self.words.strong:
            self.is_furniture = True
            return True
        return self._take_labelled(piece) or self._take_led(piece) or self._take_bare(piece)

    def _is_glue(self, key: str) -> bool:
        glue = joined_words(self.words).glue
        return all(word.strip(".,()") in glue or not word.strip(".,()") for word in key.split())

    def _take_labelled(self, piece: str) -> bool:
        match = _LABEL.match(piece)
        if match is None:
            return False
        label, value = lead_key(match[1]), match[2].strip(" ,，")
        if label in self.words.editors:
            self.is_led = True
            return True
        may_be_author = label in self.words.authors and is_name(value) and not is_outlet(value, self.words)
        if label in self.words.publishers and len(value.split()) <= _MOST_PLACE_WORDS and not may_be_author:
            self.publisher = self.publisher or value
            self.is_led = True
            return True
        if any(one in self.words.authors or one in self.words.byline for one in (label, *_DOTS.split(label))):
            return self._take_people(value)
        if label in joined_words(self.words).times:
            return self.take(value)
        return False

    def _take_led(self, piece: str) -> bool:
        for lead in leads_of(piece, self.words.byline):
            rest = piece[len(lead) :].strip(" :：・")
            # "Posted by admin" names somebody, "by train" does not.
            is_named = " " in lead or not rest.islower() or not rest.isascii()
            if is_named and self._take_people(rest):
                return True
        for lead in leads_of(piece, joined_words(self.words).dates):
            rest = piece[len(lead) :].strip(" :：,")
            if rest and lead_key(rest) != lead and self.take(rest):
                self.is_led = True
                return True
        return False

    def _take_people(self, text: str) -> bool:
        text, publisher = without_outlet(text, self.words)
        people = people_in(text, self.words) or people_in(without_job(text, self.words), self.words)
        if not people:
            return False
        self.authors.extend(people)
        self.publisher = self.publisher or publisher or outlet_in(text, self.words)
        self.is_led = True
        return True

    def _take_bare(self, piece: str) -> bool:
        if self.is_led and _SECTION.match(piece):
            return True
        if is_job(piece, self.words) and (self.authors or self.strangers):
            return True
        if len(piece.split()) > _MOST_PLACE_WORDS or ends_sentence(piece):
            return False
        self.strangers.append(piece)
        return True


def read_byline(text: str, vocabulary: Vocabulary, language: str | None) -> Byline | None:
    """Return what the line *text* states of its article's author and date, None if it is no such line."""
    return _read_byline(text, vocabulary, language) if len(text) <= LONGEST else None


# The lines around an article are the same on many pages of a site.
@lru_cache(2048)
def _read_byline(text: str, vocabulary: Vocabulary, language: str | None) -> Byline | None:
    dates = find_dates(text, vocabulary.months, language, vocabulary.date_order)
    reading = _Reading(vocabulary)
    pieces = pieces_of(text, dates, vocabulary, language)
    if not all(reading.take(piece) for piece in pieces):
        return None
    if not _settle_strangers(reading, has_date=bool(dates)):
        return None
    if not (dates or reading.authors or reading.is_relative or reading.is_led):
        return None
    published, updated, is_ambiguous = _tell_dates(text, dates, vocabulary)
    return Byline(
        tuple(dict.fromkeys(reading.authors)), published, updated, reading.publisher, is_ambiguous,
        reading.is_relative, reading.is_led,
    )  # fmt: skip


def _settle_strangers(reading: _Reading, *, has_date: bool) -> bool:
    """Tell what the unexplained pieces of the line are, and whether that could be told."""
    openers = reading.words.openers

    def may_be_outlet(name: str) -> bool:
        return not name[:1].islower() and is_known_as(name, openers)

    for stranger in reading.strangers:
        is_paper = is_outlet(stranger, reading.words) or is_titled_outlet(stranger)
        if has_date and reading.publisher is None and is_paper:
            reading.publisher = stranger
        elif not reading.authors and has_date and is_name(stranger, openers):
            reading.authors.append(apart_from_job(stranger, reading.words))
        elif (reading.authors and reading.publisher is None and _may_be_paper(stranger, is_led=reading.is_led)) or (
            has_date and reading.publisher is None and may_be_outlet(stranger)
        ):
            reading.publisher = stranger
        elif not (reading.authors and reading.is_led and is_known_as(stranger, openers) and stranger[:1].isupper()):
            return False  # else the place where it was written
    return True


def _may_be_paper(name: str, *, is_led: bool) -> bool:
    """Tell whether *name*, beside an author, can be whom they wrote for: without capitals only a label tells."""
    return name[:1].isupper() or is_unspaced(name) or (is_led and not is_cased(name))


def _tell_dates(
    text: str, dates: tuple[FoundDate, ...], vocabulary: Vocabulary
) -> tuple[date | None, date | None, bool]:
    published = updated = None
    is_ambiguous = False
    position = 0
    for one in dates:
        before = lead_key(text[position : one.start].strip(EDGES + "|•·"))
        position = one.end
        is_update = any(before.endswith(lead) for lead in vocabulary.updated) and before != ""
        if one.day is None:
            is_ambiguous = is_ambiguous or not is_update
        elif is_update:
            updated = updated or one.day
        else:
            published = published or one.day
    return published, updated, is_ambiguous and published is None
