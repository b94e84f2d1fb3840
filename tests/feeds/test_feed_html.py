"""The HTML of an item: what a page needs and a reader does not is gone, and no text with it."""

import pytest
from feed_rules import lint_feed
from hypothesis import example, given
from hypothesis import strategies as st

from generator.formats.feed_html import feed_html
from generator.formats.html_tree import text_of
from generator.stages.feeds import Feed, FeedItem, rss

BASE = "https://example.org/bread/"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        # nothing that runs, nothing that styles
        ("<p>a<script>x()</script>b<style>p{}</style></p>", "<p>ab</p>"),
        ('<p onclick="x()" style="color:red" class="lead" data-x="1" id="p1">a</p>', "<p>a</p>"),
        ("<form action='/x'><input name=q><button>Go</button></form><p>a</p>", "<p>a</p>"),
        ("<object data=x>fallback</object><embed src=x><p>a</p>", "<p>a</p>"),
        ("<svg><title>t</title><path d='M0'/></svg><p>a</p>", "<p>a</p>"),
        ("<p>a<!-- note -->b</p>", "<p>ab</p>"),
        ('<a href="javascript:alert(1)">a</a> <a href="JaVa\tScript:x">b</a> <a href="data:,x">c</a>', "a b c"),
        ("<blink>a</blink> <custom-tag>b</custom-tag>", "a b"),
        # code
        (
            '<div class="codehilite"><pre><span></span><code><span class="k">if</span> a:\n  <span>b</span>\n</code></pre></div>',
            "<pre><code>if a:\n  b\n</code></pre>",
        ),
        ('<pre><code class="language-python hljs">a</code></pre>', '<pre><code class="language-python">a</code></pre>'),
        (
            '<table><tr><td class="linenos"><pre>1</pre></td><td><pre>a</pre></td></tr></table>',
            "<table><tr><td><pre>a</pre></td></tr></table>",
        ),
        # headings
        ('<h2 id="a">A<a class="headerlink" href="#a" title="Permanent link">¶</a></h2>', "<h2>A</h2>"),
        ('<h2 id="a"><a href="#a">#</a> A</h2>', "<h2> A</h2>"),
        ('<h2><a href="/b/">A</a></h2>', '<h2><a href="https://example.org/b/">A</a></h2>'),
        (
            '<ul><li><a href="#a">A</a></li></ul><h2 id="a">A</h2><h2 id="b">B</h2>',
            '<ul><li><a href="https://example.org/bread/#a">A</a></li></ul><h2 id="a">A</h2><h2>B</h2>',
        ),
        # images
        (
            '<img src="a.png" loading="lazy" decoding="async" srcset="b.png 2x" sizes="1px" width=1 height=2>',
            '<img src="https://example.org/bread/a.png" width="1" height="2" alt="">',
        ),
        (
            '<img src="data:image/gif;base64,R0" data-src="/a.png" alt="A">',
            '<img src="https://example.org/a.png" alt="A">',
        ),
        ('<p>see <img alt="the oven"> there</p>', "<p>see the oven there</p>"),
        (
            (
                '<figure><picture><source srcset="a.avif"><img src="//cdn.example/a.png" alt="A"></picture>'
                "<figcaption>C</figcaption></figure>"
            ),
            '<figure><img src="https://cdn.example/a.png" alt="A"><figcaption>C</figcaption></figure>',
        ),
        (
            '<video src="a.mp4" poster="b.png" autoplay controls></video>',
            '<video src="https://example.org/bread/a.mp4" poster="https://example.org/bread/b.png" controls></video>',
        ),
        (
            '<video controls><source src="a.webm" type="video/webm"><source src="a.mp4"><track src="a.vtt">old</video>',
            (
                '<video controls><source src="https://example.org/bread/a.webm" type="video/webm">'
                '<source src="https://example.org/bread/a.mp4">old</video>'
            ),
        ),
        ("<p>long<wbr>word</p>", "<p>long<wbr>word</p>"),
        # frames
        (
            '<iframe src="https://www.youtube-nocookie.com/embed/Ab-1?rel=0" title="Kneading"></iframe>',
            '<p><a href="https://www.youtube.com/watch?v=Ab-1">Kneading</a></p>',
        ),
        (
            '<p>Look: <iframe src="https://player.vimeo.com/video/12"></iframe>!</p>',
            '<p>Look: <a href="https://vimeo.com/12">https://vimeo.com/12</a>!</p>',
        ),
        (
            '<iframe src="https://www.youtube.com/embed/videoseries?list=PL1"></iframe>',
            '<p><a href="https://www.youtube.com/playlist?list=PL1">https://www.youtube.com/playlist?list=PL1</a></p>',
        ),
        ('<iframe src="/map/" title="Map">old</iframe>', '<p><a href="https://example.org/map/">Map</a></p>'),
        ("<iframe></iframe><p>a</p>", "<p>a</p>"),
        # the rest of Markdown's extensions
        (
            '<div class="admonition note"><p class="admonition-title">N <em>B</em></p><p>a</p></div>',
            "<blockquote><p><strong>N <em>B</em></strong></p><p>a</p></blockquote>",
        ),
        (
            '<ul><li><input type="checkbox" checked disabled> a</li><li><input type=checkbox> b</li></ul>',
            "<ul><li>☑ a</li><li>☐ b</li></ul>",
        ),
        ('<p>a <a href="mailto:a@b.c">b</a></p>', '<p>a <a href="mailto:a@b.c">b</a></p>'),
        ('<a href="http://[">a</a>', "a"),
        ('<a href="?q=ü#x">a</a>', '<a href="https://example.org/bread/?q=%C3%BC#x">a</a>'),
        ("<p>1 &lt; 2 &amp;amp; AT&amp;T&nbsp;é &#1;</p>", "<p>1 &lt; 2 &amp;amp; AT&amp;T\xa0é </p>"),
        ("text alone", "text alone"),
        (" \n", ""),
        ("", ""),
    ],
)
def test_html_for_readers(html, expected):
    assert feed_html(html, BASE) == expected


