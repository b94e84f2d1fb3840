"""Turn the addresses of a site into its sitemap files and its ``robots.txt`` (sitemaps.org/protocol, RFC 9309)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from html import escape

from generator.formats.xml_values import ascii_url, zoned_moment

MOST_URLS = 50_000
MOST_BYTES = 50_000_000
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_FRAME_BYTES = 200  # the lines before and after the URLs, generously


def sitemap(urls: Sequence[tuple[str, datetime | None]]) -> bytes:
    """Write one sitemap of absolute *urls* with the moment of each one's last significant change, if it is known.

    The order of *urls* does not matter; of one that is named twice, the later moment is kept.
    """
    return _document("urlset", [_line("url", url, changed) for url, changed in _in_order(urls)])


def sitemaps(
    urls: Sequence[tuple[str, datetime | None]],
    base_url: str,
    *,
    path: str = "sitemap.xml",
    most_urls: int = MOST_URLS,
    most_bytes: int = MOST_BYTES,
) -> Mapping[str, bytes]:
    """Write the sitemap of *urls* by output path: one file, or an index at *path* and numbered files beside it.

    No file holds more than *most_urls* addresses or *most_bytes* bytes.
    """
    parts = tuple(_parts(_in_order(urls), most_urls, most_bytes))
    if len(parts) == 1:
        return {path: sitemap(parts[0])}
    stem, dot, suffix = path.rpartition(".")
    names = [f"{stem}-{number}{dot}{suffix}" for number in range(1, len(parts) + 1)]
    files = {name: sitemap(part) for name, part in zip(names, parts, strict=True)}
    base = base_url.rstrip("/") + "/"
    lines = [_line("sitemap", base + name, _newest(part)) for name, part in zip(names, parts, strict=True)]
    return {path: _document("sitemapindex", lines), **files}


def robots(sitemap_url: str) -> bytes:
    """Write a ``robots.txt`` that lets everybody read everything and names the sitemap."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {ascii_url(sitemap_url)}\n".encode()


def _in_order(urls: Sequence[tuple[str, datetime | None]]) -> Sequence[tuple[str, datetime | None]]:
    changed: dict[str, datetime | None] = {}
    for url, moment in urls:
        address = ascii_url(url)
        changed[address] = max((m for m in (moment, changed.get(address)) if m is not None), default=None)
    return sorted(changed.items(), key=lambda pair: pair[0])


def _parts(
    urls: Sequence[tuple[str, datetime | None]], most_urls: int, most_bytes: int
) -> Iterator[Sequence[tuple[str, datetime | None]]]:
    part: list[tuple[str, datetime | None]] = []
    size = _FRAME_BYTES
    for url, moment in urls:
        length = len(_line("url", url, moment))
        if part and (len(part) == most_urls or size + length > most_bytes):
            yield part
            part, size = [], _FRAME_BYTES
        part.append((url, moment))
        size += length
    yield part


def _newest(part: Sequence[tuple[str, datetime | None]]) -> datetime | None:
    return max((moment for _, moment in part if moment is not None), default=None)


def _line(tag: str, url: str, changed: datetime | None) -> str:
    lastmod = "" if changed is None else f"<lastmod>{zoned_moment(changed).isoformat()}</lastmod>"
    return f"  <{tag}><loc>{escape(ascii_url(url))}</loc>{lastmod}</{tag}>\n"


def _document(tag: str, lines: Sequence[str]) -> bytes:
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{tag} xmlns="{_NAMESPACE}">\n'
    return f"{head}{''.join(lines)}</{tag}>\n".encode()
