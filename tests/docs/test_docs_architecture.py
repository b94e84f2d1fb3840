"""The functions that the architecture page names exist."""

import importlib
import re

import pytest
from documentation import ROOT, read

FLOORS = {path.stem for path in (ROOT / "generator").iterdir() if path.stem.isidentifier()}
NAMED = sorted(
    {
        name
        for name in re.findall(r"`([a-z_]+(?:\.[A-Za-z_]+)+)(?:\([^`]*\))?`", read("architecture.md"))
        if name.partition(".")[0] in FLOORS and not name.endswith((".md", ".py"))
    }
)


def found(name):
    """Return what the dotted *name* below the package stands for."""
    parts = name.split(".")
    for cut in range(len(parts), 0, -1):
        try:
            value = importlib.import_module(".".join(["generator", *parts[:cut]]))
        except ModuleNotFoundError:
            continue
        for part in parts[cut:]:
            value = getattr(value, part)
        return value
    raise LookupError(name)


def test_the_page_names_functions():
    assert len(NAMED) > 20


@pytest.mark.parametrize("name", NAMED)
def test_what_is_named_exists(name):
    assert found(name) is not None


def test_every_floor_is_described():
    layers = re.search(r"layers =\n((?:    .+\n)+)", (ROOT / ".importlinter").read_text(encoding="utf-8"))[1]

    for floor in re.findall(r"\w+", layers):
        assert re.search(rf"`{floor}/?`", read("architecture.md")), floor
