"""Make texts, addresses and moments fit to stand in XML: anything may go in, what comes out XML can hold."""

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import quote, urlsplit

# XML 1.0, section 2.2 (Char): everything else has no spelling in XML at all, not even as a reference.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_URL_SAFE = "!#$%&'()*+,/:;=?@[]~"
_MINUTE = timedelta(minutes=1)
_BARE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")


def xml_text(text: str) -> str:
    """Return *text* without the characters XML cannot hold, its line ends as LF (XML 1.0, 2.2 and 2.11)."""
    return _ILLEGAL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """Return *text* fit for XML on one line: each run of white space is one space."""
    return " ".join(xml_text(text).split())


def ascii_url(url: str) -> str:
    """Return *url* as a URI: other characters percent-encoded as UTF-8 (RFC 3987, section 3.1), the host in IDNA.

    What is percent-encoded already stays as it is, so the function may be applied twice.
    """
    text = _BARE_PERCENT.sub("%25", _with_ascii_host(xml_text(url).strip()))
    return quote(text, safe=_URL_SAFE)


def zoned_moment(moment: datetime) -> datetime:
    """Return *moment* as RFC 822 and W3C datetimes can write it: whole seconds, a zone of whole minutes.

    Raises:
        ValueError: *moment* has no time zone.
    """
    offset = moment.utcoffset()
    if offset is None:
        raise ValueError(f"the date {moment.isoformat()} has no time zone")
    # Local mean times, such as Amsterdam's +00:19:32 until 1937, have no spelling there.
    return (moment.astimezone(UTC) if offset % _MINUTE else moment).replace(microsecond=0)


def _with_ascii_host(url: str) -> str:
    try:
        host = urlsplit(url).hostname
        return url if host is None or host.isascii() else url.replace(host, host.encode("idna").decode("ascii"), 1)
    except ValueError:  # no host, or one that IDNA refuses: percent-encoding has to do
        return url
