"""Conversion as a stream: whatever the number of processes, runs and crashes, the articles are the same."""

import random
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from generator.build import BuildOptions, Converted, ConvertOptions, ConvertReport, convert
from generator.problems import NothingMatched
from generator.steps.archive import Archive
from tests.building.project import NOW, Project, files_below

OPTIONS = ConvertOptions(now=NOW)
OPENED: list[str] = []
sys.addaudithook(lambda event, values: OPENED.append(str(values[0])) if event == "open" else None)
Make = Callable[[dict[str, str]], Project]


def seed(title: str, number: int = 0) -> str:
    return f"{title}\n\nThe council has bought lamp number {number}, and it will be lit on Friday evening.\n"


def run(project: Project, *paths: str, options: ConvertOptions = OPTIONS) -> tuple[ConvertReport, list[Converted]]:
    told: list[Converted] = []
    return convert(project.root, [str(project.root / path) for path in paths], options, told.append), told


def actions(told: Sequence[Converted]) -> dict[str, str]:
    return {one.source: one.action for one in told}


def articles(project: Project) -> dict[str, bytes]:
    return files_below(project.root / "content")


def many(count: int) -> dict[str, str]:
    """Seeds with few titles, so that most names are taken, in folders, some without an article."""
    chance = random.Random(7)
    return {
        f"seeds/{chance.choice(['', 'news/', 'news/old/'])}{number}.txt": seed(f"Lamp {chance.randrange(5)}", number)
        if number % 10
        else "  \n"
        for number in range(count)
    }


def test_the_number_of_processes_changes_no_byte(tmp_path: Path) -> None:
    found = []
    for jobs in (1, 2, 5):
        project = Project(tmp_path / str(jobs), many(200))
        report, told = run(project, options=ConvertOptions(now=NOW, jobs=jobs))
        found.append((report, told, articles(project)))

    assert found[0] == found[1] == found[2]
    assert found[0][0].counts == {"written": 180, "skipped": 20}
    assert [one.source for one in found[0][1]] == sorted(many(200))


def test_articles_are_named_in_order_of_their_seeds(project: Make) -> None:
    site = project({f"seeds/{name}.txt": seed("A lamp", number) for number, name in enumerate("cab")})

    _, told = run(site)

    assert [(one.source, one.path) for one in told] == [
        ("seeds/a.txt", "content/articles/a-lamp.md"),
        ("seeds/b.txt", "content/articles/a-lamp-2.md"),
        ("seeds/c.txt", "content/articles/a-lamp-3.md"),
    ]
    assert "slug: a-lamp-3\n" in site.read("content/articles/a-lamp-3.md")


def test_a_second_run_opens_no_file(project: Make) -> None:
    site = project(many(30))
    time.sleep(0.06)  # a file that was just saved may be saved again without looking any different
    run(site)
    OPENED.clear()

    report, told = run(site)
    opened = [path for path in OPENED if path.startswith(f"{site.root}/") and path.endswith((".txt", ".md"))]

    assert report.counts == {"unchanged": 27, "skipped": 3}
    assert [problem.code for problem in report.problems] == ["seed-empty"] * 3
    assert opened == []
    assert len(told) == 30


def test_only_what_changed_is_converted(project: Make) -> None:
    site = project({"seeds/a.txt": seed("A"), "seeds/b.txt": seed("B"), "seeds/c.txt": seed("C")})
    run(site)
    site.write("seeds/b.txt", seed("B", 2))
    site.delete("content/articles/c.md")

    _, told = run(site)

    assert actions(told) == {"seeds/a.txt": "unchanged", "seeds/b.txt": "written", "seeds/c.txt": "written"}


def test_an_edited_article_is_told_of_each_time_it_is_asked_for(project: Make) -> None:
    site = project({"seeds/a.txt": seed("A")})
    run(site)
    site.write("content/articles/a.md", site.read("content/articles/a.md") + "\nMine.\n")

    reports = [run(site)[0] for _ in range(2)]

    assert [report.counts for report in reports] == [{"kept": 1}] * 2
    assert [problem.code for report in reports for problem in report.problems] == ["article-edited"] * 2
    assert run(site, options=ConvertOptions(now=NOW, force=True))[0].counts == {"written": 1}
    assert "Mine." not in site.read("content/articles/a.md")


def test_a_build_leaves_an_edited_article_of_an_unchanged_seed_without_a_word(project: Make) -> None:
    site = project({"seeds/a.txt": seed("A")})
    site.build()
    site.write("content/articles/a.md", site.read("content/articles/a.md") + "\nMine.\n")

    report = site.build()

    assert not [problem for problem in report.problems if problem.code == "article-edited"]
    assert "Mine." in site.read("content/articles/a.md")


