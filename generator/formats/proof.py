"""Prove that the body of a converted article shows exactly the words it was made from.

Pieces of plain text go in; out comes the Markdown of them all, or the piece that no Markdown can show.

A rendering takes as long as all the rest of a conversion, so most pieces are spared it: those whose lines are
harmless (``escape.is_harmless``) and therefore show themselves wherever they stand. All others are rendered together,
twice: as the publication renders them, and with the bare engine as other tools use it. A harmless piece is represented
there by one of its kind with a single word in it: it shields its neighbours from each other as in the whole body, and
no other piece can tell the difference. What takes something from another piece — a definition, an abbreviation, a
footnote, an open tag — would be missing itself, so a body that shows all its words leaves those not rendered alone too.

Where something else is seen, each piece is tried alone and what fails is written in numeric entities.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from generator.formats.escape import escape_line, fenced, in_entities, is_harmless
from generator.formats.markup import Markup, bare_engine, markup_engine
from generator.formats.seen import BULLETS, Seen, item_kind, seen

# An engine takes time quadratic in the signs of one block, so longer ones are tried in parts. What begins in one part
# and ends in another has an open sign in the first, and each sign is escaped by itself.
LONGEST = 10_000
_BETWEEN_LISTS = "<!-- -->"
_STAND_IN = "x"


class Piece(Struct, frozen=True, kw_only=True):
    """What becomes one block of Markdown: a *kind* and its *lines* of plain text, which begin at *line* of the seed.

    The lines of a list are its items without their markers; *number* is that of the first.
    The *markdown* of what is ``ready`` was made elsewhere and is taken as it stands.
    """

    kind: Literal["paragraph", "heading", "list", "verse", "code", "ready"]
    lines: tuple[str, ...] = ()
    line: int = 0
    number: int = BULLETS
    markdown: str = ""
    is_encoded: bool = False


class Unshown(Struct, frozen=True):
    """The piece that readers would see otherwise than it reads, whatever is done."""

    piece: Piece


def proven(pieces: Sequence[Piece]) -> str | Unshown:
    """Return the Markdown of *pieces* once it is proven to show them, or a piece that cannot be shown."""
    if _is_proven(pieces):
        return written(pieces)
    some = [piece if _is_harmless(piece) or _is_proven([piece]) else _encoded(piece) for piece in pieces]
    every = [piece if _is_harmless(piece) else _encoded(piece) for piece in pieces]
    for tried in (some, every):
        if _is_proven(tried):
            return written(tried)
    doubtful = [piece for piece in every if not _is_harmless(piece)]
    return Unshown(next((piece for piece in doubtful if not _is_proven([piece])), doubtful[0]))


def written(pieces: Sequence[Piece]) -> str:
    """Return the Markdown of *pieces*, unproven."""
    blocks: list[str] = []
    above = None
    for piece in pieces:
        # The engine would take two numbered lists for one and count on.
        if above and above.number != BULLETS != piece.number:
            blocks.append(_BETWEEN_LISTS)
        blocks.append(_markdown(piece))
        above = piece
    return "\n\n".join(blocks) + "\n"


def _markdown(piece: Piece) -> str:
    line = in_entities if piece.is_encoded else escape_line
    match piece.kind:
        case "ready":
            return piece.markdown
        case "heading":
            text = piece.lines[0]
            return f"## {in_entities(text) if piece.is_encoded else escape_line(text, is_heading=True)}"
        case "list":
            return "\n".join(
                f"{marker} {line(text)}" for marker, text in zip(_markers(piece), piece.lines, strict=True)
            )
        case "code" if not piece.is_encoded:
            return fenced("\n".join(piece.lines))
        case "code":
            return "  \n".join("&#160;" * _indent(text) + line(text) for text in piece.lines)
        case _:
            return "  \n".join(line(text) for text in piece.lines)


def _markers(piece: Piece) -> list[str]:
    if piece.number == BULLETS:
        return [item_kind(BULLETS)] * len(piece.lines)
    return [item_kind(number) for number in range(piece.number, piece.number + len(piece.lines))]


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def _encoded(piece: Piece) -> Piece:
    return replace(piece, is_encoded=True)


def expected(pieces: Iterable[Piece]) -> list[Seen]:
    """Return what a reader is to see of *pieces*, of which none is ``ready``."""
    return [seen for piece in pieces for seen in _seen(piece)]


def _seen(piece: Piece) -> Iterator[Seen]:
    lines = [_one_line(text) for text in piece.lines]
    match piece.kind:
        case "list":
            yield from zip(_markers(piece), lines, strict=True)
        case "code" if not piece.is_encoded:
            yield "pre", "\n".join(text.rstrip() for text in piece.lines)
        case "heading":
            yield "h2", lines[0]
        case _:
            yield "p", "\n".join(lines)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _is_harmless(piece: Piece) -> bool:
    if piece.kind in {"code", "ready"}:
        return piece.kind == "ready"
    return all(map(is_harmless, piece.lines)) and not (piece.kind == "heading" and "#" in piece.lines[0])


def _is_proven(pieces: Sequence[Piece]) -> bool:
    """Tell whether *pieces* are seen as they read, by what is not harmless among them."""
    tried = _tried(pieces)
    if all(map(_is_harmless, tried)):
        return True
    text, wanted = written(tried), expected(tried)
    return all(seen(engine.render(text).html) == wanted for engine in _engines())


def _tried(pieces: Sequence[Piece]) -> list[Piece]:
    """Return what is rendered to prove *pieces*: shorter where that makes no difference."""
    tried: list[Piece] = []
    for piece in pieces:
        if not _is_harmless(piece):
            tried.extend(_parts(piece))
            continue
        stand_in = Piece(
            kind="paragraph" if piece.kind == "ready" else piece.kind, lines=(_STAND_IN,), number=piece.number
        )
        if tried[-1:] != [stand_in]:
            tried.append(stand_in)
    return tried


def _parts(piece: Piece) -> Iterator[Piece]:
    if piece.kind == "code" or sum(map(len, piece.lines)) <= LONGEST:
        yield piece
        return
    for text in piece.lines:
        for start in range(0, len(text), LONGEST):
            part = text[start : start + LONGEST]
            if part.strip():
                yield Piece(kind="paragraph", lines=(part,), is_encoded=piece.is_encoded)


@cache
def _engines() -> tuple[Markup, Markup]:
    return markup_engine("markdown", raw_html=True, highlight=True), bare_engine()
