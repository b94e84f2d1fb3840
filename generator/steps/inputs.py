"""Find the files that hold seeds, one after the other in the order of their names, reading none."""

import heapq
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from generator.engine.files import Signature, signature_of, walk_slowly
from generator.formats.inputs import SUFFIXES
from generator.formats.overrides import SUFFIX as OVERRIDE
from generator.problems import NothingMatched, Problem

SEEDS = "seeds"


class InputFile(Struct, frozen=True):
    """A file with one seed or many: *path* below the folder *root*, *source* the name it is known by.

    *key* is its name in the cache: its path in the project, or where it lies outside of that, on the machine.
    """

    root: str
    path: str
    source: str
    key: str
    signature: Signature


def files_below(root: Path, problems: list[Problem]) -> Iterator[InputFile]:
    """Yield the seeds of the project at *root*; *problems* gets what was left out."""
    for entry in walk_slowly(root, SEEDS, problems):
        if entry.path.endswith(SUFFIXES):
            yield InputFile(str(root), entry.path, entry.path, entry.path, entry.signature)


def files_at(root: Path, paths: Sequence[str], problems: list[Problem]) -> Iterator[InputFile]:
    """Yield the seeds that *paths* name, files or folders anywhere, by source, each file once.

    A seed below *root* is known by its path in the project, any other by its path in the folder given.

    Raises:
        NothingMatched: a path does not exist, or is an override.
    """
    streams = [_files_at(root, Path(path), problems) for path in paths]
    last = ""
    for file in heapq.merge(*streams, key=lambda file: (file.source, file.key)):
        if file.key != last:
            yield file
        last = file.key


def nothing_at(paths: Sequence[str]) -> NothingMatched:
    """Return what to raise when there is no seed at *paths*."""
    return NothingMatched(
        Problem(
            code="seeds-missing",
            what=f"there is no seed at {', '.join(paths) or SEEDS}",
            why=f"the name of a seed ends in {', '.join(SUFFIXES)}",
            fix="name a seed or a folder of seeds",
        )
    )


def _no_seed(path: str) -> NothingMatched:
    return NothingMatched(
        Problem(
            code="seeds-missing", what=f"{path} is no seed", why="it says how the seed beside it is to be converted",
            fix="name that seed",
        )
    )  # fmt: skip


def _files_at(root: Path, path: Path, problems: list[Problem]) -> Iterator[InputFile]:
    place = Path(os.path.abspath(path))  # noqa: PTH100 - `..` goes, links stay
    if not place.exists() and not place.is_symlink():
        raise nothing_at([str(path)])
    if place.name.endswith(OVERRIDE) and not place.is_dir():
        raise _no_seed(str(path))
    if not place.is_dir():
        return iter([_file(root, place)])
    return _files_in(root, place, problems)


def _file(root: Path, place: Path) -> InputFile:
    inside = place.relative_to(root).as_posix() if place.is_relative_to(root) else ""
    return InputFile(
        str(place.parent), place.name, inside or place.name, inside or str(place), signature_of(os.lstat(place))
    )


def _files_in(root: Path, place: Path, problems: list[Problem]) -> Iterator[InputFile]:
    inside = f"{place.relative_to(root).as_posix()}/" if place.is_relative_to(root) else ""
    skipped = len(place.name) + 1
    for entry in walk_slowly(place.parent, place.name, problems):
        if entry.path.endswith(SUFFIXES):
            rest = entry.path[skipped:]
            key = f"{inside}{rest}" if inside else f"{place}/{rest}"
            yield InputFile(str(place.parent), entry.path, f"{inside}{rest}", key, entry.signature)