def test_without_the_cache_nothing_is_written_twice(project: Make) -> None:
    site = project(many(30))
    run(site)
    before = articles(site)
    shutil.rmtree(site.root / ".seedpress")

    report, _ = run(site)

    assert report.counts == {"unchanged": 27, "skipped": 3}
    assert articles(site) == before


def test_an_article_that_was_moved_is_still_that_of_its_seed(project: Make) -> None:
    site = project({"seeds/a.txt": seed("A")})
    run(site)
    (site.root / "content/articles/a.md").rename(site.root / "content/moved.md")
    site.write("seeds/a.txt", seed("A", 2))

    _, told = run(site)

    assert [(one.path, one.action) for one in told] == [("content/moved.md", "written")]
    assert list(articles(site)) == ["moved.md"]


def test_a_dry_run_tells_the_names_and_writes_nothing(project: Make) -> None:
    site = project({"seeds/a.txt": seed("A lamp"), "seeds/b.txt": seed("A lamp", 2)})

    _, told = run(site, options=ConvertOptions(now=NOW, dry_run=True, detail=True))

    assert [one.path for one in told] == ["content/articles/a-lamp.md", "content/articles/a-lamp-2.md"]
    assert "slug: a-lamp-2\n" in told[1].new_text
    assert articles(site) == {}
    assert run(site)[0].counts == {"written": 2}


def test_another_folder_has_a_memory_of_its_own(project: Make, tmp_path: Path) -> None:
    site = project({"seeds/a.txt": seed("A lamp")})
    elsewhere = ConvertOptions(now=NOW, to=str(tmp_path / "elsewhere"))

    reports = [run(site, options=options)[0].counts for options in (OPTIONS, elsewhere, OPTIONS, elsewhere)]

    assert reports == [{"written": 1}, {"written": 1}, {"unchanged": 1}, {"unchanged": 1}]
    assert (tmp_path / "elsewhere" / "a-lamp.md").is_file()


def test_seeds_from_anywhere_are_told_apart(project: Make, tmp_path: Path) -> None:
    site = project({})
    for number, name in enumerate(("x", "y")):
        Project(tmp_path / name, {"a.txt": seed("A lamp", number), "b/c.txt": seed("C", number)})

    _, told = run(site, "../x", "../y", "../x/a.txt")

    assert [(one.source, one.action) for one in told] == [
        ("a.txt", "written"),
        ("a.txt", "skipped"),
        ("b/c.txt", "written"),
        ("b/c.txt", "skipped"),
    ]
    assert [problem.code for one in told for problem in one.problems] == ["seed-twice"] * 2


def test_a_place_without_seeds_is_refused(project: Make) -> None:
    site = project({"seeds/notes.pdf": "x"})

    with pytest.raises(NothingMatched):
        run(site, "seeds")
    with pytest.raises(NothingMatched):
        run(site, "nowhere")


def test_the_archive_knows_what_was_last_written(project: Make) -> None:
    site = project({"seeds/a.txt": seed("A lamp")})
    run(site)
    first = site.read("content/articles/a-lamp.md")
    site.write("content/articles/a-lamp.md", first + "\nMine.\n")
    site.write("seeds/a.txt", seed("A lamp", 2))
    run(site)

    with Archive(site.root / ".seedpress") as archive:
        found = archive.get("seeds/a.txt")

        assert found is not None
        assert (found.path, found.text) == ("content/articles/a-lamp.md", first)
        assert "\n".join(record.raw for record in found.lines.records) == seed("A lamp", 2)
        assert archive.get("seeds/b.txt") is None


def test_a_clean_build_keeps_the_archive_and_a_damaged_one_is_begun_anew(project: Make) -> None:
    site = project({"seeds/a.txt": seed("A lamp")})
    site.build()
    cache = site.root / ".seedpress"
    site.build(BuildOptions(now=NOW, clean=True))
    with Archive(cache) as archive:
        assert archive.get("seeds/a.txt") is not None

    (cache / "conversions.db").write_bytes(b"no database" * 1000)
    report, _ = run(site, options=ConvertOptions(now=NOW, force=True))

    assert [problem.code for problem in report.problems] == []
    site.write("seeds/a.txt", seed("A lamp", 2))
    report, _ = run(site)
    assert [problem.code for problem in report.problems] == ["cache-discarded"]
    assert report.counts == {"written": 1}
