"""One call of the program: what was asked for on all commands alike, and where its words go."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli import common
from generator.cli.streams import Stream, wants_colour

if TYPE_CHECKING:
    from datetime import datetime


class Call:
    """What the options of every command say, gathered while the arguments are read.

    *quiet* leaves only errors; *json* is set by a command that was asked for its machine form.
    """

    def __init__(self) -> None:
        self.project = ""
        self.color = "auto"
        self.json = False
        self.quiet = False
        self.verbose = 0
        self.command = ""

    def take(self, project: str | None, color: str | None) -> None:
        """Note what was given; an option after the command counts more than one before it."""
        self.project = project or self.project
        self.color = color or self.color

    @property
    def out(self) -> Stream:
        return Stream(sys.stdout, colour=wants_colour(sys.stdout, self.color, os.environ))

    @property
    def err(self) -> Stream:
        return Stream(sys.stderr, colour=wants_colour(sys.stderr, self.color, os.environ))

    def root(self) -> Path:
        """Return the folder of the project: the one named, else the nearest from here upward.

        Raises:
            UsageError: the folder that was named does not exist.
        """
        from generator.engine.project import find_root

        if not self.project:
            return find_root(Path.cwd())
        named = Path(self.project)
        if not named.is_dir():
            from generator.problems import Problem, UsageError

            raise UsageError(
                Problem(
                    code="usage",
                    what=f'there is no folder "{self.project}"',
                    fix="name the folder of a site with --project",
                )
            )
        return named.resolve()

    def site(self) -> Path:
        """Return the folder of a project that has something to build.

        Raises:
            NothingMatched: it has neither a configuration nor texts, so it is probably another folder.
        """
        root = self.root()
        if not any((root / name).exists() for name in ("seedpress.yaml", "seeds", "content")):
            from generator.problems import NothingMatched, Problem

            raise NothingMatched(
                Problem(
                    code="project-missing",
                    what=f"there is no site in {root}",
                    why="it has none of `seedpress.yaml`, `seeds/` and `content/`",
                    fix="go to the folder of a site, name it with --project, or put texts into `seeds/`",
                )
            )
        return root


class Verb(click.Command):
    """A command that also takes the options of every command."""

    def __init__(self, name: str | None, **settings: object) -> None:
        params = settings.pop("params", None) or []
        super().__init__(name, params=[*params, *common()], **settings)  # type: ignore[misc, arg-type]

    def invoke(self, ctx: click.Context) -> object:
        call = ctx.ensure_object(Call)
        call.take(ctx.params.pop("project", None), ctx.params.pop("color", None))
        call.command = ctx.info_name or ""
        call.json = bool(ctx.params.get("as_json", False))
        return super().invoke(ctx)


pass_call: Callable[..., Callable[..., object]] = click.make_pass_decorator(Call, ensure=True)


def moment() -> "datetime":
    """Return now, or the moment that ``SOURCE_DATE_EPOCH`` names for builds that can be repeated.

    Raises:
        UsageError: the variable is not a number of seconds.
    """
    from datetime import UTC, datetime

    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return datetime.now(UTC)
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError):
        from generator.problems import Problem, UsageError

        raise UsageError(
            Problem(
                code="clock-invalid",
                what=f'SOURCE_DATE_EPOCH is "{epoch}"',
                why="it must be a whole number of seconds since 1970",
                fix="give it one, or remove it from the environment",
            )
        ) from None
