"""A project as a session wants it: opened at its local address, again and again."""

import time
from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from generator import build
from generator.engine.digests import digest_bytes
from generator.model import Rendered
from generator.problems import MachineError, Problem, SeedpressError
from generator.steps.load import read_config

_LOCKED_TRIES = 50
_LOCKED_PAUSE = 0.2


class ProjectPublication:
    """A project that was opened, with a digest for each output that was asked for."""

    def __init__(self, opened: build.Publication, base: str) -> None:
        self.opened = opened
        self.base = base
        self._digests: dict[str, tuple[Rendered, bytes]] = {}

    @property
    def problems(self) -> Sequence[Problem]:
        return self.opened.problems

    @property
    def outputs(self) -> Collection[str]:
        return self.opened.outputs

    def render(self, path: str) -> Rendered:
        """Return an output, the same value while its inputs are the same."""
        return self.opened.render(path)

    def version(self, path: str) -> bytes:
        """Return a digest of an output's bytes."""
        rendered = self.render(path)
        known = self._digests.get(path)
        if known is None or known[0] is not rendered:
            known = self._digests[path] = (rendered, digest_bytes(rendered.body))
        return known[1]


class Opener:
    """Opens the project at *root* for the address *origin*; each time takes over what is still right.

    Drafts and what is not yet or no longer published are shown, but not in *production*.
    """

    def __init__(self, root: Path, origin: str, *, production: bool) -> None:
        self._root = root
        self._origin = origin
        self._production = production
        self._former: build.Publication | None = None

    def __call__(self) -> ProjectPublication:
        """Return the project as it is now."""
        base = base_path(self._root)
        shown = not self._production
        options = build.BuildOptions(
            now=datetime.now(UTC), base_url=self._origin + base, drafts=shown, future=shown, expired=shown
        )
        self._former = self._opened(options)
        return ProjectPublication(self._former, base)

    def _opened(self, options: build.BuildOptions) -> build.Publication:
        """Open the project, and wait up to 10 seconds for a build that runs just now."""
        for _ in range(_LOCKED_TRIES):
            try:
                return build.open_publication(self._root, options, self._former)
            except MachineError as error:
                if all(problem.code != "build-locked" for problem in error.problems):
                    raise
                time.sleep(_LOCKED_PAUSE)
        return build.open_publication(self._root, options, self._former)


def base_path(root: Path) -> str:
    """Return the path that the project at *root* is published under: ``/`` or ``/blog/``.

    Raises:
        SeedpressError: the configuration is wrong.
    """
    config, _ = read_config(root, build.BuildOptions(now=datetime.now(UTC)))
    return urlsplit(config.base_url).path or "/"


def base_path_or_top(root: Path) -> str:
    """Return :func:`base_path`, or ``/`` while the configuration is wrong."""
    try:
        return base_path(root)
    except SeedpressError:
        return "/"
