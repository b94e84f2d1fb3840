"""What kind of input a file is, from its first bytes and, where these leave it open, its name."""

import bz2
import gzip
import json
import lzma
import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.formats.inputs.sniff import HEAD, kind_of

KINDS = {
    "text", "html", "feed", "wxr", "xml", "json-feed", "json", "jsonl", "csv", "markdown", "docx", "warc", "gzip",
    "zstd", "zip", "binary",
}  # fmt: skip
PAGE = b"<!DOCTYPE html>\n<html><head><title>A</title></head><body><p>One.</p></body></html>"
PROSE = b"A lamp\n\nThe council has bought a lamp.\n"
RSS = b'<?xml version="1.0"?>\n<!-- made -->\n<rss version="2.0"><channel><title>A</title></channel></rss>'
ATOM = b'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>A</title></feed>'
WXR = b'<?xml version="1.0"?><rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel/></rss>'
RDF = b'<rdf:RDF xmlns:rdf="x" xmlns="http://purl.org/rss/1.0/"><channel/></rdf:RDF>'
FEED = b'{"version": "https://jsonfeed.org/version/1.1", "items": []}'
RECORD = b'{"text": "One.", "url": "https://a.example/"}'


def zipped(*names):
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x" * 50)
    return out.getvalue()


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (PROSE, "text"), (PAGE, "html"), (b"<html><body>x", "html"), (b"<!-- a --><div>x</div>", "html"),
        (RSS, "feed"), (ATOM, "feed"), (RDF, "feed"), (WXR, "wxr"), (RSS.decode().encode("utf-16"), "feed"),
        (FEED, "json-feed"), (RECORD, "jsonl"), (RECORD + b"\n" + RECORD, "jsonl"), (RECORD + b"\nhostile", "jsonl"),
        (b"[" + RECORD + b"]", "json"), (json.dumps({"text": "One."}, indent=1).encode(), "json"),
        (b'"title","text"\n"A","One."', "csv"), (b"title\ttext\nA\tOne.", "csv"),
        (zipped("[Content_Types].xml", "word/document.xml"), "docx"), (zipped("a.txt"), "zip"),
        (zipped("xl/workbook.xml"), "binary"), (gzip.compress(PROSE, mtime=0), "gzip"), (bz2.compress(PROSE), "binary"),
        (lzma.compress(PROSE), "binary"), (b"\x28\xb5\x2f\xfd\x00", "zstd"), (b"WARC/1.0\r\n", "warc"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary"), (b"%PDF-1.7\n%\xe2\xe3", "binary"),
        (b"\x7fELF\x02\x01\x01\x00", "binary"), (bytes(range(256)), "text"), (b"\x00\x01\x02" * 40, "binary"),
        (b'<?xml version="1.0"?><note>x</note>', "xml"), (b"", "text"), (b"<3 this", "text"), (b"[1] A note", "text"),
        (b"BZh is how it begins", "text"), (b"GIF89a is a format.", "text"), (b"{{ page.title }}", "text"),
        ("Grüße".encode("utf-16-le") * 9, "text"),
    ],
)  # fmt: skip
def test_content_tells_the_kind(head, kind):
    assert kind_of(head, "seeds/unnamed") == kind


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        (PROSE, "a.md", "markdown"), (b"---\ntitle: A\n---\nx", "a.md", "markdown"), (b"---\ntitle: A\n---\n", "a.txt", "text"),
        (PAGE, "a.txt", "html"), (b"<html> is the tag a page begins with.\n", "a.txt", "text"), (b"<p>One.</p>", "a.txt", "text"),
        (b"<p>One.</p>", "a.html", "html"), (PROSE, "a.html", "text"), (PAGE, "a.md", "markdown"), (PAGE, "a.json", "html"),
        (b'{"a": 1}\n\nThis is how JSON looks.', "a.txt", "text"), (RECORD + b"\n" + RECORD, "a.txt", "jsonl"),
        (b'{"text": "One', "a.jsonl", "jsonl"), (b"broken\n" + RECORD, "a.jsonl", "jsonl"), (b"", "a.jsonl", "jsonl"),
        (b"a,b\n1,2", "a.csv", "csv"), (b"a,b\n1,2", "a.txt", "text"), (b"Title, text, url: these are columns", "a.txt", "text"),
        (RSS, "a.txt", "feed"), (b"{oops", "a.json", "json"), (PROSE, "a.TXT.gz", "text"), (PROSE, "a.md.zst", "markdown"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a.txt", "binary"), (PROSE, "b.zip#a.md", "markdown"),
    ],
)  # fmt: skip
def test_the_name_settles_what_content_cannot(head, name, kind):
    assert kind_of(head, name) == kind


@given(st.one_of(st.binary(max_size=HEAD), st.text(alphabet='<>{}[]"!-?/ \nahtmlrsdoctype:,', max_size=400).map(str.encode)),
       st.sampled_from(["a", "a.txt", "a.html", "a.json", "a.jsonl", "a.csv", "a.md", "a.xml", "a.gz"]))  # fmt: skip
def test_any_bytes_have_a_kind(head, name):
    assert kind_of(head, name) in KINDS
