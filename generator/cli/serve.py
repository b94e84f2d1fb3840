"""``seedpress serve``."""

import click

from generator.cli import COMMANDS
from generator.cli.call import Call, Verb, pass_call


@click.command("serve", cls=Verb, help=COMMANDS["serve"] + " The browser follows every save; nothing is published.")
@click.option("--host", metavar="ADDRESS", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", metavar="N", type=click.IntRange(0, 65535), help="The port; otherwise a free one from 8000 on.")
@click.option("--open/--no-open", "open_browser", default=False, help="Open a browser.")
@click.option("--poll", metavar="SECONDS", type=click.FloatRange(0.05, 3600), help="Look at files this often.")
@click.option("--production", is_flag=True, help="Show only what a build publishes: no drafts, nothing yet to come.")
@pass_call
def command(
    call: Call, *, host: str, port: int | None, open_browser: bool, poll: float | None, production: bool
) -> int:
    """Preview the site until interrupted."""
    from generator import preview
    from generator.cli.reports import report

    root = call.site()
    options = preview.ServeOptions(host=host, port=port, open_browser=open_browser, poll=poll, production=production)
    return preview.serve(root, options, line=call.out.line, report=lambda problems: report(call, problems, root))
