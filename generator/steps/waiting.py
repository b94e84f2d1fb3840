"""Tell which files of seeds have nothing new: they and their articles are as they were, by their stats alone.

The cache keeps for each file what became of its texts, in pages, since a file may hold a million of them.
"""

from collections.abc import Iterator, Mapping, Sequence

import msgspec
from msgspec import Struct

from generator.engine.files import Signature, signature_at
from generator.engine.store import Store
from generator.problems import Problem
from generator.steps.inputs import InputFile
from generator.steps.ledger import Target
from generator.steps.options import Converted

PAGE = 500


class Outcome(Struct, frozen=True, array_like=True):
    """What became of one text: *action*, and the article at *path* whose file looked like *signature* afterwards."""

    source: str
    path: str
    action: str
    signature: Signature | None
    problems: tuple[Problem, ...]


def told_of(outcome: Outcome) -> Converted:
    """Return what to tell of a text that had *outcome* before."""
    action = "skipped" if outcome.action == "skipped" else "unchanged"
    return Converted(source=outcome.source, path=outcome.path, action=action, problems=outcome.problems)


class Circumstances(Struct, frozen=True, array_like=True):
    """All that an outcome depends on: the *digest* of its file, and those of the settings that matter and the code.

    *lessons* is the digest of what other seeds taught; a build does not ask for it.
    """

    digest: bytes
    settings: bytes
    code: bytes
    lessons: bytes = b""


class _Page(Struct, frozen=True, array_like=True):
    of: Circumstances
    is_last: bool
    outcomes: tuple[Outcome, ...]


_KIND = "converted"
_ENCODE = msgspec.msgpack.Encoder().encode
_PAGE = msgspec.msgpack.Decoder(_Page).decode


class Memory:
    """What became of files of seeds whose articles are at *target*.

    A *strict* one forgets when the program has changed or an article was edited since; one that is not, as for a
    build, only when an article is gone. What was refused is always tried again by another program.
    """

    def __init__(self, store: Store, target: Target, *, strict: bool) -> None:
        self._store = store
        self._target = target
        self._strict = strict

    def settled(self, files: Sequence[InputFile], now: Mapping[str, Circumstances]) -> dict[str, Iterator[Outcome]]:
        """Return those of *files* that have nothing new, by key, with what became of their texts.

        *now* tells the circumstances of each, by key; a file without any is not settled.
        """
        rows = self._store.get_many(_KIND, [self._key(file.key, 0) for file in files])
        found: dict[str, Iterator[Outcome]] = {}
        for file in files:
            first = _page(rows.get(self._key(file.key, 0)))
            if first and file.key in now and self._are_right(file.key, first, now[file.key]):
                found[file.key] = self._outcomes(file.key, first)
        return found

    def put(self, pages: Mapping[bytes, bytes]) -> None:
        """Remember *pages*; call it when the articles have been written."""
        self._store.put_many(_KIND, pages)

    def page(
        self, key: str, number: int, of: Circumstances, outcomes: Sequence[Outcome], *, is_last: bool
    ) -> tuple[bytes, bytes]:
        """Return the page *number* of the file *key* as what ``put`` wants."""
        return self._key(key, number), _ENCODE(_Page(of, is_last, tuple(outcomes)))

    def _are_right(self, key: str, first: _Page, now: Circumstances) -> bool:
        return all(self._is_right(page, now) for page in self._pages(key, first))

    def _is_right(self, page: _Page | None, now: Circumstances) -> bool:
        if page is None or (page.of.digest, page.of.settings) != (now.digest, now.settings):
            return False
        if self._strict and page.of.lessons != now.lessons:
            return False
        is_same_code = page.of.code == now.code
        return (is_same_code or not self._strict) and all(self._stands(one, is_same_code) for one in page.outcomes)

    def _stands(self, outcome: Outcome, is_same_code: bool) -> bool:  # noqa: FBT001 - a fact, not a switch
        if not outcome.path:
            return is_same_code
        signature = signature_at(self._target.root, outcome.path)
        return signature is not None and (signature == outcome.signature or not self._strict)

    def _outcomes(self, key: str, first: _Page) -> Iterator[Outcome]:
        for page in self._pages(key, first):
            yield from page.outcomes if page else ()

    def _pages(self, key: str, first: _Page) -> Iterator[_Page | None]:
        """Yield the pages of the file *key*, ending with None if one is missing."""
        page: _Page | None = first
        number = 0
        yield page
        while page is not None and not page.is_last:
            number += 1
            row = self._key(key, number)
            page = _page(self._store.get_many(_KIND, [row]).get(row))
            yield page

    def _key(self, key: str, number: int) -> bytes:
        return f"{self._target.prefix}\0{key}\0{number}".encode()


def _page(row: bytes | None) -> _Page | None:
    try:
        return None if row is None else _PAGE(row)
    except msgspec.MsgspecError:
        return None
