"""Find the readers' comments below an article."""

import re

from generator.formats.phrases import lead_key, line_key
from generator.stages.convert.features import count_words
from generator.stages.convert.page import CONTENT_ROLES, Page, Verdict, Verdicts

_SAMPLE = 200
_LOOKAHEAD = 14
_FEW_WORDS = 5

_SAYS = re.compile(r".{1,48}[:：]$")
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}\s?(?:[ap]\.?m)?", re.IGNORECASE)


def comment_section(page: Page, verdicts: Verdicts) -> Verdicts:
    """Claim everything from the head of the readers' comments to the end of the page."""
    first, _last = page.core(verdicts)
    for place in range(first + 1, len(page)):
        key = page.line_keys[place]
        is_head = key in page.words.comments or _is_counted_head(page, key)
        if not (is_head or (key in page.words.weak and _is_comment_word(page, key))):
            continue
        if not any(page.is_prose(before, verdicts) for before in range(first, place)):
            continue
        if _has_comment_marks(page, place) or (is_head and not _prose_follows(page, place, verdicts)):
            return _cut(page, place, verdicts)
    return {}


def _is_counted_head(page: Page, key: str) -> bool:
    """Tell whether *key* counts comments and says on what: ``2 thoughts on “A lamp”``."""
    return key.startswith("#") and key.startswith(page.counted_comments)


def _is_comment_word(page: Page, key: str) -> bool:
    return key in page.comment_words


def _has_comment_marks(page: Page, place: int) -> bool:
    marks = page.words.comment_marks
    following = [page.text(after) for after in range(place + 1, min(place + 1 + _LOOKAHEAD, len(page)))]
    hits = 0
    for text in following:
        key = line_key(text)
        if (
            key in marks
            or lead_key(text) in marks
            or lead_key(text) in page.words.relative
            or (
                len(text) <= _SAMPLE
                and (_SAYS.match(text) or (_CLOCK.search(text) and count_words(text) <= 2 * _FEW_WORDS))
            )
        ):
            hits += 1
    return hits > 0


def _prose_follows(page: Page, place: int, verdicts: Verdicts) -> bool:
    return any(page.is_prose(after, verdicts) for after in range(place + 1, len(page)))


def _cut(page: Page, place: int, verdicts: Verdicts) -> Verdicts:
    reason = "readers' comments and what follows them"
    return {
        after: Verdict("comment", "comments", reason)
        for after in range(place, len(page))
        if after not in verdicts or verdicts[after].role in CONTENT_ROLES
    }
