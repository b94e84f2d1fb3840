"""Say the schema in other words: as JSON Schema for editors, as Markdown for readers, as an example file."""

from collections.abc import Mapping, Sequence

import msgspec

from generator.config.schema import SCHEMA, Kind, Setting, default_of, settings
from generator.config.values import PHRASE_LISTS

# What is written with digits or as yes and no is text here all the same: a title may be 2024.
_WORDS = ["string", "number", "boolean"]
_TEXT: Mapping[str, object] = {"type": _WORDS}
_LINK: Mapping[str, object] = {
    "type": "object",
    "properties": {"title": _TEXT, "permalink": {"type": "string"}},
    "required": ["title", "permalink"],
    "additionalProperties": False,
}
_PHRASES: Mapping[str, object] = {
    "type": "object",
    "properties": {name: {"type": "array", "items": _TEXT} for name in PHRASE_LISTS},
    "additionalProperties": False,
}
_FORMS: Mapping[Kind, Mapping[str, object]] = {
    "choice": {"type": "string"},
    "encoding": {"type": "string"},
    "flag": {"type": "boolean"},
    "folder": _TEXT,
    "keys": {"type": "object", "additionalProperties": _TEXT},
    "language": {"type": "string"},
    "lines": {"type": "array", "items": _TEXT},
    "mapping": {"type": "object"},
    "menu": {"type": "array", "items": _LINK},
    "name": _TEXT,
    "number": {"type": "integer"},
    "output": _TEXT,
    "path": _TEXT,
    "patterns": {"type": "object", "additionalProperties": {"type": "string", "pattern": "^/"}},
    "phrases": {"type": "object", "additionalProperties": _PHRASES},
    "text": _TEXT,
    "texts": {"type": "object", "additionalProperties": _TEXT},
    "timezone": {"type": "string"},
    "url": {"type": "string", "pattern": "^[Hh][Tt][Tt][Pp][Ss]?://"},
}
_NAMES: Mapping[Kind, str] = {
    "encoding": "encoding",
    "flag": "`true` or `false`",
    "folder": "folder",
    "keys": "field: key",
    "language": "language tag",
    "lines": "list of lines",
    "mapping": "keys with values",
    "menu": "list of `title` and `permalink`",
    "name": "name",
    "number": "number",
    "output": "folder",
    "path": "path",
    "patterns": "section: pattern",
    "phrases": "language: list: phrases",
    "text": "text",
    "texts": "slug: text",
    "timezone": "time zone",
    "url": "address",
}


def json_schema() -> dict[str, object]:
    """Return the schema of ``seedpress.yaml`` as JSON Schema (draft 7, which YAML editors read)."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "seedpress.yaml",
        "description": "The configuration of a Seedpress site. Every key may be left out.",
        **_group(SCHEMA, ""),
    }


def _group(known: Sequence[Setting], prefix: str) -> dict[str, object]:
    properties = {setting.name: _property(setting, prefix) for setting in known}
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _property(setting: Setting, prefix: str) -> dict[str, object]:
    if setting.kind == "group":
        return {"description": setting.doc, **_nullable(_group(setting.settings, f"{setting.name}."))}
    form = dict(_FORMS[setting.kind])
    if setting.kind == "choice":
        form = {"enum": [*setting.choices, None]}
    if setting.kind == "keys":
        form["properties"], form["additionalProperties"] = dict.fromkeys(setting.choices, _TEXT), False
    if setting.least:
        form["minimum"] = setting.least
    return {
        "description": setting.doc,
        "default": msgspec.to_builtins(default_of(prefix + setting.name)),
        **_nullable(form),
    }


def _nullable(form: dict[str, object]) -> dict[str, object]:
    """Let the value be left out, which keeps the default."""
    types = form.get("type", [])
    return {**form, "type": [*(types if isinstance(types, list) else [types]), "null"]} if types else form


def reference() -> str:
    """Return every key with what it may be, its default and its purpose, as a Markdown table."""
    rows = [
        f"| `{path}` | {_form(setting)} | {_default(default_of(path))} | {setting.doc} |"
        for path, setting in settings()
    ]
    return "\n".join(["| key | value | default | what it is for |", "|---|---|---|---|", *rows]) + "\n"


def _form(setting: Setting) -> str:
    if setting.kind == "choice":
        return " or ".join(f"`{word}`" for word in setting.choices)
    least = f", {setting.least} or more" if setting.least else ""
    return _NAMES[setting.kind] + least


def _default(value: object) -> str:
    return f"`{_yaml(value)}`" if value not in ("", (), {}) else ""


def _yaml(value: object) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()


def example() -> str:
    """Return a configuration that says every key once, with its purpose above it."""
    lines: list[str] = []
    for setting in SCHEMA:
        lines += [f"# {setting.doc}", f"{setting.name}:" + (f" {setting.example}" if setting.example else "")]
        for inner in setting.settings:
            lines += [f"  # {inner.doc}", f"  {inner.name}: {inner.example}"]
    return "\n".join(lines) + "\n"
