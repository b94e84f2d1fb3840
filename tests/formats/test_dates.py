"""Dates: what is a moment, and why something is none."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.formats.dates import parse_day, parse_moment

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-01-02", "2024-01-02T00:00:00+01:00"), ("2024-07-02", "2024-07-02T00:00:00+02:00"),
        ("2024-1-2", "2024-01-02T00:00:00+01:00"), ("2024-01-02T03:04:05Z", "2024-01-02T03:04:05+00:00"),
        ("2024-01-02 03:04:05 +0530", "2024-01-02T03:04:05+05:30"), ("2024-01-02 03:04", "2024-01-02T03:04:00+01:00"),
        ("2024-01-02T03:04:05.25-08", "2024-01-02T03:04:05.250000-08:00"), ("2024-02-29", "2024-02-29T00:00:00+01:00"),
        ("2024-03-31 02:30", "2024-03-31T03:30:00+02:00"), ("2024-10-27 02:30", "2024-10-27T02:30:00+02:00"),
        ("1900-01-01", "1900-01-01T00:00:00+01:00"), ("2200-12-31", "2200-12-31T00:00:00+01:00"),
    ],
)  # fmt: skip
def test_a_moment_is_aware(text, expected):
    assert parse_moment(text, BERLIN).isoformat() == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2024-13-02", "the month is 13"), ("2023-02-29", "February 2023 has 28 days"), ("2024-02-30", "February 2024 has 29 days"),
        ("2024-01-00", "January 2024 has 31 days"), ("2024-00-01", "the month is 0"), ("0000-01-01", "the year 0"),
        ("1899-12-31", "the year 1899"), ("2201-01-01", "the year 2201"), ("2024-01-01 24:00", "the hour is 24"),
        ("2024-01-01 10:60", "the minute is 60"), ("2024-01-01T10:00:60Z", "the second is 60"),
        ("2024-01-01T00:00+25:00", "more than 14 hours"), ("2024-01-01T00:00+01:75", "minutes are 75"),
        ("10000-01-01", "not written as a date"), ("tomorrow", "not written as a date"), ("20240101", "not written as a date"),
        ("", "not written as a date"), ("٢٠٢٤-٠١-٠٢", "not written as a date"), ("2024-01-02x", "not written as a date"),
        ("1704153600", "not written as a date"), ("2024-01-02+01:00", "not written as a date"),
    ],
)  # fmt: skip
def test_what_is_no_date_has_a_reason(text, reason):
    assert reason in parse_moment(text, BERLIN)


def test_a_day_ignores_the_time():
    assert parse_day("2024-01-02 23:59:00 -08:00") == date(2024, 1, 2)


@given(st.text())
def test_no_text_makes_it_fail(text):
    assert isinstance(parse_moment(text, UTC), str | datetime)


@given(
    st.datetimes(min_value=datetime(1900, 1, 2), max_value=datetime(2200, 12, 30)),  # noqa: DTZ001
    st.sampled_from(
        ["UTC", "Europe/Amsterdam", "Asia/Kathmandu", "America/St_Johns", "Africa/Monrovia", "Pacific/Apia"]
    ),
)
def test_a_moment_survives_the_cache(moment, zone):
    parsed = parse_moment(moment.isoformat(), ZoneInfo(zone))

    assert msgspec.msgpack.decode(msgspec.msgpack.encode(parsed), type=datetime) == parsed
    assert abs(parsed.replace(tzinfo=None) - moment) < timedelta(hours=25)
    assert parse_moment(parsed.isoformat(), UTC) == parsed
