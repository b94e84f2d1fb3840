"""Escaped text is shown by Python-Markdown exactly as it was, whatever it holds."""

import html
import re
from functools import cache

import markdown
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.formats.escape import escape_line, fenced
from generator.formats.text import clean

LEAN = ("extra", "sane_lists")
SITE = ("extra", "sane_lists", "toc", "admonition", "codehilite")
NASTY = "\\`*_{}[]()<>#+-.!|~:=&;\"'$^%@/ \n0123abAB é漢"

texts = st.text(st.characters(exclude_categories=["Cs", "Cc"])) | st.text(NASTY) | st.text(NASTY, min_size=20)
lines = texts.map(lambda text: clean(text).replace("\n", " "))
blocks = texts.map(clean)


@cache
def markup(extensions):
    return markdown.Markdown(extensions=list(extensions))


def rendered(text, extensions):
    return markup(extensions).reset().convert(text)


def shown(text, extensions):
    """Return the paragraphs that a reader sees, as lists of lines with single blanks."""
    result = rendered(text, extensions)
    paragraphs = re.fullmatch(r"(?:<p>(.*)</p>)?", result, re.DOTALL)
    assert paragraphs, result
    assert not re.search(r"<(?!br />)", paragraphs[1] or ""), result
    return [visible(line) for line in (paragraphs[1] or "").split("<br />")]


def visible(text):
    return " ".join(html.unescape(text).split())


@pytest.mark.parametrize("extensions", [LEAN, SITE])
@given(lines)
@example("# of lines")
@example("7. That is how many")
@example("- 4 degrees")
@example("[TOC]")
@example("!!! note")
@example("*[HTML]: language")
@example("[^1]: note")
@example("[x]: http://example.com")
@example("<div>&amp;&#38;")
@example("{: #id }")
@example("~~~ python")
@example("```")
@example("a | b")
@example("|---|---|")
@example("===")
@example("---")
@example(": definition")
@example("_a_ __b__ a_b a__b__c")
@example("\\\\* \\")
@example("<http://example.com>")
@example("1.")
@example("١. x")
@example("///Footnotes Go Here///")
@example("\u00a01. x")
@example("#!python")
@example(":::python")
def test_a_line_is_shown_as_it_is(extensions, text):
    assert shown(escape_line(text), extensions) == [visible_text(text)]


@pytest.mark.parametrize("extensions", [LEAN, SITE])
@given(blocks)
@example("a | b\n--|--\nc | d")
@example("Title\n===")
@example("Title\n---")
@example("term\n: definition")
@example("a\n# b\n> c\n- d\n1. e")
@example("!!! note\n    text")
@example("a\n\\\nb")
def test_the_lines_of_a_block_stay_apart(extensions, text):
    expected = [line for line in (visible_text(line) for line in text.split("\n")) if line]

    escaped = "  \n".join(filter(None, map(escape_line, text.split("\n"))))

    assert shown(escaped, extensions) == (expected or [""])


@pytest.mark.parametrize("extensions", [LEAN, SITE])
@given(lines)
@example("a #")
@example("a {#b}")
@example("#")
@example("a \\#")
def test_a_heading_is_shown_as_it_is(extensions, text):
    result = rendered(f"## {escape_line(text, is_heading=True)}", extensions) if visible_text(text) else "<h2></h2>"

    heading = re.fullmatch(r"<h2(?: id=\"[^\"]*\")?>(.*)</h2>", result, re.DOTALL)
    assert heading, result
    assert visible(heading[1]) == visible_text(text)


@pytest.mark.parametrize("extensions", [LEAN, SITE])
@given(lines)
def test_an_item_is_shown_as_it_is(extensions, text):
    result = rendered(f"- {escape_line(text)}\n- x", extensions)

    if visible_text(text):
        items = re.fullmatch(r"<ul>\n<li>(.*)</li>\n<li>x</li>\n</ul>", result, re.DOTALL)
        assert items, result
        assert visible(items[1]) == visible_text(text)


@pytest.mark.parametrize("extensions", [LEAN, SITE])
@given(st.lists(lines.map(str.strip).filter(bool), min_size=1))
@example(["```", "~~~~", "`````"])
@example(["{% raw %}", "<b>"])
def test_code_is_shown_as_it_is(extensions, code):
    text = "\n".join(code)
    result = rendered(fenced(text), extensions)

    assert "<p>" not in result.replace(html.escape(text), "")
    assert visible(re.sub(r"<[^>]*>", "", result)) == visible_text(text)


def test_words_with_underscores_need_no_backslash():
    assert escape_line("my_var is not _tmp_") == r"my_var is not \_tmp\_"


def visible_text(text):
    return " ".join(text.split())
