"""Web archives: every page is a document, and nothing else is."""

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import codes, read

HTML = b"<html><head><title>A lamp</title></head><body><p>The council has bought a lamp.</p></body></html>"


def record(kind, block, media="application/http; msgtype=response", uri="https://a.example/lamp", **headers):
    fields = {"WARC-Type": kind, "WARC-Target-URI": uri, "WARC-Date": "2024-06-01T00:00:00Z", "Content-Type": media,
              "Content-Length": len(block), **headers}  # fmt: skip
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return b"WARC/1.0\r\n" + head.encode() + b"\r\n" + block + b"\r\n\r\n"


def answer(body=HTML, media="text/html", status="200 OK", **headers):
    fields = {"Content-Type": media, **{name.replace("_", "-"): value for name, value in headers.items()}}
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


def chunked(body):
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (body[:9], body[9:])) + b"0\r\n\r\n"


ARCHIVE = b"".join([
    record("warcinfo", b"software: x\r\n", "application/warc-fields"), record("request", b"GET / HTTP/1.1\r\n\r\n", "application/http; msgtype=request"),
    record("response", answer()), record("response", answer(status="404 Not Found"), uri="https://a.example/gone"),
    record("response", answer(b"\x89PNG", "image/png"), uri="https://a.example/a.png"),
    record("response", answer(b"Plain words.", "text/plain; charset=utf-8"), uri="https://a.example/plain"),
    record("conversion", "Grüße.".encode(), "text/plain", uri="https://a.example/wet"),
])  # fmt: skip


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_each_page_of_an_archive_is_a_document(pack):
    documents, problems = read(pack(ARCHIVE), "seeds/a.warc")

    assert [one.path for one in documents] == [
        f"seeds/a.warc#https://a.example/{name}" for name in ("lamp", "plain", "wet")
    ]
    assert [one.given.url for one in documents] == [f"https://a.example/{name}" for name in ("lamp", "plain", "wet")]
    assert "The council has bought a lamp." in documents[0].text
    assert documents[2].text == "Grüße."
    assert problems == []


def test_the_time_of_the_fetch_is_no_date():
    assert {one.given.date for one in read(ARCHIVE, "a.warc")[0]} == {None}


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress("Grüße.".encode(), mtime=0), {"Content_Encoding": "gzip"}),
        (zlib.compress("Grüße.".encode()), {"Content_Encoding": "deflate"}), (chunked("Grüße.".encode()), {"Transfer_Encoding": "chunked"}),
        (chunked(gzip.compress("Grüße.".encode(), mtime=0)), {"Transfer_Encoding": "chunked", "Content_Encoding": "gzip"}),
        ("Grüße.".encode(), {"Transfer_Encoding": "chunked"}), ("Grüße.".encode("latin-1"), {"media": "text/plain; charset=iso-8859-1"}),
    ],
)  # fmt: skip
def test_what_a_server_sent_is_unwrapped(body, headers):
    (document,), problems = read(record("response", answer(body, **{"media": "text/plain", **headers})), "a.warc")

    assert (document.text, problems) == ("Grüße.", [])


def test_bad_records_do_not_stop_the_others():
    bad = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: many\r\n\r\n"
    packed = record("response", answer(b"\x1b\x1b", Content_Encoding="br"))
    bomb = record("response", answer(gzip.compress(b"\n" * 900_000), "text/plain", Content_Encoding="gzip"))
    large = record("response", answer(b"x" * 200_000, "text/plain"))
    late = record("response", answer())[:-90]

    documents, problems = read(bad + packed + bomb + large + ARCHIVE + late, "a.warc", largest=100_000)

    assert len(documents) == 3
    assert codes(problems) == ["record-unreadable"] * 5
    assert {one.severity for one in problems} == {"warning"}


def test_an_archive_without_a_page_says_so():
    assert codes(read(record("request", b"GET / HTTP/1.1\r\n\r\n"), "a.warc")[1]) == ["archive-empty"]


@given(st.binary(max_size=60), st.data())
def test_damage_anywhere_gives_documents_or_problems(noise, data):
    raw = bytearray(ARCHIVE)
    at = data.draw(st.integers(0, len(raw)))
    raw[at : at + data.draw(st.integers(0, 60))] = noise

    documents, problems = read(bytes(raw), "a.warc")

    assert documents or problems
