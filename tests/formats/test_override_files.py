"""The YAML beside a seed: what it may say, and where each mistake in it is."""

from datetime import UTC, date, datetime

import pytest

from generator.formats.overrides import ACTIONS, LineOverride, Override, override_names, parse_overrides
from generator.model import Caption
from generator.problems import Location

PATH = "seeds/a.seed.yaml"


def parsed(text):
    overrides, problems = parse_overrides(text, PATH)

    assert problems == ()
    return overrides


def refused(text):
    overrides, problems = parse_overrides(text, PATH)

    assert overrides is None
    return problems


def test_fields_come_with_their_types():
    fields = parsed(
        "title: A lamp\ndate: 2014-03-02\nupdated: 2014-03-03 10:00Z\nauthors: [Inga Voss, Tom]\ntags: harbours, light\n"
        "language: en\npublisher: The Paper\nsummary: Words.\ncaptions:\n  - {caption: The jetty, credit: Lena}\n"
        "related: ['Lamps, and more']\nsource_url: https://a.example/\ndraft: yes\n"
    ).every.fields

    assert fields == {
        "title": "A lamp",
        "date": date(2014, 3, 2),
        "updated": datetime(2014, 3, 3, 10, tzinfo=UTC),
        "authors": ("Inga Voss", "Tom"),
        "tags": ("harbours", "light"),
        "language": "en",
        "publisher": "The Paper",
        "summary": "Words.",
        "captions": (Caption("The jetty", "Lena"),),
        "related": ("Lamps, and more",),
        "source_url": "https://a.example/",
        "draft": True,
    }


def test_null_empties_a_field():
    fields = parsed("date: null\nauthors:\ntags: ~\npublisher: null\nlanguage: null\n").every.fields

    assert fields == {"date": None, "authors": (), "tags": (), "publisher": None, "language": None}


def test_lines_are_named_by_number_range_and_text():
    lines = parsed("lines:\n  4: drop\n  6 - 9: heading\n  Two  words: keep\n  '2014': code\n").every.lines

    assert lines == (
        LineOverride("drop", Location(PATH, 2, 3), 4, 4),
        LineOverride("heading", Location(PATH, 3, 3), 6, 9),
        LineOverride("keep", Location(PATH, 4, 3), text="Two words"),
        LineOverride("code", Location(PATH, 5, 3), text="2014"),
    )


def test_a_record_is_spoken_of_by_its_key_and_all_of_them_above():
    overrides = parsed("publisher: The Paper\nrecords:\n  '17':\n    title: A lamp\n    lines: {1: drop}\n")

    assert overrides.of("seeds/a.jsonl#16") == Override({"publisher": "The Paper"})
    assert overrides.of("seeds/a.jsonl#17").fields == {"publisher": "The Paper", "title": "A lamp"}
    assert [line.action for line in overrides.of("seeds/a.jsonl#17").lines] == ["drop"]
    assert [str(problem.where) for problem in overrides.unused(["17"])] == [f"{PATH}:3:3"]
    assert overrides.unused([]) == ()


@pytest.mark.parametrize("text", ["", "\n", "# nothing\n", "lines:\n", "records:\n", "records:\n  '1':\n"])
def test_nothing_said_changes_nothing(text):
    assert parsed(text).of("seeds/a.txt#1") == Override()


@pytest.mark.parametrize(
    ("text", "place", "code", "part"),
    [
        ("titel: x", "1:1", "key-unknown", "write `title`"),
        ("slug_: x", "1:1", "key-unknown", "known here are"),
        ("title: null", "1:8", "value-invalid", "write one"),
        ("title: ''", "1:8", "value-invalid", "write one"),
        ("date: 2014-13-02", "1:7", "date-invalid", "YYYY-MM-DD"),
        ("authors: {a: b}", "1:10", "value-type", "one text"),
        ("language: English!", "1:11", "language-invalid", "`en`"),
        ("source_url: a.example", "1:13", "url-unsafe", "https://"),
        ("draft: perhaps", "1:8", "draft-unreadable", "`draft: true`"),
        ("lines: [1, 2]", "1:8", "value-type", "`3-7: drop`"),
        ("lines:\n  3: dorp", "2:6", "value-invalid", "write `drop`"),
        ("lines:\n  3:", "2:5", "value-invalid", "write one of `keep`"),
        ("lines:\n  3: [drop]", "2:6", "value-invalid", "write one of `keep`"),
        ("lines:\n  0: drop", "2:3", "value-invalid", "`3-7: drop`"),
        ("lines:\n  7-3: drop", "2:3", "value-invalid", "`3-7: drop`"),
        ("records: 17", "1:10", "value-type", "`KEY:`"),
        ("records:\n  '17': x", "2:9", "value-type", "indented"),
        ("records:\n  '17':\n    titl: x", "3:5", "key-unknown", "write `title`"),
        ("title: [", "2:1", "yaml-syntax", ""),
        ("- title", "1:1", "yaml-not-a-mapping", "key: value"),
        ("title: a\ntitle: b", "2:1", "yaml-duplicate-key", "remove one"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_its_remedy(text, place, code, part):
    (problem,) = refused(text)

    assert (str(problem.where), problem.code) == (f"{PATH}:{place}", code)
    assert part in problem.fix


def test_all_mistakes_are_told_at_once():
    problems = refused("titel: x\ndate: soon\nlines:\n  1: dropp\n  0: keep\n")

    assert [problem.where.line for problem in problems] == [1, 2, 4, 5]


@pytest.mark.parametrize("action", ACTIONS)
def test_every_action_can_be_written(action):
    assert parsed(f"lines:\n  1: {action}\n").every.lines[0].action == action


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("seeds/a.txt", ["seeds/a.txt.seed.yaml", "seeds/a.seed.yaml"]),
        ("seeds/a.txt.gz", ["seeds/a.txt.gz.seed.yaml", "seeds/a.txt.seed.yaml", "seeds/a.seed.yaml"]),
        ("seeds/v1.2.txt", ["seeds/v1.2.txt.seed.yaml", "seeds/v1.2.seed.yaml"]),
        ("seeds/.txt", ["seeds/.txt.seed.yaml"]),
        ("README", ["README.seed.yaml"]),
    ],
)
def test_overrides_lie_beside_their_seed(name, names):
    assert list(override_names(name, (".txt", ".gz"))) == names
