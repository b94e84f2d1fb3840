"""The nouns of the output directory: what is planned, what it is made from, and what a build did."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from generator.model.site import LeftOut
from generator.problems import Problem

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
