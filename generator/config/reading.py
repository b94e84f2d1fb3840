"""Check the tree of a configuration against the schema, and report everything that is wrong in one run."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import msgspec

from generator.config import checks
from generator.config.checks import READERS, Refusal
from generator.config.schema import SCHEMA, Setting, settings
from generator.config.values import Config
from generator.model import Link
from generator.problems import Location, Problem, in_order
from generator.yaml_places import Entry, Limits, Listed, Mapped, Node, Scalar, compose, plain_value, suggest

_LIMITS = Limits(size=1_000_000, depth=20, nodes=20_000)
_SHAPES: Mapping[str, str] = {
    "group": "keys with values",
    "keys": "fields with the names of keys",
    "lines": "a list of lines",
    "mapping": "keys with values",
    "menu": "a list of links",
    "patterns": "keys with values",
    "phrases": "languages with their lists",
    "texts": "keys with values",
}

MONTHS = 12
_LINK = (
    Setting(name="title", kind="text", required=True, doc="The words of the link."),
    Setting(name="permalink", kind="link", doc="Where it leads."),
)


def parse_config(text: str, path: str) -> tuple[Config | None, tuple[Problem, ...]]:
    """Return what the configuration *text*, which lies at *path*, says; None when anything in it is wrong."""
    if not text.strip():
        return Config(), ()
    tree, problems = compose(text, path, limits=_LIMITS)
    if tree is None:
        return None, problems
    reading = _Reading()
    values = reading.group(tree, SCHEMA, "")
    if reading.problems:
        return None, in_order((*problems, *reading.problems))
    # The readers gave each value its type; this only puts them together.
    return msgspec.convert(values, Config), problems


def places(text: str, path: str) -> Mapping[str, Location]:
    """Return the place of each dotted key that the configuration *text* gives a value."""
    tree, _ = compose(text, path, limits=_LIMITS)
    return dict(_places(tree, "")) if tree else {}


def _places(tree: Mapped, prefix: str) -> Iterator[tuple[str, Location]]:
    for key, entry in tree.entries.items():
        if _is_null(entry.value):
            continue
        yield prefix + key, entry.where
        if isinstance(entry.value, Mapped):
            yield from _places(entry.value, f"{prefix}{key}.")


def check(key: str, written: str) -> tuple[object, str]:
    """Read *written* as the value of the dotted *key*: the value and "", or None and the reason against it.

    For values that come from elsewhere than the file.
    """
    setting = dict(settings())[key]
    found = READERS[setting.kind](setting, written)
    return (None, f"{found.why}: {found.fix}") if isinstance(found, Refusal) else (found, "")


class _Reading:
    """One walk over a tree; *problems* gathers what is wrong."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def group(self, tree: Mapped, known: Sequence[Setting], prefix: str) -> dict[str, object]:
        """Return the values of the keys that *tree* has; a key without a value counts as left out."""
        by_name = {setting.name: setting for setting in known}
        values: dict[str, object] = {}
        for key, entry in tree.entries.items():
            setting = by_name.get(key)
            if setting is None:
                self.problems.append(_unknown(entry, prefix, by_name))
            elif not _is_null(entry.value):
                values[key] = self.value(setting, entry, prefix + key)
        return values

    def value(self, setting: Setting, entry: Entry, path: str) -> object:
        node = entry.value
        found: object = None
        match setting.kind:
            case "group" if isinstance(node, Mapped):
                found = self.group(node, setting.settings, f"{path}.")
            case "mapping" if isinstance(node, Mapped):
                found = plain_value(node)
            case "texts" if isinstance(node, Mapped):
                found = self.each(setting, node, path, checks.text)
            case "keys" if isinstance(node, Mapped):
                found = self.keys(setting, node, path)
            case "patterns" if isinstance(node, Mapped):
                found = self.each(setting, node, path, checks.pattern)
            case "lines" if isinstance(node, Listed):
                found = self.lines(setting, node, path)
            case "phrases" if isinstance(node, Mapped):
                found = {code: self.lists(setting, inner, f"{path}.{code}") for code, inner in node.entries.items()}
            case "menu" if isinstance(node, Listed):
                found = tuple(self.link(item, f"{path}[{number}]") for number, item in enumerate(node.items, 1))
            case kind if kind in READERS:
                found = self.scalar(setting, node, path, READERS[kind])
            case _:
                self.problems.append(_wrong_shape(node, path, _SHAPES[setting.kind], setting.example))
        return found

    def scalar(self, setting: Setting, node: Node, path: str, read: Callable[[Setting, str], object]) -> object:
        if not isinstance(node, Scalar):
            self.problems.append(_wrong_shape(node, path, "one value", setting.example))
            return None
        found = read(setting, node.text)
        if isinstance(found, Refusal):
            self.problems.append(_refused(setting, node, path, found))
            return None
        return found

    def each(
        self, setting: Setting, node: Mapped, path: str, read: Callable[[Setting, str], object]
    ) -> Mapping[str, object]:
        found = {
            key.strip("/") or key: self.scalar(setting, entry.value, f"{path}.{key}", read)
            for key, entry in node.entries.items()
        }
        return {key: value for key, value in found.items() if value}

    def keys(self, setting: Setting, node: Mapped, path: str) -> Mapping[str, object]:
        """Return which key holds which field; a field that there is not is refused."""
        for name, entry in node.entries.items():
            if name not in setting.choices:
                self.problems.append(_unknown(entry, f"{path}.", setting.choices))
        return self.each(setting, node, path, checks.key)

    def lines(self, setting: Setting, node: Listed, path: str) -> tuple[object, ...]:
        found = (
            self.scalar(setting, item, f"{path}[{number}]", checks.text) for number, item in enumerate(node.items, 1)
        )
        return tuple(line for line in found if line)

    def lists(self, setting: Setting, language: Entry, path: str) -> Mapping[str, tuple[object, ...]]:
        """Read the phrases of one language, list by list."""
        refusal = checks.phrase_language(language.key)
        if refusal:
            self.problems.append(_refused(setting, Scalar(language.key, "plain", language.where), path, refusal))
        if not isinstance(language.value, Mapped):
            self.problems.append(_wrong_shape(language.value, path, "lists of phrases", "{strong: [back to the quay]}"))
            return {}
        found: dict[str, tuple[object, ...]] = {}
        for name, entry in language.value.entries.items():
            if name not in setting.choices:
                self.problems.append(_unknown(entry, f"{path}.", setting.choices))
            elif not isinstance(entry.value, Listed):
                self.problems.append(_wrong_shape(entry.value, f"{path}.{name}", "a list", "[one phrase, another]"))
            else:
                found[name] = self.phrases(setting, name, entry.value, f"{path}.{name}")
        return found

    def phrases(self, setting: Setting, name: str, node: Listed, path: str) -> tuple[object, ...]:
        if name != "months":
            return self.lines(setting, node, path)
        if len(node.items) != MONTHS:
            self.problems.append(_wrong_shape(node, path, "twelve texts", "[jan january, feb february, …]"))
        return tuple(self.scalar(setting, item, path, checks.text) or "" for item in node.items)

    def link(self, node: Node, path: str) -> Link | None:
        if not isinstance(node, Mapped):
            self.problems.append(
                _wrong_shape(node, path, "a title and a permalink", "{title: About, permalink: /about/}")
            )
            return None
        before = len(self.problems)
        values = self.group(node, _LINK, f"{path}.")
        missing = [setting.name for setting in _LINK if setting.name not in node.entries]
        if missing and len(self.problems) == before:
            self.problems.append(_incomplete(node.where, path, missing))
        return Link(str(values.get("title")), str(values.get("permalink")))


