"""The line of a file that a problem is about, with a caret under the place."""

import unicodedata
from collections.abc import Sequence
from pathlib import Path

from generator.cli.streams import escaped
from generator.problems import Location

_WIDTH = 100
_LIMIT = 5_000_000


class Frames:
    """Shows places of the files below *root*; each file is read once."""

    def __init__(self, root: Path | None) -> None:
        self._root = root
        self._lines: dict[str, Sequence[str]] = {}

    def frame(self, where: Location | None) -> tuple[str, ...]:
        """Return the line at *where* and its caret; nothing if there is no such line to be read."""
        if where is None or not where.line:
            return ()
        lines = self._lines_of(where.path)
        if where.line > len(lines) or not lines[where.line - 1].strip():
            return ()
        text, caret = _window(lines[where.line - 1], where.column)
        margin = f"{where.line:>5} | "
        shown = (margin + text,)
        return (*shown, " " * 6 + "| " + " " * caret + "^") if where.column else shown

    def _lines_of(self, path: str) -> Sequence[str]:
        if self._root is None:
            return ()
        if path not in self._lines:
            from generator.engine.files import read_file

            body, _ = read_file(self._root, path, _LIMIT)
            body = body if body and _is_shown(body) else b""
            text = body.decode("utf-8", "replace").removeprefix("\ufeff")
            self._lines[path] = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
        return self._lines[path]


def _is_shown(body: bytes) -> bool:
    """Tell whether lines of *body* can be shown: what is packed has other lines than those that a problem is about."""
    from generator.formats.inputs.sniff import HEAD, kind_of

    return 0 not in body[:HEAD] and kind_of(body[:HEAD], "") not in {"binary", "gzip", "zip", "zstd"}


def _window(line: str, column: int) -> tuple[str, int]:
    """Return the part of *line* around *column*, and how many cells lie before the column in it."""
    at = min(max(column - 1, 0), len(line))
    start = max(at - _WIDTH * 2 // 3, 0) if len(line) > _WIDTH else 0
    end = start + _WIDTH
    before = ("..." if start else "") + _shown(line[start:at])
    after = _shown(line[at:end]) + ("..." if end < len(line) else "")
    return (before + after).rstrip(), _cells(before)


def _shown(text: str) -> str:
    return escaped(text.replace("\t", "    "))


def _cells(text: str) -> int:
    """Return how wide a terminal shows *text*."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return len(text) + wide - sum(unicodedata.category(character) in {"Mn", "Me"} for character in text)
