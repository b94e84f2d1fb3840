"""Python-Markdown without asking all of its parts about texts that need few of them.

The engine asks fifteen processors about each block, most of which search it for a sign at the beginning of a line; it
reads each text for HTML, looks for attributes on every element, and renders each heading thrice for a table of
contents that few articles have. ``tests/formats/test_quick_markdown.py`` compares what comes out with the engine's own.
"""

from collections.abc import Sequence
from typing import Self
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

_HTML = ("<", "&")
# What a text has that needs the treeprocessor of this name, and the engine's place for it. The outline, which comes
# behind the engine, gives plain headings the ids that the contents would give them.
_NEEDED = {
    "attr_list": (("{",), 8),
    "toc": ((*_HTML, "{", "[TOC]", "[^", "*["), 5),
}
_HTML_PLACE = 20


class QuickMarkdown(Markdown):
    """The engine, with a quicker way from the text to the tree."""

    source = ""

    def build_parser(self) -> Self:
        """Build the parser from what the engine comes with."""
        super().build_parser()
        own = QuickBlocks(self)
        own.blockprocessors = self.parser.blockprocessors
        for processor in _processors(own):
            processor.parser = own
        self.parser = own
        return self

    def convert(self, source: str) -> str:
        """Return *source* as HTML."""
        self.source = source
        return super().convert(source)

    def gate(self) -> None:
        """Let processors run only on texts that need them; to be called when all are registered."""
        for name, (signs, place) in _NEEDED.items():
            inner = self.treeprocessors[name]
            self.treeprocessors.register(_IfHeld(self, inner, signs), name, place)
        if "html_block" in self.preprocessors:
            reader = self.preprocessors["html_block"]
            self.preprocessors.register(_IfHtml(self, reader), "html_block", _HTML_PLACE)


class QuickBlocks(BlockParser):
    """Takes blocks for paragraphs at once in which every line begins with a letter.

    All else begins with another sign: headings, lists, quotations, rules, tables, definitions, references, notes,
    code, placeholders of HTML.
    """

    def parseBlocks(self, parent: Element, blocks: list[str]) -> None:  # noqa: N802 - the engine's name
        """Parse *blocks* into children of *parent*."""
        processors = _processors(self)
        paragraph = self.blockprocessors["paragraph"]
        while blocks:
            if _is_plain(blocks[0]):
                paragraph.run(parent, blocks)
                continue
            for processor in processors:
                if processor.test(parent, blocks[0]) and processor.run(parent, blocks) is not False:
                    break


def _processors(parser: BlockParser) -> Sequence[BlockProcessor]:
    return list(parser.blockprocessors)


def _is_plain(block: str) -> bool:
    if "\n" not in block:
        return block[:1].isalpha()
    return all(line[:1].isalpha() for line in block.split("\n"))


class _IfHeld(Treeprocessor):
    """Runs *inner* on the tree of a text that holds one of *signs*."""

    def __init__(self, engine: QuickMarkdown, inner: Treeprocessor, signs: Sequence[str]) -> None:
        super().__init__(engine)
        self._engine = engine
        self._inner = inner
        self._signs = signs

    def run(self, root: Element) -> Element | None:
        return self._inner.run(root) if any(sign in self._engine.source for sign in self._signs) else None


class _IfHtml(Preprocessor):
    """Lets *reader* look for HTML in texts that have a sign of it."""

    def __init__(self, engine: QuickMarkdown, reader: Preprocessor) -> None:
        super().__init__(engine)
        self._engine = engine
        self._reader = reader

    def run(self, lines: list[str]) -> list[str]:
        return self._reader.run(lines) if any(sign in self._engine.source for sign in _HTML) else lines
