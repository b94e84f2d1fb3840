"""Go through files of seeds and tell what is to be done with each of their texts, in order.

What has nothing new is told apart here; only the rest travels to where it is converted.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from pathlib import Path

from msgspec import Struct, structs

from generator.config import Config
from generator.engine.digests import digest, digest_bytes
from generator.engine.files import Entry, digest_file, signature_at
from generator.engine.store import FEW, Store
from generator.formats.overrides import Override, record_key
from generator.model import SeedDocument
from generator.problems import Location, Problem
from generator.steps.archive import Archive
from generator.steps.inputs import InputFile
from generator.steps.ledger import Known, Ledger, Target
from generator.steps.lessons import Lessons, School
from generator.steps.likenesses import Likenesses
from generator.steps.options import ConvertOptions
from generator.steps.overriding import OverrideFile, OverrideFiles
from generator.steps.reading import is_single, read_documents
from generator.steps.seeds import made_from
from generator.steps.waiting import Circumstances, Memory, Outcome


class Scene(Struct, frozen=True, kw_only=True):
    """What a run converts with: *settings* and *code* are digests; a *strict* one looks at articles too."""

    root: Path
    cache: Path
    config: Config
    options: ConvertOptions
    target: Target
    settings: bytes
    code: bytes
    strict: bool


class Task(Struct, frozen=True):
    """A text to convert: *document*, else the one in *file*, whose article is *known* if there is one.

    *override* is what a person says of it, *lessons* what other seeds do.
    """

    file: InputFile
    document: SeedDocument | None = None
    known: Known | None = None
    override: Override = Override()
    lessons: Lessons = Lessons()


class Start(Struct, frozen=True):
    """The texts of *file* follow; what becomes of them is to be remembered with *of*, unless that is None."""

    file: InputFile
    of: Circumstances | None


class End(Struct, frozen=True):
    """All texts of the file have been told."""


Item = Task | Outcome | Start | End


# What is known of an article: nothing, that it comes from the text as it is, that it is just what the text gives.
_UNKNOWN, _SETTLED, _AS_WRITTEN = "unknown", "settled", "as written"


class Books:
    """What is known of articles there are; opened when it is first asked for, since most runs have nothing to do."""

    def __init__(self, scene: Scene, store: Store) -> None:
        self._scene = scene
        self._store = store

    @cached_property
    def ledger(self) -> Ledger:
        """The articles that are there."""
        return Ledger.read(self._scene.target, self._scene.config, self._store)

    @cached_property
    def archive(self) -> Archive:
        """What was last written."""
        return Archive(self._scene.cache, self._scene.target.prefix)

    @cached_property
    def likenesses(self) -> Likenesses:
        """What articles are like."""
        return Likenesses(self._scene.cache, self._scene.target.prefix, dry_run=self._scene.options.dry_run)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was wrong with them, so far."""
        opened = vars(self)
        return (
            *(self.ledger.problems if "ledger" in opened else ()),
            *(self.archive.problems if "archive" in opened else ()),
            *(self.likenesses.problems if "likenesses" in opened else ()),
        )

    def close(self) -> None:
        """Let go of what was opened."""
        opened = vars(self)
        if "ledger" in opened:
            self.ledger.close()
        if "archive" in opened:
            self.archive.close()
        if "likenesses" in opened:
            self.likenesses.close()


