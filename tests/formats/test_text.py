"""Text at the door: decoding, cleaning, measuring."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.formats.text import clean, count_words, decode, direction, plain_text, reading_minutes


def test_text_comes_in_with_plain_line_ends_and_composed():
    text, problems = decode("\ufeffe\u0301\r\none\rtwo".encode(), "a.md")

    assert text == "\u00e9\none\ntwo"
    assert problems == ()


@pytest.mark.parametrize(
    ("raw", "code", "line"),
    [
        (b"one\ntwo \xff", "encoding", 2),
        (b"\xe2\x82", "encoding", 1),
        (b"\xc0\xaf", "encoding", 1),
        (b"\xed\xa0\x80", "encoding", 1),
        ("\u4f60\u597d".encode("gb18030"), "encoding", 1),
        ("text".encode("utf-16"), "encoding", 1),
        ("text".encode("utf-32"), "encoding", 1),
        ("text".encode("utf-16-be"), "encoding", 1),
        (b"\x7fELF\0\0\0\0\0\0", "binary-file", 1),
    ],
)
def test_what_is_no_utf8_is_refused_with_its_place(raw, code, line):
    text, (problem,) = decode(raw, "a.md")

    assert text == ""
    assert (problem.code, problem.where.line, problem.severity) == (code, line, "error")


def test_the_byte_that_is_wrong_is_named():
    _, (problem,) = decode(b"one\ntw\xc3\xa9 \xff", "a.md")

    assert "byte 9 is 0xff" in problem.why
    assert problem.where.column == 5


def test_a_utf16_file_is_called_so():
    assert "UTF-16" in decode("text".encode("utf-16"), "a.md")[1][0].what


def test_control_characters_are_left_out_with_one_warning():
    text, (problem,) = decode(b"a\tb\n" + b"x" * 300 + b"c\x00d\x1be\x0cf", "a.md")

    assert text == "a\tb\n" + "x" * 300 + "cde f"
    assert (problem.code, problem.severity, problem.where.line) == ("control-character", "warning", 2)


@given(st.binary())
def test_decoding_never_fails_and_leaves_only_clean_text(raw):
    text, _ = decode(raw, "a.md")

    assert clean(text) == text
    assert "\r" not in text
    assert unicodedata.is_normalized("NFC", text)


@given(st.text())
def test_clean_text_survives_its_way_in(text):
    expected = unicodedata.normalize("NFC", clean(text.replace("\r\n", "\n").replace("\r", "\n")))

    decoded, _ = decode(expected.encode(), "a.md")

    assert decoded == expected.removeprefix("\ufeff")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0), ("one two", 2), ("don’t stop", 2), ("well-known", 1), ("— … !", 0), ("3,000", 2),
        ("北京欢迎你", 5), ("Hello 北京", 3), ("Привет мир", 2), ("안녕 세상", 2), ("สวัสดีชาวโลก", 3),
    ],
)  # fmt: skip
def test_words_are_counted_in_every_script(text, words):
    assert count_words(text) == words


@pytest.mark.parametrize(
    ("text", "code", "images", "minutes"),
    [
        ("", "", 0, 0), ("one", "", 0, 1), ("word " * 230, "", 0, 1), ("word " * 231, "", 0, 2), ("字" * 400, "", 0, 1),
        ("字" * 401, "", 0, 2), ("", "word " * 460, 0, 1), ("word " * 230, "word " * 2, 0, 2), ("word", "", 5, 1),
        ("word", "", 6, 1), ("word", "", 8, 2),
    ],
)  # fmt: skip
def test_reading_time_follows_the_stated_speeds(text, code, images, minutes):
    assert reading_minutes(text, code, images) == minutes


def test_direction_follows_the_script_before_the_language():
    assert [direction(tag) for tag in ("ar", "he-IL", "en", "az-Arab", "ar-Latn", "", "ur_PK")] == [
        "rtl", "rtl", "ltr", "rtl", "ltr", "ltr", "rtl",
    ]  # fmt: skip


def test_plain_text_keeps_words_apart_and_code_as_written():
    html = "<h2>A <em>b</em>c</h2><p>1 &lt; 2 &amp; x<br>y</p><!-- no --><script>no</script>"

    assert plain_text(html) == "A bc\n1 < 2 & x\ny"
