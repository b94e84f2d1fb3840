"""Find the article on a saved page: which of the page's blocks may belong to it.

trafilatura tells which text is the article; its answer only points at the place. The blocks are then taken from the
page itself, since an extractor drops what this program must keep: nested lists, captions, the order of things.
Around what it pointed at, everything stays that does not stand in furniture by its element, role or class; the rules
for plain lines judge the rest.
"""

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from generator.formats.inputs.pieces import Piece
from generator.model import Given

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ENOUGH = 0.5
_MOST = 0.85
_OWN = 0.3
_SHORTEST = 12
_MOST_CHILDREN = 5_000
_LINE = 40
_BOX = 400
_WRITTEN = frozenset({"text", "email", "search", "tel", "password"})
_FURNITURE_TAGS = frozenset({"nav", "aside", "form", "dialog", "menu", "footer", "fieldset"})
_FURNITURE_ROLES = frozenset({
    "navigation", "complementary", "contentinfo", "banner", "dialog", "alertdialog", "search", "toolbar", "menu",
    "menubar", "tablist",
})  # fmt: skip
# Words that names of classes are made of: `jp-relatedposts`, `post_share-bar`, `newsletterSignup`.
_FURNITURE_WORDS = frozenset(
    (  # noqa: SIM905 - one a line would be a page
        "ad ads adsbygoogle advert advertisement adv addthis addtoany back2top banner bio breadcrumb breadcrumbs "
        "byline-card captcha colophon comment comments commentlist commentaires consent cookie cookies correlati "
        "crosssell cross-selling disqus donate feedback follow followers footer gdpr jp-relatedposts login masthead "
        "menu more-from nav navbar navigation newsletter onetrust outbrain pager pagination paywall popular popup "
        "postprofile print promo promoted pub publicite rating ratings reactions recommended recommendations related "
        "relatedposts respond review reviews rss-box sd-sharing share shared sharedaddy sharing sidebar signature "
        "signup skip-link social sponsor sponsored subscribe subscription taboola teaser teasers toc toolbar "
        "categories views hits counter pageviews viewcount emoji icon tags keywords labels stars price stock "
        "availability topbar trending upsell warenkorb widget widgets "
        "readmore read-more skiplink headerlink hatena-module"
    ).split()
)
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*|[A-Z][a-z]+")
# A reply in a forum, as mail programs have called it in all languages.
_REPLY = re.compile(r"(?:(?:re|aw|sv|vs|antw|odp|ynt|rv)\s?[:：]\s*)+", re.IGNORECASE)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def article_pieces(tree: "HtmlElement", pieces: Sequence[Piece], given: Given) -> list[Piece]:
    """Return those of the *pieces* of the page *tree* that may belong to its article, of which it states *given*."""
    chosen = _chosen(tree, pieces)
    root = _root(tree, pieces, chosen)
    inside = set(root.iter())
    weights = _weights(pieces, chosen)
    whole = max(weights.values(), default=0) or 1
    furniture = {element for element in weights if _is_furniture(element) and weights[element] < whole * _OWN}
    start = _start(pieces, inside, given.title)
    said = _said(given)
    places = [place for place, piece in enumerate(pieces) if piece.element in inside]
    last = places[-1] if places else -1
    return [
        piece
        for place, piece in enumerate(pieces)
        if start <= place <= last and _bare(piece.text) not in said and not (furniture & _above(piece, {tree}))
    ]


def _said(given: Given) -> set[str]:
    """Return the lines that only repeat what the markup states: the title, who wrote it, the site's name."""
    return {_folded(text) for text in (given.title, *given.authors, given.publisher or "") if text}


def _bare(text: str) -> str:
    return _folded(_REPLY.sub("", text))


def _above(piece: Piece, stop: set["HtmlElement"]) -> set["HtmlElement"]:
    element = piece.element
    return set() if element is None else {element, *element.iterancestors()} - stop


def _chosen(tree: "HtmlElement", pieces: Sequence[Piece]) -> list[bool]:
    """Tell of each piece whether trafilatura takes it for the article."""
    text = _extracted(tree)
    words = f" {_folded(text)} "
    return [len(piece.text) >= _SHORTEST and f" {_folded(piece.text)} " in words for piece in pieces]


