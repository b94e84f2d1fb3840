"""The nouns of a single text: from the bytes of a seed or a content file to a parsed article.

Nothing here knows of other texts.
"""

from collections.abc import Mapping
from datetime import date as Day  # noqa: N812 - a field is called date
from datetime import datetime

from msgspec import Struct

from generator.problems import Problem

# How the names of content files end; every other file below content is copied.
MARKDOWN = (".md", ".markdown")


class SourceFile(Struct, frozen=True):
    """A text file of the project as it enters a stage: UTF-8 decoded, LF, NFC, no control characters."""

    path: str
    text: str


class SeedDocument(Struct, frozen=True):
    """A seed to convert; *digest* names the bytes it was read from."""

    path: str
    text: str
    digest: str


class LineRecord(Struct, frozen=True):
    """What conversion decided about one line of a seed; the *raw* texts joined by newlines are the seed."""

    number: int
    raw: str
    role: str
    rule: str
    reason: str


class Caption(Struct, frozen=True):
    """The caption of a photograph that the seed's page showed."""

    caption: str
    credit: str | None = None


class Conversion(Struct, frozen=True, kw_only=True):
    """A seed as an article: the fields its text states, the Markdown *body*, one record per line."""

    source: str
    title: str
    date: Day | None = None
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    language: str | None = None
    publisher: str | None = None
    summary: str | None = None
    captions: tuple[Caption, ...] = ()
    related: tuple[str, ...] = ()
    body: str
    records: tuple[LineRecord, ...]
    problems: tuple[Problem, ...] = ()


class Heading(Struct, frozen=True):
    """A heading inside an article; *id* is its anchor, *title* plain text, *level* from 1 to 6."""

    level: int
    id: str
    title: str


class Metadata(Struct, frozen=True, kw_only=True):
    """What a content file says of itself, before anything is known of the others.

    *places* tells the line of each front-matter key; it is for messages only. *added* is the day of first
    conversion, never a publication date. All moments are aware. *id* is "" when the file has none.
    """

    path: str
    title: str
    id: str = ""
    slug: str = ""
    date: datetime | None = None
    updated: datetime | None = None
    expires: datetime | None = None
    added: Day | None = None
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    language: str = ""
    publisher: str = ""
    summary: str = ""
    captions: tuple[Caption, ...] = ()
    related: tuple[str, ...] = ()
    source: str = ""
    source_url: str = ""
    source_digest: str = ""
    content_digest: str = ""
    draft: bool = False
    layout: str = ""
    permalink: str = ""
    aliases: tuple[str, ...] = ()
    weight: int = 0
    paginate: int = 0
    extra: Mapping[str, object] = {}
    words: int = 0
    minutes: int = 0
    excerpt: str = ""
    places: Mapping[str, int] = {}


class Article(Struct, frozen=True):
    """A parsed content file: its metadata and its body as sanitised HTML with the links as written."""

    metadata: Metadata
    html: str
    headings: tuple[Heading, ...] = ()
    problems: tuple[Problem, ...] = ()


class Parsed(Struct, frozen=True, kw_only=True):
    """What the cache keeps of a parsed file beside its body: enough to assemble a site and to judge freshness.

    *body* is the digest of the HTML and its headings, *links* are the relative links with their lines.
    """

    metadata: Metadata
    body: bytes
    links: tuple[tuple[str, int], ...] = ()
    problems: tuple[Problem, ...] = ()
