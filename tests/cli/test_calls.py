"""What the program answers to right and wrong calls: words, streams, exit codes."""

import json
import re
import signal
import subprocess
import time
import tomllib

import pytest

import generator
from generator.cli import COMMANDS, EXIT_CODES
from generator.cli import main as group
from tests.cli.conftest import ROOT


def test_the_version_is_that_of_the_distribution(shell):
    project = tomllib.loads(ROOT.joinpath("pyproject.toml").read_text())["project"]

    assert generator.__version__ == project["version"]
    assert shell("--version").stdout == shell("-p", ".", "--version").stdout == f"seedpress {project['version']}\n"


def test_help_names_commands_and_exit_codes(shell):
    done = shell("--help")

    assert (done.returncode, done.stderr) == (0, "")
    for word in (*COMMANDS, *map(str, EXIT_CODES)):
        assert f"\n  {word} " in done.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_that_agrees_with_the_list(name):
    command = group.get_command(None, name)

    assert command.name == name
    assert command.help.startswith(COMMANDS[name])


@pytest.mark.parametrize(
    "arguments", [("--help",), ("--version",), ("-p", ".", "--version"), ("build", "--help"), ("buidl",)]
)
def test_asking_loads_nothing_that_building_needs(shell, arguments):
    code = (
        "import sys; from generator.__main__ import main; main(sys.argv[1:]); "
        "print(*sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    done = subprocess.run(
        [*shell.command()[:1], "-c", code, *arguments],
        env=shell.environment,
        capture_output=True,
        text=True,
        check=True,
    )

    loaded = set(done.stderr.splitlines()[-1].split())
    assert (
        loaded
        & {
            "yaml",
            "jinja2",
            "markdown",
            "feedgen",
            "lxml",
            "watchdog",
            "starlette",
            "uvicorn",
            "nh3",
            "rich",
            "sqlite3",
            "pygments",
        }
        == set()
    )
    assert arguments == ("buidl",) or "msgspec" not in loaded


@pytest.mark.parametrize(
    ("arguments", "code", "part"),
    [
        (["buidl"], 2, 'error[usage]: there is no command "buidl"\n    fix: write `build`'),
        (["build", "--drafs"], 2, "there is no option --drafs\n    fix: write `--drafts`"),
        ([], 2, "error[usage]: no command was given; there are build, "),
        (["build", "--jobs", "none"], 2, "error[usage]: invalid value for '--jobs': 'none' is not a valid whole number"),
        (["build", "--jobs", "0"], 2, "error[usage]: invalid value for '--jobs'"),
        (["build", "extra"], 2, "error[usage]: got unexpected extra argument (extra)"),
        (["build", "--base-url", "lantern.example"], 2, "cannot be used as --base-url\n    why: it is not a whole address"),
        (["build", "--output", "content/x"], 2, "cannot be used as --output"),
        (["explain"], 2, "missing argument"),
        (["-p", "nowhere", "build"], 2, 'there is no folder "nowhere"'),
        (["--color", "sometimes", "build"], 2, "--color"),
        (["build"], 4, "error[project-missing]"),
        (["convert", "nowhere"], 4, "error[seeds-missing]"),
    ],
)  # fmt: skip
def test_wrong_calls_say_what_to_do(shell, arguments, code, part):
    done = shell(*arguments)

    assert done.returncode == code
    assert part in done.stderr
    assert done.stdout == ""
    assert not any(shell.folder.iterdir()) or arguments[0] == "convert"


def test_the_clock_of_the_environment_must_be_a_number(site):
    done = site("build", SOURCE_DATE_EPOCH="yesterday")

    assert done.returncode == 2
    assert "error[clock-invalid]" in done.stderr


def test_all_errors_of_the_configuration_come_in_one_run(site):
    site.write("seedpress.yaml", "titel: Test\npaginate: no\n")

    done = site("build")

    assert done.returncode == 1
    assert done.stderr == (
        "seedpress.yaml:1:1: error[key-unknown]: there is no key `titel`\n"
        "    1 | titel: Test\n"
        "      | ^\n"
        "    fix: write `title`\n"
        'seedpress.yaml:2:11: error[value-invalid]: "no" cannot be used as `paginate`\n'
        "    2 | paginate: no\n"
        "      |           ^\n"
        "    why: it is not a whole number\n"
        "    fix: write digits only, as `paginate: 20`\n"
    )
    assert not (site.folder / "site").exists()


