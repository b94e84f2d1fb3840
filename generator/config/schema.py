"""Declare every key of ``seedpress.yaml``: what it may be, what it is for, an example.

The defaults are those of :class:`~generator.config.values.Config`, so that they stand in one place.
"""

from collections.abc import Iterator

from generator.config.convert_schema import CONVERT
from generator.config.setting import Kind, Setting
from generator.config.values import Config

__all__ = ["SCHEMA", "Kind", "Setting", "default_of", "settings", "value_of"]

_TAGS = (
    Setting(
        name="path", kind="path", doc="Where tag pages lie in the site: `/tags/`, `/tags/rust/`.", example="topics"
    ),
    Setting(
        name="names",
        kind="texts",
        doc="How a tag is spelt on the site, by its slug, whatever spelling the articles use.",
        example="{us: US, north-korea: North Korea}",
    ),
)
_FEEDS = (
    Setting(name="path", kind="path", doc="Where the feed of the site lies.", example="feed.xml"),
    Setting(name="limit", kind="number", least=1, doc="How many of the newest articles a feed holds.", example="20"),
    Setting(
        name="content",
        kind="choice",
        choices=("full", "summary"),
        doc="Whether feeds hold whole articles or their summaries.",
        example="full",
    ),
    Setting(name="tags", kind="flag", doc="Whether each tag has a feed of its own.", example="true"),
)
_MARKUP = (
    Setting(
        name="engine",
        kind="choice",
        choices=("markdown",),
        doc="What turns Markdown into HTML: Python-Markdown.",
        example="markdown",
    ),
    Setting(
        name="raw_html",
        kind="choice",
        choices=("sanitise", "escape", "allow"),
        doc="What becomes of HTML in Markdown: cleaned of what could do harm, shown as text, or left as it is. "
        "`allow` trusts every author and every seed.",
        example="sanitise",
    ),
    Setting(name="highlight", kind="flag", doc="Whether code is coloured by its language.", example="true"),
    Setting(
        name="excerpt",
        kind="number",
        least=20,
        doc="How many characters of an article stand in for a summary that it does not have.",
        example="280",
    ),
)
_LIMITS = (
    Setting(
        name="file_size",
        kind="number",
        least=1000,
        doc="The size in bytes beyond which a seed or content file is refused.",
        example="5000000",
    ),
    Setting(
        name="unpacked_size",
        kind="number",
        least=1000,
        doc="How many bytes may come out of a packed seed (`.gz`, `.zst`, `.zip`).",
        example="2000000000",
    ),
)

SCHEMA: tuple[Setting, ...] = (
    Setting(
        name="title", kind="text", required=True, doc="The name of the publication.", example="The Harbour Lantern"
    ),
    Setting(
        name="description",
        kind="text",
        doc="One sentence about the publication, for search engines and feed readers.",
        example="News and essays from a small harbour.",
    ),
    Setting(
        name="base_url",
        kind="url",
        doc="The address at which the site will be read, with its folder if it has one.",
        example="https://lantern.example/",
    ),
    Setting(
        name="language",
        kind="language",
        doc="The language of texts that do not name their own, as a language tag.",
        example="en-GB",
    ),
    Setting(
        name="timezone",
        kind="timezone",
        doc="The zone of dates and times that do not name their own.",
        example="Europe/London",
    ),
    Setting(
        name="author", kind="text", doc="Who writes when an article does not say.", example="The Lantern's editors"
    ),
    Setting(
        name="theme",
        kind="name",
        doc="The theme: a folder of `themes/`, or one that comes with the program.",
        example="default",
    ),
    Setting(
        name="theme_options",
        kind="mapping",
        doc="Options of the theme, as the theme describes them; templates see them as `site.options`.",
        example="{accent: teal}",
    ),
    Setting(
        name="menu",
        kind="menu",
        doc="The links at the top of every page, in order; without it the theme shows the sections.",
        example="[{title: Articles, permalink: /articles/}, {title: About, permalink: /about/}]",
    ),
    Setting(name="output", kind="output", doc="The folder that the site is written into.", example="site"),
    Setting(
        name="urls",
        kind="choice",
        choices=("pretty", "html"),
        doc="Whether a page lies at `/bread/` or at `/bread.html`.",
        example="pretty",
    ),
    Setting(
        name="permalinks",
        kind="patterns",
        doc="Where the articles of a section lie, by the section's path; `*` is for all others. "
        "A pattern may use `:year`, `:month`, `:day`, `:slug`, `:section`, `:path`, `:title` and `:id`.",
        example="{news: '/:year/:month/:slug/'}",
    ),
    Setting(name="paginate", kind="number", least=1, doc="How many articles a page of a list shows.", example="20"),
    Setting(name="convert", kind="group", doc="How seeds become articles.", settings=CONVERT),
    Setting(name="tags", kind="group", doc="Where tag pages lie, and how tags are spelt.", settings=_TAGS),
    Setting(name="feeds", kind="group", doc="What readers subscribe to.", settings=_FEEDS),
    Setting(name="markup", kind="group", doc="How Markdown becomes HTML.", settings=_MARKUP),
    Setting(name="limits", kind="group", doc="What a single file may cost.", settings=_LIMITS),
)


def settings() -> Iterator[tuple[str, Setting]]:
    """Yield every key that has a value, under its dotted path, in the order of the reference."""
    for setting in SCHEMA:
        if setting.kind != "group":
            yield setting.name, setting
        for inner in setting.settings:
            yield f"{setting.name}.{inner.name}", inner


def value_of(config: Config, path: str) -> object:
    """Return what *config* says at the dotted *path*."""
    value: object = config
    for name in path.split("."):
        value = getattr(value, name)
    return value


def default_of(path: str) -> object:
    """Return what counts at the dotted *path* when the file does not say."""
    return value_of(Config(), path)
