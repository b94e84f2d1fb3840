"""A content file becomes an article."""

import pickle
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.formats.elements import tags
from generator.formats.sanitise import TAGS
from generator.model import Heading, SourceFile
from generator.stages.parse import ParseOptions, Parser


@pytest.fixture(scope="module")
def parser():
    return Parser(ParseOptions(zone="Europe/Berlin"))


def parse(parser, text, path="content/news/bread.md"):
    return parser.parse(SourceFile(path, text))


def test_a_file_becomes_an_article(parser):
    article = parse(
        parser,
        "---\ntitle: Bread\ndate: 2024-01-02\ntags: [no]\n---\n\n# Bread\n\nWe *bake*.\n\n## Rye\n\n```python\nx = 1\n```\n",
    )

    assert article.problems == ()
    assert article.headings == (Heading(2, "rye", "Rye"),)
    assert article.html.startswith('<p>We <em>bake</em>.</p>\n<h2 id="rye">Rye</h2>\n<div class="codehilite">')
    assert (article.metadata.title, article.metadata.excerpt, article.metadata.words, article.metadata.minutes) == (
        "Bread",
        "We bake.",
        5,
        1,
    )
    assert article.metadata.date.isoformat() == "2024-01-02T00:00:00+01:00"


def test_links_stay_as_they_are_written(parser):
    assert 'href="../b.md#x"' in parse(parser, "---\ntitle: T\n---\n[b](../b.md#x)").html


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("---\ntitle: [\n---\ntext", "yaml-syntax"), ("---\ntitle: x", "front-matter-unterminated"),
        ("---\ntitle: x\n---\n" + "- " * 500 + "x", "markdown-failed"),
        ("---\ntitle: x\n---\n" + "<div>" * 20_000, "markdown-failed"),
        ("---\ntitle: x\n---\n" + "<p><b>" * 2_000, "markdown-failed"),
        ("---\ntitle: x\ndate: 2024-02-30\n---\ntext", "date-invalid"),
    ],
)  # fmt: skip
def test_an_article_with_errors_still_comes_back(parser, text, code):
    article = parse(parser, text)

    assert [problem.code for problem in article.problems] == [code]
    assert article.problems[0].where.path == "content/news/bread.md"
    assert article.metadata.title


def test_the_failure_of_a_body_names_its_line(parser):
    (problem,) = parse(parser, "---\ntitle: x\n---\n\n" + "- " * 500 + "x").problems

    assert problem.where.line == 5


def test_html_that_is_left_out_is_told_with_its_line(parser):
    article = parse(parser, "---\ntitle: x\n---\n\nIs <blink>this</blink> ok?\n\n<script>alert(1)</script>\n")

    assert [(p.code, p.severity, p.where.line) for p in article.problems] == [
        ("html-removed", "warning", 5), ("html-removed", "warning", 7),
    ]  # fmt: skip
    assert "<p>Is this ok?</p>" in article.html


def test_trusted_html_is_kept_and_unwanted_html_shown():
    text = '---\ntitle: x\n---\n<iframe src="https://e.org/"></iframe>\n'

    assert "<iframe" in parse(Parser(ParseOptions(raw_html="allow")), text).html
    escaped = parse(Parser(ParseOptions(raw_html="escape")), text)
    assert escaped.html == '<p>&lt;iframe src="https://e.org/"&gt;&lt;/iframe&gt;</p>'
    assert escaped.problems == ()


@pytest.mark.parametrize("text", ["", "\n", "---\n---", "---\n---\n", "---\ntitle: x\n---"])
def test_an_empty_file_is_an_article_without_text(parser, text):
    article = parse(parser, text)

    assert (article.html, article.headings, article.metadata.words, article.metadata.excerpt) == ("", (), 0, "")
    assert not any(problem.is_error for problem in article.problems)


def test_a_parser_travels_to_another_process(parser):
    text = "---\ntitle: x\n---\n# A\n\ntext"
    before = parse(parser, text)

    assert parse(pickle.loads(pickle.dumps(parser)), text) == before
    assert pickle.loads(pickle.dumps(before)) == before


def test_the_same_file_gives_the_same_article_whatever_came_before(parser):
    texts = ["# A\n\n[TOC]\n\n# A", "x[^1]\n\n[^1]: a", "*[X]: y\n\nX", "[a]\n\n[a]: b"]
    alone = [parse(Parser(ParseOptions(zone="Europe/Berlin")), text) for text in texts]

    assert [parse(parser, text) for text in reversed(texts)] == alone[::-1]


SHARP = st.sampled_from([
    "[a](javascript:x)", "![a](data:x)", "<javascript:x>", "[a]: javascript:x\n", "# ", "\n\n", "```", "`", "{: onclick=x #y }", "<b onclick=x",
    ">", "<", "[^1]", "[^1]: ", "*[x]: ", "| ", "|-|-|\n", "!!! ", "    ", "- ", "\\", "&#106;", "&lt;", "(", ")", "[", "]", "<script>", "\x02", "\x03",
    "klzzwxh:0000", "wzxhzdk:0", "<div markdown=1>", "</div>", "[TOC]", "::", "_", "**", "~~~ {.x onclick=y}\n", "<!--", "{{ x }}", "a", "1. ",
])  # fmt: skip


@settings(deadline=None)
@given(st.lists(SHARP | st.text(max_size=6), max_size=16).map("".join))
def test_no_body_breaks_out(parser, body):
    article = parse(parser, f"---\ntitle: x\n---\n{body}")

    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]", article.html)
    ids = [tag.attributes().get("id") for tag in tags(article.html) if not tag.is_end and tag.attributes().get("id")]
    assert len(ids) == len(set(ids))
    for tag in tags(article.html):
        assert tag.name in TAGS
        if not tag.is_end:
            assert not any(name.startswith("on") for name in tag.attributes())
            assert not re.match(
                r"(?i)\s*(javascript|data|vbscript):",
                tag.attributes().get("href", "") + tag.attributes().get("src", ""),
            )
