"""Read a theme and all it inherits into one value.

A theme is a folder with ``theme.yaml``, ``templates/`` and ``static/``. The site's own ``themes/NAME`` comes
before a shipped theme of the same name, and may extend that very theme.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from generator.engine.digests import digest_bytes
from generator.engine.files import read_file, walk
from generator.formats.text import decode
from generator.model import Asset, Template, Theme
from generator.problems import Location, Problem
from generator.yaml_places import Limits, Mapped, Scalar, compose, overlaid, plain_value, suggest

THEME_FILE = "theme.yaml"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}\Z")
_TEXTS = frozenset({"author", "contract", "description", "extends", "homepage", "license", "name", "version"})
_KEYS = _TEXTS | {"options"}
_LIMIT = 5_000_000
_ASSET_LIMIT = 1 << 40
_YAML_LIMITS = Limits(size=1_000_000, nodes=20_000)


class _Layer(NamedTuple):
    """One theme of a chain, not yet merged with the others; *root* is what its paths are relative to."""

    name: str
    extends: str
    templates: Mapping[str, Template]
    assets: Mapping[str, Asset]
    options: Mapping[str, object]


class _Place(NamedTuple):
    """Where a theme lies: below *root*, in *folder*; *shown* stands before its paths in messages and names."""

    root: Path
    folder: str
    shown: str


def shipped_themes() -> Path:
    """Return the folder of the themes that came with the program, in a wheel or in a checkout."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "_themes"
    return inside if inside.is_dir() else package.parent / "themes"


def load_theme(root: Path, name: str) -> tuple[Theme | None, tuple[Problem, ...]]:
    """Return the theme *name* for the project at *root* with all it inherits; None if it cannot be used.

    A template that a theme replaces can still be reached as ``THEME/NAME``.
    """
    chain: list[_Layer] = []
    problems: list[Problem] = []
    seen: set[_Place] = set()
    wanted, asked_by = name, Location("seedpress.yaml")
    while not chain or wanted:
        places = _places(root, wanted)
        place = next((place for place in places if place not in seen), None)
        if place is None:
            problems.append(_cycle(wanted, asked_by) if places else _unknown(root, wanted, asked_by))
            break
        seen.add(place)
        layer, found = _read_layer(place, wanted)
        problems += found
        chain.append(layer)
        wanted, asked_by = layer.extends, Location(f"{place.shown}/{THEME_FILE}")
    broken = any(problem.is_error for problem in problems)
    return (None if broken else _merged(name, chain)), tuple(problems)


def _places(root: Path, name: str) -> list[_Place]:
    """Return where theme *name* lies: in the project, then among the shipped ones; at most once if they are one."""
    if not _NAME.match(name):
        return []
    shipped = shipped_themes()
    candidates = [_Place(root, f"themes/{name}", f"themes/{name}")]
    if shipped != (root / "themes").resolve():
        candidates.append(_Place(shipped, name, str(shipped / name)))
    return [place for place in candidates if (place.root / place.folder).is_dir()]


def _read_layer(place: _Place, name: str) -> tuple[_Layer, list[Problem]]:
    settings, problems = _read_settings(place)
    templates, more = _read_templates(place)
    problems += more
    assets, more = _read_assets(place)
    problems += more
    options = settings.get("options") or {}
    extends = settings.get("extends")
    parent = "" if isinstance(extends, list | dict) else str(extends or "")
    return _Layer(name, parent, templates, assets, options if isinstance(options, dict) else {}), problems


def _read_settings(place: _Place) -> tuple[dict[str, object], list[Problem]]:
    if not (place.root / place.folder / THEME_FILE).exists():
        return {}, []
    raw, problem = read_file(place.root, f"{place.folder}/{THEME_FILE}", _LIMIT)
    if raw is None:
        return {}, [problem] if problem else []
    shown = f"{place.shown}/{THEME_FILE}"
    text, problems = decode(raw, shown)
    tree, found = compose(text, shown, limits=_YAML_LIMITS)
    if tree is None:
        return {}, [*problems, *found]
    settings = {key: plain_value(entry.value) for key, entry in tree.entries.items()}
    return settings, [*problems, *found, *_wrong_settings(tree)]


