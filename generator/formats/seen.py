"""Tell which blocks of plain text a reader sees of HTML that Python-Markdown made of them.

It is no reader of any HTML: what does not come of plain text - emphasis, links, tables - is not read but refused.
"""

import re
from html import unescape

_TAG = re.compile(r"<(?:!-- --|(/?)([a-z][a-z0-9]*)((?:\s[^<>]*)?)/?)>")
_START = re.compile(r'start="(\d+)"')
_BLOCKS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "pre"})

BULLETS = -1

# A block as a reader sees it: "p", "h2", "pre", "-" or "3." for an item of a list, and its lines.
Seen = tuple[str, str]


def item_kind(number: int) -> str:
    """Return the kind of an item with *number*, which is ``BULLETS`` where there are no numbers."""
    return "-" if number == BULLETS else f"{number}."


def seen(html: str) -> list[Seen] | None:
    """Return the blocks of text in *html*, white space normalised but for code; None if there is anything else."""
    page = _Page()
    text, *rest = _TAG.split(html)
    is_plain = page.text(text)
    for slash, name, attributes, following in zip(rest[::4], rest[1::4], rest[2::4], rest[3::4], strict=True):
        is_plain = is_plain and page.tag(slash, name, attributes) and page.text(following)
    return page.seen if is_plain and not page.kind else None


class _Page:
    """What was seen of a page so far, and the block that is open: its *kind*, "" when none is."""

    def __init__(self) -> None:
        self.seen: list[Seen] = []
        self.kind = ""
        self._words: list[str] = []
        self._number: int | None = None

    def text(self, text: str) -> bool:
        """Take *text* that stands between tags; tell whether it may stand there."""
        if not self.kind:
            return not text.strip()
        self._words.append(text if self.kind == "pre" else text.replace("\n", " "))
        return "<" not in text

    def tag(self, slash: str | None, name: str | None, attributes: str | None) -> bool:
        """Take a tag, or a comment if it has no *name*; tell whether it may stand there."""
        if name is None:
            return not self.kind
        return self._closed(name) if slash else self._opened(name, attributes or "")

    def _opened(self, name: str, attributes: str) -> bool:
        match name:
            case "br":
                self._words.append("\n")
                return self.kind not in {"", "pre"}
            case "code" | "span":
                return self.kind == "pre"
            case "div":
                return not self.kind and 'class="codehilite"' in attributes
            case "ul" | "ol":
                start = _START.search(attributes)
                return self._list(BULLETS if name == "ul" else int(start[1]) if start else 1)
            case "li":
                return self._item()
            case _:
                return self._block(name)

    def _block(self, name: str) -> bool:
        # The items of a loose list have paragraphs in them.
        if name == "p" and self._number is not None and not "".join(self._words).strip():
            return bool(self.kind)
        is_plain = name in _BLOCKS and not self.kind
        self.kind = name
        return is_plain

    def _list(self, number: int) -> bool:
        is_plain = not self.kind and self._number is None
        self._number = number
        return is_plain

    def _item(self) -> bool:
        if self._number is None or self.kind:
            return False
        self.kind = item_kind(self._number)
        self._number += self._number != BULLETS
        return True

    def _closed(self, name: str) -> bool:
        match name:
            case "ul" | "ol":
                self._number = None
            case "li" | "pre":
                self._flush()
            case "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if self.kind == name:
                self._flush()
        return True

    def _flush(self) -> None:
        lines = unescape("".join(self._words)).strip("\n").split("\n")
        whole = (line.rstrip() for line in lines) if self.kind == "pre" else (" ".join(line.split()) for line in lines)
        self.seen.append((self.kind, "\n".join(whole)))
        self.kind = ""
        self._words.clear()
