"""Compare a draft with the articles that were converted before it, and say when it is a copy of one."""

from msgspec import structs

from generator.engine.digests import digest_bytes
from generator.problems import Location, Problem
from generator.steps.archive import packed_text
from generator.steps.drafting import Draft, article_at
from generator.steps.likenesses import Article, Likeness
from generator.steps.seeds import action_for, with_canonical
from generator.steps.tasks import Books, Scene

# They are told when a seed is converted, and not again while it is as it was: the other one may have changed since.
LIKE = frozenset({"seed-duplicate", "seed-similar"})


def compared(scene: Scene, books: Books, draft: Draft, path: str, text: str) -> tuple[Draft, str]:
    """Return *draft*, whose article is *text* at *path*, and its text, with what is to be said of copies."""
    if draft.sketch is None:
        return draft, text
    own = Article(draft.source, path, draft.sketch)
    found = next((one for one in books.likenesses.candidates(own) if books.ledger.has(one.article.source)), None)
    books.likenesses.add(own)
    if found is None:
        return draft, text
    draft = structs.replace(draft, problems=(*draft.problems, _told(draft.source, found)))
    if (
        found.share < 1
        or scene.config.convert.duplicates != "canonical"
        or "\ncanonical: " in text.partition("\n---\n")[0]
    ):
        return draft, text
    copy = with_canonical(text, found.article.path)
    action = action_for(article_at(scene, draft.path)[0] if draft.path else "", copy, force=scene.options.force)
    packed = b"" if scene.options.dry_run else packed_text(copy)
    return structs.replace(
        draft, action=action, text=copy, text_digest=digest_bytes(copy.encode()), packed=packed
    ), copy


def _told(source: str, found: Likeness) -> Problem:
    other = found.article.source
    fix = "remove one of the two, or mark one as a draft"
    if found.share == 1:
        return Problem(
            code="seed-duplicate", severity="warning", where=Location(source), what=f"this text is the same as {other}",
            why="one is a copy or a reprint of the other",
            fix=f"{fix}; with `convert.duplicates: canonical` the page of the later one names the other",
        )  # fmt: skip
    return Problem(
        code="seed-similar", severity="warning", where=Location(source),
        what=f"about {found.share:.0%} of this text is the same as in {other}",
        why="one is a reprint or a later version of the other, or both follow one pattern", fix=fix,
    )  # fmt: skip
