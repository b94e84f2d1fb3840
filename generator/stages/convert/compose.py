"""Write the body of an article as Markdown that shows exactly its characters."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from generator.formats.escape import escape_block, escape_line, fenced
from generator.stages.convert.features import marker_of, number_of, without_marker
from generator.stages.convert.layout import Block
from generator.stages.convert.page import BODY_ROLES, Verdict

_Judged = tuple[Block, Verdict]


def body(blocks: Sequence[Block], verdicts: Sequence[Verdict]) -> str:
    """Return the Markdown of those *blocks* that are the article."""
    judged = [pair for pair in zip(blocks, verdicts, strict=True) if pair[1].role in BODY_ROLES]
    parts = [
        part
        for _key, run in groupby(_numbered_runs(judged), key=lambda item: item[0])
        for part in _written([p for _k, p in run])
    ]
    return "\n\n".join(part for part in parts if part) + "\n" if parts else ""


def _numbered_runs(judged: Sequence[_Judged]) -> Iterator[tuple[tuple[object, ...], _Judged]]:
    """Pair each block with what it shares with those that are written together with it."""
    run, previous = 0, None
    for block, verdict in judged:
        together = (verdict.role, verdict.rule, block.group if verdict.role in {"verse", "code"} else 0)
        is_alone = verdict.role in {"paragraph", "heading"} or together != previous or _starts_anew(block, verdict)
        run += is_alone
        previous = together
        yield (run, *together), (block, verdict)


def _starts_anew(block: Block, verdict: Verdict) -> bool:
    return verdict.rule == "numbered" and number_of(block.text) == 1


def _written(run: Sequence[_Judged]) -> Iterator[str]:
    texts = [block.text for block, _verdict in run]
    match run[0][1].role:
        case "heading":
            yield f"## {escape_line(texts[0], is_heading=True)}"
        case "list-item":
            yield "\n".join(_item(text) for text in texts)
        case "verse" | "cell":
            yield escape_block("\n".join(texts))
        case "code":
            yield fenced(_program([block for block, _verdict in run]))
        case _:
            yield escape_line(texts[0])


def _item(text: str) -> str:
    marker = f"{number_of(text)}." if marker_of(text) == "number" else "-"
    return f"{marker} {escape_line(without_marker(text))}"


def _program(blocks: Sequence[Block]) -> str:
    margin = min(block.indent for block in blocks)
    return "\n".join(" " * (block.indent - margin) + block.text for block in blocks)
