import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from generator.formats.scrolling import scrollable


def test_code_takes_the_focus():
    assert (
        scrollable(Markup('<pre class="x"><code>a</code></pre>')) == '<pre tabindex="0" class="x"><code>a</code></pre>'
    )


def test_a_table_stands_in_a_box_that_takes_the_focus():
    shown = scrollable(Markup("<table><tr><td>1</td></tr></table>"), 'The "table"')

    assert shown == (
        '<div class="scroll" tabindex="0" role="group" aria-label="The &#34;table&#34;">'
        "<table><tr><td>1</td></tr></table></div>"
    )


def test_code_that_takes_the_focus_already_is_left_alone():
    assert scrollable(Markup('<pre tabindex="0">a</pre>')) == '<pre tabindex="0">a</pre>'


@pytest.mark.parametrize(
    "html",
    [
        '<a title="<table onclick=x">t</a>',
        "<img alt='<pre>'>",
        "<prefix>",
        "<tablet>",
        "&lt;table&gt;",
        "<p>a &lt; b</p>",
    ],
)
def test_nothing_else_is_changed(html):
    assert scrollable(Markup(html)) == html


def test_text_that_is_not_safe_html_is_escaped():
    assert scrollable("<table>") == "&lt;table&gt;"


@given(st.text(alphabet="<>/\"'= aptrebl\n"))
def test_what_is_not_safe_stays_harmless(text):
    assert "<" not in scrollable(text)
