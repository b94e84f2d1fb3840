"""An installed copy works outside this repository: source archive, wheel, fresh environment, empty folder."""

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PARTS = (
    "generator",
    "themes",
    "docs",
    "pyproject.toml",
    "setup.py",
    "MANIFEST.in",
    "README.md",
    "LICENSE",
    "CHANGELOG.md",
)
SEED = "A lamp for the jetty\n\nThe council has bought a lamp.\n\nIt will be lit on Friday, if there is oil.\n"

pytestmark = pytest.mark.slow


def run(*command, cwd):
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    """A fresh environment with what builds distributions, the folder it stands in beside it."""
    folder = tmp_path_factory.mktemp("fresh")
    run(sys.executable, "-m", "venv", "env", cwd=folder)
    python = folder / "env" / "bin" / "python"
    try:
        run(python, "-m", "pip", "install", "-q", "setuptools>=77", cwd=folder)
    except AssertionError as error:
        pytest.skip(f"setuptools cannot be had here: {str(error)[-200:]}")
    return folder, python


@pytest.fixture(scope="module")
def wheel(fresh, tmp_path_factory):
    """A wheel built from the source archive of a copy of this checkout."""
    folder, python = fresh
    copy = tmp_path_factory.mktemp("copy") / "seedpress"
    copy.mkdir()
    for part in PARTS:
        run("cp", "-R", str(ROOT / part), str(copy / part), cwd=folder)
    build = "from setuptools import build_meta; import sys; print(build_meta.build_{0}(sys.argv[1]))"
    archive = folder / run(python, "-c", build.format("sdist"), str(folder), cwd=copy).splitlines()[-1]
    with tarfile.open(archive) as opened:
        opened.extractall(folder, filter="data")
    unpacked = folder / archive.name.removesuffix(".tar.gz")
    return folder / run(python, "-c", build.format("wheel"), str(folder), cwd=unpacked).splitlines()[-1]


def test_the_wheel_holds_code_themes_phrases_and_scripts(wheel):
    with zipfile.ZipFile(wheel) as opened:
        names = set(opened.namelist())
    for source in (*(ROOT / "generator").rglob("*"), *(ROOT / "themes").rglob("*")):
        if source.is_file() and "__pycache__" not in source.parts:
            name = source.relative_to(ROOT).as_posix().replace("themes/", "generator/_themes/", 1)
            assert name in names
    assert "generator/_docs/errors.md" in names


def test_a_folder_with_one_seed_builds_with_the_installed_copy(fresh, wheel, tmp_path):
    _, python = fresh
    run(python, "-m", "pip", "install", "-q", "--constraint", str(ROOT / "constraints.txt"), str(wheel), cwd=tmp_path)
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "lamp.txt").write_text(SEED, encoding="utf-8")

    run(str(python.parent / "seedpress"), "build", cwd=tmp_path)

    home = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert "A lamp for the jetty" in home
    assert "if there is oil" in (tmp_path / "site" / "feed.xml").read_text(encoding="utf-8")
    assert list((tmp_path / "site" / "assets").rglob("*.css"))
