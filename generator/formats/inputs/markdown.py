"""Read a text that is Markdown already: its body stays to the letter, its front matter tells of it.

Front matter may be YAML between two ``---`` lines, as Hugo, Jekyll and this program write it, or TOML between two
``+++`` lines (Hugo, Zola).
"""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time

from msgspec import structs

from generator.formats.frontmatter import join, read_metadata
from generator.formats.inputs.options import InputOptions, digest_of, read_text
from generator.formats.inputs.streams import Readable
from generator.model import Given, Metadata, SeedDocument, SourceFile
from generator.problems import Location, Problem

_FENCE = "+++"
# Fields of front matter that no other kind of seed can state.
_CARRIED = ("id", "expires", "captions", "related", "layout", "permalink", "aliases", "weight", "paginate")


def read(name: str, stream: Readable, options: InputOptions) -> Iterator[SeedDocument | Problem]:
    """Yield the text of *stream*, and what is wrong with its front matter."""
    found = yield from read_text(name, stream, options)
    if found is None:
        return
    text, raw = found
    source = _as_yaml(name, text)
    if isinstance(source, Problem):
        yield source
        return
    metadata, body, _line, wrong = read_metadata(source, options.zone)
    # One bad value must not keep a site from being built; it counts as absent.
    yield from (structs.replace(one, severity="warning") if metadata and one.is_error else one for one in wrong)
    if metadata is not None:
        yield SeedDocument(name, body, digest_of(raw), given=_given(metadata), markdown=body if body.strip() else "")


def _as_yaml(name: str, text: str) -> SourceFile | Problem:
    """Return *text* with its front matter as YAML."""
    first, _, rest = text.partition("\n")
    block, fence, body = (
        rest.partition(f"\n{_FENCE}\n") if not rest.startswith(f"{_FENCE}\n") else ("", _FENCE, rest[4:])
    )
    if first.rstrip() != _FENCE or not fence:
        return SourceFile(name, text)
    try:
        fields = tomllib.loads(block)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return Problem(
            code="front-matter-unreadable", what="the front matter cannot be read as TOML", where=Location(name, 1),
            why=str(error), fix="mend it, or write it as YAML between two `---` lines", severity="warning",
        )  # fmt: skip
    return SourceFile(name, join(_plain(fields), body.removeprefix("\n")))


def _plain(fields: Mapping[str, object]) -> dict[str, object]:
    """Return *fields* without what YAML has no value for: times of day, whose text says the same."""
    return {key: _plain_value(value) for key, value in fields.items()}


def _plain_value(value: object) -> object:
    match value:
        case dict():
            return _plain(value)
        case list():
            return [_plain_value(item) for item in value]
        case time():
            return value.isoformat()
        case _:
            return value


def _given(metadata: Metadata) -> Given:
    carried = {name: value for name in _CARRIED if (value := getattr(metadata, name))}
    return Given(
        title=metadata.title,
        slug=metadata.slug,
        authors=metadata.authors,
        date=_day(metadata.date),
        updated=_day(metadata.updated),
        tags=metadata.tags,
        language=metadata.language or None,
        publisher=metadata.publisher or None,
        summary=metadata.summary or None,
        url=metadata.source_url,
        draft=metadata.draft,
        extra={**metadata.extra, **carried},
    )


def _day(moment: datetime | None) -> datetime | date | None:
    """Return the day of a midnight: whoever writes a date into front matter means the day."""
    return moment.date() if moment and not (moment.hour or moment.minute or moment.second) else moment
