"""Take the first sentences of an article as plain text."""

from generator.formats.elements import VOID, Tag, tags
from generator.formats.text import plain_text

_APART = frozenset({"aside", "blockquote", "details", "figure", "footer", "table"})
_APART_CLASSES = frozenset({"admonition", "footnote", "toc"})
_SHORTEST_SHARE = 0.6


def excerpt(html: str, limit: int) -> str:
    """Return the text of the first paragraphs of *html*, at most *limit* characters, cut at a word.

    Quotations, notes, figures and tables do not count; an article without any paragraph gives all its text.
    """
    if limit <= 0:
        return ""
    found: list[str] = []
    length = 0
    start: Tag | None = None
    apart = 0
    for tag in tags(html):
        apart = _apart(tag, apart)
        if tag.name != "p" or apart:
            continue
        if not tag.is_end:
            start = tag
        elif start is not None:
            text = " ".join(plain_text(html[start.end : tag.start]).split())
            start = None
            if text:
                found.append(text)
                length += len(text) + 1
        if length > limit:
            break
    return cut(" ".join(found) or " ".join(plain_text(html).split()), limit)


def _apart(tag: Tag, depth: int) -> int:
    """Return how deep in an element that stands apart from the text the reader is behind *tag*."""
    if depth:
        return depth if tag.name in VOID else depth - 1 if tag.is_end else depth + 1
    if tag.is_end:
        return 0
    if tag.name in _APART:
        return 1
    return int(tag.name == "div" and not _APART_CLASSES.isdisjoint(tag.attributes().get("class", "").split()))


def cut(text: str, limit: int) -> str:
    """Return *text*, or its beginning with an ellipsis when it is longer than *limit* characters."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    at_word, blank, _ = text[:limit].rpartition(" ")
    if blank and len(at_word) >= limit * _SHORTEST_SHARE:
        head = at_word
    return head.rstrip(" ,;:.–—-(«„“\"'") + "…"
