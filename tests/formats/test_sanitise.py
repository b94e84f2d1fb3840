"""Safe HTML: what goes, what stays."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.formats.elements import depth, tags
from generator.formats.sanitise import ATTRIBUTES, TAGS, removed, sanitise

BAD_SCHEMES = ["javascript:x", "JaVaScRiPt:x", "java\tscript:x", "&#106;avascript:x", "javascript&colon;x", " javascript:x",
               "vbscript:x", "data:text/html,x", "\x01javascript:x", "java&#1;script:x",
               "java&#xfffe;script:x", "&#1;vb&#x7f;script:x", "file:///etc/passwd", "blob:x", "feed:x"]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "safe"),
    [
        ("<script>alert(1)</script>a", "a"), ("<style>p{}</style>a", "a"), ("<iframe src=x>t</iframe>", "t"),
        ("<b onclick=x>a</b>", "<b>a</b>"), ("<form action=x>a<input></form>", "a"), ("<base href=x>a", "a"),
        ("<meta http-equiv=refresh content=0>a", "a"), ("<!-- no -->a", "a"), ("<p style='color:red'>a</p>", "<p>a</p>"),
        ("<a href=x target=_blank>a</a>", '<a href="x">a</a>'), ("<p>a", "<p>a</p>"), ("</p>", "<p></p>"),
        ("<svg><a xlink:href='javascript:x'>a</a></svg>b", "b"), ("&#0;&#1;&#xffff;a", "\ufffda"),
    ],
)  # fmt: skip
def test_what_runs_or_reaches_out_goes_and_text_stays(written, safe):
    assert sanitise(written) == safe


@pytest.mark.parametrize("address", BAD_SCHEMES)
def test_a_link_with_another_scheme_becomes_its_text(address):
    assert sanitise(f'a <a href="{address}">b <em>c</em></a> d') == "a b <em>c</em> d"
    assert sanitise(f'<img src="{address}" alt="x &lt; y">') == "x &lt; y"
    assert sanitise(f'<img src="a.png" srcset="{address} 1x" alt="">') == '<img src="a.png" alt="">'


@pytest.mark.parametrize(
    "kept",
    [
        ('<figure><img src="a.jpg" srcset="a.jpg 1x, https://e.org/b.jpg 2x" alt="x" width="3" height="2">'
        "<figcaption>c</figcaption></figure>"),
        '<details open=""><summary>s</summary>t</details>',
        '<video src="a.mp4" controls="" poster="/p.jpg"></video>',
        '<audio controls=""><source src="a.ogg" type="audio/ogg"></audio>',
        '<div class="admonition note"><p class="admonition-title">N</p></div>',
        '<div class="codehilite"><pre><span></span><code><span class="k">x</span></code></pre></div>',
        '<table><tbody><tr><td style="text-align:right" colspan="2">1</td></tr></tbody></table>',
        '<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>',
        '<p dir="rtl" lang="ar">x</p>', '<ol start="3"><li value="4">x</li></ol>', "<ruby>x<rt>y</rt></ruby>",
        '<a href="mailto:a@b.c" rel="noopener">m</a>', '<a href="tel:123" rel="noopener">t</a>', '<a href="../b.md?x=1#y">r</a>',
        '<a href="https://e.org/?a=1&amp;b=2" rel="noopener">e</a>', '<time datetime="2024-01-02">t</time>',
        "<p>1 &lt; 2, AT&amp;T, &amp;lt; and {{ site }} {% x %} %s {0} \\1</p>", '<span id="x">n</span>',
    ],
)  # fmt: skip
def test_what_articles_need_stays_as_it_is(kept):
    assert sanitise(kept) == kept


def test_an_anchor_without_an_address_is_no_link():
    assert sanitise('<a id="x">a</a><a name="y">b</a><a href="z">c</a>') == '<span id="x">a</span>b<a href="z">c</a>'


def test_what_is_rebuilt_is_written_as_the_sanitiser_writes():
    assert sanitise("""<a id="b'&lt;">x</a><img alt='"y"'>""") == """<span id="b'&lt;">x</span>"y\""""


def test_what_is_taken_away_can_be_named():
    assert removed("<p><iframe></iframe><SCRIPT>x</SCRIPT><y>") == ("iframe", "script", "y")


PIECES = st.sampled_from([
    "<script>", "</script>", "<a href=", "javascript:alert(1)", "'", '"', ">", "<", "<img src=x onerror=alert(1)", " onload=x",
    "<svg/onload=x>", "<math><mi>", "<style>", "</style>", "<!--", "-->", "<![CDATA[", "]]>", "&#106;", "&lt;script&gt;", "<p title=",
    "<noscript>", "<textarea>", "<template>", "<table><tr><td>", "\x00", "\t", "<a id=", " href=x", "<iframe srcdoc=", "/>", "`", "=", "<b",
    "<xmp>", "<plaintext>", "<form action=x><button formaction=javascript:x>", " srcset='javascript:x 1x, b 2x'", "<video poster=",
])  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=8), max_size=14).map("".join))
def test_nothing_live_ever_comes_through(text):
    safe = sanitise(text)

    for tag in tags(safe):
        assert tag.name in TAGS
        attributes = {} if tag.is_end else tag.attributes()
        assert attributes.keys() <= ATTRIBUTES["*"] | ATTRIBUTES.get(tag.name, frozenset()) | {"rel"}
        for name in attributes.keys() & {"href", "src", "poster", "cite"}:
            scheme = re.match(r"\s*([a-z][a-z0-9+.-]*):", html.unescape(attributes[name]).lower())
            assert scheme is None or scheme[1] in {"http", "https", "mailto", "tel"}
    assert sanitise(safe) == safe


def test_depth_counts_open_elements():
    assert depth("<p>a<br></p><div><div><img></div></div>") == 2
    assert depth("<div>" * 9) == 9
