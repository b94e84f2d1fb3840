"""Say which keys of a record, or columns of a table, hold what of an article, unless somebody says otherwise."""

from collections.abc import Mapping

# The first of these that a record has a value for counts; capitals do not. A crawl's own time is nobody's publication
# date: `timestamp`, `crawl_date`, `fetched`, `date_download`, `WARC-Date` are in no list, and never will be.
DEFAULT_KEYS: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "content_text", "content", "body", "article", "article_body", "articlebody", "raw_content",
             "maintext", "main_text", "full_text", "fulltext", "plain_text", "story"),
    "html": ("html", "content_html", "body_html", "raw_html", "article_html", "page_html"),
    "markdown": ("markdown", "content_markdown", "body_markdown", "md"),
    "title": ("title", "headline", "head_line"),
    "url": ("url", "link", "source_url", "permalink", "canonical_url", "uri", "page_url", "web_url"),
    "authors": ("authors", "author", "byline", "writer", "writers", "creator", "dc:creator"),
    "date": ("published", "date_published", "datepublished", "published_at", "publishedat", "published_date",
             "publish_date", "publication_date", "publication_time", "pubdate", "pub_date", "post_date", "date"),
    "updated": ("updated", "date_modified", "datemodified", "modified", "updated_at", "updatedat", "last_modified"),
    "tags": ("tags", "keywords", "categories", "topics", "labels"),
    "language": ("language", "lang", "inlanguage", "locale"),
    "publisher": ("publisher", "site_name", "sitename", "source_name", "publication", "outlet", "newspaper"),
    "summary": ("summary", "description", "abstract", "excerpt", "standfirst", "subtitle", "dek"),
    "license": ("license", "licence", "rights"),
    "id": ("id", "guid", "_id", "uuid", "article_id", "post_id", "doc_id"),
}  # fmt: skip
FIELDS = tuple(DEFAULT_KEYS)
BODIES = ("markdown", "text", "html")
