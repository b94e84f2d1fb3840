"""Say what bytes that are not UTF-8 text are: a problem with the place, what they probably are, and what to do.

A guess stands in the message only. Nothing is ever converted because of it, since a wrong one loses letters silently.
"""

import codecs
import unicodedata
from collections.abc import Callable, Mapping
from shlex import quote

from generator.formats.magic import is_binary, name_of
from generator.problems import Location, Problem

_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_KANA_SHARE = 0.15
# Numbers that are read as letters give some that nobody has assigned or that nobody can see.
_UNSEEN = frozenset(["Cc", "Cn", "Co", "Cs"])
_WRITTEN_SHARE = 0.99
_ASCII = bytes(range(0x80))
# How much of a file is guessed from: more makes the guess slower, not better.
_SAMPLE = 20_000
# What texts are still written in, most likely first: of encodings that fit equally well the first is named.
_LIKELY: Mapping[str, str] = {
    "cp1252": "Windows-1252 (Western European)", "cp1251": "Windows-1251 (Cyrillic)", "koi8_r": "KOI8-R (Cyrillic)",
    "cp1250": "Windows-1250 (Central European)", "cp1253": "Windows-1253 (Greek)", "cp1254": "Windows-1254 (Turkish)",
    "cp1255": "Windows-1255 (Hebrew)", "cp1256": "Windows-1256 (Arabic)", "cp1257": "Windows-1257 (Baltic)",
    "cp874": "Windows-874 (Thai)", "cp932": "Shift JIS (Japanese)", "euc_jp": "EUC-JP (Japanese)",
    "gb18030": "GB 18030 (Chinese)", "big5": "Big5 (Chinese)", "cp949": "EUC-KR (Korean)",
}  # fmt: skip


def not_text(raw: bytes, path: str) -> Problem | None:
    """Return why *raw*, the file *path*, is not text in any encoding of bytes, or None if it may be."""
    marked = next((name for mark, name in _MARKS if raw.startswith(mark)), "")
    if marked:
        return Problem(
            code="encoding", what=f"this file is {marked}, not UTF-8", where=Location(path, 1),
            why=f"it starts with the byte order mark of {marked}", fix=conversion(path, marked),
        )  # fmt: skip
    name = name_of(raw)
    if not name and not is_binary(raw):
        return None
    wide = "" if name else looks_utf16(raw)
    if wide:
        return Problem(
            code="encoding", what=f"this file is not UTF-8, but probably {wide}", where=Location(path, 1),
            why="nearly every second byte of it is NUL, and no byte order mark says what it is",
            fix=f"if it is: {conversion(path, wide)}",
        )  # fmt: skip
    nul = raw.find(0)
    return Problem(
        code="binary-file",
        what=f"this file is {name}, not text" if name else "this file is not text",
        where=Location(path, 1 if name else 1 + raw.count(b"\n", 0, nul)),
        why="its first bytes say so" if name else f"it contains {raw.count(0):,} NUL bytes",
        fix="remove it, or put the text itself in its place",
    )


def not_utf8(raw: bytes, path: str, error: UnicodeDecodeError) -> Problem:
    """Return the problem that *raw*, the file *path*, is not UTF-8, for which *error* has the place."""
    line = raw.count(b"\n", 0, error.start) + 1
    column = len(raw[raw.rfind(b"\n", 0, error.start) + 1 : error.start].decode("utf-8", "replace")) + 1
    encoding = guessed(raw)
    guess, fix = "", "save it as UTF-8"
    if encoding:
        guess, fix = f"; it is probably {_LIKELY[encoding]}", f"if it is: {conversion(path, encoding)}"
    elif _is_mostly_utf8(raw):
        guess, fix = "; most of the file is UTF-8", "mend the bytes there, or remove them"
    return Problem(
        code="encoding",
        what="this file is not UTF-8",
        where=Location(path, line, column),
        why=f"byte {error.start:,} is 0x{raw[error.start]:02x}: {error.reason}{guess}",
        fix=fix,
    )


def conversion(path: str, encoding: str) -> str:
    """Return how a person makes UTF-8 of the file *path*, which is in *encoding*."""
    name = encoding.upper().replace("_", "-")
    return f"save it as UTF-8, as with `iconv -f {name} -t UTF-8 {quote(path)} > utf8.txt`"


def guessed(raw: bytes) -> str:
    """Return the name of the encoding that *raw*, which is not UTF-8, is probably in; "" if that cannot be said."""
    if _is_mostly_utf8(raw):
        return ""
    # Few files need it, and it takes longer to load than a file to read.
    from charset_normalizer import from_bytes  # noqa: PLC0415

    sample = raw[:_SAMPLE]
    kana = next((name for name in ("cp932", "euc_jp") if _share(sample, name, _is_kana) > _KANA_SHARE), "")
    matches = from_bytes(sample, cp_isolation=list(_LIKELY))
    best = matches.best()
    if kana or best is None:
        return kana
    fitting = [one for one in matches if one.chaos <= best.chaos and one.coherence >= best.coherence]
    equal = {name for one in fitting for name in one.could_be_from_charset}
    return next((name for name in _LIKELY if name in equal), "")


def _is_mostly_utf8(raw: bytes) -> bool:
    """Tell whether UTF-8 explains most of the bytes of *raw* that are not ASCII: then some are damaged, no more."""
    sample = raw[:_SAMPLE]
    high = len(sample.translate(None, _ASCII))
    try:
        # Programs that write each unit of UTF-16 as a character leave halves of pairs.
        valid = sample.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        valid = sample.decode("utf-8", "ignore")
    return 2 * len(valid.encode("utf-8", "surrogatepass").translate(None, _ASCII)) > high


def _share(raw: bytes, encoding: str, asked: Callable[[str], bool]) -> float:
    """Return for which share of the characters of *raw*, read in *encoding*, the answer to what is *asked* is yes."""
    try:
        # What is cut off at the end of a sample may be half a character.
        text = codecs.getincrementaldecoder(encoding)().decode(raw)
    except UnicodeDecodeError:
        return 0.0
    return sum(map(asked, text)) / (len(text) or 1)


def _is_kana(character: str) -> bool:
    return "\u3040" <= character <= "\u309f"


def _is_written(character: str) -> bool:
    return unicodedata.category(character) not in _UNSEEN or character in "\t\n\r"


def looks_utf16(raw: bytes) -> str:
    """Return ``UTF-16LE`` or ``UTF-16BE`` if *raw*, which has NULs, is text in it for all one can tell, else ""."""
    sample = raw[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if min(even, odd) * 3 > max(even, odd):
        return ""
    name = "UTF-16LE" if odd > even else "UTF-16BE"
    return name if _share(sample, name, _is_written) > _WRITTEN_SHARE else ""
