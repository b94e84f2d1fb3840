"""Cut the HTML of an article into its blocks, bare enough to be shown in a page that is not the site's.

Nothing of what is left is fetched when the page opens: images, sounds and films give way to their descriptions, and
links lead to web addresses only.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.formats.html_tree import DROP, UNWRAP, parse_fragment, remove_marked

if TYPE_CHECKING:
    from lxml.html import HtmlElement

INVISIBLE = dict.fromkeys([0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0xFEFF, 0x00AD, 0x2060])
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_KEPT = frozenset({"start", "value", "colspan", "rowspan", "lang", "dir"})
_MEDIA = ("audio", "video", "source", "track", "picture")
_WEB = ("http://", "https://")


class Piece(Struct, frozen=True):
    """A block of an article: its *html*, one element, and how many visible characters it has, blanks not counted."""

    html: str
    size: int


def visible_size(text: str) -> int:
    """Count the characters of *text* that are neither white space nor invisible."""
    return len("".join(text.translate(INVISIBLE).split()))


def pieces(html: str) -> tuple[Piece, ...]:
    """Return the blocks of *html*, which is sanitised, in order; every item of a list is a block."""
    tree = parse_fragment(html)
    for element in list(tree.iterdescendants()):
        _bare(element)
    remove_marked(tree)
    found = (_piece(element) for child in tree for element in _parts(child))
    loose = [Piece(f"<p>{_escaped(tree.text)}</p>", visible_size(tree.text))] if (tree.text or "").strip() else []
    return (*loose, *(piece for piece in found if piece.size))


def _bare(element: "HtmlElement") -> None:
    """Leave of *element* what may stand anywhere and fetches nothing."""
    address = element.get("href", "")
    description = element.get("alt", "")
    for name in [name for name in element.keys() if name not in _KEPT]:  # noqa: SIM118 - an element is no mapping
        del element.attrib[name]
    if element.tag == "img":
        element.tag = UNWRAP
        element.text = description
    elif element.tag in _MEDIA:
        element.tag = DROP if element.tag in {"source", "track"} else UNWRAP
    elif element.tag in _HEADINGS:
        element.tag = "h3"
    elif element.tag == "a":
        if address.lower().startswith(_WEB):
            element.set("href", address)
            element.set("rel", "noreferrer")
        else:
            element.tag = UNWRAP


def _parts(element: "HtmlElement") -> Iterator["HtmlElement"]:
    """Yield *element*, or if it is a list, one list for each of its items."""
    if element.tag not in {"ul", "ol"}:
        yield element
        return
    number = int(element.get("start", "1")) if element.get("start", "1").isdecimal() else 1
    for place, item in enumerate(list(element)):
        alone = element.makeelement(element.tag, {"start": str(number + place)} if element.tag == "ol" else {})
        alone.append(item)
        yield alone


def _piece(element: "HtmlElement") -> Piece:
    from lxml.html import tostring  # noqa: PLC0415 - a build with nothing to do imports no lxml

    element.tail = None
    return Piece(str(tostring(element, encoding="unicode")), visible_size(str(element.text_content())))


def _escaped(text: str | None) -> str:
    from html import escape  # noqa: PLC0415 - hardly ever needed

    return escape(text or "", quote=False)
