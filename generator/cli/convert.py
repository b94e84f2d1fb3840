"""``seedpress convert``."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from generator.cli import COMMANDS
from generator.cli.call import Call, Verb, moment, pass_call

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.build import Converted, ConvertOptions, ConvertReport


@click.command(
    "convert",
    cls=Verb,
    help=COMMANDS["convert"] + " PATH is a seed or a folder of seeds; without one, all seeds of the site.",
)
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@click.option("--to", metavar="DIR", default="", help="Write the articles into this folder instead of the content.")
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
@click.option("--explain", is_flag=True, help="Show what became of each line of a seed, by which rule and why.")
@click.option("--review", is_flag=True, help="List what a person should look at, worst first; write no article.")
@click.option("--learned", is_flag=True, help="List the lines that seeds teach each other to leave out; write nothing.")
@click.option("--report", metavar="FILE.html", default="", help="Write a page on which to review what was decided.")
@click.option("--json", "as_json", is_flag=True, help="Write what was done to standard output, as JSON.")
@click.option(
    "--date-order",
    type=click.Choice(["dmy", "mdy", "ymd"]),
    help="Read dates such as 07/08/2014 in this order: day, month, year.",
)
@click.option("--encoding", metavar="NAME", default="", help="Read seeds that are not UTF-8 in this encoding.")
@click.option(
    "--key",
    "keys",
    metavar="FIELD=KEY",
    multiple=True,
    help="Take a field of an article (text, title, date...) from this key or column of a record.",
)
@click.option("--merge", is_flag=True, help="Take what is new into articles that were edited by hand.")
@click.option("--force", is_flag=True, help="Write articles anew that were edited by hand.")
@click.option("--jobs", metavar="N", type=click.IntRange(min=1, max=512), help="How many processes to use.")
@pass_call
def command(  # noqa: PLR0913 - one argument an option
    call: Call,
    *,
    paths: Sequence[str],
    to: str,
    dry_run: bool,
    explain: bool,
    review: bool,
    learned: bool,
    report: str,
    as_json: bool,  # noqa: ARG001 - read by the call
    merge: bool,
    force: bool,
    jobs: int | None,
    date_order: str | None,
    encoding: str,
    keys: Sequence[str],
) -> int:
    """Convert seeds and say what became of each."""
    from generator import build
    from generator.cli.declared import encoding_of, keys_of

    root = call.root() if paths else call.site()
    _refuse_seeds(root, to)
    if merge and force:
        raise _contradiction()
    options = build.ConvertOptions(
        now=moment(),
        to=to,
        dry_run=dry_run or review,
        force=force,
        merge=merge,
        detail=bool(dry_run or explain or review or report),
        jobs=jobs or 0,
        date_order=date_order or "",
        encoding=encoding_of(encoding),
        keys=keys_of(keys),
    )
    if learned:
        from generator.cli.learning import list_learned

        return list_learned(call, root, paths, options)
    if not (review or report):
        return _converted(call, root, paths, options, explain=explain)
    from generator.cli.reviewing import refuse_report, reviewed, write_report
    from generator.steps.inspecting import Inspection

    refuse_report(root, report)
    inspection = Inspection()
    if review:
        code = reviewed(call, root, paths, options, inspection)
    else:
        code = _converted(call, root, paths, options, explain=explain, also=inspection.add)
    write_report(call, inspection, report)
    return code


def _converted(
    call: Call,
    root: "Path",
    paths: Sequence[str],
    options: "ConvertOptions",
    *,
    explain: bool,
    also: "Callable[[Converted], object] | None" = None,
) -> int:
    """Convert, and say what became of each seed while it goes on; *also* is told of each."""
    from generator import build
    from generator.cli.reports import report, tell

    results: list[dict[str, object]] = []

    def tell_one(result: "Converted") -> None:
        if also:
            also(result)
        if call.json:
            results.append(_told(result, explain=explain, dry_run=options.dry_run))
            return
        for line in _shown(call, result, explain=explain, dry_run=options.dry_run):
            call.out.line(line)

    done = build.convert(root, paths, options, tell_one)
    code = 1 if any(problem.is_error for problem in done.problems) else 0
    report(call, done.problems, root)
    if call.json:
        tell(call, code, done.problems, dry_run=options.dry_run, results=results)
    else:
        call.err.line(_summary(done, dry_run=options.dry_run))
    return code


def _contradiction() -> Exception:
    from generator.problems import Problem, UsageError

    return UsageError(
        Problem(
            code="usage", what="--merge and --force contradict each other",
            why="the one keeps what was edited by hand, the other does away with it", fix="give one of them",
        )
    )  # fmt: skip


def _refuse_seeds(root: "Path", to: str) -> None:
    """Raise a UsageError if *to* is a place among the seeds, which are only ever read."""
    from pathlib import Path

    if to and Path(to).resolve().is_relative_to(root.resolve() / "seeds"):
        from generator.problems import Problem, UsageError

        raise UsageError(
            Problem(
                code="usage",
                what=f'"{to}" cannot be used as --to',
                why="seeds are only ever read",
                fix="name a folder outside `seeds/`",
            )
        )


def _summary(report: "ConvertReport", *, dry_run: bool) -> str:
    """Return the line that ends a conversion: ``Converted 3 seeds (2 unchanged, 1 kept), 1 warning``."""
    from generator.cli.diagnostics import counted, plural

    others = [
        f"{report.counts[name]:,} {name}"
        for name in ("merged", "unchanged", "kept", "skipped")
        if name in report.counts
    ]
    rest = f" ({', '.join(others)})" if others else ""
    verb = "Would convert" if dry_run else "Converted"
    counts = counted(report.problems)
    return f"{verb} {plural(report.counts.get('written', 0), 'seed')}{rest}" + (f", {counts}" if counts else "")


def _shown(call: Call, result: "Converted", *, explain: bool, dry_run: bool) -> Iterator[str]:
    from generator.cli.streams import escaped

    is_new = result.action in {"written", "merged"}
    action = f"would be {result.action}" if dry_run and is_new else result.action
    arrow = f" -> {escaped(result.path)}" if result.path else ""
    yield f"{escaped(result.source)}{arrow}: {action}"
    if explain and result.conversion:
        from generator.cli.decisions import explained

        yield from explained(result.conversion, call.out)
    if dry_run and is_new:
        yield from _difference(call, result)


def _difference(call: Call, result: "Converted") -> Iterator[str]:
    from difflib import unified_diff

    from generator.cli.streams import escaped

    old, new = result.old_text.splitlines(), result.new_text.splitlines()
    styles = {"+": "added", "-": "removed"}
    for line in unified_diff(old, new, result.path if old else "/dev/null", result.path, lineterm=""):
        shown = escaped(line)
        yield call.out.paint(shown, styles[line[0]]) if line[:1] in styles else shown


def _told(result: "Converted", *, explain: bool, dry_run: bool) -> dict[str, object]:
    told: dict[str, object] = {"source": result.source, "path": result.path or None, "action": result.action}
    if dry_run:
        told |= {"old_text": result.old_text, "new_text": result.new_text}
    if explain and result.conversion:
        from generator.cli.decisions import told_decisions

        told |= told_decisions(result.conversion)
    return told
