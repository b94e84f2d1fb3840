"""Find and read what a person says of seeds: the files of overrides that lie beside them."""

from collections.abc import Mapping
from pathlib import Path
from posixpath import basename, dirname, join
from zoneinfo import ZoneInfo

from msgspec import Struct

from generator.config import Config
from generator.engine.digests import digest_bytes
from generator.engine.files import names_in, read_file
from generator.formats.inputs import SUFFIXES
from generator.formats.overrides import SUFFIX, Overrides, override_names, parse_overrides
from generator.formats.text import decode
from generator.problems import Location, Problem
from generator.steps.inputs import InputFile


class OverrideFile(Struct, frozen=True):
    """What the file beside a seed says: its *digest*, and *overrides*, None if there are errors among *problems*."""

    digest: bytes
    overrides: Overrides | None
    problems: tuple[Problem, ...]


class OverrideFiles:
    """The overrides beside the seeds of one run; each folder is listed once, however many seeds it holds."""

    def __init__(self, config: Config) -> None:
        self._limit = config.limits.file_size
        self._zone = ZoneInfo(config.timezone)
        self._folders: dict[tuple[str, str], Mapping[str, str]] = {}
        self.problems: list[Problem] = []

    def of(self, file: InputFile) -> OverrideFile | None:
        """Return what is said of *file*, None if nothing is."""
        name = self._names(file).get(basename(file.path))
        if name is None:
            return None
        shown = join(dirname(file.source), name)
        raw, problem = read_file(Path(file.root), join(dirname(file.path), name), self._limit)
        if raw is None:
            return OverrideFile(b"", None, (problem,) if problem else ())
        text, problems = decode(raw, shown)
        if any(one.is_error for one in problems):
            return OverrideFile(digest_bytes(raw), None, problems)
        overrides, mistakes = parse_overrides(text, shown, self._zone)
        return OverrideFile(digest_bytes(raw), overrides, (*problems, *mistakes))

    def _names(self, file: InputFile) -> Mapping[str, str]:
        """Return the names of the overrides in the folder of *file*, by the seed that each is for."""
        folder = dirname(file.path)
        found = self._folders.get((file.root, folder))
        if found is None:
            found = self._folders[file.root, folder] = self._listed(dirname(file.source), names_in(file.root, folder))
        return found

    def _listed(self, shown: str, names: frozenset[str]) -> Mapping[str, str]:
        overrides = {name for name in names if name.endswith(SUFFIX)}
        if not overrides:
            return {}
        seeds = sorted(
            name for name in names - overrides if name.lower().endswith(SUFFIXES) or f"{name}{SUFFIX}" in names
        )
        nearest = (
            (seed, next((one for one in override_names(seed, SUFFIXES) if one in overrides), "")) for seed in seeds
        )
        found = {seed: override for seed, override in nearest if override}
        for name in sorted(overrides - set(found.values())):
            self.problems.append(_without_seed(join(shown, name)))
        return found


def _without_seed(path: str) -> Problem:
    return Problem(
        code="override-unused", severity="warning", where=Location(path), what="there is no seed beside this override",
        why="its name is that of a seed, without the ending, and `.seed.yaml`",
        fix="rename it like its seed, or remove it",
    )  # fmt: skip
