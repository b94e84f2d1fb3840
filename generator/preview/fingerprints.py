"""Two digests of a page as a browser shows it: of all but its looks, and of its looks.

The first differs when the page must be loaded again, the second when new stylesheets are enough.
"""

import re
from collections.abc import Callable, Iterable
from hashlib import blake2b
from html import unescape
from urllib.parse import unquote, urljoin, urlsplit

_LINKED = re.compile(rb"""\s(?:src|href|poster|data)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_STYLE_VERSION = re.compile(rb"""(\.css\?)[^"'\s>]*""")


def digest(parts: Iterable[bytes]) -> str:
    """Return a short digest of *parts*, in their order and each with its length."""
    state = blake2b(digest_size=8)
    for part in parts:
        state.update(len(part).to_bytes(8, "big"))
        state.update(part)
    return state.hexdigest()


def linked(body: bytes, address: str) -> frozenset[str]:
    """Return the addresses on this server that the page at *address* names as a source or link."""
    names = {unescape(b"".join(groups).decode("utf-8", "replace")) for groups in _LINKED.findall(body)}
    return frozenset(filter(None, (_on_this_server(name, address) for name in names)))


def fingerprint(body: bytes, address: str, version: Callable[[str], bytes], styles: Iterable[bytes]) -> str:
    """Return ``CONTENT-LOOKS`` for a page; *version* tells that of what an address shows, b"" for other pages.

    *styles* are the versions of all stylesheets of the site: one may import another, which no page names.
    """
    content = [_STYLE_VERSION.sub(rb"\1", body), *(version(name) for name in sorted(linked(body, address)))]
    return f"{digest(content)}-{digest([*_STYLE_VERSION.findall(body), *styles])}"


def _on_this_server(name: str, address: str) -> str:
    if name.startswith(("#", "data:", "mailto:", "javascript:")):
        return ""
    try:
        parts = urlsplit(urljoin(f"http://here{address}", name))
    except ValueError:
        return ""
    return unquote(parts.path) if parts.netloc == "here" else ""
