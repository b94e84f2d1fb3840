"""Measure how often each rule of the conversion is right on labelled seeds, and whether its confidence is honest.

Prints every rule with its blocks and how many of them are right, then for classes of confidence how many of
their blocks are right in truth: once as the program says it, and once for each seed with what the others
teach (leave one out). ``--write`` puts the counts into ``generator/stages/convert/measured.py``.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from labels import Field, Judged, judge, seeds_in

from generator.engine.phrases import load_phrases
from generator.stages.convert.confidence import rate

HERE = Path(__file__).resolve().parent.parent
OWN = HERE / "tests" / "convert" / "seeds"
MEASURED = HERE / "generator" / "stages" / "convert" / "measured.py"
# Nobody looks at these while making rules; what is learned from them could not be checked on them.
KEPT_BACK = "measure"
# What a circumstance must change to be worth a line of the data.
TELLING = 0.02
CLASSES = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)

Counts = Mapping[str, tuple[int, int]]


def count(cases: Iterable[tuple[Sequence[str], bool]]) -> Counts:
    """Return how often each key was right and seen, given what keys each case has."""
    right, seen = Counter[str](), Counter[str]()
    for keys, is_right in cases:
        seen.update(keys)
        right.update(keys if is_right else ())
    return {key: (right[key], seen[key]) for key in sorted(seen)}


def keys_of(block: Judged) -> Sequence[str]:
    return (block.rule, f"{block.rule} @ {block.circumstance}")


def field_keys(field: Field) -> Sequence[str]:
    return (field.name, f"{field.name} @ {field.rule}")


def left_out(blocks: Sequence[Judged]) -> Sequence[tuple[float, bool]]:
    """Return for each block the confidence that the other seeds give it, and whether it is right."""
    everything = count((keys_of(block), block.is_right) for block in blocks)
    found = []
    for seed in sorted({block.seed for block in blocks}):
        own = [block for block in blocks if block.seed == seed]
        mine = count((keys_of(block), block.is_right) for block in own)
        rest = {
            key: (right - mine.get(key, (0, 0))[0], seen - mine.get(key, (0, 0))[1])
            for key, (right, seen) in everything.items()
        }
        found += [(rate(rest, *keys_of(block)), block.is_right) for block in own]
    return found


def reliability(cases: Iterable[tuple[float, bool]]) -> Sequence[tuple[float, float, int, int]]:
    """Return for each class of confidence its bounds, its cases, and how many of them are right."""
    cases = list(cases)
    rows = []
    for low, high in pairwise(CLASSES):
        inside = [is_right for sure, is_right in cases if low <= sure < high]
        rows.append((low, high, len(inside), sum(inside)))
    return rows


def show(title: str, cases: Iterable[tuple[float, bool]]) -> None:
    """Print the classes of confidence of *cases*."""
    print(f"\n{title}")
    for low, high, seen, right in reliability(cases):
        if seen:
            print(f"  {low:.2f} to {min(high, 1):.2f}  {seen:>6} seen  {right:>6} right  {right / seen:>6.1%}")


def table(counts: Counts, prior: Counts) -> None:
    """Print each key with its counts and the confidence it has now."""
    for key, (right, seen) in counts.items():
        general, _, circumstance = key.partition(" @ ")
        sure = rate(prior, general, key) if circumstance else rate(prior, key)
        print(f"  {key:<48}{seen:>6} seen {right:>6} right  {sure:.2f}")


def telling(counts: Counts) -> Counts:
    """Return *counts* without the circumstances in which a rule is right as often as it always is."""

    def tells(key: str) -> bool:
        general, _, circumstance = key.partition(" @ ")
        return not circumstance or abs(rate(counts, general) - rate(counts, general, key)) >= TELLING

    return {key: found for key, found in counts.items() if tells(key)}


def source(seeds: int, blocks: Counts, fields: Counts) -> str:
    """Return the text of the module with the counts."""
    lines = [
        '"""How often each rule was right on labelled seeds: (right, seen). Written by `benchmarks/calibrate.py`."""',
        "",
        "from collections.abc import Mapping",
        "",
        f"SEEDS = {seeds}",
    ]
    for name, counts in (("BLOCKS", blocks), ("FIELDS", fields)):
        rows = [f'    "{key}": ({right}, {seen}),' for key, (right, seen) in telling(counts).items()]
        lines += [f"{name}: Mapping[str, tuple[int, int]] = {{", *rows, "}"]
    return "\n".join(lines) + "\n"


def measured(folders: Sequence[Path]) -> tuple[Sequence[Judged], Sequence[Field]]:
    """Judge every labelled seed below *folders*."""
    phrases = load_phrases()
    both = [judge(path, phrases) for path in seeds_in(folders)]
    return [block for blocks, _ in both for block in blocks], [field for _, fields in both for field in fields]


def default_folders() -> Sequence[Path]:
    own = [folder for folder in sorted(OWN.iterdir()) if folder.is_dir() and folder.name != KEPT_BACK]
    return [*own, HERE.parent / "shared" / "seeds-dev"]


def main() -> None:
    """Read the arguments, measure, print, and write if asked."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", type=Path, nargs="*", help="folders of labelled seeds; otherwise those of the tests")
    parser.add_argument("--write", action="store_true", help="put the counts into the program")
    parser.add_argument("--wrong", action="store_true", help="print the blocks that are wrong too")
    options = parser.parse_args()
    blocks, fields = measured(options.folders or default_folders())
    by_block = count((keys_of(block), block.is_right) for block in blocks)
    by_field = count((field_keys(field), field.is_right) for field in fields)
    seeds = len({block.seed for block in blocks})
    print(f"{seeds} seeds, {len(blocks):,} blocks, {sum(block.is_right for block in blocks):,} right\n\nrules")
    table(by_block, by_block)
    print("\nfields")
    table(by_field, by_field)
    show("blocks, as the program says", ((block.confidence, block.is_right) for block in blocks))
    show("blocks, each seed by what the others teach", left_out(blocks))
    show("fields, as the program says", ((field.confidence, field.is_right) for field in fields))
    for block in blocks if options.wrong else ():
        if not block.is_right:
            print(f"{block.seed}:{block.number}: {block.role} ({block.rule}) {block.confidence}: {block.text[:80]}")
    if options.write:
        MEASURED.write_text(source(seeds, by_block, by_field), encoding="utf-8")


if __name__ == "__main__":
    main()
