"""The quick engine gives what the library gives as it comes, byte for byte, whatever is written."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from generator.formats.headings import outline
from generator.formats.markup.python_markdown import PythonMarkdown
from generator.formats.sanitise import sanitise
from generator.formats.text import clean

HERE = Path(__file__).resolve().parents[2]
WRITTEN = sorted([*HERE.glob("*.md"), *HERE.glob("docs/*.md"), *HERE.glob("content/**/*.md")])
WAYS = [(True, True), (True, False), (False, True)]

# Whatever sets an inline pattern going, in pieces that meet each other in every order.
PIECES = (
    "word ", "two words", "*", "**", "***", "_", "__", "`", "``", "\\", "\\*", "\\`", "[", "]", "](", ")", "](/a)", "][b]",
    "[b]: /c\n", "![", "![alt](/i.png)", "<", ">", "<b>", "</b>", "<a href='/x'>", "<!-- c -->", "<http://a.b/c>",
    "<a@b.cd>", "://", "@", "&", "&amp;", "&#65;", "&x;", "  \n", "\n", "\n\n", "# ", "- ", "1. ", "> ", "    ", "| a | b |\n",
    "|--|--|\n", "[^1]", "[^1]: note\n", "*[HTML]: text\n", "HTML", "{: .a}", "{#b}", "![[", "[[", "~~~\n", "```\n", ": def\n",
    "!!! note\n    ", "é", "新", "ق", "\u00a0", "\t", "a_b_c", "**a*b**", "<br>", "`a`b`", '[a](b "c")', "[a](<b c>)",
    "Words of\nmore lines\n", "# Word", "## A *word* `of` a [heading](/h)\n", "\n===\n", "\n---\n", "***\n", "[TOC]", "\\#", "* * *",
    "1) ", "+ ", "> > ", "> - ", "- # ", "    - ", "\n    word", "\n  : def", "Term\n: def\n", '!!! note "x"\n', "    !!! tip\n",
    "<div markdown=1>\n", "</div>\n", "| a\n|--\n", "a | b\n--|--\n1 | 2\n", "*[W]: words\n", "W", "“Word”", "ǅ", "ª", "1",
    "\x02", "\x03", "klzzwxh:0000", "\x02klzzwxh:0000\x03", "wzxhzdk:0", "://x", "http://a.b",
)  # fmt: skip
documents = st.lists(st.sampled_from(PIECES), max_size=60).map("".join) | st.text(max_size=300)


def engines(*, raw_html: bool, highlight: bool) -> tuple[PythonMarkdown, PythonMarkdown]:
    """Return an engine as we set it up, and one as it comes."""
    return (
        PythonMarkdown(raw_html=raw_html, highlight=highlight),
        PythonMarkdown(raw_html=raw_html, highlight=highlight, quick=False),
    )


ENGINES = {way: engines(raw_html=way[0], highlight=way[1]) for way in WAYS}


def assert_alike(text: str) -> None:
    for way in WAYS:
        told, expected = (engine.render(text) for engine in ENGINES[way])
        assert told.reason == expected.reason
        # The outline gives headings the ids that the quick engine leaves to it.
        for finish in (sanitise, str):
            assert outline(finish(told.html)) == outline(finish(expected.html))


def test_there_is_a_sign_for_each_pattern_of_the_engine():
    ours, _library = ENGINES[True, True]
    ours.render("text")

    processor = ours._engine.treeprocessors["inline"]

    assert [pattern for pattern, needed in processor._patterns if not needed] == []


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.name)
def test_what_people_wrote(path):
    assert_alike(path.read_text(encoding="utf-8"))


@given(documents)
@example("*a* _b_ **c** __d__ `e` \\f [g](h) ![i](j) <http://k.l> <m@n.op> q  \nr &amp; <b>s</b> t[^1]\n\n[^1]: u")
@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_is_written(text):
    assert_alike(text)


@pytest.mark.slow
@given(documents)
@settings(max_examples=10_000, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_is_written_ten_thousand_times(text):
    assert_alike(text)


@given(st.text(max_size=200))
@example("a\x0bb\x0cc\x00\ufffe\ud800\x85\U0001ffff")
@example("tabs\tand\nlines")
def test_printable_text_is_clean_already(text):
    allowed = "".join(" " if c in "\x0b\x0c" else c for c in text)
    forbidden = {*range(0x20), 0x7F, *range(0x80, 0xA0), *range(0xD800, 0xE000), *range(0xFDD0, 0xFDF0)} - {9, 10}

    assert clean(text) == "".join(c for c in allowed if ord(c) not in forbidden and ord(c) & 0xFFFE != 0xFFFE)
