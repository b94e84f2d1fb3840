"""Headings and excerpts."""

from hypothesis import given
from hypothesis import strategies as st

from generator.formats.elements import tags
from generator.formats.excerpts import cut, excerpt
from generator.formats.headings import outline
from generator.formats.sanitise import sanitise
from generator.model import Heading


def test_headings_get_anchors_that_keep_their_meaning():
    html, headings = outline("<h2>Привет, мир</h2><h3>A <em>b</em> &amp; c</h3><h2>🎉</h2>")

    assert headings[:2] == (Heading(2, "privet-mir", "Привет, мир"), Heading(3, "a-b-c", "A b & c"))
    assert headings[2].id.startswith("heading-")
    assert html.startswith('<h2 id="privet-mir">Привет, мир</h2><h3 id="a-b-c">A <em>b</em>')


def test_only_a_text_with_a_first_level_moves_down():
    assert outline('<h2 class="x">a</h2>')[0] == '<h2 id="a" class="x">a</h2>'
    assert outline("<h1>a</h1><h2>b</h2><h6>c</h6>")[0] == '<h2 id="a">a</h2><h3 id="b">b</h3><h6 id="c">c</h6>'


def test_equal_headings_get_different_anchors():
    _, headings = outline("<h2>a</h2><h2>a</h2><h2>a 2</h2><h2 id='a'>b</h2>")

    assert [heading.id for heading in headings] == ["a", "a-2", "a-2-2", "a-3"]


def test_an_id_stands_only_once():
    html, _ = outline('<p id="x">1</p><p id="x">2</p><p id="a">3</p><h2>a</h2>')

    assert html == '<p id="x">1</p><p>2</p><p>3</p><h2 id="a">a</h2>'


def test_a_footnote_mark_is_no_part_of_a_heading():
    _, (heading,) = outline('<h2>Bread<sup id="fnref:1"><a href="#fn:1">1</a></sup></h2>')

    assert heading == Heading(2, "bread", "Bread")


@given(
    st.lists(
        st.sampled_from(["<h1>", "</h1>", "<h2 id=a>", "<h3>", "</h3>", "a", "b ", "<p id=a>", "<b>", "</p>"]),
        max_size=20,
    ).map("".join)
)
def test_ids_are_unique_and_no_heading_of_the_first_level_is_left(text):
    html, headings = outline(sanitise(text))

    ids = [tag.attributes()["id"] for tag in tags(html) if not tag.is_end and "id" in tag.attributes()]
    assert len(ids) == len(set(ids))
    assert {heading.id for heading in headings} <= set(ids)
    assert "<h1" not in html
    assert sanitise(html) == html


def test_many_equal_headings_take_linear_time():
    _, headings = outline("<h2>a</h2>" * 20_000)

    assert len({heading.id for heading in headings}) == 20_000


def test_an_excerpt_is_the_text_of_the_first_paragraphs():
    html = "<h2>No</h2><figure><p>no</p></figure><p>One <em>two</em> &amp; three.</p><ul><li>x</li></ul><p>Four.</p>"

    assert excerpt(html, 280) == "One two & three. Four."
    assert excerpt(html, 20) == "One two & three…"
    assert excerpt(html, 0) == ""


def test_notes_and_quotations_are_no_beginning():
    html = (
        '<div class="admonition note"><p class="admonition-title">N</p><div><p>no</p></div></div>'
        "<blockquote><p>no</p></blockquote><table><tr><td><p>no</p></td></tr></table><p>Yes.<br>So.</p>"
        '<div class="footnote"><ol><li><p>no</p></li></ol></div>'
    )

    assert excerpt(html, 280) == "Yes. So."


def test_without_a_paragraph_all_text_counts():
    assert excerpt("<ul><li>One</li><li>Two</li></ul>", 280) == "One Two"


@given(st.text(), st.integers(2, 50))
def test_a_cut_text_is_short_enough_and_a_beginning(text, limit):
    shorter = cut(text, limit)

    assert len(shorter) <= limit
    assert shorter == text or text.startswith(shorter.removesuffix("…"))
