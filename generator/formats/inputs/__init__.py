"""Read seeds of any kind: bytes go in, documents to convert come out, one after the other.

Each kind has a module with ``read(name, stream, options)``. What a file is, its content says; its name only decides
between kinds whose content looks the same. One bad record is a problem in its place, and the others go on.
"""

from collections.abc import Iterator
from typing import IO

from generator.formats.inputs import plain
from generator.formats.inputs.options import InputOptions
from generator.model import SeedDocument
from generator.problems import Problem

__all__ = ["SUFFIXES", "InputOptions", "documents"]

# How the names of seeds end, in a folder that is searched for them; a file that is named may end in any way.
SUFFIXES = (
    ".txt", ".html", ".htm", ".xhtml", ".xml", ".rss", ".atom", ".json", ".jsonl", ".ndjson", ".csv", ".tsv",
    ".md", ".markdown", ".docx", ".warc", ".gz", ".zst", ".zip",
)  # fmt: skip


def documents(name: str, stream: IO[bytes], options: InputOptions) -> Iterator[SeedDocument | Problem]:
    """Yield the texts in *stream*, the content of the file *name*, each with its path, and what cannot be read.

    A file with one text gives a document of its name; of a file with many, the path of each is ``FILE#KEY``,
    KEY being the id or the address that the record has, else its number. *stream* is read once, forwards.
    """
    yield from plain.read(name, stream, options)
