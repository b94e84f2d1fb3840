"""Find lists, verse, program code and the cells of tables that were flattened into lines."""

from collections.abc import Iterator, Sequence

from generator.stages.convert.features import (
    count_words,
    ends_sentence,
    has_code_signs,
    is_contact,
    is_short,
    looks_like_code,
    marker_of,
    number_of,
    opens_speech,
    speaker_of,
)  # fmt: skip
from generator.stages.convert.fields.dates import find_dates
from generator.stages.convert.furniture import is_button
from generator.stages.convert.page import Page, Verdict, Verdicts

_VERSE_LETTERS = 78
_VERSE_WORDS = 3
_LOOSE_VERSE = 4
_CELL_WORDS = 6
_FEWEST_CELLS = 3
_FEWEST_PAIRS = 4
_FEWEST_ROWS = 3
_MOST_COLUMNS = 12

# Languages that set speech in dashes, so that a run of dashed lines is a conversation as well as a list.
_DASHED_SPEECH = frozenset(
    (  # noqa: SIM905 - one a line would be a page
        "fr es pt it sv da no nb nn fi pl ru uk be bg sr mk cs sk hu ro el tr lt lv et sl hr bs ca gl eu is ka hy eo"
    ).split()
)


def code(page: Page, verdicts: Verdicts) -> Verdicts:
    """Claim groups of lines that are program code."""
    found: dict[int, Verdict] = {}
    for run in _groups(page, verdicts):
        texts = [page.text(place) for place in run]
        sure = sum(map(looks_like_code, texts)) if len(run) > 1 else 0
        if sure and sure * 2 >= len(run) and _are_likely_code(page, run):
            verdict = Verdict("code", "code", "lines of a program")
            found.update(dict.fromkeys(run, verdict))
    return found


def _are_likely_code(page: Page, run: Sequence[int]) -> bool:
    return all(page.blocks[place].indent > 0 or has_code_signs(page.text(place)) for place in run)


def lists(page: Page, verdicts: Verdicts) -> Verdicts:
    """Claim runs of lines that begin with the same kind of marker."""
    found: dict[int, Verdict] = {}
    for run in _marked_runs(page, verdicts):
        kind = marker_of(page.text(run[0]))
        if len(run) > 1 and not (kind == "dash" and _is_conversation(page, run)):
            role = "numbered" if kind == "number" else "bulleted"
            found.update(dict.fromkeys(run, Verdict("list-item", role, "one of a run of marked lines")))
    return found


def verse(page: Page, verdicts: Verdicts) -> Verdicts:
    """Claim stanzas: groups of short lines whose breaks matter."""
    found: dict[int, Verdict] = {}
    for whole in _groups(page, verdicts):
        run = _without_furniture(page, whole)
        for part in [run] if _is_stanza(page, run) else _loose_stanzas(page, run):
            found.update(
                dict.fromkeys(part, Verdict("verse", "verse", "one of several short lines that were not wrapped"))
            )
    return found


def cells(page: Page, verdicts: Verdicts) -> Verdicts:
    """Claim runs of short lines that were the cells of a table or the lines of a list."""
    found: dict[int, Verdict] = {}
    for run in _short_runs(page, verdicts):
        rest = run[1:] if _is_headed(page, run) else run
        is_ended = rest and _is_heading_word(page, rest[-1]) and rest[-1] + 1 < len(page)
        rest = rest[:-1] if is_ended else rest
        if len(rest) >= _FEWEST_CELLS and _is_table(page, rest):
            found.update(dict.fromkeys(rest, Verdict("cell", "cells", "one of a run of short lines")))
    return found


def _groups(page: Page, verdicts: Verdicts) -> Iterator[list[int]]:
    """Yield the runs of open places that no blank line parts."""
    run: list[int] = []
    for place, block in enumerate(page.blocks):
        if run and (place in verdicts or block.group != page.blocks[run[-1]].group):
            yield run
            run = []
        if place not in verdicts:
            run.append(place)
    if run:
        yield run


def _marked_runs(page: Page, verdicts: Verdicts) -> Iterator[list[int]]:
    run: list[int] = []
    for place in range(len(page)):
        text = page.text(place)
        kind = "" if place in verdicts else marker_of(text)
        if run and not (kind and _is_next(page.text(run[-1]), text)):
            yield run
            run = []
        if kind:
            run.append(place)
    if run:
        yield run


def _is_next(above: str, below: str) -> bool:
    if marker_of(above) != marker_of(below):
        return False
    return number_of(below) in {-1, number_of(above) + 1}


def _is_conversation(page: Page, run: Sequence[int]) -> bool:
    if page.language not in _DASHED_SPEECH:
        return False
    ended = sum(ends_sentence(page.text(place)) for place in run)
    return ended * 2 > len(run)


