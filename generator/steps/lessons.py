"""Let the seeds of a project teach which short lines are none of their articles', before any of them is converted.

A folder learns from at most a few hundred of its seeds, and a file of records from so many of them. Which ones, their
names decide, so that neither the order of files nor earlier runs do. What was noted of each stays in the cache.
"""

import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from posixpath import dirname
from typing import Generic, TypeVar

import msgspec
from msgspec import Struct, structs

from generator.config import Config
from generator.engine.digests import digest
from generator.engine.files import Entry, digest_file
from generator.engine.store import Store
from generator.model import Lesson, Noted, SeedDocument
from generator.stages.convert import learn, note
from generator.steps.inputs import SEEDS, InputFile
from generator.steps.options import Taught
from generator.steps.reading import is_single, read_documents

# So many seeds of a folder are looked at: a line that few of them have is hardly furniture of the rest.
SAMPLE = 256
_CACHED = 32
_NOTED, _LEARNED = "noted", "learned"
# What all seeds of a project teach together; no folder is called so.
ALL = "*"

T = TypeVar("T")


class Lessons(Struct, frozen=True):
    """What seeds of the same folder and of the whole project have taught, by line; *digest* is of what counts."""

    lines: Mapping[str, Lesson] = {}
    digest: bytes = b""


class _Notes(Struct, frozen=True, array_like=True):
    """What was noted of a file when it had this *digest*, and the *code* was the same as now."""

    digest: bytes
    code: bytes
    seeds: tuple[Noted, ...]


_ENCODE = msgspec.msgpack.Encoder().encode
_NOTES = msgspec.msgpack.Decoder(dict[str, _Notes])
_LESSONS = msgspec.msgpack.Decoder(dict[str, Lesson])


class School:
    """Tells what was learned for each file among *walk*, which is walked when that is first asked for.

    *code* is the digest of the program: another one notes anew.
    """

    def __init__(self, config: Config, code: bytes, store: Store, walk: Callable[[], Iterable[InputFile]]) -> None:
        self._config = config
        self._code = code
        self._store = store
        self._walk = walk
        self._known: dict[str, Lessons] = {}
        self._all: Mapping[str, Lesson] = {}
        self.is_done = False

    def of(self, file: InputFile) -> Lessons:
        """Return what is known of the lines in *file*."""
        if not self._config.convert.learn:
            return Lessons()
        if not self.is_done:
            for _ in self.survey():
                pass
        group = _group(file)
        if group not in self._known:
            if len(self._known) == _CACHED:
                self._known.clear()
            self._known[group] = self._lessons(group)
        return self._known[group]

    def survey(self) -> Iterator[Taught]:
        """Yield what each folder, or file of records, teaches, and last what all of them do."""
        everyone = _Sample[Noted]()
        open_groups: dict[str, _Sample[InputFile]] = {}
        for file in self._walk():
            group = _group(file)
            for left in [one for one in open_groups if not _may_hold(one, group)]:
                yield self._taught(left, open_groups.pop(left).members, everyone)
            open_groups.setdefault(group, _Sample()).offer(file.key, file)
        for left in sorted(open_groups):
            yield self._taught(left, open_groups[left].members, everyone)
        self._all = self._free(learn(everyone.members))
        self.is_done = True
        yield Taught(ALL, len(everyone.members), self._all)

    def _taught(self, group: str, files: Sequence[InputFile], everyone: "_Sample[Noted]") -> Taught:
        key = group.encode()
        stored = self._store.get_many(_NOTED, [key]).get(key)
        notes = self._notes(files, _decoded(_NOTES, stored))
        rows = [seed for one in notes.values() for seed in one.seeds]
        packed = _ENCODE(notes)
        if packed != stored or key not in self._store.get_many(_LEARNED, [key]):
            self._store.put_many(_NOTED, {key: packed})
            self._store.put_many(_LEARNED, {key: _ENCODE(learn(rows))})
        if _is_inside(group):
            for seed in rows:
                everyone.offer(seed.source, seed)
        return Taught(group, len(rows), self._free(self._stored(group)))

    def _notes(self, files: Sequence[InputFile], known: Mapping[str, _Notes]) -> Mapping[str, _Notes]:
        """Return what is to be kept of *files*, of which some was *known* before."""
        by_key = {file.key: file for file in files}
        digests = self._store.digests_of(
            [Entry(file.key, file.signature) for file in files],
            lambda entry: digest_file(Path(by_key[entry.path].root), by_key[entry.path].path),
        )
        found: dict[str, _Notes] = {}
        for key in sorted(digests):
            notes = known.get(key)
            if notes is None or (notes.digest, notes.code) != (digests[key], self._code):
                notes = _Notes(digests[key], self._code, self._noted(by_key[key]))
            found[key] = notes
        self._store.commit()
        return found

    def _noted(self, file: InputFile) -> tuple[Noted, ...]:
        sample = _Sample[Noted]()
        for seed in read_documents(file, self._config):
            if isinstance(seed, SeedDocument) and sample.wants(seed.path):
                sample.offer(seed.path, note(seed))
        return tuple(sample.members)

    def _lessons(self, group: str) -> Lessons:
        lines = {**(self._all if _is_inside(group) else {}), **self._free(self._stored(group))}
        counting = [(text, one.above, one.below) for text, one in sorted(lines.items())]
        return Lessons(lines, digest(counting) if counting else b"")

    def _stored(self, group: str) -> Mapping[str, Lesson]:
        key = group.encode()
        return _decoded(_LESSONS, self._store.get_many(_LEARNED, [key]).get(key))

    def _free(self, lines: Mapping[str, Lesson]) -> Mapping[str, Lesson]:
        """Return *lines* without those that the configuration keeps."""
        keep = frozenset(self._config.convert.keep)
        return {text: lesson for text, lesson in lines.items() if text not in keep}


class _Sample(Generic[T]):
    """At most ``SAMPLE`` members, picked by their names: whatever the order in which they come, the same ones stay."""

    def __init__(self) -> None:
        self._heap: list[tuple[int, str, T]] = []

    @property
    def members(self) -> Sequence[T]:
        """The members by name."""
        return [member for _, _, member in sorted(self._heap, key=lambda one: one[1])]

    def wants(self, name: str) -> bool:
        """Whether the member *name* would be among the sample."""
        return len(self._heap) < SAMPLE or -_number(name) > self._heap[0][0]

    def offer(self, name: str, member: T) -> None:
        """Take *member*, if its name is among those that are picked."""
        if len(self._heap) < SAMPLE:
            heapq.heappush(self._heap, (-_number(name), name, member))
        elif self.wants(name):
            heapq.heapreplace(self._heap, (-_number(name), name, member))


def _number(name: str) -> int:
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "big")


def _group(file: InputFile) -> str:
    """Return what *file* learns with: its folder; a file of records has enough of its own."""
    name = file.key
    while name.lower().endswith((".gz", ".zst")):
        name = name.rpartition(".")[0]
    return dirname(file.key) if is_single(structs.replace(file, path=name)) else file.key


def _is_inside(group: str) -> bool:
    return group == SEEDS or group.startswith(f"{SEEDS}/")


def _may_hold(group: str, other: str) -> bool:
    """Tell whether more files of *group* may come when one of *other* has: inside, folders come one after another."""
    return not (_is_inside(group) and _is_inside(other)) or other == group or other.startswith(f"{group}/")


def _decoded(decoder: msgspec.msgpack.Decoder[dict[str, T]], row: bytes | None) -> dict[str, T]:
    try:
        return {} if row is None else decoder.decode(row)
    except msgspec.MsgspecError:
        return {}
