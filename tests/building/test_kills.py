"""A build that is killed leaves a site that the next build makes right."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.building.project import Project, article

BUILD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from generator.build import BuildOptions, build
build(Path(sys.argv[1]), BuildOptions(now=datetime(2026, 11, 23, 12, tzinfo=UTC), jobs=int(sys.argv[2])))
"""


def start_build(root: Path, jobs: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", BUILD, str(root), str(jobs)], stderr=subprocess.DEVNULL)


def edit(project: Project, chance: random.Random, number: int) -> None:
    """Change some articles, the template, the set of articles: enough that a build has much to do."""
    for name in chance.sample(range(40), 10):
        project.write(
            f"content/news/{name}.md", article(f"Title {name} {number}", "text " * 50, tags=f"[t{number % 5}]")
        )
    project.write("seedpress.yaml", f"title: Edition {number}\n")
    for name in chance.sample(range(6), 2):
        project.write(
            f"seeds/{name}.txt", f"The seed of many titles\n\nIt was changed in round {number}, and it ends here.\n"
        )
    gone = project.root / f"content/news/{chance.randrange(40)}.md"
    gone.unlink(missing_ok=True)


def strays(project: Project) -> list[str]:
    """What lies among the author's files and is neither an article nor a seed."""
    found = [path for folder in ("content", "seeds") for path in project.output(folder)]
    return [path for path in found if not path.endswith((".md", ".txt")) or "/." in f"/{path}"]


def kill_builds(folder: Path, kills: int) -> None:
    chance = random.Random(20261123)
    project = Project(folder / "project")
    edit(project, chance, 0)
    began = time.monotonic()
    start_build(project.root, 1).wait()
    whole = time.monotonic() - began

    for number in range(1, kills + 1):
        edit(project, chance, number)
        process = start_build(project.root, 1 + number % 2)
        time.sleep(whole * chance.uniform(0.2, 1.1))
        process.send_signal(signal.SIGKILL)
        process.wait()

        project.build()

        assert project.output() == project.clean_output(), f"after kill {number}"
        assert strays(project) == []


def test_a_killed_build_is_made_good_by_the_next(tmp_path: Path) -> None:
    kill_builds(tmp_path, 5)


@pytest.mark.slow
def test_fifty_killed_builds_are_made_good_by_the_next(tmp_path: Path) -> None:
    kill_builds(tmp_path, 50)
