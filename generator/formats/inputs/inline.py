"""Write the inline content of HTML as Markdown: what a reader sees stays, links and emphasis stay links and emphasis.

Content is first cut into runs of text that share their marks, so that blanks can move out of emphasis and like
marks that touch become one; Markdown is written from the runs.
"""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from generator.formats.escape import escape_line
from generator.formats.inputs.addresses import Addresses
from generator.formats.inputs.runs import BREAK, EDGE, IMAGE, Run

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MARKS = {"em": "em", "i": "em", "cite": "em", "dfn": "em", "var": "em", "strong": "strong", "b": "strong",
          "code": "code", "tt": "code", "samp": "code", "kbd": "kbd", "sub": "sub", "sup": "sup", "del": "del",
          "s": "del", "strike": "del", "ins": "ins", "mark": "mark"}  # fmt: skip
_SIGNS = {"em": "*", "strong": "**"}
_TICKS = re.compile("`+")
_DROPPED = frozenset({
    "script", "style", "noscript", "template", "head", "button", "input", "select", "textarea", "option", "iframe",
    "object", "embed", "svg", "canvas", "audio", "video", "dialog", "map",
})  # fmt: skip
_LONGEST_ALT = 300
_ANCHOR_SIGNS = frozenset({"¶", "#", "§", "🔗", "∞", "⚓"})
_EDGES = frozenset({"span", "time", "a", "small", "label", "abbr"})


def is_dropped(element: "HtmlElement") -> bool:
    """Tell whether *element* shows no text of an article: a comment, a program, a control, something hidden."""
    if not isinstance(element.tag, str) or element.tag in _DROPPED or element.get("hidden") is not None:
        return True
    if element.tag == "a" and _is_anchor(element):
        return True
    style = element.get("style", "").replace(" ", "").lower()
    return "display:none" in style or "visibility:hidden" in style


def _is_anchor(element: "HtmlElement") -> bool:
    """Tell whether *element* is the sign beside a heading that links to it."""
    return element.get("href", "").startswith("#") and (element.text_content().strip() in _ANCHOR_SIGNS)


def runs_of(element: "HtmlElement", addresses: Addresses, marks: tuple[str, ...] = ()) -> Iterator[Run]:
    """Yield the runs of the inline *element* itself and of all in it, without its tail."""
    if is_dropped(element):
        return
    match element.tag:
        case "br":
            yield Run(BREAK, marks, BREAK)
            return
        case "img":
            yield from _image(element, addresses)
            return
    own = _mark(element, addresses)
    if own and own not in marks and "code" not in marks:
        marks = (*marks, own)
    if element.text:
        yield Run(element.text, marks)
    for child in element:
        yield from runs_of(child, addresses, marks)
        if child.tail:
            yield Run(child.tail, marks)
        if not (child.tail or "").strip() and child.tag in _EDGES:
            yield Run("", (), EDGE)


def _mark(element: "HtmlElement", addresses: Addresses) -> str:
    if element.tag != "a":
        return _MARKS.get(str(element.tag), "")
    address = addresses.link(element.get("href", ""))
    return f"a {address}" if address else ""


def _image(element: "HtmlElement", addresses: Addresses) -> Iterator[Run]:
    address = addresses.image(element)
    if address:
        alt = escape_line(" ".join(element.get("alt", "").split())[:_LONGEST_ALT]).replace("]", "\\]")
        yield Run(f"![{alt}]({address})", (), IMAGE)


def markdown(runs: Sequence[Run]) -> str:
    """Return one line of tidy *runs* as Markdown."""
    out: list[str] = []
    opened: list[tuple[str, str]] = []
    for run in runs:
        shared = 0
        while shared < min(len(opened), len(run.marks)) and opened[shared][0] == run.marks[shared]:
            shared += 1
        while len(opened) > shared:
            out.append(opened.pop()[1])
        for mark in run.marks[shared:]:
            start, end = _signs(mark, opened, "".join(out[-2:]))
            if start == "[" and out and out[-1].endswith("!"):
                out[-1] = out[-1][:-1] + "&#33;"
            out.append(start)
            opened.append((mark, end))
        out.append(_text(run))
    out.extend(end for _mark, end in reversed(opened))
    return "".join(out)


def _signs(mark: str, opened: Sequence[tuple[str, str]], before: str) -> tuple[str, str]:
    """Return what opens and closes *mark*; a tag where signs of emphasis would touch or nest."""
    if mark == "code":
        return "", ""
    if mark.startswith("a "):
        return "[", f"]({mark[2:]})"
    is_alone = not before.endswith("*") and not any(other in _SIGNS for other, _end in opened)
    if mark in _SIGNS and is_alone:
        return _SIGNS[mark], _SIGNS[mark]
    return f"<{mark}>", f"</{mark}>"


def _text(run: Run) -> str:
    if run.kind or not run.text.strip():
        return run.text
    if "code" in run.marks:
        return _code(run.text)
    before, after = " " * run.text.startswith(" "), " " * run.text.endswith(" ")
    escaped = f"{before}{escape_line(run.text)}{after}"
    return escaped.replace("]", "\\]") if any(mark.startswith("a ") for mark in run.marks) else escaped


def _code(text: str) -> str:
    longest = max((len(ticks) for ticks in _TICKS.findall(text)), default=0)
    fence = "`" * (longest + 1)
    return f"{fence} {text} {fence}" if longest else f"{fence}{text}{fence}"
