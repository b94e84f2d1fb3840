"""Find what points elsewhere: links to other articles, and the article's own tags."""

from collections.abc import Sequence

from generator.formats.phrases import lead_key, line_key
from generator.stages.convert.evidence import is_worded_as_furniture
from generator.stages.convert.features import (
    count_words,
    ends_sentence,
    is_prose,
    marker_of,
    without_marker,
)
from generator.stages.convert.fields.tags import hashtags, is_lead, labelled, led_title, tags_in
from generator.stages.convert.furniture import is_furniture_line, is_weak
from generator.stages.convert.page import Page, Seen, Stated, Verdict, Verdicts

_MOST_RELATED = 30
_RELATED_WORDS = 28
_HEAD_WORDS = 5
_TAG_LINES = 20
_TAG_WORDS = 4
_TITLE_WORDS = 3
_NO_TITLE = "©ⓒ℗【★☆"


def related(page: Page, verdicts: Verdicts) -> Verdicts:
    """Claim links to other articles: one after a lead-in, or a list under one."""
    found: dict[int, Verdict] = {}
    for place in range(len(page)):
        if place in verdicts or place in found:
            continue
        text = page.text(place)
        name = led_title(text, page.words) if len(text) <= 400 else ""  # noqa: PLR2004 - longer than any title
        if name and _is_title(name) and not (_is_menu(name) or is_weak(page, name)):
            found[place] = Verdict(
                "related", "related", "a lead-in and another article's title", Stated(related=(name,))
            )
        elif place and is_lead(text, page.words.related_lists):
            found.update(_related_list(page, place, Seen(verdicts, found)))
        elif place and _is_longer_lead(page, text):
            listed = _related_list(page, place, Seen(verdicts, found))
            is_below = len(listed) > 2 or not any(page.prose[place + 1 :])  # noqa: PLR2004 - the head and two titles
            found.update(listed if is_below else {})
    return found


def tags(page: Page, verdicts: Verdicts) -> Verdicts:
    """Claim the article's own tags."""
    first, last = page.core(verdicts)
    found: dict[int, Verdict] = {}
    for place in range(1, len(page)):
        if place in verdicts or place in found:
            continue
        text = page.text(place)
        is_outside = place < first or place > last
        value = labelled(text, page.words.tags)
        names = (tags_in(value) if value and not ends_sentence(value) else ()) or hashtags(text)
        if names and (is_outside or len(names) > 1):
            found[place] = Verdict("tags", "tags", "a list of tags after its label", Stated(tags=names))
        elif is_lead(text, page.words.tags):
            found.update(_tags_below(page, place, verdicts, is_below=place > last))
    return found


def _is_title(text: str) -> bool:
    return (
        count_words(text) <= _RELATED_WORDS
        and not text.rstrip("\"'”’»").endswith((".", ",", ";", "。"))
        and not text[:1].islower()
    )


def _is_menu(text: str) -> bool:
    pieces = text.split("|")
    return len(pieces) > 1 and all(count_words(piece.strip()) < _TAG_WORDS for piece in pieces)


def _related_list(page: Page, place: int, verdicts: Verdicts) -> Verdicts:
    items: list[int] = []
    for after in range(place + 1, min(len(page), place + 1 + _MOST_RELATED)):
        text = without_marker(page.text(after))
        if items and not _is_like(page, items, after):
            break
        if after in verdicts or not _is_title(text) or is_furniture_line(page, text) or is_weak(page, text):
            break
        if any(sign in text for sign in _NO_TITLE) or _is_comments(page, text) or is_worded_as_furniture(page, text):
            break
        if is_lead(text, page.words.tags) or labelled(text, page.words.tags) or hashtags(text):
            break
        if page.byline(after) or (is_prose(text) and ends_sentence(text) and text[-1] not in "?？!！"):
            break
        items.append(after)
    following = items[-1] + 1 if items else len(page)
    if items and following < len(page) and page.prose[following] and following not in verdicts:
        items = _without_heading(page, items)
    if not items:
        return {}
    found = {place: Verdict("furniture", "related-lead", "the head of a list of other articles")}
    is_ranked = all(page.text(item).startswith(f"{rank} ") for rank, item in enumerate(items, 1))
    for rank, item in enumerate(items, 1):
        name = page.text(item).removeprefix(f"{rank} ") if is_ranked else without_marker(page.text(item))
        stated = Stated(related=(name,))
        found[item] = Verdict("related", "related-list", "in a list of other articles", stated)
    return found


def _is_like(page: Page, items: Sequence[int], place: int) -> bool:
    """Tell whether the line can go on the list of *items*: with a marker if they have one, and not much shorter."""
    text, first = page.text(place), page.text(items[0])
    if _has_plus(first) != _has_plus(text) or not any(map(str.isalpha, text)):
        return False
    fewest = min(count_words(page.text(item)) for item in items)
    return count_words(text) > 1 or fewest < _TITLE_WORDS


def _has_plus(text: str) -> bool:
    return text.startswith("+") or bool(marker_of(text))


def _is_comments(page: Page, text: str) -> bool:
    key = line_key(text)
    return key in page.words.comments or key in page.words.comment_marks


def _is_longer_lead(page: Page, text: str) -> bool:
    """Tell whether *text* is the head of such a list with the name of a section: "More from Food"."""
    if text.count(" ") > _HEAD_WORDS + 1:
        return False
    words = lead_key(text).split()[: _HEAD_WORDS + 1]
    if len(words) > _HEAD_WORDS or ends_sentence(text):
        return False
    return any(" ".join(words[:size]) in page.words.related_lists for size in range(2, len(words)))


def _without_heading(page: Page, items: list[int]) -> list[int]:
    """Leave the last of *items* to the text below it, unless it is the only one or part of their run."""
    last = page.blocks[items[-1]]
    if len(items) > 1 and last.isolated:
        return items[:-1]
    return items


def _tags_below(page: Page, place: int, verdicts: Verdicts, *, is_below: bool) -> Verdicts:
    after = place + 1
    if after >= len(page) or after in verdicts or ends_sentence(page.text(after)):
        return {}
    names = tags_in(page.text(after))
    lead = {place: Verdict("furniture", "tags-lead", "the head of a list of tags")}
    if len(names) > 1:
        return {**lead, after: Verdict("tags", "tags-below", "a list of tags under its head", Stated(tags=names))}
    if not is_below:
        return {}
    found: dict[int, Verdict] = {}
    for line in range(after, min(len(page), after + _TAG_LINES)):
        text = without_marker(page.text(line)).strip("#")
        if line in verdicts or count_words(text) > _TAG_WORDS or is_furniture_line(page, text) or ends_sentence(text):
            break
        if is_weak(page, text) and page.blocks[line].group != page.blocks[place].group:
            break
        found[line] = Verdict("tags", "tags-below", "one of the tags under their head", Stated(tags=(text,)))
    return {**lead, **found} if found else {}
