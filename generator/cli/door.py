"""Run a command and turn every way in which it can end into a message and an exit code."""

import os
import signal
import sys
import threading
from collections.abc import Sequence
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

import click

from generator.cli import COMMANDS, main
from generator.cli.call import Call

if TYPE_CHECKING:
    from generator.problems import Problem

_INTERRUPTED = 130
_TERMINATED = 143
_AFTER = 0.02


def run(arguments: Sequence[str]) -> int:
    """Run the command that *arguments* name, and return its exit code."""
    # A file name that is not UTF-8, or a terminal that is not, must not break a message.
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    call = Call()
    _keep_order(call)
    try:
        result = main.main(list(arguments), prog_name="seedpress", standalone_mode=False, obj=call)
    except SystemExit as error:
        return error.code if isinstance(error.code, int) else 1
    except (KeyboardInterrupt, click.Abort):
        return _INTERRUPTED
    except Exception as error:  # noqa: BLE001 - this is the door: nothing may leave as a traceback
        return _interruption(error) or _settle(error, call)
    return result if isinstance(result, int) else 0


def _keep_order(call: Call) -> None:
    """Let signals and failures that would be lost, or shown as tracebacks, end as everything else does."""

    def unraisable(event: "sys.UnraisableHookArgs") -> None:
        # A signal that came inside a destructor or a callback was swallowed there: send it again, after that.
        if isinstance(event.exc_value, KeyboardInterrupt | SystemExit):
            number = signal.SIGTERM if isinstance(event.exc_value, SystemExit) else signal.SIGINT
            threading.Timer(_AFTER, os.kill, (os.getpid(), number)).start()
        elif os.environ.get("SEEDPRESS_DEBUG"):
            sys.__unraisablehook__(event)

    def in_thread(event: threading.ExceptHookArgs) -> None:
        if isinstance(event.exc_value, Exception):
            _settle(event.exc_value, call)

    signal.signal(signal.SIGTERM, _terminate)
    sys.unraisablehook = unraisable
    threading.excepthook = in_thread


def _terminate(_number: int, _frame: FrameType | None) -> NoReturn:
    """End as an exit does, so that locks and temporary files are let go."""
    raise SystemExit(_TERMINATED)


def _interruption(error: BaseException) -> int:
    """Return the code of the interruption in whose wake *error* came, 0 if there was none."""
    origin = error.__context__
    while origin is not None and not isinstance(origin, KeyboardInterrupt | SystemExit):
        origin = origin.__context__
    return 0 if origin is None else _TERMINATED if isinstance(origin, SystemExit) else _INTERRUPTED


def _settle(error: Exception, call: Call) -> int:
    """Show what *error* says, and return the exit code for it."""
    from generator.cli.reports import fail
    from generator.problems import MachineError, SeedpressError, UsageError

    if os.environ.get("SEEDPRESS_DEBUG"):
        import traceback

        call.err.write("".join(traceback.format_exception(error)))
    if isinstance(error, click.ClickException):
        error = UsageError(_misused(error))
    elif isinstance(error, OSError):
        error = MachineError(_refused(error))
    if isinstance(error, SeedpressError):
        return fail(call, error.problems, error.exit_code)
    return fail(call, [_unforeseen(error)], 1)


def _misused(error: click.ClickException) -> "Problem":
    """Return a wrong call as a problem, with what was probably meant."""
    from generator.problems import Problem

    what = error.format_message().replace("integer range", "whole number").replace("float range", "number")
    near: Sequence[str] = ()
    if isinstance(error, click.NoSuchCommand):
        from difflib import get_close_matches

        what = f'there is no command "{error.command_name}"'
        near = get_close_matches(error.command_name, COMMANDS)
    elif isinstance(error, click.NoSuchOption):
        what, near = f"there is no option {error.option_name}", error.possibilities or ()
    elif isinstance(error, click.exceptions.NoArgsIsHelpError):
        what = f"no command was given; there are {', '.join(COMMANDS)}"
    context = error.ctx if isinstance(error, click.UsageError) else None
    help_line = f"`{context.command_path if context else 'seedpress'} --help` shows what there is"
    fix = f"write `{near[0]}`; {help_line}" if near else help_line
    return Problem(code="usage", what=(what[:1].lower() + what[1:]).rstrip("."), fix=fix)


def _refused(error: OSError) -> "Problem":
    from generator.problems import Location, Problem

    return Problem(
        code="system-refused",
        where=Location(str(error.filename)) if error.filename else None,
        what="the system refused",
        why=(error.strerror or str(error)).lower(),
        fix="mend what the system complains of, and try again; the site is as it was",
    )


def _unforeseen(error: Exception) -> "Problem":
    from generator.problems import Problem

    return Problem(
        code="internal-error",
        what=f"Seedpress itself failed: {type(error).__name__}: {error}",
        why=_origin(error),
        fix="please report it with the lines that SEEDPRESS_DEBUG=1 adds; the site is as it was",
    )


def _origin(error: Exception) -> str:
    """Say where in the program *error* arose."""
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if f"{os.sep}generator{os.sep}" in frame.filename]
    if not own:
        return ""
    last = own[-1]
    return f"it happened in {last.name}, generator{last.filename.rpartition(f'{os.sep}generator')[2]}:{last.lineno}"
