"""Read a saved page: its article as marked lines, and what its markup states."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import structs

from generator.formats.inputs.addresses import Addresses
from generator.formats.inputs.article import article_pieces
from generator.formats.inputs.encodings import declared_in
from generator.formats.inputs.extras import missing
from generator.formats.inputs.inline import runs_of
from generator.formats.inputs.marked import pieces_of
from generator.formats.inputs.options import InputOptions, digest_of, read_text
from generator.formats.inputs.page_fields import fields_of
from generator.formats.inputs.pieces import Piece, written
from generator.formats.inputs.runs import plain
from generator.formats.inputs.stated import one
from generator.formats.inputs.streams import Readable
from generator.formats.inputs.trees import flattened
from generator.formats.language import identify
from generator.model import Given, SeedDocument
from generator.problems import Location, Problem

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TITLES = ("h1", "h2", "h3")
_SITE = re.compile(r"\s+[|｜·•»:–—-]{1,2}\s+|\s*[|｜_]\s*|:\s+")
_SURE = 200
_TAG = re.compile("<[^<>]*>")


def read(name: str, stream: Readable, options: InputOptions) -> Iterator[SeedDocument | Problem]:
    """Yield the article of the page in *stream*."""
    found = yield from read_text(name, stream, options, declared_in)
    if found:
        text, raw = found
        yield page(name, text, digest_of(raw))


def page(name: str, text: str, digest: str) -> SeedDocument | Problem:
    """Return the article on the page that *text* is the HTML of, known as *name*; *digest* names its bytes."""
    try:
        import trafilatura  # noqa: F401, PLC0415 - a fifth of a second, and an extra
    except ImportError:
        return missing(name, "saved pages", "html")
    tree = _parse(text)
    if tree is None:
        return Problem(
            code="seed-empty", what="this page is empty", where=Location(name), why="it has no text",
            fix="save the page again, or remove the file",
        )  # fmt: skip
    given = fields_of(tree)
    addresses = Addresses(given.url)
    pieces = pieces_of(tree, addresses)
    given = structs.replace(given, title=title_of(tree, given, pieces))
    pieces = article_pieces(tree, pieces, given)
    heading = [Piece(kind="heading", text=given.title, markdown=given.title)] if given.title else []
    body, marked = written([*heading, *pieces])
    shown = "".join(mark.markdown for mark in marked)
    files = tuple(file for file in addresses.files if f"({file.address})" in shown)
    given = structs.replace(given, language=_language(given, pieces))
    return SeedDocument(name, body, digest, given=given, marked=marked, files=files)


def _parse(text: str) -> "HtmlElement | None":
    from lxml.etree import ParserError  # noqa: PLC0415 - a build with nothing to do imports no lxml
    from lxml.html import HTMLParser, document_fromstring  # noqa: PLC0415 - as above

    parser = HTMLParser(remove_comments=True, remove_pis=True, no_network=True, huge_tree=True, encoding="utf-8")
    try:
        tree = document_fromstring(text.encode(), parser=parser)
        if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
            # libxml2 drops whatever comes after 2,048 levels without an exception; the text alone has none.
            tree = document_fromstring(_TAG.sub(" ", text).encode(), parser=parser)
        return flattened(tree)
    except ParserError:
        return None


def title_of(tree: "HtmlElement", given: Given, pieces: Sequence[Piece]) -> str:
    """Return the title of a page: what its metadata say, without the name of the site that hangs on it.

    A heading that says a part of it is the title, else any line that does; the longest counts, since sites are
    called shorter than articles, or else what the metadata say is taken as it is.
    """
    stated = [one(title.text_content()) for title in tree.xpath("//head/title")]
    stated = [text for text in (given.title, *stated) if text]
    headings = [heading_text(heading) for tag in _TITLES for heading in tree.iter(tag)]
    lines = [piece.text for piece in pieces]
    for texts in (headings, lines):
        said = [text for text in texts if text != given.publisher and any(_says(title, text) for title in stated)]
        if said:
            return max(said, key=len)
    if stated:
        return _without_site(stated[0], given.publisher or "")
    only = [heading_text(heading) for heading in tree.iter("h1")]
    return only[0] if len(only) == 1 else ""


def heading_text(heading: "HtmlElement") -> str:
    """Return the text of *heading* as it is shown."""
    return plain(list(runs_of(heading, Addresses())))


def _says(title: str, heading: str) -> bool:
    """Tell whether *title* is *heading*, with the name of a site at one of its ends or without."""
    if title == heading:
        return True
    if title.startswith(heading):
        return bool(_SITE.match(title[len(heading) :]))
    return title.endswith(heading) and bool(_SITE.search(title[: -len(heading)]))


def _without_site(title: str, site: str) -> str:
    for mark in _SITE.finditer(title):
        if site and title[mark.end() :] == site:
            return title[: mark.start()]
        if site and title[: mark.start()] == site:
            return title[mark.end() :]
    return title


def _language(given: Given, pieces: Sequence[Piece]) -> str | None:
    """Return the language that the page states, unless its text is plainly in another: templates say ``en``."""
    text = "\n".join(piece.text for piece in pieces if piece.kind != "code")
    if given.language is None or len(text) < _SURE:
        return given.language
    found = identify(text)
    is_default = given.language.lower().startswith("en")
    return None if is_default and found and found != "en" else given.language
