"""Build the tree of a YAML text from the parser's events, without recursion, and refuse what is unsafe."""

import re
import unicodedata
from collections.abc import Iterator

import yaml
from msgspec import Struct

from generator.problems import Location, Problem
from generator.yaml_places import refusals
from generator.yaml_places.tree import Entry, Listed, Mapped, Node, Scalar

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# YAML 1.1 breaks lines at these two, editors do not: left alone, they would shift every line number after them.
_LINE_SEPARATORS = str.maketrans({"\u2028": " ", "\u2029": " "})


class Limits(Struct, frozen=True):
    """How large a block may be: *size* in bytes of UTF-8, *depth* in levels, *nodes* in keys and values."""

    size: int = 64 * 1024
    depth: int = 20
    nodes: int = 1000


class _Open:
    """A sequence or mapping that is still being read."""

    def __init__(self, where: Location, *, is_mapping: bool) -> None:
        self.where = where
        self.is_mapping = is_mapping
        self.items: list[Node] = []
        self.entries: dict[str, Entry] = {}
        self.key: Scalar | None = None
        self.has_key = False

    def close(self) -> Node:
        return Mapped(self.entries, self.where) if self.is_mapping else Listed(tuple(self.items), self.where)


class _TooLargeError(Exception):
    """The block goes beyond its limits; the problem is the only argument."""


class _Composer:
    """Builds the tree from events and gathers what is wrong with it."""

    def __init__(self, path: str, first_line: int, limits: Limits) -> None:
        self.path = path
        self.first_line = first_line
        self.limits = limits
        self.problems: list[Problem] = []
        self.stack: list[_Open] = []
        self.root: Node | None = None
        self.nodes = 0
        self.documents = 0

    def place(self, mark: object) -> Location:
        line, column = getattr(mark, "line", 0), getattr(mark, "column", 0)
        return Location(self.path, self.first_line + line, column + 1)

    def read(self, event: yaml.Event) -> None:
        where = self.place(event.start_mark)
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents == 2:  # noqa: PLR2004 - the second is one too many
                self.problems.append(refusals.second_document(where))
        elif self.documents > 1:
            return
        elif isinstance(event, yaml.AliasEvent):
            self.problems.append(refusals.anchor(where, f"alias *{event.anchor}"))
            self.add(Scalar("", "plain", where))
        elif isinstance(event, yaml.NodeEvent):
            self.open(event, where)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.add(self.stack.pop().close(), count=False)

    def open(self, event: yaml.NodeEvent, where: Location) -> None:
        if event.anchor:
            self.problems.append(refusals.anchor(where, f"anchor &{event.anchor}"))
        tag = getattr(event, "tag", None)
        if tag:
            self.problems.append(refusals.tag(where, str(tag)))
        if isinstance(event, yaml.ScalarEvent):
            self.add(self.scalar(event, where))
            return
        self.count(where)
        self.stack.append(_Open(where, is_mapping=isinstance(event, yaml.MappingStartEvent)))
        if len(self.stack) > self.limits.depth:
            raise _TooLargeError(refusals.too_large(where, f"it is nested deeper than {self.limits.depth} levels"))

    def scalar(self, event: yaml.ScalarEvent, where: Location) -> Scalar:
        text = str(event.value)
        if not text.isascii():
            text = unicodedata.normalize("NFC", text)
        found = _FORBIDDEN.search(text)
        if found:
            self.problems.append(refusals.character(where, found.group()))
            text = _FORBIDDEN.sub("", text)
        return Scalar(text, "quoted" if event.style else "plain", where)

    def count(self, where: Location) -> None:
        self.nodes += 1
        if self.nodes > self.limits.nodes:
            raise _TooLargeError(refusals.too_large(where, f"it has more than {self.limits.nodes} keys and values"))

    def add(self, node: Node, *, count: bool = True) -> None:
        if count:
            self.count(node.where)
        if not self.stack:
            self.root = node
            return
        top = self.stack[-1]
        if not top.is_mapping:
            top.items.append(node)
        elif not top.has_key:
            top.has_key, top.key = True, self.check_key(node)
        else:
            self.enter(top, node)
            top.has_key, top.key = False, None

    def check_key(self, node: Node) -> Scalar | None:
        if not isinstance(node, Scalar):
            self.problems.append(refusals.not_a_key(node.where))
            return None
        if node.text == "<<" and node.style == "plain":
            self.problems.append(refusals.anchor(node.where, "merge key <<"))
        return node

    def enter(self, top: _Open, value: Node) -> None:
        if top.key is None:
            return
        first = top.entries.get(top.key.text)
        if first is None:
            top.entries[top.key.text] = Entry(top.key.text, top.key.where, value, top.key.style == "quoted")
        else:
            self.problems.append(refusals.duplicate(top.key, first.where))


def compose(
    text: str, path: str, first_line: int = 1, limits: Limits | None = None
) -> tuple[Mapped | None, tuple[Problem, ...]]:
    """Read *text*, whose first line is line *first_line* of the file *path*, as one mapping.

    Gives None beside the problems when there is an error of any kind; an empty text is an empty mapping.
    """
    limits = limits or Limits()
    composer = _Composer(path, first_line, limits)
    if len(text) > limits.size or len(text.encode("utf-8", "surrogatepass")) > limits.size:
        where = Location(path, first_line)
        return None, (refusals.too_large(where, f"it is larger than {limits.size:,} bytes"),)
    problem = _run(composer, text.translate(_LINE_SEPARATORS))
    if problem is not None:
        return None, (*composer.problems, problem)
    root = composer.root or Scalar("", "plain", Location(path, first_line, 1))
    if isinstance(root, Scalar) and root.is_null and not composer.problems:
        return Mapped({}, root.where), ()
    if not isinstance(root, Mapped):
        composer.problems.append(refusals.not_a_mapping(root))
        return None, tuple(composer.problems)
    return (None if composer.problems else root), tuple(composer.problems)


def _events(text: str) -> Iterator[yaml.Event]:
    loader = _LOADER(text)
    try:
        while loader.check_event():
            yield loader.get_event()
    finally:
        loader.dispose()


def _run(composer: _Composer, text: str) -> Problem | None:
    """Feed *composer*; PyYAML also lets through errors that are not its own."""
    try:
        for event in _events(text):
            composer.read(event)
    except _TooLargeError as error:
        (problem,) = error.args
        return problem if isinstance(problem, Problem) else None
    except yaml.MarkedYAMLError as error:
        return refusals.syntax(composer.place, error)
    except (yaml.YAMLError, ValueError, RecursionError, TypeError, AttributeError) as error:
        reason = str(getattr(error, "reason", "")) or type(error).__name__
        return Problem(
            code="yaml-syntax",
            what="this is not YAML that can be read",
            where=Location(composer.path, composer.first_line),
            why=" ".join(reason.split()),
            fix="write plain `key: value` lines",
        )
    return None
