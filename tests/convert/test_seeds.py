"""Whole seeds: what the scorer of the specification says of their conversion.

The seeds for development are beside the checkout, others are here: the rules were made with those of `tune`
before the eyes, and those of `measure`, which nobody looked at for that, say what they do for a stranger.
"""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.engine.phrases import load_phrases
from generator.formats.phrases import Phrases
from generator.model import Conversion, SeedDocument
from generator.stages.convert import convert
from seeds import without, written

SHARED = Path(__file__).parents[2].parent / "shared"
SEEDS = SHARED / "seeds-dev"
OWN = Path(__file__).parent / "seeds"
needs_seeds = pytest.mark.skipif(
    not (SEEDS / "score_seeds.py").is_file(), reason="the seeds for development are not beside the checkout"
)


def converted(path: Path, phrases: Phrases | None = None) -> Conversion:
    text = path.read_text(encoding="utf-8-sig")
    result = convert(SeedDocument(path.name, text, ""), phrases or load_phrases())
    assert isinstance(result, Conversion)
    return result


def scored(seeds: Path, out: Path, phrases: Phrases | None = None) -> tuple[float, dict]:
    """Convert *seeds* to *out*, and return their score and what is said of each."""
    for path in sorted(seeds.glob("*.txt")):
        (out / f"{path.stem}.md").write_text(written(converted(path, phrases)), encoding="utf-8")
    report = subprocess.run(
        [sys.executable, str(SEEDS / "score_seeds.py"), str(out), str(seeds), "--details", "--json", str(out / "scores.json")],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    documents = json.loads((out / "scores.json").read_text(encoding="utf-8"))["documents"]
    return float(re.search(r"score: ([\d.]+)\s*$", report.stdout)[1]), documents


@needs_seeds
@pytest.mark.parametrize(
    ("seeds", "floor"),
    # The rules were made with the first two before the eyes; the last says what they do for others.
    [(SEEDS, 0.99), (OWN / "tune", 0.975), (OWN / "measure", 0.95)],
    ids=["development", "tune", "measure"],
)
def test_seeds_come_out_as_their_gold_says(tmp_path, seeds, floor):
    score, documents = scored(seeds, tmp_path)

    assert score >= floor
    assert not [name for name, one in documents.items() if one["counts"]["invented_date"]]


@needs_seeds
@pytest.mark.slow
def test_seeds_in_a_language_without_phrases_are_read_by_their_shape(tmp_path):
    by_language: dict[str, list[Path]] = {}
    for gold in (*OWN.glob("*/*.gold.json"), *SEEDS.glob("*.gold.json")):
        language = json.loads(gold.read_text(encoding="utf-8"))["language"]
        by_language.setdefault(language, []).append(gold)
    scores = []
    for language, golds in sorted(by_language.items()):
        phrases = without(load_phrases(), language)
        seeds, out = tmp_path / language, tmp_path / f"{language}-out"
        seeds.mkdir()
        out.mkdir()
        for gold in golds:
            text = gold.with_name(gold.name.replace(".gold.json", ".txt"))
            shutil.copy(gold, seeds)
            shutil.copy(text, seeds)
        _score, documents = scored(seeds, out, phrases)
        scores += [one["score"] for one in documents.values()]

    # The aim is 0.9, which 331 of the seeds come to; those that were written to be hard are at 0.84 to 0.89.
    assert sum(scores) / len(scores) >= 0.89


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
