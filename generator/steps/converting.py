"""Convert the seeds of a project: find them, know which are new or changed, write their articles.

    files --tasks--> texts to convert --drafting, in workers--> drafts --finishing, in order--> content files

All of it is a stream: whatever the number of seeds, only a few batches are in memory at any time.
"""

import os
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import structs

from generator.config import Config
from generator.engine.executors import run_batches
from generator.engine.project import code_version
from generator.engine.store import Store
from generator.problems import Problem
from generator.steps.inputs import SEEDS, InputFile, files_at, files_below, nothing_at
from generator.steps.ledger import Target
from generator.steps.lessons import ALL, School
from generator.steps.load import CACHE
from generator.steps.options import Converted, ConvertOptions, ConvertReport, Taught, Told
from generator.steps.tasks import Books, Item, Scene, Survey, Task, settings_of
from generator.steps.waiting import Memory, Outcome, told_of

if TYPE_CHECKING:
    from generator.steps.drafting import Draft, Drafter

BATCH = 16
# Below this many texts to convert, starting processes costs more than they save.
PARALLEL_FROM = 64
# How far to look for that many.
_LOOK_AHEAD = 2000

_Pair = tuple[Item, "Draft | None"]


def convert_new(
    root: Path, config: Config, store: Store, options: ConvertOptions, told: Told | None = None
) -> ConvertReport:
    """Convert the seeds below ``seeds/`` that are new or changed since they were last converted, and write them.

    A seed whose article was deleted is converted again: to be rid of an article, delete its seed too, or
    mark the article as a draft.
    """
    if not config.convert.enabled:
        return ConvertReport()
    problems: list[Problem] = []
    scene = _scene(root, config, options, strict=False)
    return _convert(files_below(root, problems), scene, store, problems, told, ())


def convert_paths(
    root: Path, paths: Sequence[str], config: Config, store: Store, options: ConvertOptions, told: Told | None = None
) -> ConvertReport:
    """Convert the seeds that *paths* name, files or folders anywhere, or all of the project.

    What was converted before by the same program, with an article that nobody touched since, is not converted again.

    Raises:
        NothingMatched: a path does not exist, or none holds a seed.
    """
    problems: list[Problem] = []
    files = files_at(root, paths or [str(root / SEEDS)], problems)
    first = next(files, None)
    if first is None:
        raise nothing_at(paths)
    scene = _scene(root, config, options, strict=True)
    return _convert(chain([first], files), scene, store, problems, told, paths)


def list_learned(root: Path, config: Config, store: Store, options: ConvertOptions) -> Iterator[Taught]:
    """Yield what the seeds of each folder of the project at *root* teach, and what only all of them together do."""
    if not config.convert.learn:
        return
    known: set[str] = set()
    for taught in school_of(_scene(root, config, options, strict=True), store, ()).survey():
        if taught.folder == ALL:
            yield structs.replace(taught, lines={text: one for text, one in taught.lines.items() if text not in known})
        else:
            known |= taught.lines.keys()
            yield taught


def school_of(scene: Scene, store: Store, paths: Sequence[str]) -> School:
    """Return what teaches the seeds of a project, and those that *paths* name elsewhere."""
    seeds = scene.root / SEEDS
    outside = [path for path in paths if not Path(os.path.abspath(path)).is_relative_to(seeds)]  # noqa: PTH100

    def walk() -> Iterator[InputFile]:
        yield from files_below(scene.root, [])
        yield from files_at(scene.root, outside, []) if outside else ()

    return School(scene.config, scene.settings + scene.code, store, walk)


def _scene(root: Path, config: Config, options: ConvertOptions, *, strict: bool) -> Scene:
    own = config.convert
    own = structs.replace(own, encoding=options.encoding or own.encoding, keys={**own.keys, **options.keys})
    config = structs.replace(config, convert=own)
    place = Path(options.to).absolute() if options.to else root / "content"
    is_content = place == root / "content"
    return Scene(
        root=root,
        cache=root / CACHE,
        config=config,
        options=options,
        target=Target(place.parent, place.name, "" if is_content else f"{place.parent}/"),
        settings=settings_of(config, options),
        code=code_version(),
        strict=strict,
    )


def _convert(
    files: Iterator[InputFile],
    scene: Scene,
    store: Store,
    problems: list[Problem],
    told: Told | None,
    paths: Sequence[str],
) -> ConvertReport:
    counts: Counter[str] = Counter()
    books = Books(scene, store)
    memory = Memory(store, scene.target, strict=scene.strict)
    survey = Survey(scene, store, memory, books, school_of(scene, store, paths))
    try:
        for result in _results(files, scene, books, memory, survey):
            counts[result.action] += 1
            problems += result.problems
            if told:
                told(result)
        problems += (*books.problems, *survey.problems)
    finally:
        books.close()
    return ConvertReport(dict(counts), tuple(problems))


def _results(
    files: Iterator[InputFile], scene: Scene, books: Books, memory: Memory, survey: Survey
) -> Iterator[Converted]:
    """Yield what becomes of each text of *files*, in their order, writing articles on the way."""
    items = survey.items(files)
    for item in items:
        if not isinstance(item, Outcome):
            yield from _work(chain([item], items), scene, books, memory, survey)
            return
        yield told_of(item)


def _work(items: Iterator[Item], scene: Scene, books: Books, memory: Memory, survey: Survey) -> Iterator[Converted]:
    # Most runs have no seed to convert.
    from generator.steps.drafting import Drafter  # noqa: PLC0415
    from generator.steps.finishing import Finisher  # noqa: PLC0415

    drafter = Drafter(scene)
    finisher = Finisher(scene, books, memory, survey, drafter)
    for group in _drafted(items, drafter, scene.options.jobs):
        for item, draft in group:
            yield from finisher.finish(item, draft)
        finisher.flush()


def _drafted(items: Iterator[Item], drafter: "Drafter", jobs: int) -> Iterator[list[_Pair]]:
    """Yield *items* in groups, each task with its draft, made in other processes once there is enough to do."""
    while head := _head(items):
        is_much = sum(isinstance(item, Task) for item in head) >= PARALLEL_FROM
        used = (jobs or os.cpu_count() or 1) if is_much else 1
        if used > 1:
            drafter.warm()
            yield from _by(drafter, chain(head, items), used)
        else:
            yield from _by(drafter, head, 1)


def _head(items: Iterator[Item]) -> list[Item]:
    """Take from *items* as many as show that there is much to do, or that there is little for some time."""
    head: list[Item] = []
    tasks = 0
    for item in islice(items, _LOOK_AHEAD):
        head.append(item)
        tasks += isinstance(item, Task)
        if tasks >= PARALLEL_FROM:
            break
    return head


def _by(drafter: "Drafter", items: Iterable[Item], jobs: int) -> Iterator[list[_Pair]]:
    sent: deque[list[Item]] = deque()

    def batches() -> Iterator[list[Task]]:
        for group in _groups(items):
            sent.append(group)
            yield [item for item in group if isinstance(item, Task)]

    for drafts in run_batches(type(drafter).draft, drafter, batches(), jobs=jobs):
        made = iter(drafts)
        yield [(item, next(made) if isinstance(item, Task) else None) for item in sent.popleft()]


def _groups(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Yield *items* in groups with at most a batch of tasks each, and not many of the others."""
    group: list[Item] = []
    tasks = 0
    for item in items:
        group.append(item)
        tasks += isinstance(item, Task)
        if tasks == BATCH or len(group) == _LOOK_AHEAD:
            yield group
            group, tasks = [], 0
    if group:
        yield group
