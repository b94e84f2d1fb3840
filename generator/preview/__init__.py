"""Show a site while it is written: render pages when they are asked for, and tell browsers what changed."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct

from generator.problems import Problem

__all__ = ["ServeOptions", "serve"]

# What a site is made of; its configuration is watched beside them.
FOLDERS = ("content", "seeds", "themes", "data", "static")


class ServeOptions(Struct, frozen=True, kw_only=True):
    """How to preview.

    *port* None means 8000 or the next that is free. *poll* is the pause between two looks at the files in
    seconds, None to be told by the system. *production* shows only what ``build`` would publish.
    """

    host: str = "localhost"
    port: int | None = None
    open_browser: bool = False
    poll: float | None = None
    production: bool = False


def serve(
    root: Path,
    options: ServeOptions,
    *,
    line: Callable[[str], None] | None = None,
    report: Callable[[Sequence[Problem]], None] | None = None,
) -> int:
    """Preview the project at *root* until Ctrl-C, and return the exit code for that.

    *line* shows a line of progress (standard output by default), *report* shows problems (standard error).
    Nothing is written into the output directory.

    Raises:
        MachineError: there is no such port or address to be had.
    """
    # Only here, so that who imports this package for its options loads no server.
    from generator.preview.serving import serve_until_interrupted  # noqa: PLC0415

    return serve_until_interrupted(root, options, line or _print, report or _print_problems)


def _print(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def _print_problems(problems: Sequence[Problem]) -> None:
    for problem in problems:
        place = f"{problem.where}: " if problem.where else ""
        sys.stderr.write(f"{place}{problem.severity}: {problem.what} [{problem.code}]\n")
        for name, text in (("why", problem.why), ("fix", problem.fix)):
            if text:
                sys.stderr.write(f"    {name}: {text}\n")
    sys.stderr.flush()