def test_the_machine_form_of_a_failure_is_json_alone(site):
    site.write("seedpress.yaml", "titel: Test\n")

    done = site("build", "--json")

    told = json.loads(done.stdout)
    assert done.returncode == told["exit_code"] == 1
    assert (told["version"], told["command"], told["problems"][0]["code"]) == (1, "build", "key-unknown")
    assert done.stderr == ""


def test_a_build_ends_with_one_line_on_standard_error(site):
    first, second = site("build"), site("build")

    assert (first.returncode, first.stdout) == (0, "")
    assert first.stderr.startswith("Built ")
    assert "(0 rendered, " in second.stderr
    assert second.stderr.count("\n") == 1


def test_quiet_builds_say_nothing(site):
    assert site("build", "-q").stderr == ""


def test_verbose_builds_say_why(site):
    site("build")
    site.write("content/news/bread.md", "---\ntitle: Bread\n---\n\nOther words.\n")

    assert (
        "rendered news/bread/index.html: the summary of content/news/bread.md changed\n" in site("build", "-v").stderr
    )


def test_the_machine_form_of_a_build(site):
    site.write("content/news/later.md", "---\ntitle: Later\ndraft: true\n---\n\nx\n")

    told = json.loads(site("build", "--json").stdout)

    assert told["published"] is True
    assert {"path": "news/bread/index.html", "reason": "never built"}.keys() == told["rendered"][0].keys()
    assert told["left_out"] == [{"path": "content/news/later.md", "reason": "draft"}]
    assert told["pages"] == len(told["rendered"])


def test_warnings_count_only_if_they_are_to(site):
    site.write("content/news/bread.md", "---\ntitle: Bread\n---\n\n[gone](gone.md)\n")

    assert site("build").returncode == 0
    assert site("build", "--strict").returncode == 3


def test_options_of_every_command_may_stand_on_either_side(site, tmp_path):
    inside = site.folder / "content"
    for arguments in (["-p", str(site.folder), "build"], ["build", "-p", str(site.folder)]):
        assert site(*arguments).returncode == 0
    done = subprocess.run(site.command("build"), cwd=inside, env=site.environment, capture_output=True, check=False)

    assert done.returncode == 0
    assert not (inside / "site").exists()


def test_no_colours_in_a_pipe_unless_asked_for(site):
    site.write("seedpress.yaml", "titel: Test\n")

    assert "\x1b" not in site("build").stderr
    assert "\x1b" in site("build", "--color", "always").stderr
    assert "\x1b" in site("build", FORCE_COLOR="1").stderr


def test_clean_names_what_it_removed_and_nothing_else(site):
    site("build")
    site.write("site/mine.txt", "mine")

    done = site("clean")

    assert done.returncode == 0
    assert "news/bread/index.html" in done.stdout.splitlines()
    assert [path.name for path in (site.folder / "site").iterdir()] == ["mine.txt"]


def test_explain_says_why_a_page_is_built_again(site):
    site("build")
    fresh = site("explain", "content/news/bread.md")
    site.write("content/news/bread.md", "---\ntitle: Bread\n---\n\nOther words.\n")
    stale = [site("explain", path) for path in ("content/news/bread.md", "/news/bread/", "site/news/bread/index.html")]

    assert fresh.stdout.startswith("news/bread/index.html (article)\n    fresh: ")
    assert [done.stdout.splitlines()[1] for done in stale] == [
        "    stale: the summary of content/news/bread.md changed"
    ] * 3
    assert site("explain", "nothing.html").returncode == 4


def test_explain_knows_codes_of_one_word(shell):
    done = shell("explain", "encoding")

    assert done.returncode == 0
    assert done.stdout.startswith("encoding\n\nThe file is not UTF-8")


