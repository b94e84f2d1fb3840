"""Confidence says how often a rule is right, and what it says can be relied on."""

import json
from pathlib import Path

import pytest
from calibrate import reliability
from hypothesis import given
from hypothesis import strategies as st
from labels import Unit, align, judge, seeds_in
from test_laws import convert_text, seeds

from generator.engine.phrases import load_phrases
from generator.model import Conversion
from generator.stages.convert.confidence import CERTAIN, DEFAULT, rate

OWN = Path(__file__).parent / "seeds"
TEXT = (
    "A lamp for the jetty\n\nBy Inga Voss | 3 May 2019\n\n"
    "The council has bought a lamp. It will be lit on Friday, if there is oil.\n\nSnap off\n\nShare\n"
)


@pytest.fixture(scope="module")
def judged():
    """The blocks and fields of all labelled seeds, those that nobody looked at among them."""
    phrases = load_phrases()
    both = [judge(path, phrases) for path in seeds_in(sorted(OWN.iterdir()))]
    return [block for blocks, _ in both for block in blocks], [field for _, fields in both for field in fields]


@given(seeds | st.text())
def test_every_record_and_field_has_a_confidence(text):
    result = convert_text(text)

    if isinstance(result, Conversion):
        assert all(0 < record.confidence <= 1 for record in result.records)
        assert all(0 < sure <= CERTAIN for sure in result.confidences.values())
        assert set(result.confidences) == set(result.origins)
        assert all(0 <= origin.line <= len(result.records) for origin in result.origins.values())


@given(seeds)
def test_every_field_that_was_found_says_where(text):
    result = convert_text(text)

    if isinstance(result, Conversion):
        found = [
            name
            for name in ("title", "date", "authors", "tags", "publisher", "captions", "related")
            if getattr(result, name)
        ]
        assert set(found) <= set(result.origins)


def test_fields_are_found_where_they_stand():
    result = convert_text(TEXT)

    assert {name: origin.line for name, origin in result.origins.items()} == {
        "title": 1, "authors": 3, "date": 3, "language": 0,
    }  # fmt: skip
    assert result.origins["date"].rule == "byline"


def test_an_article_without_a_title_is_not_sure_of_it():
    titled = convert_text(TEXT)
    bare = convert_text("- a lamp\n- a rope\n- two oars\n")

    assert bare.origins["title"].rule == "beginning"
    assert bare.confidences["title"] < titled.confidences["title"]


def test_a_short_line_below_the_article_is_doubtful_and_a_paragraph_in_it_is_not():
    sure = {record.raw: record.confidence for record in convert_text(TEXT).records}

    assert sure["Snap off"] < sure["The council has bought a lamp. It will be lit on Friday, if there is oil."]
    assert sure["Share"] > 0.9


def test_a_rule_that_was_never_measured_has_the_default():
    assert rate({}, "new-rule", "new-rule @ short inside") == DEFAULT


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_a_rule_that_was_never_wrong_is_the_surer_the_more_often_it_was_seen(few, more):
    counts = {"few": (few, few), "more": (few + more, few + more)}

    assert DEFAULT <= rate(counts, "few") <= rate(counts, "more") <= CERTAIN


def test_blocks_that_are_called_sure_are_right(judged):
    blocks, _ = judged

    rows = [(sure, seen, right) for sure, _high, seen, right in reliability((b.confidence, b.is_right) for b in blocks)]

    assert sum(seen for _, seen, _ in rows) == len(blocks) > 500
    assert all(right >= 0.9 * seen for sure, seen, right in rows if sure >= 0.9)
    assert sum(right for sure, _, right in rows if sure >= 0.95) >= 0.95 * sum(n for sure, n, _ in rows if sure >= 0.95)


def test_blocks_that_are_called_sure_are_right_in_seeds_that_taught_nothing(judged):
    names = {path.stem for path in seeds_in([OWN / "measure"])}
    sure = [block.is_right for block in judged[0] if block.seed in names and block.confidence >= 0.9]

    assert sum(sure) >= 0.9 * len(sure) > 100


def test_blocks_that_are_wrong_are_doubtful_more_often_than_others(judged):
    blocks, _ = judged

    wrong = [block.confidence < 0.9 for block in blocks if not block.is_right]
    right = [block.confidence < 0.9 for block in blocks if block.is_right]

    assert sum(wrong) / len(wrong) > 2 * sum(right) / len(right)


def test_fields_that_are_called_sure_are_right(judged):
    _, fields = judged

    sure = [field.is_right for field in fields if field.confidence >= 0.9]

    assert sum(sure) >= 0.9 * len(sure) > 50


def test_of_two_equal_lines_either_may_be_the_article():
    units = [Unit("h", "Tea"), Unit("p", "Waterfirst.")]

    assert align([("Tea", "furniture"), ("Tea", "heading"), ("Water first.", "paragraph")], units) == (
        (-1, False), (0, True), (1, True),
    )  # fmt: skip


def test_half_a_paragraph_is_not_a_whole_one():
    units = [Unit("p", "Waterfirst,thentea.")]

    assert align([("Water first,", "paragraph"), ("then tea.", "paragraph")], units) == ((0, False), (0, False))


def test_labels_find_the_whole_article_of_each_gold():
    for path in seeds_in([OWN / "tune"]):
        gold = json.loads(path.with_suffix(".gold.json").read_text(encoding="utf-8"))
        blocks, _ = judge(path, load_phrases())

        assert sum(block.is_right for block in blocks) >= len(gold["body_paragraphs"]) / 2, path.stem
