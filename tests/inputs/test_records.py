"""Records in JSON Lines and JSON: which key holds what, and what becomes of those that hold nothing or nonsense."""

import json
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import body, codes, read

FULL = {
    "id": "lamp-1",
    "text": "A lamp\n\nThe council has bought a lamp.",
    "url": "https://lantern.example/lamp",
    "title": "A lamp for the jetty",
    "authors": ["Inga Voss", {"name": "Ole Lund"}],
    "published": "2024-05-01T10:00:00+02:00",
    "tags": ["Sea", "lamps"],
    "language": "en_GB",
    "publisher": {"@type": "Organization", "name": "The Lantern"},
    "summary": "A lamp was bought.",
    "license": "CC BY 4.0",
    "timestamp": "2025-01-01T00:00:00Z",
}


def jsonl(*records):
    return b"\n".join(record if isinstance(record, bytes) else json.dumps(record).encode() for record in records)


def given_of(record, **options):
    (document,), problems = read(jsonl({"text": "One.", **record}), "a.jsonl", **options)
    return document.given, problems


def test_a_record_is_a_document_with_all_it_says_beside_its_text():
    (document,), problems = read(jsonl(FULL), "seeds/a.jsonl")

    assert (document.path, body(document), problems) == ("seeds/a.jsonl#lamp-1", FULL["text"], [])
    said = document.given
    assert (said.title, said.authors, said.tags) == (
        "A lamp for the jetty",
        ("Inga Voss", "Ole Lund"),
        ("Sea", "lamps"),
    )
    assert said.date == datetime.fromisoformat("2024-05-01T10:00:00+02:00")
    assert (said.language, said.publisher, said.summary) == ("en-GB", "The Lantern", "A lamp was bought.")
    assert (said.url, said.extra) == ("https://lantern.example/lamp", {"license": "CC BY 4.0"})


@pytest.mark.parametrize(
    "key",
    [
        "timestamp",
        "crawl_date",
        "fetched",
        "warc-date",
        "WARC-Date",
        "date_download",
        "date_crawled",
        "crawled_at",
        "time",
    ],
)
def test_the_time_of_a_crawl_is_no_date_of_publication(key):
    assert given_of({key: "2024-05-01T10:00:00Z"})[0].date is None


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2024-05-01", date(2024, 5, 1)), ("2024-05-01 00:00:00", date(2024, 5, 1)), ("2024/05/01", date(2024, 5, 1)),
        ("20240501", date(2024, 5, 1)), (20240501, date(2024, 5, 1)), (1714557600, datetime(2024, 5, 1, 10, tzinfo=UTC)),
        (1714557600000, datetime(2024, 5, 1, 10, tzinfo=UTC)), ("2024-05-01T10:00:00.123Z", datetime(2024, 5, 1, 10, 0, 0, 123000, UTC)),
        ("Wed, 01 May 2024 10:00:00 GMT", datetime(2024, 5, 1, 10, tzinfo=UTC)), (["2024-05-01"], date(2024, 5, 1)),
        ("2024-05-01 10:00", datetime(2024, 5, 1, 10, tzinfo=ZoneInfo("Europe/Berlin"))), ({"value": "2024-05-01"}, date(2024, 5, 1)),
    ],
)  # fmt: skip
def test_dates_are_read_in_the_forms_that_programs_write(written, meant):
    said, problems = given_of({"date": written}, zone=ZoneInfo("Europe/Berlin"))

    assert (said.date, problems) == (meant, [])


