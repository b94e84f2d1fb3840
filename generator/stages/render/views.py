"""What a template sees as ``page``: read-only objects whose every read is noted.

This is the theme contract; its public face is described in ``docs/templates.md``. A property that asks the
site does so only when a template reads it, so a page depends on what its template shows and no more.
"""

from collections.abc import Callable, Mapping
from datetime import date as Day  # noqa: N812 - a property is called date
from datetime import datetime
from typing import Literal

from markupsafe import Markup
from msgspec import Struct

from generator.formats.links import rewrite
from generator.formats.text import direction
from generator.model import Caption, Heading, Label, Link, Output, Summary
from generator.stages.queries import Neighbours, TermCount, Year
from generator.stages.render.addresses import absolute, page_links
from generator.stages.render.reader import Reader
from generator.stages.render.site_view import FeedLink, SiteView


class RelatedLink(Struct, frozen=True):
    """The title of a related article, and its permalink when the site has it, else ""."""

    title: str
    permalink: str


class PageView:
    """``page`` in a template: what every kind of page has."""

    def __init__(self, output: Output, reader: Reader) -> None:
        self._output = output
        self._reader = reader
        self.kind: str = output.kind
        self.title: str = output.title
        self.permalink: str = output.permalink
        self.noindex: bool = output.kind == "not_found"

    @property
    def url(self) -> str:
        return absolute(self.permalink, self._reader.config("base_url", str))

    @property
    def feed(self) -> str:
        return absolute(self._output.feed, self._reader.config("base_url", str)) if self._output.feed else ""

    @property
    def description(self) -> str:
        return self._reader.config("description", str)

    @property
    def language(self) -> str:
        return self._reader.config("language", str)

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        return direction(self.language)


class TextView(PageView):
    """``page`` of an article or a plain page."""

    def __init__(self, output: Output, reader: Reader) -> None:
        super().__init__(output, reader)
        self._summary = reader.summary(output.subject)
        self._text = reader.text(output.subject)
        self._metadata = self._text.metadata
        self.noindex = bool(self._summary.status)

    @property
    def url(self) -> str:
        permalink = self._summary.canonical or self.permalink
        return absolute(permalink, self._reader.config("base_url", str))

    @property
    def description(self) -> str:
        return self._summary.summary

    @property
    def language(self) -> str:
        return self._summary.language

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        return self._summary.direction

    @property
    def content(self) -> Markup:
        # The body has passed the sanitiser (or its author has opted out of it in `markup.raw_html`).
        return Markup(rewrite(self._text.html, page_links(self._reader, self._output.subject)))  # noqa: S704

    @property
    def headings(self) -> tuple[Heading, ...]:
        return self._text.headings

    @property
    def date(self) -> datetime | None:
        return self._summary.date

    @property
    def updated(self) -> datetime | None:
        return self._summary.updated

    @property
    def added(self) -> Day | None:
        return self._summary.added

    @property
    def authors(self) -> tuple[str, ...]:
        return self._summary.authors

    @property
    def tags(self) -> tuple[Label, ...]:
        return self._summary.tags

    @property
    def publisher(self) -> str:
        return self._summary.publisher

    @property
    def summary(self) -> str:
        return self._summary.summary

    @property
    def captions(self) -> tuple[Caption, ...]:
        return self._metadata.captions

    @property
    def related(self) -> tuple[RelatedLink, ...]:
        found = ((title, self._reader.ask(f"titled:{title}", str)) for title in self._metadata.related)
        return tuple(RelatedLink(title, link if link != self.permalink else "") for title, link in found)

    @property
    def source(self) -> str:
        return self._metadata.source

    @property
    def source_url(self) -> str:
        return self._metadata.source_url

    @property
    def words(self) -> int:
        return self._metadata.words

    @property
    def minutes(self) -> int:
        return self._summary.minutes

    @property
    def section(self) -> str:
        return self._summary.section

    @property
    def status(self) -> str:
        return self._summary.status

    @property
    def extra(self) -> Mapping[str, object]:
        return self._summary.extra

    @property
    def newer(self) -> Link | None:
        return self._reader.ask(f"neighbours:{self._output.subject}", Neighbours).newer

    @property
    def older(self) -> Link | None:
        return self._reader.ask(f"neighbours:{self._output.subject}", Neighbours).older


class ListView(PageView):
    """``page`` of the home page, a section or a tag: one page of a list of articles."""

    def __init__(self, output: Output, reader: Reader) -> None:
        super().__init__(output, reader)
        self.number: int = output.number
        self.pages: int = output.pages
        self.newer: str = output.newer
        self.older: str = output.older
        self.articles: tuple[Summary, ...] = tuple(reader.summary(path) for path in output.shown)

    @property
    def content(self) -> Markup:
        if not self._output.full:
            return Markup()
        index = self._output.full[0]
        return Markup(rewrite(self._reader.text(index).html, page_links(self._reader, index)))  # noqa: S704

    @property
    def description(self) -> str:
        if not self._output.full:
            return super().description
        return self._reader.text(self._output.full[0]).metadata.summary or super().description

    @property
    def sections(self) -> tuple[Link, ...]:
        return self._reader.ask(f"sections:{self._output.subject}", tuple)

    @property
    def term(self) -> TermCount:
        return self._reader.ask(f"term:{self._output.subject}", TermCount)


class TermsView(PageView):
    """``page`` of the list of tags."""

    @property
    def terms(self) -> tuple[TermCount, ...]:
        return self._reader.ask("terms", tuple)


class ArchiveView(PageView):
    """``page`` of the archive."""

    @property
    def years(self) -> tuple[Year, ...]:
        return self._reader.ask("archive", tuple)


class SubscribeView(PageView):
    """``page`` of the list of feeds."""

    @property
    def feeds(self) -> tuple[FeedLink, ...]:
        return SiteView(self._reader).feeds


VIEWS: Mapping[str, Callable[[Output, Reader], PageView]] = {
    "article": TextView,
    "page": TextView,
    "home": ListView,
    "section": ListView,
    "term": ListView,
    "terms": TermsView,
    "archive": ArchiveView,
    "subscribe": SubscribeView,
    "not_found": PageView,
}
