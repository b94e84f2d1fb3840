import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from generator.engine.lock import build_lock
from generator.problems import MachineError

REPOSITORY = Path(__file__).parents[2]

HOLDER = """
import sys, time
from pathlib import Path
from generator.engine.lock import build_lock

with build_lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path):
    """Another process that holds the lock until its standard input is closed."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, tmp_path / ".seedpress"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={"PYTHONPATH": str(REPOSITORY)},
    ) as process:  # fmt: skip
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_second_build_is_told_which_process_runs(tmp_path, holder):
    with pytest.raises(MachineError) as caught, build_lock(tmp_path / ".seedpress", patience=0.05):
        pass

    assert caught.value.problems[0].code == "build-locked"
    assert f"process {holder.pid}" in caught.value.problems[0].what


def test_a_second_build_waits_for_a_short_one(tmp_path, holder):
    holder.stdin.close()

    with build_lock(tmp_path / ".seedpress", patience=20):
        pass


def test_the_lock_of_a_killed_build_means_nothing(tmp_path, holder):
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait()

    with build_lock(tmp_path / ".seedpress", patience=0):
        assert (tmp_path / ".seedpress" / "lock").read_text() == f"{os.getpid()}\n"


def test_a_lock_can_be_taken_again(tmp_path):
    for _ in range(2):
        with build_lock(tmp_path, patience=0):
            pass


def test_a_lock_file_that_is_a_link_is_not_followed(tmp_path):
    (tmp_path / "precious").write_text("x")
    (tmp_path / ".seedpress").mkdir()
    (tmp_path / ".seedpress" / "lock").symlink_to("../precious")

    with pytest.raises(MachineError), build_lock(tmp_path / ".seedpress"):
        pass

    assert (tmp_path / "precious").read_text() == "x"
