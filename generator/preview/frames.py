"""The lines of a file around a place, for a message."""

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from generator.engine.files import read_file
from generator.problems import Location

_AROUND = 2
_WIDTH = 200
_LIMIT = 5_000_000


class Line(Struct, frozen=True):
    """A line of a file; *marked* is the one the message is about."""

    number: int
    text: str
    marked: bool


def frame(root: Path, where: Location | None) -> Sequence[Line]:
    """Return five lines around *where*: none if it names no line, or no readable file of the project."""
    if where is None or not where.line:
        return ()
    body, problem = read_file(root, where.path, _LIMIT)
    if body is None or problem is not None:
        return ()
    lines = body.decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
    first = max(where.line - _AROUND, 1)
    return [
        Line(number, text[:_WIDTH], number == where.line)
        for number, text in enumerate(lines[first - 1 : where.line + _AROUND], first)
    ]
