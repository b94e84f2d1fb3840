"""Say what in a conversion a person should look at, and how to overrule it."""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from posixpath import splitext

from msgspec import Struct

from generator.model import BODY_ROLES, Conversion, LineRecord
from generator.problems import Problem

# What is right less often than this should be looked at: below eleven times in twelve.
DOUBTFUL = 0.92
_OVERRIDES = ".seed.yaml"
_EXCERPT = 80
# Where a person must look even though a program is sure: how sure it is that all is well.
_SURE_BY_SEVERITY = {"error": 0.0, "warning": 0.0, "notice": 0.5}
_FIELDS = ("title", "date", "authors", "tags", "language", "publisher", "captions", "related")


class Inspected(Struct, frozen=True, kw_only=True):
    """What became of a seed: the article at *path* by *conversion*, or none, and the *problems* with it."""

    source: str
    path: str = ""
    action: str = ""
    conversion: Conversion | None = None
    problems: tuple[Problem, ...] = ()


class Tally(Struct, frozen=True, kw_only=True):
    """What was looked at: *seeds*, the *articles* made of them, *lines* and how many were *kept*, *findings*."""

    seeds: int = 0
    articles: int = 0
    lines: int = 0
    kept: int = 0
    findings: int = 0


class Finding(Struct, frozen=True, kw_only=True):
    """Something to look at: the lines *line* to *last* of a seed (0 for all of it), or one of its fields.

    *kind* is ``line``, ``field``, or the code of a problem. *overrule* is what to write into the file *into*; a
    problem has the action to take in *overrule*, and no file; *path* is the file it is in, where that is not the seed.
    """

    source: str
    kind: str
    what: str
    why: str
    confidence: float
    overrule: str
    into: str = ""
    line: int = 0
    last: int = 0
    text: str = ""
    path: str = ""

    @property
    def where(self) -> str:
        """The place, as ``seeds/lamp.txt:12``."""
        path = self.path or self.source
        return f"{path}:{self.line}" if self.line else path

    @property
    def rank(self) -> tuple[float, str, int, str]:
        """What findings are sorted by: the least sure first."""
        return (self.confidence, self.source, self.line, self.kind)


def is_doubtful(confidence: float) -> bool:
    """Tell whether what is so sure should be looked at."""
    return confidence < DOUBTFUL


def findings_of(seed: Inspected) -> tuple[Finding, ...]:
    """Return what a person should look at in *seed*, the least sure first."""
    conversion = seed.conversion
    found = [finding_of(seed.source, problem) for problem in _problems(seed)]
    if conversion:
        found += [*_of_lines(seed.source, conversion.records), *_of_fields(seed.source, conversion)]
    return tuple(sorted(found, key=lambda finding: finding.rank))


def doubt_of(findings: Iterable[Finding]) -> float:
    """Return how much there is to look at: what each of *findings* lacks of being sure, summed up."""
    return sum(1 - finding.confidence for finding in findings)


def _problems(seed: Inspected) -> Sequence[Problem]:
    own = seed.conversion.problems if seed.conversion else ()
    return tuple(dict.fromkeys((*seed.problems, *own)))


def finding_of(source: str, problem: Problem) -> Finding:
    """Return *problem* as something to look at in the seed *source*."""
    path, line = (problem.where.path, problem.where.line) if problem.where else (source, 0)
    return Finding(
        source=source,
        kind=problem.code,
        what=problem.what,
        why=problem.why,
        confidence=_SURE_BY_SEVERITY[problem.severity],
        overrule=problem.fix,
        line=line,
        last=line,
        path=path if path != source else "",
    )


def _of_lines(source: str, records: Sequence[LineRecord]) -> Iterator[Finding]:
    for run in runs(records):
        first, last = run[0], run[-1]
        # A title is spoken of as a field.
        if not is_doubtful(first.confidence) or first.role == "title":
            continue
        lines = f"{first.number}" if first is last else f"{first.number}-{last.number}"
        is_kept = first.role in BODY_ROLES
        yield Finding(
            source=source,
            kind="line",
            what=f"kept as {first.role}" if is_kept else f"left out as {first.role}",
            why=f"{first.rule}: {first.reason}",
            confidence=first.confidence,
            overrule=_setting(source, f"lines: {{{lines}: {'drop' if is_kept else 'keep'}}}"),
            into=overrides_of(source),
            line=first.number,
            last=last.number,
            text=shortened(first.raw.strip()),
        )


def runs(records: Iterable[LineRecord]) -> Iterator[Sequence[LineRecord]]:
    """Yield *records* in runs that one decision made: neighbours with the same rule, as sure as one another."""
    for _key, run in groupby(records, key=lambda record: (record.role, record.rule, record.confidence)):
        yield tuple(run)


def _of_fields(source: str, conversion: Conversion) -> Iterator[Finding]:
    for name in _FIELDS:
        confidence = conversion.confidences.get(name, 1.0)
        if not is_doubtful(confidence):
            continue
        origin = conversion.origins.get(name)
        line = origin.line if origin else 0
        shown = "no title is stated" if origin and origin.rule == "beginning" else f"{name} is doubtful"
        yield Finding(
            source=source,
            kind="field",
            what=shown,
            why=f"read by the rule {origin.rule}" if origin else "",
            confidence=confidence,
            overrule=_setting(source, f"{name}: …"),
            into=overrides_of(source),
            line=line,
            last=line,
            text=shortened(value_of(conversion, name)),
        )
    if not conversion.language:
        yield Finding(
            source=source,
            kind="field",
            what="the language is not known",
            why="the text has too few letters to tell, or is in none that the program knows",
            confidence=0.5,
            overrule=_setting(source, "language: …"),
            into=overrides_of(source),
        )


def value_of(conversion: Conversion, name: str) -> str:
    """Return what *conversion* says in the field *name*, in one line; "" when it says nothing."""
    value = getattr(conversion, name)
    if name == "captions":
        parts = [f"{one.caption} ({one.credit})" if one.credit else one.caption for one in conversion.captions]
        return "; ".join(parts)
    if isinstance(value, tuple):
        return ("; " if name in {"authors", "related"} else ", ").join(value)
    return "" if value is None else str(value)


def shortened(text: str, limit: int = _EXCERPT) -> str:
    """Return *text*, or so much of it as has *limit* characters, with an ellipsis."""
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def overrides_of(source: str) -> str:
    """Return the file that overrules what was decided about the seed *source*, beside it."""
    return splitext(source.partition("#")[0])[0] + _OVERRIDES


def _setting(source: str, setting: str) -> str:
    """Return *setting* as the file of overrides of *source* has it: for a record, below its key."""
    key = source.partition("#")[2]
    return f"records: {{{json.dumps(key, ensure_ascii=False)}: {{{setting}}}}}" if key else setting
