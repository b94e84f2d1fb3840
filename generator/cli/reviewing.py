"""``seedpress convert --review`` and ``--report``: what a person should look at, as a list and as a page."""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from generator import build
from generator.cli.call import Call
from generator.cli.decisions import listed, looked_at, told_findings
from generator.cli.reports import tell
from generator.problems import Problem, UsageError
from generator.steps.inspecting import Inspection


def reviewed(
    call: Call, root: Path, paths: Sequence[str], options: build.ConvertOptions, inspection: Inspection
) -> int:
    """List what a person should look at; nothing is written."""
    done = build.convert(root, paths, options, inspection.add)
    inspection.add_problems(done.problems)
    code = 1 if any(problem.is_error for problem in done.problems) else 0
    tally = inspection.tally
    if call.json:
        counts = msgspec.to_builtins(tally)
        tell(call, code, done.problems, counts=counts, findings=told_findings(inspection.findings))
        return code
    for line in listed(inspection.findings, tally, call.out):
        call.out.line(line)
    call.err.line(looked_at(tally))
    return code


def write_report(call: Call, inspection: Inspection, report: str) -> None:
    """Write the page to review what *inspection* has gathered to the file *report*, if one was asked for."""
    if not report:
        return
    inspection.write(Path(report))
    if not call.json:
        call.err.line(f"Review it in {report}")


def refuse_report(root: Path, report: str) -> None:
    """Raise a UsageError if *report* is no page, or one among the seeds or the texts of the site."""
    if not report:
        return
    place = Path(report).resolve()
    is_page = place.suffix.lower() in {".html", ".htm"} and not place.is_dir()
    if is_page and not any(place.is_relative_to(root.resolve() / name) for name in ("seeds", "content")):
        return
    raise UsageError(
        Problem(
            code="usage",
            what=f'"{report}" cannot be used as --report',
            why="it would become part of the site, or of its seeds" if is_page else "the report is a page of HTML",
            fix="name a file such as `review.html`, outside `seeds/` and `content/`",
        )
    )
