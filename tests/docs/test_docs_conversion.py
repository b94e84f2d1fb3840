"""The page on conversion names the languages that have phrases, and the keys that conversion writes."""

import re

from documentation import ROOT, read, sections

from generator.formats.frontmatter.names import CANONICAL


def test_every_language_with_phrases_is_named():
    files = (ROOT / "generator" / "stages" / "convert" / "phrases").glob("*.toml")

    assert sorted(re.findall(r"\(`(\w+)`\)", sections(read("conversion.md"), 2)["Languages"])) == sorted(
        path.stem for path in files
    )


def test_the_keys_named_are_keys_of_front_matter():
    named = re.findall(r"^\| `(\w+)` \|", sections(read("conversion.md"), 2)["Where an article goes"], re.MULTILINE)

    assert len(named) > 4
    assert set(named) <= set(CANONICAL)
