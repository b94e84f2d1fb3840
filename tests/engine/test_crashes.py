"""A build that is killed, or whose disk fails, at any operation leaves a site that the next build makes right."""

import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(__file__).with_name("nth_operation.py")
REPOSITORY = PROGRAM.parents[2]


@pytest.mark.parametrize("mode", ["kill", "fail"])
def test_each_operation_can_be_the_one_that_fails(tmp_path, mode):
    run = subprocess.run(
        [sys.executable, PROGRAM, mode, tmp_path], cwd=REPOSITORY, capture_output=True, text=True, check=True,
        env={"PYTHONPATH": str(REPOSITORY)},
    )  # fmt: skip

    operations, *wrong = run.stdout.splitlines()

    assert wrong == []
    assert int(operations) > 30
