"""Find complete dates in a line, in any of the languages that have a list of months.

A date is taken only as far as it is stated: without a year it is none, and a numeric one that can be read in
two ways counts only where the language has one convention, or where the order is given.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date

from msgspec import Struct

from generator.formats.letters import lowered

EARLIEST, LATEST = 1800, 2200
_BUDDHIST = 543
_BUDDHIST_YEARS = range(2300, 2700)
_LAST_CENTURY = 69
# Only English is written with the month first and with the day first.
_TWO_CONVENTIONS = frozenset({"en", ""})
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867, "民國": 1911, "民国": 1911}

# No date has fewer numbers: the month at most is a word.
_TWO_NUMBERS = re.compile(r"\d\D+\d|元\D+\d")
_OTHER_DIGIT = re.compile(r"[^\D0-9]")
_NOT_IN_NUMBER = r"(?<![\d.,/])(?<!\d-)"
_ISO = re.compile(rf"{_NOT_IN_NUMBER}(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}})(?![\d/-])(?:[Tt]\d{{2}}:\d{{2}}\S*)?")
_CJK = re.compile(
    r"(?:(?:中華|中华)?(令和|平成|昭和|大正|明治|民國|民国)\s?)?(?<!\d)(\d{1,4}|元)\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日號号일]"
)
_KOREAN = re.compile(r"(?<![\d.,/-])(\d{4})\.\s(\d{1,2})\.\s(\d{1,2})\.?(?!\d)")
_NUMERIC = re.compile(rf"{_NOT_IN_NUMBER}(\d{{1,2}})([./-])\s?(\d{{1,2}})\2\s?(\d{{4}})(?![\d/-])\.?")
_TWO_DIGITS = re.compile(rf"{_NOT_IN_NUMBER}(\d\d)([./-])(\d\d)\2(\d\d)(?![\d/-]|[.,]\d)")
# The months of Thai are short with a full stop inside: "มี.ค."
_WORD = r"([\u0e00-\u0e7f]{1,3}\.[\u0e00-\u0e7f]{1,2}|[^\W\d_][^\s\d,.;:/()|،]{0,19})"
_VIETNAMESE = re.compile(r"(?<!\d)(\d{1,2})\stháng\s(\d{1,2})(?:,|\snăm)\s(\d{4})(?!\d)", re.IGNORECASE)
_DAY_FIRST = re.compile(
    rf"{_NOT_IN_NUMBER}(\d{{1,2}})(?:st|nd|rd|th|er|re|º|°|ª|o|\.|-го|-е)?[\s\-]{{0,2}}"
    rf"(?:(?:of|de|d'|del|di|ta'|ng|bl|da)\s)?{_WORD}(?:\s?/\s?[^\s\d/]{{2,14}})?[.,،]?[\s\-]"
    rf"(?:(?:de|del|of|do|di|anno|ng)\s)?(\d{{4}})(?!\d)"
)
_MONTH_FIRST = re.compile(rf"(?<!\w){_WORD}\.?\s(\d{{1,2}})(?:st|nd|rd|th)?(?:,\s?|\s)(\d{{4}})(?!\d)")
# "2024 m. kovo 15 d." in Lithuanian, "2024. gada 15. martā" in Latvian.
_YEAR_FIRST = re.compile(rf"(?<!\d)(\d{{4}})(?:\.|,|e?ko|\sm\.)?\s{_WORD}\s(\d{{1,2}})(?!\d)\.?(?:\sd\.)?")
_LATVIAN = re.compile(rf"(?<!\d)(\d{{4}})\.\s?gada\s(\d{{1,2}})\.\s?{_WORD}")


class FoundDate(Struct, frozen=True):
    """A date as it stands in a line; *day* is None for one that can be read in two ways."""

    start: int
    end: int
    day: date | None


def find_dates(text: str, months: Mapping[str, int], language: str | None, order: str = "") -> tuple[FoundDate, ...]:
    """Return the complete dates in the line *text* in order.

    *order* (``dmy``, ``mdy`` or ``ymd``) is how numeric dates are written that could be read in two ways; only with
    it are years of two digits understood, those from 69 on as of the last century (POSIX, ``strptime``).
    """
    if not _TWO_NUMBERS.search(text):
        return ()
    text = _with_ascii_digits(text)
    found = [
        *_iso(text),
        *_cjk(text),
        *_korean(text),
        *_vietnamese(text),
        *_numeric(text, language or "", order),
        *_two_digits(text, order),
        *_named(text, _DAY_FIRST, months, (3, 2, 1)),
        *_named(text, _MONTH_FIRST, months, (3, 1, 2)),
        *_named(text, _YEAR_FIRST, months, (1, 2, 3)),
        *_named(text, _LATVIAN, months, (1, 3, 2)),
    ]
    taken: list[FoundDate] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not taken or one.start >= taken[-1].end:
            taken.append(one)
    return tuple(taken)


def _with_ascii_digits(text: str) -> str:
    return text if text.isascii() else _OTHER_DIGIT.sub(lambda match: str(unicodedata.decimal(match[0])), text)


def _day(year: int, month: int, day: int) -> date | None:
    if year in _BUDDHIST_YEARS:
        year -= _BUDDHIST
    if not EARLIEST <= year <= LATEST:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _iso(text: str) -> Iterator[FoundDate]:
    for match in _ISO.finditer(text):
        day = _day(int(match[1]), int(match[3]), int(match[4]))
        if day:
            yield FoundDate(match.start(), match.end(), day)


def _korean(text: str) -> Iterator[FoundDate]:
    for match in _KOREAN.finditer(text):
        day = _day(int(match[1]), int(match[2]), int(match[3]))
        if day:
            yield FoundDate(match.start(), match.end(), day)


def _vietnamese(text: str) -> Iterator[FoundDate]:
    for match in _VIETNAMESE.finditer(text):
        day = _day(int(match[3]), int(match[2]), int(match[1]))
        if day:
            yield FoundDate(match.start(), match.end(), day)


def _cjk(text: str) -> Iterator[FoundDate]:
    for match in _CJK.finditer(text):
        number = 1 if match[2] == "元" else int(match[2])
        day = _day(number + _ERAS.get(match[1] or "", 0), int(match[3]), int(match[4]))
        if day:
            yield FoundDate(match.start(), match.end(), day)


def _numeric(text: str, language: str, order: str) -> Iterator[FoundDate]:
    for match in _NUMERIC.finditer(text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        readings = {_day(year, second, first), _day(year, first, second)} - {None}
        if len(readings) > 1 and language not in _TWO_CONVENTIONS:
            readings = {_day(year, second, first)}
        elif len(readings) > 1 and order in {"dmy", "mdy"}:
            readings = {_day(year, second, first) if order == "dmy" else _day(year, first, second)}
        if readings:
            yield FoundDate(match.start(), match.end(), readings.pop() if len(readings) == 1 else None)


def _two_digits(text: str, order: str) -> Iterator[FoundDate]:
    for match in _TWO_DIGITS.finditer(text) if order else ():
        parts = dict(zip(order, (int(match[1]), int(match[3]), int(match[4])), strict=True))
        century = 1900 if parts["y"] >= _LAST_CENTURY else 2000
        day = _day(century + parts["y"], parts["m"], parts["d"])
        if day:
            yield FoundDate(match.start(), match.end(), day)


def _named(
    text: str, pattern: re.Pattern[str], months: Mapping[str, int], places: tuple[int, int, int]
) -> Iterator[FoundDate]:
    position = 0
    while match := pattern.search(text, position):
        year, word, day_number = match[places[0]], match[places[1]], match[places[2]]
        month = _month(word, months)
        day = _day(int(year), month, int(day_number)) if month else None
        if day:
            yield FoundDate(match.start(), match.end(), day)
        # A word that is no month may stand right before one.
        position = match.end() if day else match.start() + 1


def _month(word: str, months: Mapping[str, int]) -> int:
    word = lowered(word).rstrip(".'’")
    # Hebrew and Arabic write "in" as a letter before the month.
    return months.get(word) or (months.get(word[1:], 0) if word[:1] in "בול" else 0)
