"""The configuration's reference is what the program says of itself, and its examples are valid."""

import pytest
from documentation import PAGES, ROOT, blocks, read

from generator import config

REFERENCE = "<!-- reference -->\n"

EXAMPLES = [
    pytest.param(block.text, id=f"{page.name}:{block.line}")
    for page in PAGES
    for block in blocks(page.read_text(encoding="utf-8"))
    if block.language == "yaml"
    and (block.path == "seedpress.yaml" or (page.name != "front-matter.md" and not block.path))
]


def test_the_reference_is_what_the_schema_says():
    _, _, rest = read("configuration.md").partition(REFERENCE)
    written, _, _ = rest.partition("<!-- end of reference -->")

    assert written.strip() == config.reference().strip(), "run: python docs/configuration.py"


@pytest.mark.parametrize("text", EXAMPLES)
def test_examples_are_valid(text):
    found, problems = config.parse_config(text, "seedpress.yaml")

    assert problems == ()
    assert found is not None


def test_the_example_site_is_valid():
    _, problems = config.parse_config((ROOT / "seedpress.yaml").read_text(encoding="utf-8"), "seedpress.yaml")

    assert problems == ()
