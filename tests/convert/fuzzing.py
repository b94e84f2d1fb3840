"""Feed the whole converter with broken seeds, and look for crashes, endless loops and broken laws.

    python -m tests.convert.fuzzing [--seconds 1200] [--inputs N] [--seed 1] [--coverage] [--keep .fuzz]

Inputs are seeds of the repository, cut, mixed, repeated and damaged. Each may take ten seconds of processor time.
What fails is made shorter as long as it fails in the same way, and kept in a folder. ``--coverage`` has atheris choose
what is changed further, by the lines of the program that an input reaches (``pip install atheris``).
"""

# ruff: noqa: T201 - it talks to whoever runs it

import argparse
import random
import signal
import sys
import time
import traceback
from datetime import date
from functools import cache
from hashlib import blake2b
from io import BytesIO
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
SECONDS_EACH = 10
LONGEST = 20_000
TRIES = 400
SUFFIXES = {".txt", ".html", ".xml", ".rss", ".atom", ".json", ".jsonl", ".csv", ".md", ".docx"}
NOISE = "\\`*_{}[]()<>#+-.!|~:=&;\"'$^%@/,? \t\n\r\x00\x02\x03\x0b\x0c\x1b\x85\u00a0\u2028\u200b\u200f\ufeff\u0301١५①漢é😀\ud800"
SCRIPTS = (
    "abcdefgh",
    "абвгдежз",
    "αβγδεζηθ",
    "אבגדהוזח",
    "ابتثجحخد",
    "अआइईउऊएऐ",
    "一二三四五六七八",
    "あいうえおかきく",
    "กขคฆงจฉช",
)


class TookTooLong(Exception):  # noqa: N818 - what happened, not what is wrong with it
    """An input took more processor time than any should."""


def alarm(*_):
    raise TookTooLong


@cache
def corpus():
    folders = [HERE / "seeds", ROOT / "seeds", ROOT / "tests" / "inputs"]
    files = sorted(path for folder in folders for path in folder.rglob("*") if path.suffix in SUFFIXES)
    return [path.read_bytes()[:LONGEST] for path in files]


def mutated(raw, rng):
    """Return *raw* changed in one to four ways."""
    for _ in range(rng.choice([1, 1, 2, 3, 4])):
        raw = rng.choice(WAYS)(raw, rng)
    return raw[: LONGEST * 2]


def span(raw, rng):
    start = rng.randrange(len(raw) + 1)
    return start, min(len(raw), start + int(rng.paretovariate(0.5)))


def spliced(raw, rng):
    other = rng.choice(corpus())
    (start, end), (first, last) = span(raw, rng), span(other, rng)
    return raw[:start] + other[first:last] + raw[end:]


