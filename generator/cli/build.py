"""``seedpress build``."""

from typing import TYPE_CHECKING

import click

from generator.cli import COMMANDS
from generator.cli.call import Call, Verb, moment, pass_call

if TYPE_CHECKING:
    from generator.model import BuildReport

_WITH_WARNINGS = 3


@click.command("build", cls=Verb, help=COMMANDS["build"])
@click.option("--clean", is_flag=True, help="Render everything, whatever the cache holds.")
@click.option("--output", metavar="DIR", default="", help="Write into this folder, not the configured one.")
@click.option("--base-url", metavar="URL", default="", help="The address at which the site will be read.")
@click.option("-D", "--drafts", is_flag=True, help="Publish drafts too.")
@click.option("-F", "--future", is_flag=True, help="Publish texts too whose date is yet to come.")
@click.option("--jobs", metavar="N", type=click.IntRange(min=1, max=512), help="How many processes to use.")
@click.option("--strict", is_flag=True, help="End with exit code 3 when there are warnings.")
@click.option("--json", "as_json", is_flag=True, help="Write what was done to standard output, as JSON.")
@click.option("-q", "--quiet", is_flag=True, help="Show errors only.")
@click.option("-v", "--verbose", count=True, help="Show each page rendered, with the reason.")
@pass_call
def command(  # noqa: PLR0913 - one argument an option
    call: Call,
    *,
    clean: bool,
    output: str,
    base_url: str,
    drafts: bool,
    future: bool,
    jobs: int | None,
    strict: bool,
    as_json: bool,  # noqa: ARG001 - read by the call
    quiet: bool,
    verbose: int,
) -> int:
    """Build the project and say what was done."""
    from generator import build
    from generator.cli.progress import progress
    from generator.cli.reports import report, tell

    call.quiet, call.verbose = quiet, verbose
    options = build.BuildOptions(
        now=moment(), output=checked("output", output), base_url=checked("base_url", base_url),
        drafts=drafts, future=future, clean=clean, jobs=jobs or 0,
    )  # fmt: skip
    root = call.site()
    with progress(call.err) as shown:
        done = build.build(root, options, None if quiet else shown)
    code = exit_code(done, strict=strict)
    report(call, done.problems, root)
    if call.json:
        tell(call, code, done.problems, **_facts(done))
    if not quiet:
        _summarise(call, done)
    return code


def checked(key: str, written: str) -> str:
    """Return an option's value, read as the configuration's *key* would be.

    Raises:
        UsageError: the configuration would refuse it.
    """
    if not written:
        return ""
    from generator.config import check
    from generator.problems import Problem, UsageError

    value, reason = check(key, written)
    if reason:
        why, _, fix = reason.partition(": ")
        option = "--" + key.replace("_", "-")
        raise UsageError(Problem(code="usage", what=f'"{written}" cannot be used as {option}', why=why, fix=fix))
    return str(value)


def exit_code(report: "BuildReport", *, strict: bool) -> int:
    """Return 1 for errors, 3 for warnings that are to count, else 0."""
    severities = {problem.severity for problem in report.problems}
    return 1 if "error" in severities else _WITH_WARNINGS if strict and "warning" in severities else 0


def _facts(report: "BuildReport") -> dict[str, object]:
    return {
        "published": not any(problem.is_error for problem in report.problems),
        "pages": report.pages,
        "seconds": round(report.seconds, 3),
        "rendered": [{"path": path, "reason": report.reasons.get(path, "")} for path in sorted(report.rendered)],
        "written": sorted(report.written),
        "removed": sorted(report.removed),
        "unchanged": len(report.unchanged),
        "converted": sorted(report.converted),
        "left_out": [{"path": left.path, "reason": left.reason} for left in report.left_out],
    }


def _summarise(call: Call, report: "BuildReport") -> None:
    from generator.cli.streams import escaped

    if call.verbose:
        for path in sorted(report.converted):
            call.err.line(f"converted {escaped(path)}")
        for path in sorted(report.rendered):
            call.err.line(f"rendered {escaped(path)}: {escaped(report.reasons.get(path, ''))}")
        for path in sorted(report.removed):
            call.err.line(f"removed {escaped(path)}")
        for left in report.left_out:
            call.err.line(f"left out {escaped(left.path)}: {left.reason}")
    call.err.line(summary(report))


def summary(report: "BuildReport") -> str:
    """Return the line that ends a build: ``Built 1,204 pages in 1.8 s (37 rendered, 1,167 unchanged), 2 warnings``."""
    from generator.cli.diagnostics import counted, plural

    counts = counted(report.problems)
    if any(problem.is_error for problem in report.problems):
        return f"Nothing was published: {counts}. The site is as it was."
    fates = [f"{len(report.rendered):,} rendered", f"{report.pages - len(report.rendered):,} unchanged"]
    fates += [f"{len(report.removed):,} removed"] if report.removed else []
    parts = [f"Built {plural(report.pages, 'page')} in {duration(report.seconds)} ({', '.join(fates)})"]
    parts += [f"{plural(len(report.converted), 'seed')} converted"] if report.converted else []
    parts += [f"{plural(len(report.left_out), 'text')} left out"] if report.left_out else []
    return ", ".join([*parts, *([counts] if counts else [])])


def duration(seconds: float) -> str:
    """Return a time as one says it: ``240 ms``, ``1.8 s``, ``2 min 5 s``."""
    milliseconds = round(seconds * 1000)
    if milliseconds < 1000:  # noqa: PLR2004 - to the second
        return f"{milliseconds} ms"
    tenths = round(seconds * 10)
    if tenths < 600:  # noqa: PLR2004 - to the minute
        return f"{tenths // 10}.{tenths % 10} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s"
