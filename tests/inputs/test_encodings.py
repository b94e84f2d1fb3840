"""How the bytes of a seed become text, and what is said of those that cannot."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import codes, read

from generator.formats.inputs.encodings import codec_for, declared_in, decode, known, recoded
from generator.formats.inputs.streams import Stream

GERMAN = "Die Brücke über die Förde\n\nSie wird für größere Schiffe geöffnet, sagte die Bürgermeisterin.\n"
RUSSIAN = "Фонарь на причале\n\nСовет купил фонарь, чтобы осветить причал в тёмные вечера.\n"
JAPANESE = "桟橋の灯り\n\n町議会は桟橋のために新しい灯りを買いました。金曜日に点灯されます。\n"
KOREAN = "부두의 등불\n\n의회는 부두를 위해 새 등불을 샀습니다. 금요일에 불이 켜집니다.\n"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_believed(encoding):
    (document,), problems = read(GERMAN.encode(encoding))

    assert document.text == GERMAN
    assert codes(problems) == ([] if encoding == "utf-8-sig" else ["encoding-converted"])


@pytest.mark.parametrize(
    ("text", "encoding", "named"),
    [
        (GERMAN, "cp1252", "Windows-1252"), (RUSSIAN, "cp1251", "Windows-1251"), (RUSSIAN, "koi8-r", "KOI8-R"),
        (JAPANESE, "cp932", "Shift JIS"), (JAPANESE, "euc-jp", "EUC-JP"), (KOREAN, "cp949", "EUC-KR"),
        (RUSSIAN, "utf-16-le", "UTF-16LE"), (RUSSIAN, "utf-16-be", "UTF-16BE"),
    ],
)  # fmt: skip
def test_what_nobody_declared_is_refused_with_a_guess_and_a_way_out(text, encoding, named):
    documents, (problem,) = read(("Plain.\n" + text).encode(encoding))

    assert documents == []
    assert (problem.code, problem.severity) == ("encoding", "error")
    assert named in problem.what + problem.why
    assert "iconv -f " in problem.fix
    assert "seeds/a.txt" in problem.fix


def test_the_offset_of_the_first_wrong_byte_is_told():
    _, (problem,) = read(b"one\ntwo\ncaf\xe9 au lait")

    assert "byte 11 is 0xe9" in problem.why
    assert (problem.where.line, problem.where.column) == (3, 4)
    assert "--encoding cp1252" in problem.fix


@pytest.mark.parametrize(
    ("text", "encoding", "declared"),
    [
        (GERMAN, "cp1252", "ISO-8859-1"), (RUSSIAN, "koi8-r", "koi8-r"), (JAPANESE, "cp932", "Shift_JIS"),
        (JAPANESE, "iso-2022-jp", "iso-2022-jp"), (GERMAN, "utf-16-le", "utf-16le"), (GERMAN, "utf-8", "latin-1"),
    ],
)  # fmt: skip
def test_what_was_declared_is_converted(text, encoding, declared):
    (document,), problems = read(text.encode(encoding), encoding=declared)

    assert document.text == text
    assert problems == []


def test_a_declaration_that_the_bytes_deny_is_refused():
    documents, (problem,) = read(b"\x81 and \x8d", encoding="windows-1252")

    assert documents == []
    assert problem.what == "this file is not CP1252, as it should be"


def test_a_declaration_makes_no_text_of_a_picture():
    assert codes(read(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", encoding="latin-1")[1]) == ["binary-file"]


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a PNG picture"), (b"%PDF-1.4\nxx", "a PDF document"),
        (b"\x7fELF\x02\x01", "a program (ELF)"), (b"\xff\xd8\xff\xe0", "a JPEG picture"), (b"PK\x03\x04 xl/ ", "an Excel workbook"),
    ],
)  # fmt: skip
def test_a_binary_file_is_refused_by_its_name(raw, what):
    documents, (problem,) = read(raw)

    assert documents == []
    assert problem.what == f"this file is {what}, not text"


@pytest.mark.parametrize(
    ("markup", "codec"),
    [
        (b'<meta charset="iso-8859-1">', "cp1252"), (b"<META http-equiv=x content='text/html; charset=Shift_JIS'>", "cp932"),
        (b'<?xml version="1.0" encoding="windows-1251"?><a/>', "cp1251"), (b"<meta charset=utf-16>", "utf-8"),
        (b"<meta charset=rot13>", ""), (b"<p>charset=koi8-r</p>", ""), (b"<meta charset=x-nonsense>", ""),
    ],
)  # fmt: skip
def test_markup_says_how_it_is_written(markup, codec):
    assert declared_in(markup) == codec


def test_no_codec_that_is_no_encoding_has_a_name():
    assert [known(name) for name in ("rot13", "base64", "idna", "undefined", "unicode_escape", "", "no\0such")] == [
        ""
    ] * 7


@given(st.binary(), st.sampled_from(["", "latin-1", "shift_jis", "utf-16", "utf-7", "gbk", "nonsense"]))
def test_decoding_never_fails(raw, declared):
    text, problems = decode(raw, "a.txt", declared)

    assert text == "" or not any(problem.is_error for problem in problems)


@given(st.lists(st.binary(max_size=9), max_size=9), st.sampled_from(["utf-16-be", "utf-32-le", "utf-16-le", "utf-8"]))
def test_recoding_never_fails_and_keeps_what_is_valid(chunks, codec):
    assert isinstance(b"".join(recoded(Stream(chunks), codec)), bytes)


@given(st.text(), st.sampled_from(["utf-16", "utf-32"]))
def test_recoding_gives_the_same_text(text, codec):
    raw = text.encode(codec, "ignore")

    assert b"".join(recoded(Stream([raw[:5], raw[5:]]), codec_for(raw, ""))).decode() == raw.decode(codec)


@pytest.mark.parametrize(
    "raw", [GERMAN.encode() + b"\xff", b"A lone half \xed\xa0\x80 here.", RUSSIAN.encode()[:-3] + b"\n"]
)
def test_a_few_damaged_bytes_in_utf8_are_no_other_encoding(raw):
    _, (problem,) = read(raw)

    assert "most of the file is UTF-8" in problem.why
    assert "iconv" not in problem.fix
