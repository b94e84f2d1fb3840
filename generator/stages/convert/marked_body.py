"""Write the body of a seed that came with markup: links, emphasis, tables and nested lists as they were.

Plain paragraphs are proven like those of any seed. What has markup is rendered once, and where a reader would not see
the words of its lines, the lines are written without it.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby

from msgspec import Struct

from generator.formats.escape import escape_line
from generator.formats.markup import Markup, markup_engine
from generator.formats.proof import Piece, Unshown, proven
from generator.formats.text import plain_text
from generator.model import Marked, SeedDocument
from generator.stages.convert.features import without_marker
from generator.stages.convert.layout import Block
from generator.stages.convert.marked import marks_of
from generator.stages.convert.overrides import BY_HAND
from generator.stages.convert.page import BODY_ROLES, Verdict

_MARGIN = re.compile(r"(?: {4})+|:   ")
_WORDLESS = frozenset({"image"})


class _Kept(Struct, frozen=True):
    """A block that stays, with what its markup said; *group* numbers what is written together, 0 alone."""

    block: Block
    verdict: Verdict
    mark: Marked | None
    group: int


def marked_body(seed: SeedDocument, blocks: Sequence[Block], verdicts: Sequence[Verdict]) -> str | Unshown:
    """Return the Markdown of those *blocks* of *seed* that are the article, "" if none is."""
    marks = marks_of(seed, blocks)
    kept = [
        _Kept(block, verdict, mark := marks.get(place), _group(mark, verdict))
        for place, (block, verdict) in enumerate(zip(blocks, verdicts, strict=True))
        if verdict.role in BODY_ROLES
    ]
    if all(each.verdict.role in _WORDLESS for each in kept):
        return ""
    runs = [run for key, same in groupby(kept, key=lambda each: each.group) for run in _runs(key, list(same))]
    ready = [(run, _written(run)) for run in runs]
    is_shown = _shows([(run, text) for run, text in ready if text])
    return proven([piece for run, text in ready for piece in _pieces(run, text, is_shown=is_shown)])


def _group(mark: Marked | None, verdict: Verdict) -> int:
    if mark is None or _is_by_hand(mark, verdict):
        return 0
    if mark.kind == "paragraph" and verdict.role == "list-item":
        return -1
    return mark.group


def _is_by_hand(mark: Marked, verdict: Verdict) -> bool:
    """Tell whether a person made something else of a block than its markup."""
    return verdict.rule in BY_HAND and verdict.role != mark.kind


def _runs(group: int, kept: list[_Kept]) -> list[list[_Kept]]:
    return [kept] if group else [[each] for each in kept]


def _pieces(run: Sequence[_Kept], text: str, *, is_shown: bool) -> Iterator[Piece]:
    """Yield *run* as one ready piece if it has markup that shows its words, else its lines as plain pieces."""
    if text and (is_shown or _shows([(run, text)])):
        yield Piece(kind="ready", markdown=text, line=run[0].block.number)
        return
    for each in run:
        line, role = (each.block.text,), each.verdict.role
        if role == "list-item":
            yield Piece(kind="list", lines=(without_marker(line[0]),), line=each.block.number)
        elif role != "image":
            kind = "heading" if role == "heading" else "paragraph"
            yield Piece(kind=kind, lines=line, line=each.block.number)  # type: ignore[arg-type]


def _written(run: Sequence[_Kept]) -> str:
    """Return the Markdown that the markup of *run* made, "" if it is but a plain paragraph or has none."""
    first = run[0]
    if first.mark is None or _is_by_hand(first.mark, first.verdict):
        return ""
    if first.group == 0:
        is_plain = first.mark.kind == "paragraph" and (
            first.verdict.role == "heading" or first.mark.markdown == escape_line(first.block.text)
        )
        return "" if is_plain else first.mark.markdown
    if first.group < 0:
        return ""
    return _joined([each.mark for each in run if each.mark])


def _joined(marks: Sequence[Marked]) -> str:
    """Return the Markdown of a list or a quotation of which these blocks are left."""
    margin = _MARGIN.match(marks[0].markdown)
    head = marks[0].markdown
    if margin and marks[0].gap != "  \n":
        # The item that this one belonged to is gone.
        head = "\n".join(line.removeprefix(margin[0]) for line in head.split("\n"))
    out = [head]
    for place, mark in enumerate(marks[1:]):
        gap = "\n\n" if margin and not place and mark.gap == "\n" else mark.gap
        out += [gap, mark.markdown]
    return "".join(out)


def _shows(written: Sequence[tuple[Sequence[_Kept], str]]) -> bool:
    """Tell whether a reader of the Markdown sees the words of the lines it was made from."""
    if not written:
        return True
    html = _engine().render("\n\n".join(text for _run, text in written)).html
    lines = (each.block.text for run, _text in written for each in run if each.verdict.role not in _WORDLESS)
    return "".join(plain_text(html).split()) == "".join("".join(lines).split())


@cache
def _engine() -> Markup:
    return markup_engine("markdown", raw_html=True, highlight=False)
