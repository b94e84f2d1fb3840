"""What a person says of lines and fields counts above what the rules found."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from generator.engine.phrases import load_phrases
from generator.formats.overrides import ACTIONS, parse_overrides
from generator.model import Caption, Conversion, Given, Marked, Origin, SeedDocument
from generator.stages.convert import convert

PHRASES = load_phrases()
PROSE = "The old bridge had stood for a hundred years when it fell into the river."
MORE = "Nobody was on it at the time, since nobody had been told that it was open."
SEED = f"Home\n\nThe bridge\n\nBy Anna Lind, 3 May 2019\n\n{PROSE}\n\nAdvertisement\n\nA short line\n\n{MORE}"
WRAPPED = (
    "The bridge at the mill\n\n"
    "The old bridge had stood for a hundred years when it fell into the\n"
    "river below the mill. Nobody was on it at the time, since nobody had\n"
    "been told that it was open, and the mill had been closed for years.\n\n"
    "The council will look into it when the water has gone down, which it\n"
    "is expected to do in the course of the summer, as it does each year.\n"
)


def converted(yaml, text=SEED, phrases=PHRASES):
    overrides, problems = parse_overrides(yaml, "seeds/a.seed.yaml")
    assert problems == ()
    result = convert(SeedDocument("seeds/a.txt", text, ""), phrases, overrides.of("seeds/a.txt"))
    assert isinstance(result, Conversion)
    return result


def record(conversion, number):
    found = conversion.records[number - 1]
    return found.role, found.rule, found.confidence


def test_without_overrides_the_rules_decide():
    conversion = converted("")

    assert conversion == convert(SeedDocument("seeds/a.txt", SEED, ""), PHRASES)
    assert (conversion.title, conversion.authors, conversion.date) == ("The bridge", ("Anna Lind",), date(2019, 5, 3))
    assert "Advertisement" not in conversion.body


@pytest.mark.parametrize("key", ["9", "8-9", "Advertisement", "Adver…"])
def test_a_line_is_kept(key):
    conversion = converted(f"lines:\n  {key}: keep\n")

    assert "\n\nAdvertisement\n\n" in conversion.body
    assert record(conversion, 9) == ("paragraph", "override", 1.0)
    assert "seeds/a.seed.yaml:2:3" in conversion.records[8].reason


def test_a_line_is_dropped_and_nothing_else():
    conversion = converted(f"lines:\n  '{MORE}': drop\n")

    assert MORE not in conversion.body
    assert PROSE in conversion.body
    assert record(conversion, 13) == ("furniture", "override", 1.0)


def test_a_dropped_line_states_nothing():
    conversion = converted("lines: {5: drop}")

    assert (conversion.authors, conversion.date) == ((), None)


def test_the_rules_do_not_see_what_is_dropped():
    conversion = converted(
        "lines: {3: drop}", text=f"x\n\nx\n\nSite of the day\n\nThe bridge\n\n{PROSE}".replace("x\n\n", "", 1)
    )

    assert conversion.title == "The bridge"


@pytest.mark.parametrize(
    ("role", "markdown"),
    [
        ("heading", "## A short line"),
        ("paragraph", "A short line"),
        ("list-item", "- A short line"),
        ("verse", "A short line"),
        ("code", "    A short line"),
    ],
)
def test_a_line_has_the_role_it_is_given(role, markdown):
    conversion = converted(f"lines:\n  A short line: {role}\n")

    assert markdown in conversion.body or (role == "code" and "```" in conversion.body)
    assert record(conversion, 11) == (role, "override", 1.0)


def test_lines_with_a_role_for_a_field_state_it():
    conversion = converted(
        "lines: {1: title, 3: byline, 7: caption, 9: tags, 11: related}",
        text=SEED.replace("Home", "On bridges").replace("The bridge", "Inga Voss"),
    )

    assert conversion.title == "On bridges"
    assert conversion.authors == ("Inga Voss", "Anna Lind")
    assert conversion.captions == (Caption(PROSE),)
    assert conversion.tags == ("Advertisement",)
    assert conversion.related == ("A short line",)
    assert conversion.body == f"{MORE}\n"


def test_what_stands_later_counts():
    conversion = converted("lines: {7-13: drop, 11: heading, 13: keep}")

    assert conversion.body == f"## A short line\n\n{MORE}\n"


def test_a_line_inside_a_wrapped_paragraph_can_be_dropped():
    conversion = converted("lines: {4: drop}", text=WRAPPED)

    assert "nobody had" not in conversion.body
    assert "fell into the been told" in conversion.body


def test_a_wrapped_paragraph_is_named_by_its_whole_text():
    whole = " ".join(WRAPPED.split("\n\n")[2].split())

    conversion = converted(f"lines: {{'{whole}': drop}}", text=WRAPPED)

    assert "council" not in conversion.body
    assert "closed for years" in conversion.body


def test_fields_are_set_and_emptied_and_sure():
    conversion = converted("title: Another\ndate: 2014-03-02\nauthors: null\ntags: [a, b]\ndraft: true")

    assert (conversion.title, conversion.date, conversion.authors) == ("Another", date(2014, 3, 2), ())
    assert (conversion.tags, conversion.draft) == (("a", "b"), True)
    assert {name for name, sure in conversion.confidences.items() if sure == 1.0} == {"title", "date", "tags", "draft"}
    assert {name for name, one in conversion.origins.items() if one == Origin(0, "override")} == {
        "title",
        "date",
        "tags",
        "draft",
    }
    assert "authors" not in {**conversion.confidences, **conversion.origins}


def test_a_date_that_is_set_is_no_longer_ambiguous():
    text = SEED.replace("3 May 2019", "07/08/2014")

    assert [problem.code for problem in converted("", text).problems] == ["date-ambiguous"]
    assert converted("date: 2014-08-07", text).problems == ()
    assert converted("date: null", text).problems == ()


def test_a_language_that_is_set_decides_on_the_phrases():
    text = "Die Brücke\n\nVon Anna Lind, 7. August 2014\n\nRiver.\n"

    conversion = converted("language: de", text)

    assert (conversion.language, conversion.authors, conversion.date) == ("de", ("Anna Lind",), date(2014, 8, 7))


@pytest.mark.parametrize(
    ("lines", "part"),
    [
        ("{99: drop}", "no line 99"),
        ("{11-20: keep}", "no line 20"),
        ("{2: drop}", "line 2 of the seed is empty"),
        ("{Gone with the wind: drop}", 'no line of the seed reads "Gone with the wind"'),
    ],
)
def test_what_is_said_of_lines_that_are_not_there_is_told(lines, part):
    (problem,) = converted(f"lines: {lines}").problems

    assert (problem.code, problem.severity, str(problem.where)) == (
        "override-unused",
        "warning",
        "seeds/a.seed.yaml:1:9",
    )
    assert part in problem.what


def test_what_a_person_found_counts_above_what_came_with_the_text():
    given = Given(title="Bridges", authors=("Desk",), tags=("rivers",), publisher="The Paper")
    overrides, _ = parse_overrides("lines: {1: title, 5: byline}", "seeds/a.seed.yaml")

    conversion = convert(SeedDocument("seeds/a.txt", SEED, "", given), PHRASES, overrides.every)

    assert (conversion.title, conversion.authors) == ("Home", ("Anna Lind",))
    assert (conversion.tags, conversion.publisher) == (("rivers",), "The Paper")


def test_lines_of_a_text_that_is_kept_to_the_letter_are_told_of():
    overrides, _ = parse_overrides("title: A bridge\nlines: {1: drop}", "seeds/a.seed.yaml")

    conversion = convert(SeedDocument("seeds/a.md", "One.", "", markdown="*One*.\n"), PHRASES, overrides.every)

    assert (conversion.title, conversion.body) == ("A bridge", "*One*.\n")
    assert [f"{problem.where} {problem.code}" for problem in conversion.problems] == [
        "seeds/a.seed.yaml:2:9 override-unused"
    ]


@pytest.mark.parametrize(
    ("action", "body"),
    [
        ("drop", "One [link](/x/).\n"),
        ("keep", "One [link](/x/).\n\n*Two* words\n"),
        ("heading", "One [link](/x/).\n\n## Two words\n"),
        ("list-item", "One [link](/x/).\n\n- Two words\n"),
    ],
)
def test_lines_of_a_text_with_markup_can_be_named(action, body):
    marked = (
        Marked(line=1, kind="paragraph", markdown="One [link](/x/)."),
        Marked(line=3, kind="paragraph", markdown="*Two* words"),
    )
    overrides, _ = parse_overrides(f"lines: {{Two words: {action}}}", "seeds/a.seed.yaml")
    seed = SeedDocument("seeds/a.html", "One link.\n\nTwo words", "", Given(title="T"), marked, is_article=True)

    assert convert(seed, PHRASES, overrides.every).body == body


def test_lines_of_the_collection_go_and_stay():
    phrases = structs.replace(
        PHRASES, keep=frozenset({"Advertisement"}), drop=frozenset({"A short line", "Advertisement"})
    )

    conversion = converted("", phrases=phrases)

    assert conversion.body == f"{PROSE}\n\nAdvertisement\n\n{MORE}\n"
    assert record(conversion, 9) == ("paragraph", "convert.keep", 1.0)
    assert record(conversion, 11) == ("furniture", "convert.drop", 1.0)


def test_an_override_counts_above_the_lines_of_the_collection():
    phrases = structs.replace(PHRASES, keep=frozenset({"Advertisement"}), drop=frozenset({"A short line"}))

    conversion = converted("lines: {9: drop, 11: heading}", phrases=phrases)

    assert conversion.body == f"{PROSE}\n\n## A short line\n\n{MORE}\n"


@given(
    st.dictionaries(st.integers(1, 15), st.sampled_from(ACTIONS), max_size=8),
    st.sampled_from([SEED, WRAPPED, SEED.replace("\n\n", "\n"), f"{MORE}\n{MORE}"]),
)
def test_whatever_is_said_no_line_is_lost(said, text):
    lines = ", ".join(f"{number}: {action}" for number, action in said.items())
    overrides, _ = parse_overrides(f"lines: {{{lines}}}", "seeds/a.seed.yaml")

    result = convert(SeedDocument("seeds/a.txt", text, ""), PHRASES, overrides.every)

    if isinstance(result, Conversion):
        assert "\n".join(one.raw for one in result.records) == text
        said_of = {n for n in said if n <= len(result.records) and result.records[n - 1].raw}
        assert {one.number for one in result.records if one.rule == "override"} == said_of
    else:
        assert result.code == "seed-no-article"
