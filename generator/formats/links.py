"""Find and rewrite the addresses in HTML, and resolve those that lead from one source file to another."""

import re
from collections.abc import Callable
from posixpath import dirname, normpath
from urllib.parse import unquote

from generator.formats.elements import Tag, replace_tags, tags

_ADDRESSES = frozenset({"href", "src", "poster"})
_CANDIDATE = re.compile(r"([\s,]*)([^\s,]\S*[^\s,]|[^\s,])((?:\s+[^,]*)?)")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")


def rewrite(html: str, resolve: Callable[[str], str]) -> str:
    """Return *html* with every address in href, src, srcset and poster as *resolve* gives it.

    Addresses reach *resolve* decoded, and are escaped behind it; a tag whose addresses stay is not touched.
    """

    def change(name: str, value: str) -> str:
        if name in _ADDRESSES:
            return resolve(value)
        return _rewrite_candidates(value, resolve) if name == "srcset" else value

    def replace(tag: Tag) -> str:
        return tag.text if tag.is_end or not tag.rest.strip() else tag.with_values(change)

    return replace_tags(html, replace)


def _rewrite_candidates(value: str, resolve: Callable[[str], str]) -> str:
    return _CANDIDATE.sub(lambda match: match[1] + resolve(match[2]) + match[3], value)


def candidates(srcset: str) -> tuple[tuple[str, str], ...]:
    """Return the addresses in *srcset* with what stands behind each (``2x``, ``480w``)."""
    return tuple((match[2], match[3].strip()) for match in _CANDIDATE.finditer(srcset))


def targets(html: str) -> tuple[str, ...]:
    """Return every address in *html*, each once, in order."""
    found: dict[str, None] = {}

    def note(address: str) -> str:
        found[address] = None
        return address

    for tag in tags(html):
        for name, value in () if tag.is_end else tag.attributes().items():
            if name in _ADDRESSES:
                note(value)
            elif name == "srcset":
                _rewrite_candidates(value, note)
    return tuple(found)


def is_external(link: str) -> bool:
    """Tell whether *link* names a host or a scheme."""
    return link.startswith("//") or bool(_SCHEME.match(link))


def split_link(link: str) -> tuple[str, str]:
    """Return the path of *link* and the query and fragment behind it, with their signs."""
    end = min((position for sign in "?#" if (position := link.find(sign)) >= 0), default=len(link))
    return link[:end], link[end:]


def resolve_relative(link: str, source_path: str) -> str | None:
    """Return the path in the project that *link* names in the file *source_path*, with its query and fragment.

    ``../x.md#y`` in ``content/news/a.md`` is ``content/x.md#y``; ``%20`` is read as a blank, but a ``#`` or ``?``
    of a file name stays encoded. None for what is no relative path (another host, ``/x``, ``#y``), and for
    what leads out of the top folder of *source_path*.
    """
    path, rest = split_link(link)
    if not path or path.startswith("/") or is_external(link):
        return None
    decoded = unquote(path).replace("?", "%3F").replace("#", "%23")
    if "\\" in decoded or "\0" in decoded:
        return None
    resolved = normpath(f"{dirname(source_path)}/{decoded}")
    top = source_path.split("/", 1)[0]
    return resolved + rest if resolved.startswith(top + "/") else None
