"""Tell letters, which greet somebody first, from other texts."""

from generator.formats.phrases import lead_key
from generator.stages.convert.features import count_words, is_unspaced
from generator.stages.convert.page import Page, Verdicts

_GREETING_WORDS = 6


def is_letter(page: Page, verdicts: Verdicts) -> bool:
    """Tell whether the text begins by greeting somebody: its short lines are then a close and a signature."""
    first, _last = page.core(verdicts)
    above = [place for place in range(max(first - 2, 0), min(first + 1, len(page))) if place not in verdicts]
    return any(_greets(page, page.text(place)) for place in above)


def _greets(page: Page, text: str) -> bool:
    return count_words(text) <= _GREETING_WORDS and (is_greeting(page, text) or text.endswith((",", "،", "，")))


def is_greeting(page: Page, text: str) -> bool:
    """Tell whether *text* greets somebody, as the first line of a letter does."""
    key = lead_key(text.rstrip(",!，！：:"))
    words = key.split()
    if is_unspaced(text):
        return count_words(text) <= _GREETING_WORDS and key.startswith(tuple(page.words.greetings))
    return key in page.words.greetings or (text[-1] in ",:!" and bool(words) and words[0] in page.words.greetings)
