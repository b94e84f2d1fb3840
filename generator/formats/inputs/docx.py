"""Read a document of Word: its text by mammoth, with its images, and what its properties state.

The day on which a document was created is no publication date, so it gives none.
"""

import lzma
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, cast

from generator.formats.inputs.addresses import Addresses
from generator.formats.inputs.extras import missing
from generator.formats.inputs.fragments import document_of
from generator.formats.inputs.options import InputOptions, digest_of, read_whole
from generator.formats.inputs.stated import language_tag, one, split_tags
from generator.formats.inputs.streams import Memory, Readable
from generator.model import Given, SeedDocument
from generator.problems import Location, Problem

if TYPE_CHECKING:
    from lxml.etree import _Element

_PROPERTIES = "docProps/core.xml"
_DOCTYPE = "<!DOCTYPE"
_CODECS = ("ascii", "utf-16-le", "utf-16-be")
_DAMAGES = (zipfile.BadZipFile, zlib.error, lzma.LZMAError)
# What a document may have unpacked, as a multiple of what a text may have that is read at once.
_UNPACKED = 4
_MOST_PARTS = 10_000
_SUFFIXES = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp", "image/bmp": "bmp"}
_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
_CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_TITLE = '<h1 class="title">'
_STYLES = """
p[style-name='Title'] => h1.title:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Caption'] => p.caption:fresh
"""


class _Unfit(Exception):  # noqa: N818 - it never leaves this module
    """The file is no document of Word that may be opened; the text says why."""


def read(name: str, stream: Readable, options: InputOptions) -> Iterator[SeedDocument | Problem]:
    """Yield the text of the document in *stream*."""
    raw = read_whole(name, stream, options)
    if isinstance(raw, Problem):
        yield raw
        return
    try:
        import mammoth  # noqa: F401, PLC0415 - an extra
    except ImportError:
        yield missing(name, "documents of Word", "docx")
        return
    try:
        yield _document(name, raw, options)
    except _Unfit as error:
        yield _unreadable(name, str(error))


def _document(name: str, raw: bytes, options: InputOptions) -> SeedDocument:
    given, addresses = _given(_checked(raw, options)), Addresses()
    html = _html(raw, addresses)
    # The title among the properties is often that of the document it was copied from.
    is_titled = html.startswith(_TITLE)
    return document_of(name, html, digest_of(raw), given, addresses, is_titled=is_titled)


def _checked(raw: bytes, options: InputOptions) -> bytes:
    """Return the core properties of the archive *raw*, once it is known to be harmless.

    Raises:
        _Unfit: it is no archive, or one that is too large when it is unpacked, or whose XML declares something.
    """
    properties = b""
    try:
        with zipfile.ZipFile(cast("IO[bytes]", Memory(raw))) as archive:
            parts = archive.infolist()
            size = sum(part.file_size for part in parts)
            _refuse(f"unpacked it would have {size:,} bytes", when=size > options.largest * _UNPACKED)
            _refuse(f"it has {len(parts):,} parts", when=len(parts) > _MOST_PARTS)
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    content = archive.read(part)
                    # Word writes none, and what they declare could fill any memory.
                    is_declared = any(_DOCTYPE.encode(codec) in content for codec in _CODECS)
                    _refuse(f"{part.filename} has a document type declaration", when=is_declared)
                    properties = content if part.filename == _PROPERTIES else properties
    except (*_DAMAGES, LookupError, RuntimeError, EOFError, ValueError, OSError) as error:
        raise _Unfit(f"it is no archive that can be opened: {error}") from error
    return properties


def _refuse(why: str, *, when: bool) -> None:
    if when:
        raise _Unfit(why)


def _html(raw: bytes, addresses: Addresses) -> str:
    import mammoth  # noqa: PLC0415 - an extra

    def image(picture: "mammoth.documents.Image") -> dict[str, str]:
        suffix = _SUFFIXES.get(picture.content_type or "", "")
        if not suffix:
            return {"src": ""}
        with picture.open() as opened:
            return {"src": addresses.embed(opened.read(), suffix)}

    try:
        result = mammoth.convert_to_html(
            Memory(raw),
            convert_image=mammoth.images.img_element(image),
            style_map=_STYLES,
            include_default_style_map=True,
        )
    except Exception as error:  # a library for files of Word meets anything there, and has no errors of its own
        raise _Unfit(f"{type(error).__name__}: {error}") from error
    return str(result.value)


def _given(properties: bytes) -> Given:
    from lxml.etree import XMLParser, XMLSyntaxError, fromstring  # noqa: PLC0415 - as elsewhere

    try:
        root = fromstring(properties, XMLParser(resolve_entities=False, no_network=True)) if properties else None
    except XMLSyntaxError:
        root = None
    if root is None:
        return Given()
    author = _property(root, f"{_DUBLIN_CORE}creator")
    return Given(
        title=_property(root, f"{_DUBLIN_CORE}title"),
        authors=tuple(filter(None, map(one, author.split(";")))),
        tags=split_tags(_property(root, f"{_CORE}keywords")),
        language=language_tag(_property(root, f"{_DUBLIN_CORE}language")),
        summary=_property(root, f"{_DUBLIN_CORE}description") or None,
    )


def _property(root: "_Element", name: str) -> str:
    return one(root.findtext(name))


def _unreadable(name: str, why: str) -> Problem:
    return Problem(
        code="document-unreadable", what="this document of Word cannot be read", where=Location(name), why=why,
        fix="open it in a word processor and save it again, or save it as text",
    )  # fmt: skip
