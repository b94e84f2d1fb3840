"""What `seedpress convert` tells a person who wants to know what it decided, and how sure it is."""

import json
import re

import pytest

from generator.model import Conversion, LineRecord
from generator.problems import Location, Problem
from generator.steps.inspecting import Inspection
from generator.steps.options import Converted

SEED = (
    "A lamp\n\nThe council has bought a lamp for the harbour wall, and it will be lit on Friday.\n\nSnap off\n\nShare\n"
)


def test_conversion_explains_how_sure_it_is(site):
    site.write("seeds/lamp.txt", SEED)

    done = site("convert", "--explain")
    told = json.loads(site("convert", "--explain", "--json").stdout)["results"][0]

    assert re.search(r"^    5 \| Snap off\n      = paragraph 0\.\d\d doubtful \(", done.stdout, re.MULTILINE)
    assert re.search(r"^      title: A lamp = 0\.\d\d", done.stdout, re.MULTILINE)
    assert told["fields"]["title"]["line"] == 1
    assert 0 < told["records"][4]["confidence"] < told["records"][6]["confidence"] <= 1


def test_a_review_lists_what_to_look_at_and_writes_no_article(site):
    site.write("seeds/lamp.txt", SEED)
    site.write("seeds/menu.txt", "Share\n\nMenu\n")
    before = sorted(site.folder.rglob("*.md"))

    done = site("convert", "--review")
    told = json.loads(site("convert", "--review", "--json").stdout)

    assert (done.returncode, sorted(site.folder.rglob("*.md"))) == (0, before)
    assert done.stdout.startswith("seeds/menu.txt: 0.00 no article was found in this seed\n")
    assert "\n    else: in seeds/lamp.seed.yaml, `lines: {5: drop}`\n" in done.stdout
    assert done.stderr == f"2 seeds, 1 article: {told['counts']['findings']} to look at\n"
    assert [one["confidence"] for one in told["findings"]] == sorted(one["confidence"] for one in told["findings"])
    assert {"seeds/lamp.txt", "seeds/menu.txt"} == {one["source"] for one in told["findings"]}


def test_a_report_is_one_page_for_all_seeds(site):
    site.write("seeds/lamp.txt", SEED)
    site.write("seeds/sub/<b>.txt", SEED.replace("lamp", "<i>rope</i>"))

    done = site("convert", "--report", "out/review.html")
    page = (site.folder / "out" / "review.html").read_text("utf-8")

    assert (done.returncode, done.stderr.splitlines()[-1]) == (0, "Review it in out/review.html")
    assert page.startswith("<!doctype html>")
    assert page.rstrip().endswith("</html>")
    assert page.count('<section class="seed') == 2
    assert "&lt;i&gt;rope" in page
    assert "<i>rope" not in page
    assert [path.name for path in (site.folder / "out").iterdir()] == ["review.html"]
    assert site("convert", "--report", "out/again.html").returncode == 0
    assert (site.folder / "out" / "again.html").read_text("utf-8") == page.replace(": written", ": unchanged")


@pytest.mark.parametrize("place", ["seedpress.yaml", "seeds/review.html", "content/review.html", "out"])
def test_a_report_is_not_written_over_what_it_is_not(site, place):
    site.folder.joinpath("out").mkdir()

    done = site("convert", "--report", place)

    assert done.returncode == 2
    assert "cannot be used as --report" in done.stderr


def converted(number, doubtful=0, letters=10):
    records = tuple(
        LineRecord(line, "x" * letters, "paragraph", f"rule {line}", "", 0.5 if line <= doubtful else 1.0)
        for line in range(1, 6)
    )
    source = f"seeds/{number:04}.txt"
    made = Conversion(source=source, title="A", language="en", body="x\n", records=records)
    return Converted(source=source, path="", action="written", conversion=made)


def test_only_the_seeds_with_the_most_to_look_at_are_shown(tmp_path):
    inspection = Inspection(seeds=2)
    for number, doubtful in enumerate((1, 3, 0, 2, 1)):
        inspection.add(converted(number, doubtful))

    inspection.write(tmp_path / "review.html")

    page = (tmp_path / "review.html").read_text("utf-8")
    assert re.findall(r'-name"><bdi>([^<]+)', page) == ["seeds/0001.txt", "seeds/0003.txt"]
    assert re.search(r"\b3\s+are left out", page)
    assert (inspection.tally.seeds, inspection.tally.lines, inspection.tally.findings) == (5, 25, 7)


def test_seeds_are_held_as_far_as_there_is_room_for_their_lines():
    inspection = Inspection(lines=40)
    for number in range(1000):
        inspection.add(converted(number, doubtful=number % 2, letters=4000 if number == 999 else 10))

    assert sum(held.lines for held in inspection._held) <= 40
    assert {held.doubt for held in inspection._held} == {0.5}
    assert [held.turn for held in sorted(inspection._held, reverse=True)] == [2, 4, 6, 8, 10, 12]


def test_findings_are_held_as_far_as_a_person_can_read_them():
    inspection = Inspection()
    for number in range(900):
        inspection.add(converted(number, doubtful=5))

    assert inspection.tally.findings == 4500
    assert [finding.source for finding in inspection.findings] == [
        f"seeds/{n:04}.txt" for n in range(200) for _ in "12345"
    ]


def test_problems_of_no_single_seed_are_found_too_and_each_once():
    own = Problem(code="date-ambiguous", what="w", where=Location("seeds/a.txt", 1), severity="notice")
    alike = Problem(
        code="seed-alike", what="two seeds are nearly the same", where=Location("seeds/b.txt"), severity="notice"
    )
    inspection = Inspection()
    inspection.add(Converted(source="seeds/a.txt", path="", action="skipped", problems=(own,)))

    inspection.add_problems([own, alike])

    assert [(one.where, one.kind) for one in inspection.findings] == [
        ("seeds/a.txt:1", "date-ambiguous"), ("seeds/b.txt", "seed-alike"),
    ]  # fmt: skip
