"""Convert texts in any process: what comes back is ready to be written but for its name."""

from collections.abc import Iterator, Sequence
from functools import cached_property

from msgspec import Struct, structs

from generator.engine.digests import digest_bytes
from generator.engine.files import Signature, read_file, signature_at
from generator.formats import language, likeness
from generator.formats.likeness import Sketch
from generator.formats.text import decode
from generator.model import BODY_ROLES, Conversion, SeedDocument
from generator.problems import Problem
from generator.stages.convert import Phrases, convert
from generator.steps.archive import packed_lines, packed_text
from generator.steps.ledger import Known
from generator.steps.phrasing import phrases_of
from generator.steps.pictures import Picture, with_pictures
from generator.steps.reading import read_documents
from generator.steps.seeds import action_for, article_fields, article_text, edited, seed_folder, wanted_slug
from generator.steps.tasks import Scene, Task


class Draft(Struct, frozen=True, kw_only=True):
    """A text as an article, ready to be written.

    *path* is "" if the article is new: then it goes to *folder* by the name *slug*, or a like one that is free.
    *seen* is the signature of the file there was when *action* was decided. *lines* and *packed* are for the
    archive. *conversion* and *old_text* come only when detail was asked for.
    """

    source: str
    action: str
    problems: tuple[Problem, ...] = ()
    folder: str = ""
    slug: str = ""
    path: str = ""
    text: str = ""
    text_digest: bytes = b""
    packed: bytes = b""
    lines: bytes = b""
    lessons: bytes = b""
    sketch: Sketch | None = None
    seen: Signature | None = None
    pictures: tuple[Picture, ...] = ()
    conversion: Conversion | None = None
    old_text: str = ""


class Drafter:
    """Converts texts as *scene* says; made once, then called for each batch."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene

    def __reduce__(self) -> tuple[type["Drafter"], tuple[Scene]]:
        """Pickle as the scene: phrases are read again where they are needed."""
        return Drafter, (self._scene,)

    @cached_property
    def _phrases(self) -> Phrases:
        return phrases_of(self._scene.config, self._scene.options)

    def warm(self) -> None:
        """Load what conversion needs, so that processes forked from this one share it."""
        self._phrases  # noqa: B018 - it is cached
        language.warm()
        likeness.load()

    def draft(self, tasks: Sequence[Task]) -> Sequence[Draft | None]:
        """Return *tasks* as drafts; None for a file that turns out to hold other than one text of its own name."""
        return [self._draft(task) for task in tasks]

    def _draft(self, task: Task) -> Draft | None:
        if task.document:
            return self._convert(task, task.document)
        found = tuple(_first_two(read_documents(task.file, self._scene.config)))
        texts = [one for one in found if isinstance(one, SeedDocument)]
        problems = tuple(one for one in found if isinstance(one, Problem))
        if len(texts) > 1 or any(text.path != task.file.source for text in texts):
            return None
        if not texts:
            return Draft(source=task.file.source, action="skipped", problems=problems)
        draft = self._convert(task, texts[0])
        return structs.replace(draft, problems=(*problems, *draft.problems)) if problems else draft

    def _convert(self, task: Task, seed: SeedDocument) -> Draft:
        conversion = convert(seed, self._phrases, task.override, task.lessons.lines)
        if isinstance(conversion, Problem):
            # One seed without an article in it must not keep ten thousand others from being published.
            problem = structs.replace(conversion, severity="warning")
            return Draft(source=seed.path, action="skipped", problems=(problem,))
        known, options = task.known, self._scene.options
        slug = wanted_slug(seed, conversion, known)
        body, pictures = with_pictures(seed, conversion.body, task.file, self._scene.config.limits.file_size)
        fields = article_fields(seed, conversion, slug, known, options.now.date(), task.override)
        text = article_text(fields, body)
        old_text, seen = self._article(known) if known else ("", None)
        action = action_for(old_text, text, force=options.force)
        is_kept = action == "kept" and known
        return Draft(
            source=seed.path,
            action=action,
            problems=(*conversion.problems, *((edited(seed.path, known.path),) if known and is_kept else ())),
            folder=self._folder(task),
            slug=slug,
            path=known.path if known else "",
            text=text,
            text_digest=digest_bytes(text.encode()),
            packed=b"" if options.dry_run else packed_text(text),
            lines=b"" if options.dry_run else packed_lines(conversion),
            lessons=task.lessons.digest,
            sketch=likeness.sketch(_words(conversion)),
            seen=seen,
            pictures=pictures,
            conversion=conversion if options.detail else None,
            old_text=old_text if options.detail else "",
        )

    def _folder(self, task: Task) -> str:
        scene = self._scene
        return scene.target.name if scene.options.to else seed_folder(task.file.source, scene.config.convert.section)

    def _article(self, known: Known) -> tuple[str, Signature | None]:
        return article_at(self._scene, known.path)


def _words(conversion: Conversion) -> str:
    """Return the article without its Markdown."""
    return "\n".join(record.raw for record in conversion.records if record.role in BODY_ROLES)


def article_at(scene: Scene, path: str) -> tuple[str, Signature | None]:
    """Return the text of the article at *path* and what its file looked like just before it was read."""
    seen = signature_at(scene.target.root, path)
    raw, _ = read_file(scene.target.root, path, scene.config.limits.file_size)
    return decode(raw or b"", path)[0], seen


def _first_two(found: Iterator[SeedDocument | Problem]) -> Iterator[SeedDocument | Problem]:
    """Yield *found* up to the second text, which is enough to know that a file holds many."""
    texts = 0
    for one in found:
        yield one
        texts += isinstance(one, SeedDocument)
        if texts > 1:
            return
