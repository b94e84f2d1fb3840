"""What holds for any seed whatever."""

import re
import time
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.formats.text import clean
from generator.model import SeedDocument
from generator.problems import Problem
from generator.stages.convert import convert
from generator.stages.convert.features import marker_of, without_marker
from generator.stages.convert.page import BODY_ROLES
from tests.convert.hostile import PHRASES, pages, read, seeds

EXAMPLES = 200
ALL_EXAMPLES = 10_000
INVISIBLE = dict.fromkeys([0x200B, 0xFEFF, 0x00AD, 0x2060])


def convert_text(text):
    return convert(SeedDocument("seeds/a.txt", text, ""), PHRASES)


def letters(text):
    """*text* without white space and invisible characters: a line that was wrapped may lose its break to nothing."""
    return "".join(text.translate(INVISIBLE).split())


def words(text):
    return set(re.findall(r"\w+", unicodedata.normalize("NFC", text.translate(INVISIBLE))))


def body_of(records):
    """The letters of the lines of *records* that are the article, without the markers of lists."""
    kept = [
        (record.role, " ".join(record.raw.translate(INVISIBLE).split()))
        for record in records
        if record.role in BODY_ROLES
    ]
    return "".join(
        letters(without_marker(text) if role == "list-item" and marker_of(text) else text) for role, text in kept
    )


def fields_of(conversion):
    yield conversion.title.removesuffix("…")
    yield from conversion.authors
    yield from conversion.tags
    yield from conversion.related
    yield conversion.publisher or ""
    for caption in conversion.captions:
        yield caption.caption
        yield caption.credit or ""


def check_conservation(text):
    result = convert_text(text)

    if isinstance(result, Problem):
        assert result.code in {"seed-empty", "seed-no-article"}
    else:
        check_conversion(SeedDocument("seeds/a.txt", text, ""), result)


def check_conversion(seed, result):
    """Assert that *result* tells what became of each line of *seed*, and that no word came or went."""
    assert "\n".join(record.raw for record in result.records) == seed.text
    assert [record.number for record in result.records] == list(range(1, seed.text.count("\n") + 2))
    assert all(record.role and record.rule and record.reason for record in result.records)
    for record in result.records:
        assert (record.role == "blank") == (not letters(record.raw))
    assert result.title.strip()
    if seed.marked or seed.markdown:
        return
    for name, html in pages(result.body):
        blocks, strange = read(html)
        assert letters("".join(text for _kind, text in blocks)) == body_of(result.records), name
        assert not strange, name
    every = letters(unicodedata.normalize("NFC", seed.text))
    for field in fields_of(result):
        assert all(word in every for word in words(field)), field


@settings(max_examples=EXAMPLES)
@given(seeds | st.text().map(clean))
@example("A title\n\n1. a\n2. b\n1. c\n2. d\n")
@example("A title\n\n١. a\n٢. b\n")
def test_no_word_is_lost_and_none_is_made_up(text):
    check_conservation(text)


@pytest.mark.slow
@settings(max_examples=ALL_EXAMPLES)
@given(seeds)
def test_no_word_is_lost_and_none_is_made_up_at_length(text):
    check_conservation(text)


@given(seeds)
def test_a_seed_is_converted_in_one_way_only(text):
    assert convert_text(text) == convert_text(text)


def test_what_no_page_can_show_is_refused_with_its_place():
    result = convert_text(
        "A title\n\nThe lamp is lit \x02 on Friday, they said, and so it was.\n\nThe end of it all is near."
    )

    assert isinstance(result, Problem)
    assert result.code == "seed-unshown"
    assert result.where.line == 3


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
    start = time.process_time()

    convert_text(text)

    assert time.process_time() - start < 10


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
