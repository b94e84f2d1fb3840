"""The spine: convert, load, judge, render, commit. The only part that joins stages and engine.

    seeds --convert--> content --load--> site and plan --judge--> stale outputs --press--> staged --commit--> site/

Each step is one function; what passes between them are values of the model.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from msgspec import structs

from generator.build.converting import convert_new, convert_paths
from generator.build.freshness import Inputs, Judge, trace_keys
from generator.build.live import Publication, open_publication
from generator.build.load import CACHE, Loaded, job_count, load, read_config
from generator.build.options import BuildOptions, Converted, ConvertOptions, ConvertReport, Explanation
from generator.build.press import BATCH, Press, jobs_of
from generator.config import Config
from generator.engine import sinks
from generator.engine.executors import run_batches
from generator.engine.lock import build_lock
from generator.engine.sinks import Committed, FolderSink, Staged
from generator.engine.store import Store
from generator.engine.traces import StoredTrace
from generator.model import BuildReport, Output, Trace
from generator.problems import Location, NothingMatched, Problem, SiteError, in_order
from generator.stages.render import Renderer

__all__ = [
    "BuildOptions",
    "ConvertOptions",
    "ConvertReport",
    "Converted",
    "Explanation",
    "Publication",
    "build",
    "clean",
    "convert",
    "explain",
    "open_publication",
]

Progress = Callable[[str, int, int], None]


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
    with build_lock(root / CACHE), _store(root) as store:
        converted = convert_new(root, config, store, ConvertOptions(now=options.now))
        loaded = load(root, config, options, store)
        loaded = structs.replace(loaded, problems=(*config_problems, *converted.problems, *loaded.problems))
        with _abandoned_on_error(sink):
            report = _publish(loaded, options, store, sink, progress or _silent)
        problems = (*store.problems, *report.problems)
    return structs.replace(
        report,
        converted=tuple(result.path for result in converted.results if result.action == "written"),
        left_out=loaded.site.left_out,
        problems=in_order(problems),
        seconds=time.monotonic() - started,
    )


def convert(root: Path, paths: Sequence[str], options: ConvertOptions) -> ConvertReport:
    """Convert the seeds at *paths*, or all of the project at *root*, into content files.

    Raises:
        SiteError: the configuration can not be used.
        NothingMatched: *paths* name no seed.
        MachineError: the machine refused; each article is whole, old or new.
    """
    config, _ = read_config(root, BuildOptions(now=options.now))
    with build_lock(root / CACHE):
        report = convert_paths(root, paths, config, options)
    return ConvertReport(report.results, in_order(report.problems))


def explain(root: Path, path: str, options: BuildOptions) -> Explanation:
    """Say why the output at *path* (an output path, a permalink or a source) would be made again, and from what.

    Raises:
        NothingMatched: the plan has no such output.
    """
    config, _ = read_config(root, options)
    with build_lock(root / CACHE), _store(root) as store:
        loaded = load(root, config, options, store)
        output = _find(path, loaded)
        judge = Judge(Inputs(loaded), store.traces(config.output), FolderSink(output_directory(root, config)))
    trace = judge.trace_of(output)
    return Explanation(
        path=output.path,
        kind=output.kind,
        reason=judge.why_stale(output) or "",
        sources=tuple(dict.fromkeys((*output.full, *output.shown, *([output.subject] if output.subject else [])))),
        inputs=tuple(trace.inputs) if trace else (),
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
            content, seeds or themes, or anything inside those.
    """
    output = (root / config.output).resolve()
    home = root.resolve()
    inside = any(output.is_relative_to(home / name) for name in ("content", "seeds", "themes", CACHE, ".git"))
    if inside or home.is_relative_to(output):
        raise SiteError(_refused_output(config.output))
    return output


def _refused_output(output: str) -> Problem:
    return Problem(
        code="output-refused",
        where=Location("seedpress.yaml"),
        what=f'"{output}" can not be the output directory',
        why="it holds the project, or is one of the folders that the site is made from",
        fix="name a folder of its own, as `output: site`",
    )


@contextmanager
def _store(root: Path) -> Iterator[Store]:
    store = Store(root / CACHE)
    try:
        yield store
        store.commit()
    finally:
        store.close()


@contextmanager
def _abandoned_on_error(sink: FolderSink) -> Iterator[None]:
    try:
        yield
    except BaseException:
        sink.abandon()
        raise


