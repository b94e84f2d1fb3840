"""Turn what a template raised into a problem: the line of the template, the way to it, and what was meant."""

import re
from collections.abc import Mapping
from types import FrameType

from jinja2 import TemplateNotFound, TemplatesNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError, TemplateRuntimeError
from jinja2.filters import FILTERS as DEFAULT_FILTERS
from jinja2.tests import TESTS as DEFAULT_TESTS
from msgspec.structs import replace

from generator.model import Theme
from generator.problems import Location, Problem
from generator.yaml_places import suggest

TAGS = (
    *("block", "endblock", "extends", "include", "import", "from", "for", "endfor", "if", "elif", "else", "endif"),
    *("set", "endset", "macro", "endmacro", "call", "endcall", "filter", "endfilter", "with", "endwith", "raw"),
)
KNOWN: Mapping[str, tuple[str, ...]] = {
    "filter": (*DEFAULT_FILTERS, "absurl", "date_text", "iso", "relurl", "scrollable"),
    "test": tuple(DEFAULT_TESTS),
    "tag": TAGS,
}
UNKNOWN = re.compile(r"No (filter|test) named '([^']*)'|unknown (tag) '([^']*)'")
LONGEST_CHAIN = 12
MOST_NAMES = 20


class UnknownNameError(UndefinedError):
    """A template used *name*, which *owner* does not have; *owner* is None when the template has no such name."""

    def __init__(self, message: str, name: str, owner: object) -> None:
        super().__init__(message)
        self.name = name
        self.owner = owner


class Step:
    """One step of the way to a failure: a line of a template, and the names known there."""

    def __init__(self, file: str, line: int, source: str, names: tuple[str, ...]) -> None:
        self.place = Location(file, line)
        self.source = source
        self.names = names

    def role(self) -> str:
        """What this line did to lead further, in a few words."""
        tag = re.match(r"\{%[-+]?\s*(extends|include|import|from|block|call)\b", self.source)
        roles = {"extends": "extends it", "include": "includes it", "block": "calls the block"}
        if tag is None:
            return "calls it"
        return roles.get(tag[1], "imports it" if tag[1] in {"import", "from"} else "calls it")


def template_problem(error: Exception, theme: Theme, page_path: str, subject: str) -> Problem:
    """Say what went wrong when the page *page_path* about *subject* was rendered with a template of *theme*.

    The place is the line of the template; the lines that extended, included or called it stand in
    ``also``, from the page's own layout on, and last the file that was being rendered.
    """
    steps = _steps(error, theme)
    where = steps[-1].place if steps else None
    if isinstance(error, TemplateSyntaxError):
        where = Location(error.filename or error.name or "", error.lineno)
    way = dict.fromkeys((step.place, step.role()) for step in steps if step.place != where)
    rendered = (Location(subject if subject.startswith("content/") else page_path), f"while rendering {page_path}")
    return replace(_explained(error, steps, theme), where=where, also=(*tuple(way)[:LONGEST_CHAIN], rendered))


def _explained(error: Exception, steps: list[Step], theme: Theme) -> Problem:
    """What *error* means to the author of the template, without a place."""
    source = steps[-1].source if steps else ""
    match error:
        case TemplateNotFound():
            return _missing(error, theme)
        case TemplateSyntaxError():
            return _syntax(error)
        case UndefinedError():
            return _undefined(error, steps)
        case TemplateRuntimeError() if UNKNOWN.search(str(error)):
            # Inside an `if` Jinja looks for filters and tests only when it comes to use them.
            return _unparsed(str(error), source)
        case RecursionError():
            what, fix = "templates include or extend each other without end", "break the circle shown here"
        case SecurityError() | OverflowError() | MemoryError():
            what, fix = f"the template does what a theme may not: {_told(error)}", "write it without this expression"
        case _:
            what, fix = (
                f"the template cannot be rendered: {_told(error)}",
                "correct this line, or test its values first",
            )
    return Problem(code="template-failed", what=what, why=_quoted(source), fix=fix)


