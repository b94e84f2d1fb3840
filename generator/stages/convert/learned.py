"""Claim the lines that the collection has taught to be furniture, where furniture stands.

They count at the top of a page, at its end, and beside other furniture, in the company that they keep elsewhere too. A
line with text of its own below it stays, however many articles have it.
"""

from collections.abc import Iterator

from generator.stages.convert.collection import company
from generator.stages.convert.features import HEADING_LETTERS, ends_open
from generator.stages.convert.fields.people import bare_name
from generator.stages.convert.page import BODY_ROLES, Page, Seen, Verdict, Verdicts, place_of_title

_HEAD = frozenset({"furniture", "byline", "title", "title-repeat", "tags", "related"})
_HEAD_LINES = 3
_PROOF = frozenset({"furniture", "byline"})


def above_title(page: Page, verdicts: Verdicts) -> Verdicts:
    """Claim learned lines from the top of the page down; the last stays if what follows can be no title."""
    if not page.learned or place_of_title(verdicts) >= 0:
        return {}
    found: dict[int, Verdict] = {}
    place = 0
    while place < len(page):
        if place not in verdicts and _keeps_company(page, place):
            found[place] = _verdict(page, place)
        elif place not in verdicts or verdicts[place].role in BODY_ROLES:
            break
        place += 1
    is_open = place not in verdicts and any(below not in verdicts for below in range(place + 1, len(page)))
    if is_open and _can_be_title(page, place):
        return found
    spared = next((at for at in reversed(found) if _can_be_title(page, at)), len(page))
    return {at: verdict for at, verdict in found.items() if at < spared < len(page)}


def _can_be_title(page: Page, place: int) -> bool:
    text = page.text(place)
    is_label = bool(text) and len(text) <= HEADING_LETTERS and not ends_open(text) and text[-1] not in ".。।۔"
    return is_label and not page.byline(place)


def around(page: Page, verdicts: Verdicts) -> Verdicts:
    """Claim learned lines from the end of the page up, and those between other furniture."""
    if not page.learned:
        return {}
    found = _below(page, verdicts)
    for run in _runs(page, Seen(verdicts, found)):
        if _is_enclosed(page, run, Seen(verdicts, found)):
            found |= {place: _verdict(page, place) for place in run}
    return found if _is_article_left(page, Seen(verdicts, found)) else {}


def _is_article_left(page: Page, verdicts: Verdicts) -> bool:
    """Tell whether more is left than a title, who wrote it and when: a short text may be that of several articles."""
    if place_of_title(verdicts) >= 0:
        return any(place not in verdicts or verdicts[place].role in BODY_ROLES for place in range(len(page)))
    rest = [place for place in range(len(page)) if place not in verdicts][1:]
    return len(rest) >= _HEAD_LINES or any(page.prose[place] for place in rest)


def _below(page: Page, verdicts: Verdicts) -> dict[int, Verdict]:
    found: dict[int, Verdict] = {}
    for place in range(len(page) - 1, -1, -1):
        if place not in verdicts and _ends_page(page, place, verdicts):
            found[place] = _verdict(page, place)
        elif place not in verdicts or verdicts[place].role in BODY_ROLES or verdicts[place].role == "title":
            break
    return found


def _ends_page(page: Page, place: int, verdicts: Verdicts) -> bool:
    """Tell whether the line is learned, all below it being none of the article."""
    return page.text(place) in page.learned and not _is_signature(page, place, verdicts)


def _runs(page: Page, verdicts: Verdicts) -> Iterator[list[int]]:
    """Yield the runs of learned lines that nothing has claimed."""
    run: list[int] = []
    for place in range(len(page) + 1):
        if place < len(page) and place not in verdicts and _keeps_company(page, place):
            run.append(place)
        elif run:
            yield run
            run = []


def _is_enclosed(page: Page, run: list[int], verdicts: Verdicts) -> bool:
    """Tell whether furniture stands above and below the lines of *run*; above the text, a byline counts as such."""
    roles = {verdicts[place].role if place in verdicts else "" for place in (run[0] - 1, run[-1] + 1)}
    if run[0] < page.content_from(0, verdicts):
        return roles <= _HEAD and not roles.isdisjoint(_PROOF)
    return roles == {"furniture"}


def _is_signature(page: Page, place: int, verdicts: Verdicts) -> bool:
    """Tell whether the line is a name right below a text, which may be its author's."""
    above = place - 1
    is_apart = page.text(above) in page.learned or (above in verdicts and verdicts[above].role not in BODY_ROLES)
    return not is_apart and bool(bare_name(page.text(place), page.words))


def _keeps_company(page: Page, place: int) -> bool:
    """Tell whether seeds have taught the line, and what stands above or below it does so there too."""
    if page.text(place) not in page.learned:
        return False
    lesson = page.learned[page.text(place)]
    above, below = company([block.text for block in page.blocks[max(place - 1, 0) : place + 2]], min(place, 1))
    return above in lesson.above or below in lesson.below


def _verdict(page: Page, place: int) -> Verdict:
    seeds = page.learned[page.text(place)].seeds
    return Verdict("furniture", "learned", f"{seeds} seeds of the collection have this line")