def _silent(step: str, done: int, total: int) -> None:
    """Tell nobody of progress."""


def _publish(loaded: Loaded, options: BuildOptions, store: Store, sink: FolderSink, progress: Progress) -> BuildReport:
    """Render what is stale and commit it; with any error, nothing."""
    problems = (*loaded.problems, *sink.check(loaded.plan.outputs))
    if any(problem.is_error for problem in problems):
        return BuildReport(problems=problems)
    name = loaded.config.output
    traces = store.traces(name)
    inputs = Inputs(loaded)
    judge = Judge(inputs, traces, sink)
    outputs = loaded.plan.outputs
    reasons = _reasons(outputs, judge, options)
    staged, read, found = _render([outputs[path] for path in reasons], loaded, options, store, sink, progress)
    problems += found
    if any(problem.is_error for problem in found):
        sink.abandon()
        return BuildReport(problems=problems)
    fresh = {path: traces[path].trace.result for path in outputs if path not in reasons}
    committed = sink.commit(staged, fresh)
    changed = _stored(staged, read, inputs, committed) | judge.restated
    store.save_traces(name, changed, [path for path in traces if path not in outputs])
    if reasons or committed.removed:
        _forget(loaded, store)
    return BuildReport(
        written=committed.written,
        unchanged=frozenset(outputs) - committed.written,
        rendered=frozenset(reasons),
        removed=committed.removed,
        reasons=reasons,
        problems=problems,
        pages=len(outputs),
    )


def _reasons(outputs: Mapping[str, Output], judge: Judge, options: BuildOptions) -> dict[str, str]:
    if options.clean:
        return dict.fromkeys(outputs, "a clean build was asked for")
    found = ((path, judge.why_stale(output)) for path, output in outputs.items())
    return {path: reason for path, reason in found if reason}


def _render(
    outputs: Sequence[Output], loaded: Loaded, options: BuildOptions, store: Store, sink: FolderSink, progress: Progress
) -> tuple[list[Staged], dict[str, tuple[str, ...]], tuple[Problem, ...]]:
    """Render *outputs* and stage their bytes; return these, what each was made from, and what failed."""
    renderer = Renderer(loaded.site, loaded.config, loaded.theme)
    jobs = job_count(options, len(outputs))
    if jobs > 1:
        renderer.warm()
    batches = (jobs_of(outputs[start : start + BATCH], loaded, store) for start in range(0, len(outputs), BATCH))
    staged: list[Staged] = []
    read: dict[str, tuple[str, ...]] = {}
    problems: list[Problem] = []
    for batch in run_batches(Press.press, Press(loaded.root, renderer), batches, jobs=jobs):
        for rendered in batch:
            problems += rendered.problems
            read[rendered.path] = rendered.inputs
            if not any(problem.is_error for problem in rendered.problems):
                staged.append(sink.stage(rendered.path, rendered.body))
        progress("Rendering", len(read), len(outputs))
    return staged, read, tuple(problems)


def _stored(
    staged: Sequence[Staged], read: Mapping[str, tuple[str, ...]], inputs: Inputs, committed: Committed
) -> dict[str, StoredTrace]:
    """Return the traces to record: what each output was made from, as it is now, and what its file looks like."""
    return {
        one.path: StoredTrace(
            Trace({key: inputs.current(key) for key in trace_keys(one.path, read[one.path])}, one.digest),
            committed.signatures[one.path],
            committed.recorded_ns,
        )
        for one in staged
    }


def _forget(loaded: Loaded, store: Store) -> None:
    """Drop what the cache holds of texts that are gone or were changed."""
    keep = set(loaded.keys.values())
    store.prune_memo("metadata", keep)
    store.prune_memo("body", keep)


def _find(path: str, loaded: Loaded) -> Output:
    wanted = path.removeprefix("./")
    for output in loaded.plan.outputs.values():
        names = {output.path, output.permalink, output.permalink.strip("/"), f"{loaded.config.output}/{output.path}"}
        if wanted in names or (output.subject == wanted and output.kind in {"article", "page", "asset"}):
            return output
    raise NothingMatched(
        Problem(
            code="output-unknown",
            what=f'the site has no "{path}"',
            why="nothing in the plan has this path, permalink or source",
            fix="name an output (`a/index.html`), a permalink (`/a/`) or a source (`content/a.md`)",
        )
    )
