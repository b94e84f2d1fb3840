"""Keep trees of HTML shallow enough to walk: whatever is nested beyond reason gives place to its content."""

from typing import TYPE_CHECKING

from generator.formats.html_tree import UNWRAP, remove_marked

if TYPE_CHECKING:
    from lxml.html import HtmlElement

DEEPEST = 120


def flattened(tree: "HtmlElement") -> "HtmlElement":
    """Return *tree*, which is changed, with no element deeper than 120 levels; the text of deeper ones stays."""
    depths = {tree: 0}
    deep = []
    for element in tree.iterdescendants():
        parent = element.getparent()
        depths[element] = depth = depths.get(parent, 0) + 1 if parent is not None else 0
        if depth > DEEPEST and isinstance(element.tag, str):
            deep.append(element)
    for element in deep:
        element.text, element.tail = f" {element.text or ''}", f" {element.tail or ''}"
        element.tag = UNWRAP
    if deep:
        remove_marked(tree)
    return tree
