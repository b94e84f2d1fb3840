"""Python-Markdown behind the engine protocol."""

import pytest

from generator.formats.markup import markup_engine


@pytest.fixture(scope="module")
def engine():
    return markup_engine("markdown", raw_html=True, highlight=True)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ('!!! note "T"\n    hi', '<div class="admonition note">\n<p class="admonition-title">T</p>'),
        ("```python\nimport x\n```", '<div class="codehilite"><pre><span></span><code><span class="kn">import</span>'),
        ("```\n<b>\n```", "&lt;b&gt;"), ("    code", "codehilite"), ("|a|b|\n|-|-:|\n|1|2|", '<td style="text-align: right;">2</td>'),
        ("x[^1]\n\n[^1]: f", '<sup id="fnref:1">'), ("*[HTML]: Hyper\n\nHTML", '<abbr title="Hyper">HTML</abbr>'),
        ("T\n:   d", "<dl>"), ("1. a\n\n- b", "</ol>\n<ul>"), ("# Über uns\n\n[TOC]", '<h1 id="uber-uns">'), ("# A\n\n[TOC]", 'href="#a"'),
        ("# 北京\n\n[TOC]", 'id="beijing"'), ('<div markdown="1">*a*</div>', "<em>a</em>"), ("1 < 2 & AT&T", "1 &lt; 2 &amp; AT&amp;T"),
        ("{{ site }} {% x %} %s {0} \\\\1", "{{ site }} {% x %} %s {0} \\1"), ("--8<-- 'x'\n{!x!}", "--8&lt;--"),
    ],
)  # fmt: skip
def test_what_authors_write(engine, text, part):
    assert part in engine.render(text).html


def test_texts_do_not_know_of_each_other(engine):
    first = engine.render("# A\n\n[^1]\n\n[^1]: f\n\n[x]: y\n")

    assert 'id="a"' in engine.render("# A\n\n[TOC]").html
    assert engine.render("[^1] [x]").html == "<p>[^1] [x]</p>"
    assert engine.render("# A\n\n[^1]\n\n[^1]: f\n\n[x]: y\n") == first


@pytest.mark.parametrize("text", ["- " * 500 + "x", "1. " * 700 + "x"])
def test_nesting_beyond_the_engine_is_a_reason_and_not_the_end(engine, text):
    result = engine.render(text)

    assert result.html == ""
    assert "nested" in result.reason
    assert engine.render("*a*").html == "<p><em>a</em></p>"


@pytest.mark.parametrize(
    "text",
    ["![a\x02wzxhzdk:0\x03](x)", "![`a`](x `b`)", "\x02klzzwxh:0001\x03", "a\x02b\x03c", "&#2; [![`x`](y)](z `w`)"],
)
def test_no_placeholder_is_left(engine, text):
    html = engine.render(text).html

    assert not {"\x02", "\x03"} & set(html)
    assert "klzzwxh" not in engine.render("![`a`](x)").html


def test_html_is_shown_as_written_when_it_is_not_wanted():
    engine = markup_engine("markdown", raw_html=False, highlight=True)

    assert (
        engine.render("<b>x</b>\n\n<div>\ny\n</div>").html
        == "<p>&lt;b&gt;x&lt;/b&gt;</p>\n<p>&lt;div&gt;\ny\n&lt;/div&gt;</p>"
    )


@pytest.mark.parametrize(
    "option", ['style="x"', "pygments_formatter=svg", "encoding=x", "lang=x", "cssfile=x.css", "src=x"]
)
def test_the_highlighter_takes_no_options_from_a_text(engine, option):
    assert engine.render(f"```{{ .python .wide {option} }}\nx\n```") == engine.render("```{ .python .wide }\nx\n```")


def test_lines_of_code_can_be_marked(engine):
    assert '<span class="hll">' in engine.render('```{ .python hl_lines="1" }\nx\ny\n```').html
    assert '<span class="hll">' in engine.render('```python hl_lines="1"\nx\ny\n```').html


def test_code_keeps_its_language_without_highlighting():
    engine = markup_engine("markdown", raw_html=True, highlight=False)

    assert engine.render("```python\nx\n```").html == '<pre><code class="language-python">x\n</code></pre>'


def test_another_engine_is_not_known():
    with pytest.raises(ValueError, match="no markup engine"):
        markup_engine("textile", raw_html=True, highlight=True)
