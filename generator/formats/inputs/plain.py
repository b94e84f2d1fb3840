"""Read a plain-text seed."""

from collections.abc import Iterator
from typing import IO

from generator.formats.inputs.options import InputOptions, digest_of, read_whole
from generator.formats.text import decode
from generator.model import SeedDocument
from generator.problems import Problem


def read(name: str, stream: IO[bytes], options: InputOptions) -> Iterator[SeedDocument | Problem]:
    """Yield the text of *stream*, and what was wrong with it."""
    raw = read_whole(name, stream, options)
    if isinstance(raw, Problem):
        yield raw
        return
    text, problems = decode(raw, name)
    yield from problems
    if not any(problem.is_error for problem in problems):
        yield SeedDocument(name, text, digest_of(raw))
