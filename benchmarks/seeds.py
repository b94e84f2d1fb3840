"""Score the conversion of labelled seeds with the specification's scorer, by kind and by language.

``python benchmarks/seeds.py SCORER FOLDER...``: SCORER is ``score_seeds.py``, a FOLDER holds ``NAME.txt`` and
``NAME.gold.json``. ``--without-phrases`` takes away the phrases of each seed's own language; its calendar stays.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

import yaml
from msgspec import structs

from generator.engine.phrases import load_phrases
from generator.formats.phrases import Phrases, merged
from generator.formats.text import decode
from generator.model import Conversion, SeedDocument
from generator.stages.convert import convert

Scores = Mapping[str, Mapping[str, object]]


def without(phrases: Phrases, language: str) -> Phrases:
    """Return *phrases* as if nobody had written any for *language*."""
    own = phrases.languages.get(language)
    if own is None:
        return phrases
    others = {code: one for code, one in phrases.languages.items() if code != language}
    every = merged(others.values())
    calendar = {"months": {**every.months, **own.months}, "weekdays": every.weekdays | own.weekdays}
    return structs.replace(phrases, languages=others, whole=structs.replace(every, is_general=True, **calendar))


def written(conversion: Conversion) -> str:
    """Return *conversion* as the file the scorer reads."""
    names = ("title", "date", "authors", "tags", "language", "publisher", "related", "source")
    fields = {name: getattr(conversion, name) for name in names}
    fields = {name: list(value) if isinstance(value, tuple) else value for name, value in fields.items()}
    fields["captions"] = [{"caption": one.caption, "credit": one.credit} for one in conversion.captions]
    return f"---\n{yaml.safe_dump(fields, allow_unicode=True)}---\n\n{conversion.body}"


def scored(scorer: Path, folder: Path, *, with_phrases: bool) -> Scores:
    """Convert the seeds of *folder* and return what the scorer says of each."""
    phrases = load_phrases()
    with tempfile.TemporaryDirectory() as name:
        out = Path(name)
        for seed in sorted(folder.glob("*.txt")):
            gold = json.loads(seed.with_suffix(".gold.json").read_text(encoding="utf-8"))
            known = phrases if with_phrases else without(phrases, gold["language"])
            text, _ = decode(seed.read_bytes(), seed.name)
            result = convert(SeedDocument(seed.name, text, ""), known)
            if isinstance(result, Conversion):
                (out / f"{seed.stem}.md").write_text(written(result), encoding="utf-8")
        report = out / "scores.json"
        command = [sys.executable, str(scorer), str(out), str(folder), "--json", str(report)]
        subprocess.run(command, check=True, capture_output=True)
        return json.loads(report.read_text(encoding="utf-8"))["documents"]


def table(title: str, groups: Mapping[str, Iterable[Mapping[str, object]]]) -> None:
    """Print a row for each group: seeds, mean score, how many are wholly right."""
    print(f"\n| {title} | seeds | score | wholly right |\n|---|---|---|---|")
    for name, documents in sorted(groups.items()):
        every = list(documents)
        mean = sum(float(one["score"]) for one in every) / len(every)
        print(f"| {name} | {len(every)} | {mean:.3f} | {sum(bool(one['exact']) for one in every)} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("scorer", type=Path)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--without-phrases", action="store_true")
    arguments = parser.parse_args()
    by_folder, by_language, by_kind = defaultdict(list), defaultdict(list), defaultdict(list)
    for folder in arguments.folders:
        documents = scored(arguments.scorer, folder, with_phrases=not arguments.without_phrases)
        for name, one in documents.items():
            gold = json.loads((folder / f"{name}.gold.json").read_text(encoding="utf-8"))
            by_folder[str(folder)].append(one)
            by_language[gold["language"]].append(one)
            # Seeds of our own are called NUMBER-LANGUAGE-KIND.
            by_kind[name.split("-", 2)[2] if name.count("-") > 1 else "other"].append(one)
    table("language", by_language)
    table("kind", by_kind)
    table("folder", by_folder)
    every = [one for documents in by_folder.values() for one in documents]
    counts = [one["counts"] for one in every]
    found, there = sum(one["matched"] for one in counts), sum(one["gold"] for one in counts)
    invented = sum(one["invented_date"] for one in counts)
    print(f"\nparagraphs found: {found} of {there} ({found / there:.4f}); invented dates: {invented}")


if __name__ == "__main__":
    main()
