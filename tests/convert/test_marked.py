"""What markup says of a text is kept: links, emphasis, lists, quotations, tables, programs, images."""

import pytest
from hypothesis import given
from hypothesis import strategies as some
from lxml.html import fragment_fromstring

from generator.engine.phrases import load_phrases
from generator.formats.inputs.addresses import Addresses
from generator.formats.inputs.marked import pieces_of
from generator.formats.inputs.pieces import written
from generator.formats.markup import markup_engine
from generator.formats.overrides import LineOverride, Override
from generator.formats.text import plain_text
from generator.model import Given, SeedDocument
from generator.problems import Location
from generator.stages.convert import convert

PHRASES = load_phrases()
ENGINE = markup_engine("markdown", raw_html=True, highlight=False)


def seed(html, *, base="", is_article=True, title="A lamp"):
    addresses = Addresses(base)
    text, marked = written(pieces_of(fragment_fromstring(html, create_parent="div"), addresses))
    return SeedDocument(
        "a.html", text, "", given=Given(title=title), marked=marked, is_article=is_article, files=addresses.files
    )


def body(html, **options):
    return convert(seed(html, **options), PHRASES).body


def words(html):
    return "".join(plain_text(html).split())


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>A <b>bold</b> and <i>slanted</i> word</p>", "A **bold** and *slanted* word"),
        ("<p>A<b> bold </b>word</p>", "A **bold** word"),
        ("<p><b>a</b><b>b</b></p>", "**ab**"),
        ("<p>2<sup>3</sup> is <code>a*b</code></p>", "2<sup>3</sup> is `a*b`"),
        ("<p><a href='https://a.example/x y'>here</a></p>", "[here](https://a.example/x%20y)"),
        ("<p>Wow!<a href='https://a.example/'>here</a></p>", "Wow&#33;[here](https://a.example/)"),
        ("<p><a href='#note'>1</a> and <a href='javascript:x()'>2</a></p>", "1 and 2"),
        ("<h1>One</h1><p>x</p><h2>Two</h2>", "## One\n\nx\n\n### Two"),
        ("<ul><li>a</li><li>b<ol><li>c</li></ol></li></ul>", "- a\n- b\n    1. c"),
        ("<ol start=3><li>a</li><li>b</li></ol>", "3. a\n4. b"),
        ("<ul><li><p>a</p><p>b</p></li></ul>", "- a\n\n    b"),
        ("<blockquote><p>a</p><ul><li>b</li></ul></blockquote>", "> a\n>\n> - b"),
        ("<pre><code>if a:\n    b</code></pre>", "```\nif a:\n    b\n```"),
        ("<p>one<br>two</p>", "one  \ntwo"),
        ("<p>one<br><br>two</p>", "one\n\ntwo"),
        ("<dl><dt>Oil</dt><dd>burns</dd></dl>", "Oil\n:   burns"),
        (
            "<table><tr><th>a</th><th>b</th></tr><tr><td>1|2</td><td><b>3</b></td></tr></table>",
            "| a | b |\n| --- | --- |\n| 1&#124;2 | **3** |",
        ),
        ("<table><tr><td><p>just</p><ul><li>laid out</li></ul></td></tr></table>", "just\n\n- laid out"),
    ],
)
def test_markup_is_kept(html, markdown):
    assert body(html) == markdown + "\n"


def test_a_table_with_spans_stays_html():
    found = body("<table><tr><td colspan=2>a &amp; b</td></tr><tr><td>1</td><td>2</td></tr></table>")

    assert '<td colspan="2">a &amp; b</td>' in found


def test_an_image_keeps_its_caption_in_the_fields():
    html = "<p>Text.</p><figure><img src='https://a.example/l.jpg' alt='A lamp'><figcaption>The lamp. Photo: Inga Voss</figcaption></figure>"
    conversion = convert(seed(html), PHRASES)

    assert "![A lamp](https://a.example/l.jpg)" in conversion.body
    assert [(c.caption, c.credit) for c in conversion.captions] == [("The lamp.", "Inga Voss")]


def test_images_beside_a_seed_and_inside_it_are_brought_along():
    data = "data:image/png;base64," + "QUJD" * 100
    document = seed(
        f"<p>x</p><img src='lamp files/a b.jpg' alt=a><img src='{data}' alt=b><img src='/c.gif' alt=c>",
        base="https://a.example/n/",
    )

    beside, inside = document.files
    assert (beside.name, beside.path, beside.otherwise) == (
        "a-b.jpg",
        "lamp files/a b.jpg",
        "https://a.example/n/lamp%20files/a%20b.jpg",
    )
    assert (inside.data, inside.path) == (b"ABC" * 100, "")
    assert "![a](seed-file:1)" in body(f"<p>x</p><img src='lamp files/a b.jpg' alt=a><img src='{data}'>")
    assert any("https://a.example/c.gif" in mark.markdown for mark in document.marked)


