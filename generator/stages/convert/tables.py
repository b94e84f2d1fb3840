"""Find the cells of tables that were flattened into lines."""

from collections.abc import Iterator, Sequence

from generator.stages.convert.evidence import is_heading_word
from generator.stages.convert.features import count_words, ends_sentence, is_contact, is_short, marker_of, opens_speech
from generator.stages.convert.page import Page, Verdict, Verdicts

_CELL_WORDS = 6
_DATED_WORDS = 10
_FEWEST_CELLS = 3
_FEWEST_PAIRS = 4
_FEWEST_ROWS = 3
_FEWEST_IN_ROWS = 9
_MOST_COLUMNS = 12


def rows(page: Page, verdicts: Verdicts) -> Verdicts:
    """Claim tables that no menu looks like: a head, and three or more rows that have figures in the same columns."""
    cell = Verdict("cell", "rows", "one of the rows of a table, which have figures in the same columns")
    return {place: cell for run in _short_runs(page, verdicts) for place in _rows_within(page, run)}


def cells(page: Page, verdicts: Verdicts) -> Verdicts:
    """Claim runs of short lines that were the cells of a table or the lines of a list."""
    found: dict[int, Verdict] = {}
    for run in _short_runs(page, verdicts):
        rest = run[:-1] if _is_ended(page, run, verdicts) else run
        rest = rest[1:] if rest and _is_headed(page, rest) else rest
        if len(rest) >= _FEWEST_CELLS and _is_table(page, rest):
            found.update(dict.fromkeys(rest, Verdict("cell", "cells", "one of a run of short lines")))
    return found


def _short_runs(page: Page, verdicts: Verdicts) -> Iterator[list[int]]:
    run: list[int] = []
    for place in range(len(page)):
        text = page.text(place)
        is_cell = (
            place not in verdicts
            and is_short(text)
            and count_words(text) <= (_DATED_WORDS if text[:1].isdigit() else _CELL_WORDS)
            and not ends_sentence(text)
        )
        if is_cell and not opens_speech(text) and not marker_of(text):
            if len(run) > 1 and is_heading_word(page, place):
                yield from [run] if len(run) >= _FEWEST_CELLS else []
                run = []
            run.append(place)
            continue
        if len(run) >= _FEWEST_CELLS:
            yield run
        run = []
    if len(run) >= _FEWEST_CELLS:
        yield run


def _is_headed(page: Page, run: Sequence[int]) -> bool:
    """Tell whether the first line of *run* is a heading over the others."""
    if is_heading_word(page, run[0]):
        return True
    rest = run[1:]
    if _has_rows(page, rest) and not _has_rows(page, run):
        return True
    if _has_digit(page.text(run[0])):
        return False
    if any(is_contact(page.text(place)) for place in rest) and not is_contact(page.text(run[0])):
        return True
    return _is_paired(page, rest) or all(page.text(place)[0].isdigit() for place in rest)


def _is_ended(page: Page, run: Sequence[int], verdicts: Verdicts) -> bool:
    """Tell whether the last line of *run* is a heading over the text below it."""
    last, below = run[-1], run[-1] + 1
    if below >= len(page):
        return False
    is_over_text = page.prose[below] or (below in verdicts and verdicts[below].role == "list-item")
    if is_heading_word(page, last) or (page.text(last)[-1] in "?？;" and is_over_text):
        return True
    # Labels and values that come out even have no line to spare.
    is_even = _is_paired(page, run) or _is_paired(page, run[1:])
    return (
        is_over_text
        and not is_even
        and not _has_digit(page.text(last))
        and len(run) > _FEWEST_CELLS
        and _is_odd_one(page, run)
    )


def _is_odd_one(page: Page, run: Sequence[int]) -> bool:
    """Tell whether the lines before the last of *run* make a table by themselves."""
    rest = run[:-1]
    if len(rest) > _FEWEST_CELLS and all(page.text(place)[0].isdigit() for place in rest[1:]):
        return True
    return _is_paired(page, rest) or _is_paired(page, rest[1:]) or _has_rows(page, rest) or _has_rows(page, rest[1:])


def _rows_within(page: Page, run: Sequence[int]) -> Sequence[int]:
    """Return the part of *run* that is a table with a head, if all but a line before it and one after it is."""
    inner = [number for number, place in enumerate(run) if not is_heading_word(page, place)]
    run = run[inner[0] : inner[-1] + 1] if inner else ()
    ends = ((0, 0), (0, 1), (1, 0), (1, 1))
    parts = (run[start : len(run) - less] for start, less in ends)
    return next((part for part in parts if len(part) >= _FEWEST_IN_ROWS and _has_rows(page, part)), ())


def _has_rows(page: Page, run: Sequence[int]) -> bool:
    """Tell whether *run* is a head and rows under it which have figures in the same columns."""
    figures = [_has_digit(page.text(place)) for place in run]
    for size in range(2, _MOST_COLUMNS + 1):
        rows = [figures[start : start + size] for start in range(0, len(run), size)]
        if len(run) % size or len(rows) < _FEWEST_ROWS or any(rows[0]):
            continue
        if any(rows[1]) and all(row == rows[1] for row in rows[1:]) and not _is_ranking(page, run, size):
            return True
    return False


def _is_ranking(page: Page, run: Sequence[int], size: int) -> bool:
    """Tell whether the only figures of the rows count them, as in a list of what is read most."""
    texts = [page.text(place) for place in run[size:]]
    figures = [text.strip(".)#") for text in texts if _has_digit(text)]
    return figures == [str(number) for number in range(1, len(figures) + 1)]


def _is_announced(page: Page, run: Sequence[int]) -> bool:
    above = run[0] - 1
    has_heading = is_heading_word(page, run[0]) or (above >= 0 and is_heading_word(page, above))
    return has_heading or page.text(above).endswith((":", "："))


def _is_paired(page: Page, run: Sequence[int]) -> bool:
    """Tell whether labels and values take turns in *run*."""
    if len(run) % 2 or len(run) < _FEWEST_PAIRS:
        return False
    values = sum(_has_digit(page.text(place)) for place in run[1::2])
    labels = sum(_has_digit(page.text(place)) for place in run[::2])
    return values * 2 >= len(run[1::2]) and labels * 2 < len(run[::2])


def _is_table(page: Page, run: Sequence[int]) -> bool:
    if any(is_contact(page.text(place)) for place in run):
        return False
    figures = sum(_has_digit(page.text(place)) for place in run)
    # Below the text short lines without figures are menus, unless a line above announces them.
    is_last = not any(page.prose[run[-1] + 1 :])
    is_rowed = _is_paired(page, run) or _has_rows(page, run)
    if is_last and figures * 2 < len(run) and not (is_rowed or _is_announced(page, run)):
        return False
    # In a spaced seed short lines that are all alone are headings, signatures, poems; figures make a table.
    if any(page.blocks[place].isolated for place in run) and page.is_spaced:
        return _is_paired(page, run) or sum(_has_digit(page.text(place)) for place in run) * 2 >= len(run)
    return True


def _has_digit(text: str) -> bool:
    return any(character.isdigit() for character in text)
