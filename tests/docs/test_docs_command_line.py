"""Every command, option and exit code is documented, and nothing else is."""

import re

import click
import pytest
from documentation import read, sections

from generator import problems
from generator.cli import main

COMMANDS = sections(read("command-line.md"), 2)


def commands():
    context = click.Context(main)
    return {name: main.get_command(context, name) for name in main.list_commands(context)}


def options(command):
    return {
        name
        for parameter in command.params
        for name in (*parameter.opts, *parameter.secondary_opts)
        if name.startswith("-")
    }


def documented(section):
    """Return the options that stand at the start of a row, in code."""
    return {
        option
        for row in re.findall(r"^\| (`-.*?) \|", section, re.MULTILINE)
        for option in re.findall(r"`(--?[\w-]+)", row)
    }


def test_every_command_has_a_section():
    assert {title.removeprefix("seedpress ") for title in COMMANDS if title.startswith("seedpress ")} == set(commands())


@pytest.mark.parametrize(("name", "command"), sorted(commands().items()))
def test_every_option_has_a_row(name, command):
    common = documented(COMMANDS["Options of every command"])

    assert documented(COMMANDS[f"seedpress {name}"]) == options(command) - common


def test_options_of_every_command_exist():
    assert options(main) <= documented(COMMANDS["Options of every command"])


def test_every_exit_code_is_documented():
    codes = {int(code) for code in re.findall(r"^\| (\d+) \|", COMMANDS["Exit codes"], re.MULTILINE)}
    errors = [
        value
        for value in vars(problems).values()
        if isinstance(value, type) and issubclass(value, problems.SeedpressError)
    ]

    assert {error.exit_code for error in errors} | {0, 3, 130} <= codes
