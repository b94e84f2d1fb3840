"""Whatever a file holds, reading it gives documents and problems, and never an exception."""

from hypothesis import given
from hypothesis import strategies as st
from reading import read

from generator.formats.text import clean

NAMES = [
    f"seeds/a.{end}"
    for end in ("txt", "html", "xml", "json", "jsonl", "csv", "tsv", "md", "docx", "warc", "gz", "zst", "zip", "")
]
BEGINNINGS = [b"", b"{", b"[{", b"<html>", b"<?xml version='1.0'?><rss>", b"<feed xmlns='http://www.w3.org/2005/Atom'>", b"WARC/1.0\r\n", b"PK\x03\x04",
              b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"\xff\xfe", b"\xfe\xff", b"---\n", b"title,text\n", b"{{", b"%PDF-1.4", b"\x89PNG\r\n\x1a\n"]  # fmt: skip


@given(st.sampled_from(BEGINNINGS), st.binary(max_size=300) | st.text(max_size=100).map(lambda text: text.encode("utf-8", "replace")),
       st.sampled_from(NAMES), st.sampled_from(["", "latin-1", "utf-16", "big5"]))  # fmt: skip
def test_any_bytes_give_documents_or_problems(beginning, rest, name, encoding):
    raw = beginning + rest

    documents, problems = read(raw, name, encoding=encoding)

    assert documents or problems
    assert all(clean(one.text) == one.text for one in documents)
    assert all(one.path.startswith(name) for one in documents)
