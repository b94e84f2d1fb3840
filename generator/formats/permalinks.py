"""Turn a permalink pattern into the path of a page, and a permalink into the path of its file.

Every path that the site writes is judged by ``check_path``, whatever it was made from.
"""

import re
import unicodedata
from collections.abc import Mapping

from generator.config.checks import TOKENS
from generator.formats.slugs import is_windows_name, slugify

LONGEST_PART = 255
LONGEST_PATH = 1024

_TOKEN = re.compile(r":([A-Za-z_]+)")
_MADE_SLUGS = frozenset({"title", "id"})
_SLASHES = re.compile("/{2,}")
_EXTENSION = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,7}\Z")
_CONTROLS = frozenset({"Cc", "Cs", "Zl", "Zp"})
_WINDOWS_CHARACTERS = re.compile(r'[<>:"|?*]')


def expand(pattern: str, values: Mapping[str, str]) -> tuple[str, str]:
    """Return the permalink that *pattern* gives with *values*, and "" or the reason why there is none.

    Tokens without a value vanish with their slash, but ``:year`` becomes ``undated``; ``:title`` and ``:id``
    are made into slugs. A text without tokens is a pattern too.
    """
    parts: list[str] = []
    for position, piece in enumerate(_TOKEN.split(pattern)):
        if position % 2 == 0:
            parts.append(piece)
        elif piece not in TOKENS:
            return "", f":{piece} is no token"
        else:
            parts.append(_value(piece, values))
    permalink = normalise("".join(parts))
    reason = check_path(output_path(permalink))
    return ("", reason) if reason else (permalink, "")


def _value(name: str, values: Mapping[str, str]) -> str:
    value = values.get(name, "")
    if name == "year":
        return value or "undated"
    return slugify(value) if name in _MADE_SLUGS else value


def normalise(permalink: str) -> str:
    """Return *permalink* with one slash in front, single slashes inside, and one behind unless it names a file."""
    path = _SLASHES.sub("/", "/" + unicodedata.normalize("NFC", permalink))
    return path if path.endswith("/") or _EXTENSION.search(path) else path + "/"


def from_output_path(path: str) -> str:
    """Return the permalink of the file *path*: ``a/index.html`` is ``/a/``; other files keep their name."""
    folder, _, name = path.rpartition("/")
    if name != "index.html":
        return "/" + path
    return f"/{folder}/" if folder else "/"


def output_path(permalink: str) -> str:
    """Return the path of the file that answers *permalink*: ``/a/`` is ``a/index.html``, ``/a.html`` itself."""
    path = permalink.removeprefix("/")
    if not path or path.endswith("/"):
        return path + "index.html"
    return path if _EXTENSION.search(path) else path + "/index.html"


def check_path(path: str) -> str:
    """Return why the file *path* cannot be written below the output directory, "" when it can.

    Refuses what leaves the directory and what one of the common systems cannot store, on every system:
    a site must not depend on where it was built.
    """
    if not path:
        return "it is empty"
    if path.startswith("/") or path.endswith("/"):
        return "it is no relative path of a file"
    if path != unicodedata.normalize("NFC", path):
        return "it is not in Unicode form NFC"
    if len(path.encode("utf-8", "surrogatepass")) > LONGEST_PATH:
        return f"it is longer than {LONGEST_PATH} bytes"
    return next((reason for part in path.split("/") if (reason := _check_part(part))), "")


def _check_part(part: str) -> str:
    folded = unicodedata.normalize("NFKC", part)
    found = _WINDOWS_CHARACTERS.search(part)
    # Judged in this order: what could leave the directory first, then what a system cannot store.
    verdicts = (
        (not part, "it has an empty part between two slashes"),
        ("\\" in folded, "it contains a backslash"),
        (".." in folded.split("/") or folded == ".", f'it contains "{part}"'),
        (any(unicodedata.category(character) in _CONTROLS for character in part), "it contains a control character"),
        (found is not None, f'it contains "{found.group() if found else ""}"'),
        (part.endswith((".", " ")), "a part of it ends with a dot or a space"),
        (is_windows_name(part), f'Windows keeps the name "{part}" for a device'),
        (
            len(part.encode("utf-8", "surrogatepass")) > LONGEST_PART,
            f"a part of it is longer than {LONGEST_PART} bytes",
        ),
    )
    return next((reason for is_so, reason in verdicts if is_so), "")
