"""``seedpress config`` and ``seedpress config schema``."""

from collections.abc import Mapping

import click

from generator.cli import COMMANDS
from generator.cli.call import Call, Verb, pass_call
from generator.cli.streams import escaped


class _Config(Verb, click.Group):
    """A command that has another inside."""


@click.group(
    "config",
    cls=_Config,
    invoke_without_command=True,
    help=COMMANDS["config"],
)
@click.option("--json", "as_json", is_flag=True, help="Write it as JSON.")
@pass_call
@click.pass_context
def command(ctx: click.Context, call: Call, *, as_json: bool) -> int:  # noqa: ARG001 - the call reads it
    """Show every value with its origin."""
    if ctx.invoked_subcommand:
        return 0
    from generator.cli.reports import tell

    values = _values(call)
    if call.json:
        tell(call, 0, values={path: {"value": value, "origin": origin} for path, (value, origin) in values.items()})
        return 0
    for path, (value, origin) in values.items():
        shown = value if isinstance(value, str) else _compact(value)
        call.out.line(f"{path}: {escaped(shown)}  {call.out.paint(f'({escaped(origin)})', 'dim')}")
    return 0


@command.command("schema", cls=Verb, help="Write the JSON Schema of seedpress.yaml, for editors.")
@pass_call
def schema(call: Call) -> int:
    """Write the schema."""
    import msgspec

    from generator.config import json_schema

    call.out.write(msgspec.json.format(msgspec.json.encode(json_schema()), indent=2).decode() + "\n")
    return 0


def _values(call: Call) -> Mapping[str, tuple[object, str]]:
    """Return each key's value and origin: a place in the file, or ``default``."""
    import msgspec

    from generator import load_config
    from generator.config import places, settings, value_of
    from generator.engine.files import read_file
    from generator.formats.text import decode

    root = call.root()
    config = load_config(root)
    raw, _ = read_file(root, "seedpress.yaml", config.limits.file_size)
    written = places(decode(raw or b"", "seedpress.yaml")[0], "seedpress.yaml")
    return {
        path: (msgspec.to_builtins(value_of(config, path)), str(written.get(path, "default"))) for path, _ in settings()
    }


def _compact(value: object) -> str:
    import msgspec

    return msgspec.json.encode(value).decode()
