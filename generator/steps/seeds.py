"""Write down an article that was made from a seed, and tell whether a person has edited it since."""

import hashlib
import uuid
from collections.abc import Mapping
from datetime import date
from posixpath import basename, dirname, splitext

from generator.engine.digests import digest
from generator.formats.frontmatter import join, split
from generator.formats.overrides import Override
from generator.formats.slugs import safe_slug
from generator.model import Conversion, SeedDocument
from generator.problems import Location, Problem
from generator.steps.ledger import Known

# Ids are made once, from this and the first text seen of a seed, and then live in the article's front matter.
ID_NAMESPACE = uuid.UUID("5b0f2c9e-8d6a-5d0e-9f6e-5eed94e55000")
DIGEST_KEY = "content_digest: "
_UNSIGNED = f"\n{DIGEST_KEY}x\n"


def wanted_slug(seed: SeedDocument, conversion: Conversion, known: Known | None) -> str:
    """Return the slug of an article: the one it has, else what *seed* states or its title would like.

    It may not be free.
    """
    if known:
        return known.slug or splitext(basename(known.path))[0]
    return safe_slug(seed.given.slug or conversion.title, "article")


def article_fields(
    seed: SeedDocument, conversion: Conversion, slug: str, known: Known | None, today: date, override: Override
) -> Mapping[str, object]:
    """The front matter of a converted article: what its text states; id, slug and day of arrival stay as they were."""
    stated = conversion.extra.get("id")
    found: Mapping[str, object] = {
        "id": (known.id if known else "") or (stated if isinstance(stated, str) else "") or _fresh_id(seed),
        "title": conversion.title,
        "slug": slug,
        "date": conversion.date,
        "updated": conversion.updated,
        "added": (known.added if known else None) or today,
        "authors": conversion.authors,
        "tags": conversion.tags,
        "language": conversion.language,
        "publisher": conversion.publisher,
        "summary": conversion.summary,
        "captions": conversion.captions,
        "related": conversion.related,
        "source": seed.path,
        "source_url": conversion.source_url,
        "source_digest": made_from(seed.digest, override),
        "canonical": conversion.canonical,
        "draft": conversion.draft or None,
    }
    return {**conversion.extra, **{key: value for key, value in found.items() if value not in (None, "", ())}}


def made_from(found: str, override: Override) -> str:
    """Return the ``source_digest`` of an article: *found*, that of its text, together with what a person says of it."""
    if override == Override():
        return found
    said = [(one.action, one.first, one.last, one.text) for one in override.lines]
    return digest((found, override.fields, said)).hex()


def _fresh_id(seed: SeedDocument) -> str:
    name = f"{seed.path}\n{seed.digest}"
    return f"urn:uuid:{uuid.uuid5(ID_NAMESPACE, name)}"


def article_text(fields: Mapping[str, object], body: str) -> str:
    """Return the content file of *fields* and *body*, signed with the digest of its own text."""
    # Written once: a line of front matter has a key at its beginning, and this one can be told from all others.
    text = join({**fields, "content_digest": "x"}, body)
    unsigned = text.replace(_UNSIGNED, "\n", 1)
    return text.replace(_UNSIGNED, "\n" + _line("content_digest", _signature(unsigned)), 1)


def renamed(text: str, slug: str) -> str:
    """Return *text*, as ``article_text`` gave it, with another *slug*, and signed anew."""
    front, _, _ = split(text)
    rest = text[text.index("\n") + 1 + len(front or "") :]
    lines = (front or "").splitlines(keepends=True)
    lines = [_line("slug", slug) if line.startswith("slug: ") else line for line in lines]
    signature = _signature("---\n" + "".join(line for line in lines if not line.startswith(DIGEST_KEY)) + rest)
    lines = [_line("content_digest", signature) if line.startswith(DIGEST_KEY) else line for line in lines]
    return "---\n" + "".join(lines) + rest


def with_canonical(text: str, path: str) -> str:
    """Return *text*, as ``article_text`` gave it, as a copy of the article at *path*, and signed anew."""
    front, _, _ = split(text)
    rest = text[text.index("\n") + 1 + len(front or "") :]
    lines = (front or "").splitlines(keepends=True)
    place = next(at for at, line in enumerate(lines) if line.startswith(DIGEST_KEY))
    lines[place] = _line("canonical", path)
    signature = _signature("---\n" + "".join(lines) + rest)
    lines.insert(place + 1, _line("content_digest", signature))
    return "---\n" + "".join(lines) + rest


def _line(key: str, value: str) -> str:
    return join({key: value}, "").split("\n")[1] + "\n"


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


def action_for(old_text: str, new_text: str, *, force: bool) -> str:
    """Return what is to be done with an article that reads *old_text*, "" if there is none, and would be *new_text*."""
    if old_text == new_text:
        return "unchanged"
    return "kept" if old_text and is_edited(old_text) and not force else "written"


def edited(source: str, path: str) -> Problem:
    """Return the notice that the article at *path* is left as it is."""
    return Problem(
        code="article-edited",
        severity="notice",
        where=Location(path),
        what="this article was edited by hand, so it is left as it is",
        why=f"its seed {source} would now give another text",
        fix="take in what is new with `seedpress convert --merge`, or write it anew with `--force`",
    )


def seed_folder(path: str, section: str) -> str:
    """The folder of ``content/`` for the seed *path*: the same as below ``seeds/``, at the top *section*."""
    inner = dirname(path).removeprefix("seeds").strip("/") if path.startswith("seeds/") else ""
    return f"content/{inner or section}"
