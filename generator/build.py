"""The spine: convert, load, judge, render, commit. Each step is a module of ``steps/``; here they are in order.

    seeds --convert--> content --load--> site and plan --judge--> stale outputs --press--> staged --commit--> site/

What passes between the steps are values of the model. Only they and this file join stages and engine.
"""

import time
from collections.abc import Sequence
from pathlib import Path

from msgspec import structs

from generator.config import Config
from generator.engine import sinks
from generator.engine.lock import build_lock
from generator.engine.sinks import FolderSink
from generator.engine.store import Store
from generator.model import BuildReport, Output
from generator.problems import Location, NothingMatched, Problem, SiteError, in_order
from generator.steps.converting import convert_new, convert_paths, list_learned
from generator.steps.freshness import Inputs, Judge
from generator.steps.live import Publication, open_publication
from generator.steps.load import CACHE, Loaded, load, read_config
from generator.steps.options import (
    BuildOptions,
    Converted,
    ConvertOptions,
    ConvertReport,
    Explanation,
    Taught,
    Told,
)
from generator.steps.publishing import Progress, publish, silent

__all__ = [
    "BuildOptions",
    "ConvertOptions",
    "ConvertReport",
    "Converted",
    "Explanation",
    "Publication",
    "Taught",
    "build",
    "clean",
    "convert",
    "explain",
    "learned",
    "open_publication",
]


def build(root: Path, options: BuildOptions, progress: Progress | None = None) -> BuildReport:
    """Bring the output directory of the project at *root* up to date with its files.

    With errors in the report nothing was published. *progress* is told the step, what is done, and how
    much there is.

    Raises:
        SiteError: the configuration or the theme can not be used.
        MachineError: the machine refused; the published site is as it was.
    """
    started = time.monotonic()
    config, config_problems = read_config(root, options)
    sink = FolderSink(output_directory(root, config), config.output)
    with build_lock(root / CACHE), Store(root / CACHE, fresh=options.clean) as store:
        written: list[str] = []
        converting = ConvertOptions(now=options.now, jobs=options.jobs)
        converted = convert_new(root, config, store, converting, lambda one: _note_written(one, written))
        loaded = load(root, config, options, store)
        loaded = structs.replace(loaded, problems=(*config_problems, *converted.problems, *loaded.problems))
        report = publish(loaded, options, store, sink, progress or silent)
        problems = (*store.problems, *report.problems)
    return structs.replace(
        report,
        converted=tuple(written),
        left_out=loaded.site.left_out,
        problems=in_order(problems),
        seconds=time.monotonic() - started,
    )


def _note_written(result: Converted, written: list[str]) -> None:
    if result.action == "written":
        written.append(result.path)


def convert(root: Path, paths: Sequence[str], options: ConvertOptions, told: Told | None = None) -> ConvertReport:
    """Convert the seeds at *paths*, or all of the project at *root*, into content files.

    *told* is called with what became of each text, in the order of the seeds, while the conversion goes on.

    Raises:
        SiteError: the configuration can not be used.
        NothingMatched: *paths* name no seed.
        MachineError: the machine refused; each article is whole, old or new.
    """
    config, _ = read_config(root, BuildOptions(now=options.now))
    with build_lock(root / CACHE), Store(root / CACHE) as store:
        report = convert_paths(root, paths, config, store, options, told)
        problems = (*store.problems, *report.problems)
    return ConvertReport(report.counts, in_order(problems))


def learned(root: Path, options: ConvertOptions) -> tuple[Taught, ...]:
    """Return which lines the seeds of each folder of the project at *root* teach each other to leave out.

    Raises:
        SiteError: the configuration can not be used.
        MachineError: the machine refused.
    """
    config, _ = read_config(root, BuildOptions(now=options.now))
    with build_lock(root / CACHE), Store(root / CACHE) as store:
        return tuple(taught for taught in list_learned(root, config, store, options) if taught.lines)


def explain(root: Path, path: str, options: BuildOptions) -> Explanation:
    """Say why the output at *path* (an output path, a permalink or a source) would be made again, and from what.

    Raises:
        NothingMatched: the plan has no such output.
    """
    config, _ = read_config(root, options)
    with build_lock(root / CACHE), Store(root / CACHE) as store:
        loaded = load(root, config, options, store)
        output = _find(path, loaded)
        traces = store.traces(config.output)
        judge = Judge(Inputs(loaded), traces, FolderSink(output_directory(root, config)))
        reason = judge.why_stale(output)
    stored = traces.get(output.path)
    origin = (output.subject,) if output.kind == "asset" else ()
    return Explanation(
        path=output.path,
        kind=output.kind,
        reason=reason or "",
        last_reason=stored.reason if stored else "",
        sources=tuple(dict.fromkeys((*origin, *output.full, *output.shown))),
        inputs=tuple(stored.trace.inputs) if stored else (),
    )


def clean(root: Path, options: BuildOptions) -> tuple[str, ...]:
    """Remove from the output directory what builds wrote there, and nothing else; return the paths.

    Raises:
        MachineError: the machine refused.
    """
    config, _ = read_config(root, options)
    with build_lock(root / CACHE):
        return sinks.clean(output_directory(root, config), config.output)


def output_directory(root: Path, config: Config) -> Path:
    """Return the output directory of the project at *root*.

    Raises:
        SiteError: it is a folder whose files are somebody else's: the project, a folder above it, its
            content, seeds or themes, or anything inside those; somebody's home.
    """
    output = (root / config.output).resolve()
    home = root.resolve()
    inside = any(output.is_relative_to(home / name) for name in ("content", "seeds", "themes", CACHE, ".git"))
    if inside or home.is_relative_to(output) or output == _home():
        raise SiteError(_refused_output(config.output))
    return output


def _home() -> Path | None:
    """The home of who runs the program, None where nobody knows of one."""
    try:
        return Path.home().resolve()
    except RuntimeError:
        return None


def _refused_output(output: str) -> Problem:
    return Problem(
        code="output-refused",
        where=Location("seedpress.yaml"),
        what=f'"{output}" cannot be the output directory',
        why="it holds the project, is one of the folders that the site is made from, or is your home folder",
        fix="name a folder of its own, as `output: site`",
    )


_WITH_SOURCE = frozenset({"article", "page", "asset", "home", "section"})


def _find(path: str, loaded: Loaded) -> Output:
    wanted = path.removeprefix("./")
    for output in loaded.plan.outputs.values():
        names = {output.path, output.permalink, output.permalink.strip("/"), f"{loaded.config.output}/{output.path}"}
        sources = output.full if output.kind in {"home", "section"} else (output.subject,)
        if wanted in names or (wanted in sources and output.kind in _WITH_SOURCE):
            return output
    left_out = next((left.reason for left in loaded.site.left_out if left.path == wanted), "")
    raise NothingMatched(
        Problem(
            code="output-unknown",
            what=f'the site has no "{path}"',
            why=f"it is left out: {left_out}" if left_out else "nothing in the plan has this path, permalink or source",
            fix="name an output (`a/index.html`), a permalink (`/a/`) or a source (`content/a.md`)",
        )
    )
