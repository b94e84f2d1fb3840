"""Take a JSON list apart into the texts of its elements, however long it is, without understanding them."""

import re
from collections.abc import Iterator

from generator.formats.inputs.streams import Line, Readable, chunks

_CHUNK = 1 << 18
_IN_STRING = re.compile(rb'["\\]')
_IN_LIST = re.compile(rb'["\[\]{},]')
# Deeper down commas part nothing that matters here.
_BELOW = re.compile(rb'["\[\]{}]')


class _Cutter:
    """Finds where the elements of the list end in which it stands, chunk by chunk."""

    def __init__(self) -> None:
        self._depth = 1
        self._in_string = False
        self._is_escaped = False

    @property
    def is_done(self) -> bool:
        return self._depth == 0

    def cuts(self, chunk: bytes) -> Iterator[int]:
        """Yield the places of *chunk* that end an element: a comma of the list, or its closing bracket."""
        at = 1 if self._is_escaped else 0
        self._is_escaped = False
        while not self.is_done and (found := self._pattern().search(chunk, at)):
            at = found.end()
            sign = found[0]
            if sign == b"\\":
                self._is_escaped = at == len(chunk)
                at += 1
            elif sign == b'"':
                self._in_string = not self._in_string
            elif self._ends_element(sign):
                yield found.start()

    def _pattern(self) -> re.Pattern[bytes]:
        return _IN_STRING if self._in_string else _IN_LIST if self._depth == 1 else _BELOW

    def _ends_element(self, sign: bytes) -> bool:
        self._depth += (sign in b"[{") - (sign in b"]}")
        return self._depth == 0 or sign == b","


def elements(stream: Readable, limit: int) -> Iterator[Line]:
    """Yield the elements of the list that *stream* is, each with the number of its first line.

    Of one longer than *limit* bytes only the beginning is kept. A list that is not closed gives its rest as an element.
    """
    cutter, found = _Cutter(), _Element(1, limit)
    for chunk in _within(stream, found):
        start = 0
        for cut in cutter.cuts(chunk):
            found.add(chunk[start:cut])
            yield found.line()
            found, start = found.next(), cut + 1
        if cutter.is_done:
            return
        found.add(chunk[start:])
    if found.size:
        yield found.line()


class _Element:
    """The bytes of an element that is being read, which begins on line *first* or on a later one."""

    def __init__(self, first: int, limit: int) -> None:
        self.size = 0
        self._first = first
        self._limit = limit
        self._parts: list[bytes] = []
        self.breaks = 0

    def add(self, piece: bytes) -> None:
        if self.size <= self._limit:
            self._parts.append(piece)
        self.size += len(piece)
        self.breaks += piece.count(b"\n")

    def line(self) -> Line:
        raw = b"".join(self._parts)[: self._limit]
        # What stands before an element on its lines is not yet the element.
        blank = len(raw) - len(raw.lstrip())
        return Line(self._first + raw.count(b"\n", 0, blank), raw.strip(), self.size, self.size > self._limit)

    def next(self) -> "_Element":
        return _Element(self._first + self.breaks, self._limit)


def _within(stream: Readable, first: _Element) -> Iterator[bytes]:
    """Yield what stands behind the bracket that opens the list; *first* learns how many lines stand before it."""
    chunk = b""
    while b"[" not in chunk:
        chunk = stream.read(_CHUNK)
        if not chunk:
            return
        first.breaks += chunk.count(b"\n", 0, chunk.find(b"["))
    yield chunk[chunk.index(b"[") + 1 :]
    yield from chunks(stream)
