"""YAML with places: what is read, what is refused, and where each thing stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.problems import Location
from generator.yaml_places import Limits, Listed, Mapped, Scalar, compose, plain_value, suggest


def codes(text, **options):
    return [problem.code for problem in compose(text, "a.md", **options)[1]]


def test_a_scalar_stays_the_text_that_was_written():
    mapped, problems = compose("a: no\nb: 1.10\nc: 0123\nd: 12:30\ne: 2024-01-02", "a.md")

    assert problems == ()
    assert [entry.value.text for entry in mapped.entries.values()] == ["no", "1.10", "0123", "12:30", "2024-01-02"]


def test_every_key_and_value_knows_its_place():
    mapped, _ = compose("title: x\ntags:\n  - one", "a.md", first_line=2)

    assert mapped.entries["title"].where == Location("a.md", 2, 1)
    assert mapped.entries["title"].value.where == Location("a.md", 2, 8)
    assert mapped.entries["tags"].value.items[0].where == Location("a.md", 4, 5)


def test_a_line_separator_in_a_value_does_not_shift_the_lines_after_it():
    mapped, _ = compose("a: one\u2028two\nb: x", "a.md")

    assert mapped.entries["b"].where.line == 2


def test_an_empty_text_is_an_empty_mapping():
    assert compose("", "a.md")[0].entries == {}
    assert compose("# only a comment\n", "a.md")[0].entries == {}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: &x 1", "yaml-anchor"),
        ("a: &x [*x]", "yaml-anchor"),
        ("a: 1\n<<: {b: 2}", "yaml-anchor"),
        ("a: !!python/object:os.system x", "yaml-tag"),
        ("a: !!set {x}", "yaml-tag"),
        ("a: ! x", "yaml-tag"),
        ("a: 1\nb: 2\na: 3", "yaml-duplicate-key"),
        ("- a\n- b", "yaml-not-a-mapping"),
        ("text", "yaml-not-a-mapping"),
        ("? [a]\n: b", "yaml-key"),
        ("a: 1\n---\nb: 2", "yaml-documents"),
        ("a: [1, 2", "yaml-syntax"),
        ("a: b: c", "yaml-syntax"),
        ("a:\n\t- b", "yaml-syntax"),
        ("a: *unknown", "yaml-anchor"),
        ('a: "\\ud800"', "yaml-syntax"),
        ('a: "\\0"', "yaml-character"),
        ('a: "\\uffff"', "yaml-character"),
        ("a: \ud800", "yaml-syntax"),
        ("a: \x01", "yaml-syntax"),
        ("[" * 5000, "yaml-too-large"),
        ("{a: " * 5000, "yaml-too-large"),
        ("a: [" + "x," * 1001 + "]", "yaml-too-large"),
        ("a: " + "x" * 70_000, "yaml-too-large"),
    ],
)
def test_what_an_author_never_needs_is_refused(text, code):
    mapped, problems = compose(text, "a.md")

    assert mapped is None
    assert code in [problem.code for problem in problems]
    assert all(problem.where is not None and problem.what for problem in problems)


def test_a_duplicate_names_both_lines():
    (problem,) = compose("a: 1\nb: 2\na: 3", "a.md", first_line=2)[1]

    assert problem.where.line == 4
    assert [place.line for place, _ in problem.also] == [2]


def test_a_syntax_error_names_both_ends():
    (problem,) = compose("a: 1\nb: [x,\n  y\nc: 2", "a.md")[1]

    assert problem.where.line == 4
    assert problem.also[0][0].line == 2


def test_all_problems_of_a_block_are_told():
    assert codes("a: &x 1\nb: !!int 2\na: 3") == ["yaml-anchor", "yaml-tag", "yaml-duplicate-key"]


def test_limits_can_be_wider():
    assert codes("a: [" + "x," * 1500 + "]", limits=Limits(nodes=2000)) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None), ("~", None), ("null", None), ("true", True), ("false", False), ("no", "no"), ("True", "True"),
        ("3", 3), ("-3", -3), ("0", 0), ("-0", "-0"), ("0123", "0123"), ("1.5", 1.5), ("1.10", "1.10"), ("1e3", "1e3"),
        (".inf", ".inf"), ("12:30", "12:30"), ("2024-01-02", "2024-01-02"), ("'3'", "3"), ("9" * 30, "9" * 30),
        ("[1, [a]]", [1, ["a"]]), ("{b: 1}", {"b": 1}),
    ],
)  # fmt: skip
def test_plain_values_are_numbers_only_when_they_are_written_back_the_same(text, value):
    mapped, _ = compose(f"a: {text}", "a.md")

    assert plain_value(mapped.entries["a"].value) == value


@given(st.text())
def test_no_text_makes_it_fail(text):
    mapped, problems = compose(text, "a.md")

    assert (mapped is None) == bool(problems)


@given(st.text(alphabet="ab:-[]{}&*!|>'\"%@`,?#\n\t \\~<0\u2028\u00e9"))
def test_no_yaml_makes_it_fail(text):
    mapped, problems = compose(text, "a.md")

    assert (mapped is None) == bool(problems)
    for node in mapped.entries.values() if mapped else ():
        assert isinstance(node.value, Scalar | Listed | Mapped)


def test_suggestions_are_near_or_absent():
    assert suggest("titel", ["title", "date"]) == "title"
    assert suggest("LANGAUGE", ["language"]) == "language"
    assert suggest("xyz", ["title", "date"]) == ""
