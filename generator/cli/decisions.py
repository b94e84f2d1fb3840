"""Show on a terminal what was decided about a seed, and what a person should look at.

seeds/lamp.txt:12: 0.32 kept as heading: Advertisement
    why: heading: a short line without a final stop, with text of its own below it
    else: in seeds/lamp.seed.yaml, `lines: {12: drop}`
"""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from generator.cli.diagnostics import plural
from generator.cli.streams import Stream, escaped
from generator.model import BODY_ROLES, Conversion, LineRecord
from generator.stages.inspection import Finding, Tally, is_doubtful, value_of

_FIELD_ROLES = frozenset({"title", "byline", "caption", "credit", "tags", "related"})


def explained(conversion: Conversion, out: Stream) -> Iterator[str]:
    """Yield what was found in a seed, and each of its lines with the decision on it, coloured for *out*."""
    for name, confidence in conversion.confidences.items():
        value = value_of(conversion, name)
        if value:
            origin = conversion.origins.get(name)
            place = f" (line {origin.line}, {origin.rule})" if origin and origin.line else ""
            yield f"      {out.paint(name, 'field')}: {escaped(value)} = {_sure(confidence, out)}{place}"
    for record in conversion.records:
        yield from _decision(record, out)


def _decision(record: LineRecord, out: Stream) -> Iterator[str]:
    style = _style(record.role)
    raw = escaped(record.raw)
    yield f"{record.number:>5} | {out.paint(raw, 'dim') if style == 'dim' else raw}"
    if record.role != "blank":
        role = out.paint(record.role, style)
        yield f"      = {role} {_sure(record.confidence, out)} ({record.rule}): {escaped(record.reason)}"


def _style(role: str) -> str:
    if role in BODY_ROLES:
        return "kept"
    return "field" if role in _FIELD_ROLES else "dim"


def _sure(confidence: float, out: Stream) -> str:
    return out.paint(f"{confidence:.2f} doubtful", "warning") if is_doubtful(confidence) else f"{confidence:.2f}"


def listed(findings: Sequence[Finding], tally: Tally, out: Stream) -> Iterator[str]:
    """Yield *findings* in their order, and how many there are beside them."""
    for finding in findings:
        text = f": {escaped(finding.text)}" if finding.text else ""
        place = out.paint(escaped(finding.where), "bold")
        yield f"{place}: {_sure(finding.confidence, out).removesuffix(' doubtful')} {escaped(finding.what)}{text}"
        if finding.why:
            yield f"    why: {escaped(finding.why)}"
        if finding.overrule and finding.into:
            yield f"    else: in {escaped(finding.into)}, `{escaped(finding.overrule)}`"
        elif finding.overrule:
            yield f"    fix: {escaped(finding.overrule)}"
    if tally.findings > len(findings):
        yield f"and {tally.findings - len(findings):,} more, none of them less sure"


def looked_at(tally: Tally) -> str:
    """Return the line that ends a list of findings."""
    found = f"{tally.findings:,} to look at" if tally.findings else "nothing to look at"
    return f"{plural(tally.seeds, 'seed')}, {plural(tally.articles, 'article')}: {found}"


def told_decisions(conversion: Conversion) -> Mapping[str, object]:
    """Return for programs what was found in a seed and what was decided on each of its lines."""
    fields = {}
    for name, confidence in conversion.confidences.items():
        origin = conversion.origins.get(name)
        place = {"line": origin.line or None, "rule": origin.rule} if origin else {"line": None, "rule": None}
        fields[name] = {"confidence": confidence, **place}
    return {"fields": fields, "records": msgspec.to_builtins(conversion.records)}


def told_findings(findings: Sequence[Finding]) -> Sequence[Mapping[str, object]]:
    """Return *findings* for programs."""
    return [
        {**msgspec.to_builtins(finding), "line": finding.line or None, "last": finding.last or None}
        for finding in findings
    ]
