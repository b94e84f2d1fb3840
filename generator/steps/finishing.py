"""Give drafts their names and write them, in the order of the seeds, and remember what was done."""

from collections.abc import Iterator, Sequence

from generator.engine.digests import digest_bytes
from generator.engine.files import Signature, signature_at
from generator.engine.writing import write_file
from generator.problems import Problem
from generator.steps.archive import Row, Written, packed_text
from generator.steps.drafting import Draft, Drafter, article_at
from generator.steps.merging import merged
from generator.steps.options import Converted
from generator.steps.pictures import Picture, write_order
from generator.steps.reprints import LIKE, compared
from generator.steps.seeds import action_for, edited, renamed
from generator.steps.tasks import Books, End, Item, Scene, Start, Survey, Task
from generator.steps.waiting import PAGE, Memory, Outcome, told_of

# What needs no second look while its seed stays as it is.
_SETTLED = frozenset({"written", "unchanged", "skipped"})


class Finisher:
    """Writes the articles of one run; only the parent has one."""

    def __init__(self, scene: Scene, books: Books, memory: Memory, survey: Survey, drafter: Drafter) -> None:
        self._scene = scene
        self._books = books
        self._survey = survey
        self._drafter = drafter
        self._pages = _Pages(memory)
        self._rows: dict[str, Row] = {}

    def finish(self, item: Item, draft: Draft | None = None) -> Iterator[Converted]:
        """Yield what became of *item*, of which *draft* was made if it is a task."""
        match item:
            case Start():
                self._pages.start(item)
            case End():
                self._pages.end()
            case Outcome():
                self._pages.add(item)
                yield told_of(item)
            case Task() if draft is None:
                yield from self._many(item)
            case Task():
                yield self._finish(draft)

    def flush(self) -> None:
        """Remember what was written up to now."""
        if "likenesses" in vars(self._books):
            self._books.likenesses.flush()
        if self._scene.options.dry_run:
            return
        if self._rows:
            self._books.archive.put_many(self._rows)
            self._rows = {}
        self._pages.flush()

    def _many(self, task: Task) -> Iterator[Converted]:
        """Convert the texts of a file that by its name should have held one."""
        for item in self._survey.many(task.file):
            (draft,) = self._drafter.draft([item]) if isinstance(item, Task) else (None,)
            yield from self.finish(item, draft)

    def _finish(self, draft: Draft) -> Converted:
        if draft.action == "skipped":
            self._pages.add(Outcome(draft.source, "", "skipped", None, draft.problems))
            return Converted(source=draft.source, path="", action="skipped", problems=draft.problems)
        path, text = self._named(draft)
        draft, text = compared(self._scene, self._books, draft, path, text)
        action, problems = self._decided(draft)
        signature = draft.seen
        result = text
        if action == "kept" and self._scene.options.merge:
            action, result, problems = merged(self._scene, self._books.archive, draft, problems)
        if action in {"written", "merged"} and not self._scene.options.dry_run:
            signature = self._write(path, result, draft.pictures)
        self._note(draft, path, text, action, signature)
        return Converted(
            source=draft.source,
            path=path,
            action=action,
            conversion=draft.conversion,
            old_text=draft.old_text,
            new_text=result if self._scene.options.detail else "",
            problems=problems,
        )

    def _named(self, draft: Draft) -> tuple[str, str]:
        if draft.path:
            return draft.path, draft.text
        slug = self._books.ledger.take(draft.folder, draft.slug)
        return f"{draft.folder}/{slug}.md", draft.text if slug == draft.slug else renamed(draft.text, slug)

    def _decided(self, draft: Draft) -> tuple[str, tuple[Problem, ...]]:
        """Return what to do, decided anew if somebody saved the article since the draft was made."""
        if draft.action != "written" or not draft.seen:
            return draft.action, draft.problems
        if signature_at(self._scene.target.root, draft.path) == draft.seen:
            return draft.action, draft.problems
        old_text, _ = article_at(self._scene, draft.path)
        action = action_for(old_text, draft.text, force=self._scene.options.force)
        return action, (*draft.problems, *((edited(draft.source, draft.path),) if action == "kept" else ()))

    def _write(self, path: str, text: str, pictures: Sequence[Picture]) -> Signature | None:
        for place, data in write_order(pictures, path):
            write_file(self._scene.target.root / place, data, self._scene.cache)
        write_file(self._scene.target.root / path, text.encode(), self._scene.cache)
        return signature_at(self._scene.target.root, path)

    def _note(self, draft: Draft, path: str, text: str, action: str, signature: Signature | None) -> None:
        if self._scene.options.dry_run:
            return
        self._pages.add(Outcome(draft.source, path, action, signature, draft.problems))
        is_ours = action in _SETTLED or action == "merged"
        self._rows[draft.source] = Row(draft.lines, self._written(draft, path, text) if is_ours else None)

    def _written(self, draft: Draft, path: str, text: str) -> Written:
        is_named = text == draft.text
        return Written(
            path,
            self._scene.settings,
            self._scene.code,
            draft.text_digest if is_named else digest_bytes(text.encode()),
            draft.packed if is_named else packed_text(text),
            draft.lessons,
        )


class _Pages:
    """Gathers what became of the texts of each file; a file with an unsettled text is not remembered."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._file: Start | None = None
        self._number = 0
        self._outcomes: list[Outcome] = []
        self._ready: dict[bytes, bytes] = {}

    def start(self, file: Start) -> None:
        self._file = file if file.of else None
        self._number = 0
        self._outcomes = []

    def add(self, outcome: Outcome) -> None:
        if self._file is None:
            return
        if outcome.action not in _SETTLED:
            self._file = None
            return
        if len(self._outcomes) == PAGE:
            self._turn(is_last=False)
        told_once = tuple(
            problem for problem in outcome.problems if problem.severity != "notice" and problem.code not in LIKE
        )
        self._outcomes.append(Outcome(outcome.source, outcome.path, outcome.action, outcome.signature, told_once))

    def end(self) -> None:
        self._turn(is_last=True)
        self._file = None

    def flush(self) -> None:
        self._memory.put(self._ready)
        self._ready = {}

    def _turn(self, *, is_last: bool) -> None:
        if self._file and self._file.of:
            key, page = self._memory.page(
                self._file.file.key, self._number, self._file.of, self._outcomes, is_last=is_last
            )
            self._ready[key] = page
            self._number += 1
            self._outcomes = []
