"""What a configuration holds, and what each key is when the file does not say."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from generator.model import Link

# The lists of a vocabulary; what each is for, docs/conversion.md says.
PHRASE_LISTS = (
    "strong", "weak", "starts", "press", "comments", "comment_marks", "relative", "byline", "authors", "editors",
    "published", "updated", "publishers", "tags", "related", "related_lists", "credits", "captions", "jobs", "joins",
    "interviews", "glue", "headings", "weekdays", "greetings", "openers", "outlets", "months",
)  # fmt: skip


class ConvertConfig(Struct, frozen=True):
    """``convert``: how seeds become articles.

    *keys*: which key of a record holds a field (field -> key). *keep* and *drop* are lines as they stand in seeds,
    white space normalised; *learn*: whether seeds teach each other more lines to drop; *phrases* are the collection's
    own (language -> list -> phrases).
    """

    enabled: bool = True
    section: str = "articles"
    encoding: str = ""
    keys: Mapping[str, str] = {}
    date_order: Literal["unknown", "dmy", "mdy", "ymd"] = "unknown"
    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    learn: bool = True
    duplicates: Literal["warn", "canonical"] = "warn"
    phrases: Mapping[str, Mapping[str, tuple[str, ...]]] = {}


class TagsConfig(Struct, frozen=True):
    """``tags``: where tag pages lie, and the spelling shown for a tag (slug -> name)."""

    path: str = "tags"
    names: Mapping[str, str] = {}


class FeedsConfig(Struct, frozen=True):
    """``feeds``: what readers subscribe to."""

    path: str = "feed.xml"
    limit: int = 20
    content: Literal["full", "summary"] = "full"
    tags: bool = True


class MarkupConfig(Struct, frozen=True):
    """``markup``: how Markdown becomes HTML."""

    engine: Literal["markdown"] = "markdown"
    raw_html: Literal["sanitise", "escape", "allow"] = "sanitise"
    highlight: bool = True
    excerpt: int = 280


class LimitsConfig(Struct, frozen=True):
    """``limits``: what a single file may cost. Sizes are in bytes."""

    file_size: int = 5_000_000
    unpacked_size: int = 2_000_000_000


class Config(Struct, frozen=True, kw_only=True):
    """Everything ``seedpress.yaml`` can say. *base_url* is absolute and ends with a slash."""

    title: str = "Untitled"
    description: str = ""
    base_url: str = "http://localhost:8000/"
    language: str = "en"
    timezone: str = "UTC"
    author: str = ""
    theme: str = "default"
    theme_options: Mapping[str, object] = {}
    menu: tuple[Link, ...] = ()
    output: str = "site"
    urls: Literal["pretty", "html"] = "pretty"
    permalinks: Mapping[str, str] = {}
    paginate: int = 20
    convert: ConvertConfig = ConvertConfig()
    tags: TagsConfig = TagsConfig()
    feeds: FeedsConfig = FeedsConfig()
    markup: MarkupConfig = MarkupConfig()
    limits: LimitsConfig = LimitsConfig()

    @property
    def ending(self) -> str:
        """What the permalink of a page ends in, as ``urls`` says."""
        return "/" if self.urls == "pretty" else ".html"
