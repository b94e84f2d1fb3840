"""Turn the text of a date into a moment, or into the reason why it is none.

A moment is always aware and holds its offset from UTC as a number, not a zone, so that one read back from
the cache equals one just parsed.
"""

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

EARLIEST, LATEST = 1900, 2200
_LARGEST_OFFSET = timedelta(hours=14)

_DATE = r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"
_CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,](?P<fraction>\d{1,9}))?)?"
_OFFSET = r"(?P<utc>Z|z|UTC)|(?P<sign>[+-])(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?"
_MOMENT = re.compile(rf"{_DATE}(?:(?:[Tt]|\s+){_CLOCK}\s*(?:{_OFFSET})?)?\Z", re.ASCII)
_BOUNDS = (("month", 1, 12), ("hour", 0, 23), ("minute", 0, 59), ("second", 0, 59), ("minutes", 0, 59))
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip


def parse_moment(text: str, zone: tzinfo) -> datetime | str:
    """Return the moment that *text* names, in *zone* unless it has an offset, or why it names none.

    Understands ISO 8601 dates and date-times, also with blanks for the T. A time that a change of the clocks
    skips is the one an hour later; of two equal times the first counts.
    """
    match = _MOMENT.match(text.strip())
    if match is None:
        return "it is not written as a date"
    parts = {name: int(value) for name, value in match.groupdict("0").items() if value.isdecimal()}
    reason = _impossible(parts)
    if reason:
        return reason
    moment = datetime(  # noqa: DTZ001 - the zone follows
        parts["year"], parts["month"], parts["day"], parts["hour"], parts["minute"], parts["second"],
        int((match["fraction"] or "0").ljust(6, "0")[:6]),
    )  # fmt: skip
    if match["utc"]:
        return moment.replace(tzinfo=UTC)
    if match["sign"]:
        return _with_offset(moment, match["sign"], timedelta(hours=parts["hours"], minutes=parts["minutes"]))
    return _in_zone(moment, zone)


def parse_day(text: str) -> date | str:
    """Return the day that *text* names, or why it names none; a time of day in it is ignored."""
    moment = parse_moment(text, UTC)
    return moment.date() if isinstance(moment, datetime) else moment


def _impossible(parts: dict[str, int]) -> str:
    if not EARLIEST <= parts["year"] <= LATEST:
        return f"the year {parts['year']} is not between {EARLIEST} and {LATEST}"
    for name, lowest, highest in _BOUNDS:
        if not lowest <= parts[name] <= highest:
            label = "offset's minutes are" if name == "minutes" else f"{name} is"
            return f"the {label} {parts[name]}"
    days = (date(parts["year"] + parts["month"] // 12, parts["month"] % 12 + 1, 1) - timedelta(days=1)).day
    if not 1 <= parts["day"] <= days:
        return f"{_MONTHS[parts['month'] - 1]} {parts['year']} has {days} days"
    return ""


def _with_offset(moment: datetime, sign: str, offset: timedelta) -> datetime | str:
    if offset > _LARGEST_OFFSET:
        return "its offset from UTC is more than 14 hours"
    return moment.replace(tzinfo=timezone(-offset if sign == "-" else offset))


def _in_zone(moment: datetime, zone: tzinfo) -> datetime:
    # Through UTC and back, so that a time which the clocks skipped becomes one that was.
    real = moment.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)
    offset = real.utcoffset() or timedelta()
    # Offsets of the time before zones have seconds, which no date format can write.
    return real.astimezone(timezone(timedelta(minutes=offset // timedelta(minutes=1))))
