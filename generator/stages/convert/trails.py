"""Find trails: the path of a page through its site, such as ``Home > Tools > Planes``.

No list of words is asked, so that a trail is known in any language: short pieces between two or more of
the signs that sites set there. A trail stands above or below the text; inside, such a line tells which
menus to open.
"""

import re

from generator.stages.convert.features import count_words, ends_sentence, has_han
from generator.stages.convert.furniture import is_weak
from generator.stages.convert.page import Page, Verdict, Verdicts

_LONGEST = 200
_LONGEST_TITLE = 240
_STEPS = 3
_STEP_WORDS = 5
_BAR_WORDS = 2
_TITLE_WORDS = 3
_HEAD = 14
_ENTRY = 4

_STEPPED = re.compile(r"\s*[>»›‹→⟩▸▶＞]\s*|\s+[/<«]\s+|\s*／\s*")
_NO_STEP = re.compile(r"[:<{}]")  # facts, and what is left of code
_BAR = re.compile("[|｜¦]")
_BARS = re.compile(r"\s+[|｜¦]\s+|\s*[｜]\s*")
_WIDE_BLANK = re.compile(r"(?<=\S)(?:[ \u00a0\u3000]{2,}|\t+)(?=\S)")
_DOT = re.compile(r"\s+[·•∙|/]\s+")
_FIGURE = re.compile(r"\d(?!\d*\)$)")  # "Basket (0)" is a link


def trails(page: Page, verdicts: Verdicts) -> Verdicts:
    """Claim the trails through the site; what reads as a byline or holds a date is none."""
    head, tail = _zones(page, verdicts)
    found: dict[int, Verdict] = {}
    for place in range(len(page)):
        text = page.text(place)
        if place in verdicts or len(text) > _LONGEST:
            continue
        is_outside = place < head or place > tail
        if (
            is_outside
            and (
                _is_trail(text, _STEPPED)
                or _is_short_trail(page, text)
                or _is_barred(page, place)
                or _is_row(page, place)
            )
        ) or _is_menu(page, place):
            byline = page.byline(place)
            if byline is None or not (byline.is_led or byline.published):
                found[place] = Verdict("furniture", "trail", "a path through the site")
    return found


def _zones(page: Page, verdicts: Verdicts) -> tuple[int, int]:
    """Return the place at which the text begins, and the one at which it ends; a long title is not the text."""
    prose = page.open_prose(verdicts)
    if not prose:
        return min(len(page), _HEAD), len(page)
    first = prose[0]
    is_first = all(place in verdicts or _is_trail(page.text(place), _STEPPED) for place in range(min(first, _HEAD)))
    is_title = is_first and len(page.text(first)) <= _LONGEST_TITLE and len(prose) > 1
    return min(prose[1] if is_title else first, _HEAD), prose[-1]


def _is_trail(text: str, separator: re.Pattern[str]) -> bool:
    if "«" in text and "»" in text:
        return False  # a quotation
    steps = separator.split(text.strip("/>»› "))
    return len(steps) >= _STEPS and all(_is_step(step, _STEP_WORDS) for step in steps)


def _is_short_trail(page: Page, text: str) -> bool:
    """Tell whether *text* is a trail of two steps, the first of which is where trails begin."""
    steps = _STEPPED.split(text.strip("/>»› "))
    return len(steps) == _STEPS - 1 and is_weak(page, steps[0]) and _is_step(steps[1], _BAR_WORDS + 1)


def _is_barred(page: Page, place: int) -> bool:
    """Tell whether bars part the words of a menu, rather than a title from its site."""
    steps = _BARS.split(page.text(place))
    if len(steps) < _STEPS or not all(_is_step(step, _BAR_WORDS) for step in steps):
        return False
    # On the first line such a menu needs a title below it.
    return place > 0 or (count_words(page.text(1)) >= _TITLE_WORDS and not page.prose[1])


def _is_menu(page: Page, place: int) -> bool:
    """Tell whether the line is a row of many links, and no row of a table: the lines beside it are not cut like it."""
    if _is_blanked(page, place):
        return True
    steps = _BARS.split(page.text(place)) if _BAR.search(page.text(place)) else []
    if len(steps) <= _STEPS or not all(_is_step(step, _BAR_WORDS + 1) for step in steps):
        return False
    rows = (len(_BARS.split(page.text(near))) for near in (place - 1, place + 1))
    return not any(row > 2 for row in rows)  # noqa: PLR2004 - bars on the next line too


def _is_row(page: Page, place: int) -> bool:
    """Tell whether wide blanks or dots part several names of sections, which have no figures."""
    block = page.blocks[place]
    raw = block.lines[0].raw.strip() if len(block.lines) == 1 else ""
    names = _WIDE_BLANK.split(raw)
    names = names if len(names) >= _STEPS else _DOT.split(block.text)
    is_row = len(names) > _STEPS or (len(names) == _STEPS and names[0] != block.text and "  " in raw)
    return is_row and all(_is_step(name, _BAR_WORDS + 1) and not _FIGURE.search(name) for name in names)


def _is_blanked(page: Page, place: int) -> bool:
    """Tell whether blanks part the words of a menu at the top, in a script that sets none between words."""
    words = page.text(place).split()
    return (
        place < _STEPS
        and len(words) >= _STEPS
        and has_han(page.text(place))
        and all(len(word) <= _ENTRY for word in words)
    )


def _is_step(step: str, most: int) -> bool:
    is_worded = any(character.isalpha() for character in step)
    return is_worded and count_words(step) <= most and not ends_sentence(step) and not _NO_STEP.search(step)
