"""What a checkout promises: its commands exist, its files are tracked, its shape stays small."""

import ast
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted((ROOT / "generator").rglob("*.py"))
FUNCTION_WALL = 60
MODULE_WALL = 250


def named(path):
    return path.relative_to(ROOT).as_posix()


def makefile_targets():
    return set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))


def test_make_commands_named_in_the_documentation_exist():
    pages = [ROOT / "README.md", ROOT / "benchmarks" / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    named_targets = {
        target
        for page in pages
        for target in re.findall(
            r"^    make ([a-z-]+)|`make ([a-z-]+)`", page.read_text(encoding="utf-8"), re.MULTILINE
        )
        for target in target
        if target
    }

    assert {"build", "test"} <= named_targets <= makefile_targets()


def test_the_readme_opens_with_the_two_commands():
    opening = (ROOT / "README.md").read_text(encoding="utf-8").split("\n## ")[0]

    assert opening.index("make build") < opening.index("make test") < opening.index("pip install")


@pytest.mark.skipif(shutil.which("git") is None or not (ROOT / ".git").exists(), reason="not a git checkout")
def test_git_ignores_no_file_of_the_program_or_its_tests():
    files = [named(path) for folder in ("generator", "tests", "themes") for path in (ROOT / folder).rglob("*")]
    wanted = [name for name in files if "__pycache__" not in name and "node_modules" not in name]

    ignored = subprocess.run(
        ["git", "check-ignore", "--stdin"],
        cwd=ROOT,
        input="\n".join(wanted),
        capture_output=True,
        text=True,
        check=False,
    )

    assert ignored.stdout.split() == []


def test_pytest_collects_every_folder_of_tests(pytestconfig):
    skipped = pytestconfig.getini("norecursedirs")

    assert [named(path) for path in (ROOT / "tests").iterdir() if path.is_dir() and path.name in skipped] == []


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_modules_and_functions_stay_below_the_wall(path):
    text = path.read_text(encoding="utf-8")
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]

    assert text.count("\n") <= MODULE_WALL
    assert [node.name for node in functions if node.end_lineno - node.lineno >= FUNCTION_WALL] == []


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_every_module_says_what_it_is_for(path):
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
