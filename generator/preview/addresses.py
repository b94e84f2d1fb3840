"""Find the output that an address stands for, among those that are planned and nowhere else.

The address is never joined to a folder: what is not in the plan does not exist, whatever its spelling.
"""

from collections.abc import Collection
from typing import Literal
from urllib.parse import quote

from msgspec import Struct


class Found(Struct, frozen=True):
    """An address: the *output* it shows, the address it *moved* to, or neither."""

    fate: Literal["shown", "moved", "missing"]
    output: str = ""
    moved: str = ""


_MISSING = Found("missing")


def find(address: str, base: str, outputs: Collection[str]) -> Found:
    """Return what *address* (decoded, without the query) shows in a site that lies under *base*.

    As hosts do it, ``/a/`` shows ``a/index.html`` and ``/a`` leads to ``/a/``. The top of the server leads to
    *base*.
    """
    if (address and f"{address}/" == base) or (address == "/" and base != "/"):
        return Found("moved", moved=quote(base))
    if not address.startswith(base):
        return _MISSING
    path = address.removeprefix(base)
    if path == "" or path.endswith("/"):
        path += "index.html"
    if path in outputs:
        return Found("shown", output=path)
    if f"{path}/index.html" in outputs:
        return Found("moved", moved=quote(f"{address}/"))
    return _MISSING
