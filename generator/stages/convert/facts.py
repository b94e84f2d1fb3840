"""Tell facts that an article lists, such as ``Place: the hall``, from what a page says of the article."""

import re

from generator.formats.phrases import lead_key
from generator.stages.convert.features import ends_sentence, speaker_of
from generator.stages.convert.page import Page, Verdicts

# The plain word for "date", which minutes have too.
_OF_ANY_DAY = frozenset(
    re.findall(
        r"\S+",
        "date datum dato fecha data dátum tarih päivämäärä pvm when дата ημερομηνία 日付 日時 日期 時間 时间 날짜 일시 "
        "تاريخ التاريخ تاریخ תאריך तारीख दिनांक วันที่",
    )
)


def is_fact(page: Page, place: int) -> bool:
    """Tell whether the block at *place* is a label with a short value."""
    text = page.text(place)
    label = speaker_of(text)
    return bool(label) and len(label) + 1 < len(text.rstrip()) and not ends_sentence(text) and not page.prose[place]


def is_among_facts(page: Page, place: int, verdicts: Verdicts) -> bool:
    """Tell whether the block at *place* is a fact and stands beside another one that no rule has claimed."""
    if not is_fact(page, place):
        return False
    if is_of_page(page, place):
        return False
    near = [at for at in (place - 1, place + 1) if 0 <= at < len(page) and at not in verdicts]
    return any(is_fact(page, at) for at in near)


def is_of_page(page: Page, place: int) -> bool:
    """Tell whether the line is about the page, as "Published: 3 May 2019" is, while "Date: 3 May 2019" may not be."""
    label = lead_key(speaker_of(page.text(place)))
    return label in page.words.published and label not in _OF_ANY_DAY
