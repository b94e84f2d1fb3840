"""Gather what a person should look at while seeds are converted, and write the page to review them on.

However many seeds there are, only those with the most to look at are held.
"""

from collections.abc import Iterable, Sequence
from heapq import heappop, heappush
from pathlib import Path

from msgspec import Struct, structs

from generator.engine.review_page import load_review_templates
from generator.engine.writing import write_pieces
from generator.model import BODY_ROLES
from generator.problems import Problem
from generator.stages.inspection import Finding, Inspected, Tally, doubt_of, finding_of, findings_of
from generator.steps.options import Converted

# What a page can show, and a browser can scroll through; what a list of findings can hold.
SEEDS = 100
LINES = 20_000
FINDINGS = 1000
LISTED = 200
_LETTERS_PER_LINE = 200


class Held(Struct, frozen=True):
    """A seed that may be shown: how much *doubt* there is, its *turn* among all, and how many *lines* it takes."""

    doubt: float
    turn: int
    lines: int
    seed: Inspected

    def __lt__(self, other: "Held") -> bool:
        """Tell whether this one makes room for *other*: there is less to look at, or as much and it came later."""
        return (self.doubt, -self.turn) < (other.doubt, -other.turn)


class Inspection:
    """Takes what became of each seed with ``add``, and tells of all together. Not frozen: it is a running count."""

    def __init__(self, *, seeds: int = SEEDS, lines: int = LINES) -> None:
        self._room = (seeds, lines)
        self._held: list[Held] = []
        self._lines = 0
        self._findings: list[Finding] = []
        self._problems: set[Problem] = set()
        self.tally = Tally()

    def add(self, result: Converted) -> None:
        """Take in what became of a seed; its conversion must be there."""
        seed = Inspected(
            source=result.source,
            path=result.path,
            action=result.action,
            conversion=result.conversion,
            problems=result.problems,
        )
        findings = findings_of(seed)
        self._problems.update(result.problems)
        self._note(findings)
        self._count(seed, len(findings))
        self._hold(seed, doubt_of(findings))

    def add_problems(self, problems: Iterable[Problem]) -> None:
        """Take in *problems* that no single seed had."""
        fresh = [problem for problem in problems if problem not in self._problems]
        found = [finding_of(problem.where.path if problem.where else "", problem) for problem in fresh]
        self._problems.update(fresh)
        self._note(found)
        self.tally = structs.replace(self.tally, findings=self.tally.findings + len(found))

    @property
    def findings(self) -> Sequence[Finding]:
        """What a person should look at, the least sure first; the worst thousand if there is more."""
        return sorted(self._findings, key=lambda finding: finding.rank)[:FINDINGS]

    def write(self, path: Path) -> None:
        """Write the page to review the seeds on, those with the most to look at first.

        Raises:
            MachineError: the disk refused; the file is as it was.
        """
        # The engines of templates and of Markdown are loaded for a page only.
        from generator.stages.inspection.page import Review  # noqa: PLC0415

        held = sorted(self._held, reverse=True)
        review = Review(load_review_templates())
        written = review.write([one.seed for one in held], self.tally, self.findings[:LISTED])
        write_pieces(path, (piece.encode("utf-8", "replace") for piece in written))

    def _note(self, findings: Iterable[Finding]) -> None:
        self._findings += findings
        if len(self._findings) > 2 * FINDINGS:
            self._findings = list(self.findings)

    def _count(self, seed: Inspected, findings: int) -> None:
        records = seed.conversion.records if seed.conversion else ()
        visible = [record for record in records if record.role != "blank"]
        self.tally = Tally(
            seeds=self.tally.seeds + 1,
            articles=self.tally.articles + (seed.conversion is not None),
            lines=self.tally.lines + len(visible),
            kept=self.tally.kept + sum(record.role in BODY_ROLES for record in visible),
            findings=self.tally.findings + findings,
        )

    def _hold(self, seed: Inspected, doubt: float) -> None:
        records = seed.conversion.records if seed.conversion else ()
        lines = 1 + len(records) + sum(len(record.raw) for record in records) // _LETTERS_PER_LINE
        heappush(self._held, Held(doubt, self.tally.seeds, lines, seed))
        self._lines += lines
        seeds, room = self._room
        while len(self._held) > seeds or (self._lines > room and len(self._held) > 1):
            self._lines -= heappop(self._held).lines
