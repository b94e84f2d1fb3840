"""Say which extra of Seedpress reads a kind of seed, when the library is not installed."""

from generator.problems import Location, Problem


def missing(name: str, kinds: str, extra: str) -> Problem:
    """Return the problem that the file *name* cannot be read, since *kinds* need the *extra*."""
    return Problem(
        code="extra-missing", what=f"{kinds} cannot be read by this installation", where=Location(name),
        why=f"the library for them comes with the extra `{extra}`", fix=f"run `pip install 'seedpress[{extra}]'`",
    )  # fmt: skip
