"""How problems look on a terminal, and for machines."""

import gzip
import io

import pytest

from generator.cli.diagnostics import counted, show, told
from generator.cli.frames import Frames
from generator.cli.streams import Stream, escaped, wants_colour
from generator.problems import Location, Problem


def shown(problems, root=None, *, colour=False, limit=20):
    stream = io.StringIO()
    show(problems, Stream(stream, colour=colour), Frames(root), limit)
    return stream.getvalue()


def date_problem(path="content/bread.md", line=4, column=7, **fields):
    return Problem(
        **{
            "code": "date-invalid",
            "where": Location(path, line, column),
            "what": 'date "2024-13-02" is not a date',
            "why": "the month is 13",
            "fix": "write it as YYYY-MM-DD",
        }
        | fields
    )


def test_a_problem_shows_its_place_its_line_and_what_to_do(tmp_path):
    tmp_path.joinpath("content").mkdir()
    tmp_path.joinpath("content/bread.md").write_text("---\ntitle: Bread\ndraft: no\ndate: 2024-13-02\n---\n")
    problem = date_problem(also=((Location("content/bread.md", 2), "the title is here"),))

    assert shown([problem], tmp_path) == (
        'content/bread.md:4:7: error[date-invalid]: date "2024-13-02" is not a date\n'
        "    4 | date: 2024-13-02\n"
        "      |       ^\n"
        "    why: the month is 13\n"
        "    also: content/bread.md:2: the title is here\n"
        "    fix: write it as YYYY-MM-DD\n"
    )


@pytest.mark.parametrize(
    ("line", "column", "expected"),
    [
        ("\ttab: x", 2, "    1 |     tab: x\n      |     ^\n"),
        ("日本: x", 5, "    1 | 日本: x\n      |       ^\n"),
        ("é: x", 4, "    1 | é: x\n      |    ^\n"),
        ("x" * 90 + "HERE" + "y" * 90, 91, f"    1 | ...{'x' * 66}HERE{'y' * 30}...\n      | {' ' * 69}^\n"),
        ("bell \x07", 0, "    1 | bell \\x07\n"),
    ],
)
def test_the_caret_stands_under_the_place(tmp_path, line, column, expected):
    tmp_path.joinpath("a.md").write_text(line + "\n", encoding="utf-8")
    text = shown([Problem(code="x-y", what="w", where=Location("a.md", 1, column))], tmp_path)

    assert text.split("\n", 1)[1] == expected


@pytest.mark.parametrize("where", [Location("gone.md", 3, 1), Location("../secret", 1, 1), Location("a.md", 99), None])
def test_a_line_that_cannot_be_read_is_left_out(tmp_path, where):
    tmp_path.joinpath("a.md").write_text("one\n")
    tmp_path.parent.joinpath("secret").write_text("secret\n")

    assert len(shown([Problem(code="x-y", what="w", where=where)], tmp_path).splitlines()) == 1


@pytest.mark.parametrize(
    "raw", [gzip.compress(b"one\ntwo\n", mtime=0), "one\ntwo\n".encode("utf-16"), b"\x89PNG\r\n\x1a\none\ntwo\n"]
)
def test_what_is_no_text_as_it_lies_there_is_not_shown(tmp_path, raw):
    (tmp_path / "a.jsonl.gz").write_bytes(raw)

    assert Frames(tmp_path).frame(Location("a.jsonl.gz", 1, 1)) == ()


def test_problems_that_differ_only_in_place_are_folded():
    text = shown([date_problem(f"content/{name}.md") for name in "fedcba"])

    assert text == (
        'content/a.md:4:7: error[date-invalid]: date "2024-13-02" is not a date\n'
        "    why: the month is 13\n"
        "    and 5 more: content/b.md:4:7, content/c.md:4:7, content/d.md:4:7, ...\n"
        "    fix: write it as YYYY-MM-DD\n"
    )


def test_twenty_are_shown_and_errors_are_the_last_to_go():
    warnings = [
        Problem(code="w-w", what=f"warning {n}", where=Location(f"a{n:02}"), severity="warning") for n in range(30)
    ]
    error = Problem(code="e-e", what="the error", where=Location("z"))

    lines = shown([*warnings, error]).splitlines()

    assert len(lines) == 21
    assert lines[19] == "z: error[e-e]: the error"
    assert lines[20] == "and 11 more problems; --json shows all of them"


def test_what_a_terminal_would_obey_is_shown_instead():
    problem = Problem(
        code="x-y",
        what="a\x1b[31mred\u202egnp",
        where=Location("con\x1b]0;x\x07tent\u2066.md", 1),
        why="one\r\ntwo\nthree",
    )

    assert shown([problem]) == (
        "con\\x1b]0;x\\x07tent\\u2066.md:1: error[x-y]: a\\x1b[31mred\\u202egnp\n"
        "    why: one\\x0d\n         two\n         three\n"
    )


def test_ordinary_text_is_not_escaped():
    assert escaped("Ünïcode — 雨 עברית\tand\nlines 🏳") == "Ünïcode — 雨 עברית\tand\nlines 🏳"


def test_colours_are_only_around_place_label_and_line():
    assert shown([Problem(code="x-y", what="w", where=Location("a"))], colour=True) == (
        "\x1b[1ma: \x1b[0m\x1b[1;31merror[x-y]\x1b[0m: w\n"
    )


@pytest.mark.parametrize(
    ("choice", "environment", "expected"),
    [
        ("auto", {}, True),
        ("auto", {"NO_COLOR": "1"}, False),
        ("auto", {"NO_COLOR": ""}, True),
        ("auto", {"TERM": "dumb"}, False),
        ("never", {"FORCE_COLOR": "1"}, False),
        ("always", {"NO_COLOR": "1"}, True),
        ("auto", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, True),
        ("auto", {"CLICOLOR_FORCE": "1", "TERM": "dumb"}, True),
        ("auto", {"FORCE_COLOR": "0", "NO_COLOR": "1"}, False),
    ],
)
def test_colour_follows_the_option_then_the_environment_then_the_terminal(choice, environment, expected):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    assert wants_colour(Terminal(), choice, environment) is expected


def test_a_pipe_gets_no_colours_unless_they_are_forced():
    assert not wants_colour(io.StringIO(), "auto", {})
    assert wants_colour(io.StringIO(), "auto", {"FORCE_COLOR": "1"})


def test_a_stream_that_is_not_unicode_gets_plain_quotes_and_dashes():
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii", errors="backslashreplace")

    Stream(stream).line("“a” — b… é")

    assert raw.getvalue() == b'"a" - b... \\xe9\n'


def test_the_machine_form_has_everything():
    problem = date_problem(also=((Location("b.md"), "too"),))

    assert told([Problem(code="x-y", what="w"), problem]) == [
        {"code": "x-y", "severity": "error", "path": None, "line": None, "column": None, "message": "w", "why": "", "fix": "", "also": []},
        {
            "code": "date-invalid", "severity": "error", "path": "content/bread.md", "line": 4, "column": 7,
            "message": 'date "2024-13-02" is not a date', "why": "the month is 13", "fix": "write it as YYYY-MM-DD",
            "also": [{"path": "b.md", "line": None, "column": None, "message": "too"}],
        },
    ]  # fmt: skip


def test_problems_are_counted_in_words():
    problems = [Problem(code="e-e", what=str(n)) for n in range(1204)]
    problems += [Problem(code="w-w", what="w", severity="warning"), Problem(code="n-n", what="n", severity="notice")]

    assert counted(problems) == "1,204 errors, 1 warning"
    assert counted([]) == ""
