"""Show problems in a browser: laid over a page that still stands, or in the place of one that cannot be made."""

from collections.abc import Callable, Sequence
from html import escape

from generator.preview.frames import Line
from generator.problems import Location, Problem

Framing = Callable[[Location | None], Sequence[Line]]

_SHOWN = 20
_STYLE = """
.problems{color-scheme:light dark;position:fixed;inset:0;z-index:2147483647;overflow:auto;overscroll-behavior:contain;
box-sizing:border-box;padding:2rem max(1rem,calc(50vw - 30rem));background:light-dark(#fffffff5,#16181cf5);
color:light-dark(#1d2025,#e6e7ea);font:16px/1.5 system-ui,sans-serif;text-align:start}
.problems h1{font-size:1.1rem;margin:0 0 1.5rem}
.problems h2{font-size:1.15rem;margin:0 0 .5rem;overflow-wrap:anywhere}
.problems section{border-inline-start:4px solid light-dark(#c0262d,#ff7b81);padding-inline-start:1rem;margin:0 0 2rem}
.problems p{margin:.25rem 0;overflow-wrap:anywhere}
.problems .where,.problems code,.problems pre{font:14px/1.6 ui-monospace,monospace}
.problems .where{font-weight:600}
.problems .code{color:light-dark(#5c626b,#a3a8b1)}
.problems pre{margin:.75rem 0;padding:.5rem 0;overflow:auto;background:light-dark(#f1f2f4,#23262c);border-radius:6px}
.problems pre span{display:block;padding:0 1rem}
.problems pre .marked{background:light-dark(#fbdfe0,#53262a)}
.problems i{display:inline-block;min-width:2.5em;font-style:normal;color:light-dark(#5c626b,#a3a8b1);user-select:none}
.problems .hint{color:light-dark(#5c626b,#a3a8b1);font-size:.9rem}
"""


def overlay(problems: Sequence[Problem], framing: Framing, hint: str) -> str:
    """Return HTML, with its own style, that shows *problems* and closes with *hint*."""
    shown = "".join(_section(problem, framing) for problem in problems[:_SHOWN])
    more = f"<p>and {len(problems) - _SHOWN} more</p>" if len(problems) > _SHOWN else ""
    title = "1 error" if len(problems) == 1 else f"{len(problems)} errors"
    return (
        f'<style>{_STYLE}</style><div class="problems" role="alert" lang="en" dir="ltr">'
        f'<h1>{title} in the way</h1>{shown}{more}<p class="hint">{escape(hint)}</p></div>'
    )


def error_page(problems: Sequence[Problem], framing: Framing) -> bytes:
    """Return a whole page in the place of one that cannot be made."""
    inner = overlay(problems, framing, "This page loads by itself as soon as the error is gone.")
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Error - Seedpress preview</title>'
        '<meta name="viewport" content="width=device-width,initial-scale=1"></head>'
        f"<body>{inner}</body></html>"
    ).encode("utf-8", "replace")


def missing_page() -> bytes:
    """Return a page for an address that shows nothing, where the site has none of its own for that."""
    return (
        b'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Not found</title></head>'
        b"<body><h1>Not found</h1><p>No page of this site has this address.</p></body></html>"
    )


def _section(problem: Problem, framing: Framing) -> str:
    where = f'<p class="where">{escape(str(problem.where))}</p>' if problem.where else ""
    also = "".join(f"<p>{escape(words)} <code>{escape(str(place))}</code></p>" for place, words in problem.also)
    why = f"<p>why: {escape(problem.why)}</p>" if problem.why else ""
    fix = f"<p>fix: {escape(problem.fix)}</p>" if problem.fix else ""
    return (
        f'<section>{where}<h2>{escape(problem.what)} <code class="code">{escape(problem.code)}</code></h2>'
        f"{_lines(framing(problem.where))}{also}{why}{fix}</section>"
    )


def _lines(lines: Sequence[Line]) -> str:
    if not lines:
        return ""
    spans = "".join(
        f"<span{' class=marked' if line.marked else ''}><i>{line.number}</i>{escape(line.text) or ' '}</span>"
        for line in lines
    )
    return f"<pre>{spans}</pre>"
