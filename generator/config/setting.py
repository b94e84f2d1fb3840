"""What is declared of a single key of ``seedpress.yaml``."""

from typing import Literal

from msgspec import Struct

Kind = Literal[
    "choice", "encoding", "flag", "folder", "group", "keys", "language", "lines", "link", "mapping", "menu", "name",
    "number", "output", "path", "patterns", "phrases", "text", "texts", "timezone", "url",
]  # fmt: skip


class Setting(Struct, frozen=True, kw_only=True):
    """One key: *kind* says how its value is read, *doc* what it is for, *example* is YAML as one would write it.

    *choices* are the words a ``choice`` may be, and the fields of ``keys``; *least* is the smallest ``number``. A
    ``text`` that is *required* may not be empty; *settings* are the keys of a ``group``.
    """

    name: str
    kind: Kind
    doc: str
    example: str = ""
    choices: tuple[str, ...] = ()
    least: int = 0
    required: bool = False
    settings: tuple["Setting", ...] = ()
