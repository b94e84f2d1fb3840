"""Decide whether an output is stale, and say why in the words of the author.

A trace is what was read to make an output: the digest of each input by key. A key names its kind before a
colon (``template:base.html``, ``query:recent:5``); a key without a known kind is a path of the project.
"""

from collections.abc import Callable

from msgspec import Struct

from generator.engine.signatures import Signature
from generator.model import Trace

MISSING = b""
"""The digest of an input that was looked for and was not there."""

_REASONS = {
    "asset": "{} changed",
    "body": "{} changed",
    "config": "configuration {} changed",
    "query": "query {} gives another answer",
    "summary": "the summary of {} changed",
    "template": "template {} changed",
    "theme": "theme {} changed",
}
_PLAIN_REASONS = {
    "code": "Seedpress or a library changed",
    "plan": "its place in the site changed",
}


class StoredTrace(Struct, frozen=True):
    """The trace of an output, the signature its file had at *recorded_ns*, and the *reason* it was made."""

    trace: Trace
    signature: Signature | None = None
    recorded_ns: int = 0
    reason: str = ""


def why_stale(trace: Trace | None, current: Callable[[str], bytes | None]) -> str | None:
    """Return the first reason to make an output again, or None when it is fresh.

    *current* tells the digest of an input now, None if it is gone. Inputs are compared in the order in which
    they were recorded.
    """
    if trace is None:
        return "it is new"
    for key, recorded in trace.inputs.items():
        now = current(key) or MISSING
        if now != recorded:
            return _reason(key, recorded, now)
    return None


def _reason(key: str, recorded: bytes, now: bytes) -> str:
    kind, colon, rest = key.partition(":")
    plain = _PLAIN_REASONS.get(kind)
    if plain:
        return plain
    known = _REASONS.get(kind) if colon else None
    form, name = (known, rest) if known else ("{} changed", key)
    if kind != "query" and not now:
        form = form.replace("changed", "is gone")
    elif kind != "query" and not recorded:
        form = form.replace("changed", "is new")
    return form.format(name)
