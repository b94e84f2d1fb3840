"""The examples of the documentation run: files are written where they say, commands end well, page by page."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from documentation import PAGES, blocks

RUNNABLE = [
    page for page in PAGES if any(block.language == "console" for block in blocks(page.read_text(encoding="utf-8")))
]
ENDING = re.compile(r" +# exit (\d+)$")


def commands(text):
    """Yield each command of a console block with the exit code it should have: 0 unless ``# exit N`` follows."""
    for line in text.splitlines():
        if line.startswith("$ "):
            ending = ENDING.search(line)
            yield ENDING.sub("", line[2:]), int(ending[1]) if ending else 0


def environment(tmp_path):
    """An environment in which ``seedpress`` is the command of the Python that runs the tests."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    return {**os.environ, "PATH": path, "HOME": str(tmp_path), "NO_COLOR": "1"}


@pytest.mark.parametrize("page", RUNNABLE, ids=lambda page: page.name)
def test_the_examples_of_a_page_run_in_order(page, tmp_path):
    project = tmp_path / "project"
    project.joinpath("seeds").mkdir(parents=True)
    if page.name == "README.md":
        project.joinpath("seeds", "lamp.txt").write_text("A lamp\n\nThe council has bought a lamp.\n", encoding="utf-8")
    for block in blocks(page.read_text(encoding="utf-8")):
        if block.path:
            file = project / block.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block.text, encoding="utf-8")
        elif block.language == "console":
            for command, expected in commands(block.text):
                done = subprocess.run(
                    ["bash", "-c", command],
                    cwd=project,
                    env=environment(tmp_path),
                    capture_output=True,
                    text=True,
                    check=False,
                )
                assert done.returncode == expected, f"line {block.line}: {command}\n{done.stdout}\n{done.stderr}"
