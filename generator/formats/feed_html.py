"""Turn the HTML of an article into HTML for feed readers: plain, self-contained, every address absolute.

Input is sanitised already; this is about what readers do with it. They show an item without our style
sheet and scripts, beside other items, from another address: so highlighting, anchors of headings, lazy
loading and embedded frames have no place there, and `#note` leads nowhere unless it names the page.
"""

import re
from collections.abc import Collection
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urljoin, urlsplit

from generator.formats.html_tree import DROP, UNWRAP, parse_fragment, remove_marked, serialise
from generator.formats.xml_values import ascii_url, one_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_KEPT = frozenset(
    """
    a abbr address article aside audio b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div
    dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd li main mark ol p pre q rp rt
    ruby s samp section small source span strong sub summary sup table tbody td tfoot th thead time tr u ul var video
    wbr
    """.split()  # noqa: SIM905 - one name a line would be two pages
)
_DROPPED = frozenset(
    """
    script style template noscript object applet form button select textarea datalist frameset title svg canvas dialog
    annotation annotation-xml
    """.split()  # noqa: SIM905 - as above
)
_ATTRIBUTES_OF_ALL = frozenset({"id", "title", "lang", "dir", "class"})
_ATTRIBUTES = {
    "a": frozenset({"href", "hreflang"}),
    "img": frozenset({"src", "alt", "width", "height"}),
    "video": frozenset({"src", "poster", "controls", "width", "height"}),
    "audio": frozenset({"src", "controls"}),
    "source": frozenset({"src", "type"}),
    "td": frozenset({"colspan", "rowspan"}),
    "th": frozenset({"colspan", "rowspan", "scope"}),
    "col": frozenset({"span"}),
    "colgroup": frozenset({"span"}),
    "ol": frozenset({"start", "reversed", "type"}),
    "li": frozenset({"value"}),
    "time": frozenset({"datetime"}),
    "del": frozenset({"datetime", "cite"}),
    "ins": frozenset({"datetime", "cite"}),
    "blockquote": frozenset({"cite"}),
    "q": frozenset({"cite"}),
    "details": frozenset({"open"}),
}
_ADDRESSES = ("href", "src", "poster", "cite")
_ABSOLUTE = re.compile(r"https?://[^/?#]", re.IGNORECASE)
_ABSOLUTE_LINK = re.compile(r"https?://[^/?#]|mailto:.|tel:.", re.IGNORECASE)
_KEPT_CLASS = ("language-", "footnote")
_HIGHLIGHTER = frozenset({"codehilite", "highlight"})
_ANCHOR = frozenset({"headerlink", "heading-anchor", "heading-link", "anchor"})
_ANCHOR_TEXT = frozenset({"", "#", "¶", "§", "🔗"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_MEDIA = frozenset({"video", "audio"})
_PHRASE_PARENTS = _HEADINGS | frozenset({"p", "a", "span", "em", "strong", "figcaption", "td", "th", "dt", "summary"})


def feed_html(html: str, base: str = "") -> str:
    """Return *html* as a feed carries it, well-formed; *base* is the canonical URL of its page.

    Relative addresses are resolved against *base*; one that is still not absolute, or of a scheme that
    readers should not follow, is dropped and its text stays. An id stays once, and only where a link
    of the same text leads to it: footnotes work in the reader, and headings bring no ids along.
    """
    if not html.strip():
        return ""
    tree = parse_fragment(html)
    for element in list(tree.iterdescendants()):
        _rewrite(element)
    remove_marked(tree)
    for element in list(tree.iterdescendants()):
        _keep_known_attributes(element)
        _make_absolute(element, base)
    _keep_needed_ids(tree, base)
    _unwrap_empty(tree)
    remove_marked(tree)
    return serialise(tree)


def _rewrite(element: "HtmlElement") -> None:
    """Give *element* its form in a feed, or mark it: to be dropped, or to give place to its content."""
    tag = str(element.tag)
    classes = frozenset((element.get("class") or "").split())
    if tag == "iframe":
        _replace_frame(element)
    elif tag == "input":
        _replace_by_text(element, _tick(element))
    elif tag in _DROPPED or _is_noise(element, tag, classes):
        element.tag = DROP
    elif tag in ("pre", "code"):
        for span in element.iterdescendants("span"):
            span.tag = UNWRAP
    elif tag == "img":
        _use_real_source(element)
    elif "admonition" in classes:
        element.tag = "blockquote"
    elif "admonition-title" in classes:
        _embolden(element)
    elif tag not in _KEPT or classes & _HIGHLIGHTER:
        element.tag = UNWRAP


def _is_noise(element: "HtmlElement", tag: str, classes: Collection[str]) -> bool:
    """Tell whether *element* serves the page only: a heading's anchor, line numbers, another size of a picture."""
    parent = element.getparent()
    above = "" if parent is None else str(parent.tag)
    if tag == "a" and above in _HEADINGS and (element.get("href") or "").find("#") >= 0:
        return not _ANCHOR.isdisjoint(classes) or one_line(element.text_content()) in _ANCHOR_TEXT
    return (tag == "a" and "headerlink" in classes) or "linenos" in classes or (tag == "source" and above not in _MEDIA)


def _tick(element: "HtmlElement") -> str:
    if (element.get("type") or "").lower() != "checkbox":
        return ""
    return "☐" if element.get("checked") is None else "☑"


def _replace_by_text(element: "HtmlElement", text: str) -> None:
    element.tail = text + (element.tail or "")
    element.tag = DROP


def _replace_frame(element: "HtmlElement") -> None:
    """Put a link where a frame was: readers drop frames, and a video would be gone without a trace."""
    address = _watch_address(element.get("src") or "")
    link = element.makeelement("a", {"href": address})
    link.text = one_line(element.get("title") or "") or address
    parent = element.getparent()
    if not address or parent is None:
        element.tag = DROP
        return
    if parent.tag in _PHRASE_PARENTS:
        link.tail = element.tail
        parent.replace(element, link)
        return
    paragraph = element.makeelement("p")
    paragraph.append(link)
    paragraph.tail = element.tail
    parent.replace(element, paragraph)


def _watch_address(source: str) -> str:
    """Return the page of the video that the player at *source* shows, or *source* if it is no player known."""
    try:
        parts = urlsplit(source.strip())
    except ValueError:
        return ""
    host, name = (parts.hostname or "").removeprefix("www."), parts.path.rpartition("/")[2]
    if host in ("youtube.com", "youtube-nocookie.com") and parts.path.startswith("/embed/"):
        listed = parse_qs(parts.query).get("list", [""])[0]
        is_list = name == "videoseries" and listed
        return (
            f"https://www.youtube.com/playlist?list={listed}" if is_list else f"https://www.youtube.com/watch?v={name}"
        )
    if host == "player.vimeo.com":
        return f"https://vimeo.com/{name}"
    return source


def _use_real_source(element: "HtmlElement") -> None:
    source = (element.get("src") or "").strip()
    if not source or source.lower().startswith("data:"):
        element.set("src", element.get("data-src") or element.get("data-original") or "")
    if element.get("alt") is None:
        element.set("alt", "")


def _embolden(element: "HtmlElement") -> None:
    strong = element.makeelement("strong")
    strong.text, element.text = element.text, None
    strong.extend(list(element))
    element.append(strong)


def _keep_known_attributes(element: "HtmlElement") -> None:
    known = _ATTRIBUTES.get(str(element.tag), frozenset()) | _ATTRIBUTES_OF_ALL
    for name in set(element.attrib) - known:
        del element.attrib[name]
    kept = [word for word in (element.get("class") or "").split() if word.startswith(_KEPT_CLASS)]
    if kept:
        element.set("class", " ".join(kept))
    else:
        element.attrib.pop("class", None)


def _make_absolute(element: "HtmlElement", base: str) -> None:
    for name in _ADDRESSES:
        value = element.get(name)
        if value is None:
            continue
        address = _absolute(value, base, _ABSOLUTE_LINK if name == "href" else _ABSOLUTE)
        if address:
            element.set(name, address)
        else:
            del element.attrib[name]
    if element.tag == "img" and element.get("src") is None:
        _replace_by_text(element, element.get("alt") or "")


def _absolute(value: str, base: str, wanted: re.Pattern[str]) -> str:
    try:
        address = ascii_url(urljoin(base, value.strip()))
    except ValueError:  # `http://[`: not an address at all
        return ""
    return address if value.strip() and wanted.match(address) else ""


def _keep_needed_ids(tree: "HtmlElement", base: str) -> None:
    page = ascii_url(base) + "#"
    links = [link.get("href") or "" for link in tree.iter("a")]
    needed = {unquote(link.removeprefix(page)) for link in links if base and link.startswith(page)}
    for element in tree.iterdescendants():
        name = element.attrib.pop("id", None)
        if name in needed:
            element.set("id", name)
            needed.remove(name)


def _unwrap_empty(tree: "HtmlElement") -> None:
    """Remove the tags that say nothing once their attributes are gone."""
    for element in list(tree.iterdescendants("span", "a", "source")):
        if not element.attrib:
            element.tag = UNWRAP
