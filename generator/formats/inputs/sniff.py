"""Tell from the beginning of a file, and from its name where that cannot settle it, what kind of input it is.

A seed is found by its content, since scrapers name files as they like. The one exception is what could be meant as
text: a ``.txt`` is text unless it is a whole page of HTML, a feed, or records from its first line on.
"""

import codecs
import json
import re
from collections.abc import Mapping
from posixpath import splitext

from generator.formats.inputs.keys import BODIES, DEFAULT_KEYS
from generator.formats.magic import is_binary, name_of
from generator.formats.undecodable import looks_utf16

# How many bytes of a file tell its kind.
HEAD = 16_384
PACKING = (".gz", ".zst")

_PACKED: tuple[tuple[bytes, str], ...] = (
    (b"\x1f\x8b\x08", "gzip"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"WARC/0.", "warc"),
    (b"WARC/1.", "warc"),
)
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (codecs.BOM_UTF8, "utf-8"),
    # XML's own rule for a document without a mark (XML 1.0, appendix F).
    (b"<\x00?\x00", "utf-16-le"),
    (b"\x00<\x00?", "utf-16-be"),
)
_BY_SUFFIX: Mapping[str, str] = {
    ".csv": "csv", ".tsv": "csv", ".tab": "csv", ".htm": "html", ".html": "html", ".xhtml": "html", ".json": "json",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".jsonlines": "jsonl", ".md": "markdown", ".markdown": "markdown",
    ".txt": "text", ".text": "text",
}  # fmt: skip
# What may stand before the first tag of a document.
_PROLOGUE = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE\b[^<>\[]*(?:\[.*?\]\s*)?>)*", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<([A-Za-z][\w:.-]*)((?:\s[^<>]*)?)/?>", re.DOTALL)
_DOCTYPE = re.compile(r"<!DOCTYPE\s+html\b", re.IGNORECASE)
_WHOLE = re.compile(r"<(?:head|body)\b[^<>]*>", re.IGNORECASE)
_CLOSING = re.compile(r"</(?:html|head|title|body|p|div|article|main|section|h[1-6]|li|ul|table)\s*>", re.IGNORECASE)
# A fragment of a page begins with one of these; other tags say nothing.
_ROOTS = frozenset(
    ["html", "head", "title", "meta", "body", "article", "main", "section", "header", "div", "p", "h1", "h2", "h3",
     "figure", "blockquote", "ul", "ol", "table", "span", "strong", "em", "b", "i", "a", "img"]
)  # fmt: skip
_ANY_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_FIRST_KEY = re.compile(r'\s*\{\s*"(?:[^"\\]|\\.)*"\s*:')
_LIST = re.compile(r'\s*\[\s*\{\s*"')
_JSON_FEED = re.compile(r'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org')
_COLUMN = re.compile(r"[\w .:/-]{1,60}\Z")


def kind_of(head: bytes, name: str) -> str:
    """Return the kind of the input *name* that begins with *head*, its first ``HEAD`` bytes, or all it has.

    ``text``, ``html``, ``feed`` (RSS or Atom), ``wxr``, ``xml`` (any other), ``json-feed``, ``json`` (one document:
    a list of records or a single one), ``jsonl``, ``csv`` (also tab-separated), ``markdown``, ``docx``, ``warc``,
    ``gzip``, ``zstd``, ``zip``, or ``binary``, which nobody can read here.
    """
    packed = _packed(head)
    if packed:
        return packed
    if name_of(head):
        return "binary"
    text, is_marked = text_of(head)
    if not is_marked and is_binary(head):
        # UTF-16 without a mark has a NUL for each Latin letter: its refusal can say more than that it is binary.
        return "text" if looks_utf16(head) else "binary"
    return _textual(text, suffix_of(name))


def suffix_of(name: str) -> str:
    """Return how *name* ends, in small letters, below the endings of compression: ``.jsonl`` of ``a.jsonl.gz``."""
    stem, suffix = splitext(name.lower())
    while suffix in PACKING:
        stem, suffix = splitext(stem)
    return suffix


