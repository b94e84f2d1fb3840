"""Tell which language a text is written in.

Scripts that belong to one language decide at once; py3langid, whose model lies in its wheel, decides the
rest. It named 55 of 55 sentences in as many languages where the other installable identifiers missed 1-10,
takes half a second to load, and so is imported only when something is converted.
"""

import re

SAMPLE = 20_000
_FEWEST_LETTERS = 3
_FEWEST_FOR_MODEL = 10
_SHORT = 24
_ISO_639_1 = 2

# The first match counts: kana before Han, since Japanese uses both.
_SCRIPTS = (
    ("ja", re.compile("[\u3041-\u30ff\uff66-\uff9f]")),
    ("ko", re.compile("[\u1100-\u11ff\uac00-\ud7af]")),
    ("zh", re.compile("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]")),
    ("el", re.compile("[\u0370-\u03ff\u1f00-\u1fff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("hy", re.compile("[\u0530-\u058f]")),
    ("ka", re.compile("[\u10a0-\u10ff\u1c90-\u1cbf]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("lo", re.compile("[\u0e80-\u0eff]")),
    ("my", re.compile("[\u1000-\u109f]")),
    ("km", re.compile("[\u1780-\u17ff]")),
    ("bn", re.compile("[\u0980-\u09ff]")),
    ("pa", re.compile("[\u0a00-\u0a7f]")),
    ("gu", re.compile("[\u0a80-\u0aff]")),
    ("or", re.compile("[\u0b00-\u0b7f]")),
    ("ta", re.compile("[\u0b80-\u0bff]")),
    ("te", re.compile("[\u0c00-\u0c7f]")),
    ("kn", re.compile("[\u0c80-\u0cff]")),
    ("ml", re.compile("[\u0d00-\u0d7f]")),
    ("si", re.compile("[\u0d80-\u0dff]")),
    ("bo", re.compile("[\u0f00-\u0fff]")),
    ("am", re.compile("[\u1200-\u139f]")),
)
# What tells a short text in a shared script; without such a letter the commonest language of the script counts.
_SHARED = (
    ("ru", re.compile("[\u0400-\u052f]"), (("uk", "іїєґ"), ("sr", "ђћџљњј"), ("be", "ў"))),
    ("ar", re.compile("[\u0600-\u06ff\u0750-\u077f]"), (("ur", "ٹڈڑےں"), ("fa", "پچژگ"))),
    ("hi", re.compile("[\u0900-\u097f]"), (("mr", "ळ"),)),
)
_LETTER = re.compile(r"[^\W\d_]")


def identify(text: str) -> str | None:
    """Return the ISO 639-1 code of the language of *text*, None when it has too few letters to tell."""
    sample = text[:SAMPLE]
    letters = len(_LETTER.findall(sample))
    if letters < _FEWEST_LETTERS:
        return None
    found = _by_script(sample, letters) or _by_short_script(sample, letters)
    return found or (_by_model(sample) if letters >= _FEWEST_FOR_MODEL else None)


def _by_script(sample: str, letters: int) -> str | None:
    counts = {code: len(pattern.findall(sample)) for code, pattern in _SCRIPTS}
    # A tenth of kana makes Japanese of what is mostly Han.
    if counts["ja"] * 10 > counts["zh"] + counts["ja"] and (counts["ja"] + counts["zh"]) * 2 > letters:
        return "ja"
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] * 2 > letters else None


def _by_short_script(sample: str, letters: int) -> str | None:
    if letters > _SHORT:
        return None
    for common, pattern, others in _SHARED:
        if len(pattern.findall(sample)) * 2 > letters:
            lowered = sample.lower()
            return next((code for code, marks in others if any(mark in lowered for mark in marks)), common)
    return None


def warm() -> None:
    """Load the model, so that processes forked from this one share it."""
    _by_model("a text")


def _by_model(sample: str) -> str | None:
    from py3langid import classify  # noqa: PLC0415 - half a second, and only conversion needs it

    code = str(classify(sample)[0])
    # Three letters stand for "no linguistic content".
    return code if len(code) == _ISO_639_1 else None
