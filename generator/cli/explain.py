"""``seedpress explain``: why a page would be built again, or what a code means."""

import re
from pathlib import Path

import click

from generator.cli import COMMANDS
from generator.cli.call import Call, Verb, moment, pass_call

_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_INPUTS = 20


@click.command(
    "explain",
    cls=Verb,
    help=COMMANDS["explain"] + " PATH is an output, a permalink or a source of the site.",
)
@click.argument("path", metavar="PATH|CODE")
@click.option("--json", "as_json", is_flag=True, help="Write the answer as JSON.")
@pass_call
def command(call: Call, *, path: str, as_json: bool) -> int:  # noqa: ARG001 - the call reads it
    """Explain an output or a code."""
    from generator.cli.reports import tell

    meaning = meaning_of(path) if _CODE.match(path) and not Path(path).exists() else ""
    if not meaning:
        return _explain_output_or_guess(call, path)
    address = f"docs/errors.md#{path}"
    if call.json:
        tell(call, 0, code=path, meaning=meaning, documentation=address)
    else:
        call.out.line(f"{path}\n\n{meaning}\n\nSee {address}")
    return 0


def _explain_output_or_guess(call: Call, path: str) -> int:
    """Explain the output at *path*; where there is none, say so, with the code that may have been meant."""
    from generator.problems import NothingMatched

    try:
        return _explain_output(call, path)
    except NothingMatched as error:
        near = _near_code(path)
        if not near:
            raise
        from msgspec import structs

        problems = (structs.replace(problem, fix=f"write `{near}`; or {problem.fix}") for problem in error.problems)
        raise NothingMatched(*problems) from None


def _near_code(word: str) -> str:
    from difflib import get_close_matches

    codes = re.findall(r"^### `?([a-z0-9-]+)`?$", _codes_page(), re.MULTILINE)
    return next(iter(get_close_matches(word, codes, n=1, cutoff=0.8)), "")


def _explain_output(call: Call, path: str) -> int:
    from generator import build
    from generator.cli.reports import tell
    from generator.cli.streams import escaped

    root = call.site()
    found = build.explain(root, _below(root, path), build.BuildOptions(now=moment()))
    if call.json:
        tell(
            call, 0, path=found.path, kind=found.kind, stale=bool(found.reason), reason=found.reason or None,
            last_reason=found.last_reason or None, sources=list(found.sources), inputs=list(found.inputs),
        )  # fmt: skip
        return 0
    call.out.line(f"{escaped(found.path)} ({found.kind})")
    call.out.line(
        f"    stale: {escaped(found.reason)}" if found.reason else "    fresh: nothing it is made from changed"
    )
    if found.last_reason:
        call.out.line(f"    last made because: {escaped(found.last_reason)}")
    for label, names in (("shows", found.sources), ("made from", found.inputs)):
        for name in names[:_INPUTS]:
            call.out.line(f"    {label}: {escaped(name)}")
        if len(names) > _INPUTS:
            call.out.line(f"    {label}: and {len(names) - _INPUTS} more; --json shows all of them")
    return 0


def _below(root: Path, path: str) -> str:
    """Return *path* as the project knows it: relative to *root* if it names a file there."""
    place = Path(path).absolute()
    if place.exists() and place.is_relative_to(root) and place != root:
        return place.relative_to(root).as_posix()
    return path


def meaning_of(code: str) -> str:
    """Return what the documentation says of *code*, "" if it has no such code."""
    found = re.search(rf"^### `?{re.escape(code)}`?\n(.*?)(?=^##|\Z)", _codes_page(), re.MULTILINE | re.DOTALL)
    return found[1].strip() if found else ""


def _codes_page() -> str:
    """Return the page of the documentation that has every code."""
    import generator

    package = Path(generator.__file__).parent
    for page in (package / "_docs" / "errors.md", package.parent / "docs" / "errors.md"):
        try:
            return page.read_text(encoding="utf-8")
        except OSError:
            continue
    return ""
