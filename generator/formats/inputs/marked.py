"""Turn HTML into the blocks of a seed: each with its plain text, and with Markdown that keeps what the markup said.

The walk goes down through whatever only arranges (``div``, ``section``, tables that lay out a page) and stops at
what holds text. Nesting beyond reason is flattened first, so that no input is too deep for the walk.
"""

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from generator.formats.escape import fenced
from generator.formats.inputs.addresses import Addresses
from generator.formats.inputs.inline import is_dropped, markdown, runs_of
from generator.formats.inputs.pieces import INDENT, Blocks, Frame, Piece
from generator.formats.inputs.runs import BREAK, EDGE, Run, is_image, is_row, lines_of, plain
from generator.formats.inputs.tables import is_data, program_of, table_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "img", "ins", "kbd", "label", "mark", "math", "meter", "output", "picture", "progress", "q", "rb", "rp", "rt",
    "rtc", "ruby", "s", "samp", "small", "source", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var",
    "wbr", "nobr", "track",
})  # fmt: skip
_SEPARATORS = frozenset("·•|/-–—>»›")
_BOXES = frozenset({"div", "header", "footer", "section", "dd"})
_LONGEST_CAPTION = 220
_CAPTION = re.compile(r"caption|img[-_]?descr|image[-_]?desc|photo[-_]?desc|bildunterschrift", re.IGNORECASE)


def pieces_of(root: "HtmlElement", addresses: Addresses) -> list[Piece]:
    """Return the blocks of *root* in order, with their images and links as *addresses* give them."""
    walk = _Walk(addresses)
    walk.children(root)
    walk.flush(root)
    return walk.pieces