def test_explain_guesses_a_misspelt_code_and_knows_what_is_left_out(site):
    site.write("content/news/secret.md", "---\ntitle: Secret\ndraft: true\n---\nx\n")
    site.write("content/news/_index.md", "---\ntitle: News\n---\nx\n")

    assert "fix: write `date-invalid`; or name an output" in site("explain", "date-invald").stderr
    assert "why: it is left out: draft" in site("explain", "content/news/secret.md").stderr
    assert site("explain", "content/news/_index.md").stdout.startswith("news/index.html (section)")


def test_nothing_is_converted_into_the_seeds(site):
    site.write("seeds/a.txt", "A lamp\n\nThe council has bought a lamp, and it will be lit.\n")

    done = site("convert", "--to", "seeds/done")

    assert done.returncode == 2
    assert '"seeds/done" cannot be used as --to' in done.stderr
    assert [path.name for path in (site.folder / "seeds").iterdir()] == ["a.txt"]


def test_nothing_is_built_into_a_home(site, tmp_path):
    site.write("seedpress.yaml", "title: Test\n")
    (tmp_path / "me").mkdir()

    done = site("build", "--output", str(tmp_path / "me"), HOME=str(tmp_path / "me"))

    assert done.returncode == 1
    assert "error[output-refused]" in done.stderr
    assert "your home folder" in done.stderr
    assert list((tmp_path / "me").iterdir()) == []


def test_explain_says_what_a_code_means(shell):
    done = shell("explain", "date-invalid")

    assert done.returncode == 0
    assert done.stdout.startswith("date-invalid\n\nThe date does not exist")
    assert done.stdout.endswith("See docs/errors.md#date-invalid\n")


def test_the_configuration_is_shown_with_its_origin(site):
    site.write("seedpress.yaml", "title: Test\nfeeds:\n  limit: 5\n")

    lines = site("config").stdout.splitlines()
    told = json.loads(site("config", "--json").stdout)["values"]

    assert "title: Test  (seedpress.yaml:1:1)" in lines
    assert "feeds.limit: 5  (seedpress.yaml:3:3)" in lines
    assert "language: en  (default)" in lines
    assert told["feeds.limit"] == {"value": 5, "origin": "seedpress.yaml:3:3"}


def test_the_schema_is_json(shell):
    assert json.loads(shell("config", "schema").stdout)["properties"]["title"]["default"] == "Untitled"


def test_a_dry_run_shows_what_would_change_and_writes_nothing(site):
    site.write("seeds/lamp.txt", "A lamp\n\nThe council has bought a lamp for the harbour wall.\n")
    before = sorted(path for path in site.folder.rglob("*.md"))

    done = site("convert", "--dry-run")

    assert done.returncode == 0
    assert done.stdout.startswith("seeds/lamp.txt -> content/articles/")
    assert "\n+title: A lamp\n" in done.stdout
    assert sorted(path for path in site.folder.rglob("*.md")) == before


def test_conversion_explains_each_line(site):
    site.write("seeds/lamp.txt", "A lamp\n\nThe council has bought a lamp for the harbour wall.\n")

    done = site("convert", "--explain")
    told = json.loads(site("convert", "--explain", "--json").stdout)

    assert "    1 | A lamp\n      = title" in done.stdout
    assert told["results"][0]["action"] == "unchanged"
    assert told["results"][0]["records"][0]["raw"] == "A lamp"


def test_serving_says_where_and_ends_with_ctrl_c(site):
    process = site.start("serve", "--port", "0", stdout=subprocess.PIPE)
    first = process.stdout.readline()
    process.stdout.readline()
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=20)

    assert re.fullmatch(r"Preview at http://(127\.0\.0\.1|localhost):\d+/\n", first)
    assert (process.returncode, told.strip()) == (130, "")
    assert not (site.folder / "site").exists()


def test_serving_on_another_address_warns(site):
    process = site.start("serve", "--host", "0.0.0.0", "--port", "0", stdout=subprocess.PIPE)
    process.stdout.readline()
    process.stdout.readline()
    time.sleep(0.3)
    process.send_signal(signal.SIGTERM)
    _, told = process.communicate(timeout=20)

    assert "warning[preview-exposed]" in told
    assert process.returncode == 143
