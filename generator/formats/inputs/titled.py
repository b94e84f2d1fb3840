"""Put a title that was given beside a text above it, so that the text reads as the page did that it was taken from.

A converter looks for the title where a reader would, in the first line. Without one there it would take the first
paragraph for it, and the article would lose that.
"""

import re
import unicodedata

_HEAD_LINES = 12
_BARE = re.compile(r"[\W_]+")
# A line of a paragraph that was wrapped is rarely longer.
_WRAPPED = 160


def titled(text: str, title: str) -> str:
    """Return *text* with *title* as its first line, unless one of its first lines says it."""
    first = [line for line in text.split("\n", 4 * _HEAD_LINES) if line.strip()][:_HEAD_LINES]
    bare, longest = _bare(title), 2 * len(title) + _WRAPPED
    if not title or any(len(line) < longest and _bare(line) == bare for line in first):
        return text
    return title + _gap(text, first) + text.lstrip("\n")


def _gap(text: str, first: list[str]) -> str:
    """Return what parts the title from *text*: a blank line, but where each line is a paragraph there are none."""
    is_dense = "\n\n" not in text.strip() and len(first) > 1
    return "\n" if is_dense and max(map(len, first)) > _WRAPPED else "\n\n"


def _bare(line: str) -> str:
    return _BARE.sub("", unicodedata.normalize("NFKC", line).casefold())