def repeated(raw, rng):
    start, end = span(raw, rng)
    times = min(int(rng.paretovariate(0.4)), LONGEST // (end - start + 1) + 1)
    return raw[:start] + raw[start:end] * times + raw[end:]


def cut(raw, rng):
    start, end = span(raw, rng)
    return raw[:start] + raw[end:]


def truncated(raw, rng):
    return raw[: rng.randrange(len(raw) + 1)]


def flipped(raw, rng):
    changed = bytearray(raw or b"x")
    for _ in range(rng.choice([1, 1, 4, 40])):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def noisy(raw, rng):
    start, _end = span(raw, rng)
    noise = "".join(rng.choices(NOISE, k=rng.randrange(1, 9))) * rng.choice([1, 1, 1, 3, 3000])
    return raw[:start] + noise.encode("utf-8", "surrogatepass") + raw[start:]


def shuffled(raw, rng):
    lines = raw.split(b"\n")
    rng.shuffle(lines)
    return rng.choice([b"\n", b"\n\n", b"\r\n", b" ", b""]).join(lines)


def doubled(raw, rng):
    lines = raw.split(b"\n")
    return b"\n".join(line for line in lines for _ in range(rng.choice([1, 1, 1, 2, 9])))


def joined(raw, rng):
    return raw.replace(b"\n\n", b"\n") if rng.random() < 0.5 else raw.replace(b"\n", b"\n\n")


def transcribed(raw, rng):
    """Write *raw* in another script."""
    letters = rng.choice(SCRIPTS)
    table = {
        ord(a) + shift: letters[a_number % len(letters)] for shift in (0, -32) for a_number, a in enumerate("etaoinsh")
    }
    return raw.decode("utf-8", "replace").translate(table).encode()


def encoded(raw, rng):
    name = rng.choice(["utf-16", "utf-16-le", "utf-32", "latin-1", "cp1252", "shift_jis", "cp1251", "utf-7"])
    return raw.decode("utf-8", "replace").encode(name, "replace")


def marked(raw, rng):
    """Put signs before the lines of a part of *raw*."""
    lines = raw.split(b"\n")
    start, end = span(lines, rng)
    sign = rng.choice(
        [b"- ", b"1. ", b"> ", b"# ", b"* ", b"    ", b"\t", b": ", b"By ", b"Tags: ", b"Photo: ", b"| ", b"[", b"<"]
    )
    return b"\n".join([*lines[:start], *(sign + line for line in lines[start:end]), *lines[end:]])


WAYS = (spliced, repeated, cut, truncated, flipped, noisy, shuffled, doubled, joined, transcribed, encoded, marked)


def judge(raw):
    """Convert *raw* as if it were a file, and assert what holds for every article."""
    from generator.formats.inputs import InputOptions, documents
    from generator.model import SeedDocument
    from generator.problems import Problem
    from generator.stages.convert import convert
    from tests.convert.hostile import PHRASES

    for found in documents("seeds/a.txt", BytesIO(raw), InputOptions()):
        if isinstance(found, Problem):
            assert found.code
            assert str(found)
        elif isinstance(found, SeedDocument):
            result = convert(found, PHRASES)
            if isinstance(result, Problem):
                assert result.code in {"seed-empty", "seed-no-article"}, result
            else:
                check(found, result)


def check(seed, conversion):
    from zoneinfo import ZoneInfo

    from generator.formats.frontmatter import read_metadata
    from generator.formats.overrides import Override
    from generator.model import SourceFile
    from generator.steps.seeds import article_fields, article_text
    from tests.convert.test_laws import check_conversion

    check_conversion(seed, conversion)
    fields = article_fields(seed, conversion, "a", None, date(2026, 1, 1), Override())
    text = article_text(fields, conversion.body)
    metadata, body, _line, problems = read_metadata(SourceFile("content/a.md", text), ZoneInfo("UTC"))
    assert metadata is not None, problems
    assert not [problem for problem in problems if problem.is_error], problems
    assert body.strip() == conversion.body.strip()


def failure_of(raw, judge=judge):
    """Return where and how the converter fails on *raw*, "" if it does not."""
    signal.signal(signal.SIGPROF, alarm)
    signal.setitimer(signal.ITIMER_PROF, SECONDS_EACH)
    try:
        judge(raw)
    except Exception as error:  # noqa: BLE001 - any is a failure
        frames = traceback.extract_tb(error.__traceback__)
        own = [frame for frame in frames if str(ROOT) in frame.filename and ".venv" not in frame.filename]
        place = "too long" if isinstance(error, TookTooLong) else f"{Path(own[-1].filename).name}:{own[-1].lineno}"
        return f"{type(error).__name__} at {place}"
    else:
        return ""
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def shortened(raw, failure, judge=judge):
    """Return the shortest input found that fails as *raw* does."""
    size, tries = len(raw) // 2, TRIES if "TookTooLong" not in failure else 20
    while size and tries:
        for start in range(0, len(raw), size):
            tries -= 1
            shorter = raw[:start] + raw[start + size :]
            if failure_of(shorter, judge) == failure:
                raw = shorter
                break
            if not tries:
                break
        else:
            size //= 2
    return raw


class Campaign:
    """Counts inputs, and keeps one example of each way to fail."""

    def __init__(self, keep, judge=judge):
        self.keep, self.judge = keep, judge
        self.inputs, self.failures, self.slowest = 0, {}, (0.0, b"")

    def try_one(self, raw):
        self.inputs += 1
        start = time.process_time()
        failure = failure_of(raw, self.judge)
        self.slowest = max(self.slowest, (time.process_time() - start, raw))
        if failure and failure not in self.failures:
            self.failures[failure] = shortened(raw, failure, self.judge)
            print(f"{failure}: {self.failures[failure][:200]!r}", flush=True)
            if self.keep:
                self.keep.mkdir(exist_ok=True)
                name = blake2b(self.failures[failure], digest_size=8).hexdigest()
                (self.keep / name).write_bytes(self.failures[failure])

    def report(self):
        seconds, raw = self.slowest
        count = f"{self.inputs:,} inputs, {len(self.failures)} ways to fail"
        print(f"{count}; the slowest took {seconds:.2f} s for {len(raw):,} bytes")


def run(seed, seconds=float("inf"), inputs=float("inf"), keep=None):
    """Try *inputs* inputs, or for *seconds*, and return what happened."""
    rng, campaign, end = random.Random(seed), Campaign(keep), time.monotonic() + seconds
    while campaign.inputs < inputs and time.monotonic() < end:
        campaign.try_one(mutated(rng.choice(corpus()), rng))
    return campaign


def run_with_coverage(seed, seconds, keep):
    """Have atheris choose the inputs; it ends the process."""
    import atexit

    import atheris

    with atheris.instrument_imports(include=["generator"]):
        judge(corpus()[0])
    campaign = Campaign(keep)
    atexit.register(campaign.report)
    folder = keep / "corpus"
    folder.mkdir(parents=True, exist_ok=True)
    for raw in corpus():
        (folder / blake2b(raw, digest_size=8).hexdigest()).write_bytes(raw)

    def change(raw, _size, number):
        rng = random.Random(number)
        return mutated(raw, rng) if rng.random() < 0.7 else atheris.Mutate(raw, LONGEST * 2)

    flags = [
        f"-max_total_time={seconds:.0f}",
        f"-seed={seed}",
        f"-max_len={LONGEST * 2}",
        "-rss_limit_mb=3000",
        "-timeout=600",
    ]
    atheris.Setup([sys.argv[0], *flags, str(folder)], campaign.try_one, custom_mutator=change)
    atheris.Fuzz()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seconds", type=float, default=1200)
    parser.add_argument("--inputs", type=int, default=sys.maxsize)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--coverage", action="store_true")
    parser.add_argument("--keep", type=Path, default=ROOT / ".fuzz")
    given = parser.parse_args()
    if given.coverage:
        run_with_coverage(given.seed, given.seconds, given.keep)
    campaign = run(given.seed, given.seconds, given.inputs, given.keep)
    campaign.report()
    sys.exit(bool(campaign.failures))


if __name__ == "__main__":
    main()