class Survey:
    """Tells of each text whether it is to be converted."""

    def __init__(self, scene: Scene, store: Store, memory: Memory, books: Books, school: School) -> None:
        self._scene = scene
        self._store = store
        self._memory = memory
        self._school = school
        self._books = books
        self._overrides = OverrideFiles(scene.config)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was wrong beside the texts."""
        return tuple(self._overrides.problems)

    def items(self, files: Iterator[InputFile]) -> Iterator[Item]:
        """Yield what is to be done with the texts of *files*, in their order."""
        while some := list(islice(files, FEW)):
            digests = self._digests(some)
            said = {file.key: self._overrides.of(file) for file in some}
            now = {f.key: self._circumstances(f, digests[f.key], said[f.key]) for f in some if f.key in digests}
            settled = {} if self._scene.options.detail else self._memory.settled(some, now)
            for file in some:
                if file.key in settled:
                    yield from settled[file.key]
                else:
                    yield Start(file, now.get(file.key))
                    yield from self._texts(file, digests.get(file.key, b""), said[file.key])
                    yield End()

    def _texts(self, file: InputFile, found: bytes, said: OverrideFile | None) -> Iterator[Item]:
        if said and said.overrides is None:
            yield Outcome(file.source, "", "skipped", None, said.problems)
        elif is_single(file):
            override = _override(said, file.source)
            yield self._judged(Task(file, None, self._known(file.source), override), file.source, found.hex())
        else:
            yield from self.many(file)

    def many(self, file: InputFile) -> Iterator[Item]:
        """Yield what is to be done with each text of a *file* that may hold many."""
        said = self._overrides.of(file)
        spoken_of = set(said.overrides.records) if said and said.overrides else set()
        for found in read_documents(file, self._scene.config):
            if isinstance(found, Problem):
                yield Outcome(file.source, "", "skipped", None, (found,))
                continue
            spoken_of.discard(record_key(found.path))
            task = Task(file, found, self._known(found.path), _override(said, found.path))
            yield self._judged(task, found.path, found.digest)
        for problem in said.overrides.unused(spoken_of) if said and said.overrides else ():
            yield Outcome(file.source, "", "skipped", None, (problem,))

    def _judged(self, task: Task, source: str, found: str) -> Item:
        """Return *task*, unless its text, with the digest *found*, came before or has the article it should have."""
        if not self._books.ledger.meet(source):
            return Outcome(source, "", "skipped", None, (_twice(source),))
        standing = _UNKNOWN
        if task.known and not self._scene.options.detail:
            standing = self._standing(task.known, made_from(found, task.override), task.file)
        if not task.known or standing == _UNKNOWN or (standing == _SETTLED and self._scene.strict):
            return structs.replace(task, lessons=self._school.of(task.file))
        signature = signature_at(self._scene.target.root, task.known.path)
        if signature is None:
            return structs.replace(task, lessons=self._school.of(task.file))
        # Without a signature, a strict run does not take this for its own finding.
        return Outcome(source, task.known.path, "unchanged", signature if standing == _AS_WRITTEN else None, ())

    def _known(self, source: str) -> Known | None:
        return self._books.ledger.known([source]).get(source)

    def _standing(self, known: Known, found: str, file: InputFile) -> str:
        """Tell whether the article *known* is what a text with the digest *found* gives, and by this very program.

        The cache may be lost; an article says itself which text it was made from, and the edits made since are its own.
        """
        if known.source_digest != found:
            return _UNKNOWN
        written = self._books.archive.written([known.source]).get(known.source)
        if written is None:
            return _SETTLED
        if written.settings != self._scene.settings:
            return _UNKNOWN
        if self._scene.strict and written.lessons != self._school.of(file).digest:
            return _UNKNOWN
        return _AS_WRITTEN if (written.code, written.text_digest) == (self._scene.code, known.file) else _SETTLED

    def _circumstances(self, file: InputFile, found: bytes, said: OverrideFile | None) -> Circumstances:
        whole = digest_bytes(found + said.digest) if said else found
        # To be asked for what they teach, seeds have to be looked at, which a build does only to convert one.
        is_asked = self._scene.strict or self._school.is_done
        lessons = self._school.of(file).digest if is_asked else b""
        return Circumstances(whole, self._scene.settings, self._scene.code, lessons)

    def _digests(self, files: Sequence[InputFile]) -> Mapping[str, bytes]:
        roots = {file.key: file for file in files}
        digests = self._store.digests_of(
            [Entry(file.key, file.signature) for file in files],
            lambda entry: digest_file(Path(roots[entry.path].root), roots[entry.path].path),
        )
        self._store.commit()
        return digests


def _override(said: OverrideFile | None, source: str) -> Override:
    return said.overrides.of(source) if said and said.overrides else Override()


def settings_of(config: Config, options: ConvertOptions) -> bytes:
    """Return the digest of the settings that change what a seed becomes."""
    convert = structs.replace(config.convert, enabled=True, section="")
    convert = structs.replace(convert, date_order=options.date_order or convert.date_order)
    return digest((convert, config.limits, config.timezone))


def _twice(source: str) -> Problem:
    return Problem(
        code="seed-twice",
        severity="warning",
        where=Location(source),
        what="another text in this run has the same name, so this one is left out",
        why="an article knows its text by that name",
        fix="give records different ids, or convert folders that hold files of one name in different runs",
    )
