"""The conversion of one seed: layout, roles, fields, body, and a record for every line."""

from collections.abc import Iterable, Mapping, Sequence

from generator.formats.language import identify
from generator.formats.overrides import Override
from generator.formats.phrases import Phrases
from generator.formats.proof import Unshown
from generator.model import Caption, Conversion, Lesson, LineRecord, SeedDocument
from generator.problems import Location, Problem
from generator.stages.convert.compose import body
from generator.stages.convert.confidence import confidences, of_fields, origins
from generator.stages.convert.features import count_words
from generator.stages.convert.given import with_given
from generator.stages.convert.layout import Block, Layout, lay_out
from generator.stages.convert.marked import judge
from generator.stages.convert.marked_body import marked_body
from generator.stages.convert.overrides import impose, lost_lines, verbatim_lines, with_fields
from generator.stages.convert.page import BODY_ROLES, Page, Stated, Verdict
from generator.stages.convert.titles import shortened

_SAMPLED_WORDS = 5
# Not one of the four pieces that tell the language is then of another text.
_NEARLY_ALL = 0.8


def convert(
    seed: SeedDocument,
    phrases: Phrases,
    override: Override | None = None,
    learned: Mapping[str, Lesson] | None = None,
) -> Conversion | Problem:
    """Return *seed* as an article, or why there is none in it; what *override* says counts above all rules.

    *learned* are the lines that other seeds of its collection have taught to be furniture.

    Raises:
        AssertionError: a line of the seed got lost on the way, which no seed should be able to do.
    """
    override = override or Override()
    if seed.markdown:
        return with_fields(with_given(_verbatim(seed), seed.given), override, verbatim_lines(override))
    imposed = impose(lay_out(seed.text), phrases, override)
    layout = imposed.layout
    if not layout.blocks:
        return Problem(
            code="seed-empty", what="this seed is empty", where=Location(seed.path),
            why="it holds no visible character", fix="scrape the page again, or remove the file",
        )  # fmt: skip
    sample = _sample(layout)
    language = override.language or identify(sample)
    spoken = phrases.spoken(language)
    page = Page(imposed.judged, spoken, language, is_spaced=layout.is_spaced, learned=learned)
    verdicts = imposed.complete(judge(seed, page), page)
    records = _records(layout, verdicts)
    if "\n".join(record.raw for record in records) != seed.text:
        raise AssertionError(f"the records of {seed.path} do not make up its text")
    markdown = marked_body(seed, layout.blocks, verdicts) if seed.marked else body(layout.blocks, verdicts)
    if isinstance(markdown, Unshown):
        return _unshown(seed, markdown)
    if not markdown:
        return Problem(
            code="seed-no-article", what="no article was found in this seed", where=Location(seed.path),
            why="all its lines are titles, menus or notices", fix="remove the file, or write the article by hand",
        )  # fmt: skip
    conversion = _conversion(
        seed,
        markdown,
        records,
        (language, _language_of(_article(layout, verdicts), sample, None if override.language else language)),
        tuple(zip(layout.blocks, verdicts, strict=True)),
    )
    return with_fields(with_given(conversion, imposed.besides(seed.given)), override, lost_lines(layout, override))


def _verbatim(seed: SeedDocument) -> Conversion:
    """Return *seed*, whose body was Markdown already, as it is."""
    records = tuple(
        LineRecord(number, raw, "paragraph" if raw.strip() else "blank", "markdown", "the text was Markdown already")
        for number, raw in enumerate(seed.text.split("\n"), 1)
    )
    return Conversion(
        source=seed.path, title=shortened(" ".join(seed.text.split())), body=seed.markdown, records=records,
        language=identify(seed.text),
    )  # fmt: skip


def _sample(layout: Layout) -> str:
    """Return the longer blocks, which are more likely to be the article than what surrounds it."""
    long = [block.text for block in layout.blocks if count_words(block.text) > _SAMPLED_WORDS]
    return "\n".join(long or [block.text for block in layout.blocks])


def _language_of(article: str, sample: str, of_sample: str | None) -> str | None:
    """Return the language of *article*, which is that *of_sample*, if known, when both are nearly the same text."""
    return of_sample if of_sample and len(article) >= len(sample) * _NEARLY_ALL else identify(article)


def _article(layout: Layout, verdicts: Sequence[Verdict]) -> str:
    pairs = zip(layout.blocks, verdicts, strict=True)
    return "\n".join(block.text for block, verdict in pairs if verdict.role in BODY_ROLES and verdict.role != "code")


