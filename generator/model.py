"""The nouns: every value that passes between two stages, frozen.

Paths of sources are relative to the project's root with forward slashes (``content/news/bread.md``);
paths of outputs are relative to the output directory (``news/bread/index.html``); a permalink is the
path of a page in the site and starts with a slash (``/news/bread/``).

``msgspec.Struct`` rather than ``dataclass``: these values are encoded to the cache and decoded from it
on every build, and defining a Struct costs a tenth of a dataclass at import.
"""

from collections.abc import Mapping
from datetime import date as Day  # noqa: N812 - a field is called date
from datetime import datetime
from typing import Literal

from msgspec import Struct

from generator.problems import Problem


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


class Label(Struct, frozen=True):
    """A tag as an article shows it: the name, its slug and the permalink of its page."""

    name: str
    slug: str
    permalink: str


class Summary(Struct, frozen=True, kw_only=True):
    """All that *another* page may know of an article or page.

    *kind* is ``article`` for a dated or listed text in a section, ``page`` for a plain page.
    *status* is "" for a published text, else ``draft``, ``future`` or ``expired`` (preview, -D, -F).
    *section* is the folder below ``content/``, "" for the top. *moment* is what lists are ordered by.
    *summary* is plain text: the front matter's, else the excerpt.
    """

    path: str
    kind: Literal["article", "page"]
    id: str
    title: str
    permalink: str
    section: str
    date: datetime | None = None
    updated: datetime | None = None
    added: Day | None = None
    authors: tuple[str, ...] = ()
    tags: tuple[Label, ...] = ()
    language: str = ""
    direction: Literal["ltr", "rtl"] = "ltr"
    publisher: str = ""
    summary: str = ""
    minutes: int = 0
    status: str = ""
    weight: int = 0
    extra: Mapping[str, object] = {}


class Link(Struct, frozen=True):
    """A title and where it leads: all that neighbours and menus show of a page."""

    title: str
    permalink: str


class Section(Struct, frozen=True, kw_only=True):
    """A folder of ``content/``: *index* is its ``_index.md`` or "", *articles* are paths, newest first."""

    path: str
    title: str
    permalink: str
    description: str = ""
    index: str = ""
    weight: int = 0
    paginate: int = 0
    articles: tuple[str, ...] = ()
    children: tuple[str, ...] = ()


class Term(Struct, frozen=True):
    """One tag of the site: the spelling shown, its page and feed, and the paths of its articles, newest first."""

    slug: str
    name: str
    permalink: str
    feed: str
    articles: tuple[str, ...]


class LeftOut(Struct, frozen=True):
    """A content file that is not published, and why: ``draft``, ``future`` or ``expired``."""

    path: str
    reason: str


class Site(Struct, frozen=True, kw_only=True):
    """The whole publication without any body.

    *summaries* holds articles and pages by source path; *articles* lists the paths of articles, newest
    first; *aliases* are former permalinks with the source that claims each; *layouts* names the
    template of each text that asks for one. Sections are held by path, "" being the top of the site.
    """

    summaries: Mapping[str, Summary]
    articles: tuple[str, ...]
    pages: tuple[str, ...]
    sections: Mapping[str, Section]
    terms: Mapping[str, Term]
    aliases: tuple[tuple[str, str], ...] = ()
    layouts: Mapping[str, str] = {}
    left_out: tuple[LeftOut, ...] = ()


OutputKind = Literal[
    "home", "article", "page", "section", "term", "terms", "archive", "subscribe", "not_found",
    "feed", "stylesheet", "sitemap", "robots", "redirect", "asset",
]  # fmt: skip


class Output(Struct, frozen=True, kw_only=True):
    """One file to write, as planned.

    *subject* is what it is about: a source path, a section's path, a term's slug, a redirect's target, or
    an asset's origin. *shown* are the paths whose summaries it shows, *full* those whose bodies it
    shows. *feed* is the permalink of the feed it announces beside the site's own. *number* of *pages* is its
    place in a paged list, where page 1 is the oldest and the newest, unnumbered one has ``number ==
    pages``; *newer* and *older* are permalinks of the pages beside it.
    """

    path: str
    permalink: str
    kind: OutputKind
    layout: str = ""
    title: str = ""
    subject: str = ""
    shown: tuple[str, ...] = ()
    full: tuple[str, ...] = ()
    number: int = 1
    pages: int = 1
    newer: str = ""
    older: str = ""
    feed: str = ""


class Plan(Struct, frozen=True):
    """Every file of the published site, by output path, and what was wrong with the wishes."""

    outputs: Mapping[str, Output]
    problems: tuple[Problem, ...] = ()


class Template(Struct, frozen=True):
    """A template's text; *file* is where it lies, for messages (relative to the project if inside it)."""

    name: str
    text: str
    file: str
    digest: bytes


class Asset(Struct, frozen=True):
    """A file copied as it is: *path* below the theme's ``static/`` or ``content/``, *file* where it lies."""

    path: str
    file: str
    digest: bytes


class Theme(Struct, frozen=True, kw_only=True):
    """A theme with all it inherits, resolved: the nearest template and asset of each name.

    *templates* also holds each one under ``THEME/NAME``, so that a template can extend the one it replaces.
    """

    name: str
    chain: tuple[str, ...]
    templates: Mapping[str, Template]
    assets: Mapping[str, Asset]
    options: Mapping[str, object] = {}


class Rendered(Struct, frozen=True):
    """The bytes of one output, and the trace key of every input that was read to make them."""

    path: str
    body: bytes
    inputs: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


class Trace(Struct, frozen=True):
    """What an output was made from: the digest of each input by key, and of the result."""

    inputs: Mapping[str, bytes]
    result: bytes


class BuildReport(Struct, frozen=True, kw_only=True):
    """What a build did: output paths by fate, the reason for each rendering, and all problems."""

    written: frozenset[str] = frozenset()
    unchanged: frozenset[str] = frozenset()
    rendered: frozenset[str] = frozenset()
    removed: frozenset[str] = frozenset()
    reasons: Mapping[str, str] = {}
    converted: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    problems: tuple[Problem, ...] = ()
    pages: int = 0
    seconds: float = 0.0
