"""Set the lines of a seed beside the blocks of the article that they became."""

import re
from collections.abc import Sequence

from msgspec import Struct

from generator.formats.pieces import Piece, visible_size
from generator.model import BODY_ROLES, LineRecord

_MARKER = re.compile(r"\s*(?:\d{1,3}[.)．、]|[^\w\s])\s*")


class Row(Struct, frozen=True):
    """Lines of a seed about which one thing was decided, and the *html* of the block that they became.

    It is "" for lines that were left out, and for lines whose block stands in a row above.
    """

    records: tuple[LineRecord, ...]
    html: str = ""

    @property
    def decision(self) -> LineRecord:
        """The record of the first line that is not blank."""
        return next((record for record in self.records if record.role != "blank"), self.records[0])

    @property
    def numbers(self) -> str:
        """The lines of the row without the blank ones around them, as an override names them: ``12`` or ``12-15``."""
        seen = [record.number for record in self.records if record.role != "blank"] or [self.records[0].number]
        return f"{seen[0]}" if len(seen) == 1 else f"{seen[0]}-{seen[-1]}"

    @property
    def is_kept(self) -> bool:
        return self.decision.role in BODY_ROLES


def align(records: Sequence[LineRecord], pieces: Sequence[Piece]) -> tuple[Row, ...]:
    """Return *records* in rows, each beside the one of *pieces* that it became.

    The article shows exactly the characters of the lines that were kept, in their order; so a block ends with the line
    that has its last character. Blocks that are left at the end stand in the last row.
    """
    rows: list[Row] = []
    waiting = list(reversed(pieces))
    left = 0
    for record in records:
        if record.role == "blank" and rows:
            rows[-1] = Row((*rows[-1].records, record), rows[-1].html)
        elif record.role not in BODY_ROLES:
            rows.append(Row((record,)))
        elif left > 0 and rows[-1].decision.role == record.role:
            rows[-1] = Row((*rows[-1].records, record), rows[-1].html)
            left -= _size(record)
        else:
            # The block of a row above goes on behind lines that were left out.
            piece = waiting.pop() if left <= 0 and waiting else Piece("", left)
            rows.append(Row((record,), piece.html))
            left = piece.size - _size(record)
    if waiting and rows:
        rest = "".join(piece.html for piece in reversed(waiting))
        rows[-1] = Row(rows[-1].records, rows[-1].html + rest)
    return tuple(rows)


def _size(record: LineRecord) -> int:
    text = _MARKER.sub("", record.raw, count=1) if record.role == "list-item" else record.raw
    return visible_size(text)
