"""Tell which templates a template can reach, from its text alone.

The templates that a page was made with are inputs of the page. Jinja reports them statically; a name
computed at run time could be any, and is answered by ``*``, the whole theme.
"""

from jinja2 import Environment, TemplateSyntaxError, meta

from generator.formats.templates import environment
from generator.model import Theme

WHOLE_THEME = "*"


def closure(theme: Theme, name: str) -> tuple[str, ...]:
    """Return *name* and all names it extends, includes or imports, sorted; ``("*",)`` when one is computed.

    Names that the theme has no template for are among them: one that appears later changes the page.
    """
    parser = environment(theme)
    reached: set[str] = set()
    waiting = [name]
    while waiting:
        current = waiting.pop()
        if current in reached:
            continue
        reached.add(current)
        names = _referenced(parser, theme, current)
        if names is None:
            return (WHOLE_THEME,)
        waiting.extend(names)
    return tuple(sorted(reached))


def _referenced(parser: Environment, theme: Theme, name: str) -> tuple[str, ...] | None:
    """The names that the template *name* mentions itself, or None when it computes one.

    A template that does not parse mentions none: it fails when it is rendered, until its text changes.
    """
    template = theme.templates.get(name)
    if template is None:
        return ()
    try:
        names = tuple(meta.find_referenced_templates(parser.parse(template.text)))
    except (TemplateSyntaxError, RecursionError):
        return ()
    return None if None in names else tuple(name for name in names if name is not None)
