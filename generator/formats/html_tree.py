"""Read HTML into a tree and write it again, without the surprises of libxml2: losing text, and quadratic time."""

import re
from typing import TYPE_CHECKING

from generator.formats.xml_values import one_line, xml_text

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# The tag of an element that ``remove_marked`` shall remove: with its content, or giving place to it.
DROP = "seedpress-drop"
UNWRAP = "seedpress-unwrap"
_BLOCKS = (
    *("p", "li", "dt", "dd", "div", "blockquote", "pre", "figcaption", "summary", "caption", "td", "th", "br", "hr"),
    *("h1", "h2", "h3", "h4", "h5", "h6"),
)
_TAG = re.compile("<[^>]*>")
# libxml2 knows HTML 4: it takes what follows one of these for its content.
_NOT_VOID_IN_LIBXML2 = ("source", "track", "wbr", "embed", "keygen", "bgsound")
_END_OF_VOID = re.compile("></(?:source|wbr)>")


def parse_fragment(html: str) -> "HtmlElement":
    """Return *html* as the content of a ``div``, with all of its text; comments are left out."""
    from lxml.html import HTMLParser, fragment_fromstring  # noqa: PLC0415 - a build with nothing to do imports no lxml

    html = xml_text(html)
    parser = HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True, no_network=True)
    tree = fragment_fromstring(html, create_parent="div", parser=parser)
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        # libxml2 drops whatever comes after 2,048 levels without an exception; the text alone has none.
        tree = fragment_fromstring(_TAG.sub(" ", html), create_parent="div", parser=parser)
    for element in list(tree.iterdescendants(*_NOT_VOID_IN_LIBXML2)):
        element.addprevious(element.makeelement(element.tag, dict(element.attrib)))
        element.tag = UNWRAP
    remove_marked(tree)
    return tree


def serialise(tree: "HtmlElement") -> str:
    """Return the HTML of what *tree*, a ``div`` without attributes, contains; it may stand in XML."""
    from lxml.html import tostring  # noqa: PLC0415 - as above

    html = str(tostring(tree, encoding="unicode")).removeprefix("<div>").removesuffix("</div>")
    # Cleaned again: `&#1;` was a reference before, and is a control character now.
    return xml_text(_END_OF_VOID.sub(">", html)).strip()


def remove_marked(tree: "HtmlElement") -> None:
    """Remove the marked elements all at once: one by one, `drop_tag` takes time quadratic in their number."""
    from lxml.etree import strip_elements, strip_tags  # noqa: PLC0415 - as above

    strip_elements(tree, DROP, with_tail=False)
    strip_tags(tree, UNWRAP)


def text_of(html: str) -> str:
    """Return the visible text of *html* on one line: blocks are apart by a space, inline elements are not."""
    if not html.strip():
        return ""
    tree = parse_fragment(html)
    for block in tree.iterdescendants(*_BLOCKS):
        block.text, block.tail = f" {block.text or ''}", f" {block.tail or ''}"
    return one_line(str(tree.text_content()))
