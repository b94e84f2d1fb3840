"""Turn articles into feeds: a ``Feed`` value goes in, the bytes of an RSS 2.0 document come out.

feedgen writes the XML. What it does otherwise than readers and reproducible builds need is put right
here, each place with its reason. No clock is read: the date of a feed is that of its newest item.
"""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from generator.formats.feed_html import feed_html
from generator.formats.html_tree import text_of
from generator.formats.xml_values import ascii_url, one_line, zoned_moment
from generator.model import Summary

if TYPE_CHECKING:
    from feedgen.entry import FeedEntry
    from feedgen.feed import FeedGenerator
    from lxml.etree import _Element

_ATOM = "http://www.w3.org/2005/Atom"
_TITLE = re.compile(rb"<title>[^<]*</title>")
_TITLE_LENGTH = 80
_DESCRIPTION_LENGTH = 280


class FeedItem(Struct, frozen=True, kw_only=True):
    """One article as a feed tells of it.

    *id* never changes, wherever the article moves. *summary* is plain text, *html* the article's body;
    *url* is its canonical URL. Both dates are aware; an article without a date has none here either.
    """

    id: str
    title: str
    url: str
    date: datetime | None = None
    updated: datetime | None = None
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    language: str = ""
    direction: Literal["ltr", "rtl"] = "ltr"
    summary: str = ""
    html: str = ""


class Feed(Struct, frozen=True, kw_only=True):
    """A feed with its items in the order they appear, newest first; all URLs are absolute."""

    title: str
    site_url: str
    self_url: str
    description: str = ""
    language: str = ""
    items: tuple[FeedItem, ...] = ()
    content: Literal["full", "summary"] = "full"
    stylesheet_url: str = ""


def article_item(summary: Summary, html: str, base_url: str) -> FeedItem:
    """Return the article of *summary* with its body *html* as an item of a feed of the site at *base_url*."""
    url = ascii_url(base_url.rstrip("/") + "/" + summary.permalink.lstrip("/"))
    return FeedItem(
        id=summary.id or url,
        title=summary.title,
        url=url,
        date=summary.date,
        updated=summary.updated,
        authors=summary.authors,
        categories=tuple(label.name for label in summary.tags),
        language=summary.language,
        direction=summary.direction,
        summary=summary.summary,
        html=html,
    )


def rss(feed: Feed, *, clean: Callable[[str, str], str] = feed_html) -> bytes:
    """Write *feed* as RSS 2.0 with full text in ``content:encoded`` (RSS Profile); equal feeds give equal bytes.

    *clean* is ``feed_html``, or the same with a memory: an article may stand in many feeds, and cleaning
    takes nearly all the time.

    Raises:
        ValueError: a date has no time zone, or two items have the same guid.
    """
    from feedgen.feed import FeedGenerator  # noqa: PLC0415 - a build with nothing to do imports no feedgen

    channel = FeedGenerator()
    channel.load_extension("dc")
    channel.register_extension("seedpress", _ChannelExtension, _ItemExtension)
    _describe(channel, feed)
    for item, guid in zip(feed.items, _guids(feed.items), strict=True):
        # feedgen would put each item before the last one.
        _fill(channel.add_entry(order="append"), item, guid, feed, clean(item.html, ascii_url(item.url)))
    body: bytes = channel.rss_str(pretty=True)
    return _TITLE.sub(_with_character_references, body)


class _ChannelExtension:
    """What feedgen cannot be told about a channel; it calls this with the tree before the items are in it."""

    def __init__(self) -> None:
        self.is_dated = False
        self.stylesheet_url = ""

    def extend_ns(self) -> Mapping[str, str]:
        return {}

    def extend_rss(self, root: "_Element") -> None:
        from lxml.etree import ProcessingInstruction  # noqa: PLC0415 - as above

        for built in () if self.is_dated else root.findall("channel/lastBuildDate"):
            # feedgen stamps "now" unless told otherwise, and a clock in the output would make every build differ.
            root[0].remove(built)
        if self.stylesheet_url:
            href = escape(ascii_url(self.stylesheet_url), quote=True)
            root.addprevious(ProcessingInstruction("xml-stylesheet", f'type="text/css" href="{href}"'))


