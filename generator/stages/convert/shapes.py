"""Find lists, verse and program code."""

from collections.abc import Iterator, Sequence

from generator.stages.convert.evidence import is_heading_word
from generator.stages.convert.features import (
    count_words,
    ends_open,
    ends_sentence,
    has_code_signs,
    is_contact,
    looks_like_code,
    marker_of,
    number_of,
    opens_speech,
    speaker_of,
    width_of,
)  # fmt: skip
from generator.stages.convert.fields.dates import find_dates
from generator.stages.convert.furniture import is_button
from generator.stages.convert.page import Page, Verdict, Verdicts, has_role

_FURNITURE = frozenset({"furniture", "tags", "related", "byline"})
_FEW_LINES = 8
_VERSE = Verdict("verse", "verse", "one of several short lines that were not wrapped")
_VERSE_COLUMNS = 78
_VERSE_WORDS = 3
_LOOSE_VERSE = 4

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
    first, last = page.core(verdicts)
    text = range(first, last + 1)
    furnished = next((at for at in range(last + 1, len(page)) if has_role(verdicts, at, _FURNITURE)), len(page))
    stanzas, others = 0, []
    for whole in _groups(page, verdicts):
        if len(whole) < 2 or (text and _is_among_furniture(page, whole, text, furnished, verdicts)):  # noqa: PLR2004
            continue  # one line is no stanza
        run = _without_furniture(page, whole)
        is_stanza = _is_stanza(page, run)
        stanzas += is_stanza
        others += [run] if not is_stanza and _is_narrow(page, run) and _is_whole_group(page, run) else []
        for part in [run] if is_stanza else _loose_stanzas(page, run):
            found.update(dict.fromkeys(part, _VERSE))
    # Among stanzas a group of lines that may be sentences is one as well.
    top, end = min(found, default=0), max(found, default=0)
    between = [run for run in others if top < run[0] < end]
    alike = [place for run in between for place in run] if stanzas > max(len(between), 1) else []
    return {**found, **dict.fromkeys(alike, _VERSE)}


def _is_narrow(page: Page, run: Sequence[int]) -> bool:
    return len(run) > 1 and max(width_of(page.text(place)) for place in run) <= _VERSE_COLUMNS


def _is_among_furniture(page: Page, run: Sequence[int], text: range, furnished: int, verdicts: Verdicts) -> bool:
    """Tell whether a few lines stand above or below the *text* in a group with furniture, or below *furnished*.

    That is the place of the first furniture below the text.
    """
    if (text.start <= run[-1] and run[0] < text.stop) or len(run) > _FEW_LINES:
        return False
    beside = (run[0] - 1, run[-1] + 1)
    group = page.blocks[run[0]].group
    mates = [at for at in beside if 0 <= at < len(page) and page.blocks[at].group == group]
    return furnished < run[0] or any(has_role(verdicts, at, _FURNITURE) for at in mates)


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
    if len(run) < 2 or max(map(width_of, texts)) > _VERSE_COLUMNS:  # noqa: PLR2004 - one line is no stanza
        return False
    if sum(map(count_words, texts)) < _VERSE_WORDS * len(texts) or any(map(is_contact, texts)):
        return False
    if sum(is_button(page, text) for text in texts) * 3 > len(texts) or is_heading_word(page, run[0]):
        return False
    is_last = not any(page.prose[run[-1] + 1 :]) and any(page.prose[: run[0]])
    if is_last and not _has_stops(page, run):
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
            place >= 0
            and width_of(text) <= _VERSE_COLUMNS
            and count_words(text) >= _VERSE_WORDS
            and not opens_speech(text)
        )
        if is_line and not page.prose[place]:
            part.append(place)
            continue
        if len(part) >= _LOOSE_VERSE and _is_stanza(page, part) and _has_stops(page, part):
            yield part
        part = []


def _has_stops(page: Page, run: Sequence[int]) -> bool:
    """Tell whether some of the lines end in a stop or a comma, as verse does and menus do not."""
    stopped = sum(ends_sentence(page.text(place)) or ends_open(page.text(place)) for place in run)
    return stopped * 4 >= len(run)


def _without_furniture(page: Page, run: list[int]) -> list[int]:
    """Leave out the buttons at the end of the page."""
    while run and is_button(page, page.text(run[-1])):
        run = run[:-1]
    return run


def _is_whole_group(page: Page, run: Sequence[int]) -> bool:
    group = page.blocks[run[0]].group
    after = run[-1] + 1
    return after >= len(page) or page.blocks[after].group != group
