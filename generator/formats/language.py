"""Tell which language a text is written in.

Scripts that belong to one language decide at once; py3langid, whose model lies in its wheel, decides the
rest. How it compares with others is in docs/architecture.md. It takes half a second to load, and so is imported
only when something is converted, and before processes are forked that need it.
"""

import re

# So many characters, from so many places of a text, tell its language as surely as all of it: a notice in another
# language may stand at the beginning.
SAMPLE = 160
_PIECES = 4
_FEWEST_LETTERS = 3
_FEWEST_FOR_MODEL = 10
_SHORT = 24
# Of a text with fewer letters than this only languages in which much is published are believed.
_SURE = 120
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
# Letters of the scripts above, and of the shared ones below; what is written in Latin has none.
_OTHER_SCRIPTS = re.compile("[\u0370-\u1cff\u1f00-\u1fff\u3041-\ud7af\uff66-\uff9f\U00020000-\U0003ffff]+")
_WIDELY_PUBLISHED = frozenset(
    (  # noqa: SIM905 - one a line would be a page
        "am ar as az be bg bn bs ca cs cy da de el en es et eu fa fi fr ga gu he hi hr hu hy id is it ja ka kk km kn "
        "ko ky lo lt lv mk ml mn mr ms my ne nl no or pa pl ps pt ro ru si sk sl sq sr sv sw ta te th tl tr ug uk ur "
        "uz vi zh"
    ).split()
)


def identify(text: str) -> str | None:
    """Return the ISO 639-1 code of the language of *text*, None when it has too few letters to tell."""
    sample = _sample(text)
    letters = sum(map(str.isalpha, sample))
    if letters < _FEWEST_LETTERS:
        return None
    others = len(sample) - len(_OTHER_SCRIPTS.sub("", sample))
    found = (_by_script(sample, letters) or _by_short_script(sample, letters)) if others * 2 > letters else None
    return found or (_by_model(sample, letters) if letters >= _FEWEST_FOR_MODEL else None)


def _sample(text: str) -> str:
    """Return some pieces of *text*, from its beginning to its end, or all of it if it is short."""
    if len(text) <= SAMPLE:
        return text
    size = SAMPLE // _PIECES
    starts = ((len(text) - size) * number // (_PIECES - 1) for number in range(_PIECES))
    return " ".join(text[start : start + size] for start in starts)


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
    _by_model("a text", 0)


def _by_model(sample: str, letters: int) -> str | None:
    from py3langid import classify, rank  # noqa: PLC0415 - half a second, and only conversion needs it

    if letters < _SURE:
        return next((code for code, _score in rank(sample) if code in _WIDELY_PUBLISHED), None)
    code = str(classify(sample)[0])
    # Three letters stand for "no linguistic content", and for languages that have no shorter code.
    return code if len(code) == _ISO_639_1 else None
