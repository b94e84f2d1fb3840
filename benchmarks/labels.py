"""Say of every block of a labelled seed whether its conversion was right.

A gold file holds the article, not a role for each line. The lines that make up the article are found by reading
both in order: of all ways to spell the gold's article with lines of the seed, the one that agrees best with
the conversion counts, so that of two equal lines either may have been left out.
"""

import json
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from generator.formats.phrases import Phrases
from generator.formats.text import decode
from generator.model import BODY_ROLES, Conversion, SeedDocument
from generator.stages.convert import convert
from generator.stages.convert.confidence import circumstances
from generator.stages.convert.features import marker_of, without_marker
from generator.stages.convert.layout import Block, lay_out

_INVISIBLE = dict.fromkeys([0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0xFEFF, 0x00AD, 0x2060])
# What the scorer of the specification accepts for each role.
_KINDS = {
    "paragraph": {"p", "any"},
    "heading": {"h"},
    "list-item": {"li", "any"},
    "verse": {"verse", "any"},
    "cell": {"any", "verse"},
    "code": {"any", "verse", "li"},
}
_FIELDS = ("title", "date", "authors", "tags", "language", "publisher", "captions", "related")
_SKIPS = -1000


class Judged(Struct, frozen=True):
    """A block of a labelled seed: its role by *rule*, with what *confidence*, and whether that *is_right*."""

    seed: str
    number: int
    text: str
    role: str
    rule: str
    circumstance: str
    confidence: float
    is_right: bool


class Field(Struct, frozen=True):
    """A field that was found in a labelled seed, and whether it is what the gold says."""

    seed: str
    name: str
    rule: str
    confidence: float
    is_right: bool


class Unit(Struct, frozen=True):
    """A block of the gold's article: its *kind*, and its letters without white space."""

    kind: str
    key: str


class State(Struct, frozen=True):
    """How far the gold's article has been spelt: the unit, and the letters of it that are."""

    unit: int = 0
    offset: int = 0


class Way(Struct, frozen=True):
    """The best way to a state so far: its *score*, and for each block the unit it is of, -1 for none."""

    score: int
    units: tuple[int, ...]
    wholes: tuple[bool, ...]


def seeds_in(folders: Sequence[Path]) -> Iterator[Path]:
    """Yield the labelled seeds below *folders*, in order of their names."""
    for folder in folders:
        yield from (path for path in sorted(folder.glob("*.txt")) if path.with_suffix(".gold.json").is_file())


def judge(path: Path, phrases: Phrases) -> tuple[Sequence[Judged], Sequence[Field]]:
    """Convert the labelled seed at *path*, and say of each block and of each field whether it is right."""
    gold = json.loads(path.with_suffix(".gold.json").read_text(encoding="utf-8"))
    text, _ = decode(path.read_bytes(), path.name)
    conversion = convert(SeedDocument(path.name, text, ""), phrases)
    if not isinstance(conversion, Conversion):
        return (), ()
    return tuple(_blocks(path.stem, lay_out(text).blocks, conversion, gold)), tuple(
        _fields(path.stem, conversion, gold)
    )


def _blocks(seed: str, blocks: Sequence[Block], conversion: Conversion, gold: Mapping[str, object]) -> Iterator[Judged]:
    records = {record.number: record for record in conversion.records}
    units = _units(gold)
    labels = align([(block.text, records[block.number].role) for block in blocks], units)
    is_titled = all(field.is_right for field in _fields(seed, conversion, gold) if field.name == "title")
    words = circumstances(blocks, [records[block.number].role for block in blocks])
    for block, (unit, is_whole), around in zip(blocks, labels, words, strict=True):
        record = records[block.number]
        kind = units[unit].kind if unit >= 0 else ""
        if record.role in BODY_ROLES:
            is_right = kind in _KINDS[record.role] and (is_whole or record.role not in {"paragraph", "heading"})
        else:
            is_right = not kind and (record.role != "title" or is_titled)
        if any(character.isalnum() for character in block.text):
            yield Judged(seed, block.number, block.text, record.role, record.rule, around, record.confidence, is_right)


def align(blocks: Sequence[tuple[str, str]], units: Sequence[Unit]) -> Sequence[tuple[int, bool]]:
    """Return for each of *blocks* (text, role) the unit it is of, -1 for none, and whether it is all of it."""
    ways = {State(): Way(0, (), ())}
    for text, role in blocks:
        further: dict[State, Way] = {}
        for state, path in ways.items():
            for reached, unit, is_whole in _steps(state, text, units):
                kinds = _KINDS.get(role, {""})
                kind = units[unit].kind if unit >= 0 else ""
                agreed = 2 * ((unit >= 0) == (role in BODY_ROLES)) + (kind in kinds) + (kind in kinds and is_whole)
                skipped = _SKIPS * (unit - state.unit if unit > state.unit else 0)
                score = path.score + agreed + skipped
                if reached not in further or further[reached].score < score:
                    further[reached] = Way(score, (*path.units, unit), (*path.wholes, is_whole))
        ways = further
    best = max(ways, key=lambda state: ways[state].score + _SKIPS * (len(units) - state.unit))
    return tuple(zip(ways[best].units, ways[best].wholes, strict=True))


def _steps(state: State, text: str, units: Sequence[Unit]) -> Iterator[tuple[State, int, bool]]:
    yield state, -1, False
    keys = dict.fromkeys((_key(text), _key(without_marker(text)) if marker_of(text) else _key(text)))
    for unit in range(state.unit, min(state.unit + 4, len(units)) if not state.offset else state.unit + 1):
        offset = state.offset if unit == state.unit else 0
        whole = units[unit].key
        for key in keys:
            if key and whole.startswith(key, offset):
                end = offset + len(key)
                is_done = end == len(whole)
                yield State(unit + is_done, 0 if is_done else end), unit, is_done and not offset


def _units(gold: Mapping[str, object]) -> Sequence[Unit]:
    paragraphs, headings = gold["body_paragraphs"], gold["headings"]
    kinds, before = gold.get("body_kinds") or ["p"] * len(paragraphs), gold.get("heading_before") or []
    found: list[Unit] = []
    for place in range(len(paragraphs) + 1):
        found += [Unit("h", _key(text)) for text, where in zip(headings, before, strict=False) if where == place]
        if place < len(paragraphs):
            found.append(Unit(kinds[place], _key(paragraphs[place])))
    return [unit for unit in found if unit.key]


def _key(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).translate(_INVISIBLE).split())


def _fields(seed: str, conversion: Conversion, gold: Mapping[str, object]) -> Iterator[Field]:
    for name in _FIELDS:
        value = getattr(conversion, name)
        if value not in (None, "", ()):
            rule = conversion.origins[name].rule if name in conversion.origins else ""
            yield Field(seed, name, rule, conversion.confidences.get(name, 1.0), _is_gold(name, value, gold))


def _is_gold(name: str, value: object, gold: Mapping[str, object]) -> bool:
    match name:
        case "date":
            return str(value)[:10] == gold["date"]
        case "authors":
            wanted = gold["author"] if isinstance(gold["author"], list) else [gold["author"]]
            return [_key(one) for one in value] == [_key(one or "") for one in wanted]
        case "captions":
            found = {(_key(one.caption), _key(one.credit or "")) for one in value}
            return found == {(_key(one["caption"]), _key(one["credit"] or "")) for one in gold["captions"]}
        case "tags" | "related":
            return [_key(one).casefold() for one in value] == [_key(one).casefold() for one in gold[name]]
        case _:
            return _key(value) == _key(gold[name] or "")
