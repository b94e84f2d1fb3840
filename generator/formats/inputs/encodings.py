"""Turn the bytes of a seed into text: as UTF-8, or as what they certainly are.

An encoding is certain when a byte order mark says it, when the bytes are valid UTF-8, or when it was declared: by
the markup itself, by the server it came from, or by the person who has the seeds. All else is refused with its place.
"""

import codecs
import re
from collections.abc import Iterator, Mapping

from msgspec import structs

from generator.formats.inputs.streams import Readable
from generator.formats.text import tidy
from generator.formats.undecodable import guessed, looks_utf16, not_text, not_utf8
from generator.problems import Location, Problem

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# The Encoding Standard (encoding.spec.whatwg.org, "Names and labels"): what these labels mean wherever they are used,
# since those who wrote them had the larger set.
_MEANT: Mapping[str, str] = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "utf-16": "utf-16-le",
    "utf-32": "utf-32-le", "big5": "big5hkscs",
}  # fmt: skip
# Codecs of Python that nobody's text is written in.
_NO_ENCODING = frozenset(
    ["base64", "bz2", "hex", "quopri", "rot13", "rot-13", "uu", "zlib", "idna", "punycode", "raw-unicode-escape",
     "unicode-escape", "undefined", "mbcs", "oem"]
)  # fmt: skip
# Text in these is valid UTF-8 as well, and means something else.
_AMBIGUOUS = re.compile(r"utf-?(7|16|32)|iso-?2022|hz")
_META = re.compile(rb"""<meta\s[^>]*?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_XML = re.compile(rb"""\s*<\?xml\s[^>]*?encoding\s*=\s*["']([\w.:-]{2,40})["']""", re.IGNORECASE)
_DECLARED_WITHIN = 4096
_CHUNK = 1 << 18


def known(name: str) -> str:
    """Return the codec for the encoding that people call *name*, "" if there is none."""
    try:
        codec = codecs.lookup(name.strip()).name
    except (LookupError, ValueError):
        return ""
    return "" if codec in _NO_ENCODING else _MEANT.get(codec, codec)


def declared_in(raw: bytes) -> str:
    """Return the codec that markup says it is written in: an XML declaration, or HTML's ``meta``; "" if none.

    Markup that can be read this far cannot be UTF-16, whatever it says (HTML, "determining the character encoding").
    """
    head = raw[:_DECLARED_WITHIN]
    found = _XML.match(head) or _META.search(head)
    codec = known(found[1].decode("ascii", "ignore")) if found else ""
    return "utf-8" if codec.startswith(("utf-16", "utf-32")) else codec


def decode(raw: bytes, path: str, declared: str = "") -> tuple[str, tuple[Problem, ...]]:
    """Return the text of the seed *path* and what was wrong with it; "" beside an error when it cannot be read.

    *declared* is the encoding that somebody named, "" if nobody did. It counts where there is no byte order mark and
    the bytes are not valid UTF-8: pages keep the declaration they had before somebody saved them as UTF-8.
    """
    codec = codec_for(raw, declared)
    binary = None if is_wide(codec) else not_text(raw, path)
    if binary:
        return "", (_with_option(binary, looks_utf16(raw)),)
    try:
        text = raw.decode(codec)
    except UnicodeDecodeError as error:
        return "", (_refused(raw, path, codec, error),)
    text, problems = tidy(text, path)
    return text, problems if codec == "utf-8" or known(declared) == codec else (_converted(path, codec), *problems)


def recoded(stream: Readable, codec: str) -> Iterator[bytes]:
    """Yield the content of *stream*, which is in *codec*, as UTF-8; where it is broken there is a byte of no UTF-8.

    So that one bad line of a file in UTF-16 is only one bad line.
    """
    decoder = codecs.getincrementaldecoder(codec)(_BROKEN)
    while chunk := stream.read(_CHUNK):
        yield decoder.decode(chunk).encode("utf-8", "surrogateescape")
    yield decoder.decode(b"", final=True).encode("utf-8", "surrogateescape")


def is_wide(codec: str) -> bool:
    """Whether *codec* writes letters in more than one byte, so that lines cannot be found in the bytes."""
    return codec.startswith(("utf-16", "utf-32"))


def codec_for(raw: bytes, declared: str) -> str:
    """Return the codec of *raw*, a text or the beginning of one, if *declared* is what somebody named, or ""."""
    marked = next((codec for mark, codec in _MARKS if raw.startswith(mark)), "")
    codec = known(declared)
    if marked or not codec:
        return marked or "utf-8"
    return codec if _AMBIGUOUS.match(codec) or not is_utf8(raw) else "utf-8"


def is_utf8(raw: bytes) -> bool:
    """Whether *raw* is valid UTF-8."""
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True


def _refused(raw: bytes, path: str, codec: str, error: UnicodeDecodeError) -> Problem:
    if codec == "utf-8":
        return _with_option(not_utf8(raw, path, error), guessed(raw))
    return Problem(
        code="encoding",
        what=f"this file is not {shown(codec)}, as it should be",
        where=Location(path, 1 if is_wide(codec) else 1 + raw.count(b"\n", 0, error.start)),
        why=f"byte {error.start:,} is 0x{raw[error.start]:02x}: {error.reason}",
        fix="save it as UTF-8, or declare the encoding it is in: `--encoding NAME`",
    )


def _with_option(problem: Problem, encoding: str) -> Problem:
    if problem.code != "encoding" or problem.fix.startswith("mend"):
        return problem
    return structs.replace(problem, fix=f"{problem.fix}, or declare it: `--encoding {encoding or 'NAME'}`")


def _converted(path: str, codec: str) -> Problem:
    return Problem(
        code="encoding-converted", what=f"this seed is {shown(codec)} and was read as that", where=Location(path),
        why="its byte order mark says so", fix="save it as UTF-8 to be rid of this notice", severity="notice",
    )  # fmt: skip


def shown(codec: str) -> str:
    """Return the name of *codec* as people write it."""
    return codec.upper().replace("_", "-")


def _mark_broken(error: UnicodeError) -> tuple[str, int]:
    end = error.end if isinstance(error, UnicodeDecodeError) else 0
    return "\udcff", end


_BROKEN = "seedpress-broken"
codecs.register_error(_BROKEN, _mark_broken)