@pytest.mark.parametrize(
    "written", ["yesterday", "2024", "07/08/2014", 7, 10**30, True, {"a": 1}, "2024-13-01", 1.5, "3 hours ago"]
)
def test_what_is_no_date_is_left_out_with_a_warning(written):
    said, (problem,) = given_of({"date": written})

    assert said.date is None
    assert (problem.code, problem.severity, problem.where.line) == ("record-field", "warning", 1)
    assert "`date`" in problem.what


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Inga Voss", ("Inga Voss",)), ("By Inga Voss and Ole Lund", ("Inga Voss", "Ole Lund")), ("Voss, Inga", ("Voss, Inga",)),
        ("Inga Voss, Ole Lund & Mia Berg", ("Inga Voss", "Ole Lund", "Mia Berg")), ("Voss, I.; Lund, O.", ("Voss, I.", "Lund, O.")),
        ("José Ortega y Gasset", ("José Ortega y Gasset",)), ("王小明、李雷", ("王小明", "李雷")), ([], ()), ("", ()), (None, ()),
        ({"name": "Inga Voss"}, ("Inga Voss",)), (["Inga Voss", "Inga Voss", ""], ("Inga Voss",)), ("Byron", ("Byron",)),
    ],
)  # fmt: skip
def test_authors_are_read_however_they_are_written(written, meant):
    assert given_of({"author": written})[0].authors == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("sea, lamps; night", ("sea", "lamps", "night")), (["sea", 1984, None], ("sea", "1984")), ("['sea', 'lamps']", ("sea", "lamps")),
        ([{"term": "sea"}, {"label": "lamps"}], ("sea", "lamps")), ("sea", ("sea",)), (None, ()),
    ],
)  # fmt: skip
def test_tags_are_read_however_they_are_written(written, meant):
    assert given_of({"keywords": written})[0].tags == meant


@pytest.mark.parametrize(
    ("key", "value"),
    [("title", ["a"]), ("title", 1.5), ("title", "x" * 5000), ("url", "javascript:alert(1)"), ("url", "a b"), ("url", 7),
     ("language", "English, please"), ("tags", [["deep"]]), ("tags", [str(n) for n in range(999)]), ("author", 3.5), ("summary", True)],
)  # fmt: skip
def test_a_field_of_the_wrong_kind_is_left_out_with_a_warning(key, value):
    (document,), (problem,) = read(jsonl({"text": "One.", key: value}), "a.jsonl")

    assert document.text == "One."
    assert (problem.code, problem.severity) == ("record-field", "warning")


@pytest.mark.parametrize(
    ("hostile", "code", "part"),
    [
        (b"not json", "record-unreadable", "not JSON"), (b'{"text": "a"', "record-unreadable", "not JSON"), (b"[1]", "record-unreadable", "a list"),
        (b"7", "record-unreadable", "a number"), (b'{"text": "caf\xe9"}', "record-unreadable", "0xe9"),
        (b'{"text": NaN}', "record-without-text", "empty"), (b'{"text": 5}', "record-without-text", "a number"),
        (b'{"text": "a", "text": "b"}', "record-without-text", "twice"), (b'{"text": ""}', "record-without-text", "empty"),
        (b'{"text": "\\n \\n"}', "record-without-text", "empty"), (b'{"words": "a"}', "record-without-text", "no key holds one"),
        (b'{"text": "a", "n": ' + b"[" * 200_000 + b"}", "record-unreadable", "nested"),
        (b'{"text": "a", "n": ' + b"9" * 9000 + b"}", "record-unreadable", "digits"),
        (b'{"text": "' + b"a" * 3_000_000 + b'"}', "record-too-large", "3,000,012"),
    ],
    ids=lambda value: value[:24] if isinstance(value, bytes) else None,
)  # fmt: skip
def test_a_bad_record_is_named_with_its_line_and_the_next_one_goes_on(hostile, code, part):
    raw = jsonl({"text": "One."}, b"", hostile, {"text": "Two."})

    documents, (problem,) = read(raw, "seeds/a.jsonl", largest=1_000_000)

    assert [one.text for one in documents] == ["One.", "Two."]
    assert (problem.code, problem.severity, problem.where.path, problem.where.line) == (
        code,
        "warning",
        "seeds/a.jsonl",
        3,
    )
    assert "record 2" in problem.what
    assert part in problem.why


