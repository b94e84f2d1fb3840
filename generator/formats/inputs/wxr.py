"""Read an export of WordPress (WXR): its posts and pages, published or drafts, one after the other.

Attachments, menus, revisions and whatever plugins store there are no articles. Users stand before the posts, so
that authors can be called by their names.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html import escape
from typing import TYPE_CHECKING

from msgspec import structs

from generator.formats.dates import parse_moment
from generator.formats.html_tree import text_of
from generator.formats.inputs.fragments import document_of
from generator.formats.inputs.options import InputOptions, digest_of
from generator.formats.inputs.places import Places
from generator.formats.inputs.stated import language_tag, one
from generator.formats.inputs.streams import Readable
from generator.formats.inputs.wpautop import paragraphs
from generator.formats.inputs.xml_elements import elements, line_of, local, whole_text
from generator.model import Given, SeedDocument
from generator.problems import Location, Problem

if TYPE_CHECKING:
    from lxml.etree import _Element

_WANTED = frozenset({"item", "author", "language"})
_TYPES = frozenset({"post", "page"})
_DRAFTS = frozenset({"draft", "pending", "private", "future"})
_NOWHERE = "0000-00-00"
_UNFILED = frozenset({"uncategorized", "uncategorised"})


def read(name: str, stream: Readable, options: InputOptions) -> Iterator[SeedDocument | Problem]:
    """Yield the posts and pages in *stream*, each a document, and what cannot be read."""
    places = Places(name)
    names: dict[str, str] = {}
    language: str | None = None
    for element in elements(name, stream, _WANTED):
        if isinstance(element, Problem):
            yield element
        elif local(element) == "author":
            names[_text(element, "author_login")] = _text(element, "author_display_name")
        elif local(element) == "language":
            language = language or language_tag(one(element.text))
        elif _text(element, "post_type") in _TYPES and _text(element, "status") in _DRAFTS | {"publish"}:
            document = _document(name, element, places, names)
            if isinstance(document, SeedDocument):
                document = structs.replace(document, given=structs.replace(document.given, language=language))
            yield document
    del options  # an element is never larger than what XML readers allow


def _document(name: str, item: "_Element", places: Places, names: dict[str, str]) -> SeedDocument | Problem:
    from lxml.etree import tostring  # noqa: PLC0415 - as in the reading of elements

    url, login = _text(item, "link"), _text(item, "creator")
    key = _text(item, "post_id")
    status = _text(item, "status")
    author = names.get(login) or login
    published, updated = _moment(item, "post_date_gmt"), _moment(item, "post_modified_gmt")
    given = Given(
        title=_text(item, "title"),
        slug=_text(item, "post_name"),
        authors=(author,) if author else (),
        tags=_tags(item),
        summary=one(text_of(_raw(item, "excerpt"))) or None,
        url=url if status == "publish" and url.startswith(("http://", "https://")) else "",
        draft=status != "publish",
        date=published,
        updated=updated if published and updated and updated > published else None,
    )
    path = places.path(key, line_of(item))
    html = paragraphs(_raw(item, "content"))
    document = document_of(path, html, digest_of(tostring(item, with_tail=False)), given)
    if document.text.strip():
        return document
    return Problem(
        code="record-without-text", what=f'"{escape(given.title or key, quote=False)}" has no text',
        where=Location(name, line_of(item)), why="its content is empty",
        fix="write it, or leave it out of the export", severity="warning",
    )  # fmt: skip


def _text(item: "_Element", wanted: str) -> str:
    return next((one(whole_text(child)) for child in item if local(child) == wanted), "")


def _raw(item: "_Element", module: str) -> str:
    """Return the text of ``content:encoded`` or ``excerpt:encoded``, whatever version of the export it is."""
    pattern = re.compile(rf"\{{[^}}]*/{module}/?\}}encoded\Z")
    return next((whole_text(child) for child in item if isinstance(child.tag, str) and pattern.match(child.tag)), "")


def _tags(item: "_Element") -> tuple[str, ...]:
    filed = [child for child in item if local(child) == "category" and child.get("domain") in {"category", "post_tag"}]
    names = (one(child.text) for child in filed if child.get("nicename") not in _UNFILED)
    return tuple(dict.fromkeys(filter(None, names)))


def _moment(item: "_Element", wanted: str) -> datetime | None:
    """Return a time that WordPress wrote down in UTC; a draft has none yet."""
    text = _text(item, wanted)
    moment = parse_moment(text, UTC) if text and not text.startswith(_NOWHERE) else ""
    return moment if isinstance(moment, datetime) else None
