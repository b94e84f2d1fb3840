"""Read a plain-text seed."""

from collections.abc import Iterator

from generator.formats.inputs.encodings import decode
from generator.formats.inputs.options import InputOptions, digest_of, read_whole
from generator.formats.inputs.sniff import HEAD
from generator.formats.inputs.streams import Readable
from generator.formats.undecodable import not_text
from generator.model import SeedDocument
from generator.problems import Location, Problem


def read(name: str, stream: Readable, options: InputOptions) -> Iterator[SeedDocument | Problem]:
    """Yield the text of *stream*, and what was wrong with it."""
    raw = read_whole(name, stream, options)
    if isinstance(raw, Problem):
        yield raw
        return
    text, problems = decode(raw, name, options.encoding)
    yield from problems
    if not any(problem.is_error for problem in problems):
        yield SeedDocument(name, text, digest_of(raw))


def refuse(name: str, stream: Readable, options: InputOptions) -> Iterator[SeedDocument | Problem]:
    """Yield why a file that is not text cannot be a seed: its beginning says it, the rest is not read."""
    head = stream.read(HEAD)
    yield not_text(head, name) or Problem(
        code="binary-file", what="this file is not text", where=Location(name), why="its first bytes say so",
        fix="remove it, or put the text itself in its place",
    )  # fmt: skip
    del options  # refused whatever is asked for
