"""Bring the output directory up to date: judge each output, render what is stale, commit it at once."""

from collections.abc import Callable, Mapping, Sequence

from generator.engine.executors import run_batches
from generator.engine.faults import guarded
from generator.engine.files import opened
from generator.engine.sinks import Committed, FolderSink, Staged
from generator.engine.store import Store
from generator.engine.traces import StoredTrace
from generator.model import BuildReport, Output, Trace
from generator.problems import Problem
from generator.stages.render import Renderer
from generator.steps.freshness import Inputs, Judge, trace_keys
from generator.steps.load import Loaded, job_count
from generator.steps.options import BuildOptions
from generator.steps.press import BATCH, Press, asset_file, asset_inputs, jobs_of, place_of

# Told the step, what is done of it, and how much there is.
Progress = Callable[[str, int, int], None]


def silent(step: str, done: int, total: int) -> None:
    """Tell nobody of progress."""


def publish(loaded: Loaded, options: BuildOptions, store: Store, sink: FolderSink, progress: Progress) -> BuildReport:
    """Render what is stale and commit it; with any error in a text or a template, nothing.

    Raises:
        SiteError: a content file changed since it was parsed.
        MachineError: the machine refused; the published site is as it was.
    """
    try:
        return _publish(loaded, options, store, sink, progress)
    except BaseException:
        sink.abandon()
        raise


def _publish(loaded: Loaded, options: BuildOptions, store: Store, sink: FolderSink, progress: Progress) -> BuildReport:
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
    changed = _stored(staged, read, inputs, committed, reasons) | judge.restated
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
    pages = [output for output in outputs if output.kind != "asset"]
    jobs = job_count(options, len(pages))
    if jobs > 1:
        renderer.warm()
    batches = (jobs_of(pages[start : start + BATCH], loaded, store) for start in range(0, len(pages), BATCH))
    staged, problems = _copy([output for output in outputs if output.kind == "asset"], loaded, sink)
    read = {one.path: asset_inputs(loaded.plan.outputs[one.path]) for one in staged}
    for batch in run_batches(Press.press, Press(loaded.root, renderer), batches, jobs=jobs):
        for rendered in batch:
            problems += rendered.problems
            read[rendered.path] = rendered.inputs
            if not any(problem.is_error for problem in rendered.problems):
                staged.append(sink.stage(rendered.path, rendered.body))
        progress("Rendering", len(read), len(outputs))
    return staged, read, tuple(problems)


def _copy(assets: Sequence[Output], loaded: Loaded, sink: FolderSink) -> tuple[list[Staged], list[Problem]]:
    """Stage files that are published as they are; they may be larger than memory, so no worker is sent them."""
    staged: list[Staged] = []
    problems: list[Problem] = []
    for asset in assets:
        folder, name = place_of(loaded.root, asset_file(asset, loaded))
        with guarded(folder / name), opened(folder, name) as (handle, problem):
            if handle is not None:
                staged.append(sink.stage_file(asset.path, handle))
            problems += [problem] if problem else []
    return staged, problems


def _stored(
    staged: Sequence[Staged],
    read: Mapping[str, tuple[str, ...]],
    inputs: Inputs,
    committed: Committed,
    reasons: Mapping[str, str],
) -> dict[str, StoredTrace]:
    """Return the traces to record: what each output was made from, as it is now, and what its file looks like."""
    return {
        one.path: StoredTrace(
            Trace({key: inputs.current(key) for key in trace_keys(one.path, read[one.path])}, one.digest),
            committed.signatures[one.path],
            committed.recorded_ns,
            reasons[one.path],
        )
        for one in staged
    }


def _forget(loaded: Loaded, store: Store) -> None:
    """Drop what the cache holds of texts that are gone or were changed."""
    keep = set(loaded.keys.values())
    store.prune_memo("metadata", keep)
    store.prune_memo("body", keep)