class _ItemExtension:
    """What feedgen cannot be told about an item: RSS has no date of an edit, so Atom's is used."""

    def __init__(self) -> None:
        self.updated: datetime | None = None

    def extend_rss(self, item: "_Element") -> None:
        from lxml.etree import SubElement  # noqa: PLC0415 - as above

        if self.updated is not None:
            SubElement(item, f"{{{_ATOM}}}updated").text = self.updated.isoformat(timespec="seconds")


def _describe(channel: "FeedGenerator", feed: Feed) -> None:
    title = one_line(feed.title) or feed.site_url
    channel.title(title)
    channel.description(one_line(feed.description) or title)
    channel.link(href=ascii_url(feed.self_url), rel="self", type="application/rss+xml")
    # feedgen takes the last link set for the channel's own, whatever its rel: the site's comes after the feed's.
    channel.link(href=ascii_url(feed.site_url), rel="alternate")
    channel.generator("Seedpress")
    channel.docs("https://www.rssboard.org/rss-specification")
    if feed.language:
        channel.language(one_line(feed.language))
    changes = [_changed(item) for item in feed.items if item.date is not None]
    if changes:
        channel.lastBuildDate(max(changes))
    channel.seedpress.is_dated = bool(changes)
    channel.seedpress.stylesheet_url = feed.stylesheet_url


def _fill(entry: "FeedEntry", item: FeedItem, guid: str, feed: Feed, html: str) -> None:
    summary = one_line(item.summary) or _shorten(text_of(html), _DESCRIPTION_LENGTH)
    entry.title(one_line(item.title) or _shorten(summary, _TITLE_LENGTH) or ascii_url(item.url))
    entry.link(href=ascii_url(item.url), rel="alternate")
    entry.guid(guid, permalink=False)
    # An item's description is HTML (RSS Profile), the summary is text: `1 < 2` must be written `1 &lt; 2` in it.
    entry.description(escape(summary, quote=False))
    if feed.content == "full" and html:
        # Without a description feedgen would put the content in its place.
        entry.description(escape(summary or guid, quote=False))
        entry.content(_in_its_language(html, item, feed), type="CDATA")
    if item.date is not None:
        entry.pubDate(zoned_moment(item.date))
        entry.seedpress.updated = _changed(item) if item.updated is not None else None
    for name in _each_once(item.categories):
        entry.category(term=name)
    # RSS's own `author` is an e-mail address, and feedgen drops an author that has none.
    entry.dc.dc_creator(list(_each_once(item.authors)))
    if item.language and item.language != feed.language:
        entry.dc.dc_language(one_line(item.language))


def _guids(items: tuple[FeedItem, ...]) -> tuple[str, ...]:
    """Return the guid of each item.

    Readers lose items that share one, so the second bearer of an id is known by its URL.
    """
    guids: dict[str, None] = {}
    for item in items:
        name = one_line(item.id)
        guids[name if name and name not in guids else ascii_url(item.url)] = None
    if len(guids) < len(items):
        raise ValueError("two items of a feed have the same guid")
    return tuple(guids)


def _in_its_language(html: str, item: FeedItem, feed: Feed) -> str:
    """Wrap *html* where a reader would show it in the wrong direction, or read it aloud in the wrong language."""
    language = f' lang="{escape(one_line(item.language))}"' if item.language not in ("", feed.language) else ""
    direction = f' dir="{item.direction}"' if language or item.direction == "rtl" else ""
    return f"<div{language}{direction}>{html}</div>" if direction else html


def _changed(item: FeedItem) -> datetime:
    """Return the moment of the last change of a dated *item*, which is never before its publication."""
    if item.date is None:
        raise ValueError("the item has no date")
    date = zoned_moment(item.date)
    return date if item.updated is None else max(date, zoned_moment(item.updated))


def _shorten(text: str, limit: int) -> str:
    """Return *text*, at most *limit* characters of it, cut at a word where one ends near."""
    if len(text) <= limit:
        return text
    words = text[:limit].rpartition(" ")[0]
    return (words if len(words) > limit // 2 else text[: limit - 1]) + "…"


def _each_once(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in map(one_line, names) if name))


def _with_character_references(title: re.Match[bytes]) -> bytes:
    """Write `&` and `<` of a title as the RSS Profile advises, for readers that decode titles carelessly."""
    return title[0].replace(b"&amp;", b"&#x26;").replace(b"&lt;", b"&#x3C;").replace(b"&gt;", b"&#x3E;")
