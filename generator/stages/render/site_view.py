"""What a template sees as ``site``: questions to the publication, each noted when it is asked."""

from collections.abc import Mapping

from msgspec import Struct

from generator.model import Link, Summary
from generator.stages.queries import Places, TermCount
from generator.stages.render.addresses import absolute
from generator.stages.render.reader import Reader


class FeedLink(Struct, frozen=True):
    """A feed to subscribe to: its title and its whole URL."""

    title: str
    url: str


class SiteView:
    """``site`` in a template."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    @property
    def title(self) -> str:
        return self._reader.config("title", str)

    @property
    def description(self) -> str:
        return self._reader.config("description", str)

    @property
    def language(self) -> str:
        return self._reader.config("language", str)

    @property
    def author(self) -> str:
        return self._reader.config("author", str)

    @property
    def url(self) -> str:
        return self._reader.config("base_url", str)

    @property
    def menu(self) -> tuple[Link, ...]:
        return self._reader.config("menu", tuple)

    @property
    def options(self) -> Mapping[str, object]:
        return self._reader.options()

    @property
    def feed(self) -> str:
        feeds = self._reader.ask("site_feed", str)
        return absolute(feeds, self.url)

    @property
    def feeds(self) -> tuple[FeedLink, ...]:
        links: tuple[Link, ...] = self._reader.ask("feeds", tuple)
        return tuple(FeedLink(link.title, absolute(link.permalink, self.url)) for link in links)

    @property
    def places(self) -> Places:
        return self._reader.ask("places", Places)

    def section(self, path: str) -> Link:
        try:
            return self._reader.ask(f"section:{path}", Link)
        except KeyError:
            raise LookupError(f'there is no section "{path}"') from None

    def recent(self, count: int = 5) -> tuple[Summary, ...]:
        return self._reader.ask(f"recent:{count}", tuple)

    def sections(self, parent: str = "") -> tuple[Link, ...]:
        return self._reader.ask(f"sections:{parent}", tuple)

    def terms(self) -> tuple[TermCount, ...]:
        return self._reader.ask("terms", tuple)

    def pages(self) -> tuple[Link, ...]:
        return self._reader.ask("pages", tuple)

    def summary(self, path: str) -> Summary:
        try:
            return self._reader.summary(path)
        except KeyError:
            raise LookupError(f'nothing that is published has the path "{path}"') from None