def _records(layout: Layout, verdicts: Sequence[Verdict]) -> tuple[LineRecord, ...]:
    records = [LineRecord(line.number, line.raw, "blank", "blank", "an empty line") for line in layout.blanks]
    sure = confidences(layout.blocks, verdicts)
    for block, verdict, confidence in zip(layout.blocks, verdicts, sure, strict=True):
        records.extend(
            LineRecord(line.number, line.raw, verdict.role, verdict.rule, verdict.reason, confidence)
            for line in block.lines
        )
    return tuple(sorted(records, key=lambda record: record.number))


def _conversion(
    seed: SeedDocument,
    markdown: str,
    records: tuple[LineRecord, ...],
    languages: tuple[str | None, str | None],
    judged: Sequence[tuple[Block, Verdict]],
) -> Conversion:
    stated = [verdict.stated for _block, verdict in judged if verdict.stated]
    published = [one.published for one in stated if one.published]
    updated = [one.updated for one in stated if one.updated]
    unclear = [block for block, verdict in judged if verdict.stated and verdict.stated.is_ambiguous]
    found = origins(judged, is_language_plain=languages[0] == languages[1])
    return Conversion(
        source=seed.path,
        title=_title(judged),
        date=next(iter(published or updated), None),
        authors=_authors(stated),
        tags=_once(tag for one in stated for tag in one.tags),
        language=languages[1] or languages[0],
        publisher=_publisher(stated),
        captions=_captions(stated),
        related=_once(name for one in stated for name in one.related),
        confidences=of_fields(found, records),
        origins=found,
        body=markdown,
        records=records,
        problems=tuple(_ambiguous(seed, block) for block in unclear if not published),
    )


def _title(judged: Sequence[tuple[Block, Verdict]]) -> str:
    """Return the title that was found; an article without one is called by its beginning."""
    found = (verdict.stated.title for _block, verdict in judged if verdict.stated and verdict.stated.title)
    beginning = (block.text for block, verdict in judged if verdict.role in BODY_ROLES)
    return next(found, "") or shortened(next(beginning))


def _authors(stated: Sequence[Stated]) -> tuple[str, ...]:
    """Return the people named, without the outlet that may be named with them."""
    outlets = _outlets(stated)
    names = _once(name for one in stated for name in one.authors)
    people = [name for name in names if name not in outlets] if len(names) > 1 else names
    return _once(_without_outlet(name, outlets) for name in people)


def _without_outlet(name: str, outlets: Sequence[str]) -> str:
    outlet = next((one for one in outlets if name.startswith(f"{one} ")), "")
    return name.removeprefix(outlet).strip() if outlet else name


def _publisher(stated: Sequence[Stated]) -> str | None:
    authors = _authors(stated)
    return next((one for one in (*_named_outlets(stated), *_published(stated)) if one not in authors), None)


def _named_outlets(stated: Sequence[Stated]) -> tuple[str, ...]:
    """Return those names of a byline that are an outlet's."""
    outlets = _outlets(stated)
    return _once(name for one in stated for name in one.authors if name in outlets)


def _published(stated: Sequence[Stated]) -> tuple[str, ...]:
    return _once(one.publisher for one in stated if one.publisher)


def _outlets(stated: Sequence[Stated]) -> tuple[str, ...]:
    """Return the agencies and papers named elsewhere: in a byline such a name is no person."""
    credited = [one.caption.credit for one in stated if one.caption and one.caption.credit]
    agencies = (credit.rpartition("/")[2].strip() for credit in credited if "/" in credit)
    return _once((*agencies, *_published(stated)))


def _captions(stated: Sequence[Stated]) -> tuple[Caption, ...]:
    return tuple(dict.fromkeys(one.caption for one in stated if one.caption))


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _unshown(seed: SeedDocument, found: Unshown) -> Problem:
    return Problem(
        code="seed-unshown", what=f'no Markdown shows "{found.piece.lines[0][:40]}" as it reads',
        where=Location(seed.path, found.piece.line), why="it holds characters that no page can show",
        fix="remove them from the seed, or write the article by hand",
    )  # fmt: skip


def _ambiguous(seed: SeedDocument, block: Block) -> Problem:
    return Problem(
        code="date-ambiguous", what=f'the date in "{block.text[:80]}" can be read in two ways',
        where=Location(seed.path, block.number), why="it is not known whether the month or the day comes first",
        fix="say which: `--date-order dmy` or `--date-order mdy`, or `convert.date_order` for good",
        severity="notice",
    )  # fmt: skip
