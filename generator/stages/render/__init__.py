"""Turn a planned output into its bytes, together with the list of everything that was read to make them."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from generator.config import Config, FeedsConfig
from generator.formats.links import rewrite
from generator.model import Article, Output, Rendered, Site, Theme
from generator.problems import Problem
from generator.stages.queries import Catalogue
from generator.stages.render.addresses import absolute, feed_links, on_site
from generator.stages.render.reader import Reader
from generator.stages.render.site_view import SiteView
from generator.stages.render.views import VIEWS

if TYPE_CHECKING:
    from jinja2 import Environment

    from generator.stages.feeds import FeedItem


class Renderer:
    """Render the outputs of one site.

    Holds nothing but the frozen values it is made from and the compiled templates; ``render`` is a pure
    function of those and its arguments, so any process may call it for any output, in any order.
    """

    def __init__(self, site: Site, config: Config, theme: Theme) -> None:
        self._site = site
        self._config = config
        self._theme = theme
        self._closures: dict[str, tuple[str, ...]] = {}
        self._writers: Mapping[str, Callable[[Output, Reader], bytes]] = {
            "feed": self._feed,
            "sitemap": self._sitemap,
            "robots": self._robots,
            "redirect": self._redirect,
        }

    def __reduce__(self) -> tuple[type["Renderer"], tuple[Site, Config, Theme]]:
        """Pickle as the values: templates are compiled again in a process that could not inherit them."""
        return Renderer, (self._site, self._config, self._theme)

    def render(self, output: Output, texts: Mapping[str, Article]) -> Rendered:
        """Return the bytes of *output*; *texts* holds the bodies it was planned with, by path.

        A template that fails gives a problem and no bytes. Assets are copied, not rendered.
        """
        reader = Reader(self._site, self._config, self._theme, self._catalogue, texts)
        writer = self._writers.get(output.kind)
        if writer is None:
            return self._page(output, reader)
        return Rendered(output.path, writer(output, reader), tuple(reader.inputs))

    def warm(self) -> None:
        """Load the template engine now, so that processes forked after this share its memory."""
        _ = self._environment

    @cached_property
    def _catalogue(self) -> Catalogue:
        return Catalogue(self._site, self._config)

    @cached_property
    def _clean_for_readers(self) -> Callable[[str, str], str]:
        """What makes a body fit for feed readers; the newest articles stand in several feeds, so it remembers them."""
        from generator.formats.feed_html import feed_html  # noqa: PLC0415 - lxml is for feeds only

        return lru_cache(maxsize=256)(feed_html)

    @cached_property
    def _environment(self) -> "Environment":
        from generator.formats.templates import environment  # noqa: PLC0415 - a build with nothing to do needs no Jinja

        base_url = self._config.base_url
        return environment(
            self._theme,
            {"relurl": lambda link: on_site(link, base_url), "absurl": lambda link: absolute(link, base_url)},
        )

    def _page(self, output: Output, reader: Reader) -> Rendered:
        from generator.formats.closure import closure  # noqa: PLC0415 - likewise
        from generator.formats.templates import template_problem  # noqa: PLC0415 - likewise

        problems: tuple[Problem, ...] = ()
        body = b""
        reader.config("base_url", str)  # the filters `relurl` and `absurl` know it without asking
        if output.layout not in self._closures:
            self._closures[output.layout] = closure(self._theme, output.layout)
        for name in self._closures[output.layout]:
            reader.template(name)
        try:
            page = VIEWS[output.kind](output, reader)
            template = self._environment.get_template(output.layout)
            body = template.render(page=page, site=SiteView(reader), asset=self._asset(reader)).encode()
        except Exception as error:  # noqa: BLE001 - a template is a program of its author's; whatever it raises is a problem of its page
            problems = (template_problem(error, self._theme, output.path, output.subject),)
        return Rendered(output.path, body, tuple(reader.inputs), problems)

    @staticmethod
    def _asset(reader: Reader) -> Callable[[str], str]:
        """The function ``asset`` of the theme contract: an asset's address, which changes with its bytes."""

        def asset(name: str) -> str:
            digest = reader.asset(name)
            if digest is None:
                raise LookupError(f'the theme has no asset "{name}"')
            return f"{on_site(f'/assets/{name}', reader.config('base_url', str))}?v={digest.hex()[:8]}"

        return asset

    def _feed(self, output: Output, reader: Reader) -> bytes:
        from generator.stages.feeds import Feed, rss  # noqa: PLC0415 - likewise, and feedgen takes longer still

        base_url = reader.config("base_url", str)
        title = reader.config("title", str)
        stylesheet = reader.asset("feed.css")
        feed = Feed(
            title=f"{title}: {output.title}" if output.subject else title,
            description=reader.config("description", str) or title,
            site_url=base_url,
            self_url=absolute(output.permalink, base_url),
            language=reader.config("language", str),
            items=tuple(self._item(path, reader) for path in output.shown),
            content=reader.config("feeds", FeedsConfig).content,
            stylesheet_url=absolute("/assets/feed.css", base_url) if stylesheet else "",
        )
        return rss(feed, clean=self._clean_for_readers)

    def _item(self, path: str, reader: Reader) -> "FeedItem":
        from generator.stages.feeds import article_item  # noqa: PLC0415 - likewise

        summary = reader.summary(path)
        html = rewrite(reader.text(path).html, feed_links(reader, path, summary.permalink))
        return article_item(summary, html, reader.config("base_url", str))

    def _sitemap(self, output: Output, reader: Reader) -> bytes:
        from generator.stages.sitemap import sitemaps  # noqa: PLC0415 - likewise

        base_url = reader.config("base_url", str)
        pages: tuple[tuple[str, datetime | None], ...] = reader.ask("sitemap", tuple)
        urls = [(absolute(permalink, base_url), moment) for permalink, moment in pages]
        # The plan knows the number of files before any address is written out, so only that number counts.
        return sitemaps(urls, base_url, most_bytes=1 << 60)[output.path]

    def _robots(self, _: Output, reader: Reader) -> bytes:
        from generator.stages.sitemap import robots  # noqa: PLC0415 - likewise

        return robots(absolute("/sitemap.xml", reader.config("base_url", str)))

    def _redirect(self, output: Output, reader: Reader) -> bytes:
        from generator.stages.redirects import redirect_page  # noqa: PLC0415 - likewise

        return redirect_page(absolute(output.subject, reader.config("base_url", str)))
