"""Seedpress: raw articles in, a publication out.

What other programs may use is in ``__all__``, loaded when it is first asked for::

    from generator import BuildOptions, build

    report = build.build(Path("my-site"), BuildOptions(now=datetime.now(UTC)))

``build`` and ``preview`` are modules; a package cannot have a function by the name of a module in it.
"""

__version__ = "0.1.0"

# Where each public name lives. Nothing is imported here: `seedpress --version` must not wait for it.
_PUBLIC = {
    "BuildOptions": "generator.build",
    "BuildReport": "generator.model",
    "Config": "generator.config",
    "ConvertOptions": "generator.build",
    "ConvertReport": "generator.build",
    "Explanation": "generator.build",
    "Location": "generator.problems",
    "Problem": "generator.problems",
    "SeedpressError": "generator.problems",
    "clean": "generator.build",
    "convert": "generator.build",
    "explain": "generator.build",
}
_MODULES = ("build", "preview")

__all__ = [*sorted(_PUBLIC), *_MODULES, "load_config"]  # noqa: PLE0604 - names, from the table above


def load_config(root):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201 - typed in __init__.pyi
    """Return the configuration of the site in the folder *root*; without a file, the defaults.

    Raises:
        SeedpressError: it is wrong; with all that is wrong in it.
    """
    from datetime import UTC, datetime  # noqa: PLC0415 - see _PUBLIC
    from importlib import import_module  # noqa: PLC0415

    options = import_module("generator.build").BuildOptions(now=datetime.now(UTC))
    return import_module("generator.steps.load").read_config(root, options)[0]


def __getattr__(name: str) -> object:
    from importlib import import_module  # noqa: PLC0415 - only a program that uses the API needs it

    if name in _MODULES:
        return import_module(f"generator.{name}")
    if name in _PUBLIC:
        return getattr(import_module(_PUBLIC[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
