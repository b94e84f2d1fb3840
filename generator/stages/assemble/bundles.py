"""Tell which files of the content go with a text that is left out: a draft's pictures are not published either.

A folder with an ``index.md`` belongs to that text with all that lies in it, up to the next folder that has
one of its own.
"""

from collections.abc import Iterable
from posixpath import dirname

from generator.model import Site
from generator.stages.assemble.addresses import CONTENT, is_bundle


def withheld(files: Iterable[str], site: Site) -> frozenset[str]:
    """Return those of *files* that lie in the folder of a text which *site* leaves out."""
    hidden = {dirname(left.path) for left in site.left_out if is_bundle(left.path)}
    if not hidden:
        return frozenset()
    shown = {dirname(path) for path in site.summaries if is_bundle(path)}
    return frozenset(path for path in files if _owner(path, hidden | shown) in hidden)


def _owner(path: str, bundles: set[str]) -> str:
    """The nearest folder above *path* that is one of *bundles*, "" when none is."""
    folder = dirname(path)
    while folder not in bundles and folder not in {"", CONTENT}:
        folder = dirname(folder)
    return folder if folder in bundles else ""
