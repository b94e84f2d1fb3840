"""However a run ends, it ends with words and an exit code: no traceback, no noise."""

import fcntl
import io
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from generator.cli.build import duration, summary
from generator.cli.progress import Progress
from generator.cli.streams import Stream
from generator.model import BuildReport
from generator.problems import Problem


def has_open(process, name):
    """Whether *process* has a file called *name* open; its files come and go while we look."""
    for file in Path(f"/proc/{process}/fd").iterdir():
        with suppress(OSError):
            if file.readlink().name == name:
                return True
    return False


@pytest.fixture
def waiting(site):
    """A build that waits for the lock of another."""
    if not Path("/proc/self/fd").exists():
        pytest.skip("the system does not show which files a process has open")
    cache = site.folder / ".seedpress"
    cache.mkdir(mode=0o700)
    with (cache / "lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        process = site.start("build")
        deadline = time.monotonic() + 10
        while not has_open(process.pid, "lock"):
            assert time.monotonic() < deadline
            time.sleep(0.01)
        yield process
        process.kill()
        process.stderr.close()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_build_that_is_interrupted_says_nothing(waiting, number, code):
    waiting.send_signal(number)
    _, told = waiting.communicate(timeout=10)

    assert waiting.returncode == code
    assert told.strip() == ""


@pytest.mark.slow
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interruption_at_any_moment_shows_no_traceback(site, number, code):
    for one in range(100):
        site.write(f"content/news/{one}.md", f"---\ntitle: Text {one}\n---\n\nWords.\n")
    chosen = random.Random(1)
    for _ in range(25):
        process = site.start("build", "--clean", "--jobs", "1")
        time.sleep(chosen.uniform(0.1, 0.6))
        process.send_signal(number)
        _, told = process.communicate(timeout=20)

        assert process.returncode in {0, code, -number}, told
        assert "internal-error" not in told
        assert "Traceback" not in told or "import_site" in told  # before the first line of ours


def test_a_failure_in_the_wake_of_an_interruption_is_part_of_it(site):
    code = (
        "import sys, generator.engine.project as project\n"
        "def broken(start):\n"
        "    try: raise KeyboardInterrupt\n"
        "    finally: raise RuntimeError('while tidying up')\n"
        "project.find_root = broken\n"
        "from generator.__main__ import main\n"
        "sys.exit(main(['build']))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=site.folder, env=site.environment, capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr) == (130, "")


def test_a_second_build_waits_a_moment_and_then_gives_up(waiting):
    _, told = waiting.communicate(timeout=20)

    assert waiting.returncode == 6
    assert "error[build-locked]" in told


@pytest.mark.parametrize(
    "arguments", [("config",), ("config", "schema"), ("--help",), ("build", "--json"), ("explain", "/")]
)
def test_a_reader_that_goes_away_is_no_error(site, arguments):
    reader, writer = os.pipe()
    os.close(reader)
    process = site.start(*arguments, stdout=writer)
    os.close(writer)
    _, told = process.communicate(timeout=20)

    assert "Traceback" not in told
    assert "Broken" not in told
    assert "Exception" not in told
    assert process.returncode == 0 or arguments == ("--help",)


def test_closed_streams_are_no_error(site):
    command = " ".join(site.command("build"))

    assert (
        subprocess.run(
            ["sh", "-c", f"{command} >&- 2>&-"], cwd=site.folder, env=site.environment, check=False
        ).returncode
        == 0
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
def test_a_full_disk_behind_standard_output_is_the_machines_refusal(site):
    with Path("/dev/full").open("w") as full:
        process = site.start("config", stdout=full)
        _, told = process.communicate(timeout=20)

    assert process.returncode == 6
    assert "error[output-unwritable]" in told


def test_a_failure_of_the_program_itself_asks_for_a_report(site):
    code = (
        "import sys, generator.engine.project as project\n"
        "def broken(start): raise RuntimeError('a\\x1b[31m bug')\n"
        "project.find_root = broken\n"
        "from generator.__main__ import main\n"
        "sys.exit(main(['build']))\n"
    )
    run = {"cwd": site.folder, "capture_output": True, "text": True}
    plain = subprocess.run([sys.executable, "-c", code], check=False, env=site.environment, **run)
    debug = subprocess.run(
        [sys.executable, "-c", code], check=False, env={**site.environment, "SEEDPRESS_DEBUG": "1"}, **run
    )

    assert plain.returncode == debug.returncode == 1
    assert plain.stderr.startswith("error[internal-error]: Seedpress itself failed: RuntimeError: a\\x1b[31m bug\n")
    assert "why: it happened in root, generator/cli/call.py:" in plain.stderr
    assert "Traceback" not in plain.stderr
    assert "Traceback" in debug.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_that_may_not_be_written_is_the_machines_refusal(site):
    site.folder.chmod(0o500)
    try:
        assert site("build").returncode == 6
    finally:
        site.folder.chmod(0o700)


def test_names_that_are_not_utf8_do_not_break_messages(site):
    done = subprocess.run(
        [os.fsencode(part) for part in site.command("explain")] + [b"a\xff\x1b[31m"],
        cwd=site.folder, env={**site.environment, "PYTHONIOENCODING": "ascii"}, capture_output=True, check=False,
    )  # fmt: skip

    assert done.returncode == 4
    assert b"Traceback" not in done.stderr
    assert b"\x1b" not in done.stderr
    assert done.stderr.isascii()


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_progress_is_shown_after_a_while_on_one_line_and_removed():
    terminal = Terminal()
    progress = Progress(Stream(terminal))

    progress("Rendering", 1, 1204)
    early = terminal.getvalue()
    time.sleep(0.31)
    progress("Rendering", 600, 1204)
    progress("Rendering", 601, 1204)
    progress.close()

    assert early == ""
    assert terminal.getvalue() == "\r\x1b[2KRendering 600 of 1,204\r\x1b[2K"


def test_progress_is_not_for_pipes():
    pipe = io.StringIO()
    progress = Progress(Stream(pipe))
    time.sleep(0.31)
    progress("Rendering", 1, 2)
    progress.close()

    assert pipe.getvalue() == ""


def test_the_summary_counts():
    paths = frozenset(map(str, range(37)))
    warning = Problem(code="w-w", what="w", severity="warning")
    other = Problem(code="w-w", what="v", severity="warning")

    assert summary(BuildReport(pages=1204, rendered=paths, seconds=1.82, problems=(warning, other))) == (
        "Built 1,204 pages in 1.8 s (37 rendered, 1,167 unchanged), 2 warnings"
    )
    assert summary(BuildReport(pages=1, seconds=0.0421, removed=paths, converted=("a",))) == (
        "Built 1 page in 42 ms (0 rendered, 1 unchanged, 37 removed), 1 seed converted"
    )
    assert summary(BuildReport(problems=(Problem(code="e-e", what="e"), warning))) == (
        "Nothing was published: 1 error, 1 warning. The site is as it was."
    )


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0.0004, "0 ms"),
        (0.9994, "999 ms"),
        (0.9999, "1.0 s"),
        (59.96, "1 min 0 s"),
        (119.7, "2 min 0 s"),
        (125, "2 min 5 s"),
    ],
)
def test_times_are_said_as_one_says_them(seconds, said):
    assert duration(seconds) == said
