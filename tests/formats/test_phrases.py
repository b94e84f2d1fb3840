"""Phrases of a collection stand beside those that are built in."""

import pytest

from generator.engine.phrases import load_phrases
from generator.formats.phrases import Languages, Phrases, parse_phrases
from generator.model import Conversion, SeedDocument
from generator.stages.convert import convert

PHRASES = load_phrases()
PROSE = "The old bridge had stood for a hundred years when it fell into the river."
MORE = "Nobody was on it at the time, since nobody had been told that it was open."


def test_no_phrases_of_its_own_change_nothing():
    assert PHRASES.extended({}) is PHRASES


@pytest.mark.parametrize("code", ["en", "all"])
def test_phrases_of_a_collection_are_added(code):
    phrases = PHRASES.extended({code: {"strong": ("Back to the quay",)}})

    assert "back to the quay" in phrases.spoken("en").strong
    assert "back to the quay" in phrases.every.strong
    assert phrases.spoken("en").strong >= PHRASES.spoken("en").strong
    assert ("back to the quay" in phrases.spoken("fr").strong) == (code in {"en", "all"})


def test_phrases_of_one_language_do_not_count_in_another():
    phrases = PHRASES.extended({"de": {"strong": ["zum kai"]}})

    assert "zum kai" in phrases.spoken("de").strong
    assert "zum kai" not in phrases.spoken("fr").strong


def test_a_language_without_a_vocabulary_keeps_those_of_all():
    phrases = PHRASES.extended({"xx": {"byline": ["skribita de"], "months": ["ja jan", *[""] * 11]}})

    assert phrases.spoken("xx").is_general
    assert phrases.spoken("xx").months["ja"] == 1
    assert "skribita de" in phrases.spoken("xx").byline
    assert "by" in phrases.spoken("xx").byline


def test_a_month_of_the_collection_counts_before_one_that_is_built_in():
    phrases = parse_phrases({"en": 'months = ["mar"]'}).extended({"en": {"months": ["", "", "mar", *[""] * 9]}})

    assert phrases.spoken("en").months["mar"] == 3


def test_phrases_of_a_collection_decide_on_lines():
    text = f"The bridge\n\n{PROSE}\n\nBack to the quay\n\n{MORE}"

    def body(phrases: Phrases) -> str:
        result = convert(SeedDocument("seeds/a.txt", text, ""), phrases)
        assert isinstance(result, Conversion)
        return result.body

    assert "Back to the quay" in body(PHRASES)
    assert body(PHRASES.extended({"en": {"strong": ["back to the quay"]}})) == f"{PROSE}\n\n{MORE}\n"


def test_a_language_is_read_when_it_is_asked_for():
    languages = Languages({"en": 'strong = ["Menu"]', "xx": "this is no TOML"})

    assert set(languages) == {"en", "xx"}
    assert "xx" in languages
    assert "menu" in languages["en"].strong
    with pytest.raises(ValueError, match="Expected"):
        languages["xx"]