class _Walk:
    """One pass over a tree, collecting its blocks."""

    def __init__(self, addresses: Addresses) -> None:
        self._blocks = Blocks()
        self._addresses = addresses
        self._runs: list[Run] = []

    @property
    def pieces(self) -> list[Piece]:
        return self._blocks.pieces

    def children(self, element: "HtmlElement") -> None:
        """Walk over all that *element* contains."""
        self._say(element.text)
        for child in element:
            if not is_dropped(child):
                self._child(child)
            self._say(child.tail)

    def flush(self, element: "HtmlElement") -> None:
        """Write the inline content met so far as paragraphs, two breaks in a row parting them."""
        runs, self._runs = self._runs, []
        if element.tag in _BOXES and is_row(runs):
            runs = [Run(BREAK, (), BREAK) if run.kind == EDGE else run for run in runs]
        paragraph: list[list[Run]] = []
        for line in [*lines_of(runs), []]:
            if line:
                paragraph.append(line)
            elif paragraph:
                self._paragraph(paragraph, element)
                paragraph = []

    def _say(self, text: str | None) -> None:
        if text:
            self._runs.append(Run(text))

    def _child(self, child: "HtmlElement") -> None:
        tag = str(child.tag)
        if tag in _INLINE and all(inner.tag in _INLINE or is_dropped(inner) for inner in child.iterdescendants()):
            self._runs.extend(runs_of(child, self._addresses))
            if not (child.tail or "").strip():
                self._runs.append(Run("", (), EDGE))
            return
        self.flush(child.getparent() if child.getparent() is not None else child)
        self._block(child, tag)
        self.flush(child)

    def _block(self, element: "HtmlElement", tag: str) -> None:
        match tag:
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                self._heading(element, int(tag[1]))
            case "ul" | "ol" | "menu" | "dir":
                self._grouped(element, self._list)
            case "dl":
                self._grouped(element, self._definitions)
            case "blockquote":
                self._grouped(element, self._quote)
            case "pre" | "listing" | "xmp":
                self._program(element)
            case "figure":
                self._figure(element)
            case "table":
                self._table(element)
            case "hr":
                pass
            case _:
                self.children(element)

    def _grouped(self, element: "HtmlElement", walk: Callable[["HtmlElement"], None]) -> None:
        """Walk over *element*; the outermost list or quotation makes all in it one group."""
        self._blocks.open()
        walk(element)
        self.flush(element)
        self._blocks.close()

    def _heading(self, element: "HtmlElement", level: int) -> None:
        lines = [line for line in lines_of(list(runs_of(element, self._addresses))) if line]
        for run in (run for line in lines for run in line if is_image(run)):
            self._blocks.add("image", _alt(run), run.text, element)
        lines = [words for line in lines if plain(words := [run for run in line if not is_image(run)])]
        if not lines:
            return
        text, body = " ".join(map(plain, lines)), " ".join(map(markdown, lines))
        if self._blocks.frames:
            self._blocks.add(self._blocks.kind, text, f"<strong>{body}</strong>", element)
            return
        closed = body[:-1] + "\\#" if body.endswith("#") and not body.endswith("\\#") else body
        self._blocks.add("heading", text, closed, element, level=level)

    def _list(self, element: "HtmlElement") -> None:
        number, is_first = _start(element), True
        self._say(element.text)
        for child in element:
            if not is_dropped(child):
                self.flush(element)
                if child.tag == "li":
                    marker = f"{number}." if element.tag == "ol" else "-"
                    self._framed(Frame("item", marker, is_first=is_first), child)
                    number, is_first = number + 1, False
                else:
                    self._block(child, str(child.tag))
                    self.flush(child)
            self._say(child.tail)

    def _definitions(self, element: "HtmlElement") -> None:
        self._say(element.text)
        for child in element:
            if not is_dropped(child):
                self.flush(element)
                if child.tag == "dd":
                    self._framed(Frame("item", ":  "), child)
                elif child.tag == "dt":
                    self._framed(Frame("term"), child)
                else:
                    self._definitions(child)
            self._say(child.tail)

    def _quote(self, element: "HtmlElement") -> None:
        self._framed(Frame("quote"), element)

    def _framed(self, frame: Frame, element: "HtmlElement") -> None:
        self._blocks.frames.append(frame)
        self.children(element)
        self.flush(element)
        self._blocks.frames.pop()

    def _program(self, element: "HtmlElement") -> None:
        text = program_of(element)
        if text.strip():
            block = fenced(text)
            if any(frame.kind == "item" for frame in self._blocks.frames):
                # A fence inside an item is no fence to Python-Markdown.
                block = "\n".join(INDENT + line for line in text.split("\n"))
            self._blocks.add("code", " ".join(text.split()), block, element)

    def _figure(self, element: "HtmlElement") -> None:
        has_picture = next(element.iter("img", "picture", "video", "iframe", "audio"), None) is not None
        captions = list(element.iterchildren("figcaption")) or list(element.iter("figcaption"))
        if not has_picture or not captions:
            self.children(element)
            return
        for image in element.iter("img"):
            for run in runs_of(image, self._addresses):
                self._blocks.add("image", _alt(run), run.text, element)
        for caption in captions:
            text = " ".join(filter(None, (plain(line) for line in lines_of(list(runs_of(caption, self._addresses))))))
            if text:
                self._blocks.add("caption", text, text, caption)

    def _table(self, element: "HtmlElement") -> None:
        if not is_data(element, _INLINE):
            self.children(element)
            return
        text, body = table_of(element, self._addresses)
        if text:
            self._blocks.add("table", text, body, element)

    def _paragraph(self, lines: Sequence[Sequence[Run]], element: "HtmlElement") -> None:
        images = [run for line in lines for run in line if is_image(run)]
        is_led = bool(images) and is_image(lines[0][0])
        lines = [line for line in lines if plain(line) and (len(lines) == 1 or plain(line) not in _SEPARATORS)]
        text = " ".join(plain(line) for line in lines)
        if not lines or _is_caption(element, text, is_led=is_led):
            for run in images:
                self._blocks.add("image", _alt(run), run.text, element)
            if text:
                self._blocks.add("caption", text, text, element)
            return
        if self._blocks.frames or len(lines) == 1:
            self._blocks.add(self._blocks.kind, text, "  \n".join(markdown(line) for line in lines), element)
            return
        self._blocks.add_lines([(plain(line), markdown(line)) for line in lines], element)


def _is_caption(element: "HtmlElement", text: str, *, is_led: bool) -> bool:
    """Tell whether *text* describes a picture: its class says so, or it is short and follows one in its own block."""
    if len(text) > _LONGEST_CAPTION:
        return False
    return is_led or bool(_CAPTION.search(element.get("class", "")))


def _start(element: "HtmlElement") -> int:
    start = element.get("start", "1")
    return int(start) if start.isascii() and start.isdigit() and len(start) < 4 else 1  # noqa: PLR2004 - a number of an item


def _alt(run: Run) -> str:
    """Return what tells of an image in the text of a seed, which has a line for it."""
    alt = run.text[2 : run.text.rindex("](")].replace("\\", "")
    return alt or "[image]"
