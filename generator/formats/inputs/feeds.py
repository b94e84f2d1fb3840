"""Read feeds that were saved as files: RSS 2.0 and 1.0, Atom. Each item is an article of its own.

The content counts, and where there is none, the summary. A day on which an entry was changed is its date only where
the feed states no other.
"""

import re
from collections.abc import Iterator
from html import escape, unescape
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from generator.formats.html_tree import text_of
from generator.formats.inputs.fragments import document_of
from generator.formats.inputs.options import InputOptions, digest_of
from generator.formats.inputs.places import Places
from generator.formats.inputs.stated import language_tag, moment_of, one
from generator.formats.inputs.streams import Readable
from generator.formats.inputs.xml_elements import elements, line_of, local, whole_text
from generator.model import Given, SeedDocument
from generator.problems import Location, Problem

if TYPE_CHECKING:
    from lxml.etree import _Element

_ITEMS = frozenset({"item", "entry"})
_ABOUT = frozenset({"language", "link", "author"})
_XML = "{http://www.w3.org/XML/1998/namespace}"
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_MARKUP = re.compile(r"<[A-Za-z!/]|&(?:#\w+|\w+);")
_MAIL = re.compile(r"[^\s()<>]+@[^\s()<>]+\s*\((?P<after>[^()]+)\)\Z|(?P<before>[^<>]+?)\s*<[^<>]+@[^<>]+>\Z")
_ADDRESS = re.compile(r"\S+@\S+\Z")
_LONGEST_SUMMARY = 1000


def read(name: str, stream: Readable, options: InputOptions) -> Iterator[SeedDocument | Problem]:
    """Yield the items of the feed in *stream*, each a document, and what cannot be read."""
    places = Places(name)
    about = _About()
    number, is_whole = 0, True
    for element in elements(name, stream, _ITEMS | _ABOUT):
        if isinstance(element, Problem):
            is_whole = False
            yield element
        elif local(element) in _ABOUT:
            about.note(element)
        else:
            number += 1
            yield _document(name, element, number, places, about)
    del options  # an item is never larger than what XML readers allow
    if is_whole and not number:
        yield Problem(
            code="feed-empty", what="there is no item in this feed", where=Location(name), severity="warning",
            why="no `<item>` and no `<entry>` was found", fix="fetch it again, or remove the file",
        )  # fmt: skip


class _About:
    """What a feed says of all its items, so far as it stands before them."""

    def __init__(self) -> None:
        self.language: str | None = None
        self.link = ""
        self.authors: tuple[str, ...] = ()

    def note(self, element: "_Element") -> None:
        match local(element):
            case "language":
                self.language = self.language or language_tag(one(element.text))
            case "link":
                self.link = self.link or one(element.get("href") or element.text)
            case _:
                self.authors = self.authors or _names([element])


def _document(name: str, item: "_Element", number: int, places: Places, about: _About) -> SeedDocument | Problem:
    url = _url(item, about.link)
    html, summary = _body(item)
    published = moment_of(_text(item, "pubDate", "published", "date", "issued"))
    updated = moment_of(_text(item, "updated", "modified"))
    path = places.path(one(_text(item, "guid", "id")) or url, number)
    given = Given(
        title=_title(item), authors=_authors(item) or about.authors, tags=_tags(item), url=url,
        language=_language(item) or about.language, summary=summary,
        date=published or updated, updated=updated if published and updated != published else None,
    )  # fmt: skip
    document = document_of(path, html, digest_of(_bytes(item)), given)
    if document.text.strip():
        return document
    return Problem(
        code="record-without-text", what=f"item {number:,} has no text", where=Location(name, line_of(item)),
        why="it has neither content nor a summary", fix="save the page it links to instead", severity="warning",
    )  # fmt: skip


def _bytes(item: "_Element") -> bytes:
    from lxml.etree import tostring  # noqa: PLC0415 - as in the reading of elements

    return tostring(item, with_tail=False)


