"""Check what somebody says of seeds on the command line: their encoding, and the keys of records."""

from collections.abc import Mapping, Sequence

from generator.config import check, settings
from generator.problems import Problem, UsageError


def keys_of(written: Sequence[str]) -> Mapping[str, str]:
    """Return which key holds which field, of options such as ``text=body``.

    Raises:
        UsageError: one is no such pair, or names a field that there is not.
    """
    fields = dict(settings())["convert.keys"].choices
    found: dict[str, str] = {}
    for pair in written:
        field, _, key = (part.strip() for part in pair.partition("="))
        if field not in fields or not key:
            raise _wrong("--key", pair, "it is not FIELD=KEY", f"FIELD is one of {', '.join(fields)}")
        found[field] = key
    return found


def encoding_of(written: str) -> str:
    """Return the encoding *written*.

    Raises:
        UsageError: there is none of that name.
    """
    why, _, fix = check("convert.encoding", written)[1].partition(": ")
    if why:
        raise _wrong("--encoding", written, why, fix)
    return written


def _wrong(option: str, value: str, why: str, fix: str) -> UsageError:
    return UsageError(Problem(code="usage", what=f'"{value}" cannot be used as {option}', why=why, fix=fix))
