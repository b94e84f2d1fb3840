"""A project opened for reading page by page: nothing is rendered before it is asked for, nothing is published.

What a preview shows is what ``build`` would publish, made by the same stages; only the spine differs.
"""

import threading
from collections.abc import Mapping
from pathlib import Path

from generator.engine.digests import digest_bytes
from generator.engine.lock import build_lock
from generator.engine.store import Store
from generator.engine.traces import why_stale
from generator.model import Output, Rendered, Trace
from generator.problems import Problem, SiteError, in_order
from generator.stages.render import Renderer
from generator.steps.converting import convert_new
from generator.steps.freshness import Inputs, trace_keys
from generator.steps.load import CACHE, Loaded, load, read_config
from generator.steps.options import BuildOptions, ConvertOptions
from generator.steps.press import jobs_of, produce


class Publication:
    """The site of a project as it was when it was opened; its pages are rendered when they are asked for.

    A page that a former publication rendered, and whose inputs are still the same, is taken over from it.
    Safe to use from several threads.
    """

    def __init__(self, loaded: Loaded, problems: tuple[Problem, ...], former: "Publication | None" = None) -> None:
        self._loaded = loaded
        self._inputs = Inputs(loaded)
        self._renderer = Renderer(loaded.site, loaded.config, loaded.theme)
        made = former._made.items() if former else ()  # noqa: SLF001 - of this class
        self._made: dict[str, tuple[Trace, Rendered]] = {path: m for path, m in made if path in loaded.plan.outputs}
        self._lock = threading.RLock()
        self.problems = problems
        self.config = loaded.config

    @property
    def outputs(self) -> Mapping[str, Output]:
        """Every file of the site, by output path."""
        return self._loaded.plan.outputs

    def render(self, path: str) -> Rendered:
        """Return the output at *path*, with problems and no bytes when its template fails.

        Raises:
            KeyError: the site has no such output.
            SiteError: a source changed since the project was opened.
        """
        output = self.outputs[path]
        with self._lock:
            made = self._made.get(path)
            if made is None or why_stale(made[0], self._inputs.current):
                made = self._made[path] = self._make(output)
            return made[1]

    def _make(self, output: Output) -> tuple[Trace, Rendered]:
        with Store(self._loaded.root / CACHE) as store:
            (job,) = jobs_of([output], self._loaded, store)
        rendered = produce(self._loaded.root, self._renderer, job)
        keys = trace_keys(output.path, rendered.inputs)
        trace = Trace({key: self._inputs.current(key) for key in keys}, digest_bytes(rendered.body))
        return trace, rendered


def open_publication(root: Path, options: BuildOptions, former: Publication | None = None) -> Publication:
    """Read the project at *root* and convert its new seeds; take over from *former* what is still right.

    Raises:
        SiteError: the configuration, the theme or a content file is wrong; with all problems.
        MachineError: the machine refused.
    """
    config, config_problems = read_config(root, options)
    with build_lock(root / CACHE), Store(root / CACHE) as store:
        converted = convert_new(root, config, store, ConvertOptions(now=options.now, jobs=options.jobs))
        loaded = load(root, config, options, store)
    problems = in_order((*config_problems, *converted.problems, *loaded.problems))
    if any(problem.is_error for problem in problems):
        raise SiteError(*problems)
    return Publication(loaded, problems, former)
