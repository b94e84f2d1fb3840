"""Find the readers' comments below an article."""

import re

from generator.formats.phrases import lead_key, line_key
from generator.stages.convert.features import count_words, speaker_of
from generator.stages.convert.page import CONTENT_ROLES, Page, Verdict, Verdicts

_SAMPLE = 200
_LOOKAHEAD = 14
_FEW_WORDS = 5
_FEW_COMMENTS = 2
_FEWEST_PARAGRAPHS = 3
_ENDS = frozenset({"furniture", "tags", "related"})

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
        is_counted = is_head and "#" in key and _are_voices(page, place + 1, len(page), verdicts)
        if is_counted or _has_comment_marks(page, place) or (is_head and not _prose_follows(page, place, verdicts)):
            return _cut(page, place, verdicts)
    return {}


def unheaded(page: Page, verdicts: Verdicts) -> Verdicts:
    """Claim comments below the furniture that ends an article, each under the name or the time of who wrote it."""
    if sum(verdict.rule == "stamp" for verdict in verdicts.values()) > 1:
        return {}  # a thread: what is said below is what it is about
    prose = [place for place in range(len(page)) if page.is_prose(place, verdicts)]
    ends = [place for place, verdict in verdicts.items() if verdict.role in _ENDS and place > 0]
    for end in sorted(ends):
        before = sum(place < end for place in prose)
        after = len(prose) - before
        is_little = 0 < after <= max(_FEW_COMMENTS, before // 2)
        if before >= _FEWEST_PARAGRAPHS and is_little and _are_voices(page, end + 1, len(page), verdicts):
            return _cut(page, end + 1, verdicts)
    return {}


def _are_voices(page: Page, start: int, stop: int, verdicts: Verdicts) -> bool:
    """Tell whether each sentence from *start* on has over it, or before it, a name that stands nowhere above."""
    prose = [place for place in range(start, stop) if page.is_prose(place, verdicts)]
    above = {speaker_of(page.text(place)) for place in range(start)} | {page.text(place) for place in range(start)}

    def has_voice(place: int) -> bool:
        speaker = speaker_of(page.text(place))
        if speaker:
            return speaker not in above and count_words(speaker) < _FEW_WORDS
        over = [at for at in (place - 1, place - 2) if at >= start]
        return any(_is_stamp(page, at) for at in over) and page.text(over[0]) not in above

    return bool(prose) and all(has_voice(place) for place in prose)


def _is_stamp(page: Page, place: int) -> bool:
    """Tell whether the line says who wrote a comment, or when."""
    text = page.text(place)
    byline = page.byline(place)
    is_dated = byline is not None and bool(byline.published or byline.is_relative)
    return len(text) <= _SAMPLE and (bool(_SAYS.match(text)) or is_dated or _is_timed(text))


def _is_timed(text: str) -> bool:
    return bool(_CLOCK.search(text)) and count_words(text) <= 2 * _FEW_WORDS


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
            or (len(text) <= _SAMPLE and (_SAYS.match(text) or _is_timed(text)))
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