def _is_stanza(page: Page, run: Sequence[int]) -> bool:
    texts = [page.text(place) for place in run]
    if len(run) < 2 or max(map(len, texts)) > _VERSE_LETTERS:  # noqa: PLR2004 - one line is no stanza
        return False
    if sum(map(count_words, texts)) < _VERSE_WORDS * len(texts) or any(map(is_contact, texts)):
        return False
    others = (text[0].isdigit() or bool(speaker_of(text)) for text in texts)
    if sum(others) * 2 >= len(texts) or any(find_dates(text, page.words.months, page.language) for text in texts):
        return False
    return _is_whole_group(page, run) if page.is_spaced else _is_like_verse(texts)


def _is_like_verse(texts: Sequence[str]) -> bool:
    """Tell verse from short paragraphs by its lines alone: most are open at the end, few are very short."""
    open_ends = sum(not ends_sentence(text) for text in texts)
    full = sum(count_words(text) >= _VERSE_WORDS for text in texts)
    return len(texts) >= _LOOSE_VERSE and open_ends * 2 > len(texts) and full * 5 >= len(texts) * 4


def _loose_stanzas(page: Page, run: Sequence[int]) -> Iterator[list[int]]:
    """Yield the stanzas among lines of which others are prose, as when no blank line parts them."""
    part: list[int] = []
    for place in [*run, -1]:
        text = page.text(place)
        is_line = (
            place >= 0 and len(text) <= _VERSE_LETTERS and count_words(text) >= _VERSE_WORDS and not opens_speech(text)
        )
        if is_line and not page.prose[place]:
            part.append(place)
            continue
        if len(part) >= _LOOSE_VERSE and _is_stanza(page, part):
            yield part
        part = []


def _without_furniture(page: Page, run: list[int]) -> list[int]:
    """Leave out the buttons at the end of the page."""
    while run and is_button(page, page.text(run[-1])):
        run = run[:-1]
    return run


def _is_whole_group(page: Page, run: Sequence[int]) -> bool:
    group = page.blocks[run[0]].group
    after = run[-1] + 1
    return after >= len(page) or page.blocks[after].group != group


def _short_runs(page: Page, verdicts: Verdicts) -> Iterator[list[int]]:
    run: list[int] = []
    for place in range(len(page)):
        text = page.text(place)
        is_cell = (
            place not in verdicts and is_short(text) and count_words(text) <= _CELL_WORDS and not ends_sentence(text)
        )
        if is_cell and not opens_speech(text) and not marker_of(text):
            run.append(place)
            continue
        if len(run) >= _FEWEST_CELLS:
            yield run
        run = []
    if len(run) >= _FEWEST_CELLS:
        yield run


def _is_headed(page: Page, run: Sequence[int]) -> bool:
    """Tell whether the first line of *run* is a heading over the others."""
    if _is_heading_word(page, run[0]):
        return True
    if _has_digit(page.text(run[0])):
        return False
    rest = run[1:]
    if _has_rows(page, rest) and not _has_rows(page, run):
        return True
    return _is_paired(page, rest) or all(page.text(place)[0].isdigit() for place in rest)


def _is_heading_word(page: Page, place: int) -> bool:
    return page.keys[place] in page.words.headings


def _has_rows(page: Page, run: Sequence[int]) -> bool:
    """Tell whether *run* is a head and rows under it which have figures in the same columns."""
    figures = [_has_digit(page.text(place)) for place in run]
    for size in range(2, _MOST_COLUMNS + 1):
        rows = [figures[start : start + size] for start in range(0, len(run), size)]
        if len(run) % size or len(rows) < _FEWEST_ROWS or any(rows[0]):
            continue
        if any(rows[1]) and all(row == rows[1] for row in rows[1:]):
            return True
    return False


def _is_paired(page: Page, run: Sequence[int]) -> bool:
    """Tell whether labels and values take turns in *run*."""
    if len(run) % 2 or len(run) < _FEWEST_PAIRS:
        return False
    values = sum(_has_digit(page.text(place)) for place in run[1::2])
    labels = sum(_has_digit(page.text(place)) for place in run[::2])
    return values * 2 >= len(run[1::2]) and labels * 2 < len(run[::2])


def _is_table(page: Page, run: Sequence[int]) -> bool:
    # In a spaced seed short lines that are all alone are headings, signatures, poems; figures make a table.
    if any(page.blocks[place].isolated for place in run) and page.is_spaced:
        return _is_paired(page, run) or sum(_has_digit(page.text(place)) for place in run) * 2 >= len(run)
    return True


def _has_digit(text: str) -> bool:
    return any(character.isdigit() for character in text)
