"""Turn a content file into an article: metadata, safe HTML with its headings, excerpt, length.

Input is text already read; output is a value. Nothing here knows which other articles exist: links stay as
they are written.
"""

import re
from typing import Literal
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from generator.formats.elements import depth
from generator.formats.excerpts import excerpt
from generator.formats.frontmatter import read_metadata, title_from_path
from generator.formats.headings import outline
from generator.formats.marks import unmerged
from generator.formats.markup import Markup, markup_engine
from generator.formats.sanitise import DEEPEST, removed, sanitise
from generator.formats.text import count_words, plain_text, reading_minutes
from generator.model import Article, Metadata, SourceFile
from generator.problems import Location, Problem, in_order

_CODE_BLOCK = re.compile(r"<pre\b.*?</pre>", re.DOTALL)


class ParseOptions(Struct, frozen=True, kw_only=True):
    """What parsing depends on beside the file; *excerpt* is in characters."""

    zone: str = "UTC"
    engine: str = "markdown"
    raw_html: Literal["sanitise", "escape", "allow"] = "sanitise"
    highlight: bool = True
    excerpt: int = 280


class Parser:
    """Parses one file after the other with the same markup engine; picklable by its options."""

    def __init__(self, options: ParseOptions) -> None:
        self._options = options
        self._zone = ZoneInfo(options.zone)
        self._markup: Markup | None = None

    def __reduce__(self) -> tuple[type["Parser"], tuple[ParseOptions]]:
        return Parser, (self._options,)

    def parse(self, source: SourceFile) -> Article:
        """Return the article of *source*; with errors it still comes back, as far as it could be read."""
        metadata, body, line, problems = read_metadata(source, self._zone)
        if metadata is None:
            stub = Metadata(path=source.path, title=title_from_path(source.path), draft=True)
            return Article(stub, "", (), in_order(problems))
        html, lost, reason = self._html(body)
        if reason:
            problems = (*problems, _failed(source.path, line, reason))
        problems = (*problems, *unmerged(source.path, source.text))
        problems = (*problems, *(_removed(source.path, line, body, element) for element in lost))
        html, headings = outline(html)
        return Article(self._measured(metadata, html), html, headings, in_order(problems))

    def _html(self, body: str) -> tuple[str, tuple[str, ...], str]:
        """Return the HTML of *body*, the elements left out of it, and "" or the reason why there is no HTML."""
        raw_html = self._options.raw_html
        if self._markup is None:
            self._markup = markup_engine(
                self._options.engine, raw_html=raw_html != "escape", highlight=self._options.highlight
            )
        result = self._markup.render(body)
        if result.reason:
            return "", (), result.reason
        if depth(result.html) > DEEPEST:
            return "", (), f"elements are nested deeper than {DEEPEST} levels"
        if raw_html == "allow":
            return result.html, (), ""
        return sanitise(result.html), removed(result.html), ""

    def _measured(self, metadata: Metadata, html: str) -> Metadata:
        code = plain_text(" ".join(_CODE_BLOCK.findall(html)))
        text = plain_text(_CODE_BLOCK.sub(" ", html))
        return replace(
            metadata,
            words=count_words(text) + count_words(code),
            minutes=reading_minutes(text, code, html.count("<img ")),
            excerpt=excerpt(_CODE_BLOCK.sub(" ", html), self._options.excerpt),
        )


def _failed(path: str, line: int, reason: str) -> Problem:
    return Problem(
        code="markdown-failed",
        what="this text cannot be turned into a page",
        where=Location(path, line),
        why=reason,
        fix="write it with less nesting"
        if "nested" in reason
        else "take it apart until you know which piece does it, and write that otherwise",
    )


def _removed(path: str, line: int, body: str, element: str) -> Problem:
    place = body.lower().find(f"<{element}")
    return Problem(
        code="html-removed",
        what=f"the HTML element <{element}> is left out",
        where=Location(path, line + body.count("\n", 0, max(place, 0))),
        why="articles may not contain it, or it is meant as text",
        fix=f"write `&lt;{element}>` to show it, or set `markup.raw_html: allow` if you trust every text",
        severity="warning",
    )