def _extracted(tree: "HtmlElement") -> str:
    from trafilatura import bare_extraction  # noqa: PLC0415 - a fifth of a second, and only pages need it

    if any(len(element) > _MOST_CHILDREN for element in tree.iter()):
        # It takes time quadratic in the children of one element; no page that a person wrote has so many.
        return ""
    try:
        document = bare_extraction(tree, favor_recall=True, include_comments=False, include_tables=True)
    except Exception:  # noqa: BLE001 - whatever page it fails on, what the page itself calls its article is left
        return ""
    return (getattr(document, "text", "") or "") if document else ""


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _weights(pieces: Iterable[Piece], chosen: Iterable[bool]) -> dict["HtmlElement", int]:
    """Return how much chosen text each element has in it."""
    weights: dict[HtmlElement, int] = {}
    for piece, is_chosen in zip(pieces, chosen, strict=True):
        for element in _above(piece, set()):
            weights[element] = weights.get(element, 0) + is_chosen * _weight(piece)
    return weights


def _weight(piece: Piece) -> int:
    """Return what a block counts when the place of the article is looked for: menus have many lines, but short ones."""
    return max(len(piece.text) - _LINE, 1)


def _root(tree: "HtmlElement", pieces: Sequence[Piece], chosen: Sequence[bool]) -> "HtmlElement":
    """Return the lowest element with nearly all chosen text, or the page's own ``article`` if that is too little."""
    weights = _weights(pieces, chosen)
    whole = weights.get(tree, 0)
    stated = _stated_root(tree)
    if whole < sum(_weight(piece) for piece in pieces if stated in _above(piece, set())) * _ENOUGH:
        return stated
    root = tree
    while True:
        child = max(root, key=lambda element: weights.get(element, 0), default=None)
        if child is None or weights.get(child, 0) < whole * _MOST or not whole:
            return root
        root = child


def _stated_root(tree: "HtmlElement") -> "HtmlElement":
    """Return the element that the page calls its article, its body if it does not."""
    for path in ("//*[@itemprop='articleBody']", "//article", "//main", "//*[@role='main']", "//body"):
        found: list[HtmlElement] = tree.xpath(path)
        if found:
            return max(found, key=lambda element: len(element.text_content()))
    return tree


def _start(pieces: Sequence[Piece], inside: set["HtmlElement"], title: str) -> int:
    """Return the place at which the article may begin: behind the heading that is its title, else with its root."""
    first = next((place for place, piece in enumerate(pieces) if piece.element in inside), 0)
    key = _folded(title)
    above = [place for place in range(len(pieces)) if place <= first or pieces[place].element in inside]
    titles = [place for place in above if key and _folded(pieces[place].text) == key]
    return titles[-1] + 1 if titles and titles[-1] <= first + len(pieces) // 3 else first


def _is_furniture(element: "HtmlElement") -> bool:
    if element.tag == "footer" and _is_byline_box(element):
        return False
    if element.tag in _FURNITURE_TAGS or element.get("role", "") in _FURNITURE_ROLES:
        return True
    if _asks(element):
        return True
    names = f"{element.get('class', '')} {element.get('id', '')}"
    return any(_names_furniture(name) for name in names.split())


def _is_byline_box(footer: "HtmlElement") -> bool:
    """Tell whether *footer* is what HTML calls so and stands above the text: who wrote it, and when."""
    parent = footer.getparent()
    return (
        parent is not None
        and parent.tag == "article"
        and footer.getnext() is not None
        and len(footer.text_content()) < _BOX
    )


def _asks(element: "HtmlElement") -> bool:
    """Tell whether *element* is a small box in which the reader shall write something."""
    fields = (field for field in element.iter("input", "textarea") if field.get("type", "text") in _WRITTEN)
    return next(fields, None) is not None and len(element.text_content()) < _BOX


def _names_furniture(name: str) -> bool:
    lowered = _CAMEL.sub("-", name).lower().replace("_", "-")
    words = [word for word in lowered.split("-") if word]
    return lowered in _FURNITURE_WORDS or not _FURNITURE_WORDS.isdisjoint(words)
