"""``seedpress clean``."""

import click

from generator.cli import COMMANDS
from generator.cli.build import checked
from generator.cli.call import Call, Verb, moment, pass_call


@click.command("clean", cls=Verb, help=COMMANDS["clean"])
@click.option("--output", metavar="DIR", default="", help="Clean this folder, not the configured one.")
@click.option("--json", "as_json", is_flag=True, help="Write what was removed to standard output, as JSON.")
@pass_call
def command(call: Call, *, output: str, as_json: bool) -> int:  # noqa: ARG001 - the call reads it
    """Clean the output directory and name what was removed."""
    from generator import build
    from generator.cli.diagnostics import plural
    from generator.cli.reports import tell
    from generator.cli.streams import escaped

    options = build.BuildOptions(now=moment(), output=checked("output", output))
    removed = build.clean(call.site(), options)
    if call.json:
        tell(call, 0, removed=sorted(removed))
        return 0
    for path in sorted(removed):
        call.out.line(escaped(path))
    call.err.line(f"Removed {plural(len(removed), 'file')}")
    return 0
