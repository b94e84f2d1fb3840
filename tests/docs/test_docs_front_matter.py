"""Every front-matter key is documented with the names it goes by, and the examples are valid."""

import re
from datetime import UTC

import pytest
from documentation import blocks, headings, prose, read

from generator.formats.frontmatter import read_metadata
from generator.formats.frontmatter.names import CANONICAL, NAMES
from generator.model import SourceFile

EXAMPLES = [block for block in blocks(read("front-matter.md")) if block.language == "yaml" and not block.path]


def rows():
    """Return the table of keys: key -> the other names in its row."""
    cells = [
        line.strip("|").split("|") for line in prose(read("front-matter.md")).splitlines() if line.startswith("| `")
    ]
    return {row[0].strip(" `"): re.findall(r"`([^`]+)`", row[2]) for row in cells}


def test_every_key_has_a_row_with_its_other_names():
    expected = {key: [name for name in NAMES[key] if name != key] for key in CANONICAL}

    assert rows() == expected


def test_every_heading_about_keys_names_keys():
    about = [title.split(", ") for level, title in headings(read("front-matter.md")) if level == 3]

    assert [key for keys in about for key in keys if key not in CANONICAL] == []
    assert set(CANONICAL) - {key for keys in about for key in keys} <= {"title", "summary", "language", "publisher"}


@pytest.mark.parametrize("block", EXAMPLES, ids=lambda block: f"line {block.line}")
def test_examples_are_valid(block):
    source = SourceFile("content/example.md", f"---\n{block.text}---\n\nText.\n")

    metadata, _, _, problems = read_metadata(source, UTC)

    assert problems == ()
    assert metadata is not None
    assert metadata.extra == {}
