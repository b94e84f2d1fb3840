"""The marks between which both sides of a conflict stand in a merged article, and where a text has them."""

from generator.problems import Location, Problem

BEGIN = "<<<<<<< edited by hand"
MIDDLE = "======="
END = ">>>>>>> converted anew"
# Front matter must stay readable, since it says which seed an article is from: there the marks are comments.
COMMENT = "# "


def conflicts(text: str) -> tuple[int, ...]:
    """Return the numbers of the lines of *text* at which conflicts begin; of one whose beginning is gone, its end."""
    if BEGIN not in text and END not in text:
        return ()
    found: list[int] = []
    is_open = False
    for number, line in enumerate(text.split("\n"), 1):
        mark = line.removeprefix(COMMENT).rstrip()
        if mark == BEGIN or (mark == END and not is_open):
            found.append(number)
        is_open = mark == BEGIN or (is_open and mark != END)
    return tuple(found)


def unmerged(path: str, text: str) -> tuple[Problem, ...]:
    """Return an error for each conflict in *text*, the article at *path*."""
    return tuple(
        Problem(
            code="merge-conflict", where=Location(path, line), what="two versions of this passage wait to be made one",
            why="its seed and a person changed it in different ways",
            fix="keep what is right of both, and remove the lines that begin with <<<<<<<, ======= and >>>>>>>",
        )
        for line in conflicts(text)
    )  # fmt: skip
