"""Read single values: the text that was written becomes what it means, or the reason why it cannot.

Each reader takes the setting and the text and returns the value or a :class:`Refusal`.
"""

import codecs
import re
from collections.abc import Callable, Mapping
from posixpath import normpath

from msgspec import Struct

from generator.config.schema import Setting
from generator.yaml_places import suggest

_NUMBER = re.compile(r"-?[0-9]{1,12}\Z")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")
_CODE = re.compile(r"[a-z]{2,3}\Z")
_URL = re.compile(r"(https?)://([^/?#@\s\\]+)(/[^?#\s\\<>\x22]*)?\Z", re.IGNORECASE)
_LINK = re.compile(r"(/|https?://|mailto:)[^\s\\]*\Z")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}\Z")
_PART = re.compile(r'[^\\:*?"<>|\x00-\x1f\x7f]{1,200}\Z')
# What a permalink pattern may use; `_DISTINCT` can tell two articles apart.
TOKENS = ("year", "month", "day", "slug", "section", "path", "title", "id")
_DISTINCT = frozenset(["slug", "title", "path", "id"])
_TOKEN = re.compile(r":([A-Za-z_]+)")
# What lies in these is somebody's work, not a build's.
_TAKEN = frozenset(["content", "seeds", "themes", ".seedpress", ".git"])


class Refusal(Struct, frozen=True):
    """Why a value cannot be used, and what to write."""

    why: str
    fix: str


def text(setting: Setting, written: str) -> str | Refusal:
    """One line of text; line breaks and runs of spaces become one space."""
    found = " ".join(written.split())
    if not found and setting.required:
        return Refusal("it is empty", f"write a {setting.name}, or remove the line")
    return found


def flag(_: Setting, written: str) -> bool | Refusal:
    """``true`` or ``false``."""
    return {"true": True, "false": False}.get(written.lower(), Refusal("it is neither", "write `true` or `false`"))


def number(setting: Setting, written: str) -> int | Refusal:
    """A whole number, not below what the setting bears."""
    digits = written.replace("_", "")
    if not _NUMBER.match(digits):
        return Refusal("it is not a whole number", f"write digits only, as `{setting.name}: {setting.example}`")
    if int(digits) < setting.least:
        return Refusal(f"it is below {setting.least}", f"write {setting.least} or more")
    return int(digits)


def choice(setting: Setting, written: str) -> str | Refusal:
    """One of the words that the setting knows."""
    if written in setting.choices:
        return written
    near = suggest(written, setting.choices)
    listed = " or ".join(f"`{word}`" for word in setting.choices)
    return Refusal("it is not one of the words that count here", f"write {f'`{near}`' if near else listed}")


def url(_: Setting, written: str) -> str | Refusal:
    """An absolute web address without query or fragment, in ASCII, that ends with a slash."""
    found = _URL.match(written)
    if not found:
        return Refusal("it is not a whole address on the web", "write it from `https://` on, without `?` and `#`")
    scheme, host, path = found[1].lower(), found[2].lower(), found[3] or "/"
    if {".", ".."} & set(path.split("/")):
        return Refusal("`.` and `..` lead nowhere in it", "write the folder itself, as `https://example.org/paper/`")
    if not re.fullmatch(r"[^:]+(:[0-9]{1,5})?|\[[0-9a-f:.]+\](:[0-9]{1,5})?", host):
        return Refusal("its host is not the name of a machine", "write a host, as `https://example.org/`")
    if not written.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            return Refusal("its host is not the name of a machine", "write a host, as `https://example.org/`")
        from urllib.parse import quote  # noqa: PLC0415 - few addresses need it

        path = quote(path, safe="/%:@!$&'()*+,;=~-._")
    return f"{scheme}://{host}{path.rstrip('/')}/"


def language(_: Setting, written: str) -> str | Refusal:
    """A language tag, by its form (BCP 47)."""
    if _LANGUAGE.match(written):
        return written
    fixed = written.replace("_", "-")
    return Refusal("it is not a language tag", f"write `{fixed if _LANGUAGE.match(fixed) else 'en'}`, say")


def encoding(_: Setting, written: str) -> str | Refusal:
    """The name of an encoding of text."""
    try:
        is_encoding = not written or bool(_NAME.match(written) and codecs.lookup(written))
    except (LookupError, ValueError):
        is_encoding = False
    if is_encoding:
        return written
    return Refusal("nobody knows an encoding of that name", "write `windows-1252`, `shift_jis`, `koi8-r` or the like")


