"""What can be wrong with a YAML text, each as a problem with its reason and its remedy."""

from collections.abc import Callable

import yaml

from generator.problems import Location, Problem
from generator.yaml_places.tree import Listed, Node, Scalar

_HINTS = (
    ("mapping values are not allowed", 'put quotes around a value that contains ": "'),
    ("cannot start any token", "use spaces, not tabs, and quotes around a value that starts with @, ` or %"),
    ("expected ',' or ']'", "close the list with ], or put quotes around a value that starts with ["),
    ("expected ',' or '}'", "close it with }, or put quotes around a value that starts with {"),
    ("could not find expected ':'", "write a colon and a space after the key"),
    ("unexpected end of stream", "close the quotes"),
    ("did not find expected key", "give the keys of one level the same indentation; quote values with quotes inside"),
    ("unknown escape character", "write \\\\ for a backslash, or use single quotes"),
    ("undefined alias", "put quotes around a value that starts with *"),
)


def syntax(place: Callable[[object], Location], error: yaml.MarkedYAMLError) -> Problem:
    """The text is no YAML; *place* turns a mark of the parser into a place of the file."""
    problem = str(error.problem or "it cannot be read")
    context = str(error.context or "")
    also = ((place(error.context_mark), context),) if error.context_mark else ()
    return Problem(
        code="yaml-syntax",
        what=f"this is not YAML: {problem}",
        where=place(error.problem_mark or error.context_mark),
        why=context,
        fix=next((hint for sign, hint in _HINTS if sign in problem), "write plain `key: value` lines"),
        also=also,
    )


def anchor(where: Location, name: str) -> Problem:
    """*name* makes one value stand for others."""
    return Problem(
        code="yaml-anchor",
        what=f"{name} cannot be used here",
        where=where,
        why="anchors, aliases and merge keys let a few lines stand for millions",
        fix="write the value out; put quotes around text that starts with & or *",
    )


def tag(where: Location, tag: str) -> Problem:
    """*tag* asks for a type."""
    return Problem(
        code="yaml-tag",
        what=f"YAML tag {tag} cannot be used here",
        where=where,
        why="every value is typed by its key",
        fix="remove the tag; put quotes around text that starts with !",
    )


def duplicate(key: Scalar, first: Location) -> Problem:
    """*key* stands a second time in one mapping."""
    return Problem(
        code="yaml-duplicate-key",
        what=f'key "{key.text}" is written twice',
        where=key.where,
        why="only one of the two values could count",
        fix="remove one of the two lines",
        also=((first, "first written here"),),
    )


def not_a_key(where: Location) -> Problem:
    """A list or a mapping stands where a key belongs."""
    return Problem(code="yaml-key", what="a key must be a single word or text", where=where, fix="write `key: value`")


def not_a_mapping(root: Node) -> Problem:
    """The whole text is something else than keys with values."""
    found = "a list" if isinstance(root, Listed) else "a single value"
    return Problem(
        code="yaml-not-a-mapping", what=f"this is {found}, not keys with values", where=root.where,
        fix="write `key: value` lines",
    )  # fmt: skip


def second_document(where: Location) -> Problem:
    """A document marker stands in the text."""
    return Problem(
        code="yaml-documents", what="a second YAML document starts here", where=where,
        why="only one is read", fix="remove the line, or put quotes around text that starts with ---",
    )  # fmt: skip


def character(where: Location, character: str) -> Problem:
    """An escape makes a character that nothing may contain."""
    return Problem(
        code="yaml-character", what=f"character U+{ord(character):04X} cannot be used in a value", where=where,
        why="no page and no feed may contain it", fix="remove the escape",
    )  # fmt: skip


def too_large(where: Location, why: str) -> Problem:
    """The text goes beyond a limit."""
    return Problem(code="yaml-too-large", what="this block is too large", where=where, why=why, fix="shorten it")
