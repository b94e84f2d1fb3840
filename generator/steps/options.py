"""What a caller may ask of a run."""

from datetime import datetime

from msgspec import Struct

from generator.model import Conversion
from generator.problems import Problem


class BuildOptions(Struct, frozen=True, kw_only=True):
    """How to build.

    *now* is the aware moment that decides what is still in the future, and the day on which a seed counts
    as added. Empty *output* and *base_url* mean those of the configuration; *jobs* 0 means as many
    processes as help. *clean* ignores the cache.
    """

    now: datetime
    output: str = ""
    base_url: str = ""
    drafts: bool = False
    future: bool = False
    expired: bool = False
    clean: bool = False
    jobs: int = 0


class ConvertOptions(Struct, frozen=True, kw_only=True):
    """How to convert: *to* is a folder to write into instead of the content, *now* as for a build."""

    now: datetime
    to: str = ""
    dry_run: bool = False
    force: bool = False


class Converted(Struct, frozen=True, kw_only=True):
    """What became of one seed.

    *action* is ``written``, ``unchanged``, ``kept`` (the article was edited by hand), or ``skipped`` (no
    article came of it; *problem* says why). Paths are relative to the project where they lie inside it.
    """

    source: str
    path: str
    action: str
    conversion: Conversion | None = None
    old_text: str = ""
    new_text: str = ""
    problem: Problem | None = None


class ConvertReport(Struct, frozen=True):
    """What became of each seed, in order of path, and all problems."""

    results: tuple[Converted, ...]
    problems: tuple[Problem, ...] = ()


class Explanation(Struct, frozen=True, kw_only=True):
    """Why an output would be made again, or "" for *reason* when it is fresh; why it last was; what from."""

    path: str
    kind: str
    reason: str
    last_reason: str = ""
    sources: tuple[str, ...] = ()
    inputs: tuple[str, ...] = ()