def key(setting: Setting, written: str) -> str | Refusal:
    """The name of a key of a record."""
    return written.strip() or Refusal("it is empty", f"write the name of a key, as in `{setting.example}`")


def phrase_language(written: str) -> Refusal | None:
    """Whether phrases may be given for the language *written*: a code of ISO 639, or ``all``."""
    if _CODE.match(written):
        return None
    return Refusal("phrases are given by the code of their language", "write a code as `en`, or `all`")


def timezone(_: Setting, written: str) -> str | Refusal:
    """A zone of the time zone database."""
    if written == "UTC":
        return written
    import zoneinfo  # noqa: PLC0415 - UTC needs none of it

    try:
        return zoneinfo.ZoneInfo(written).key
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        zones = zoneinfo.available_timezones()
    ending = {zone.rpartition("/")[2].casefold(): zone for zone in sorted(zones)}
    near = ending.get(written.replace(" ", "_").casefold()) or suggest(written, zones)
    fix = f"write `{near}`" if near else "write a zone as `Europe/London`, or `UTC`"
    return Refusal("the time zone database does not have it", fix)


def name(_: Setting, written: str) -> str | Refusal:
    """The name of a folder, which is no path."""
    return written if _NAME.match(written) else Refusal("it is not the name of a folder", "write a name, as `default`")


def path(_: Setting, written: str) -> str | Refusal:
    """A path in the site; slashes at its ends say nothing."""
    found = written.strip("/")
    if found and all(_PART.match(part) and part.strip(". ") == part for part in found.split("/")):
        return found
    return Refusal("it is not a path inside the site", "write names with single slashes between, as `topics`")


def folder(_: Setting, written: str) -> str | Refusal:
    """A folder of ``content/``."""
    found = written.strip("/")
    if found and all(_PART.match(part) and part.strip(". ") == part for part in found.split("/")):
        return found
    return Refusal("it is not a folder inside `content/`", "write a name, as `articles` or `news/local`")


def output(_: Setting, written: str) -> str | Refusal:
    """A folder of its own: not the project, nor above it, nor one of the folders a site is made from."""
    found = normpath(written) if written.strip() else ""
    if not found or found.strip("/") in {"", "."} or set(found.split("/")) <= {"..", "."}:
        return Refusal("it is the project itself or a folder that holds it", "name a folder of its own, as `site`")
    if found.split("/")[0] in _TAKEN:
        return Refusal("it is one of the folders that the site is made from", "name a folder of its own, as `site`")
    if found.startswith("~") or "\\" in found:
        return Refusal("`~` and `\\` have no meaning in it", "write it from the project's folder on, or from `/` on")
    return found


def pattern(_: Setting, written: str) -> str | Refusal:
    """A permalink pattern whose tokens exist and tell articles apart."""
    if not written.startswith("/") or re.search(r"\s|\\|//", written):
        return Refusal("a permalink starts with a slash", "write it as `/:year/:slug/`")
    if {".", ".."} & set(written.split("/")):
        return Refusal("`.` and `..` lead nowhere in it", "write it as `/:year/:slug/`")
    tokens = _TOKEN.findall(written)
    unknown = next((token for token in tokens if token not in TOKENS), "")
    if unknown:
        near = suggest(unknown, TOKENS)
        listed = ", ".join(f"`:{token}`" for token in TOKENS)
        return Refusal(f"there is no token `:{unknown}`", f"write `:{near}`" if near else f"use {listed}")
    if not _DISTINCT.intersection(tokens):
        return Refusal("every article would get the same address", "use `:slug`, `:title`, `:path` or `:id` in it")
    return written


def link(_: Setting, written: str) -> str | Refusal:
    """A permalink, or an address on the web."""
    if _LINK.match(written):
        return written
    return Refusal("it is neither a permalink nor an address", "write it as `/about/` or `https://example.org/`")


READERS: Mapping[str, Callable[[Setting, str], object]] = {
    "choice": choice,
    "encoding": encoding,
    "flag": flag,
    "folder": folder,
    "language": language,
    "link": link,
    "name": name,
    "number": number,
    "output": output,
    "path": path,
    "text": text,
    "timezone": timezone,
    "url": url,
}
