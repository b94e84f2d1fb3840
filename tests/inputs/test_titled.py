"""A title that was given beside a text stands above it, once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.formats.inputs.titled import titled

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
    assert titled(text, title) == wanted


@given(
    st.text(max_size=200), st.text(alphabet=st.characters(categories=["Lu", "Ll", "Zs"]), max_size=20).map(str.strip)
)
def test_nothing_of_a_text_is_lost_and_a_second_time_changes_nothing(text, title):
    once = titled(text, title)

    assert once.endswith(text.lstrip("\n"))
    assert titled(once, title) == once