def _wrong_settings(tree: Mapped) -> list[Problem]:
    problems: list[Problem] = []
    for key, entry in tree.entries.items():
        if key not in _KEYS:
            near = suggest(key, _KEYS)
            problems.append(
                Problem(
                    code="key-unknown",
                    where=entry.where,
                    what=f'a theme has no setting "{key}"',
                    fix=f'did you mean "{near}"?' if near else f"use one of: {', '.join(sorted(_KEYS))}",
                )
            )
        elif key in _TEXTS and not isinstance(entry.value, Scalar):
            problems.append(_wrong_type(entry.where, key, "text"))
        elif key == "options" and not isinstance(entry.value, Mapped) and plain_value(entry.value) is not None:
            problems.append(_wrong_type(entry.where, key, "a mapping of names to values"))
    return problems


def _read_templates(place: _Place) -> tuple[dict[str, Template], list[Problem]]:
    templates: dict[str, Template] = {}
    problems: list[Problem] = []
    for name, raw in _read_files(place, "templates", _LIMIT, problems):
        file = f"{place.shown}/templates/{name}"
        text, found = decode(raw, file)
        problems += found
        templates[name] = Template(name, text, file, digest_bytes(raw))
    return templates, problems


def _read_assets(place: _Place) -> tuple[dict[str, Asset], list[Problem]]:
    problems: list[Problem] = []
    files = _read_files(place, "static", _ASSET_LIMIT, problems)
    return {name: Asset(name, f"{place.shown}/static/{name}", digest_bytes(raw)) for name, raw in files}, problems


def _read_files(place: _Place, inner: str, limit: int, problems: list[Problem]) -> Iterator[tuple[str, bytes]]:
    """Yield the files in the folder *inner* of a theme, one at a time; what cannot be read joins *problems*."""
    folder = f"{place.folder}/{inner}"
    entries, warnings = walk(place.root, folder)
    problems += warnings
    for entry in entries:
        raw, problem = read_file(place.root, entry.path, limit)
        if raw is not None:
            yield entry.path.removeprefix(f"{folder}/"), raw
        elif problem:
            problems.append(problem)


def _merged(name: str, chain: list[_Layer]) -> Theme:
    templates: dict[str, Template] = {}
    assets: dict[str, Asset] = {}
    options: dict[str, object] = {}
    for layer in reversed(chain):
        templates |= layer.templates
        templates |= {f"{layer.name}/{key}": template for key, template in layer.templates.items()}
        assets |= layer.assets
        options = overlaid(options, layer.options)
    return Theme(
        name=name,
        chain=tuple(layer.name for layer in chain),
        templates=dict(sorted(templates.items())),
        assets=dict(sorted(assets.items())),
        options=options,
    )


def _wrong_type(where: Location, key: str, expected: str) -> Problem:
    return Problem(code="value-type", where=where, what=f'"{key}" must be {expected}', fix=f"write {expected}")


def _cycle(name: str, asked_by: Location) -> Problem:
    return Problem(
        code="theme-cycle",
        where=asked_by,
        what=f'the theme "{name}" extends itself, directly or through others',
        fix="take one `extends` out of the chain",
    )


def _unknown(root: Path, name: str, asked_by: Location) -> Problem:
    folders = [folder for place in (root / "themes", shipped_themes()) if place.is_dir() for folder in place.iterdir()]
    names = sorted({folder.name for folder in folders if folder.is_dir() and _NAME.match(folder.name)})
    near = suggest(name, names)
    return Problem(
        code="theme-missing",
        where=asked_by,
        what=f'there is no theme "{name}"',
        why="it was looked for in themes/ and among the themes that came with Seedpress",
        fix=f'did you mean "{near}"?' if near else f"use one of: {', '.join(names)}; or make the folder themes/{name}",
    )
