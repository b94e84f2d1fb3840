"""Find the readers' comments below an article."""

import re
from bisect import bisect, bisect_left
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import accumulate

from generator.formats.phrases import lead_key
from generator.stages.convert.features import count_words, speaker_of
from generator.stages.convert.page import CONTENT_ROLES, Page, Verdict, Verdicts
from generator.stages.convert.threads import is_thread

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
    if is_thread(verdicts):
        return {}
    prose = page.open_prose(verdicts)
    if prose and all(place in verdicts for place in range(prose[0])):
        prose = prose[1:]  # a long title, or the first paragraph of a text without one
    voices = _Voices(page, prose)
    recurring = _recurring(page, prose)
    for place in range(prose[0] + 1 if prose else len(page), len(page)):
        key = page.line_keys[place]
        is_head = key in page.words.comments or _is_counted_head(page, key)
        if not (is_head or (key in page.words.weak and key in page.comment_words)):
            continue
        if key in recurring:
            continue  # what is under each post of a thread
        is_counted = is_head and "#" in key and voices.speak_from(place + 1)
        if is_counted or _has_comment_marks(page, place) or (is_head and place > prose[-1]):
            return _cut(page, place, verdicts)
    return {}


def unheaded(page: Page, verdicts: Verdicts) -> Verdicts:
    """Claim comments below the furniture that ends an article, each under the name or the time of who wrote it."""
    if is_thread(verdicts) or sum(verdict.rule == "stamp" for verdict in verdicts.values()) > 1:
        return {}  # a thread: what is said below is what it is about
    prose = page.open_prose(verdicts)
    voices = _Voices(page, prose)
    for end in sorted(place for place, verdict in verdicts.items() if verdict.role in _ENDS and place > 0):
        before = bisect(prose, end)
        is_little = len(prose) - before <= max(_FEW_COMMENTS, before // 2)
        if before >= _FEWEST_PARAGRAPHS and is_little and voices.speak_from(end + 1):
            return _cut(page, end + 1, verdicts)
    return {}


def _recurring(page: Page, prose: Sequence[int]) -> set[str]:
    """Return the keys of lines that stand there more than once, with text between the first and the last."""
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    for place, key in enumerate(page.line_keys):
        first.setdefault(key, place)
        last[key] = place
    return {key for key in first if bisect(prose, first[key]) < bisect(prose, last[key])}


class _Voices:
    """Whether each sentence below a place has over it, or before it, a name that stands nowhere above that place.

    Asked of many places of one page, and so worked out once, from its end, for all of them.
    """

    def __init__(self, page: Page, prose: Sequence[int]) -> None:
        self._page = page
        self._prose = prose
        # For the last sentence, the last two and so on: the last place from which on each has a voice.
        self._starts: list[int] = []
        self._more = accumulate(map(self._start, reversed(prose)), min)

    def speak_from(self, start: int) -> bool:
        """Tell whether there are sentences from the place *start* on, and each of them has a voice."""
        below = len(self._prose) - bisect_left(self._prose, start)
        while len(self._starts) < below:
            self._starts.append(next(self._more))
        return below > 0 and self._starts[below - 1] >= start

    @cached_property
    def _first(self) -> Mapping[str, int]:
        """Where a line or a speaker stands first."""
        first: dict[str, int] = {}
        for place, block in enumerate(self._page.blocks):
            first.setdefault(block.text, place)
            first.setdefault(speaker_of(block.text), place)
        return first

    def _start(self, place: int) -> int:
        """Return the last place from which on the sentence at *place* has a voice, -1 if it has none."""
        speaker = speaker_of(self._page.text(place))
        if speaker:
            return self._first[speaker] if count_words(speaker) < _FEW_WORDS else -1
        stamp = next((at for at in (place - 1, place - 2) if at >= 0 and _is_stamp(self._page, at)), -1)
        return min(stamp, self._first[self._page.text(place - 1)]) if stamp >= 0 else -1


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


def _has_comment_marks(page: Page, place: int) -> bool:
    return any(_is_comment_mark(page, after) for after in range(place + 1, min(place + 1 + _LOOKAHEAD, len(page))))


def _is_comment_mark(page: Page, place: int) -> bool:
    """Tell whether the line is a button of a comment, or says whose it is or when it was written."""
    text, words = page.text(place), page.words
    lead = lead_key(text)
    if page.line_keys[place] in words.comment_marks or lead in words.comment_marks or lead in words.relative:
        return True
    return len(text) <= _SAMPLE and (bool(_SAYS.match(text)) or _is_timed(text))


def _cut(page: Page, place: int, verdicts: Verdicts) -> Verdicts:
    reason = "readers' comments and what follows them"
    return {
        after: Verdict("comment", "comments", reason)
        for after in range(place, len(page))
        if after not in verdicts or verdicts[after].role in CONTENT_ROLES
    }