def text_of(head: bytes) -> tuple[str, bool]:
    """Return *head* as text good enough to recognise markup in, and whether a mark says how it is encoded."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return head.decode(encoding, "ignore").removeprefix("\ufeff"), True
    return head.decode("latin-1"), False


def _packed(head: bytes) -> str:
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "docx" if b"word/" in head else "binary" if name_of(head) else "zip"
    return next((kind for sign, kind in _PACKED if head.startswith(sign)), "")


def _textual(text: str, suffix: str) -> str:
    start = text[_length_of_prologue(text) :]
    kind = ""
    if start.startswith("<"):
        kind = _of_markup(text, start, suffix)
    elif start.startswith(("{", "[")):
        kind = _of_json(text, suffix)
    named = _BY_SUFFIX.get(suffix, "")
    if kind:
        return kind
    if named in {"text", ""}:
        return "csv" if _has_known_columns(text) else "text"
    return "text" if named == "html" and not _ANY_TAG.search(text) else named


def _length_of_prologue(text: str) -> int:
    found = _PROLOGUE.match(text)
    return found.end() if found else 0


def _of_markup(text: str, start: str, suffix: str) -> str:
    root = _TAG.match(start)
    name = root[1].lower() if root else ""
    if name == "rss":
        return "wxr" if "wordpress.org/export/" in start else "feed"
    if name.rpartition(":")[2] == "feed" and "http://www.w3.org/2005/Atom" in start[:4000]:
        return "feed"
    if name == "rdf:rdf" and "purl.org/rss/" in start:
        return "feed"
    if _is_page(text, name, suffix):
        return "html"
    is_xml = text.lstrip().startswith("<?xml") or suffix == ".xml"
    return "xml" if is_xml and _BY_SUFFIX.get(suffix, "") in {"", "html"} else ""


def _is_page(text: str, root: str, suffix: str) -> bool:
    """Tell whether *text* is HTML, and not a text that happens to begin with a tag: the name says what is likely."""
    named = _BY_SUFFIX.get(suffix, "")
    is_whole = (root == "html" or bool(_DOCTYPE.search(text[:1000]))) and bool(_WHOLE.search(text))
    if named in {"text", "markdown"}:
        return is_whole and named == "text"
    if named == "html":
        return bool(_ANY_TAG.search(text))
    return is_whole or (root in _ROOTS and bool(_CLOSING.search(text)) and not text.lstrip().startswith("<?xml"))


def _of_json(text: str, suffix: str) -> str:
    named = _BY_SUFFIX.get(suffix, "")
    first, *others = (line for line in text.split("\n") if line.strip())
    opens = bool(_FIRST_KEY.match(text))
    if opens and _JSON_FEED.search(text):
        return "json-feed"
    if named in {"markdown", "html", "csv"}:
        return ""
    if _LIST.match(text):
        return "json"
    return _of_objects(first, others, named) if opens else ""


def _of_objects(first: str, others: list[str], named: str) -> str:
    """Return ``jsonl`` or ``json`` for a text that opens with an object: records, or one on many lines."""
    is_line = _is_object(first)
    if named == "jsonl" or (is_line and others and others[0].lstrip().startswith("{")):
        return "jsonl"
    if named == "text":
        # A text about JSON may begin with some; one that is a record has nothing behind it.
        return "jsonl" if is_line and not others else ""
    return "jsonl" if is_line else "json"


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


_KNOWN = frozenset(name for names in DEFAULT_KEYS.values() for name in names)
_OF_BODIES = frozenset(name for field in BODIES for name in DEFAULT_KEYS[field])


def _has_known_columns(text: str) -> bool:
    """Tell whether the first line of *text* names columns, one of which is known to hold the text of an article."""
    first, _, rest = text.partition("\n")
    if not rest.strip():
        return False
    return any(_are_columns([cell.strip(' "\r') for cell in first.split(mark)]) for mark in ",\t;" if mark in first)


def _are_columns(cells: list[str]) -> bool:
    found = [cell for cell in cells if cell.lower() in _KNOWN]
    is_named = all(_COLUMN.match(cell) for cell in cells) and len(set(cells)) == len(cells)
    return is_named and len(found) > 1 and any(cell.lower() in _OF_BODIES for cell in found)
