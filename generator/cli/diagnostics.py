"""Show problems on a terminal: each with its place, the line it is about, why, and what to do.

content/bread.md:4:7: error[date-invalid]: date "2024-13-02" is not a date
    4 | date: 2024-13-02
      |       ^
    why: the month is 13
    fix: write it as YYYY-MM-DD
"""

from collections.abc import Iterator, Mapping, Sequence

from generator.cli.frames import Frames
from generator.cli.streams import Stream, escaped
from generator.problems import Location, Problem, in_order

SHOWN = 20
_PLACES = 3
_RANK = {"error": 0, "warning": 1, "notice": 2}


def show(problems: Sequence[Problem], stream: Stream, frames: Frames, limit: int = SHOWN) -> None:
    """Write *problems* to *stream*, at most *limit* of them, in the order of their files.

    Problems that differ only in their place are one. Errors are the last to be left out.
    """
    folded = _folded(problems)
    chosen = sorted(folded, key=lambda group: _RANK[group[0].severity])[:limit]
    for group in (group for group in folded if group in chosen):
        stream.write("\n".join(_lines(group, stream, frames)) + "\n")
    if len(folded) > limit:
        stream.line(f"and {len(folded) - limit} more problems; --json shows all of them")


def _folded(problems: Sequence[Problem]) -> Sequence[Sequence[Problem]]:
    groups: dict[tuple[str, ...], list[Problem]] = {}
    for problem in in_order(problems):
        key = (problem.severity, problem.code, problem.what, problem.why, problem.fix)
        groups.setdefault(key, []).append(problem)
    return list(groups.values())


def _lines(group: Sequence[Problem], stream: Stream, frames: Frames) -> Iterator[str]:
    first = group[0]
    place = f"{escaped(str(first.where))}: " if first.where else ""
    label = stream.paint(f"{first.severity}[{first.code}]", first.severity)
    yield f"{stream.paint(place, 'bold')}{label}: {_flat(first.what)}"
    for line in frames.frame(first.where):
        yield stream.paint(line, "dim")
    yield from _note("why", first.why)
    for where, words in first.also:
        yield from _note("also", f"{where}: {words}" if words else str(where))
    if len(group) > 1:
        yield f"    {_more(group)}"
    yield from _note("fix", first.fix)


def _note(label: str, text: str) -> Iterator[str]:
    """Yield *text* after its label; further lines are indented below it."""
    if text:
        first, *rest = text.rstrip().split("\n")
        yield f"    {label}: {escaped(first)}"
        yield from (f"         {escaped(line)}".rstrip() for line in rest)


def _flat(text: str) -> str:
    return escaped(" ".join(text.split("\n")))


def _more(group: Sequence[Problem]) -> str:
    """Say how many more there are, and where the next few are if that is somewhere else."""
    places = list(
        dict.fromkeys(str(other.where) for other in group[1:] if other.where and other.where != group[0].where)
    )
    named = ": " + escaped(", ".join(places[:_PLACES])) if places else ""
    return f"and {len(group) - 1} more{named}{', ...' if len(places) > _PLACES else ''}"


def told(problems: Sequence[Problem]) -> list[Mapping[str, object]]:
    """Return *problems* as the machine form has them, all of them, in order."""
    return [
        {
            "code": problem.code,
            "severity": problem.severity,
            **_place(problem.where or Location("")),
            "message": problem.what,
            "why": problem.why,
            "fix": problem.fix,
            "also": [{**_place(where), "message": words} for where, words in problem.also],
        }
        for problem in in_order(problems)
    ]


def _place(where: Location) -> Mapping[str, object]:
    """A place as JSON has it: null is what is not known."""
    return {"path": where.path or None, "line": where.line or None, "column": where.column or None}


def counted(problems: Sequence[Problem]) -> str:
    """Return ``2 errors, 1 warning``, or "" when there are none; notices do not count."""
    counts = {name: sum(problem.severity == name for problem in problems) for name in ("error", "warning")}
    return ", ".join(plural(count, name) for name, count in counts.items() if count)


def plural(count: int, word: str) -> str:
    """Return ``1 page`` or ``1,204 pages``."""
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"
