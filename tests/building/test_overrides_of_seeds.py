"""Overrides beside seeds: they are found, count, survive, and are told of when something is wrong with them."""

from collections.abc import Callable, Sequence
from zipfile import ZipFile

import pytest

from generator.build import Converted, ConvertOptions, ConvertReport, convert
from generator.problems import NothingMatched
from tests.building.project import NOW, Project

Make = Callable[[dict[str, str]], Project]
PROSE = "The council has bought a lamp, and it will be lit on Friday evening, if there is oil.\n"
SEED = f"A lamp\n\nBy Inga Voss\n\n{PROSE}\nAdvertisement\n"
OPTIONS = ConvertOptions(now=NOW)
ARTICLE = "content/articles/a-lamp.md"


def run(site: Project, *paths: str, options: ConvertOptions = OPTIONS) -> tuple[ConvertReport, list[Converted]]:
    told: list[Converted] = []
    return convert(site.root, [str(site.root / path) for path in paths], options, told.append), told


def actions(told: Sequence[Converted]) -> list[tuple[str, str]]:
    return [(one.source, one.action) for one in told]


def places(report: ConvertReport) -> list[str]:
    return [f"{problem.where}: {problem.code}" for problem in report.problems]


def test_an_override_is_no_seed_and_counts(project: Make) -> None:
    site = project({"seeds/a.txt": SEED, "seeds/a.seed.yaml": "title: Light\nlines: {Advertisement: heading}\n"})

    report, told = run(site)

    assert actions(told) == [("seeds/a.txt", "written")]
    assert "title: Light\n" in site.read("content/articles/light.md")
    assert "Advertisement" in site.read("content/articles/light.md")
    assert report.problems == ()


def test_an_override_that_comes_changes_or_goes_is_followed(project: Make) -> None:
    site = project({"seeds/a.txt": SEED})
    run(site)
    before = site.read(ARTICLE)

    site.write("seeds/a.seed.yaml", "authors: [Tom Oort]\n")
    first = run(site)[1]
    again = run(site)[1]
    came = site.read(ARTICLE)
    site.write("seeds/a.seed.yaml", "authors: [Lena Oort]\n")
    changed = run(site)[1]
    after = site.read(ARTICLE)
    site.delete("seeds/a.seed.yaml")
    gone = run(site)[1]

    assert [actions(told)[0][1] for told in (first, again, changed, gone)] == [
        "written",
        "unchanged",
        "written",
        "written",
    ]
    assert "Tom Oort" in came
    assert "Lena Oort" in after
    assert site.read(ARTICLE) == before


def test_a_build_follows_overrides_too_and_a_lost_cache_changes_nothing(project: Make) -> None:
    site = project({"seeds/a.txt": SEED, "seeds/a.seed.yaml": "authors: [Tom Oort]\n"})
    site.build()
    before = site.read(ARTICLE)
    for file in (site.root / ".seedpress").iterdir():
        file.unlink()

    lost = site.build()
    unchanged = site.read(ARTICLE)
    site.write("seeds/a.seed.yaml", "authors: [Lena Oort]\n")
    report = site.build()

    assert (lost.converted, unchanged) == ((), before)
    assert report.converted == (ARTICLE,)
    assert "Lena Oort" in site.read(ARTICLE)


def test_an_override_does_not_change_who_an_article_is(project: Make) -> None:
    plain, said = project({"seeds/a.txt": SEED}), None
    run(plain)
    plain_id = [line for line in plain.read(ARTICLE).splitlines() if line.startswith("id: ")]

    plain.delete(ARTICLE)
    plain.write("seeds/a.seed.yaml", "authors: [Tom Oort]\n")
    run(plain)
    said = [line for line in plain.read(ARTICLE).splitlines() if line.startswith("id: ")]

    assert said == plain_id


def test_a_mistake_keeps_its_seed_waiting_and_no_other(project: Make) -> None:
    site = project({"seeds/a.txt": SEED, "seeds/b.txt": SEED.replace("A lamp", "A boat")})
    run(site)
    before = site.read(ARTICLE)
    site.write("seeds/a.seed.yaml", "titel: Light\n")
    site.write("seeds/b.txt", SEED.replace("A lamp", "A boat").replace("oil", "wind"))

    report, told = run(site)

    assert actions(told) == [("seeds/a.txt", "skipped"), ("seeds/b.txt", "written")]
    assert places(report) == ["seeds/a.seed.yaml:1:1: key-unknown"]
    assert places(run(site)[0]) == places(report)
    assert site.read(ARTICLE) == before
    assert [problem.code for problem in site.build().problems if problem.is_error] == ["key-unknown"]


