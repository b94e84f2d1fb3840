"""Read the elements of an XML file one after the other, safely: no entity is expanded, nothing is fetched.

Exports are long and broken in known ways, which are mended on the fly: control characters and HTML's names for
characters (``&nbsp;``), of which XML knows none. What else is wrong ends the reading, and what came before counts.
"""

import re
from collections.abc import Iterator
from html.entities import html5
from typing import TYPE_CHECKING, Any, cast

from generator.formats.inputs.streams import Readable
from generator.problems import Location, Problem

if TYPE_CHECKING:
    from lxml.etree import _Element

_CHUNK = 1 << 16
_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,30});")
_OPEN_ENTITY = re.compile(rb"&[A-Za-z0-9]{0,31}\Z")
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_OF_XML = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")


class _Mended:
    """A stream of XML with what is commonly wrong in it put right."""

    def __init__(self, stream: Readable) -> None:
        self._stream = stream
        self._rest = b""
        self._is_wide: bool | None = None

    def read(self, size: int = -1, /) -> bytes:
        """Return about *size* bytes more, b"" at the end."""
        piece = self._rest + self._stream.read(max(size, _CHUNK))
        self._rest = b""
        if self._is_wide is None:
            self._is_wide = piece.startswith(_WIDE)
        if self._is_wide:
            return piece
        cut = _OPEN_ENTITY.search(piece)
        if cut and len(piece) > len(cut[0]):
            piece, self._rest = piece[: cut.start()], cut[0]
        return _ENTITY.sub(_numbered, _CONTROL.sub(b"", piece)) or (piece and b" ")


def elements(name: str, stream: Readable, wanted: frozenset[str]) -> Iterator["_Element | Problem"]:
    """Yield the elements with the local names *wanted* in the file *name*, each whole; it is emptied afterwards.

    Elements inside a wanted one are part of it. A problem that ends the reading comes last.
    """
    from lxml.etree import XMLSyntaxError, iterparse  # noqa: PLC0415 - a build with nothing to do imports no lxml

    events = iterparse(
        cast("str", _Mended(stream)), events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False,
        huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    inside = is_begun = 0
    try:
        for event, element in events:
            if not is_begun:
                is_begun = 1
                if _declares_entities(element):
                    yield _refused(name)
                    return
            is_wanted = local(element) in wanted
            if event == "start":
                inside += is_wanted
                continue
            inside -= is_wanted
            if inside:
                continue
            if is_wanted:
                yield element
            if is_wanted or local(element) not in {"rss", "channel", "feed", "RDF"}:
                _forget(element)
    except XMLSyntaxError as error:
        yield _broken(name, str(error.msg or error), error.lineno or 0)


def local(element: "_Element") -> str:
    """Return the name of *element* without its namespace, "" for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def whole_text(element: "_Element") -> str:
    """Return all text in *element*."""
    return "".join(str(part) for part in element.itertext())


def line_of(element: "_Element") -> int:
    """Return the line of the file on which *element* begins, 0 if that is not known."""
    line: object = element.sourceline
    return line if isinstance(line, int) else 0


def _numbered(match: re.Match[bytes]) -> bytes:
    """Write a named character of HTML by its numbers."""
    if match[1] in _OF_XML:
        return match[0]
    characters = html5.get(match[1].decode() + ";", "")
    return "".join(f"&#{ord(one)};" for one in characters).encode() or b"&amp;" + match[0][1:]


def _declares_entities(root: "_Element") -> bool:
    dtd: Any = root.getroottree().docinfo.internalDTD
    return dtd is not None and any(True for _ in dtd.entities())


def _forget(element: "_Element") -> None:
    """Free the memory of *element*, which was read: what it had, and what stood before it."""
    parent = element.getparent()
    tail = element.tail
    element.clear()
    element.tail = tail
    while parent is not None and (previous := element.getprevious()) is not None:
        parent.remove(previous)


def _refused(name: str) -> Problem:
    return Problem(
        code="xml-entities", what="this file declares entities of its own", where=Location(name, 1),
        why="expanded, a few lines of them can fill any memory, and no feed or export needs them",
        fix="remove the `<!ENTITY …>` declarations, and write what they stand for",
    )  # fmt: skip


def _broken(name: str, why: str, line: int) -> Problem:
    return Problem(
        code="xml-broken", what="from here on this file cannot be read", where=Location(name, line),
        why=why.split(", line ", maxsplit=1)[0] or "it is no XML",
        fix="fetch or export it again; what stands before was read",
    )  # fmt: skip
