"""Tell from its first bytes what a file that is not text is: from bytes to a name such as ``a PNG picture``.

The signatures are those of the formats' own specifications, as gathered in the magic database of ``file(1)``.
"""

_NUL_SHARE = 100

# Those with a byte that no text has decide alone; a text may begin with ``BM`` or ``GIF89a``, but has no NUL.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"BM", "a BMP picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"8BPS", "a Photoshop picture"),
    (b"%PDF-1.", "a PDF document"),
    (b"%PDF-2.", "a PDF document"),
    (b"%!PS-Adobe-", "a PostScript document"),
    (b"{\\rtf1", "an RTF document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (b"\x7fELF", "a program (ELF)"),
    (b"\xca\xfe\xba\xbe", "a program (Mach-O or Java)"),
    (b"\xcf\xfa\xed\xfe", "a program (Mach-O)"),
    (b"\x00asm", "a program (WebAssembly)"),
    (b"MZ", "a program (Windows)"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"PAR1", "a Parquet table"),
    (b"ARROW1", "an Arrow table"),
    (b"\x93NUMPY", "a NumPy array"),
    (b"\x89HDF\r\n\x1a\n", "an HDF5 file"),
    (b"BZh91AY&SY", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x1f\x9d", "a compress archive"),
    (b"\x04\x22\x4d\x18", "an LZ4 archive"),
    (b"ID3", "an MP3 recording"),
    (b"\xff\xfb", "an MP3 recording"),
    (b"OggS", "an Ogg recording"),
    (b"fLaC", "a FLAC recording"),
    (b"\x1a\x45\xdf\xa3", "a Matroska film"),
    (b"\x00\x01\x00\x00\x00", "a font"),
    (b"OTTO", "a font"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
)
# What begins with a name of the family has the name of the kind further on.
_FAMILIES: tuple[tuple[bytes, int, bytes, str], ...] = (
    (b"RIFF", 8, b"WEBP", "a WebP picture"),
    (b"RIFF", 8, b"WAVE", "a WAV recording"),
    (b"RIFF", 8, b"AVI ", "an AVI film"),
    (b"", 4, b"ftypavif", "an AVIF picture"),
    (b"", 4, b"ftyphei", "a HEIC picture"),
    (b"", 4, b"ftyp", "an MP4 film"),
    (b"", 257, b"ustar", "a tar archive"),
)
_ZIPPED: tuple[tuple[bytes, str], ...] = (
    (b"mimetypeapplication/epub+zip", "an EPUB book"),
    (b"mimetypeapplication/vnd.oasis.opendocument.", "an OpenDocument file"),
    (b"xl/", "an Excel workbook"),
    (b"ppt/", "a PowerPoint presentation"),
    (b"META-INF/MANIFEST.MF", "a Java archive"),
)
# These are text to the letter, and nothing that a person reads.
_TEXTUAL = (b"BZh91AY&SY", b"%PDF-", b"%!PS", b"{\\rtf")
_VISIBLE = frozenset(range(0x20, 0x7F))


def name_of(head: bytes) -> str:
    """Return what the file that begins with *head* is if it is not text, "" if it may be text.

    What is compressed or an archive of documents has no name here: it can be read.
    """
    if head.startswith(b"PK\x03\x04"):
        return next((name for sign, name in _ZIPPED if sign in head), "")
    known = next((name for sign, name in _SIGNATURES if head.startswith(sign) and _decides(sign, head)), "")
    return known or next((name for first, at, sign, name in _FAMILIES if _is_of(head, first, at, sign)), "")


def is_binary(head: bytes) -> bool:
    """Whether NUL bytes are more than one in a hundred of *head*, which no text in an encoding of bytes has."""
    return head.count(0) * _NUL_SHARE > len(head)


def _decides(sign: bytes, head: bytes) -> bool:
    alone = not _VISIBLE.issuperset(sign) or sign.startswith(_TEXTUAL)
    return alone or 0 in head


def _is_of(head: bytes, first: bytes, at: int, sign: bytes) -> bool:
    return head.startswith(first) and head.startswith(sign, at) and 0 in head