def test_lines_that_went_are_told_of_each_time(project: Make) -> None:
    site = project({"seeds/a.txt": SEED, "seeds/a.seed.yaml": "lines:\n  Home: drop\n  40: keep\n"})

    reports = [places(run(site)[0]) for _ in range(2)]

    assert reports == [["seeds/a.seed.yaml:2:3: override-unused", "seeds/a.seed.yaml:3:3: override-unused"]] * 2


def test_overrides_without_a_seed_are_told_of(project: Make) -> None:
    site = project({"seeds/a.txt": SEED, "seeds/news/b.txt": SEED, "seeds/news/c.seed.yaml": "title: C\n"})

    assert places(run(site)[0]) == ["seeds/news/c.seed.yaml: override-unused"]


def test_the_nearest_name_counts(project: Make) -> None:
    site = project({
        "seeds/a.txt": SEED, "seeds/a.txt.seed.yaml": "title: Whole name\n", "seeds/a.seed.yaml": "title: Stem\n",
    })  # fmt: skip

    report, told = run(site)

    assert told[0].path == "content/articles/whole-name.md"
    assert places(report) == ["seeds/a.seed.yaml: override-unused"]


def test_an_override_cannot_be_named_as_a_seed(project: Make) -> None:
    site = project({"seeds/a.txt": SEED, "seeds/a.seed.yaml": "title: Light\n"})

    with pytest.raises(NothingMatched, match="is no seed"):
        run(site, "seeds/a.seed.yaml")


def test_seeds_elsewhere_have_overrides_too(project: Make) -> None:
    site = project({"content/x.md": "X\n", "../other/a.txt": SEED, "../other/a.seed.yaml": "title: Light\n"})

    _, told = run(site, "../other/a.txt")

    assert told[0].path == "content/articles/light.md"


def test_records_are_spoken_of_by_their_keys(project: Make) -> None:
    records = "publisher: The Lantern\nrecords:\n  boat.txt:\n    title: Afloat\n  net.txt:\n    title: None\n"
    site = project({"seeds/x.seed.yaml": records})
    with ZipFile(site.root / "seeds/x.zip", "w") as packed:
        for name in ("lamp", "boat"):
            packed.writestr(f"{name}.txt", SEED.replace("A lamp", f"A {name}"))

    report, told = run(site, "seeds/x.zip")
    first = {one.source: one.path for one in told if one.action == "written"}
    site.write("seeds/x.seed.yaml", records.replace("Afloat", "Sunk").partition("  net")[0])
    _, again = run(site, "seeds/x.zip")

    assert first == {
        "seeds/x.zip#lamp.txt": "content/articles/a-lamp.md",
        "seeds/x.zip#boat.txt": "content/articles/afloat.md",
    }
    assert places(report) == ["seeds/x.seed.yaml:5:3: override-unused"]
    assert sorted(actions(again)) == [("seeds/x.zip#boat.txt", "written"), ("seeds/x.zip#lamp.txt", "unchanged")]
    assert "publisher: The Lantern\n" in site.read("content/articles/a-lamp.md")


@pytest.mark.parametrize(
    ("config", "part"),
    [
        (
            "convert: {drop: ['By Inga Voss, 07/08/2014']}",
            "title: A lamp\nslug: a-lamp\nadded: 2026-11-23\nlanguage: en\n",
        ),
        ("convert: {keep: [Advertisement]}", "\n\nAdvertisement\n"),
        ("convert: {phrases: {en: {authors: [lit by]}}}", "authors:\n  - Inga Voss\n  - Tom Oort\n"),
        ("convert: {date_order: dmy}", "date: 2014-08-07\n"),
    ],
)
def test_settings_that_change_what_a_seed_becomes_are_followed(project: Make, config: str, part: str) -> None:
    seed = SEED.replace("Voss", "Voss, 07/08/2014").replace(PROSE, f"Lit by: Tom Oort\n\n{PROSE}")
    site = project({"seeds/a.txt": seed})
    run(site)
    before = site.read(ARTICLE)
    site.write("seedpress.yaml", config + "\n")

    _, told = run(site)

    assert told[0].action == "written"
    assert part not in before
    assert part in site.read(ARTICLE)


def test_an_order_of_dates_for_one_call(project: Make) -> None:
    site = project({"seeds/a.txt": SEED.replace("Voss", "Voss, 07/08/2014")})
    report, _ = run(site)

    run(site, options=ConvertOptions(now=NOW, date_order="mdy"))

    assert [problem.code for problem in report.problems] == ["date-ambiguous"]
    assert "date: 2014-07-08\n" in site.read(ARTICLE)
