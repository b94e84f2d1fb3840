"""Take what a seed gives now into an article that a person has edited since it was written."""

import zlib

from generator.engine.files import signature_at
from generator.formats.frontmatter import split
from generator.formats.marks import unmerged
from generator.formats.merging import merge_articles
from generator.problems import Location, Problem
from generator.steps.archive import Archive
from generator.steps.drafting import Draft, article_at
from generator.steps.seeds import DIGEST_KEY
from generator.steps.tasks import Scene


def merged(
    scene: Scene, archive: Archive, draft: Draft, problems: tuple[Problem, ...]
) -> tuple[str, str, tuple[Problem, ...]]:
    """Return what to do with the edited article of *draft*, what it is to read then, and *problems* with what is new.

    It is left as it is (``kept``) when its seed gives nothing new, when it has conflicts from an earlier merge, or
    when nobody knows what was written last.
    """
    told = tuple(problem for problem in problems if problem.code != "article-edited")
    edited, seen = article_at(scene, draft.path)
    waiting = unmerged(draft.path, edited)
    if waiting or not edited or seen != signature_at(scene.target.root, draft.path):
        return "kept", edited, (*told, *(waiting or problems))
    base = _base(archive, draft.source)
    if base is None or _digests(base).isdisjoint(_digests(edited) or _digests(base)):
        return "kept", edited, (*told, _without_base(draft))
    result = merge_articles(base, edited, draft.text)
    if result.text == edited:
        return "kept", edited, told
    return "merged", result.text, (*told, *unmerged(draft.path, result.text))


def _base(archive: Archive, source: str) -> str | None:
    written = archive.written([source]).get(source)
    try:
        return zlib.decompress(written.text).decode() if written else None
    except (zlib.error, UnicodeDecodeError):
        return None


def _digests(text: str) -> frozenset[str]:
    """Return the lines of *text* that sign it: one, unless somebody took it out."""
    return frozenset(line for line in (split(text)[0] or "").split("\n") if line.startswith(DIGEST_KEY))


def _without_base(draft: Draft) -> Problem:
    return Problem(
        code="merge-impossible",
        severity="warning",
        where=Location(draft.path),
        what="this article was edited by hand and cannot be merged, so it is left as it is",
        why=f"what was last written for {draft.source} is not known (any more), so nobody can tell who changed what",
        fix="compare it with `seedpress convert --force --dry-run` on the seed, and take over what you want",
    )
