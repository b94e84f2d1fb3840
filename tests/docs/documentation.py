"""Read the documentation as the tests need it: pages, headings, fenced blocks, links."""

import re
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
PAGES = (
    ROOT / "README.md",
    ROOT / "CHANGELOG.md",
    ROOT / "benchmarks" / "README.md",
    *sorted((ROOT / "docs").glob("*.md")),
)
_FENCE = re.compile(r"^( *)```(\w*)(?: +(\S+))?\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^(#{1,6}) +(.+?) *$", re.MULTILINE)


class Block(NamedTuple):
    """A fenced block: its language, the file it shows ("" if none), its text without the fence's indentation."""

    language: str
    path: str
    text: str
    line: int


def read(name):
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def blocks(text):
    return [
        Block(
            language=match[2],
            path=match[3] or "",
            text=re.sub(f"^{match[1]}", "", match[4], flags=re.MULTILINE),
            line=text.count("\n", 0, match.start()) + 1,
        )
        for match in _FENCE.finditer(text)
    ]


def prose(text):
    """Return *text* without its fenced blocks."""
    return _FENCE.sub("", text)


def headings(text):
    """Return (level, title) of each heading outside fenced blocks."""
    return [(len(match[1]), match[2]) for match in _HEADING.finditer(prose(text))]


def anchor(title):
    """Return the anchor that a heading gets where the documentation is read."""
    kept = re.sub(r"[^\w\- ]", "", title.replace("`", "").lower())
    return kept.replace(" ", "-")


def sections(text, level):
    """Return the text below each heading of *level*, by the heading without backticks."""
    parts = re.split(rf"^{'#' * level} +(.+?) *$", text, flags=re.MULTILINE)
    return {title.replace("`", ""): body for title, body in zip(parts[1::2], parts[2::2], strict=True)}


def links(text):
    """Return the target of each link and picture outside fenced blocks and code spans."""
    return re.findall(r"\]\(([^()\s]+)\)", re.sub(r"`[^`]*`", "", prose(text)))
