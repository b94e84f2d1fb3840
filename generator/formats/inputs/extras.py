"""Problems that all readers of seeds have in common."""

from msgspec import structs

from generator.problems import Location, Problem


def missing(name: str, kinds: str, extra: str) -> Problem:
    """Return the problem that the file *name* cannot be read, since *kinds* need the *extra*."""
    return Problem(
        code="extra-missing", what=f"{kinds} cannot be read by this installation", where=Location(name),
        why=f"the library for them comes with the extra `{extra}`", fix=f"run `pip install 'seedpress[{extra}]'`",
    )  # fmt: skip


def mild(problem: Problem) -> Problem:
    """Return *problem* as a warning at most: of many texts in a file, one that is none must not stop the others."""
    return structs.replace(problem, severity="warning") if problem.is_error else problem
