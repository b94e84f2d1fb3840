"""Bring the images of a seed along: read those that lie beside it, and tell its article where the copies are.

A copy is named by its content, so that two seeds with one image share it and two images never take each other's place.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from posixpath import dirname, join, splitext

from msgspec import Struct

from generator.engine.digests import digest_bytes
from generator.engine.files import read_file
from generator.model import SeedDocument, SeedFile
from generator.steps.inputs import InputFile

FOLDER = "images"
_LONGEST_NAME = 40
_IMAGE = re.compile(r"!\[(?P<alt>(?:\\.|[^\]\\])*)\]\((?P<address>seed-file:\d+)\)")
_SIGNS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"BM")
_BOXED = (b"WEBP", b"ftypavif", b"ftypavis")


class Picture(Struct, frozen=True):
    """An image to be written as *name* into the folder ``images`` beside an article."""

    name: str
    data: bytes


def with_pictures(seed: SeedDocument, body: str, file: InputFile, limit: int) -> tuple[str, tuple[Picture, ...]]:
    """Return *body* with the addresses of the images that *seed* brings along, and those images.

    An image that does not lie at or below the folder of *file*, has more than *limit* bytes or is none keeps the
    address that it had on the web; without one, it goes.
    """
    if not seed.files:
        return body, ()
    wanted = {match["address"] for match in _IMAGE.finditer(body)}
    pictures = {one.address: _picture(one, file, limit) for one in seed.files if one.address in wanted}
    addresses = {one.address: one.otherwise for one in seed.files}
    addresses |= {address: f"{FOLDER}/{picture.name}" for address, picture in pictures.items() if picture}

    def placed(match: re.Match[str]) -> str:
        address = addresses.get(match["address"], "")
        return f"![{match['alt']}]({address})" if address else ""

    return _IMAGE.sub(placed, body), tuple(picture for picture in pictures.values() if picture)


def write_order(pictures: Sequence[Picture], article: str) -> Sequence[tuple[str, bytes]]:
    """Return where each of the *pictures* of the *article* goes."""
    return [(join(dirname(article), FOLDER, picture.name), picture.data) for picture in pictures]


def _picture(one: SeedFile, file: InputFile, limit: int) -> Picture | None:
    data = one.data
    if one.path and not one.path.startswith(("/", "..")):
        data = read_file(Path(file.root), join(dirname(file.path), one.path), limit)[0] or b""
    if not _is_image(data) or len(data) > limit:
        return None
    stem, suffix = splitext(one.name)
    return Picture(f"{stem[:_LONGEST_NAME]}-{digest_bytes(data).hex()[:8]}{suffix}" if one.path else one.name, data)


def _is_image(data: bytes) -> bool:
    return data.startswith(_SIGNS) or data[8:12] in _BOXED or data[4:12] in _BOXED
