"""``seedpress convert`` and articles edited by hand: kept, merged, or marked, but never overwritten in silence."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from generator.build import BuildOptions, Converted, ConvertOptions, build, convert
from generator.problems import Problem
from tests.building.project import NOW

SEED = (
    "A lamp for the jetty\n\nBy Inga Voss\n\nThe council has bought a lamp, and it will be lit on Friday evening.\n\n"
    "Nobody has asked what it is for, since everybody has wanted one for years.\n\n"
    "The oil is to be paid for by the harbour master, who has not been told so far.\n"
)
ARTICLE = Path("content/articles/a-lamp-for-the-jetty.md")


class Site:
    """A project on which the command is run."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.article = root / ARTICLE
        self.seed(SEED)

    def seed(self, text: str, name: str = "lamp.txt") -> None:
        path = self.root / "seeds" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def edit(self, old: str, new: str) -> str:
        text = self.article.read_text(encoding="utf-8")
        assert old in text
        self.article.write_text(text.replace(old, new, 1), encoding="utf-8")
        return text.replace(old, new, 1)

    def text(self) -> str:
        return self.article.read_text(encoding="utf-8")

    def convert(self, **options: bool) -> tuple[int, str, list[str]]:
        """Return exit code, what became of the seed, and the codes of the problems with their places."""
        told: list[Converted] = []
        report = convert(self.root, [], ConvertOptions(now=NOW, **options), told.append)
        self.told = told[0]
        return (
            int(any(one.is_error for one in report.problems)),
            told[0].action,
            [named(one) for one in report.problems],
        )

    def build(self) -> list[str]:
        report = build(self.root, BuildOptions(now=NOW))
        return [named(one) for one in report.problems if one.is_error]

    def run(self, *arguments: str) -> tuple[int, dict]:
        done = subprocess.run(
            [sys.executable, "-m", "generator", *arguments, "--json"],
            cwd=self.root, capture_output=True, text=True, env={"SOURCE_DATE_EPOCH": "1790000000", "PATH": ""},
        )  # fmt: skip
        assert "Traceback" not in done.stderr, done.stderr
        return done.returncode, json.loads(done.stdout)


def named(problem: Problem) -> str:
    return f"{problem.where} {problem.code}"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def test_converting_twice_changes_nothing(site: Site) -> None:
    assert site.convert() == (0, "written", [])
    before = site.article.stat().st_mtime_ns, site.text()

    assert site.convert() == (0, "unchanged", [])
    assert site.convert(merge=True) == (0, "unchanged", [])
    assert (site.article.stat().st_mtime_ns, site.text()) == before


def test_converting_after_a_hand_edit_keeps_it(site: Site) -> None:
    site.convert()
    edited = site.edit("Nobody has asked", "Nobody asks")
    site.seed(SEED.replace("Friday", "Sunday"))

    assert site.convert() == (0, "kept", [f"{ARTICLE} article-edited"])
    assert site.text() == edited


def test_edits_elsewhere_are_merged_and_the_article_still_counts_as_edited(site: Site) -> None:
    site.convert()
    site.edit("Nobody has asked", "Nobody asks")
    site.edit("title: A lamp for the jetty", "title: A lamp at last")
    site.seed(SEED.replace("Friday", "Sunday").replace("Inga Voss", "Tom Oort"))

    assert site.convert(merge=True) == (0, "merged", [])
    merged = site.text()
    assert "Nobody asks" in merged
    assert "Sunday" in merged
    assert "title: A lamp at last\n" in merged
    assert "- Tom Oort\n" in merged

    # The new conversion is the base from now on: nothing more is to be done, nor is the edit overwritten.
    assert site.convert(merge=True) == (0, "kept", [])
    assert site.convert()[1] == "kept"
    assert site.text() == merged
    site.seed(SEED.replace("Friday", "Sunday").replace("Inga Voss", "Tom Oort").replace("oil", "gas"))
    assert site.convert(merge=True) == (0, "merged", [])
    assert site.text().count("Nobody asks") == site.text().count("The gas") == site.text().count("Sunday") == 1


def test_an_edited_article_whose_seed_did_not_change_is_left_byte_for_byte(site: Site) -> None:
    site.convert()
    site.edit("Nobody has asked", "Nobody asks")
    raw = site.article.read_bytes().replace(b"\n", b"\r\n")
    site.article.write_bytes(raw)

    assert site.convert(merge=True) == (0, "kept", [])
    assert site.article.read_bytes() == raw


