"""Read web archives (WARC 1.0 and 1.1, ISO 28500): every page that was fetched is a document.

The moment of the fetch (``WARC-Date``) is a crawl's, and no date of publication. Pages alone are read: what failed,
what is no text, and the requests are passed over.
"""

import re
import zlib
from collections.abc import Iterator, Mapping

from msgspec import Struct, structs

from generator.formats import inputs
from generator.formats.inputs.encodings import known
from generator.formats.inputs.extras import mild
from generator.formats.inputs.options import InputOptions
from generator.formats.inputs.places import Places
from generator.formats.inputs.streams import Readable, Stream, chunks
from generator.formats.inputs.values import Unfit, url
from generator.model import SeedDocument
from generator.problems import Location, Problem

_LONGEST_LINE = 1 << 16
_MOST_HEADERS = 200
_KINDS: Mapping[str, str] = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "text"}
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_FINE = re.compile(rb"HTTP/\d(?:\.\d)?\s+200\b")
_CHUNK_SIZE = re.compile(rb"\s*([0-9A-Fa-f]{1,8})[^\r\n]{0,200}\r?\n")
Headers = Mapping[str, str]


class _Page(Struct, frozen=True):
    """What was fetched: *kind* is how it is read, *encoding* what the server said of it."""

    address: str
    kind: str
    encoding: str
    body: bytes


class _Damaged(Exception):  # noqa: N818 - it never leaves this module
    """The archive is not what it should be; the message says why."""


def read(name: str, stream: Readable, options: InputOptions) -> Iterator[SeedDocument | Problem]:
    """Yield the pages in *stream*, the content of the web archive *name*, each as ``FILE#ADDRESS``."""
    source, places, number, is_empty = Stream(chunks(stream)), Places(name), 0, True
    while _find_record(source):
        number += 1
        try:
            page = _next(source, options)
        except _Damaged as damage:
            is_empty = False
            yield _problem(name, number, str(damage))
            continue
        if page:
            is_empty = False
            yield from _documents(page, places.path(page.address, number), options)
    if is_empty:
        yield Problem(
            code="archive-empty", what="there is no page in this web archive", where=Location(name),
            why="no record of it is an answer with HTML or plain text in it", fix="remove it",
        )  # fmt: skip


def _documents(page: _Page, path: str, options: InputOptions) -> Iterator[SeedDocument | Problem]:
    given = url(page.address)
    address = "" if isinstance(given, Unfit) else given
    own = structs.replace(options, encoding=page.encoding or options.encoding)
    for one in inputs.reader_of(page.kind)(path, Stream([page.body]), own):
        if isinstance(one, SeedDocument):
            yield structs.replace(one, path=path, given=structs.replace(one.given, url=address or one.given.url))
        else:
            yield mild(one)


def _find_record(source: Stream) -> bool:
    """Go on to the line that begins the next record, past what is none; tell whether there is one."""
    while line := source.line(_LONGEST_LINE):
        if line.startswith((b"WARC/1.", b"WARC/0.")):
            return True
    return False


def _next(source: Stream, options: InputOptions) -> _Page | None:
    """Return the page in the record whose first line was just read, None if it holds none.

    Raises:
        _Damaged: it cannot be read.
    """
    headers = _headers(source)
    length = headers.get("content-length", "")
    if not length.isdecimal() or len(length) > 15:  # noqa: PLR2004 - more than any disk holds
        raise _Damaged("it does not say how long it is")
    if not _is_wanted(headers):
        source.skip(int(length))
        return None
    if int(length) > options.largest:
        source.skip(int(length))
        raise _Damaged(f"it has {int(length):,} bytes, and the limit (`limits.file_size`) is {options.largest:,}")
    block = source.read(int(length))
    if len(block) < int(length):
        raise _Damaged("it ends too early")
    address = headers.get("warc-target-uri", "").strip("<>")
    if headers.get("content-type", "").lower().startswith("application/http"):
        return _answer(address, block, options)
    return _page(address, headers.get("content-type", ""), block)


def _is_wanted(headers: Headers) -> bool:
    kind, media = headers.get("warc-type", "").lower(), headers.get("content-type", "").lower()
    if kind == "response":
        return media.startswith("application/http")
    return kind in {"resource", "conversion"} and media.partition(";")[0].strip() in _KINDS


def _answer(address: str, block: bytes, options: InputOptions) -> _Page | None:
    """Return the page in *block*, an answer of HTTP (RFC 9112); None if it is none."""
    if not _FINE.match(block):
        return None
    answer = Stream([block])
    answer.line(_LONGEST_LINE)
    headers = _headers(answer)
    media = headers.get("content-type", "")
    if media.partition(";")[0].strip().lower() not in _KINDS:
        return None
    body = answer.read()
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _joined(body)
    return _page(address, media, _unpacked(body, headers.get("content-encoding", ""), options.largest))


def _page(address: str, media: str, body: bytes) -> _Page:
    charset = _CHARSET.search(media)
    kind = _KINDS[media.partition(";")[0].strip().lower()]
    return _Page(address, kind, known(charset[1]) if charset else "", body)


def _headers(source: Stream) -> Headers:
    """Return the named fields that follow in *source*, with small letters, up to the empty line."""
    found: dict[str, str] = {}
    for _ in range(_MOST_HEADERS):
        line = source.line(_LONGEST_LINE).strip()
        if not line:
            return found
        name, _, value = line.decode("utf-8", "replace").partition(":")
        found.setdefault(name.strip().lower(), value.strip())
    return found


def _joined(body: bytes) -> bytes:
    """Return the chunks of *body* put together; many archives keep the header of chunks that they have joined."""
    parts, at = list[bytes](), 0
    while found := _CHUNK_SIZE.match(body, at):
        size = int(found[1], 16)
        if size == 0:
            return b"".join(parts)
        parts.append(body[found.end() : found.end() + size])
        at = found.end() + size + 2
    return body if not parts or at < len(body) else b"".join(parts)


def _unpacked(body: bytes, encoding: str, limit: int) -> bytes:
    """Return *body* without its compression; some archives keep the header of what they have unpacked.

    Raises:
        _Damaged: it cannot be unpacked.
    """
    names = {name.strip().lower() for name in encoding.split(",")} - {"", "identity"}
    if not names or (body[:1] in b"<\n\r " and body[:2] != b"\x1f\x8b"):
        return body
    if not names <= {"gzip", "x-gzip", "deflate"} or len(names) > 1:
        raise _Damaged(f"it is packed as {', '.join(sorted(names))}, which cannot be read here")
    for form in (zlib.MAX_WBITS | 32, -zlib.MAX_WBITS):
        try:
            found = (opener := zlib.decompressobj(form)).decompress(body, limit)
        except zlib.error:
            continue
        if opener.unconsumed_tail:
            raise _Damaged(f"unpacked it has more than {limit:,} bytes, the limit (`limits.file_size`)")
        return found
    return body


def _problem(name: str, number: int, why: str) -> Problem:
    return Problem(
        code="record-unreadable", what=f"record {number:,} cannot be read", where=Location(name), why=why,
        fix="fetch the page again, or leave it", severity="warning",
    )  # fmt: skip