def test_nonsense_that_nobody_reads_is_no_matter():
    assert read(b'{"text": "One.", "score": NaN, "n": 1, "n": 2, "deep": [[[[{}]]]]}', "a.jsonl")[1] == []


def test_keys_can_be_named_and_lead_inwards():
    record = {"text": "Not this.", "story": {"full": "This."}, "meta": {"day": "2024-05-01"}, "date": "2020-01-01"}

    (document,), problems = read(jsonl(record), "a.jsonl", keys={"text": "story.full", "date": "meta.day"})

    assert (document.text, document.given.date, problems) == ("This.", date(2024, 5, 1), [])


def test_a_named_key_that_is_not_there_is_no_text():
    assert codes(read(jsonl({"text": "One."}), "a.jsonl", keys={"text": "story"})[1]) == ["record-without-text"]


def test_records_are_known_by_id_by_address_or_by_number_and_never_by_the_same_name():
    raw = jsonl({"text": "a", "id": 7}, {"text": "b", "url": "https://a.example/?q=1"}, {"text": "c"}, {"text": "d", "id": 7},
                {"text": "e", "id": "x\ny\u0000" + "z" * 300})  # fmt: skip

    paths = [one.path for one in read(raw, "a.jsonl")[0]]

    assert paths[:4] == ["a.jsonl#7", "a.jsonl#https://a.example/?q=1", "a.jsonl#3", "a.jsonl#7~4"]
    assert paths[4].startswith("a.jsonl#x yzzz")
    assert len(paths[4]) < 220


def test_an_edit_changes_the_digest_of_its_record_alone():
    before = read(jsonl({"text": "a"}, {"text": "b"}), "a.jsonl")[0]
    after = read(jsonl({"text": "a"}, {"text": "c"}), "a.jsonl")[0]

    assert before[0].digest == after[0].digest
    assert before[1].digest != after[1].digest


def test_a_list_is_read_like_lines():
    raw = (
        b"[\n"
        + b",\n".join(json.dumps(FULL | {"id": number}, indent=1).encode() for number in range(3))
        + b",\n7, {]}\n"
    )

    line = raw.count(b"\n", 0, raw.index(b"7,")) + 1

    documents, problems = read(raw, "a.json")

    assert [one.path for one in documents] == ["a.json#0", "a.json#1", "a.json#2"]
    assert [(one.code, one.where.line) for one in problems] == [("record-unreadable", line)] * 2


def test_a_single_record_has_the_name_of_its_file():
    (document,), _ = read(json.dumps(FULL, indent=2).encode(), "seeds/lamp.json")

    assert (document.path, document.given.title) == ("seeds/lamp.json", FULL["title"])


