"""Turn permalinks and the links that authors write into addresses that work where the page is read."""

from collections.abc import Callable
from posixpath import dirname
from urllib.parse import urlsplit

from generator.formats.links import is_external, resolve_relative
from generator.model import MARKDOWN
from generator.stages.render.reader import Reader


def base_path(base_url: str) -> str:
    """The path that the site lies under, with a slash at both ends: ``/`` or ``/blog/``."""
    return urlsplit(base_url).path or "/"


def on_site(permalink: str, base_url: str) -> str:
    """Return *permalink* as a path on the host: below the base URL's own path. What leads elsewhere stays."""
    return permalink if is_external(permalink) else base_path(base_url) + permalink.lstrip("/")


def absolute(permalink: str, base_url: str) -> str:
    """Return *permalink* as a whole URL. What leads elsewhere stays."""
    return permalink if is_external(permalink) else base_url + permalink.lstrip("/")


def page_links(reader: Reader, source: str) -> Callable[[str], str]:
    """Return a function that turns a link in the text *source* into one for its page on the site."""
    base_url = reader.config("base_url", str)

    def resolve(link: str) -> str:
        target = _target(link, source, reader)
        return link if target is None else on_site(target, base_url)

    return resolve


def feed_links(reader: Reader, source: str, permalink: str) -> Callable[[str], str]:
    """Return a function that turns a link in the text *source* into a whole URL, for readers elsewhere."""
    base_url = reader.config("base_url", str)

    def resolve(link: str) -> str:
        if link.startswith("#"):
            return absolute(permalink, base_url) + link
        target = _target(link, source, reader)
        return link if target is None else absolute(target, base_url)

    return resolve


def _target(link: str, source: str, reader: Reader) -> str | None:
    """The permalink that *link* leads to, or None when it leads off the site or stays on the page.

    A relative link means a file beside the source: another text becomes its permalink, any other file
    the address it is copied to. A link to a text that is not published leads to the folder it lies in,
    since a draft's name is told nowhere; the build warns of it.
    """
    if link.startswith("/") and not link.startswith("//"):
        return link
    path = resolve_relative(link, source)
    if path is None:
        return None
    file, mark, fragment = path.partition("#")
    if not file.endswith(MARKDOWN):
        return "/" + path.removeprefix("content/")
    permalink = reader.ask(f"permalink:{file}", str)
    return permalink + mark + fragment if permalink else f"{dirname(file).removeprefix('content')}/"
