"""What a person is shown of a conversion: the doubtful first, each line once, and nothing that could do harm."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.engine.phrases import load_phrases
from generator.engine.review_page import load_review_templates
from generator.formats.pieces import Piece, pieces, visible_size
from generator.model import BODY_ROLES, Conversion, LineRecord, SeedDocument
from generator.problems import Location, Problem
from generator.stages.convert import convert
from generator.stages.inspection import DOUBTFUL, Inspected, Tally, doubt_of, findings_of
from generator.stages.inspection.alignment import align
from generator.stages.inspection.page import Review

PHRASES = load_phrases()
REVIEW = Review(load_review_templates())
LINES = [
    "", " ", "Menu", "Tags: a, b", "By Anna Lind | 3 May 2019", "Share", "- one", "- two", "1. one", "2. two", "* * *", "---",
    "The old bridge, which had stood for a hundred years, fell into the river on Monday.", "Related Article: Another Title",
    "A heading", "<script>alert(1)</script>", "</td></table><h1>", '<img src="https://x.example/a.png" onerror="alert(1)">',
    "[a](javascript:alert(1)) ![b](https://x.example/b.png)", "\tx = f(1);", "\u202eright to left", "קו הגשר נפל לנהר ביום שני, אחרי מאה שנים שבהן עמד.",
    "One key that fits no door I own,", "the hair of a fair-haired girl,", "{{ page }}", "{% raw %}", "a\u00adb\u200bc",
]  # fmt: skip
seeds = st.lists(st.sampled_from(LINES) | st.text(max_size=60), min_size=1, max_size=25).map("\n".join)
PLAIN = "A lamp for the jetty\n\nThe council has bought a lamp. It will be lit on Friday, if there is oil.\n"


def inspected(text, source="seeds/a.txt", **settings):
    result = convert(SeedDocument(source, text, ""), PHRASES)
    if isinstance(result, Conversion):
        return Inspected(source=source, path="content/a.md", action="written", conversion=result, **settings)
    return Inspected(source=source, action="skipped", problems=(result,))


def page(*shown, tally=None, worst=()):
    return "".join(REVIEW.write(shown, tally or Tally(seeds=len(shown)), worst))


class Reading(HTMLParser):
    """The elements of a page, its ids, the text beside each line number, and every tag that is not closed."""

    VOID = frozenset({"meta", "input", "br", "hr"})

    def __init__(self, html):
        super().__init__()
        self.open, self.ids, self.links, self.tags, self.lines, self.sources = [], [], [], [], {}, []
        self._line = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.tags.append(tag)
        self.ids += [values["id"]] if "id" in values else []
        self.links += [values["href"]] if tag == "a" and "href" in values else []
        self.sources += [values[name] for name in ("src", "srcset", "data", "poster") if name in values]
        assert not [name for name in values if name.startswith("on")]
        if "data-line" in values:
            self._line = int(values["data-line"])
            assert self._line not in self.lines
            self.lines[self._line] = ""
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag
        self._line = 0 if tag == "div" else self._line

    def handle_data(self, data):
        if self._line and self.open[-1] == "span":
            self.lines[self._line] += data


@given(seeds)
def test_a_page_has_every_line_of_a_seed_once(text):
    seed = inspected(text)
    if seed.conversion is None:
        return

    read = Reading(page(seed))

    assert read.open == []
    assert len(set(read.ids)) == len(read.ids)
    assert {n: t.removeprefix(str(n)) for n, t in read.lines.items()} == {
        record.number: record.raw for record in seed.conversion.records
    }


@given(seeds)
def test_a_page_fetches_nothing_and_links_to_places_that_are_there(text):
    seed = inspected(text)

    read = Reading(page(seed, worst=findings_of(seed)))

    assert read.sources == []
    assert not set(read.tags) & {"img", "iframe", "link", "object", "embed", "video", "audio", "source", "base"}
    assert read.tags.count("script") == read.tags.count("style") == 1
    assert {link[1:] for link in read.links if link.startswith("#")} <= set(read.ids)
    assert all(link.startswith(("#", "http://", "https://")) for link in read.links)


@given(seeds)
def test_blocks_stand_beside_the_lines_they_are_of(text):
    seed = inspected(text)
    if seed.conversion is None:
        return
    blocks = REVIEW._pieces(seed.conversion.body)

    rows = align(seed.conversion.records, blocks)

    assert [record for row in rows for record in row.records] == list(seed.conversion.records)
    assert "".join(row.html for row in rows) == "".join(block.html for block in blocks)


def test_the_lines_of_a_wrapped_paragraph_share_a_row_and_a_list_has_one_for_each_item():
    text = (
        "A title of this\n\nThe council has bought a lamp for the jetty, which will be\nlit on Friday, if there is any oil, and if the\n"
        "wind lets anybody near the jetty, which is seldom the case in\nautumn.\n\n- a lamp\n- a rope\n"
    )  # fmt: skip
    conversion = inspected(text).conversion

    rows = [row for row in align(conversion.records, REVIEW._pieces(conversion.body)) if row.is_kept]

    assert [(row.numbers, row.html[:4]) for row in rows] == [("3-6", "<p>T"), ("8", "<ul>"), ("9", "<ul>")]


def test_lines_left_out_inside_a_block_do_not_shift_the_others():
    def record(number, raw, role):
        return LineRecord(number, raw, role, role, "")

    records = [
        record(1, "one two", "paragraph"), record(2, "Share", "furniture"), record(3, "three", "paragraph"),
        record(4, "four", "paragraph"),
    ]  # fmt: skip

    rows = align(records, [Piece("<p>one two three</p>", 11), Piece("<p>four</p>", 4)])

    assert [row.html for row in rows] == ["<p>one two three</p>", "", "", "<p>four</p>"]


def test_pictures_sounds_and_links_into_the_site_give_way_to_their_words():
    html = '<p id="a" class="b">See <a href="b.md">the <em>jetty</em></a>, <img src="x.png" alt="a lamp"> and <a href="https://x.example/">there</a></p>'

    (piece,) = pieces(html)

    assert piece.html == (
        '<p>See the <em>jetty</em>, a lamp and <a href="https://x.example/" rel="noreferrer">there</a></p>'
    )
    assert piece.size == visible_size("See the jetty, a lamp and there")


def test_lists_go_on_counting():
    found = [piece.html for piece in pieces('<ol start="3"><li>c</li><li>d</li></ol><h2>e</h2>')]

    assert found == ['<ol start="3"><li>c</li></ol>', '<ol start="4"><li>d</li></ol>', "<h3>e</h3>"]


@given(seeds)
def test_everything_doubtful_is_found_worst_first(text):
    seed = inspected(text)

    found = findings_of(seed)

    assert [one.rank for one in found] == sorted(one.rank for one in found)
    assert all(one.confidence < DOUBTFUL for one in found)
    doubtful = {r.number for r in (seed.conversion.records if seed.conversion else ()) if r.confidence < DOUBTFUL}
    told = {n for one in found if one.kind == "line" for n in range(one.line, one.last + 1)}
    titled = {one.line for one in found if one.kind == "field"}
    assert doubtful <= told | titled
    assert doubt_of(found) >= 0


def with_record(role, confidence, source="seeds/lamp.txt"):
    conversion = inspected(PLAIN).conversion
    records = (LineRecord(1, "Share it", role, "rule", "reason", confidence),)
    confidences = {"title": 0.99}
    made = Conversion(source=source, title="A", language="en", body="x\n", records=records, confidences=confidences)
    assert conversion is not None
    return Inspected(source=source, conversion=made)


@pytest.mark.parametrize(
    ("role", "overrule"), [("heading", "lines: {1: drop}"), ("furniture", "lines: {1: keep}")], ids=["kept", "left out"]
)
def test_a_finding_says_how_to_overrule_it(role, overrule):
    (found,) = findings_of(with_record(role, 0.4))

    assert (found.where, found.overrule, found.into) == ("seeds/lamp.txt:1", overrule, "seeds/lamp.seed.yaml")
    assert role in found.what
    assert role in BODY_ROLES or "left out" in found.what


def test_in_a_file_of_many_records_a_finding_names_the_record():
    (found,) = findings_of(with_record("heading", 0.4, "seeds/crawl.jsonl#https://x.example/a"))

    assert found.into == "seeds/crawl.seed.yaml"
    assert found.overrule == 'records: {"https://x.example/a": {lines: {1: drop}}}'


def test_what_is_sure_is_not_found():
    assert findings_of(with_record("heading", DOUBTFUL)) == ()


def test_a_seed_without_an_article_and_a_title_that_is_none_are_found():
    nothing = inspected("Share\n\nMenu\n")
    untitled = inspected("- a lamp\n- a rope\n- two oars\n")

    assert [(one.kind, one.confidence) for one in findings_of(nothing)] == [("seed-no-article", 0.0)]
    assert "no title is stated" in [one.what for one in findings_of(untitled)]


def test_a_problem_is_found_in_its_line_once():
    problem = Problem(code="date-ambiguous", what="w", where=Location("seeds/a.txt", 3), severity="notice", fix="f")
    seed = inspected(PLAIN, problems=(problem, problem))

    found = [one for one in findings_of(seed) if one.kind == "date-ambiguous"]

    assert [(one.where, one.overrule) for one in found] == [("seeds/a.txt:3", "f")]


def test_a_problem_of_a_record_is_found_in_the_file_that_holds_it():
    problem = Problem(code="record-value", what="w", where=Location("seeds/a.jsonl", 3), severity="warning", fix="f")
    seed = inspected(PLAIN, "seeds/a.jsonl#17", problems=(problem,))

    (found,) = (one for one in findings_of(seed) if one.kind == "record-value")

    assert (found.source, found.where) == ("seeds/a.jsonl#17", "seeds/a.jsonl:3")


def test_a_page_says_how_much_it_leaves_out():
    html = page(inspected(PLAIN), tally=Tally(seeds=1204, articles=1200, findings=7), worst=())

    assert "This page shows the seed with the most to look at;" in html
    assert re.search(r"1,203\s+are left out", html)


def test_seeds_written_from_the_right_stand_on_the_right():
    html = page(inspected("מנורה למזח\n\nהמועצה קנתה מנורה. היא תידלק ביום שישי, אם יהיה שמן, כך אמרה המועצה.\n"))

    assert html.count('dir="rtl" lang="he"') >= 4
