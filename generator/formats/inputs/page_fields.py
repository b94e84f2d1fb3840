"""Read what a saved page says of itself in its markup: JSON-LD, OpenGraph, ``meta``, ``time``, ``lang``, links.

Nothing is guessed: a date counts only where the markup calls it the date of publication, and a time without an
offset gives its day alone.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urljoin, urlsplit

from generator.formats.inputs.json_ld import is_article, keywords, nodes_of, scripts
from generator.formats.inputs.stated import LONGEST_TAG, language_tag, moment_of, one, split_tags
from generator.model import Given

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_PUBLISHED = (
    "article:published_time", "og:published_time", "og:article:published_time", "datepublished", "dcterms.issued",
    "dc.date.issued", "dc.date.published", "publishdate", "publish-date", "publish_date", "publication_date",
    "pubdate", "citation_publication_date", "parsely-pub-date", "sailthru.date", "dc.date", "date",
)  # fmt: skip
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "dc.date.modified",
             "last-modified")  # fmt: skip
_MOST_KEYWORDS = 12
_LONGEST_NAME = 80
_LONGEST_PROSE = 80
_MOST_TIMES = 50
_ASIDE = re.compile(r"comment|related|\baside\b|sidebar|\bcard\b|post-card|widget-area", re.IGNORECASE)
_CHANGED = re.compile("updated|modif", re.IGNORECASE)
_TAG_BOXES = (
    re.compile(r"(?:[\w-]*[_-])?(?:tags|keywords|labels)\Z|tag-?(?:list|links|cloud)\Z", re.IGNORECASE),
    re.compile(r"(?:[\w-]*[_-])?categories\Z", re.IGNORECASE),
)
_NO_NAMES = frozenset({"admin", "administrator", "editor", "redaktion", "webmaster", "unknown", "root", "author"})
T = TypeVar("T")


def fields_of(tree: "HtmlElement") -> Given:
    """Return what the page *tree* states of its article."""
    page = _Page(tree)
    published = _first(page.dates())
    updated = _first(page.updates())
    publisher = page.publisher()
    address = page.address()
    return Given(
        title=_first(page.titles()) or "",
        authors=tuple(name for name in page.authors() if name != publisher),
        date=published,
        updated=None if updated == published else updated,
        tags=page.tags(),
        language=page.language(),
        publisher=publisher or None,
        summary=_first(page.summaries()),
        url=address,
        extra={"license": license_} if (license_ := page.license()) else {},
    )


class _Page:
    """The markup of a page, asked for one field after the other; each answers with its best source first."""

    def __init__(self, tree: "HtmlElement") -> None:
        self._tree = tree
        self._meta = _meta(tree)
        nodes = [node for script in scripts(tree) for node in nodes_of(script)]
        self._by_id = {str(node["@id"]): node for node in nodes if "@id" in node and len(node) > 1}
        self._articles = [node for node in nodes if is_article(node)]

    def _named(self, *names: str) -> Iterator[str]:
        return (value for name in names for value in self._meta.get(name, ()))

    def _stated(self, *keys: str) -> Iterator[object]:
        return (node[key] for key in keys for node in self._articles if key in node)

    def titles(self) -> Iterator[str]:
        for title in (*self._stated("headline", "name"), *self._named("og:title", "twitter:title", "dc.title")):
            if text := one(title):
                yield text

    def dates(self) -> Iterator[datetime | date]:
        texts = (*self._stated("datePublished"), *self._named(*_PUBLISHED), *_published(self._tree))
        return (moment for text in texts if (moment := moment_of(one(text))))

    def updates(self) -> Iterator[datetime | date]:
        return (moment for text in (*self._stated("dateModified"), *self._named(*_MODIFIED))
                if (moment := moment_of(one(text))))  # fmt: skip

    def authors(self) -> tuple[str, ...]:
        marked = self._tree.xpath("//*[@itemprop='author' or contains(concat(' ', @rel, ' '), ' author ')]")
        sources: tuple[Callable[[], Iterable[str]], ...] = (
            lambda: (name for value in self._stated("author") for name in self._names(value)),
            lambda: self._named("author", "dc.creator", "citation_author", "parsely-author", "article:author"),
            lambda: (_marked_name(element) for element in marked if not _in_aside(element)),
            lambda: (one(e.text_content()) for e in _with_class(self._tree, "fn") if not _in_aside(e)),
        )
        for source in sources:
            names = tuple(dict.fromkeys(name for text in source() if _is_name(name := one(text))))
            if names:
                return names
        return ()

    def _names(self, value: object) -> Iterator[str]:
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict):
                known = self._by_id.get(str(item.get("@id")), item)
                yield from self._names(known.get("name", ""))
            else:
                yield one(item)

    def tags(self) -> tuple[str, ...]:
        stated = tuple(dict.fromkeys(tag for value in self._stated("keywords") for tag in keywords(value)))
        linked = (one(a.text_content()) for a in self._tree.xpath("//a[@rel]") if _is_tag_link(a))
        found = tuple(dict.fromkeys(map(one, self._named("article:tag")))) or tuple(dict.fromkeys(filter(None, linked)))
        found = found or stated or _boxed_tags(self._tree)
        if found:
            return found
        listed = tuple(tag for text in self._named("news_keywords", "keywords") for tag in split_tags(text))
        # A longer list is written for search engines.
        return tuple(dict.fromkeys(listed)) if len(listed) <= _MOST_KEYWORDS else ()

    def language(self) -> str | None:
        html = self._tree.get("lang") or self._tree.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
        stated = (html, *self._named("content-language", "dc.language", "dcterms.language", "og:locale"),
                  *map(one, self._stated("inLanguage")))  # fmt: skip
        return next((tag for text in stated if (tag := language_tag(text))), None)

    def publisher(self) -> str:
        names = (name for value in self._stated("publisher") for name in self._names(value))
        return next(filter(None, map(one, (*names, *self._named("og:site_name", "dc.publisher")))), "")

    def summaries(self) -> Iterator[str]:
        texts = (*self._stated("description"), *self._named("og:description", "description", "dc.description"))
        return filter(None, map(one, texts))

    def address(self) -> str:
        canonical = (link.get("href", "") for link in self._tree.xpath("//link[@rel='canonical']"))
        base = next((one(b.get("href", "")) for b in self._tree.xpath("//base[@href]")), "")
        for text in (*canonical, *self._named("og:url"), *self._stated("url", "mainEntityOfPage"), base):
            value = text.get("@id", "") if isinstance(text, dict) else text
            try:
                absolute = urljoin(base, one(value))
                if urlsplit(absolute).scheme in {"http", "https"} and urlsplit(absolute).hostname:
                    return absolute
            except ValueError:
                continue
        return ""

    def license(self) -> str:
        linked = (link.get("href", "") for link in self._tree.xpath("//*[self::link or self::a][@rel='license']"))
        return next(filter(None, map(one, (*self._stated("license"), *linked))), "")


def _first(values: Iterable[T]) -> T | None:
    return next(iter(values), None)


def _meta(tree: "HtmlElement") -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        content = meta.get("content", "").strip()
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = meta.get(attribute, "").strip().lower()
            if name and content:
                found.setdefault(name, []).append(content)
    return found


def _published(tree: "HtmlElement") -> Iterator[str]:
    """Yield the dates that the body of a page marks as those of its publication."""
    for element in tree.xpath("//*[@itemprop='datePublished']"):
        yield element.get("datetime") or element.get("content") or element.text_content()
    for element in (*_with_class(tree, "published"), *tree.xpath("//time[@pubdate]"), *_with_class(tree, "entry-date")):
        if not _in_aside(element):
            yield element.get("datetime") or element.get("title") or ""
    for element in tree.xpath("//time[@datetime]")[:_MOST_TIMES]:
        parent = element.getparent()
        is_prose = parent is not None and len(parent.text_content()) > _LONGEST_PROSE
        if not (
            is_prose or _in_aside(element) or "updated" in element.get("class", "") or "modif" in str(element.attrib)
        ):
            yield element.get("datetime", "")


def _with_class(tree: "HtmlElement", name: str) -> list["HtmlElement"]:
    found: list[HtmlElement] = tree.xpath(f"//*[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]")
    return found


def _in_aside(element: "HtmlElement") -> bool:
    """Tell whether *element* belongs to something else than the article: a comment, a card, a sidebar."""
    places = (f"{above.tag} {above.get('class', '')} {above.get('id', '')}" for above in element.iterancestors())
    return any(_ASIDE.search(place) for place in places)


def _marked_name(element: "HtmlElement") -> str:
    inner = element.xpath(".//*[@itemprop='name']")
    source = inner[0] if inner else element
    return str(source.get("content") or source.text_content())


def _is_tag_link(element: "HtmlElement") -> bool:
    relations = element.get("rel", "").split()
    return "tag" in relations and "category" not in relations and not _in_aside(element)


def _boxed_tags(tree: "HtmlElement") -> tuple[str, ...]:
    """Return the links of the first box that is called one of tags, or else of categories."""
    for pattern in _TAG_BOXES:
        for box in tree.xpath("//*[@class]"):
            if any(pattern.match(name) for name in box.get("class", "").split()) and not _in_aside(box):
                names = tuple(dict.fromkeys(filter(None, (one(a.text_content()) for a in box.iter("a")))))
                if names and all(len(name) <= LONGEST_TAG for name in names):
                    return names
    return ()


def _is_name(text: str) -> bool:
    return bool(text) and len(text) <= _LONGEST_NAME and "://" not in text and text.lower() not in _NO_NAMES
