"""Find a project, and the program itself, on the disk."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from generator.engine.digests import digest
from generator.engine.themes import load_theme, shipped_themes

__all__ = ["code_version", "find_root", "load_theme", "shipped_themes"]

CONFIG_FILE = "seedpress.yaml"

# What can change a byte of the output or the meaning of a cached value.
_LIBRARIES = frozenset(
    [
        "anyascii",
        "feedgen",
        "jinja2",
        "lxml",
        "markdown",
        "markupsafe",
        "msgspec",
        "nh3",
        "py3langid",
        "pygments",
        "pyyaml",
        "tzdata",
    ]
)
_ENDINGS = (".dist-info", ".egg-info")


SOURCES = frozenset({"seeds", "content"})


def find_root(start: Path) -> Path:
    """Return the nearest folder from *start* upward that holds ``seedpress.yaml``.

    A site need not have that file: if there is none, the folder whose ``seeds/`` or ``content/`` *start* is or
    lies in is meant, else *start* itself.
    """
    start = start.resolve()
    upward = (start, *start.parents)
    configured = (folder for folder in upward if (folder / CONFIG_FILE).is_file())
    if any((start / name).is_dir() for name in SOURCES):
        return next(configured, start)
    around = (folder.parent for folder in upward if folder.name in SOURCES)
    return next(configured, None) or next(around, start)


def code_version() -> bytes:
    """Return a digest that changes with the program, its libraries or Python, importing none of them."""
    package = str(Path(__file__).resolve().parents[1])
    return digest((sys.version, sorted(_sources(package, "")), sorted(_installed())))


def _sources(package: str, folder: str) -> Iterator[tuple[str, int, int]]:
    with os.scandir(os.path.join(package, folder)) as found:
        members = list(found)
    for member in members:
        path = f"{folder}/{member.name}".lstrip("/")
        if member.name.startswith((".", "__pycache__")) or path == "_themes":
            continue
        if member.is_dir():
            yield from _sources(package, path)
        else:
            status = member.stat()
            yield path, status.st_size, status.st_mtime_ns


def _installed() -> Iterator[str]:
    """Yield the names of the metadata folders of the libraries, such as ``jinja2-3.1.6.dist-info``."""
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")
        except OSError:
            continue
        for name in names:
            if name.endswith(_ENDINGS) and name.partition("-")[0].lower() in _LIBRARIES:
                yield name
