"""Check a finished feed: its bytes go in, a sentence for each broken rule comes out.

The rules are those of RSS 2.0, the RSS Profile and the W3C's feed validator that readers depend on, and
this project's own: no XSLT, nothing relative anywhere, nothing in an item that a reader should not run.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime

from lxml.etree import XMLParser, XMLSyntaxError, _Element, fromstring
from lxml.html import fragment_fromstring

MOST_BYTES = 1_000_000
MOST_ITEMS = 3_000
_ATOM = "{http://www.w3.org/2005/Atom}"
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_ABSOLUTE = re.compile(r"https?://[^\s/?#]+[^\s]*", re.IGNORECASE | re.ASCII)
_ABSOLUTE_LINK = re.compile(r"(https?://[^\s/?#]+|mailto:|tel:)[^\s]*", re.IGNORECASE | re.ASCII)
_DATE = re.compile(
    r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
    r" \d{4} ([01]\d|2[0-3]):[0-5]\d:[0-5]\d [+-]\d{4}"
)
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_BANNED = frozenset(
    "script style iframe frame object embed applet form input button select textarea meta link base svg".split()  # noqa: SIM905
)
_ADDRESSES = frozenset({"href", "src", "poster", "cite", "action", "data", "srcset", "background"})


def lint_feed(body: bytes) -> tuple[str, ...]:
    """Return what is wrong with the RSS document *body*, in the order of the document; nothing if all is well."""
    try:
        body.decode("utf-8")
        root = fromstring(body, XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except UnicodeDecodeError as error:
        return (f"not UTF-8 at byte {error.start}",)
    except XMLSyntaxError as error:
        return (f"not well-formed: {error}",)
    return tuple(_of_document(body, root))


def _of_document(body: bytes, root: _Element) -> Iterator[str]:
    if body.startswith(b"\xef\xbb\xbf"):
        yield "there is a byte order mark"
    before = body.partition(b"<rss")[0]
    if b"<!DOCTYPE" in before:
        yield "there is a DOCTYPE"
    if len(body) > MOST_BYTES:
        yield f"{len(body)} bytes; readers and their users suffer from more than {MOST_BYTES}"
    if b"text/xsl" in before:
        yield "there is an XSLT style sheet, which browsers no longer apply"
    channels = root.findall("channel")
    if root.tag != "rss" or root.get("version") != "2.0" or len(channels) != 1:
        yield "not an rss element of version 2.0 with one channel"
        return
    yield from _of_channel(channels[0])
    for number, item in enumerate(channels[0].findall("item"), 1):
        yield from (f"item {number}: {text}" for text in _of_item(item))


def _of_channel(channel: _Element) -> Iterator[str]:
    for name in ("title", "link", "description"):
        if len(channel.findall(name)) != 1 or not _text(channel, name):
            yield f"the channel needs one {name}"
    link, selves = _text(channel, "link"), channel.findall(f"{_ATOM}link[@rel='self']")
    addresses = [link, *(str(own.get("href") or "") for own in selves)]
    yield from (f"not an absolute address: {url!r}" for url in addresses if not _ABSOLUTE.fullmatch(url))
    if len(selves) != 1 or selves[0].get("type") != "application/rss+xml":
        yield "the channel needs one atom:link to itself, of type application/rss+xml"
    elif link == selves[0].get("href"):
        yield "the channel's link leads to the feed, not to the site"
    yield from _of_dates(channel, ("lastBuildDate", "pubDate"))
    guids = Counter(_text(item, "guid") for item in channel.findall("item"))
    yield from (f"guid {guid!r} is used {times} times" for guid, times in guids.items() if guid and times > 1)
    if guids.total() > MOST_ITEMS:
        yield f"{guids.total()} items; some readers refuse more than {MOST_ITEMS}"


def _of_item(item: _Element) -> Iterator[str]:
    if not _text(item, "title") and not _text(item, "description"):
        yield "neither title nor description"
    guid = item.find("guid")
    if guid is None or not guid.text:
        yield "no guid"
    elif guid.get("isPermaLink", "true") == "true" and not _ABSOLUTE.fullmatch(guid.text):
        yield f"the guid {guid.text!r} is said to be an address, and is none"
    enclosures = item.findall("enclosure")
    addresses = [_text(item, "link"), *(str(enclosure.get("url") or "") for enclosure in enclosures)]
    yield from (f"not an absolute address: {url!r}" for url in addresses if not _ABSOLUTE.fullmatch(url))
    if len(enclosures) > 1 or any(not str(enclosure.get("length")).isdecimal() for enclosure in enclosures):
        yield "an enclosure must be the only one and tell its length in bytes"
    yield from _of_dates(item, ("pubDate",))
    names = [child.tag for child in item]
    if _CONTENT in names and "description" not in names[: names.index(_CONTENT)]:
        yield "content:encoded needs a description before it"
    for name in ("description", _CONTENT):
        yield from (f"{name.rpartition('}')[2]}: {text}" for text in _of_html(_text(item, name)))


def _of_dates(element: _Element, names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        for date in element.findall(name):
            if not _is_rfc822(date.text or ""):
                yield f"{name} {date.text!r} is not a date of RFC 822"
    for date in element.findall(f"{_ATOM}updated"):
        if not _is_rfc3339(date.text or ""):
            yield f"atom:updated {date.text!r} is not a date of RFC 3339"


def _of_html(html: str) -> Iterator[str]:
    if "<" not in html:
        return
    ids: Counter[str] = Counter()
    for element in fragment_fromstring(html, create_parent="div").iterdescendants("*"):
        if element.tag in _BANNED:
            yield f"a {element.tag} element"
        for name, value in sorted((str(name), str(value)) for name, value in element.attrib.items()):
            if name.startswith("on") or name == "style":
                yield f"a {name} attribute"
            wanted = _ABSOLUTE_LINK if name == "href" else _ABSOLUTE
            if name in _ADDRESSES and not wanted.fullmatch(value):
                yield f"not an absolute address: {name}={value!r}"
        if element.tag == "img" and element.get("src") is None:
            yield "an image without address"
        ids.update([str(element.get("id"))] if element.get("id") is not None else [])
    yield from (f"the id {name!r} stands there {times} times" for name, times in ids.items() if times > 1)


def _text(element: _Element, name: str) -> str:
    return (element.findtext(name) or "").strip()


def _is_rfc822(text: str) -> bool:
    try:
        return bool(_DATE.fullmatch(text)) and _DAYS[parsedate_to_datetime(text).weekday()] == text[:3]
    except ValueError:  # the 31st of June
        return False


def _is_rfc3339(text: str) -> bool:
    try:
        return "T" in text and datetime.fromisoformat(text).utcoffset() is not None
    except ValueError:
        return False
