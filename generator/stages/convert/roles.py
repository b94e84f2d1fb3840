"""Give every block of a page its role: rules are asked in order, and the first to claim a block has it."""

from collections.abc import Callable

from generator.stages.convert import (
    attribution,
    below,
    comments,
    foreign,
    furniture,
    headings,
    learned,
    links,
    margins,
    pictures,
    releases,
    repeats,
    shapes,
    tables,
    threads,
    titles,
    trails,
    unlisted,
)
from generator.stages.convert.page import Page, Verdict, Verdicts

_RULES: tuple[Callable[[Page, Verdicts], Verdicts], ...] = (
    links.related,
    links.tags,
    furniture.strong_furniture,
    tables.rows,
    releases.press_marks,
    trails.trails,
    threads.posts,
    comments.comment_section,
    learned.above_title,
    learned.around,
    shapes.code,
    shapes.lists,
    titles.title,
    titles.repeated_titles,
    attribution.bylines,
    margins.contents,
    pictures.captions,
    margins.worded,
    unlisted.captions,
    unlisted.bylines,
    foreign.head,
    margins.head,
    unlisted.lists,
    foreign.middle,
    foreign.tail,
    margins.stamps,
    shapes.verse,
    comments.unheaded,
    attribution.closing,
    learned.around,
    furniture.weak_furniture,
    below.mates,
    repeats.repeats,
    tables.cells,
    below.tail,
    below.titles,
    headings.headings,
)


def assign(page: Page, certain: Verdicts | None = None) -> tuple[Verdict, ...]:
    """Return the verdict on each block of *page* in order; what no rule claims is a paragraph.

    No rule is asked about what is *certain*.
    """
    verdicts: dict[int, Verdict] = dict(certain or {})
    for rule in _RULES:
        verdicts.update(rule(page, verdicts))
    default = Verdict("paragraph", "paragraph", "no rule says that it is anything else")
    return tuple(verdicts.get(place, default) for place in range(len(page)))