def _is_null(node: Node) -> bool:
    return isinstance(node, Scalar) and node.is_null


def _unknown(entry: Entry, prefix: str, known: Iterable[str]) -> Problem:
    near = suggest(entry.key, known)
    elsewhere = [path for path, _ in settings() if path.rpartition(".")[2] == entry.key and path != entry.key]
    if near:
        fix = f"write `{prefix}{near}`"
    elif elsewhere and not prefix:
        fix = f"write `{elsewhere[0]}`"
    else:
        fix = "remove it; known here are " + ", ".join(f"`{name}`" for name in known)
    return Problem(code="key-unknown", where=entry.where, what=f"there is no key `{prefix}{entry.key}`", fix=fix)


def _wrong_shape(node: Node, path: str, wanted: str, example: str) -> Problem:
    found = "a list" if isinstance(node, Listed) else "keys with values" if isinstance(node, Mapped) else "one value"
    fix = f"write something like `{example}`" if example else "write its keys below it, indented"
    return Problem(
        code="value-type", where=node.where, what=f"`{path}` is {found}", why=f"it needs {wanted}", fix=fix
    )  # fmt: skip


def _incomplete(where: Location, path: str, missing: Sequence[str]) -> Problem:
    names = " and ".join(f"`{name}`" for name in missing)
    return Problem(
        code="value-type", where=where, what=f"`{path}` has no {names}",
        why="a link needs a title and a permalink", fix="write both, as `{title: About, permalink: /about/}`",
    )  # fmt: skip


def _refused(setting: Setting, node: Scalar, path: str, refusal: Refusal) -> Problem:
    shown = node.text if len(node.text) <= 60 else node.text[:59] + "…"  # noqa: PLR2004 - what a line can bear
    what = f'"{shown}" cannot be used as `{path}`'
    if setting.kind == "output":
        return Problem(code="output-refused", where=node.where, what=what, why=refusal.why, fix=refusal.fix)
    return Problem(code="value-invalid", where=node.where, what=what, why=refusal.why, fix=refusal.fix)
