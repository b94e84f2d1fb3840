"""Python-Markdown as the reference engine: extra, sane lists, admonitions, tables of contents, highlighted code."""

import re
from collections.abc import Iterable
from typing import Any

from markdown import Markdown
from markdown.extensions.fenced_code import FencedBlockPreprocessor

from generator.formats.headings import Anchors
from generator.formats.markup import MarkupResult
from generator.formats.markup.quick_blocks import QuickMarkdown
from generator.formats.markup.quick_inline import quicken
from generator.formats.text import clean

_ALWAYS = ("abbr", "attr_list", "def_list", "fenced_code", "footnotes", "tables", "sane_lists", "admonition", "toc")
_FENCES_FIRST = 25  # the place the engine gives them among its preprocessors
# What it puts in place of finished pieces and, in odd image syntax, forgets to take out again.
_PLACEHOLDER = re.compile("\x02(?:wzxhzdk:|klzzwxh:)?[0-9a-z]{0,12}\x03")


class _Fences(FencedBlockPreprocessor):
    """Fenced code as the engine has it, without options for the highlighter beyond which lines to mark."""

    # The engine hands everything between the braces to Pygments: another formatter, the name of a file, options
    # that collide with the engine's own.
    def handle_attrs(self, attrs: Iterable[tuple[str, str]]) -> tuple[str, list[str], dict[str, Any]]:
        anchor, classes, options = super().handle_attrs(attrs)
        return anchor, classes, {name: value for name, value in options.items() if name == "hl_lines"}


class PythonMarkdown:
    """One instance of Python-Markdown, reset before every text.

    If it is not *quick*, the engine works as it comes, which takes twice as long: to compare with.
    """

    def __init__(self, *, raw_html: bool, highlight: bool, quick: bool = True) -> None:
        self._raw_html = raw_html
        self._quick = quick
        self._highlight = highlight
        self._anchors = Anchors()
        self._engine = self._set_up()

    def _set_up(self) -> Markdown:
        extensions = [
            *_ALWAYS,
            *(["md_in_html"] if self._raw_html else []),
            *(["codehilite"] if self._highlight else []),
        ]
        configs = {
            "toc": {"slugify": self._anchor, "permalink": False},
            "codehilite": {"guess_lang": False, "linenums": False, "css_class": "codehilite"},
        }
        engine = (QuickMarkdown if self._quick else Markdown)(
            extensions=extensions,
            extension_configs={name: config for name, config in configs.items() if name in extensions},
            output_format="html",
        )
        engine.preprocessors.register(_Fences(engine, {}), "fenced_code_block", _FENCES_FIRST)
        if not self._raw_html:
            engine.preprocessors.deregister("html_block")
            engine.inlinePatterns.deregister("html")
        if isinstance(engine, QuickMarkdown):
            quicken(engine)
            engine.gate()
        return engine

    def _anchor(self, title: str, _separator: str) -> str:
        return self._anchors.for_title(title)

    def render(self, text: str) -> MarkupResult:
        self._anchors = Anchors()
        try:
            html = self._engine.reset().convert(clean(text))
        except RecursionError:
            self._engine = self._set_up()
            return MarkupResult("", "lists or quotations are nested too deep")
        except Exception as error:  # noqa: BLE001 - the engine is fed what anyone may have written
            self._engine = self._set_up()
            return MarkupResult("", f"the Markdown engine failed: {type(error).__name__}: {error}")
        return MarkupResult(clean(_PLACEHOLDER.sub("", html)))


class BareMarkdown:
    """Python-Markdown with nothing of ours, which fails on nothing that the other does not fail on."""

    def __init__(self) -> None:
        self._engine = Markdown(extensions=["extra", "sane_lists"])

    def render(self, text: str) -> MarkupResult:
        try:
            return MarkupResult(self._engine.reset().convert(text))
        except Exception as error:  # noqa: BLE001 - the engine is fed what anyone may have written
            return MarkupResult("", f"the Markdown engine failed: {type(error).__name__}: {error}")
