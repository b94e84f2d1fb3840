"""Read a plain-text seed."""

from collections.abc import Iterator

from generator.formats.inputs.options import InputOptions, digest_of, read_text
from generator.formats.inputs.sniff import HEAD
from generator.formats.inputs.streams import Readable
from generator.formats.undecodable import not_text
from generator.model import SeedDocument
from generator.problems import Location, Problem


def read(name: str, stream: Readable, options: InputOptions) -> Iterator[SeedDocument | Problem]:
    """Yield the text of *stream*, and what was wrong with it."""
    found = yield from read_text(name, stream, options)
    if found:
        text, raw = found
        yield SeedDocument(name, text, digest_of(raw))


def refuse(name: str, stream: Readable, options: InputOptions) -> Iterator[SeedDocument | Problem]:
    """Yield why a file that is not text cannot be a seed: its beginning says it, the rest is not read."""
    head = stream.read(HEAD)
    yield not_text(head, name) or Problem(
        code="binary-file", what="this file is not text", where=Location(name), why="its first bytes say so",
        fix="remove it, or put the text itself in its place",
    )  # fmt: skip
    del options  # refused whatever is asked for
