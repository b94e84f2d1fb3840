"""The keys of front matter: the canonical ones in the order they are written, and what others call them.

Names are compared without case, a hyphen counting as an underscore, so ``publishDate`` and ``Publish-date``
are one. Where several names of one field stand in a file, the one named first here counts, and the others
stay under ``page.extra``.
"""

from collections.abc import Mapping

CANONICAL = (
    "id", "title", "slug", "date", "updated", "expires", "added", "authors", "tags", "language", "publisher",
    "summary", "captions", "related", "source", "source_url", "source_digest", "canonical",
    "content_digest", "draft",
    "layout", "permalink", "aliases", "weight", "paginate",
)  # fmt: skip

NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "guid"),
    "title": ("title",),
    "slug": ("slug",),
    "date": ("date", "publishdate", "publish_date", "pubdate", "published", "created"),
    "updated": ("updated", "lastmod", "modified", "last_modified_at", "last_modified", "updated_at"),
    "expires": ("expires", "expirydate", "expiry_date", "unpublishdate"),
    "added": ("added",),
    "authors": ("authors", "author"),
    "tags": ("tags", "tag", "categories", "category"),
    "language": ("language", "lang", "locale"),
    "publisher": ("publisher",),
    "summary": ("summary", "description", "excerpt"),
    "captions": ("captions",),
    "related": ("related",),
    "source": ("source",),
    "source_url": ("source_url", "canonical_url", "canonicalurl"),
    "source_digest": ("source_digest",),
    "canonical": ("canonical",),
    "content_digest": ("content_digest",),
    "draft": ("draft",),
    "layout": ("layout", "template"),
    "permalink": ("permalink", "url", "path", "save_as"),
    "aliases": ("aliases", "alias", "redirect_from"),
    "weight": ("weight",),
    "paginate": ("paginate", "paginate_by"),
}

# Read by rules of their own: see ``reading``.
SPECIAL = frozenset({"keywords", "status", "taxonomies", "extra", "params"})

# Keys of Hugo, Jekyll, Pelican and Zola that mean nothing here; none of them is a misspelling.
FOREIGN = frozenset({
    "cascade", "type", "linktitle", "menu", "menus", "outputs", "sitemap", "markup", "headless", "series", "image",
    "images", "videos", "audio", "toc", "math", "comments", "resources", "build", "translationkey", "subtitle",
    "sort_by", "page_template", "insert_anchor_links", "in_search_index", "transparent", "redirect_to",
    "generate_feeds", "render", "lang_dir", "translation", "cover", "featured", "pin", "sources", "parent",
    "nav_order", "sidebar", "header", "tagline", "credit", "genre", "rating", "place", "topics",
})  # fmt: skip

CANONICAL_BY_NAME: Mapping[str, str] = {name: field for field, names in NAMES.items() for name in names}


def fold(key: str) -> str:
    """Return *key* as names are compared."""
    return key.strip().lower().replace("-", "_")


def is_known(key: str) -> bool:
    """Tell whether *key*, folded, is one of ours or of another generator."""
    return key in CANONICAL_BY_NAME or key in SPECIAL or key in FOREIGN
