"""Read a JSON Feed (jsonfeed.org) that was saved as a file: each item is an article of its own."""

import json
from collections.abc import Iterator, Mapping
from html import escape

from generator.formats.inputs.fragments import document_of
from generator.formats.inputs.options import InputOptions, digest_of, read_text
from generator.formats.inputs.places import Places
from generator.formats.inputs.stated import language_tag, moment_of, one
from generator.formats.inputs.streams import Readable
from generator.model import Given, SeedDocument
from generator.problems import Location, Problem

_Item = Mapping[str, object]


def read(name: str, stream: Readable, options: InputOptions) -> Iterator[SeedDocument | Problem]:
    """Yield the items of the feed in *stream*, each a document, and what cannot be read."""
    found = yield from read_text(name, stream, options)
    if found is None:
        return
    feed = _parsed(name, found[0])
    if isinstance(feed, Problem):
        yield feed
        return
    items = feed.get("items")
    places = Places(name)
    for number, item in enumerate(items if isinstance(items, list) else [], 1):
        yield _document(name, item if isinstance(item, dict) else {}, number, places, feed)


def _parsed(name: str, text: str) -> _Item | Problem:
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError) as error:
        feed, why = None, str(error)
    else:
        why = "it is not an object with keys"
    if isinstance(feed, dict):
        return feed
    return Problem(
        code="record-unreadable", what="this feed cannot be read as JSON", where=Location(name), why=why,
        fix="fetch it again, or remove the file",
    )  # fmt: skip


def _document(name: str, item: _Item, number: int, places: Places, feed: _Item) -> SeedDocument | Problem:
    published, updated = moment_of(one(item.get("date_published"))), moment_of(one(item.get("date_modified")))
    url = one(item.get("url")) or one(item.get("external_url"))
    tags = item.get("tags")
    given = Given(
        title=one(item.get("title")),
        authors=_authors(item) or _authors(feed),
        date=published or updated,
        updated=updated if published and updated != published else None,
        tags=tuple(dict.fromkeys(filter(None, map(one, tags)))) if isinstance(tags, list) else (),
        language=language_tag(one(item.get("language")) or one(feed.get("language"))),
        summary=one(item.get("summary")) or None,
        url=url if url.startswith(("http://", "https://")) else "",
    )
    path = places.path(
        one(item.get("id")) or (str(item["id"]) if isinstance(item.get("id"), int) else "") or url, number
    )
    digest = digest_of(json.dumps(item, sort_keys=True).encode())
    document = document_of(path, _html(item), digest, given)
    if document.text.strip():
        return document
    return Problem(
        code="record-without-text", what=f"item {number:,} has no text", where=Location(name), severity="warning",
        why="it has neither `content_html` nor `content_text`", fix="save the page it links to instead",
    )  # fmt: skip


def _html(item: _Item) -> str:
    html, text = item.get("content_html"), item.get("content_text") or item.get("summary")
    if isinstance(html, str) and html.strip():
        return html
    parts = text.split("\n\n") if isinstance(text, str) else []
    return "".join(f"<p>{escape(part, quote=False)}</p>" for part in parts)


def _authors(owner: _Item) -> tuple[str, ...]:
    listed = owner.get("authors")
    people = listed if isinstance(listed, list) else [owner.get("author")]
    names = (one(person.get("name")) for person in people if isinstance(person, dict))
    return tuple(dict.fromkeys(filter(None, names)))
