"""The nouns of a site: what pages may know of each other, and no body."""

from collections.abc import Mapping
from datetime import date as Day  # noqa: N812 - a field is called date
from datetime import datetime
from typing import Literal

from msgspec import Struct


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
    *summary* is plain text: the front matter's, else the excerpt. *canonical* is the permalink, or the address on
    the web, of the text that this one is a copy of, "" if it is none.
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
    canonical: str = ""
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
