"""Merge front matter key by key, keeping the way in which a person wrote what did not change."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from generator.formats.frontmatter.names import CANONICAL_BY_NAME, fold
from generator.formats.marks import BEGIN, COMMENT, END, MIDDLE
from generator.yaml_places import compose, plain_value

# Who an article is stays as it is in the article; what it was made from is what it is made from now.
_OF_EDITED = frozenset({"id", "slug", "added", "source"})
_OF_CONVERTED = frozenset({"source_digest", "content_digest"})
# What stands for a block that cannot be taken apart.
_WHOLE = ""


class _Part(Struct, frozen=True):
    """The lines of a key: comments *above* it, its *own*, and the *value* they give."""

    key: str
    above: tuple[str, ...]
    own: tuple[str, ...]
    value: object


# YAML ends a line at these as well, and nobody else does.
_OTHER_LINE_ENDS = frozenset("\r\x85")
_Parts = Mapping[str, _Part]


def merge_front_matter(base: str, edited: str, converted: str) -> str:
    """Return the YAML *edited* with what *converted* changed in *base*; each is whole lines, or nothing.

    A key that both changed differently keeps the value of *edited*, and that of *converted* stands below in comments.
    """
    old, own, new = _parts(base), _parts(edited), _parts(converted)
    if _WHOLE in {**old, **own, **new}:
        return _merged_whole(base, edited, converted)
    merged: dict[str, tuple[str, ...]] = {}
    for name in _in_order(list(own), list(new)):
        merged[name] = _merged(name, old.get(name), own.get(name), new.get(name))
    rest = _rest(edited)
    return "".join(f"{line}\n" for lines in (*merged.values(), rest) for line in lines)


def _merged(name: str, old: _Part | None, own: _Part | None, new: _Part | None) -> tuple[str, ...]:
    """Return the lines of a key, given what the three texts say of it."""
    above = own.above if own else ()
    if name in _OF_EDITED or (name not in _OF_CONVERTED and (_same(own, new) or _same(new, old))):
        return (*above, *own.own) if own else ()
    if name in _OF_CONVERTED or (_same(own, old) and not _has_new_comment(own, old)):
        return (*above, *new.own) if new else above
    key = (own or new or _Part("", (), (), None)).key
    lines = new.own if new else (f"no {key}",)
    return (
        *above, COMMENT + BEGIN, *(own.own if own else ()), COMMENT + MIDDLE, *(COMMENT + line for line in lines),
        COMMENT + END,
    )  # fmt: skip


def _same(one: _Part | None, other: _Part | None) -> bool:
    if one is None or other is None:
        return one is other
    return one.value == other.value


def _has_new_comment(own: _Part | None, old: _Part | None) -> bool:
    """Tell whether something was written behind or between the lines of a key, which its value does not show."""
    return own is not None and old is not None and own.own != old.own and any("#" in line for line in own.own)


def _in_order(own: Sequence[str], new: Sequence[str]) -> list[str]:
    """Return the names in *own*, and those only in *new*, each behind the one that it follows there."""
    names = list(own)
    for place, name in enumerate(new):
        if name not in own:
            before = next((one for one in reversed(new[:place]) if one in names), None)
            names.insert(names.index(before) + 1 if before else 0, name)
    return names


def _parts(block: str) -> _Parts:
    """Return the keys of *block* by their usual names, in order; one part for all of it if keys share lines."""
    tree, _ = compose(block, "", first_line=0)
    lines = block.split("\n")
    if tree is None or _OTHER_LINE_ENDS & set(block):
        return {_WHOLE: _Part(_WHOLE, (), tuple(lines), block)}
    entries = list(tree.entries.values())
    starts = [entry.where.line for entry in entries]
    if len(set(starts)) < len(starts) or any(not lines[start][:1].strip(" \t{[") for start in starts):
        return {_WHOLE: _Part(_WHOLE, (), tuple(lines), block)}
    found: dict[str, _Part] = {}
    begin = 0
    for entry, start, end in zip(entries, starts, [*starts, len(lines)][1:], strict=True):
        stop = _without_comments(lines, start, end)
        name = CANONICAL_BY_NAME.get(fold(entry.key), entry.key)
        part = _Part(entry.key, tuple(lines[begin:start]), tuple(lines[start:stop]), plain_value(entry.value))
        found[entry.key if name in found else name] = part
        begin = stop
    return found


def _without_comments(lines: Sequence[str], start: int, end: int) -> int:
    """Return where the lines of a key end that begin at *start*: comments below it belong to the next."""
    while end > start + 1 and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    return end


def _rest(block: str) -> tuple[str, ...]:
    """Return what stands below the last key of *block*, or all of it if it has none."""
    lines = block.split("\n")[:-1]
    parts = _parts(block)
    taken = sum(len(part.above) + len(part.own) for part in parts.values())
    return tuple(lines[taken:])


def _merged_whole(base: str, edited: str, converted: str) -> str:
    if converted in {base, edited}:
        return edited
    below = [MIDDLE, *converted.split("\n")[:-1], END]
    return f"{COMMENT}{BEGIN}\n{edited}" + "".join(f"{COMMENT}{line}\n" for line in below)
