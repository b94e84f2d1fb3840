"""Front matter: found, understood in the words of five generators, written, refused."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.formats.dates import parse_moment
from generator.formats.frontmatter import join, read_metadata, split
from generator.formats.text import clean
from generator.model import Caption, SourceFile


def read(front, body="text\n", path="content/news/a.md"):
    """Return metadata and problem codes of a file with *front* as its front matter."""
    metadata, _, _, problems = read_metadata(SourceFile(path, f"---\n{front}\n---\n{body}"), UTC)
    return metadata, [problem.code for problem in problems]


def fields(front, **options):
    metadata, codes = read(front, **options)
    assert codes == []
    return metadata


# -- finding it


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("---\na: 1\n---\nbody", ("a: 1\n", "body", 4)),
        ("---\na: 1\n---\n\nbody", ("a: 1\n", "body", 5)),
        ("---\na: 1\n---\n\n\nbody", ("a: 1\n", "\nbody", 5)),
        ("---\na: 1\n---", ("a: 1\n", "", 4)),
        ("---\n---\nbody", ("", "body", 3)),
        ("---\n---", ("", "", 3)),
        ("--- \na: 1\n---\nbody", ("a: 1\n", "body", 4)),
        ("---\na: 1\n--- \nb: 2\n---\nbody", ("a: 1\n--- \nb: 2\n", "body", 6)),
        ("---\na: 1\n----\n---\nbody\n---\nmore", ("a: 1\n----\n", "body\n---\nmore", 5)),
        ("---\na: \u2028---\u2028\n---\nbody", ("a: \u2028---\u2028\n", "body", 4)),
        ("body\n---\nmore", (None, "body\n---\nmore", 1)),
        (" ---\na: 1\n---\n", (None, " ---\na: 1\n---\n", 1)),
        ("---\na: 1\n", (None, "---\na: 1\n", 1)),
        ("", (None, "", 1)),
        ("---", (None, "---", 1)),
    ],
)
def test_front_matter_ends_at_the_first_line_that_is_exactly_three_hyphens(text, parts):
    assert split(text) == parts


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("---\ntitle: x\n", "front-matter-unterminated"),
        ("---", "front-matter-unterminated"),
        ("+++\ntitle = 'x'\n+++\n", "front-matter-toml"),
        ("---\n- a\n---\n", "yaml-not-a-mapping"),
        ("---\njust words\n---\n", "yaml-not-a-mapping"),
        ("---\na: 1\n...\n---\n", None),
        ("---\na: [\n---\n", "yaml-syntax"),
    ],
)
def test_a_block_that_cannot_be_read_is_one_problem(text, code):
    metadata, _, _, problems = read_metadata(SourceFile("content/a.md", text), UTC)

    assert [problem.code for problem in problems if problem.is_error] == ([code] if code else [])
    assert (metadata is None) == bool(code)


def test_an_end_that_was_meant_is_pointed_at():
    (problem,) = read_metadata(SourceFile("content/a.md", "---\ntitle: x\n--- \ntext\n"), UTC)[3]

    assert problem.also[0][0].line == 3


# -- understanding it


def test_scalars_are_typed_by_their_key():
    metadata = fields('title: 2024\ntags: [no, 2024, 1.10, 12:30, null]\nid: 0123\nweight: "7"\nsummary: yes')

    assert metadata.title == "2024"
    assert metadata.tags == ("no", "2024", "1.10", "12:30", "null")
    assert (metadata.id, metadata.weight, metadata.summary) == ("0123", 7, "yes")


def test_a_key_without_a_value_counts_as_absent():
    metadata = fields("title: T\ndate:\ntags:\nsummary: ~\nslug: null\nweight:")

    assert (metadata.date, metadata.tags, metadata.summary, metadata.slug, metadata.weight) == (None, (), "", "", 0)


def test_the_line_of_each_key_is_known():
    assert fields("title: T\n\ntags: [a]\nlastmod: 2024-01-02").places == {"title": 2, "tags": 4, "updated": 5}


def test_hugo_is_understood():
    metadata = fields(
        "title: T\npublishDate: 2024-01-02\nlastmod: 2024-02-03\nexpiryDate: 2025-01-01\nurl: /old/place\n"
        "keywords: [k]\nauthor: Ann\naliases: [/a, /b.html]\ndescription: D\nparams:\n  hero: x.jpg"
    )

    assert metadata.date == datetime(2024, 1, 2, tzinfo=UTC)
    assert metadata.updated == datetime(2024, 2, 3, tzinfo=UTC)
    assert metadata.expires == datetime(2025, 1, 1, tzinfo=UTC)
    assert (metadata.permalink, metadata.aliases) == ("/old/place/", ("/a/", "/b.html"))
    assert (metadata.tags, metadata.authors, metadata.summary) == (("k",), ("Ann",), "D")
    assert metadata.extra == {"hero": "x.jpg", "keywords": ["k"]}


def test_jekyll_is_understood():
    metadata = fields(
        "layout: post\ntitle: T\ndate: 2024-01-02 03:04:05 +0100\ncategory: News\ntags: a, b\npermalink: /x.html\n"
        "published: false\nredirect_from: /y/\nlast_modified_at: 2024-02-03\nlang: de_DE"
    )

    assert metadata.date.isoformat() == "2024-01-02T03:04:05+01:00"
    assert (metadata.layout, metadata.tags, metadata.permalink) == ("", ("a", "b", "News"), "/x.html")
    assert (metadata.draft, metadata.aliases, metadata.language) == (True, ("/y/",), "de-DE")


def test_pelican_is_understood():
    metadata = fields(
        "Title: T\nDate: 2024-01-02 10:20\nModified: 2024-02-03\nCategory: News\nAuthors: Ann Lee; Bo, Jr.\n"
        "Status: draft\nSave_as: a/b/index.html"
    )

    assert (metadata.title, metadata.authors, metadata.draft) == ("T", ("Ann Lee", "Bo, Jr."), True)
    assert (metadata.permalink, metadata.tags) == ("/a/b/", ("News",))
    assert metadata.updated == datetime(2024, 2, 3, tzinfo=UTC)


def test_zola_is_understood():
    metadata = fields(
        "title: T\nupdated: 2024-02-03\ndraft: false\ntemplate: page.html\npath: x/y\nweight: 3\npaginate_by: 5\n"
        "taxonomies:\n  tags: [a, b]\n  authors: [Ann]\n  series: [s]\nextra:\n  n: 1\n  deep: {a: [1, x]}"
    )

    assert (metadata.layout, metadata.permalink, metadata.weight, metadata.paginate) == ("page", "/x/y/", 3, 5)
    assert (metadata.tags, metadata.authors) == (("a", "b"), ("Ann",))
    assert metadata.extra["deep"] == {"a": [1, "x"]}
    assert metadata.extra["n"] == 1


def test_the_name_that_is_ours_counts_before_others():
    metadata = fields("title: T\ndescription: D\nsummary: S\nlastmod: 2024-01-01\nupdated: 2024-02-02")

    assert metadata.summary == "S"
    assert metadata.updated == datetime(2024, 2, 2, tzinfo=UTC)
    assert metadata.extra == {"description": "D", "lastmod": "2024-01-01"}


def test_authors_may_be_mappings_with_names():
    assert fields("title: T\nauthors: [{name: Ann, url: x}, Bo]").authors == ("Ann", "Bo")
    assert fields("title: T\nauthor: Lee, Ann").authors == ("Lee, Ann",)


def test_captions_are_texts_or_pairs():
    metadata = fields("title: T\ncaptions:\n  - One\n  - caption: Two\n    credit: Ann")

    assert metadata.captions == (Caption("One"), Caption("Two", "Ann"))


@pytest.mark.parametrize("text", ["true", "True", "yes", "on", '"true"', "TRUE"])
def test_a_draft_is_true_in_every_spelling(text):
    assert fields(f"title: T\ndraft: {text}").draft


@pytest.mark.parametrize("text", ["false", "no", "off", "'false'"])
def test_a_draft_is_false_in_every_spelling(text):
    assert not fields(f"title: T\ndraft: {text}").draft


@pytest.mark.parametrize(
    "line",
    [
        "draft: yes please",
        "draft: 1",
        "draft:",
        "draft: [true]",
        "draft: {}",
        "published: maybe",
        "status: drfat",
        "status: [draft]",
    ],
)
def test_what_may_not_be_meant_for_readers_is_an_error_and_a_draft(line):
    metadata, codes = read(f"title: T\n{line}")

    assert codes == ["draft-unreadable"]
    assert metadata.draft


def test_published_may_also_be_a_date():
    metadata = fields("title: T\npublished: 2024-01-02")

    assert metadata.date == datetime(2024, 1, 2, tzinfo=UTC)
    assert not metadata.draft


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("date: 2024-02-30", "date-invalid"), ("date: [x]", "value-type"), ("title: [x]", "value-type"),
        ("title: {a: b}", "value-type"), ("tags: {a: b}", "value-type"), ("tags: [[a]]", "value-type"),
        ("slug: ../../x", "slug-unsafe"), ("slug: [x]", "value-type"), ("slug: a:b", "slug-unsafe"),
        ("permalink: /../x/", "permalink-unsafe"), ("permalink: https://example.org/", "permalink-unsafe"),
        ("permalink: //host/x", "permalink-unsafe"), ("url: javascript:alert(1)", "permalink-unsafe"),
        ("aliases: [/ok/, /../x]", "permalink-unsafe"), ("aliases: '/a\\b'", "permalink-unsafe"),
        ("save_as: ../x/index.html", "permalink-unsafe"), ("layout: ../base", "layout-unsafe"), ("layout: /etc/x", "layout-unsafe"),
        ("source_url: javascript:alert(1)", "url-unsafe"), ("source_url: /x", "url-unsafe"), ("language: x y", "language-invalid"),
        ("language: '\"><script>'", "language-invalid"), ("weight: ten", "value-type"), ("weight: 99999999999", "value-type"),
        ("paginate: -1", "value-type"), ("captions: [{x: y}]", "value-type"), ("tags: [" + "".join(f"t{n}," for n in range(300)) + "]", "too-many"),
        ("TITLE: x", "yaml-duplicate-key"), ("added: 2024-02-30", "date-invalid"), ("expires: soon", "date-invalid"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_a_problem_with_its_line(line, code):
    front = f"title: T\n{line}" if not line.startswith("title") else f"id: T\n{line}"

    metadata, _, _, problems = read_metadata(SourceFile("content/a.md", f"---\n{front}\n---\ntext"), UTC)

    assert [problem.code for problem in problems if problem.is_error] == [code]
    assert problems[0].where.line == 3
    assert problems[0].fix
    assert metadata is not None


def test_every_wrong_value_of_a_file_is_told():
    _, codes = read("title: T\ndate: never\nslug: /\nlayout: ..")

    assert codes == ["slug-unsafe", "date-invalid", "layout-unsafe"]


def test_a_message_shows_no_sign_that_turns_text():
    _, _, _, (problem,) = read_metadata(SourceFile("content/a.md", "---\ntitle: T\nslug: a/\u202egnp\n---\n"), UTC)

    assert problem.what == 'slug "a/gnp" cannot stand in an address'


def test_unknown_keys_are_kept_for_templates():
    assert fields("title: T\nmood: 1.10\nsite: x\n__class__: y\nlist: [1, a]").extra == {
        "mood": "1.10", "site": "x", "__class__": "y", "list": [1, "a"],
    }  # fmt: skip


def test_a_near_miss_of_a_known_key_is_warned_of():
    metadata, _, _, problems = read_metadata(
        SourceFile("content/a.md", "---\ntitle: T\ntga: x\nauhtors: x\n---\n"), UTC
    )

    assert [(p.code, p.severity, p.where.line, p.fix) for p in problems] == [
        ("key-unknown", "warning", 4, "did you mean authors?"),
    ]
    assert metadata.extra == {"tga": "x", "auhtors": "x"}


@pytest.mark.parametrize(
    "key", ["image", "series", "toc", "cover", "comments", "hero_image", "featured", "menu", "mathjax"]
)
def test_keys_of_other_generators_are_no_misspellings(key):
    assert fields(f"title: T\n{key}: x").extra == {key: "x"}


# -- the title


def titled(text, path="content/news/a-day.md"):
    metadata, body, line, _ = read_metadata(SourceFile(path, text), UTC)
    return metadata.title, body, line


def test_a_missing_title_is_the_first_heading_which_then_leaves_the_body():
    assert titled("---\ntags: [a]\n---\n\n# A *fine* `day` #\n\ntext") == ("A fine day", "text", 7)
    assert titled("A day\n=====\ntext") == ("A day", "text", 3)


def test_a_heading_that_repeats_the_title_leaves_the_body():
    assert titled("---\ntitle: A day\n---\n# A day\ntext") == ("A day", "text", 5)


def test_another_heading_stays():
    assert titled("---\ntitle: A day\n---\n# Other\ntext") == ("A day", "# Other\ntext", 4)
    assert titled("intro\n\n```\n# no\n```\n\n# Late\n") == ("Late", "intro\n\n```\n# no\n```\n\n# Late\n", 1)


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("content/news/2024-01-02-a-fine_day.md", "A fine day"), ("content/a day/index.md", "A day"),
        ("content/fine-food/_index.md", "Fine food"), ("content/_index.md", "Home"), ("content/日記.md", "日記"),
    ],
)  # fmt: skip
def test_the_last_resort_is_the_name_of_the_file(path, title):
    assert titled("text", path)[0] == title


def test_a_title_from_a_file_name_is_noted():
    _, _, _, (problem,) = read_metadata(SourceFile("content/a.md", "text"), UTC)
    assert (problem.code, problem.severity) == ("title-missing", "notice")

    _, _, _, (problem,) = read_metadata(SourceFile("content/a.md", "\n"), UTC)
    assert (problem.code, problem.severity) == ("content-empty", "warning")


# -- writing it


def test_front_matter_is_written_in_one_order_and_style():
    written = join(
        {"zz": {"b": [1, {"q": "w"}]}, "draft": False, "tags": ["no", "C#", "1.10"], "title": 'So: "x"', "date": date(2024, 1, 2),
         "captions": (Caption("One", "Ann"), Caption("Two")), "summary": "", "language": None, "id": "a1-b"},
        "body\n",
    )  # fmt: skip

    assert written == (
        '---\nid: a1-b\ntitle: "So: \\"x\\""\ndate: 2024-01-02\ntags:\n  - "no"\n  - C#\n  - "1.10"\ncaptions:\n'
        "  - caption: One\n    credit: Ann\n  - caption: Two\ndraft: false\nzz:\n  b:\n    - 1\n    - q: w\n---\n\nbody\n"
    )


def texts(minimum=1):
    """Text as it stands in a file: cleaned, and without blanks at its ends."""
    return (
        st.text(min_size=minimum)
        .map(lambda text: clean(text).strip())
        .map(nfc)
        .filter(lambda text: len(text) >= minimum)
    )


def nfc(text):
    import unicodedata

    return unicodedata.normalize("NFC", text)


def lines():
    return texts().map(lambda text: " ".join(text.replace("\u2028", " ").replace("\u2029", " ").split())).filter(bool)


TRICKY = st.sampled_from(
    ["no", "null", "~", "2024", "1.10", "1e3", "0x1f", "- a", "a: b", "a #b", "#a", "[a", "{a", "'a", '"a"', "*a", "&a", "!a", "%a", "@a",
     "`a", "|", ">", "?", "a:", "---", "...", "<<", "a\\b", "2024-01-02", "12:30", "=", "yes", "Größe", "北京", "a\u00a0:b", "x: \u2028y"]
)  # fmt: skip


@given(
    lines() | TRICKY.map(lambda t: t.replace("\u2028", "")),
    texts() | TRICKY,
    st.lists(lines() | TRICKY.filter(lambda t: "\u2028" not in t), unique=True),
)
def test_arbitrary_text_survives_a_round_trip(title, summary, tags):
    written = join({"title": title, "summary": summary, "tags": tags, "id": "x"}, "text")

    metadata, body, _, problems = read_metadata(SourceFile("content/a.md", written), UTC)

    assert problems == ()
    assert (metadata.title, metadata.summary, body) == (title, summary, "text")
    assert metadata.tags == tuple(tag for tag in tags)


@given(st.text())
def test_any_body_survives_a_round_trip(body):
    block, found, line = split(join({"title": "T"}, body))

    assert (block, found) == ("title: T\n", body)
    assert line == 5


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15), 10**15) | texts(0) | TRICKY,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts() | TRICKY, inner, max_size=4),
    max_leaves=12,
)


@given(VALUES)
def test_extra_values_survive_a_round_trip_with_their_types(value):
    written = join({"title": "T", "thing": {"inner": value}}, "text")

    metadata, _, _, problems = read_metadata(SourceFile("content/a.md", written), UTC)

    assert problems == ()
    assert metadata.extra == {"thing": {"inner": value}}


@given(st.datetimes(min_value=datetime(1901, 1, 1), max_value=datetime(2199, 1, 1)))  # noqa: DTZ001
def test_moments_survive_a_round_trip(moment):
    aware = parse_moment(moment.isoformat(), ZoneInfo("America/New_York"))

    metadata, _, _, _ = read_metadata(SourceFile("content/a.md", join({"title": "T", "date": aware}, "")), UTC)

    assert metadata.date == aware


@given(st.text())
def test_no_text_makes_reading_fail(text):
    for front in (text, f"---\n{text}\n---\n", f"---\ntitle: {text}\ndraft: {text}\ntags: {text}\n---\n{text}"):
        metadata, _, _, problems = read_metadata(SourceFile("content/a.md", front), UTC)
        assert metadata is not None or problems
