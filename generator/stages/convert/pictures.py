"""Find the captions of photographs, with a credit of their own or on the next line."""

from generator.model import Caption
from generator.stages.convert.features import count_words, ends_sentence, marker_of, speaker_of
from generator.stages.convert.fields.captions import caption_of, credit_of
from generator.stages.convert.fields.doubled import doubled_prefix
from generator.stages.convert.page import Page, Seen, Stated, Verdict, Verdicts, beside

_SENTENCE_CAPTION_WORDS = 12
_CAPTION_WORDS = 45


def captions(page: Page, verdicts: Verdicts) -> Verdicts:
    """Claim captions of photographs, with a credit of their own or on the next line."""
    found: dict[int, Verdict] = {}
    seen = Seen(verdicts, found)
    first = 0
    for place in range(len(page)):
        if place in seen:
            continue
        text = page.text(place)
        credit = credit_of(text, page.words)
        if credit:
            # What is claimed here is no content any more, so the first that is moves down only.
            first = page.content_from(first, seen)
            found.update(_credited(page, place, credit, seen, first % len(page)))
            continue
        caption = caption_of(text, page.words)
        if caption and _can_be_caption(page, place, caption):
            found[place] = Verdict(
                "caption", "caption", "a caption by its credit or its doubled start", Stated(caption=caption)
            )
    return found


def _credited(page: Page, place: int, credit: str, verdicts: Verdicts, first: int) -> Verdicts:
    """Give *credit* to the caption on the line before; without one its line serves as a caption."""
    above = place - 1
    if above < 0:
        return {}
    own = Verdict("credit", "credit", "who took the picture")
    earlier = verdicts.get(above)
    caption = earlier.stated.caption if earlier and earlier.stated and earlier.role == "caption" else None
    if earlier and caption and caption.credit in {None, credit}:
        stated = Stated(caption=Caption(caption.caption, credit))
        return {place: own, above: Verdict("caption", earlier.rule, earlier.reason, stated)}
    if earlier is None and _is_above_credit(page, place, first):
        text = page.text(above)
        stated = Stated(caption=Caption(doubled_prefix(text) or text, credit))
        return {place: own, above: Verdict("caption", "caption-above-credit", "the line above a credit", stated)}
    alone = Stated(caption=Caption(page.text(place)))
    return {place: Verdict("caption", "lone-credit", "a credit whose picture has no caption", alone)}


def _is_above_credit(page: Page, place: int, first: int) -> bool:
    above = place - 1
    text = page.text(above)
    beside_it = page.blocks[above].group == page.blocks[place].group or not page.is_spaced
    most = _SENTENCE_CAPTION_WORDS if above >= first and not page.is_spaced and ends_sentence(text) else _CAPTION_WORDS
    return count_words(text) <= most and (beside_it or above < first) and not marker_of(text)


def _can_be_caption(page: Page, place: int, caption: Caption) -> bool:
    text = page.text(place)
    is_turn = bool(speaker_of(text)) and speaker_of(text) == speaker_of(page.text(beside(page, place, 1, {})))
    return not marker_of(text) and not is_turn and count_words(caption.caption) <= _CAPTION_WORDS * 2