def _missing(error: TemplateNotFound, theme: Theme) -> Problem:
    names = error.templates if isinstance(error, TemplatesNotFound) else [error.name]
    wanted = [str(name) for name in names if name is not None]
    # All names end alike, which would make any two of them near.
    stems = {name.removesuffix(".html"): name for name in theme.templates}
    near = next((stems[found] for name in wanted if (found := suggest(name.removesuffix(".html"), stems))), "")
    alone = len(theme.chain) == 1 and theme.chain[0] != "default"
    inherit = "write `extends: default` into its theme.yaml, or " if alone else ""
    return Problem(
        code="template-missing",
        what="there is no template " + " or ".join(f'"{name}"' for name in wanted),
        why=f"looked in the templates of: {', '.join(theme.chain)}",
        fix=f'did you mean "{near}"?'
        if near
        else f"{inherit}add the file to the theme's templates, or correct the name",
    )


def _syntax(error: TemplateSyntaxError) -> Problem:
    lines = (error.source or "").split("\n")
    source = lines[error.lineno - 1].strip() if 0 < error.lineno <= len(lines) else ""
    return _unparsed(error.message or "it cannot be understood", source)


def _unparsed(message: str, source: str) -> Problem:
    unknown = UNKNOWN.search(message)
    near = suggest(unknown[2] or unknown[4], KNOWN[unknown[1] or unknown[3]]) if unknown else ""
    return Problem(
        code="template-syntax",
        what=f"the template does not parse: {message[:1].lower()}{message[1:].rstrip('.')}",
        why=_quoted(source),
        fix=f'did you mean "{near}"?' if near else "",
    )


def _undefined(error: UndefinedError, steps: list[Step]) -> Problem:
    source = steps[-1].source if steps else ""
    if not isinstance(error, UnknownNameError):
        what = f"the template uses something undefined: {error}"
        return Problem(code="template-undefined", what=what, why=_quoted(source))
    dotted = re.search(rf"[\w.]+\.{re.escape(error.name)}\b", source)
    expression = dotted[0] if dotted and error.owner is not None else error.name
    known = _attributes(error.owner) if error.owner is not None else (steps[-1].names if steps else ())
    near = suggest(error.name, known)
    fix = "test for it with `is defined`, or give a `default`"
    if near:
        fix = f'did you mean "{expression.removesuffix(error.name)}{near}"?'
    elif known:
        fix = f"there are: {', '.join(sorted(known)[:MOST_NAMES])}; or test for it with `is defined`"
    what = f'the template uses "{expression}", which does not exist'
    return Problem(code="template-undefined", what=what, why=_quoted(source), fix=fix)


def _attributes(owner: object) -> tuple[str, ...]:
    """The names that a template could have used instead."""
    if isinstance(owner, Mapping):
        return tuple(key for key in owner if isinstance(key, str))
    return tuple(name for name in dir(owner) if not name.startswith("_"))


def _steps(error: Exception, theme: Theme) -> list[Step]:
    """The lines of templates that *error* came through, outermost first."""
    texts = {template.file: template.text for template in theme.templates.values()}
    steps: list[Step] = []
    trace = error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file in texts:
            lines = texts[file].split("\n")
            source = lines[trace.tb_lineno - 1].strip() if 0 < trace.tb_lineno <= len(lines) else ""
            steps.append(Step(file, trace.tb_lineno, source, _names(trace.tb_frame)))
        trace = trace.tb_next
    return steps


def _names(frame: FrameType) -> tuple[str, ...]:
    """The names that a template could use on the line of *frame*: Jinja shows them as its local variables."""
    return tuple(name for name in frame.f_locals if not name.startswith("_"))


def _told(error: Exception) -> str:
    text = str(error) or "no more is known"
    return f"{text} ({type(error).__name__})"


def _quoted(source: str) -> str:
    longest = 120
    if not source:
        return ""
    return f"in `{source if len(source) <= longest else source[:longest] + '…'}`"