def _children(item: "_Element", *names: str) -> list["_Element"]:
    return [child for wanted in names for child in item if local(child) == wanted]


def _text(item: "_Element", *names: str) -> str:
    return next((text for child in _children(item, *names) if (text := whole_text(child).strip())), "")


def _title(item: "_Element") -> str:
    title = next(iter(_children(item, "title")), None)
    if title is None:
        return ""
    kind = title.get("type", "")
    text = _html(title) if kind in {"html", "xhtml"} else whole_text(title)
    if kind in {"html", "xhtml"}:
        return one(text_of(text))
    # Of RSS nobody knows whether a title is text or HTML, but `&#8217;` is an apostrophe in either.
    return one(unescape(text) if _MARKUP.search(text) and kind != "text" else text)


def _body(item: "_Element") -> tuple[str, str | None]:
    """Return the HTML of *item*, and the text of its summary if that is another."""
    content = [child for child in item if child.tag == _CONTENT]
    content += [child for child in item if local(child) == "content" and not child.get("src") and not child.get("url")]
    content += [
        child
        for child in item
        if local(child) == "encoded" and child.tag != _CONTENT and "excerpt" not in str(child.tag)
    ]
    summaries = _children(item, "description", "summary")
    full = next((html for child in content if (html := _html(child)).strip()), "")
    short = next((html for child in summaries if (html := _html(child)).strip()), "")
    if not full:
        return short, None
    summary = one(text_of(short)) if short and short != full else ""
    return full, summary if 0 < len(summary) <= _LONGEST_SUMMARY else None


def _html(element: "_Element") -> str:
    """Return the content of *element* as HTML, whatever it is written in."""
    from lxml.etree import tostring  # noqa: PLC0415 - as in the reading of elements

    if len(element):
        inner = (tostring(child, encoding="unicode", method="html") for child in element)
        return escape(element.text or "", quote=False) + "".join(inner)
    text = element.text or ""
    if element.get("type", "") == "text" or not _MARKUP.search(text):
        return "".join(f"<p>{escape(part, quote=False)}</p>" for part in re.split(r"\n\s*\n", text) if part.strip())
    return text


def _url(item: "_Element", base: str) -> str:
    links = [link.get("href", "") for link in _children(item, "link") if link.get("rel", "alternate") == "alternate"]
    guid = next(iter(_children(item, "guid")), None)
    permanent = one(guid.text) if guid is not None and guid.get("isPermaLink", "true") == "true" else ""
    found = (_text(item, "origLink"), *links, *(one(link.text) for link in _children(item, "link")), permanent)
    absolute = (_absolute(item.get(f"{_XML}base", base) or base, one(url)) for url in found if url)
    return next((url for url in absolute if url.startswith(("http://", "https://"))), "")


def _absolute(base: str, url: str) -> str:
    try:
        return urljoin(base, url)
    except ValueError:
        return ""


def _authors(item: "_Element") -> tuple[str, ...]:
    return _names(_children(item, "creator")) or _names(_children(item, "author"))


def _names(people: list["_Element"]) -> tuple[str, ...]:
    found = (_name(_text(person, "name") or whole_text(person)) for person in people)
    return tuple(dict.fromkeys(filter(None, found)))


def _name(text: str) -> str:
    """Return the name in *text*, which may be what RSS asks for: ``address (NAME)``."""
    text = one(text)
    match = _MAIL.match(text)
    return (match["after"] or match["before"]).strip() if match else "" if _ADDRESS.match(text) else text


def _tags(item: "_Element") -> tuple[str, ...]:
    found = (
        one(child.get("label") or child.get("term") or child.text) for child in _children(item, "category", "subject")
    )
    return tuple(dict.fromkeys(filter(None, found)))


def _language(item: "_Element") -> str | None:
    stated = (item.get(f"{_XML}lang", ""), _text(item, "language"))
    above = (parent.get(f"{_XML}lang", "") for parent in item.iterancestors())
    return next((tag for text in (*stated, *above) if (tag := language_tag(text))), None)
