"""Write the body of an article as Markdown that is proven to show exactly its characters."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from generator.formats.proof import Piece, Unshown, proven
from generator.formats.seen import BULLETS
from generator.stages.convert.features import number_of, without_marker
from generator.stages.convert.layout import Block
from generator.stages.convert.page import BODY_ROLES, Verdict

_Judged = tuple[Block, Verdict]


def body(blocks: Sequence[Block], verdicts: Sequence[Verdict]) -> str | Unshown:
    """Return the Markdown of those *blocks* that are the article, "" if none is, or what of them cannot be shown."""
    judged = [pair for pair in zip(blocks, verdicts, strict=True) if pair[1].role in BODY_ROLES]
    runs = groupby(_numbered_runs(judged), key=lambda item: item[0])
    pieces = [_piece([pair for _key, pair in run]) for _key, run in runs]
    return proven(pieces) if pieces else ""


def _numbered_runs(judged: Sequence[_Judged]) -> Iterator[tuple[tuple[object, ...], _Judged]]:
    """Pair each block with what it shares with those that are written together with it."""
    run, previous = 0, None
    for place, (block, verdict) in enumerate(judged):
        together = (verdict.role, verdict.rule, _shared(block, verdict, place))
        run += verdict.role in {"paragraph", "heading"} or together != previous
        previous = together
        yield (run, *together), (block, verdict)


def _shared(block: Block, verdict: Verdict, place: int) -> int:
    """Return what blocks of one role share when they belong together: their group, or that their numbers count on."""
    if verdict.role in {"verse", "code"}:
        return block.group
    if verdict.role == "list-item":
        number = number_of(block.text)
        return place - number if number != BULLETS else BULLETS
    return 0


def _piece(run: Sequence[_Judged]) -> Piece:
    texts = tuple(block.text for block, _verdict in run)
    line = run[0][0].number
    match run[0][1].role:
        case "heading":
            return Piece(kind="heading", lines=texts, line=line)
        case "list-item":
            return Piece(kind="list", lines=tuple(map(without_marker, texts)), line=line, number=number_of(texts[0]))
        case "verse" | "cell":
            return Piece(kind="verse", lines=texts, line=line)
        case "code":
            return Piece(kind="code", lines=_program([block for block, _verdict in run]), line=line)
        case _:
            return Piece(kind="paragraph", lines=texts, line=line)


def _program(blocks: Sequence[Block]) -> tuple[str, ...]:
    margin = min(block.indent for block in blocks)
    return tuple(" " * (block.indent - margin) + block.text for block in blocks)
