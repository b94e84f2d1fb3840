"""Turn titles and tags into the words that stand in addresses, and judge slugs an author wrote.

A slug made here is ``[a-z0-9-]``, at most 80 characters, and safe as a file name on every system. Text in
other scripts is transliterated, so that an address keeps its meaning.
"""

import re
import unicodedata
from hashlib import blake2b

LONGEST = 80
LONGEST_WRITTEN = 200

_APOSTROPHES = re.compile("['\u2018\u2019\u02bc\u02b9\u02bb`\u00b4]")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_BREAKS = re.compile(r"[\s_\-]+")
_PLUSES = re.compile(r"(?<=[^\W_])\++")
_SHARP = re.compile(r"(?<=[^\W_])[#♯]")
_DOT = re.compile(r"(?:^|(?<=\s))\.(?=[^\W_])")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]{5,}")
_WINDOWS = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\.|\Z)", re.IGNORECASE)
_RESERVED_TERMS = frozenset({"page", "feed", "index"})
_FORBIDDEN = re.compile(r"""[<>:"|?*#%&\\/\s]""")


def is_windows_name(name: str) -> bool:
    """Tell whether Windows keeps *name* for a device (``con``, ``nul.txt``)."""
    return bool(_WINDOWS.match(name))


def short_hash(text: str) -> str:
    """Return eight hexadecimal digits that stand for *text*."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()


def _ascii(text: str) -> str:
    if text.isascii():
        return text
    from anyascii import anyascii  # noqa: PLC0415 - its tables are only needed for other scripts

    # Symbols have names there (an emoji would become "grinning"); an address is made of the words alone.
    words = "".join(" " if unicodedata.category(character) == "So" else character for character in text)
    # A Chinese character is a syllable; a sentence of them, having no spaces, would be one long word.
    return str(anyascii(_HAN.sub(lambda run: " " + " ".join(run[0]) + " ", words)))


def _words(text: str) -> str:
    plain = _ascii(_APOSTROPHES.sub("", unicodedata.normalize("NFKC", text)))
    return _NOT_SLUG.sub("-", _APOSTROPHES.sub("", plain).lower()).strip("-")


def _cut(slug: str, limit: int) -> str:
    if len(slug) <= limit:
        return slug
    head, hyphen, _ = slug[: limit + 1].rpartition("-")
    return head.rstrip("-") if hyphen else slug[:limit]


def slugify(text: str) -> str:
    """Return the slug of *text*, "" when it has no letter or digit.

    A name that Windows keeps for itself gets a suffix, so the result is always a safe file name.
    """
    slug = _cut(_words(text[:1000]), LONGEST)
    return f"{slug}-{short_hash(text)}" if is_windows_name(slug) else slug


def safe_slug(text: str, fallback: str) -> str:
    """Return the slug of *text*, or *fallback* with a hash of *text* when nothing is left of it."""
    return slugify(text) or f"{slugify(fallback) or 'text'}-{short_hash(text)}"


def fold_term(name: str) -> str:
    """Return what two spellings of one tag have in common: case, width, and kinds of gaps are ignored."""
    return _BREAKS.sub(" ", unicodedata.normalize("NFKC", name).casefold()).strip()


def term_slug(name: str) -> str:
    """Return the slug of a tag; two names with one slug are one tag.

    The rule: case, compatibility forms and runs of blanks, hyphens and underscores do not count; ``+`` and
    ``#`` after a letter are read aloud (``C++`` is ``c-plus-plus``, ``C#`` is ``c-sharp``), as is a dot that
    starts a word (``.NET`` is ``dot-net``). What has no letter or digit gets a hash of the name, as do the
    words the site uses itself (page, feed, index) and names longer than 80 characters.
    """
    folded = fold_term(name)
    spoken = _DOT.sub("dot ", _SHARP.sub(" sharp ", _PLUSES.sub(lambda run: " plus" * len(run.group()) + " ", folded)))
    slug = _words(spoken)
    if not slug:
        return f"tag-{short_hash(folded)}"
    if len(slug) > LONGEST:
        return f"{_cut(slug, LONGEST - 9)}-{short_hash(folded)}"
    if slug in _RESERVED_TERMS or is_windows_name(slug):
        return f"{slug}-{short_hash(folded)}"
    return slug


def check_slug(slug: str) -> str:
    """Return why *slug* cannot stand in an address, "" when it can; letters of every script can.

    Judged after NFKC, so that a full-width dot or slash counts as what a server may read in it.
    """
    folded = unicodedata.normalize("NFKC", slug)
    found = _FORBIDDEN.search(folded)
    sign = found.group() if found else ""
    verdicts = (
        (not folded, "it is empty"),
        (len(slug.encode("utf-8", "surrogatepass")) > LONGEST_WRITTEN, f"it is longer than {LONGEST_WRITTEN} bytes"),
        (".." in folded, 'it contains ".."'),
        (folded.startswith(".") or folded.endswith("."), "it starts or ends with a dot"),
        (bool(sign), "it contains a blank" if sign.isspace() else f'it contains "{sign}"'),
        (any(unicodedata.category(character)[0] == "C" for character in folded), "it contains an invisible character"),
        (is_windows_name(folded), "Windows keeps this name for a device"),
    )
    return next((reason for is_so, reason in verdicts if is_so), "")
