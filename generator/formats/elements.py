"""Find the tags and attributes of HTML that a serialiser wrote, without building a tree.

Meant for the output of the sanitiser, where every attribute is quoted and every text escaped; comments,
scripts and styles of trusted HTML are passed over whole.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from html import unescape

VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
})  # fmt: skip

_TAG = re.compile(
    r"<!--.*?-->|<(?P<raw>script|style)\b.*?</(?P=raw)\s*>"
    r"""|<(?P<slash>/?)(?P<name>[A-Za-z][A-Za-z0-9\-]*)(?P<rest>(?:[^"'>]|"[^"]*"|'[^']*')*+)>""",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"""([^\s=/>"']+)(?:(\s*=\s*)("[^"]*"|'[^']*'|[^\s"'>]+))?""")
_ESCAPES = str.maketrans({"&": "&amp;", "\xa0": "&nbsp;", '"': "&quot;", "<": "&lt;", ">": "&gt;"})


class Tag:
    """One start or end tag at its place in the text."""

    __slots__ = ("end", "is_end", "name", "rest", "start", "text")

    def __init__(self, match: re.Match[str]) -> None:
        self.start, self.end = match.span()
        self.text = match.group()
        self.name = match["name"].lower()
        self.is_end = bool(match["slash"])
        self.rest = match["rest"]

    def attributes(self) -> Mapping[str, str]:
        """The attributes with their values, decoded; the first of a name counts."""
        found: dict[str, str] = {}
        for match in _ATTRIBUTE.finditer(self.rest):
            found.setdefault(match[1].lower(), _value(match[3] or ""))
        return found

    def with_values(self, change: Callable[[str, str], str]) -> str:
        """Return the tag with every value as *change* (name, value) gives it; one it leaves is not touched."""

        def replaced(match: re.Match[str]) -> str:
            if match[3] is None:
                return match.group()
            value = _value(match[3])
            changed = change(match[1].lower(), value)
            return match.group() if changed == value else f'{match[1]}="{escape_value(changed)}"'

        name_end = 1 + self.is_end + len(self.name)
        return self.text[:name_end] + _ATTRIBUTE.sub(replaced, self.rest) + ">"


def _value(written: str) -> str:
    return unescape(written[1:-1] if written[:1] in {'"', "'"} else written)


def escape_value(value: str) -> str:
    """Escape *value* for a quoted attribute, as the sanitiser does."""
    return value.translate(_ESCAPES)


def tags(html: str) -> Iterator[Tag]:
    """Yield every tag of *html* in order."""
    return (Tag(match) for match in _TAG.finditer(html) if match["name"])


def replace_tags(html: str, replace: Callable[[Tag], str]) -> str:
    """Return *html* with each tag as *replace* gives it; what is no tag stays."""
    return _TAG.sub(lambda match: replace(Tag(match)) if match["name"] else match.group(), html)


def names(html: str) -> frozenset[str]:
    """Return the names of all elements in *html*."""
    return frozenset(name.lower() for match in _TAG.finditer(html) if (name := match["name"] or match["raw"]))


def depth(html: str) -> int:
    """Return how deep the elements of *html* are nested at most, when every end tag closes one."""
    deepest = level = 0
    for match in _TAG.finditer(html):
        if not match["name"] or match["name"].lower() in VOID:
            continue
        level = max(level - 1, 0) if match["slash"] else level + 1
        deepest = max(deepest, level)
    return deepest
