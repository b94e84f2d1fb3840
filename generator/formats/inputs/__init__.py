"""Read seeds of any kind: bytes go in, documents to convert come out, one after the other.

Each kind has a module with ``read(name, stream, options)``. What a file is, its content says; its name only decides
between kinds whose content looks the same. One bad record is a problem in its place, and the others go on.
"""

from collections.abc import Callable, Iterator

from generator.formats.inputs import plain
from generator.formats.inputs.options import InputOptions
from generator.formats.inputs.sniff import HEAD, kind_of
from generator.formats.inputs.streams import Readable, peeked
from generator.model import SeedDocument
from generator.problems import Problem

__all__ = ["SUFFIXES", "InputOptions", "documents"]

Reader = Callable[[str, Readable, InputOptions], Iterator[SeedDocument | Problem]]
# How the names of seeds end, in a folder that is searched for them; a file that is named may end in any way.
SUFFIXES = (
    ".txt", ".html", ".htm", ".xhtml", ".xml", ".rss", ".atom", ".json", ".jsonl", ".ndjson", ".csv", ".tsv",
    ".md", ".markdown", ".docx", ".warc", ".gz", ".zst", ".zip",
)  # fmt: skip


def documents(name: str, stream: Readable, options: InputOptions) -> Iterator[SeedDocument | Problem]:
    """Yield the texts in *stream*, the content of the file *name*, each with its path, and what cannot be read.

    A file with one text gives a document of its name; of a file with many, the path of each is ``FILE#KEY``,
    KEY being the id or the address that the record has, else its number. *stream* is read once, forwards, but for
    kinds that are archives inside (``.docx``), whose stream must be seekable.
    """
    head, stream = peeked(stream, HEAD)
    yield from reader_of(kind_of(head, name))(name, stream, options)


def reader_of(kind: str) -> Reader:
    """Return what reads files of *kind*; only that is loaded."""
    match kind:
        case "binary":
            return plain.refuse
        case "gzip" | "zip" | "zstd":
            from generator.formats.inputs import packed

            return {"gzip": packed.read_gzip, "zip": packed.read_zip, "zstd": packed.read_zstd}[kind]
        case "csv" | "json" | "jsonl" | "warc":
            return _of_records(kind)
        case "html" | "markdown" | "docx":
            return _of_texts(kind)
        case "feed" | "json-feed" | "wxr":
            return _of_feeds(kind)
        case _:
            return plain.read


def _of_texts(kind: str) -> Reader:
    if kind == "html":
        from generator.formats.inputs import html

        return html.read
    if kind == "docx":
        from generator.formats.inputs import docx

        return docx.read
    from generator.formats.inputs import markdown

    return markdown.read


def _of_feeds(kind: str) -> Reader:
    if kind == "wxr":
        from generator.formats.inputs import wxr

        return wxr.read
    if kind == "json-feed":
        from generator.formats.inputs import json_feed

        return json_feed.read
    from generator.formats.inputs import feeds

    return feeds.read


def _of_records(kind: str) -> Reader:
    if kind == "csv":
        from generator.formats.inputs import columns

        return columns.read
    if kind == "warc":
        from generator.formats.inputs import warc

        return warc.read
    from generator.formats.inputs import records

    return records.read_json if kind == "json" else records.read_jsonl
