from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.formats.datetext import PATTERNS, date_text, iso


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "23 November 2026"),
        ("en-GB", "23 November 2026"),
        ("en-US", "November 23, 2026"),
        ("en_us", "November 23, 2026"),
        ("de", "23. November 2026"),
        ("de-CH", "23. November 2026"),
        ("fr", "23 novembre 2026"),
        ("es", "23 de noviembre de 2026"),
        ("pt-BR", "23 de novembro de 2026"),
        ("ca", "23 de novembre de 2026"),
        ("pl", "23 listopada 2026"),
        ("ru", "23 ноября 2026 г."),
        ("zh-Hant", "2026年11月23日"),
        ("ja", "2026年11月23日"),
        ("ko", "2026년 11월 23일"),
        ("ar", "23 نوفمبر 2026"),
        ("he", "23 בנובמבר 2026"),
        ("hi", "23 नवंबर 2026"),
        ("nb", "23. november 2026"),
        ("hu", "2026. november 23."),
        ("vi", "23 tháng 11, 2026"),
        ("tlh", "2026-11-23"),
        ("", "2026-11-23"),
    ],
)
def test_dates_are_written_in_the_language(language, written):
    assert date_text(date(2026, 11, 23), language) == written


def test_french_has_a_first_of_the_month():
    assert date_text(date(2026, 3, 1), "fr") == "1er mars 2026"


def test_catalan_months_bring_their_preposition():
    assert date_text(date(2026, 8, 2), "ca") == "2 d’agost de 2026"


def test_a_moment_is_the_day_of_its_own_zone():
    assert date_text(datetime(2026, 1, 1, 0, 30, tzinfo=timezone(timedelta(hours=9))), "en") == "1 January 2026"


@pytest.mark.parametrize("language", sorted(PATTERNS))
def test_every_language_has_twelve_months(language):
    assert len(PATTERNS[language][1].split()) == 12


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)), st.sampled_from([*sorted(PATTERNS), "xx"]))
def test_a_written_date_tells_day_and_year(day, language):
    written = date_text(day, language)

    assert str(day.year) in written
    assert str(day.day) in written


def test_machines_get_iso_dates():
    assert iso(date(2026, 11, 23)) == "2026-11-23"
    assert iso(datetime(2026, 11, 23, 9, 30, 5, 123456, tzinfo=UTC)) == "2026-11-23T09:30:05+00:00"
