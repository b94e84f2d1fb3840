"""Turn seeds into content files: which article a seed belongs to, what is written, what is left alone."""

import hashlib
import uuid
from collections.abc import Iterable, Mapping
from datetime import date
from posixpath import basename, dirname, splitext

from msgspec import Struct, structs

from generator.engine.digests import digest_bytes
from generator.formats.frontmatter import join, split
from generator.formats.slugs import safe_slug
from generator.formats.text import decode
from generator.model import Conversion, Metadata, SeedDocument
from generator.problems import Location, Problem
from generator.stages.convert import Phrases, convert
from generator.steps.options import Converted, ConvertOptions

# Ids are made once, from this and the first text seen of a seed, and then live in the article's front matter.
ID_NAMESPACE = uuid.UUID("5b0f2c9e-8d6a-5d0e-9f6e-5eed94e55000")
DIGEST_KEY = "content_digest: "


class Existing(Struct, frozen=True):
    """A content file that came from a seed: its text as it now is, and what its front matter says."""

    text: str
    metadata: Metadata


class Desk:
    """Convert seeds one after the other, giving each new article a name that is not *taken* by a content file."""

    def __init__(self, phrases: Phrases, taken: Iterable[str], options: ConvertOptions) -> None:
        self._phrases = phrases
        self._taken = {path.casefold() for path in taken}
        self._options = options

    def convert(self, path: str, raw: bytes, folder: str, existing: Existing | None = None) -> Converted:
        """Convert the seed *path*, whose article is *existing* or a new one in *folder*.

        The result's *new_text* is what the article should be.
        """
        text, problems = decode(raw, path)
        fatal = next((problem for problem in problems if problem.is_error), None)
        if fatal:
            return Converted(source=path, path="", action="skipped", problem=fatal)
        seed = SeedDocument(path, text, digest_bytes(raw).hex())
        conversion = convert(seed, self._phrases)
        if isinstance(conversion, Problem):
            # One seed without an article in it must not keep ten thousand others from being published.
            problem = structs.replace(conversion, severity="warning")
            return Converted(source=path, path="", action="skipped", problem=problem)
        return self._compose(seed, conversion, folder, existing)

    def _compose(self, seed: SeedDocument, conversion: Conversion, folder: str, existing: Existing | None) -> Converted:
        old = existing.metadata if existing else None
        slug = (old.slug or splitext(basename(old.path))[0]) if old else self._free_slug(folder, conversion.title)
        path = old.path if old else f"{folder}/{slug}.md"
        self._taken.add(path.casefold())
        new_text = article_text(_fields(seed, conversion, slug, old, self._options.now.date()), conversion.body)
        old_text = existing.text if existing else ""
        return Converted(
            source=seed.path,
            path=path,
            action=self._action(old_text, new_text),
            conversion=conversion,
            old_text=old_text,
            new_text=new_text,
            problem=_edited(seed.path, path) if self._action(old_text, new_text) == "kept" else None,
        )

    def _action(self, old_text: str, new_text: str) -> str:
        if old_text == new_text:
            return "unchanged"
        return "kept" if old_text and is_edited(old_text) and not self._options.force else "written"

    def _free_slug(self, folder: str, title: str) -> str:
        wanted = safe_slug(title, "article")
        slug, number = wanted, 1
        while f"{folder}/{slug}.md".casefold() in self._taken:
            number += 1
            slug = f"{wanted}-{number}"
        return slug


def _fields(
    seed: SeedDocument, conversion: Conversion, slug: str, old: Metadata | None, today: date
) -> Mapping[str, object]:
    """The front matter of a converted article: what its text states; id, slug and day of arrival stay as they were."""
    fresh = uuid.uuid5(ID_NAMESPACE, f"{seed.path}\n{seed.digest}")
    found: Mapping[str, object] = {
        "id": (old.id if old else "") or f"urn:uuid:{fresh}",
        "title": conversion.title,
        "slug": slug,
        "date": conversion.date,
        "added": (old.added if old else None) or today,
        "authors": conversion.authors,
        "tags": conversion.tags,
        "language": conversion.language,
        "publisher": conversion.publisher,
        "summary": conversion.summary,
        "captions": tuple(
            {"caption": c.caption, "credit": c.credit} if c.credit else {"caption": c.caption}
            for c in conversion.captions
        ),
        "related": conversion.related,
        "source": seed.path,
        "source_digest": seed.digest,
    }
    return {key: value for key, value in found.items() if value not in (None, "", ())}


def article_text(fields: Mapping[str, object], body: str) -> str:
    """Return the content file of *fields* and *body*, signed with the digest of its own text."""
    return join({**fields, "content_digest": _signature(join(fields, body))}, body)


def is_edited(text: str) -> bool:
    """Whether a converted content file is no longer what was written: its signature is gone or does not fit."""
    front, _, _ = split(text)
    lines = [line for line in (front or "").split("\n") if line.startswith(DIGEST_KEY)]
    if len(lines) != 1:
        return True
    unsigned = text.replace(lines[0] + "\n", "", 1)
    return _signature(unsigned) != lines[0].removeprefix(DIGEST_KEY).strip("\"' ")


def _signature(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def _edited(source: str, path: str) -> Problem:
    return Problem(
        code="article-edited",
        severity="notice",
        where=Location(path),
        what="this article was edited by hand, so it is left as it is",
        why=f"its seed {source} would now give another text",
        fix="keep it, or run `seedpress convert --force` on the seed to write it anew",
    )


def seed_folder(path: str, section: str) -> str:
    """The folder of ``content/`` for the seed *path*: the same as below ``seeds/``, at the top *section*."""
    inner = dirname(path).removeprefix("seeds").strip("/") if path.startswith("seeds/") else ""
    return f"content/{inner or section}"
