"""Cut a block of a seed into smaller ones, none of whose words are lost."""

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import groupby

from msgspec.structs import replace

from generator.stages.convert.layout import Block
from generator.stages.convert.wrapping import Line


def cut(block: Block, key: Callable[[Line], object], apart: Collection[int]) -> Iterator[Block]:
    """Yield *block* in pieces whose lines have one *key*; the lines with the numbers *apart* come last.

    What stands around those is one piece, as if they had not been there.
    """
    inner = [line for line in block.lines if line.number not in apart]
    others = [line for line in block.lines if line.number in apart]
    for lines in (list(run) for part in (inner, others) for _key, run in groupby(part, key=key)):
        yield block if len(lines) == len(block.lines) else _part(block, lines)


def _part(block: Block, lines: Sequence[Line]) -> Block:
    """Return those *lines* of *block* as a block, joined as they were."""
    numbers = {line.number for line in lines}
    text, end = "", 0
    for line in block.lines:
        start = block.text.index(line.text, end)
        if line.number in numbers:
            joint = block.text[start - 1 : start] if start and block.text[start - 1] == " " else ""
            text += (joint if text else "") + line.text
        end = start + len(line.text)
    return replace(block, lines=tuple(lines), text=text, isolated=False, indent=lines[0].indent)
