"""The constraints file pins everything that is installed to use and to develop Seedpress, and nothing else."""

import re
import tomllib
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def canonical(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def pins():
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def wanted():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [*project["dependencies"], *project["optional-dependencies"]["dev"]]


def requirement_name(requirement):
    return canonical(re.match(r"[A-Za-z0-9._-]+", requirement)[0])


def applies(requirement):
    """Tell whether a requirement of a dependency is one of ours: no extra, and no older Python or other system."""
    marker = requirement.partition(";")[2]
    older = re.search(r"python_version < ['\"]3\.([0-9]|10|11)['\"]", marker)
    return "extra" not in marker and "win32" not in marker and not older


def needed():
    """Return the names of all distributions that the project and its tools need, dependencies of dependencies too."""
    found, todo = set(), [requirement_name(each) for each in wanted()]
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            todo += [requirement_name(each) for each in metadata.requires(name) or () if applies(each)]
    return found


def test_every_line_is_an_exact_pin():
    for line in pins():
        assert re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.]+(; [a-z_]+ [<>=!]+ \"[^\"]+\")?", line), line


def test_the_file_names_no_address():
    assert "://" not in (ROOT / "constraints.txt").read_text(encoding="utf-8")


def test_all_that_is_needed_is_pinned_and_nothing_else():
    assert {canonical(line.partition("==")[0]) for line in pins()} == needed()
