"""Decide what becomes of the links and images of a text: absolute addresses stay, local images are brought along."""

import re
from base64 import b64decode
from binascii import Error as BadBase64
from hashlib import blake2b
from posixpath import basename, normpath, splitext
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, unquote_to_bytes, urljoin, urlsplit

from generator.formats.links import candidates, is_external, split_link
from generator.model import SeedFile

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# What images are called that may be brought along; SVG may hold programs.
IMAGES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".bmp")
_TYPES = {"png": "png", "jpeg": "jpg", "jpg": "jpg", "gif": "gif", "webp": "webp", "avif": "avif", "bmp": "bmp"}
_FOLLOWED = frozenset({"http", "https", "mailto", "tel", "ftp"})
_URL_SAFE = "%/:=&?~#+!$,;'@*"
_DATA = re.compile(r"data:image/(?P<type>[a-z]+)(?:;[^,;]*)*?(?P<base64>;base64)?,", re.IGNORECASE)
_LAZY = ("data-src", "data-lazy-src", "data-original", "data-full-src", "src")
_UNSAFE_IN_NAME = re.compile(r"[^\w.\-]+")
_LONGEST_NAME = 80
_SMALLEST_DATA = 200  # a picture that holds a place, or counts readers, has fewer bytes
_PIXEL = frozenset({"0", "1", "0px", "1px"})


class Addresses:
    """The addresses of one text, *base* being its own; collects the files that it brings along."""

    def __init__(self, base: str = "") -> None:
        self._base = base if urlsplit(base).scheme in {"http", "https"} else ""
        self._files: dict[str, SeedFile] = {}
        self._given: set[str] = set()

    @property
    def files(self) -> tuple[SeedFile, ...]:
        return tuple(self._files.values())

    def link(self, href: str) -> str:
        """Return the address that a link to *href* shall have, "" when it leads nowhere outside its page."""
        href = href.strip()
        if not href or href.startswith("#"):
            return ""
        try:
            absolute = urljoin(self._base, href)
            scheme = urlsplit(absolute).scheme.lower()
        except ValueError:
            return ""
        return written(absolute) if scheme in _FOLLOWED else ""

    def image(self, element: "HtmlElement") -> str:
        """Return the address that the image *element* shall have, "" for one that shows nothing."""
        if _PIXEL & {element.get("width", ""), element.get("height", "")}:
            return ""
        sources = [value.strip() for name in _LAZY if (value := element.get(name))]
        sources += [address for address, _width in candidates(element.get("srcset", ""))[-1:]]
        return next((address for source in sources if (address := self._picture(source))), "")

    def embed(self, data: bytes, suffix: str) -> str:
        """Bring along the image *data* of the type *suffix* (``png``), and return its address."""
        name = f"{blake2b(data, digest_size=6).hexdigest()}.{suffix}"
        return self._add(name, SeedFile(address="", name=name, data=data))

    def _picture(self, source: str) -> str:
        if source in self._given:
            return source
        if source[:5].lower() == "data:":
            return self._data(source)
        try:
            absolute = urljoin(self._base, source)
            scheme = urlsplit(absolute).scheme.lower()
        except ValueError:
            return ""
        web = written(absolute) if scheme in {"http", "https"} else ""
        path = unquote(split_link(source)[0])
        if is_external(source) or path.startswith("/") or not path.lower().endswith(IMAGES) or "\\" in path:
            return web
        path = normpath(path)
        return self._add(path, SeedFile(address="", name=_name(path), path=path, otherwise=web))

    def _data(self, source: str) -> str:
        match = _DATA.match(source)
        suffix = _TYPES.get(match["type"].lower()) if match else None
        if match is None or suffix is None:
            return ""
        encoded = source[match.end() :]
        try:
            data = b64decode(unquote(encoded)) if match["base64"] else unquote_to_bytes(encoded)
        except (BadBase64, ValueError):
            return ""
        return self.embed(data, suffix) if len(data) >= _SMALLEST_DATA else ""

    def _add(self, key: str, file: SeedFile) -> str:
        known = self._files.get(key)
        if known is None:
            address = f"seed-file:{len(self._files) + 1}"
            known = SeedFile(
                address=address, name=file.name, path=file.path, data=file.data, otherwise=file.otherwise
            )  # fmt: skip
            self._files[key] = known
            self._given.add(address)
        return known.address


def written(url: str) -> str:
    """Return *url* as it may stand between the brackets of a Markdown link."""
    return quote(url.strip(), safe=_URL_SAFE)


def _name(path: str) -> str:
    stem, suffix = splitext(basename(path))
    return (_UNSAFE_IN_NAME.sub("-", stem).strip(".-")[:_LONGEST_NAME] or "image") + suffix.lower()
