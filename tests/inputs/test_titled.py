"""A title that was given beside a text stands above it, once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.formats.inputs.titled import titled_html, titled_text

LONG = "The council has bought a lamp, which will be lit. " * 5


@pytest.mark.parametrize(
    ("text", "title", "wanted"),
    [
        ("One.\n\nTwo.", "A lamp", "A lamp\n\nOne.\n\nTwo."), ("A LAMP!\n\nOne.", "A lamp", "A LAMP!\n\nOne."),
        ("Home\nNews\n\nA lamp\n\nOne.", "A lamp", "Home\nNews\n\nA lamp\n\nOne."), ("One.", "", "One."),
        (f"{LONG}\n{LONG}", "A lamp", f"A lamp\n{LONG}\n{LONG}"), ("wrapped\ntext.", "A lamp", "A lamp\n\nwrapped\ntext."),
    ],
)  # fmt: skip
def test_a_title_is_put_above_a_text_that_does_not_say_it(text, title, wanted):
    assert titled_text(text, title) == wanted


@given(
    st.text(max_size=200), st.text(alphabet=st.characters(categories=["Lu", "Ll", "Zs"]), max_size=20).map(str.strip)
)
def test_nothing_of_a_text_is_lost_and_a_second_time_changes_nothing(text, title):
    once = titled_text(text, title)

    assert once.endswith(text.lstrip("\n"))
    assert titled_text(once, title) == once


def test_a_piece_of_html_becomes_a_page_and_a_page_stays_as_it_is():
    assert titled_html("<p>One.</p>", "A < b").count("A &lt; b") == 2
    assert titled_html("<html><body><p>One.</p>", "A") == "<html><body><p>One.</p>"
    assert titled_html("<p>One.</p>", "") == "<p>One.</p>"
