"""Turn HTML from anyone into HTML that a page and a feed may contain: an allow-list, enforced by nh3.

Addresses may be relative or lead to http, https, mailto and tel; a link that leads elsewhere becomes its
text, an image its description.
"""

import re
from functools import cache
from html import escape
from typing import TYPE_CHECKING

from generator.formats.elements import Tag, escape_value, names, replace_tags
from generator.formats.links import candidates, is_external
from generator.formats.text import clean

if TYPE_CHECKING:
    import nh3

_SIZE = re.compile(r"(?:[0-9]{1,5}w|[0-9]{1,2}(?:\.[0-9]{1,3})?x)?\Z", re.ASCII)
_WEB = ("//", "http:", "https:")

DEEPEST = 500
SCHEMES = frozenset({"http", "https", "mailto", "tel"})

TAGS = frozenset({
    "a", "abbr", "article", "aside", "audio", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "col",
    "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4",
    "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "picture", "pre", "q", "rp", "rt", "ruby", "s",
    "samp", "section", "small", "source", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot",
    "th", "thead", "time", "tr", "track", "u", "ul", "var", "video", "wbr",
})  # fmt: skip
_CELL = frozenset({"colspan", "rowspan", "headers", "style"})
_MEDIA = frozenset({"src", "controls", "loop", "muted", "preload"})
ATTRIBUTES = {
    "*": frozenset({"id", "class", "title", "lang", "dir"}),
    "a": frozenset({"href", "hreflang"}),
    "img": frozenset({"src", "srcset", "sizes", "alt", "width", "height", "loading", "decoding"}),
    "audio": _MEDIA,
    "video": _MEDIA | {"poster", "width", "height", "playsinline"},
    "source": frozenset({"src", "srcset", "sizes", "type", "media", "width", "height"}),
    "track": frozenset({"src", "kind", "srclang", "label", "default"}),
    "td": _CELL,
    "th": _CELL | {"scope", "abbr"},
    "col": frozenset({"span"}),
    "colgroup": frozenset({"span"}),
    "ol": frozenset({"start", "reversed", "type"}),
    "li": frozenset({"value"}),
    "blockquote": frozenset({"cite"}),
    "q": frozenset({"cite"}),
    "del": frozenset({"cite", "datetime"}),
    "ins": frozenset({"cite", "datetime"}),
    "time": frozenset({"datetime"}),
    "details": frozenset({"open"}),
}
# Their text goes with them: it is none for readers. The text of every other element stays.
_DROPPED = frozenset({"script", "style"})


@cache
def _cleaner() -> "nh3.Cleaner":
    import nh3  # noqa: PLC0415 - a build with nothing to do never gets here

    return nh3.Cleaner(
        tags=set(TAGS),
        clean_content_tags=set(_DROPPED),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        url_schemes=set(SCHEMES),
        filter_style_properties={"text-align"},
        link_rel=None,
    )


def sanitise(html: str) -> str:
    """Return *html* with nothing in it but what an article needs; well-formed whatever came in.

    Takes time quadratic in the depth of the elements: refuse what ``elements.depth`` puts beyond ``DEEPEST``.
    """
    parsed = _cleaner().clean(html)
    # Entities such as &#1; become the characters themselves, so the text is cleaned behind the parser. That can make
    # another address of one that was harmless (java&#1;script:), so what was cleaned is looked at once more.
    cleaned = clean(parsed)
    return replace_tags(cleaned if cleaned == parsed else _cleaner().clean(cleaned), _Tidy())


def removed(html: str) -> tuple[str, ...]:
    """Return the names of the elements in *html* that ``sanitise`` takes away, sorted."""
    return tuple(sorted(names(html) - TAGS))


class _Tidy:
    """Replaces what is left of a link or an image whose address was refused."""

    def __init__(self) -> None:
        self._closing = "</a>"

    def __call__(self, tag: Tag) -> str:
        if tag.name == "a":
            return self._closing if tag.is_end else self._link(tag)
        if tag.name in {"img", "source"}:
            return self._image(tag)
        return tag.text

    def _link(self, tag: Tag) -> str:
        attributes = tag.attributes()
        self._closing = "</a>"
        if "href" in attributes:
            # A page that a link opens in another window must not reach back into this one.
            return tag.text[:-1] + ' rel="noopener">' if is_external(attributes["href"]) else tag.text
        if "id" not in attributes:
            self._closing = ""
            return ""
        self._closing = "</span>"
        return f'<span id="{escape_value(attributes["id"])}">'

    def _image(self, tag: Tag) -> str:
        attributes = tag.attributes()
        if tag.name == "img" and not attributes.get("src"):
            return escape(attributes.get("alt", ""), quote=False)
        if "srcset" not in attributes:
            return tag.text
        changed = tag.with_values(lambda name, value: _safe_candidates(value) if name == "srcset" else value)
        return changed.replace(' srcset=""', "")


def _safe_candidates(srcset: str) -> str:
    """Return *srcset* without addresses that nh3 would not let through elsewhere; it does not look into it."""
    return ", ".join(
        f"{address} {size}".rstrip()
        for address, size in candidates(srcset)
        if _SIZE.match(size) and (not is_external(address) or address.lower().startswith(_WEB))
    )
