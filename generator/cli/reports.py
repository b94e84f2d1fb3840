"""The machine form of what commands did, and the way every command ends."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.cli.call import Call
from generator.cli.diagnostics import show, told
from generator.cli.frames import Frames
from generator.problems import Problem

VERSION = 1


def tell(call: Call, exit_code: int, problems: Sequence[Problem] = (), **facts: object) -> None:
    """Write the machine form of a run to standard output."""
    import msgspec

    form: Mapping[str, object] = {
        "version": VERSION,
        "command": call.command,
        "exit_code": exit_code,
        **facts,
        "problems": told(problems),
    }
    call.out.write(msgspec.json.format(msgspec.json.encode(form), indent=2).decode() + "\n")


def report(call: Call, problems: Sequence[Problem], root: Path | None) -> None:
    """Write *problems* to standard error, only the errors if the call is quiet; none if it has a machine form."""
    if call.json:
        return
    shown = [problem for problem in problems if problem.is_error or not call.quiet]
    if shown:
        show(shown, call.err, Frames(root))


def fail(call: Call, problems: Sequence[Problem], exit_code: int) -> int:
    """End a run that could not do what was asked."""
    if call.json:
        tell(call, exit_code, problems)
    else:
        report(call, problems, _root(call) if any(problem.where for problem in problems) else None)
    return exit_code


def _root(call: Call) -> Path | None:
    """Return the project's folder for the lines of its files, if there is one to be found."""
    try:
        return call.root()
    except Exception:  # noqa: BLE001 - a message is being made of one failure; another must not hide it
        return None
