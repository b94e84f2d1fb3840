"""What holds for any seed whatever."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.engine.phrases import load_phrases
from generator.model import Conversion, SeedDocument
from generator.problems import Problem
from generator.stages.convert import convert

PHRASES = load_phrases()
PIECES = [
    "", " ", "Menu", "Tags", "Tags: a, b", "By Anna Lind", "By Anna Lind | 3 May 2019", "07/08/2014", "Share", "2 Comments",
    "Bea says:", "© 2019 The Paper", "- one", "- two", "1. one", "2. two", "7. seven", "Photo: Anna Lind", "\tx = f(1);",
    "The old bridge, which had stood for a hundred years, fell into the river on Monday.", "Related Article: Another Title",
    "A heading", "A heading", "---", "{{ page }}", "<b>bold</b>", "校长说，操场搬到新校区以后，这块地空了五年。", "[TOC]", "***", "•",
    "“Yes,” she said.", "One key that fits no door I own,", "the hair of a fair-haired girl,", "Read more", "Related", "\ufeff", "a\u00adb",
]  # fmt: skip

seeds = st.lists(st.sampled_from(PIECES) | st.text(max_size=80), max_size=25).map("\n".join)


def convert_text(text):
    return convert(SeedDocument("seeds/a.txt", text, ""), PHRASES)


@given(seeds | st.text())
def test_the_records_make_up_the_seed(text):
    result = convert_text(text)

    if isinstance(result, Conversion):
        assert "\n".join(record.raw for record in result.records) == text
        assert [record.number for record in result.records] == list(range(1, text.count("\n") + 2))
        assert result.title.strip()
        assert result.body.strip()
    else:
        assert isinstance(result, Problem)
        assert result.code in {"seed-empty", "seed-no-article"}


@given(seeds)
def test_a_seed_is_converted_in_one_way_only(text):
    assert convert_text(text) == convert_text(text)


@given(seeds)
def test_every_line_that_is_left_out_has_a_reason(text):
    result = convert_text(text)

    if isinstance(result, Conversion):
        assert all(record.role and record.rule and record.reason for record in result.records)


@pytest.mark.parametrize(
    "text",
    [
        "A title\n\n" + "The quick brown fox jumps over the lazy dog. " * 23_000,
        "A title\n\n" + "x" * 1_000_000,
        "A title\n" + "\n" * 100_000 + "A paragraph that ends as one should, at last.",
        "\n".join(f"Line {n} is short" for n in range(20_000)),
        "\n\n".join("The same words are said here once again, and again." for _ in range(10_000)),
        "A title\n\n" + "a, " * 300_000,
        "A title\n\n" + "- " * 300_000,
        "A title\n\n" + "(" * 300_000,
        "A title\n\n" + " " * 500_000 + "x",
        "A title\n\n" + "[" * 200_000 + "https://" * 20_000,
        "\n".join("Menu" for _ in range(20_000)) + "\nA title of some words\nText.",
        "\n".join(f"{n}. item" for n in range(20_000)),
        "\n".join("Tags" for _ in range(5_000)) + "\nRelated" * 5_000,
        "A title\n\n" + "1 de " * 100_000,
        "新" * 500_000,
    ],
    ids=range(15),
)
def test_hostile_seeds_take_no_more_than_linear_time(text):
    start = time.perf_counter()

    convert_text(text)

    assert time.perf_counter() - start < 10


@pytest.mark.parametrize("text", ["", "\n\n", " \u200b\ufeff\n"])
def test_an_empty_seed_is_a_problem(text):
    result = convert_text(text)

    assert isinstance(result, Problem)
    assert result.code == "seed-empty"


def test_a_seed_of_furniture_alone_is_a_problem():
    result = convert_text("Menu\nHome\nSkip to content\n© 2019 The Paper")

    assert isinstance(result, Problem)
    assert result.code == "seed-no-article"
    assert result.where.path == "seeds/a.txt"