def test_footnotes_lead_to_the_page_and_their_ids_stay():
    html = (
        '<p>a<sup id="fnref:ü"><a class="footnote-ref" href="#fn:ü">1</a></sup></p><hr id="rule">'
        '<ol><li id="fn:ü">b <a class="footnote-backref" href="#fnref:ü">↩</a></li></ol>'
    )

    assert feed_html(html, BASE) == (
        '<p>a<sup id="fnref:ü"><a class="footnote-ref" href="https://example.org/bread/#fn:%C3%BC">1</a></sup></p><hr>'
        '<ol><li id="fn:ü">b <a class="footnote-backref" href="https://example.org/bread/#fnref:%C3%BC">↩</a></li></ol>'
    )


def test_an_id_stays_once():
    html = '<a href="#x">a</a><p id="x">b</p><p id="x">c</p>'

    assert feed_html(html, BASE).count('id="x"') == 1


def test_without_a_base_relative_links_become_text():
    assert feed_html('<a href="b/">b</a> <a href="#c">c</a> <a href="https://d.example/">d</a>') == (
        'b c <a href="https://d.example/">d</a>'
    )


def test_deep_nesting_loses_no_text():
    html = "<blockquote>" * 3000 + "<p>deep</p>" + "</blockquote>" * 3000 + "<p>after</p>"

    assert text_of(feed_html(html, BASE)) == "deep after"


def test_cleaning_twice_changes_nothing_more():
    html = '<h2 id="a">A</h2><p><a href="#a">a</a><img src="b.png"> <iframe src="c/"></iframe></p>'

    once = feed_html(html, BASE)

    assert feed_html(once, BASE) == once


pieces = st.sampled_from(
    ["<p>", "</p>", "<a href='x'>", "</a>", "<img src=x>", "<b onclick=x>", "<table>", "<td>", "<script>", "</script>",
     "<svg>", "<iframe src='//x'>", "</iframe>", "<form>", "<pre>", "<![CDATA[", "]]>", "<!--", "-->", "&lt;", "&#0;",
     "&#xD800;", "<textarea>", "<template>", "<math><mi>", "</body>", "<plaintext>", "<a href='javascript:x'>", "\x00",
     "<p id=x>", "<a href='#x'>", "<select><option>", "<noscript>", "<base href='https://evil.example/'>", "text"]
)  # fmt: skip


@given(st.lists(st.one_of(pieces, st.text(max_size=5)), max_size=15).map("".join))
@example("<p>a</p></div></body></html><p>b</p>")
@example("<plaintext><b>")
def test_any_html_is_safe_in_a_feed(html):
    item = FeedItem(id="x", title="X", url=BASE, summary="s", html=html)

    body = rss(Feed(title="T", site_url="https://example.org/", self_url="https://example.org/f.xml", items=(item,)))

    assert lint_feed(body) == ()
