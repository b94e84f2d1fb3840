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
# The roles of a seed's lines that are the article; all others leave it.
BODY_ROLES = frozenset({"paragraph", "heading", "list-item", "verse", "cell", "code", "quote", "table", "image"})


class SourceFile(Struct, frozen=True):
    """A text file of the project as it enters a stage: UTF-8 decoded, LF, NFC, no control characters."""

    path: str
    text: str


class Given(Struct, frozen=True, kw_only=True):
    """What came with a text beside it, stated by markup, a feed, an export or a record: it counts above what is found.

    *url* is where the text was published; *license* and the like belong in *extra*, which is kept as it is.
    *slug* is the name the text had in addresses.
    """

    title: str = ""
    slug: str = ""
    authors: tuple[str, ...] = ()
    date: Day | datetime | None = None
    updated: Day | datetime | None = None
    tags: tuple[str, ...] = ()
    language: str | None = None
    publisher: str | None = None
    summary: str | None = None
    url: str = ""
    draft: bool = False
    extra: Mapping[str, object] = {}


class Marked(Struct, frozen=True, kw_only=True):
    """A block of a seed whose markup told what it is: line *line* of the seed's text, to be written as *markdown*.

    *kind* is ``paragraph``, ``heading`` (of *level*), ``list-item``, ``quote``, ``code``, ``table``, ``image`` or
    ``caption``. What belongs together carries the same *group*: a list, a quotation, a paragraph of several
    lines; *gap* parts it from the block before it there. The Markdown of an item has its marker and its indentation.
    """

    line: int
    kind: str
    markdown: str
    level: int = 0
    group: int = 0
    gap: str = "\n\n"


class SeedFile(Struct, frozen=True, kw_only=True):
    """An image that belongs to a seed and is brought along with its article.

    The Markdown of the seed names it by its *address* (``seed-file:1``), which gives way to the address of the
    copy. It is *data*, else the file at *path*, relative to the seed's own folder; where no such file is, *otherwise*
    takes the place of the address, and where that is "", the image goes. *name* is what the copy may be called.
    """

    address: str
    name: str
    path: str = ""
    data: bytes = b""
    otherwise: str = ""


class SeedDocument(Struct, frozen=True):
    """A seed to convert; *digest* names the bytes it was read from.

    A text with markup comes as its plain text, each block a line between blank lines, with *marked* telling
    what the markup said of these lines. In one that *is_article* nothing but the article is expected, as in
    a feed: its lines all stay. *markdown* is a body that was Markdown already and is kept to the letter.
    *files* are the images of its own that its Markdown shows.
    """

    path: str
    text: str
    digest: str
    given: Given = Given()
    marked: tuple[Marked, ...] = ()
    is_article: bool = False
    markdown: str = ""
    files: tuple[SeedFile, ...] = ()


class LineRecord(Struct, frozen=True):
    """What conversion decided about one line of a seed; the *raw* texts joined by newlines are the seed.

    *confidence* from 0 to 1 is how often the rule is right where a person has checked it.
    """

    number: int
    raw: str
    role: str
    rule: str
    reason: str
    confidence: float = 1.0


class Origin(Struct, frozen=True):
    """Where a field was found: the number of the seed's line, and the rule that read it; 0 where no line says it."""

    line: int
    rule: str


class Caption(Struct, frozen=True):
    """The caption of a photograph that the seed's page showed."""

    caption: str
    credit: str | None = None


class Conversion(Struct, frozen=True, kw_only=True):
    """A seed as an article: the fields its text states, the Markdown *body*, one record per line.

    *confidences* tells of each field that was found, by its name, how sure that is, from 0 to 1; *origins*
    where it was found, for what several lines say the first of them.
    """

    source: str
    title: str
    date: Day | datetime | None = None
    updated: Day | datetime | None = None
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    language: str | None = None
    publisher: str | None = None
    summary: str | None = None
    captions: tuple[Caption, ...] = ()
    related: tuple[str, ...] = ()
    source_url: str = ""
    draft: bool = False
    canonical: str = ""
    extra: Mapping[str, object] = {}
    confidences: Mapping[str, float] = {}
    origins: Mapping[str, Origin] = {}
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
    canonical: str = ""
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
