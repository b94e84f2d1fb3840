"""Convert the seeds of a project: find them, know which are new or changed, write their articles."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

from msgspec import Struct

from generator.config import Config
from generator.engine.digests import digest
from generator.engine.files import Entry, digest_file, read_file, walk
from generator.engine.store import Store
from generator.engine.writing import write_file
from generator.formats.frontmatter import read_metadata
from generator.formats.text import decode
from generator.model import MARKDOWN, Metadata, SourceFile
from generator.problems import NothingMatched, Problem
from generator.steps.load import CACHE
from generator.steps.options import Converted, ConvertOptions, ConvertReport

SEEDS = "seeds"
SEED_SUFFIX = ".txt"


class Seed(Struct, frozen=True):
    """A seed to convert: *path* below *root* is where it lies, *source* the name it is known by."""

    root: Path
    path: str
    source: str


def convert_new(root: Path, config: Config, store: Store, options: ConvertOptions) -> ConvertReport:
    """Convert the seeds below ``seeds/`` that are new or changed since they were last converted, and write them.

    A seed whose article was deleted is converted again: to be rid of an article, delete its seed too, or
    mark the article as a draft.
    """
    if not config.convert.enabled:
        return ConvertReport(())
    entries, problems = walk(root, SEEDS)
    seeds = [entry for entry in entries if entry.path.endswith(SEED_SUFFIX)]
    digests = store.digests_of(seeds, lambda entry: digest_file(root, entry.path, config.limits.file_size))
    keys = {entry.path: digest((entry.path, digests.get(entry.path, b""))) for entry in seeds}
    done = store.get_many("seed", tuple(keys.values()))
    articles, _ = walk(root, "content")
    there = {entry.path for entry in articles}
    waiting = [path for path, key in keys.items() if key not in done or done[key].decode() not in there]
    if not waiting:
        return ConvertReport((), problems)
    known = _by_source(root, config, articles)
    # The cache may be lost; an article says itself which seed it was made from, and the edits made since are its own.
    settled = {path: known[path].path for path in waiting if _is_settled(known.get(path), digests.get(path))}
    seeds_to_do = [Seed(root, path, path) for path in waiting if path not in settled]
    results = tuple(_convert(seeds_to_do, known, root, config, articles, options, scratch=root / CACHE))
    settled |= {r.source: r.path for r in results if r.action in {"written", "unchanged"}}
    store.put_many("seed", {keys[source]: path.encode() for source, path in settled.items()})
    return ConvertReport(results, (*problems, *(r.problem for r in results if r.problem)))


def convert_paths(root: Path, paths: Sequence[str], config: Config, options: ConvertOptions) -> ConvertReport:
    """Convert the seeds that *paths* name, files or folders anywhere, whether or not they changed.

    A seed below *root* is known by its path in the project, any other by its path in the folder given.

    Raises:
        NothingMatched: a path does not exist, or none holds a seed.
    """
    found = [(_seeds_at(root, Path(path))) for path in paths] if paths else [_seeds_at(root, root / SEEDS)]
    seeds = sorted({seed.source: seed for seeds, _ in found for seed in seeds}.values(), key=lambda seed: seed.source)
    problems = tuple(problem for _, some in found for problem in some)
    if not seeds:
        raise NothingMatched(_no_seeds(paths))
    target = Path(options.to).absolute() if options.to else root / "content"
    articles, walk_problems = walk(target.parent, target.name)
    known = _by_source(target.parent, config, articles)
    results = tuple(_convert(seeds, known, target.parent, config, articles, options, scratch=root / CACHE))
    return ConvertReport(results, (*problems, *walk_problems, *(r.problem for r in results if r.problem)))


def _is_settled(article: Metadata | None, seed: bytes | None) -> bool:
    return article is not None and seed is not None and article.source_digest == seed.hex()


def _seeds_at(root: Path, path: Path) -> tuple[Sequence[Seed], tuple[Problem, ...]]:
    place = path.absolute()
    if not place.exists() and not place.is_symlink():
        raise NothingMatched(_no_seeds([str(path)]))
    if not place.is_dir():
        return [Seed(place.parent, place.name, _source(root, place, place.name))], ()
    entries, problems = walk(place.parent, place.name)
    names = [entry.path for entry in entries if entry.path.endswith(SEED_SUFFIX)]
    inner = [name.removeprefix(place.name + "/") for name in names]
    return [
        Seed(place.parent, name, _source(root, place / rest, rest)) for name, rest in zip(names, inner, strict=True)
    ], problems


def _source(root: Path, place: Path, otherwise: str) -> str:
    return place.relative_to(root).as_posix() if place.is_relative_to(root) else otherwise


def _no_seeds(paths: Sequence[str]) -> Problem:
    return Problem(
        code="seeds-missing",
        what=f"there is no seed at {', '.join(paths) or SEEDS}",
        why=f"a seed is a file whose name ends in {SEED_SUFFIX}",
        fix="name a seed or a folder of seeds",
    )


def _convert(
    seeds: Sequence[Seed],
    known: Mapping[str, Metadata],
    target: Path,
    config: Config,
    articles: Sequence[Entry],
    options: ConvertOptions,
    *,
    scratch: Path,
) -> Iterator[Converted]:
    """Convert *seeds* in order of their source, *known* being the articles there; their paths are below *target*."""
    if not seeds:
        return
    # Most builds have no seed to convert.
    from generator.engine.phrases import load_phrases  # noqa: PLC0415
    from generator.steps.seeds import Desk, Existing, seed_folder  # noqa: PLC0415

    desk = Desk(load_phrases(), (article.path for article in articles), options)
    for seed in sorted(seeds, key=lambda seed: seed.source):
        raw, problem = read_file(seed.root, seed.path, config.limits.file_size)
        if raw is None:
            yield Converted(source=seed.source, path="", action="skipped", problem=problem)
            continue
        folder = Path(options.to).name if options.to else seed_folder(seed.source, config.convert.section)
        metadata = known.get(seed.source)
        existing = Existing(_text(target, metadata.path, config), metadata) if metadata else None
        result = desk.convert(seed.source, raw, folder, existing)
        if result.action == "written" and not options.dry_run:
            write_file(target / result.path, result.new_text.encode(), scratch)
        yield result


def _by_source(root: Path, config: Config, articles: Sequence[Entry]) -> Mapping[str, Metadata]:
    """Return what those *articles* say of themselves that came from a seed, by seed; of two, the first by path."""
    zone = ZoneInfo(config.timezone)
    found: dict[str, Metadata] = {}
    for entry in articles:
        if entry.path.endswith(MARKDOWN):
            source = SourceFile(entry.path, _text(root, entry.path, config))
            metadata = read_metadata(source, zone)[0]
            if metadata and metadata.source:
                found.setdefault(metadata.source, metadata)
    return found


def _text(root: Path, path: str, config: Config) -> str:
    raw, _ = read_file(root, path, config.limits.file_size)
    return decode(raw or b"", path)[0]
