"""Find the nodes of JSON-LD on a page, and those that describe its article (schema.org)."""

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from generator.formats.inputs.stated import LONGEST_TAG, one, split_tags

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ARTICLES = frozenset({
    "article", "newsarticle", "blogposting", "report", "reportagenewsarticle", "analysisnewsarticle",
    "opinionnewsarticle", "reviewnewsarticle", "backgroundnewsarticle", "advertisercontentarticle", "techarticle",
    "scholarlyarticle", "socialmediaposting", "discussionforumposting", "liveblogposting", "recipe", "review",
    "howto", "creativework", "product", "qapage", "interview", "medicalscholarlyarticle",
})  # fmt: skip
Node = Mapping[str, object]


def is_article(node: Node) -> bool:
    """Tell whether *node* describes an article, or what else a page can be about."""
    return bool(_types(node) & _ARTICLES)


def scripts(tree: "HtmlElement") -> Iterator[object]:
    """Yield the documents of JSON-LD on the page *tree*; what is no JSON is passed over."""
    for script in tree.iter("script"):
        if "ld+json" in script.get("type", "").lower():
            try:
                yield json.loads((script.text or "").strip().removesuffix(";"), strict=False)
            except (ValueError, RecursionError):
                continue


def nodes_of(value: object) -> Iterator[Node]:
    """Yield the nodes of a document of JSON-LD: itself, those of its list or of its ``@graph``, the main entity."""
    if isinstance(value, list):
        for item in value:
            if isinstance(item, dict):
                yield from nodes_of(item)
    elif isinstance(value, dict):
        yield value
        yield from nodes_of(value.get("@graph"))
        yield from nodes_of(value.get("mainEntity"))


def _types(node: Node) -> set[str]:
    stated = node.get("@type")
    names = stated if isinstance(stated, list) else [stated]
    return {name.rpartition("/")[2].lower() for name in names if isinstance(name, str)}


def keywords(value: object) -> tuple[str, ...]:
    """Return the tags that *value* lists; where some are marked as such (``Tag:Bread``), only they are."""
    words = tuple(one(item) for item in value) if isinstance(value, list) else split_tags(one(value))
    marked = tuple(word.removeprefix("Tag:") for word in words if word.startswith("Tag:"))
    return marked or tuple(word for word in words if word and len(word) <= LONGEST_TAG)
