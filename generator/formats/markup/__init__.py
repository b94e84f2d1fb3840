"""What a markup engine is: text in, HTML out, one instance for many articles.

An engine need not be safe nor give the headings their anchors: sanitising and the outline come behind it
and are the same for all.
"""

from typing import Protocol

from msgspec import Struct


class MarkupResult(Struct, frozen=True):
    """The HTML of a text; *reason* says why there is none, "" when there is."""

    html: str
    reason: str = ""


class Markup(Protocol):
    """A markup engine, set up for one way of writing."""

    def render(self, text: str) -> MarkupResult:
        """Return *text* as HTML; never raises for anything that *text* contains."""
        ...


def markup_engine(name: str, *, raw_html: bool, highlight: bool) -> Markup:
    """Return the engine called *name*; with *raw_html* off, HTML in a text is shown as it is written.

    Raises:
        ValueError: there is no such engine.
    """
    if name != "markdown":
        raise ValueError(f"there is no markup engine {name}")
    from generator.formats.markup.python_markdown import PythonMarkdown  # noqa: PLC0415 - costs 40 ms

    return PythonMarkdown(raw_html=raw_html, highlight=highlight)


def bare_engine() -> Markup:
    """Return Python-Markdown with ``extra`` and ``sane_lists`` alone, as other tools would read an article."""
    from generator.formats.markup.python_markdown import BareMarkdown  # noqa: PLC0415 - costs 40 ms

    return BareMarkdown()
