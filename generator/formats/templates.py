"""Make a template environment of a theme: what templates can reach, and what stops them.

Templates are programs of their author, but they come with themes from anywhere: they run in Jinja's
sandbox, see only the values they are given, and every value is escaped unless it is safe HTML already.
"""

from collections.abc import Callable, Mapping
from typing import Any, cast

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound, UndefinedError
from jinja2.exceptions import TemplateRuntimeError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from generator.formats.datetext import date_text, iso
from generator.formats.scrolling import scrollable
from generator.formats.template_errors import UnknownNameError, template_problem
from generator.model import Theme

__all__ = ["environment", "template_problem"]

LARGEST_REPETITION = 100_000
_OF_DICTIONARIES = frozenset(dir(dict))
_OWN = "generator."

FILTERS: Mapping[str, Callable[..., object]] = {"date_text": date_text, "iso": iso, "scrollable": scrollable}


class ThemeLoader(BaseLoader):
    """Load templates from a theme that was read already, by any of the names it holds them under."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:  # noqa: ARG002 - Jinja's signature
        found = self._theme.templates.get(template)
        if found is None:
            raise TemplateNotFound(template)
        return found.text, found.file, lambda: True

    def list_templates(self) -> list[str]:
        return sorted(self._theme.templates)


class StrictName(StrictUndefined):
    """A name that does not exist: any use but a test for it fails, and the failure knows where it was sought."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: object = missing,
        name: str | None = None,
        exc: type[TemplateRuntimeError] = UndefinedError,
    ) -> None:
        super().__init__(hint, obj, name, exc)
        if exc is UndefinedError and name is not None:

            def unknown_name(message: str) -> UnknownNameError:
                return UnknownNameError(message, str(name), None if obj is missing else obj)

            # Jinja calls what stands here with the message; any callable that returns an exception will do.
            self._undefined_exception = cast("type[TemplateRuntimeError]", unknown_name)


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, which also refuses to build huge values by repetition or powers.

    It asks seldom what it would always answer alike: a page reads some four hundred attributes.
    """

    intercepted_binops = frozenset({"*", "**"})

    def getattr(self, obj: Any, attribute: str) -> Any:
        # Nothing but its methods hides the keys of a dictionary, and what is ours was made to be read.
        kind = type(obj)
        if kind is dict:
            if attribute in obj and attribute not in _OF_DICTIONARIES:
                return obj[attribute]
        elif attribute[:1] != "_" and kind.__module__.startswith(_OWN):
            try:
                return getattr(obj, attribute)
            except AttributeError:
                return super().getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:
        if operator == "**" and not _is_small_power(left, right):
            raise OverflowError(f"{left} ** {right} is too large a number for a template")
        if operator == "*" and max(_repetition(left, right), _repetition(right, left)) > LARGEST_REPETITION:
            raise OverflowError(f"a value repeated to more than {LARGEST_REPETITION} parts is too large for a template")
        return super().call_binop(context, operator, left, right)


def environment(
    theme: Theme,
    filters: Mapping[str, Callable[..., object]] | None = None,
    functions: Mapping[str, object] | None = None,
) -> Environment:
    """Return an environment that loads the templates of *theme*, with *filters* and *functions* added.

    Escaping is on for every template whatever its name; a name that does not exist is an error, with
    ``is defined`` and ``default`` as the ways to ask first.
    """
    made = Sandbox(
        loader=ThemeLoader(theme),
        undefined=StrictName,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
    )
    made.filters |= {**FILTERS, **(filters or {})}
    made.globals |= functions or {}
    return made


def _is_small_power(left: object, right: object) -> bool:
    small = 1000
    return all(isinstance(value, int | float) and abs(value) <= small for value in (left, right))


def _repetition(value: object, times: object) -> int:
    if isinstance(times, int) and isinstance(value, str | bytes | list | tuple):
        return len(value) * times
    return 0