def test_pixels_and_placeholders_are_no_images():
    html = "<p>x</p><img width=1 height=1 src='https://t.example/p.gif'><img src='data:image/gif;base64,R0lG' data-src='https://a.example/real.jpg' alt=r>"

    assert body(html) == "x\n\n![r](https://a.example/real.jpg)\n"


def test_the_rules_take_furniture_out_of_a_text_that_is_no_article_alone():
    html = "<h1>A lamp</h1><p>The council has bought a lamp for the jetty.</p><p>Advertisement</p><p>It will be <b>lit</b> on Friday, if there is oil.</p>"

    assert (
        body(html, is_article=False)
        == "The council has bought a lamp for the jetty.\n\nIt will be **lit** on Friday, if there is oil.\n"
    )
    assert "Advertisement" in body(html, is_article=True)


def test_headings_of_the_markup_are_headings_whatever_they_look_like():
    html = "<p>A lamp</p><p>The council has bought a lamp for the jetty.</p><h2>By size</h2><p>It is four feet high, and there is oil.</p>"

    assert "## By size" in body(html, is_article=False)


def test_an_override_counts_above_the_markup():
    document = seed("<p>The council has bought a lamp.</p><h2>Heading</h2><p>There is oil.</p>")
    override = Override(lines=(LineOverride("paragraph", Location("o", 1), text="Heading"),))

    assert convert(document, PHRASES, override).body == "The council has bought a lamp.\n\nHeading\n\nThere is oil.\n"


def test_an_item_that_lost_its_list_is_no_program():
    document = seed("<p>The council has bought a lamp.</p><ul><li>gone<ul><li>left</li></ul></li></ul>")
    override = Override(lines=(LineOverride("drop", Location("o", 1), text="gone"),))

    assert convert(document, PHRASES, override).body.endswith("\n\n- left\n")


TEXT = some.text(some.sampled_from("ab *_`[]()<>&#!|\\{}:.-+1~=\"'é漢ا\n"), min_size=1, max_size=12)
INLINE = some.recursive(
    TEXT.map(lambda t: t.replace("&", "&amp;").replace("<", "&lt;")),
    lambda inner: some.tuples(
        some.sampled_from(["b", "i", "em", "strong", "code", "sub", "span", "a href='https://a.example/?a=(1)&b=[2]'"]),
        some.lists(inner, max_size=3),
    ).map(lambda pair: f"<{pair[0]}>{''.join(pair[1])}</{pair[0].split()[0]}>"),
    max_leaves=6,
)
LINE = some.lists(INLINE, min_size=1, max_size=4).map("".join)
BLOCK = some.recursive(
    some.one_of(
        LINE.map("<p>{}</p>".format), LINE.map("<h2>{}</h2>".format), TEXT.map(lambda t: "<pre>" + t.replace("&", "&amp;").replace("<", "&lt;") + "</pre>"),
        some.lists(LINE, min_size=4, max_size=4).map(lambda c: "<table><tr><th>{}</th><th>{}</th></tr><tr><td>{}</td><td>{}</td></tr></table>".format(*c)),
    ),
    lambda inner: some.one_of(
        some.lists(inner, min_size=1, max_size=3).map(lambda b: f"<blockquote>{''.join(b)}</blockquote>"),
        some.lists(some.tuples(LINE, some.lists(inner, max_size=2)), min_size=1, max_size=3).map(
            lambda items: "<ul>" + "".join(f"<li>{line}{''.join(rest)}</li>" for line, rest in items) + "</ul>"
        ),
    ),
    max_leaves=5,
)  # fmt: skip


@given(some.lists(BLOCK, min_size=1, max_size=4).map("".join))
def test_readers_see_the_words_of_every_line(html):
    document = seed(html)
    if not document.text.strip():
        return
    conversion = convert(document, PHRASES)

    assert "\n".join(record.raw for record in conversion.records) == document.text
    assert words(ENGINE.render(conversion.body).html) == "".join(document.text.split())


@given(some.text(max_size=300))
def test_any_text_taken_for_html_gives_blocks(text):
    document = seed(f"<div>{text}</div>".replace("\0", ""))

    assert len(document.marked) == (len(document.text.split("\n\n")) if document.text else 0)
