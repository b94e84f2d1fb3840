"""The command line: each file turns the arguments of one command into one call of the API.

Only the command that is called is imported, and what a command needs is imported when it runs.
"""

from collections.abc import Sequence

import click

from generator import __version__

# The help lists these without importing them; a test holds the words against the commands'.
COMMANDS = {
    "build": "Build the site: convert new seeds, render what changed, publish.",
    "clean": "Remove what builds wrote, and nothing else.",
    "config": "Show the configuration, each value with where it comes from.",
    "convert": "Turn seeds into articles.",
    "explain": "Say why a page is built again, or what a problem's code means.",
    "serve": "Show the site while it is being written.",
}

EXIT_CODES = {
    0: "all went well",
    1: "the site has errors; nothing was published",
    2: "the command was called wrongly",
    3: "there are warnings, and --strict was given",
    4: "what was named does not exist",
    6: "the machine refused: disk, permission, another build",
    130: "interrupted (143: terminated)",
}


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports one when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        from importlib import import_module

        command = import_module(f"generator.cli.{cmd_name}").command
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Exit codes"):
            formatter.write_dl([(str(code), meaning) for code, meaning in EXIT_CODES.items()])


def common() -> Sequence[click.Option]:
    """Return the options that may stand before a command and after it."""
    return (
        click.Option(["-p", "--project"], metavar="DIR", help="The site's folder; otherwise looked for upward."),
        click.Option(["--color"], type=click.Choice(["auto", "always", "never"]), help="When to use colours."),
    )


@click.command(
    "seedpress",
    cls=LazyGroup,
    params=[*common()],
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Turn a folder of raw articles into a publication: Markdown, a site, feeds.",
)
@click.version_option(__version__, message="seedpress %(version)s")
@click.pass_context
def main(ctx: click.Context, project: str | None, color: str | None) -> None:
    """Take what stands before the command."""
    from generator.cli.call import Call

    ctx.ensure_object(Call).take(project, color)
