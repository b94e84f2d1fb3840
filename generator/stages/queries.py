"""Answer what a page may ask of the rest of the site, each question named by a key.

A key is written ``name`` or ``name:argument``. The same key always has the same answer for the same
site, and an answer is a plain value, so its digest tells whether a page that asked must be made anew.
"""

from collections.abc import Callable, Mapping
from datetime import date as Day  # noqa: N812 - a field is called date
from datetime import datetime
from functools import cached_property

from msgspec import Struct

from generator.config import Config
from generator.model import Link, Site, Summary, Term


class TermCount(Struct, frozen=True):
    """A tag in a list of tags: how many articles carry it."""

    name: str
    slug: str
    permalink: str
    count: int


class Headline(Struct, frozen=True):
    """An article as a long list shows it: without its summary, so that editing one leaves the list alone."""

    title: str
    permalink: str
    date: datetime | None
    added: Day | None
    language: str
    direction: str
    publisher: str
    minutes: int
    status: str


class Year(Struct, frozen=True):
    """The articles of one year, newest first; *year* is None for those without a date."""

    year: int | None
    articles: tuple[Headline, ...]


class Places(Struct, frozen=True):
    """The permalinks of the pages there is one of; "" for one that this site does not have."""

    archive: str
    tags: str
    subscribe: str


class Neighbours(Struct, frozen=True):
    """The articles just after and just before one, by date."""

    newer: Link | None
    older: Link | None


class Catalogue:
    """The questions a page may ask of *site*; ``ask`` takes a key, and is a pure function of it."""

    def __init__(self, site: Site, config: Config) -> None:
        self._site = site
        self._config = config
        self._questions: Mapping[str, Callable[[str], object]] = {
            "site_feed": lambda _: f"/{config.feeds.path}",
            "term": self.term,
            "archive": lambda _: self.archive(),
            "feeds": lambda _: self.feeds(),
            "neighbours": self.neighbours,
            "pages": lambda _: self.pages(),
            "permalink": self.permalink,
            "places": lambda _: self.places(),
            "section": self.section,
            "recent": lambda argument: self.recent(int(argument)),
            "sections": self.sections,
            "sitemap": lambda _: self.sitemap(),
            "terms": lambda _: self.terms(),
            "titled": self.titled,
        }

    def ask(self, key: str) -> object:
        """Return the answer to *key*.

        Raises:
            KeyError: there is no such question.
        """
        name, _, argument = key.partition(":")
        return self._questions[name](argument)

    def recent(self, count: int) -> tuple[Summary, ...]:
        """The newest *count* articles."""
        return tuple(self._site.summaries[path] for path in self._site.articles[:count])

    def sections(self, parent: str) -> tuple[Link, ...]:
        """The sections directly below the section *parent* ("" for the top), by weight, then title."""
        children = self._site.sections[parent].children if parent in self._site.sections else ()
        found = (self._site.sections[path] for path in children)
        return tuple(Link(section.title, section.permalink) for section in found)

    def terms(self) -> tuple[TermCount, ...]:
        """Every tag with its number of articles, in alphabetical order."""
        return tuple(self.term(term.slug) for term in self._terms_by_name)

    def term(self, slug: str) -> TermCount:
        """The tag with this slug."""
        term = self._site.terms[slug]
        return TermCount(term.name, term.slug, term.permalink, len(term.articles))

    def pages(self) -> tuple[Link, ...]:
        """The plain pages at the top of the site, by weight, then title."""
        found = (self._site.summaries[path] for path in self._site.pages)
        return tuple(Link(page.title, page.permalink) for page in found if not page.section)

    def archive(self) -> tuple[Year, ...]:
        """All articles by year, newest first; those without a date come last."""
        years: dict[int | None, list[Headline]] = {}
        for path in self._site.articles:
            summary = self._site.summaries[path]
            years.setdefault(summary.date.year if summary.date else None, []).append(_headline(summary))
        dated = sorted((year for year in years if year is not None), reverse=True)
        order: list[int | None] = [*dated, *([None] if None in years else [])]
        return tuple(Year(year, tuple(years[year])) for year in order)

    def places(self) -> Places:
        """Where the archive, the list of tags and the list of feeds are."""
        ending = self._config.ending
        return Places(
            archive=f"/archive{ending}" if self._site.articles else "",
            tags=f"/{self._config.tags.path}{ending}" if self._site.terms else "",
            subscribe=f"/subscribe{ending}",
        )

    def section(self, path: str) -> Link:
        """The title and permalink of the section *path*."""
        section = self._site.sections[path]
        return Link(section.title, section.permalink)

    def neighbours(self, path: str) -> Neighbours:
        """The titles and permalinks of the articles beside *path* in order of date."""
        position = self._positions.get(path)
        if position is None:
            return Neighbours(None, None)
        return Neighbours(self._link_at(position - 1), self._link_at(position + 1))

    def permalink(self, path: str) -> str:
        """The permalink of the article, page or section whose source is *path*, or "" if it is not published."""
        if path in self._site.summaries:
            return self._site.summaries[path].permalink
        return self._section_permalinks.get(path, "")

    def titled(self, title: str) -> str:
        """The permalink of the newest published article that has this title, or ""; signs and case do not count."""
        return self._permalinks_by_title.get(_words(title), "")

    def sitemap(self) -> tuple[tuple[str, datetime | None], ...]:
        """Every page worth finding, and the moment of its last significant change if it states one."""
        found: dict[str, datetime | None] = {"/": None}
        found |= {section.permalink: None for section in self._site.sections.values()}
        found |= {term.permalink: None for term in self._site.terms.values()}
        published = (summary for summary in self._site.summaries.values() if not (summary.status or summary.canonical))
        found |= {summary.permalink: summary.updated or summary.date for summary in published}
        return tuple(sorted(found.items(), key=lambda page: page[0]))

    def feeds(self) -> tuple[Link, ...]:
        """Every feed of the site with its title, the site's own first."""
        own = Link(self._config.title, f"/{self._config.feeds.path}")
        if not self._config.feeds.tags:
            return (own,)
        return (own, *(Link(f"{self._config.title}: {term.name}", term.feed) for term in self._terms_by_name))

    def _link_at(self, position: int) -> Link | None:
        if not 0 <= position < len(self._site.articles):
            return None
        summary = self._site.summaries[self._site.articles[position]]
        return Link(summary.title, summary.permalink)

    @cached_property
    def _terms_by_name(self) -> tuple[Term, ...]:
        return tuple(sorted(self._site.terms.values(), key=lambda term: (term.name.casefold(), term.slug)))

    @cached_property
    def _positions(self) -> Mapping[str, int]:
        return {path: position for position, path in enumerate(self._site.articles)}

    @cached_property
    def _section_permalinks(self) -> Mapping[str, str]:
        return {section.index: section.permalink for section in self._site.sections.values() if section.index}

    @cached_property
    def _permalinks_by_title(self) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for path in reversed(self._site.articles):
            summary = self._site.summaries[path]
            if not (summary.status or summary.canonical):
                found[_words(summary.title)] = summary.permalink
        return {words: permalink for words, permalink in found.items() if words}


def _words(title: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in title.casefold()).split())


def _headline(summary: Summary) -> Headline:
    return Headline(
        title=summary.title,
        permalink=summary.permalink,
        date=summary.date,
        added=summary.added,
        language=summary.language,
        direction=summary.direction,
        publisher=summary.publisher,
        minutes=summary.minutes,
        status=summary.status,
    )
