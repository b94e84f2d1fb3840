"""Look for seeds on which conversion takes more than linear time: double the input and see whether the time doubles.

    .venv/bin/python benchmarks/linear.py [--size 20000] [--only WORD] [--all]

Each case is one sign, word or line said again and again, in one line, in lines, and in blocks. Printed are the seconds
of processor time for the size, twice and four times the size, and the last quotient; where that is far above two, the
function that took most of the time is named with its place. Without ``--all`` only such cases are printed.
"""

import argparse
import cProfile
import pstats
import time
from collections.abc import Callable, Iterator
from functools import partial

from generator.engine.phrases import load_phrases
from generator.model import SeedDocument
from generator.stages.convert import convert

HEAD = "A title of it\n\nThe quick brown fox jumps over the lazy dog, they said on Monday.\n\n"
WORSE = 2.7
TOO_SHORT = 0.1
IN_LINES = (
    "x", " ", "(", "[", ":", "-", "- ", "1", "1 ", "1.", "1:", "a:", "—", "*", "_", "#", "/", "\\", "`", "<", "&", "&a",
    "@", "a@", "a.", "a b ", "A ", "A. ", ", ", "a, ", "»", "|", "a|", "'", '"', "“", "~", "=", "+", "http://", "www.",
    "a/", "{", "a(", "a()", "x=", "=1;", "é", "新", "，", "。", "ก", "אב ", "\u200b", "\u00a0", "\t", "\u0301", "…",
    ".", "!", "•", "· ", "by ", "By A B, ", "© ", "©2019 ", "May 3, ", "3 May 2019 ", "2019-", "12/12/", "12:12 ",
    "Photo: ", "von ", "and ", "A and B, ", "A-", "Tags: a, ", "#a ", "A > ", "5.5", "5,5",
)  # fmt: skip
AS_LINES = (
    "", " ", "x", "-", "- a", "1. a", "1", "a:", "Menu", "Share", "By A B", "May 3, 2019", "(c) 2019 A", "•", "* a",
    "A b c.", "Photo: a", "Tags", "Related", "---", "x = f(1);", "one two three four", "One two three four five six.",
    "新闻", "a" * 60, "2 Comments", "A > B", "Related: a", "A B says:",
)  # fmt: skip

_NOUNS = ("river", "road", "mill", "house", "market", "winter", "council", "field", "train", "letter", "garden")


def line_of(piece: str, size: int) -> str:
    return HEAD + piece * (size // len(piece))


def lines_of(piece: str, size: int) -> str:
    return HEAD + f"{piece}\n" * (size // (len(piece) + 1))


def blocks_of(piece: str, size: int) -> str:
    return HEAD + f"{piece}\n\n" * (size // (len(piece) + 2))


def different(pattern: str, between: str, size: int) -> str:
    return HEAD + between.join(pattern.format(number) for number in range(size // (len(pattern) + len(between) + 2)))


def prose(size: int) -> str:
    """Return paragraphs that all differ and say much the same, as those of a long article do."""
    verbs = ("crossed", "saw", "left", "found", "knew", "wanted", "passed")
    sentences = (
        f"The {number} people of the {_NOUNS[number % 11]} {verbs[number % 7]} the {_NOUNS[number % 13 % 11]} again, "
        f"and nobody {verbs[number % 5]} it before the {_NOUNS[number % 9]} came back to the town."
        for number in range(size // 110)
    )
    return HEAD + "\n\n".join(sentences)


def cases() -> Iterator[tuple[str, Callable[[int], str]]]:
    for piece in IN_LINES:
        yield f"a line of {piece!r}", partial(line_of, piece)
    for piece in AS_LINES:
        yield f"lines of {piece[:20]!r}", partial(lines_of, piece)
        if piece.strip():
            yield f"blocks of {piece[:20]!r}", partial(blocks_of, piece)
    for pattern, between in (
        ("line {} is so", "\n"), ("Line {} is a sentence of more than seven words.", "\n\n"), ("Head {}", "\n\n"),
        ("tag{}", ", "), ("Anna Lind{}", ", "), ("Anna Lind{}", "\n"), ("{}. item", "\n"), ("{}", "\n"),
        ("Number {0} of the bridges had stood for a hundred years when it fell.\nReply\nann\nPosts: {0}", "\n"),
        ("Number {0} of the bridges had stood for a hundred years when it fell.\n{0} comments", "\n"),
    ):  # fmt: skip
        yield f"different {pattern!r}", partial(different, pattern, between)
    yield "different paragraphs", prose


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--size", type=int, default=20_000, help="characters of the smallest input")
    parser.add_argument("--only", default="", help="only cases whose name has this in it")
    parser.add_argument("--all", action="store_true", help="print the cases that are linear too")
    given = parser.parse_args()
    phrases = load_phrases()
    convert(SeedDocument("a", HEAD + "a *b* c", ""), phrases)
    for name, text_of in cases():
        if given.only not in name:
            continue
        seconds = [measured(text_of(given.size * factor), phrases) for factor in (1, 2, 4)]
        quotient = seconds[2] / max(seconds[1], TOO_SHORT / 10)
        is_worse = quotient > WORSE and seconds[2] > TOO_SHORT
        if given.all or is_worse:
            place = slowest(text_of(given.size * 4), phrases) if is_worse else ""
            print(f"{name:42}", *(f"{each:8.3f}" for each in seconds), f"{quotient:5.1f}  {place}", flush=True)


def measured(text: str, phrases: object) -> float:
    start = time.process_time()
    convert(SeedDocument("a", text, ""), phrases)
    return time.process_time() - start


def slowest(text: str, phrases: object) -> str:
    profile = cProfile.Profile()
    profile.runcall(convert, SeedDocument("a", text, ""), phrases)
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    # A regex has no place of its own: the function of ours that took longest without what it calls of ours has.
    (file, line, function), _times = max(stats.items(), key=lambda item: item[1][2])
    callers = sorted(stats[(file, line, function)][4].items(), key=lambda item: -item[1][2])
    at = "" if file != "~" or not callers else f" called by {callers[0][0][0]}:{callers[0][0][1]}"
    return f"{function} {file}:{line}{at}" if file != "~" else f"{function}{at}"


if __name__ == "__main__":
    main()