def test_a_list_within_a_record_is_found():
    raw = json.dumps({"count": 2, "tags": ["x"], "articles": [FULL, {"text": "Two."}, 7]}, indent=1).encode()

    documents, problems = read(raw, "a.json")

    assert [one.path for one in documents] == ["a.json#lamp-1", "a.json#2"]
    assert codes(problems) == ["record-unreadable"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig"])
def test_records_in_other_encodings_with_a_mark(encoding):
    raw = (json.dumps({"text": "Grüße"}, ensure_ascii=False) + "\n" + json.dumps({"text": "Two"})).encode(encoding)

    assert [one.text for one in read(raw, "a.jsonl")[0]] == ["Grüße", "Two"]


def test_records_in_a_declared_encoding():
    raw = '{"text": "Grüße"}\n{"text": "Öl"}'.encode("latin-1") + '\n{"text": "Äpfel"}'.encode()

    assert [one.text for one in read(raw, "a.jsonl", encoding="latin-1")[0]] == ["Grüße", "Öl", "Äpfel"]


def test_a_file_of_nothing_but_bad_records_does_not_fill_the_screen():
    _, problems = read(b"{}\n" * 5000, "a.jsonl")

    assert len(problems) == 101
    assert problems[-1].what == "there are 4,900 more problems of this kind"


def test_what_wordpress_answers_is_understood():
    raw = json.dumps(
        [
            {
                "id": 5,
                "title": {"rendered": "Tea &#8217;n&#8217; lamps"},
                "content": {"rendered": "One."},
                "link": "https://a.example/5",
            }
        ]
    )

    (document,), problems = read(raw.encode(), "posts.json")

    assert (document.given.title, body(document), problems) == ("Tea ’n’ lamps", "One.", [])


@pytest.mark.parametrize(
    ("raw", "name"), [(b"", "a.jsonl"), (b"\n\n", "a.jsonl"), (b"title,text\n", "a.csv"), (b'[ {"', "a.json")]
)
def test_a_file_without_records_says_so(raw, name):
    documents, (problem,) = read(raw, name)

    assert documents == []
    assert problem.code in {"seed-empty", "record-unreadable"}


def test_html_in_a_record_is_all_article():
    raw = jsonl(
        {"title": "A rope", "content": "<p>The <b>council</b> has a rope.</p><p>Nobody <a href='/x'>asks</a> why.</p>"}
    )

    (document,), problems = read(raw, "a.jsonl")

    assert (document.given.title, document.is_article, problems) == ("A rope", True, [])
    assert document.text == "The council has a rope.\n\nNobody asks why."
    assert document.marked[0].markdown == "The **council** has a rope."


def test_tags_in_a_key_called_text_are_text():
    assert read(jsonl({"text": "<p>is a tag.</p>"}), "a.jsonl")[0][0].text == "<p>is a tag.</p>"


def test_markdown_in_a_record_is_kept():
    (document,), problems = read(jsonl({"title": "A net", "markdown": "The *net*.\n\n- one\n"}), "a.jsonl")

    assert (document.given.title, document.markdown, problems) == ("A net", "The *net*.\n\n- one\n", [])


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4), max_leaves=8,
)  # fmt: skip
names = st.sampled_from(
    [
        "text",
        "html",
        "markdown",
        "title",
        "url",
        "author",
        "date",
        "updated",
        "tags",
        "lang",
        "id",
        "publisher",
        "license",
    ]
)


@given(st.lists(st.dictionaries(names, json_values, max_size=8).map(lambda one: json.dumps(one).encode()) | st.binary(max_size=40), max_size=8),
       st.sampled_from(["a.jsonl", "a.json", "a.csv"]), st.sampled_from(["", "cp1252", "utf-16", "shift_jis"]))  # fmt: skip
def test_any_records_give_documents_or_problems_and_names_are_unique(records, name, encoding):
    for raw in (b"\n".join(records), b"[" + b",".join(records) + b"]"):
        documents, _ = read(raw, name, encoding=encoding)

        assert len({one.path for one in documents}) == len(documents)
        assert all("\0" not in one.text + one.path + one.given.title for one in documents)


@given(st.lists(st.text(alphabet='a",\n\r\t;|\u00e9\0', max_size=12), max_size=12), st.sampled_from(",;\t|"))
def test_any_table_gives_documents_or_problems(lines, mark):
    raw = "\n".join([f"title{mark}text", *lines]).encode()

    documents, _ = read(raw, "a.csv")

    assert len({one.path for one in documents}) == len(documents)


@given(st.lists(st.lists(json_values, max_size=3).map(json.dumps), max_size=6), st.integers(1, 7))
def test_a_list_is_cut_where_its_elements_end(parts, step):
    from generator.formats.inputs.elements import elements
    from generator.formats.inputs.streams import Stream

    raw = ("[" + ",".join(parts) + "]").encode()
    pieces = [raw[at : at + step] for at in range(0, len(raw), step)]

    assert [one.raw.decode() for one in elements(Stream(pieces), 10_000)] == ([part.strip() for part in parts] or [""])[
        : len(parts) or 1
    ]
