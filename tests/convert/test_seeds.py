"""The seeds for development: what the specification's own scorer says of their conversion."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from generator.engine.phrases import load_phrases
from generator.model import Conversion, SeedDocument
from generator.stages.convert import convert

SHARED = Path(__file__).parents[2].parent / "shared"
SEEDS = SHARED / "seeds-dev"
needs_seeds = pytest.mark.skipif(
    not (SEEDS / "score_seeds.py").is_file(), reason="the seeds for development are not beside the checkout"
)


def converted(path: Path) -> Conversion:
    text = path.read_text(encoding="utf-8-sig")
    result = convert(SeedDocument(path.name, text, ""), load_phrases())
    assert isinstance(result, Conversion)
    return result


def written(conversion: Conversion) -> str:
    fields = {
        "title": conversion.title,
        "date": conversion.date,
        "authors": list(conversion.authors),
        "tags": list(conversion.tags),
        "language": conversion.language,
        "publisher": conversion.publisher,
        "captions": [{"caption": one.caption, "credit": one.credit} for one in conversion.captions],
        "related": list(conversion.related),
        "source": conversion.source,
    }
    front_matter = yaml.safe_dump({key: value for key, value in fields.items() if value}, allow_unicode=True)
    return f"---\n{front_matter}---\n\n{conversion.body}"


@needs_seeds
def test_the_seeds_for_development_come_out_right(tmp_path):
    for path in sorted(SEEDS.glob("*.txt")):
        (tmp_path / f"{path.stem}.md").write_text(written(converted(path)), encoding="utf-8")

    scored = subprocess.run(
        [sys.executable, str(SEEDS / "score_seeds.py"), str(tmp_path), str(SEEDS), "--details", "--json", str(tmp_path / "scores.json")],
        capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert float(re.search(r"score: ([\d.]+)\s*$", scored.stdout)[1]) >= 0.99, scored.stdout
    scores = json.loads((tmp_path / "scores.json").read_text(encoding="utf-8"))["documents"]
    assert not [name for name, one in scores.items() if one["counts"]["invented_date"]]


@needs_seeds
def test_the_real_seed_comes_out_exactly():
    (path,) = sorted((SHARED / "seeds").glob("*.txt"))

    conversion = converted(path)

    blocks = conversion.body.strip().split("\n\n")
    assert conversion.date is None
    assert conversion.tags == ("Us", "China", "North korea")
    assert [block for block in blocks if block.startswith("## ")] == [
        "## Biden administration seeks help from China",
        "## Can China persuade North Korea to denuclearize?",
    ]
    assert len([block for block in blocks if not block.startswith("## ")]) == 13
    assert conversion.captions[0].credit == "API/Gamma-Rapho via Getty Images"
