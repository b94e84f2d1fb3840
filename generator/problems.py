"""What can go wrong, as values: where, what, why, and what to do about it.

Stages return problems beside their results, so that one run reports every bad file. Exceptions are
raised only at the doors of the program, and each of them carries problems::

    SeedpressError
    ├── SiteError        exit 1: content, theme or configuration is wrong
    ├── UsageError       exit 2: the call is wrong
    ├── NothingMatched   exit 4: the call named nothing that exists
    └── MachineError     exit 6: disk, permission, lock
"""

from collections.abc import Iterable
from typing import ClassVar, Literal

from msgspec import Struct

Severity = Literal["error", "warning", "notice"]


class Location(Struct, frozen=True, order=True):
    """A place in a file of the project: *path* relative to the root, *line* and *column* from 1, 0 if unknown."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        parts = [self.path, str(self.line) if self.line else "", str(self.column) if self.column else ""]
        return ":".join(part for part in parts if part)


class Problem(Struct, frozen=True, kw_only=True):
    """One thing that is wrong.

    *what* is one sentence without place or code; *why* gives the cause, *fix* the action, *also* other
    places that take part in it, each with a few words. *code* is stable and has a heading in the docs.
    """

    code: str
    what: str
    where: Location | None = None
    why: str = ""
    fix: str = ""
    also: tuple[tuple[Location, str], ...] = ()
    severity: Severity = "error"

    @property
    def is_error(self) -> bool:
        return self.severity == "error"


def sort_key(problem: Problem) -> tuple[str, int, int, str, str]:
    """Order problems by file, then place, then code; those without a place come first."""
    where = problem.where or Location("")
    return (where.path, where.line, where.column, problem.code, problem.what)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return *problems* sorted, each once."""
    return tuple(sorted(dict.fromkeys(problems), key=sort_key))


class SeedpressError(Exception):
    """A run that could not do what was asked; *problems* say why."""

    exit_code: ClassVar[int] = 1

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(problem.what for problem in problems))
        self.problems = problems


class SiteError(SeedpressError):
    """The content, the theme or the configuration is wrong."""

    exit_code = 1


class UsageError(SeedpressError):
    """The call is wrong."""

    exit_code = 2


class NothingMatched(SeedpressError):  # noqa: N818 - it says what happened
    """The call named something that does not exist."""

    exit_code = 4


class MachineError(SeedpressError):
    """The machine refused: input or output failed, permission is missing, another build runs."""

    exit_code = 6
