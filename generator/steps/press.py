"""Render outputs, in any process: fetch the bodies they show, and return their bytes."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from generator.engine.digests import digest_bytes
from generator.engine.files import read_file
from generator.engine.store import Store
from generator.model import Article, Output, Rendered
from generator.problems import Location, Problem, SiteError
from generator.stages.render import Renderer
from generator.steps.load import Loaded
from generator.steps.parsing import Body, ParseWork

BATCH = 16
# Files that are copied may be of any size; they are an author's own and are not read as text.
NO_LIMIT = 1 << 40


class Job(Struct, frozen=True):
    """An output to render with the bodies it shows, or to copy from *file*."""

    output: Output
    texts: Mapping[str, Article] = {}
    file: str = ""


class Press(Struct, frozen=True):
    """What a process needs to render outputs: the project's folder and a renderer."""

    root: Path
    renderer: Renderer

    def press(self, jobs: Sequence[Job]) -> Sequence[Rendered]:
        """Return what *jobs* come to, in their order."""
        return [produce(self.root, self.renderer, job) for job in jobs]


def produce(root: Path, renderer: Renderer, job: Job) -> Rendered:
    """Return the bytes of one output: rendered, or copied from the file that it is."""
    output = job.output
    if output.kind != "asset":
        return renderer.render(output, job.texts)
    folder, name = place_of(root, job.file)
    body, problem = read_file(folder, name, NO_LIMIT)
    return Rendered(output.path, body or b"", asset_inputs(output), (problem,) if problem else ())


def asset_inputs(output: Output) -> tuple[str, ...]:
    """Return the trace keys of an *output* that is a copy of a file."""
    return (f"asset:{output.subject}",)


def asset_file(output: Output, loaded: Loaded) -> str:
    """Return where the file lies that *output* is a copy of."""
    name = output.subject
    asset = loaded.theme.assets[name.removeprefix("theme/")] if name.startswith("theme/") else loaded.files[name]
    return asset.file


def place_of(root: Path, file: str) -> tuple[Path, str]:
    """Return *file* as a folder it may not lead out of and a path below: the project, or the program's own theme."""
    place = root / file
    if place.is_relative_to(root):
        return root, place.relative_to(root).as_posix()
    return place.parent, place.name


def jobs_of(outputs: Sequence[Output], loaded: Loaded, store: Store) -> Sequence[Job]:
    """Return *outputs* as jobs, the bodies they show fetched from the cache.

    Raises:
        SiteError: a content file changed since it was parsed, so its body would not fit its metadata.
    """
    paths = {path for output in outputs for path in output.full}
    texts = _texts(sorted(paths), loaded, store)
    return [_job(output, texts, loaded) for output in outputs]


def _job(output: Output, texts: Mapping[str, Article], loaded: Loaded) -> Job:
    if output.kind == "asset":
        return Job(output, file=asset_file(output, loaded))
    return Job(output, {path: texts[path] for path in output.full})


def _texts(paths: Sequence[str], loaded: Loaded, store: Store) -> Mapping[str, Article]:
    bodies = dict(store.get_many("body", [loaded.keys[path] for path in paths]))
    lost = [path for path in paths if loaded.keys[path] not in bodies]
    # A row of the cache may be damaged; the body is then made again, and must be the one its metadata knows.
    for file in ParseWork(loaded.root, loaded.config).parse(lost):
        if digest_bytes(file.body) != loaded.parsed[file.path].body:
            raise SiteError(_changed(file.path))
        bodies[loaded.keys[file.path]] = file.body
    decode = msgspec.msgpack.Decoder(Body).decode
    found = {path: decode(bodies[loaded.keys[path]]) for path in paths}
    return {path: Article(loaded.parsed[path].metadata, body.html, body.headings) for path, body in found.items()}


def _changed(path: str) -> Problem:
    return Problem(
        code="file-changed",
        where=Location(path),
        what="this file changed while the site was being built",
        why="it was saved between being read and being rendered",
        fix="build again",
    )
