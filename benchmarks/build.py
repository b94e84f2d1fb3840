"""Time whole builds of a made-up site: cold, with nothing to do, and after one edit.

Every number is a median of whole processes (start of Python included). Seconds say little about another
machine, so what is printed first is ratios: of the builds to each other, and, with ``--against DIR``, of this
checkout to another one on the same corpus, runs alternating.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
KINDS = ("cold", "nothing", "edit")
VOCABULARY = (
    "harbour ferry onion tide lamp letter map orchard bench winter paper cook stair window bell rope garden "
    "market bridge clock slate pear lantern gull chart crate kettle path stile engine whistle boat"
)


def words(seed: int, count: int) -> Iterator[str]:
    """Yield *count* words, always the same ones for the same *seed*."""
    vocabulary = VOCABULARY.split()
    state = seed * 2654435761 % 2**32 or 1
    for _ in range(count):
        state = (state * 1664525 + 1013904223) % 2**32
        yield vocabulary[(state >> 16) % len(vocabulary)]


def article(number: int) -> str:
    """Return the Markdown of one article of about 450 words, with two headings, a list and three tags."""
    title = " ".join(words(number, 5)).capitalize()
    tags = ", ".join(sorted(set(words(number + 7, 3))))
    day = f"20{10 + number % 15}-{1 + number % 12:02}-{1 + number % 28:02}"
    parts = [f"---\ntitle: {title} {number}\ndate: {day}\ntags: [{tags}]\n---\n"]
    for part in range(6):
        if part in (2, 4):
            parts.append(f"## {' '.join(words(number + part, 3)).capitalize()}\n")
        parts.append(" ".join(words(number * 31 + part, 75)).capitalize() + ".\n")
    parts.append("\n".join(f"- {word}" for word in words(number + 99, 4)) + "\n")
    return "\n".join(parts)


def write_corpus(root: Path, articles: int) -> None:
    """Write a site of *articles* articles in folders of a hundred."""
    root.mkdir(parents=True)
    (root / "seedpress.yaml").write_text("title: A made-up site\nbase_url: https://bench.example/\n", encoding="utf-8")
    for number in range(articles):
        path = root / "content" / f"section-{number // 100:03}" / f"article-{number:06}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(article(number), encoding="utf-8")


def run(checkout: Path, root: Path, jobs: int) -> float:
    """Build the site at *root* with the program of *checkout*; return the seconds of the whole process."""
    python = checkout / ".venv" / "bin" / "python"
    environment = {**os.environ, "PYTHONPATH": str(checkout)}
    command = [str(python if python.exists() else sys.executable), "-m", "generator", "build", "-q"]
    start = time.perf_counter()
    subprocess.run([*command, "--jobs", str(jobs)], cwd=root, env=environment, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def reset(root: Path) -> None:
    """Remove what a build leaves behind: output and cache."""
    for name in ("site", ".seedpress"):
        shutil.rmtree(root / name, ignore_errors=True)


def edit(root: Path, turn: int) -> None:
    """Change one paragraph of the first article."""
    path = root / "content" / "section-000" / "article-000000.md"
    path.write_text(article(0) + f"\nAnother tide, number {turn}.\n", encoding="utf-8")


def measure(checkouts: Sequence[Path], articles: int, repeat: int, jobs: int) -> dict[Path, dict[str, float]]:
    """Return the median seconds of each kind of build for each checkout; their runs alternate."""
    times: dict[Path, dict[str, list[float]]] = {checkout: {kind: [] for kind in KINDS} for checkout in checkouts}
    with tempfile.TemporaryDirectory(prefix="seedpress-bench-") as folder:
        roots = {checkout: Path(folder) / str(number) for number, checkout in enumerate(checkouts)}
        for root in roots.values():
            write_corpus(root, articles)
        for turn in range(repeat):
            steps: dict[str, Callable[[Path], None]] = {
                "cold": reset,
                "nothing": lambda _root: time.sleep(0.1),
                "edit": lambda root, turn=turn: edit(root, turn),
            }
            for kind, prepare in steps.items():
                for checkout, root in roots.items():
                    prepare(root)
                    times[checkout][kind].append(run(checkout, root, jobs))
    return {checkout: {kind: statistics.median(found[kind]) for kind in KINDS} for checkout, found in times.items()}


def report(medians: dict[Path, dict[str, float]], articles: int) -> None:
    """Print ratios first, seconds after."""
    mine, *others = medians.values()
    print(f"{articles:,} articles, medians of whole processes")
    print(f"  nothing to do / cold   {mine['nothing'] / mine['cold']:.3f}")
    print(f"  one edit / cold        {mine['edit'] / mine['cold']:.3f}")
    for other in others:
        for kind in KINDS:
            print(f"  {kind:<7} here / there   {mine[kind] / other[kind]:.3f}")
    for checkout, found in medians.items():
        name = "here" if checkout == HERE else str(checkout)
        print(f"  seconds, {name}: " + ", ".join(f"{kind} {found[kind]:.2f}" for kind in KINDS))


def main() -> None:
    """Read the arguments, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=1000, help="how many articles the site has")
    parser.add_argument("--repeat", type=int, default=5, help="how often each build is timed")
    parser.add_argument("--jobs", type=int, default=1, help="worker processes of each build")
    parser.add_argument("--against", type=Path, help="another checkout, with its own .venv, to compare with")
    options = parser.parse_args()
    checkouts = [HERE, *([options.against.resolve()] if options.against else [])]
    report(measure(checkouts, options.articles, options.repeat, options.jobs), options.articles)


if __name__ == "__main__":
    main()
