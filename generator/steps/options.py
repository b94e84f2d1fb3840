"""What a caller may ask of a run."""

from collections.abc import Callable, Mapping
from datetime import datetime

from msgspec import Struct

from generator.model import Conversion, Lesson
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
    """How to convert: *to* is a folder to write into instead of the content; *now* and *jobs* as for a build.

    With *detail* each result comes with its conversion and the texts before and after, so every seed is converted,
    whether it changed or not. *date_order* (``dmy``, ``mdy``, ``ymd``), *encoding* and
    *keys* (by field) count instead of the configuration's. *merge* takes what a seed gives now into an article that was
    edited by hand.
    """

    now: datetime
    to: str = ""
    dry_run: bool = False
    force: bool = False
    detail: bool = False
    jobs: int = 0
    date_order: str = ""
    encoding: str = ""
    keys: Mapping[str, str] = {}
    merge: bool = False


class Converted(Struct, frozen=True, kw_only=True):
    """What became of one text of the seeds.

    *action* is ``written``, ``unchanged``, ``kept`` (the article was edited by hand), ``merged`` (it was, and now has
    what is new in the seed as well), or ``skipped`` (no article came of it; *problems* say why). Paths are relative to
    the project where they lie inside it. *conversion* and the texts are there only where detail was asked for.
    """

    source: str
    path: str
    action: str
    conversion: Conversion | None = None
    old_text: str = ""
    new_text: str = ""
    problems: tuple[Problem, ...] = ()


# Told what became of each text, in the order of the seeds, while the conversion goes on.
Told = Callable[[Converted], object]


class Taught(Struct, frozen=True):
    """What the *seeds* of a *folder* that were looked at teach: lines that are none of their articles'.

    The folder is ``*`` for all seeds of the project together.
    """

    folder: str
    seeds: int
    lines: Mapping[str, Lesson]


class ConvertReport(Struct, frozen=True):
    """How many texts came to each end (*counts*, by action), and all problems."""

    counts: Mapping[str, int] = {}
    problems: tuple[Problem, ...] = ()


class Explanation(Struct, frozen=True, kw_only=True):
    """Why an output would be made again, or "" for *reason* when it is fresh; why it last was; what from."""

    path: str
    kind: str
    reason: str
    last_reason: str = ""
    sources: tuple[str, ...] = ()
    inputs: tuple[str, ...] = ()
