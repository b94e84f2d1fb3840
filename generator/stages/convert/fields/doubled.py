"""Find texts that begin twice, as captions do behind the description of their image."""

from collections.abc import Sequence

from generator.stages.convert.features import is_unspaced

LONGEST = 600
_FEWEST_DOUBLED = 3
_FEWEST_DOUBLED_LETTERS = 6


def doubled_prefix(text: str) -> str:
    """Return *text* without the first of two equal beginnings, "" when it does not begin twice.

    Scrapers write the description of an image before its caption, which often begins with the same words.
    """
    if len(text) > LONGEST:
        return ""
    if is_unspaced(text):
        if text.find(text[:_FEWEST_DOUBLED_LETTERS], _FEWEST_DOUBLED_LETTERS) < 0:
            return ""
        half = _doubled(list(text), _FEWEST_DOUBLED_LETTERS)
        return text[half:].strip() if half else ""
    beginning = " ".join(text.split(" ", _FEWEST_DOUBLED)[:_FEWEST_DOUBLED])
    if text.find(beginning, 1) < 0:
        return ""
    words = text.split(" ")
    half = _doubled([word.strip(".,;:!?").casefold() for word in words], _FEWEST_DOUBLED)
    return " ".join(words[half:]) if half else ""


def _doubled(pieces: Sequence[str], fewest: int) -> int:
    """Return the length of the longest prefix that is repeated at once, by the Z function."""
    size = len(pieces)
    reach = [0] * size
    left = right = best = 0
    for place in range(1, size):
        if place < right:
            reach[place] = min(right - place, reach[place - left])
        while place + reach[place] < size and pieces[reach[place]] == pieces[place + reach[place]]:
            reach[place] += 1
        if place + reach[place] > right:
            left, right = place, place + reach[place]
        if reach[place] >= place >= fewest:
            best = place
    return best