def test_an_override_is_merged_like_a_seed(site: Site) -> None:
    site.convert()
    site.edit("Nobody has asked", "Nobody asks")
    site.seed("publisher: The Lantern\nlines: {9: drop}\n", "lamp.seed.yaml")

    assert site.convert(merge=True) == (0, "merged", [])
    assert "publisher: The Lantern\n" in site.text()
    assert "Nobody asks" in site.text()
    assert "The oil" not in site.text()


def test_edits_of_one_paragraph_are_marked_reported_and_not_published(site: Site) -> None:
    site.convert()
    site.edit("on Friday", "on Thursday")
    site.edit("title: A lamp for the jetty", "title: A lamp at last")
    site.seed(SEED.replace("Friday", "Sunday").replace("A lamp for the jetty", "A lamp for us"))
    code, action, problems = site.convert(merge=True)
    lines = site.text().split("\n")
    marks = [number for number, line in enumerate(lines, 1) if "<<<<<<< " in line]

    assert (code, action) == (1, "merged")
    assert problems == [f"{ARTICLE}:{number} merge-conflict" for number in marks]
    assert len(marks) == 2
    assert "Thursday" in lines[marks[1]]
    assert "Sunday" in lines[marks[1] + 2]
    assert "# title: A lamp for us" in lines

    assert site.build() == problems
    assert not (site.root / "site" / "index.html").exists()

    before = site.text()
    assert site.convert(merge=True) == (1, "kept", problems)
    assert site.text() == before

    kept = [line for line in lines if not line.startswith(("<<<", "===", ">>>", "# ")) and "Sunday" not in line]
    site.article.write_text("\n".join(kept), encoding="utf-8")
    assert site.convert(merge=True) == (0, "kept", [])
    assert site.build() == []
    assert "A lamp at last" in (site.root / "site" / "index.html").read_text(encoding="utf-8")


def test_without_what_was_written_last_the_edit_stays_and_that_is_told(site: Site) -> None:
    site.convert()
    edited = site.edit("Nobody has asked", "Nobody asks")
    for file in (site.root / ".seedpress").iterdir():
        file.unlink()
    site.seed(SEED.replace("Friday", "Sunday"))

    assert site.convert(merge=True) == (0, "kept", [f"{ARTICLE} merge-impossible"])
    assert site.text() == edited


def test_what_was_written_for_another_state_of_the_article_is_no_base(site: Site) -> None:
    site.convert()
    earlier = site.text()
    site.seed(SEED.replace("Friday", "Sunday"))
    site.convert()
    site.article.write_text(earlier.replace("Nobody has asked", "Nobody asks"), encoding="utf-8")
    site.seed(SEED.replace("Friday", "Monday"))

    assert site.convert(merge=True) == (0, "kept", [f"{ARTICLE} merge-impossible"])


def test_a_merge_can_be_looked_at_first(site: Site) -> None:
    site.convert()
    edited = site.edit("Nobody has asked", "Nobody asks")
    site.seed(SEED.replace("Friday", "Sunday"))

    assert site.convert(merge=True, dry_run=True, detail=True) == (0, "merged", [])
    assert "Sunday" in site.told.new_text
    assert "Nobody asks" in site.told.new_text
    assert site.text() == edited
    assert site.convert(merge=True)[1] == "merged"


def test_an_article_that_was_not_edited_is_written_as_ever(site: Site) -> None:
    site.convert()
    site.seed(SEED.replace("Friday", "Sunday"))

    assert site.convert(merge=True) == (0, "written", [])


def test_the_command_tells_all_of_it(site: Site) -> None:
    def converted(*arguments: str) -> tuple[int, str]:
        code, told = site.run("convert", *arguments)
        return code, told["results"][0]["action"]

    assert [converted(), converted()] == [(0, "written"), (0, "unchanged")]
    site.edit("Nobody has asked", "Nobody asks")
    site.seed(SEED.replace("Friday", "Sunday"))
    assert [converted(), converted("--merge")] == [(0, "kept"), (0, "merged")]
    assert "Nobody asks" in site.text()
    assert "Sunday" in site.text()
    site.edit("Sunday", "Monday")
    site.seed(SEED.replace("Friday", "Saturday"))
    assert converted("--merge") == (1, "merged")
    assert [site.text().count(day) for day in ("Monday", "Saturday")] == [1, 1]
    assert site.run("build")[0] == 1
    assert site.run("convert", "--merge", "--force")[0] == 2
