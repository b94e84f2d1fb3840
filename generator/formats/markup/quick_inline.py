"""Python-Markdown's inline processor, without trying patterns that cannot match.

The engine tries each of its inline patterns on each piece of text. Most pieces hold none of the signs that a pattern
needs, and to see that a sign is missing takes a fraction of the time of a search. A pattern is known by its regular
expression, so that one which the engine changes, or an extension brings along, is tried on everything, as before.
``tests/formats/test_quick_markdown.py`` compares what comes out with the engine's own, byte for byte.
"""

import re
from collections.abc import Sequence
from typing import cast
from xml.etree.ElementTree import Element

from markdown import Markdown, inlinepatterns
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

_PRIORITY = 20  # the engine's own
# What a text must hold for the expression to match in it: one of these.
_NEEDED = {
    inlinepatterns.BACKTICK_RE: ("`",),
    inlinepatterns.ESCAPE_RE: ("\\",),
    inlinepatterns.LINK_RE: ("[",),  # that of references too
    inlinepatterns.IMAGE_LINK_RE: ("![",),
    inlinepatterns.AUTOLINK_RE: ("://",),
    inlinepatterns.AUTOMAIL_RE: ("@",),
    inlinepatterns.LINE_BREAK_RE: ("  \n",),
    inlinepatterns.HTML_RE: ("<",),
    inlinepatterns.ENTITY_RE: ("&",),
    r"\[\^([^\]]*)\]": ("[^",),  # footnotes
    r"\*|_": ("*", "_"),  # emphasis
}
_SIGN = re.compile("|".join(sorted({re.escape(sign) for signs in _NEEDED.values() for sign in signs})))


class QuickInline(InlineProcessor):
    """Applies inline patterns to the texts of a tree, each only where it can match."""

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Return *tree* with its inline patterns applied."""
        patterns = cast("Sequence[inlinepatterns.Pattern]", list(self.inlinePatterns))
        self._patterns = [(one, _NEEDED.get(one.getCompiledRegExp().pattern, ())) for one in patterns]
        self._are_known = all(needed for _pattern, needed in self._patterns)
        return super().run(tree, ancestors)

    # The engine gives no other way in than under the name that Python makes of a private one.
    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        if isinstance(data, AtomicString) or (self._are_known and not _SIGN.search(data)):
            return data
        start = 0
        place = patternIndex
        while place < len(self._patterns):
            pattern, needed = self._patterns[place]
            is_matched = False
            if not needed or _holds_one(data, needed):
                data, is_matched, start = self._InlineProcessor__applyPattern(pattern, data, place, start)  # type: ignore[attr-defined]
            if not is_matched:
                place += 1
                start = 0
        return data


def _holds_one(text: str, signs: Sequence[str]) -> bool:
    return signs[0] in text or (len(signs) > 1 and signs[1] in text)


def quicken(engine: Markdown) -> None:
    """Have *engine* apply its inline patterns only where they can match."""
    engine.treeprocessors.register(QuickInline(engine), "inline", _PRIORITY)
