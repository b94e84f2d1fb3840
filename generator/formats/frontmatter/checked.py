"""Read the values of front matter that end in addresses and attributes, and refuse what is unsafe there."""

import re

from generator.formats.frontmatter.names import fold
from generator.formats.frontmatter.values import Values, short
from generator.formats.permalinks import check_path, from_output_path, normalise, output_path
from generator.formats.slugs import check_slug
from generator.yaml_places import Entry

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*\Z")
_LAYOUT = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_\-]*(?:/[A-Za-z0-9_][A-Za-z0-9_\-]*)*\Z")
_USUAL_LAYOUTS = frozenset({"post", "posts", "single", "default", "base", "none"})
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"\\]+\Z", re.IGNORECASE)


class CheckedValues(Values):
    """The readers of values, with those whose values must be safe."""

    def slug(self, entry: Entry) -> str | None:
        text = self.line(entry)
        reason = check_slug(text) if text else ""
        if not text or not reason:
            return text
        self.refuse(
            entry.value,
            code="slug-unsafe",
            what=f'slug "{short(text)}" cannot stand in an address',
            why=reason,
            fix="use letters, digits and hyphens; a whole path belongs in `permalink`",
        )
        return None

    def address(self, entry: Entry, text: str) -> str | None:
        """Return *text* as a permalink of this site."""
        permalink = normalise(text)
        elsewhere = "://" in text or text.startswith("//")
        reason = "it is not on this site" if elsewhere else check_path(output_path(permalink))
        if not reason:
            return permalink
        self.refuse(
            entry.value,
            code="permalink-unsafe",
            what=f'{entry.key} "{short(text)}" cannot be used',
            why=reason,
            fix="write a path of this site, e.g., `/news/bread/`",
        )
        return None

    def permalink(self, entry: Entry) -> str | None:
        text = self.line(entry)
        if text and fold(entry.key) == "save_as":
            text = from_output_path(text)
        return self.address(entry, text) if text else None

    def web_address(self, entry: Entry) -> str | None:
        text = self.line(entry)
        if not text or _WEB_ADDRESS.match(text):
            return text
        self.refuse(
            entry.value,
            code="url-unsafe",
            what=f'{entry.key} "{short(text)}" is not an address on the web',
            why="readers are led there",
            fix="write it in full, from https:// on",
        )
        return None

    def language(self, entry: Entry) -> str | None:
        text = (self.line(entry) or "").split(".")[0].replace("_", "-")
        if not text or _LANGUAGE.match(text):
            return text
        self.refuse(
            entry.value,
            code="language-invalid",
            what=f'{entry.key} "{short(text)}" is no language tag',
            why="browsers and readers expect BCP 47",
            fix="write a tag such as `en`, `pt-BR` or `zh-Hant`",
        )
        return None

    def layout(self, entry: Entry) -> str | None:
        """Read the name of a layout; the everyday layouts of Jekyll and Hugo mean the usual one."""
        text = (self.line(entry) or "").removesuffix(".html")
        if text in _USUAL_LAYOUTS:
            return ""
        if not text or _LAYOUT.match(text):
            return text
        self.refuse(
            entry.value,
            code="layout-unsafe",
            what=f'{entry.key} "{short(text)}" is no name of a layout',
            why="a layout is the name of a template of the theme, without .html",
            fix="write e.g. `layout: page`",
        )
        return None
