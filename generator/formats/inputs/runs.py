"""Runs of text that share their marks: the inline content of a block, in lines, with single blanks."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct

BREAK = "\n"
EDGE = "|"
IMAGE = "!"
_BLANK = re.compile(r"\s+")
_SHORT = 160
_FEWEST_PIECES = 2
_DOTS = ("•", "·", "|")


class Run(Struct, frozen=True):
    """Text with its *marks* from the outermost in: names of elements, or ``a ADDRESS``; or a break, or an image."""

    text: str
    marks: tuple[str, ...] = ()
    kind: str = ""


def is_image(run: Run) -> bool:
    """Tell whether *run* is an image."""
    return run.kind == IMAGE


def lines_of(runs: Sequence[Run]) -> list[list[Run]]:
    """Return *runs* by line, as breaks part them; white space is normalised, an empty line is an empty list."""
    lines: list[list[Run]] = [[]]
    for run in _parted(runs):
        if run.kind == BREAK:
            lines.append([])
        else:
            lines[-1].append(run)
    return [_tidy(line) for line in lines]


def plain(runs: Sequence[Run]) -> str:
    """Return the text of *runs* as one line, without its images."""
    return " ".join("".join("" if run.kind == EDGE else " " if run.kind else run.text for run in runs).split())


def is_row(runs: Sequence[Run]) -> bool:
    """Tell whether *runs* are a row of short pieces, each an element of its own: who, when, how long it takes."""
    texts = [run.text.strip() for run in runs if not run.kind]
    edges = [place for place, run in enumerate(runs) if run.kind == EDGE]
    if len(edges) < _FEWEST_PIECES or sum(map(len, texts)) > _SHORT or any(run.kind == BREAK for run in runs):
        return False
    # Text beside the pieces makes a sentence of them.
    ends = [place for place, run in enumerate(runs) if run.text.strip()]
    return (
        bool(ends)
        and all(runs[place + 1].kind == EDGE for place in ends if place + 1 < len(runs))
        and ends[-1] + 1 < len(runs)
    )


def _parted(runs: Sequence[Run]) -> Iterator[Run]:
    """Yield *runs* with a break at each edge where two words would run into one, as in ``MarshNov. 2, 20216 min``.

    Pages set such pieces apart by their style. Only short blocks are such; in a paragraph a word may change its
    style in its middle.
    """
    is_short = sum(len(run.text) for run in runs) <= _SHORT
    before, is_edge = "", False
    for run in runs:
        if run.kind == EDGE:
            is_edge = True
            continue
        if is_edge and not run.text.strip():
            is_edge = False
        if is_edge and is_short and _collide(before, run.text):
            yield Run(BREAK, (), BREAK)
        before, is_edge = run.text, False
        yield run


def _collide(before: str, after: str) -> bool:
    if before[-1:].isalnum() and after[:1] in _DOTS:
        return True
    if not (before[-1:].isalnum() and after[:1].isalnum()):
        return False
    return (before[-1].isdigit() and after[0].isalnum()) or (before[-1].islower() and not after[0].islower())


def _tidy(line: Sequence[Run]) -> list[Run]:
    """Return *line* with single blanks, none at its ends or under marks that end there, like runs merged."""
    spread: list[Run] = []
    is_apart = False
    for run in (piece for each in line for piece in _pieces(each)):
        if not run.kind and run.text == " ":
            is_apart = True
            continue
        if is_apart and spread:
            spread.append(Run(" ", _common(spread[-1].marks, run.marks)))
        spread.append(run)
        is_apart = False
    return [
        run if run.kind else Run("".join(one.text for one in same), run.marks)
        for same in _alike(spread)
        for run in [same[0]]
    ]


def _pieces(run: Run) -> Iterator[Run]:
    """Cut the blanks at both ends of *run* into runs of their own."""
    if run.kind:
        yield run
        return
    text = _BLANK.sub(" ", run.text)
    core = text.strip(" ")
    if text.startswith(" "):
        yield Run(" ", run.marks)
    if core:
        yield Run(core, run.marks)
        if text.endswith(" "):
            yield Run(" ", run.marks)


def _common(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    shared = 0
    while shared < min(len(first), len(second)) and first[shared] == second[shared]:
        shared += 1
    return first[:shared]


def _alike(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """Yield neighbours that are text of the same marks together; what is no text comes alone."""
    number = 0
    keys = []
    for run in runs:
        number += bool(run.kind)
        keys.append((number, run.kind, run.marks))
        number += bool(run.kind)
    for _key, same in groupby(zip(keys, runs, strict=True), key=lambda pair: pair[0]):
        yield [run for _own, run in same]
