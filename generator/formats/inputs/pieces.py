"""The blocks of a text with markup on their way into a seed, and the lists and quotations around them."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING
from unicodedata import normalize

from msgspec import Struct

from generator.formats.text import clean
from generator.model import Marked

if TYPE_CHECKING:
    from lxml.html import HtmlElement

INDENT = "    "
_DEEPEST = 6


class Piece(Struct, frozen=True, kw_only=True):
    """A block before it has its line: as :class:`~generator.model.Marked`, with its *text* and its *element*."""

    kind: str
    text: str
    markdown: str
    element: "HtmlElement | None" = None
    level: int = 0
    group: int = 0
    gap: str = "\n\n"


class Frame:
    """A list item, a quotation, a term or its definition that the walk is inside of."""

    def __init__(self, kind: str, marker: str = "", *, is_first: bool = False) -> None:
        self.kind = kind
        self.is_first = is_first
        self.is_used = False
        self._marker = marker

    def wrap(self, lines: Sequence[str]) -> list[str]:
        """Return *lines* as they stand inside the frame; the first block of an item has its marker."""
        if self.kind in {"quote", "term"}:
            return [f"{self.prefix} {line}".strip() for line in lines]
        first = INDENT if self.is_used else f"{self._marker} "
        self.is_used = True
        return [f"{INDENT if place else first}{line}".rstrip() for place, line in enumerate(lines)]

    @property
    def prefix(self) -> str:
        return {"quote": ">", "term": ""}.get(self.kind, INDENT)


class Blocks:
    """The blocks that a walk has found, and the *frames* that it is inside of."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.frames: list[Frame] = []
        self._group = 0
        self._open = 0

    def open(self) -> None:
        """Begin a list or a quotation; the outermost makes all that is in it one group."""
        self._group += not self._open
        self._open += 1

    def close(self) -> None:
        """End what was opened last."""
        self._open -= 1

    @property
    def kind(self) -> str:
        """What a paragraph is here."""
        kind = self.frames[-1].kind if self.frames else "paragraph"
        return {"item": "list-item", "term": "list-item"}.get(kind, kind)

    def add(self, kind: str, text: str, body: str, element: "HtmlElement", *, level: int = 0) -> None:
        """Add a block whose Markdown is *body* until the frames are put around it."""
        gap = self._gap()
        lines = body.split("\n")
        for frame in reversed(self.frames):
            lines = frame.wrap(lines)
        group = self._group if self._open else 0
        self.pieces.append(
            Piece(kind=kind, text=text, markdown="\n".join(lines), element=element, level=level, group=group, gap=gap)
        )

    def add_lines(self, lines: Sequence[tuple[str, str]], element: "HtmlElement") -> None:
        """Add a paragraph of several *lines*, each with its text and its Markdown."""
        self._group += 1
        self.pieces += [
            Piece(kind="paragraph", text=text, markdown=body, element=element, group=self._group, gap="  \n")
            for text, body in lines
        ]

    def _gap(self) -> str:
        """Return what parts the next block from the one before it in its group: items of a list stand close."""
        if self.frames and self.frames[-1].kind == "item" and not self.frames[-1].is_used:
            inside = [frame.kind for frame in self.frames[:-1]]
            if not self.frames[-1].is_first or inside[-1:] == ["item"]:
                return "\n"
        last = max((place for place, frame in enumerate(self.frames) if frame.kind == "quote"), default=-1)
        return "\n" + "".join(frame.prefix for frame in self.frames[: last + 1]) + "\n"


def written(pieces: Iterable[Piece]) -> tuple[str, tuple[Marked, ...]]:
    """Return the text of a seed made of *pieces*, each a line between blank lines, and what is marked in it."""
    pieces = [piece for piece in pieces if composed(piece.text).strip()]
    # The page that shows an article has its title for a heading of the first level.
    down = 1 if any(piece.level == 1 for piece in pieces) else 0
    found = tuple(_marked(2 * place + 1, piece, down) for place, piece in enumerate(pieces))
    return "\n\n".join(composed(piece.text) for piece in pieces), found


def _marked(line: int, piece: Piece, down: int) -> Marked:
    level = min(piece.level + down, _DEEPEST) if piece.level else 0
    body = composed(f"{'#' * level} {piece.markdown}" if level else piece.markdown)
    return Marked(line=line, kind=piece.kind, markdown=body, level=level, group=piece.group, gap=piece.gap)


def composed(text: str) -> str:
    """Return *text* composed (NFC), without the characters that no page may contain."""
    return normalize("NFC", clean(text))
