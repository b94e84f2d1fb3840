"""Read streams of bytes: their beginning without losing it, their lines without a line that fills the memory."""

from collections.abc import Iterable, Iterator
from typing import IO, Protocol, cast

from msgspec import Struct

_CHUNK = 1 << 18


class Readable(Protocol):
    """What readers of seeds ask of a stream: any binary file has it."""

    def read(self, size: int = ..., /) -> bytes: ...

    def seekable(self) -> bool: ...


class Line(Struct, frozen=True):
    """Line *number* of a stream, without its line feed; one longer than was allowed is cut, and *size* bytes long."""

    number: int
    raw: bytes
    size: int
    is_cut: bool = False


class Stream:
    """Chunks of bytes as one stream; it goes only forwards."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = iter(chunks)
        self._rest = b""

    def read(self, size: int = -1, /) -> bytes:
        """Return the next *size* bytes, fewer only at the end; all that are left if it is negative."""
        parts, missing = [self._rest], size - len(self._rest)
        while size < 0 or missing > 0:
            chunk = next(self._chunks, None)
            if chunk is None:
                break
            parts.append(chunk)
            missing -= len(chunk)
        found = b"".join(parts)
        self._rest = b"" if size < 0 else found[size:]
        return found if size < 0 else found[:size]

    def line(self, limit: int) -> bytes:
        """Return the next line with its line feed, or the first *limit* bytes of it; b"" at the end."""
        while (end := self._rest.find(b"\n", 0, limit)) < 0 and len(self._rest) < limit:
            chunk = next(self._chunks, None)
            if chunk is None:
                break
            self._rest += chunk
        size = end + 1 if end >= 0 else limit
        found, self._rest = self._rest[:size], self._rest[size:]
        return found

    def skip(self, size: int) -> int:
        """Pass over *size* bytes without keeping them; return how many there were."""
        left = size
        while left > 0 and (found := self.read(min(left, _CHUNK))):
            left -= len(found)
        return size - left

    def seekable(self) -> bool:
        return False


class Memory:
    """Bytes as a file that can be read from any place, as archives have to be."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._at = 0

    def read(self, size: int = -1, /) -> bytes:
        """Return the next *size* bytes, all that are left if it is negative."""
        end = len(self._raw) if size < 0 else self._at + size
        found = self._raw[self._at : end]
        self._at += len(found)
        return found

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go to *offset* from the start, from here or from the end, as *whence* is 0, 1 or 2."""
        self._at = max(0, offset + (0, self._at, len(self._raw))[whence])
        return self._at

    def tell(self) -> int:
        return self._at

    def seekable(self) -> bool:
        return True


def peeked(stream: Readable, size: int) -> tuple[bytes, Readable]:
    """Return the first *size* bytes of *stream*, and a stream that still has them."""
    head = b""
    while len(head) < size and (more := stream.read(size - len(head))):
        head += more
    if stream.seekable():
        cast("IO[bytes]", stream).seek(-len(head), 1)
        return head, stream
    return head, Stream(chunks(stream, head))


def lines(stream: Readable, limit: int) -> Iterator[Line]:
    """Yield the lines of *stream*; of one longer than *limit* bytes only the beginning is kept."""
    number, parts, size = 1, list[bytes](), 0
    while chunk := stream.read(_CHUNK):
        *ended, last = chunk.split(b"\n")
        for piece in ended:
            raw = b"".join((*parts, piece))
            size += len(piece)
            yield Line(number, raw[:limit], size, size > limit)
            number, parts, size = number + 1, [], 0
        size += len(last)
        if sum(map(len, parts)) <= limit:
            parts.append(last)
    if size:
        yield Line(number, b"".join(parts)[:limit], size, size > limit)


def chunks(stream: Readable, head: bytes = b"") -> Iterator[bytes]:
    """Yield *head*, and then what is left of *stream*, piece by piece."""
    yield head
    while chunk := stream.read(_CHUNK):
        yield chunk
