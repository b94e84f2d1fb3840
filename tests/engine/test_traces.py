import pytest

from generator.engine.traces import MISSING, why_stale
from generator.model import Trace


def trace(**inputs):
    return Trace(inputs, b"r")


def test_an_output_without_a_trace_is_new():
    assert why_stale(None, {}.get) == "it is new"


def test_an_output_whose_inputs_are_the_same_is_fresh():
    inputs = {"content/a.md": b"1", "template:base.html": b"2", "template:partials/extra.html": MISSING}

    assert why_stale(Trace(inputs, b"r"), {"content/a.md": b"1", "template:base.html": b"2"}.get) is None


@pytest.mark.parametrize(
    ("key", "before", "now", "reason"),
    [
        ("content/a.md", b"1", b"2", "content/a.md changed"),
        ("content/a.md", b"1", None, "content/a.md is gone"),
        ("content/a: b.md", b"1", b"2", "content/a: b.md changed"),
        ("template:base.html", b"1", b"2", "template base.html changed"),
        ("template:own.html", MISSING, b"2", "template own.html is new"),
        ("template:own.html", b"1", None, "template own.html is gone"),
        ("query:recent:5", b"1", b"2", "query recent:5 gives another answer"),
        ("query:recent:5", b"1", None, "query recent:5 gives another answer"),
        ("config:title", b"1", b"2", "configuration title changed"),
        ("asset:theme/style.css", b"1", b"2", "theme/style.css changed"),
        ("summary:content/b.md", b"1", b"2", "the summary of content/b.md changed"),
        ("plan:a/index.html", b"1", b"2", "its place in the site changed"),
        ("code", b"1", b"2", "Seedpress or a library changed"),
    ],
)
def test_the_reason_names_the_input_in_the_words_of_the_author(key, before, now, reason):
    assert why_stale(Trace({key: before}, b"r"), {key: now}.get) == reason


def test_the_first_input_that_differs_is_the_reason():
    assert why_stale(Trace({"a.md": b"1", "b.md": b"1"}, b"r"), {"b.md": b"2", "a.md": b"2"}.get) == "a.md changed"
