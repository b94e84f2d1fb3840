"""Give every text its kind, its section and its permalink."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from posixpath import basename, dirname, splitext
from typing import Literal

from generator.config import Config
from generator.formats.permalinks import check_path, expand, output_path
from generator.formats.slugs import safe_slug
from generator.model import Metadata
from generator.problems import Location, Problem

INDEX = "_index.md"
CONTENT = "content"


def is_index(path: str) -> bool:
    """Whether *path* is the text of a section rather than of a page of its own."""
    return basename(path) == INDEX or path == f"{CONTENT}/index.md"


def is_bundle(path: str) -> bool:
    """Whether *path* is a text that has its folder to itself: ``x/index.md``, which stands for ``x.md``."""
    return splitext(basename(path))[0] == "index" and dirname(path) != CONTENT


def folder_of(path: str) -> str:
    """The section of *path*: its folder below content. ``x/index.md`` stands for ``x.md``, with its files beside it."""
    folder = dirname(path)
    if is_bundle(path):
        folder = dirname(folder)
    return folder.removeprefix(CONTENT).strip("/")


def _name(path: str) -> str:
    stem = splitext(basename(path))[0]
    return basename(dirname(path)) if stem == "index" else stem


def kind_of(text: Metadata) -> Literal["article", "page"]:
    """Files at the top of ``content/`` are pages, files in a section articles, unless their layout says otherwise."""
    if text.layout == "article":
        return "article"
    return "page" if text.layout == "page" or not folder_of(text.path) else "article"


def section_slugs(section: str) -> str:
    """Return the path of *section* as it stands in addresses."""
    return "/".join(safe_slug(part, "section") for part in section.split("/")) if section else ""


def permalink_of(text: Metadata, config: Config) -> tuple[str, Problem | None]:
    """Return the permalink of *text*, and a problem when what its author wrote can not be one."""
    if text.permalink:
        permalink = "/" + text.permalink.lstrip("/")
        reason = check_path(output_path(permalink))
        return permalink, _unsafe(text, "permalink", text.permalink, reason) if reason else None
    section = folder_of(text.path)
    slug = text.slug or safe_slug(_name(text.path), "article")
    slugs = section_slugs(section)
    values = {
        "slug": slug,
        "section": slugs,
        "path": f"{slugs}/{slug}".strip("/"),
        "title": safe_slug(text.title, "article"),
        "id": safe_slug(text.id or text.path, "id"),
        **_date_parts(text.date),
    }
    permalink, reason = expand(_pattern(text, section, config), values)
    if reason:
        return f"/{values['path']}/", _unsafe(text, "slug", slug, reason)
    return permalink, None


def _pattern(text: Metadata, section: str, config: Config) -> str:
    ending = config.ending
    wanted = config.permalinks.get(section) if section else None
    if wanted is None and kind_of(text) == "article":
        wanted = config.permalinks.get("*")
    return wanted or "/:path" + ending


def _date_parts(moment: datetime | None) -> Mapping[str, str]:
    if moment is None:
        return {}
    return {"year": f"{moment.year:04}", "month": f"{moment.month:02}", "day": f"{moment.day:02}"}


def _unsafe(text: Metadata, key: str, value: str, reason: str) -> Problem:
    return Problem(
        code="permalink-unsafe",
        where=Location(text.path, text.places.get(key, 0)),
        what=f'"{value}" cannot be the address of a page',
        why=reason,
        fix="use letters, digits and hyphens, with slashes between folders",
    )


def alias_problems(texts: Iterable[Metadata]) -> tuple[Problem, ...]:
    """Return a problem for each alias that can not be an address."""
    checked = (
        (text, alias, check_path(output_path("/" + alias.lstrip("/")))) for text in texts for alias in text.aliases
    )
    return tuple(_unsafe(text, "aliases", alias, reason) for text, alias, reason in checked if reason)
