"""The same files give the same bytes, whoever builds them, wherever, and in whatever order they came."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.building.project import Project, article, files_below
from tests.building.test_kills import BUILD

FILES = {
    "seedpress.yaml": "title: Reproducible\nbase_url: https://example.org/\n",
    "seeds/one.txt": "A seed of many words\n\nThis is the first paragraph, and it ends here.\n\nThe second one follows it.\n",
    "seeds/two.txt": "A seed of many words\n\nThis is another text of the same title, in full sentences.\n\nIt ends.\n",
    "content/news/_index.md": article("News", "All the *news*."),
    **{
        f"content/news/{name}.md": article(
            f"Ärticle {name}",
            "Größe [b](b.md)\n\n```python\nx = {1, 2}\n```\n",
            date=f"2020-01-0{number}",
            tags="[é, E, zß]",
        )
        for number, name in enumerate("abcdef", 1)
    },
    "content/about.md": article("About"),
}
SETTINGS = {
    "hash seed 1": {"PYTHONHASHSEED": "1"},
    "hash seed 2": {"PYTHONHASHSEED": "2"},
    "hash seed 3": {"PYTHONHASHSEED": "3"},
    "another locale": {"LC_ALL": "C", "LANG": "C"},
    "a third locale": {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
    "a zone to the east": {"TZ": "Asia/Tokyo"},
    "a zone to the west": {"TZ": "America/Los_Angeles"},
    "another umask": {},
}


def build(root: Path, *, jobs: int = 1, env: dict[str, str] | None = None, cwd: Path | None = None) -> dict[str, bytes]:
    command = [sys.executable, "-c", BUILD, str(root), str(jobs)]
    path = os.pathsep.join([os.getcwd(), os.environ.get("PYTHONPATH", "")])
    subprocess.run(command, check=True, env={**os.environ, "PYTHONPATH": path, **(env or {})}, cwd=cwd)
    return files_below(root / "site") | {f"content/{p}": body for p, body in files_below(root / "content").items()}


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return build(Project(tmp_path_factory.mktemp("first") / "project", FILES).root)


@pytest.mark.parametrize("name", SETTINGS)
def test_the_environment_does_not_show(name: str, tmp_path: Path, expected: dict[str, bytes]) -> None:
    found = build(Project(tmp_path / "project", FILES).root, env=SETTINGS[name])

    assert found == expected


def test_the_number_of_processes_does_not_show(tmp_path: Path, expected: dict[str, bytes]) -> None:
    assert build(Project(tmp_path / "project", FILES).root, jobs=2) == expected


def test_neither_the_working_folder_nor_the_place_of_the_project_shows(
    tmp_path: Path, expected: dict[str, bytes]
) -> None:
    elsewhere = tmp_path / "some where" / "else"

    assert build(Project(elsewhere, FILES).root, cwd=tmp_path) == expected


def test_the_order_in_which_files_were_made_does_not_show(tmp_path: Path, expected: dict[str, bytes]) -> None:
    backwards = dict(reversed(FILES.items()))

    assert build(Project(tmp_path / "project", backwards).root) == expected


def test_a_copied_project_builds_to_the_same_bytes(tmp_path: Path, expected: dict[str, bytes]) -> None:
    first = Project(tmp_path / "project", FILES)
    build(first.root)
    shutil.copytree(first.root, tmp_path / "copy")

    assert build(tmp_path / "copy") == expected
