"""Copies and near copies among seeds are told, never dropped, and a copy may name its original."""

import random
from collections.abc import Callable

from generator.build import ConvertOptions, convert
from tests.building.project import NOW, Project, article
from tests.building.test_collection import sentence

Make = Callable[[dict[str, str]], Project]
OPTIONS = ConvertOptions(now=NOW)


def text(number: int, sentences: int = 12) -> list[str]:
    chance = random.Random(number)
    return [sentence(chance, 11) for _ in range(sentences)]


def seed(title: str, sentences: list[str]) -> str:
    return f"{title}\n\n" + "\n\n".join(sentences) + "\n"


def warnings(project: Project, *paths: str, options: ConvertOptions = OPTIONS) -> list[tuple[str, str, str]]:
    report = convert(project.root, [str(project.root / path) for path in paths], options)
    return [(problem.code, problem.where.path, problem.what) for problem in report.problems]


def test_copies_are_told_and_both_are_written(project: Make) -> None:
    site = project({
        "seeds/a.txt": seed("A lamp", text(1)),
        "seeds/b.txt": seed("Another lamp", [line.replace(" ", "  ") for line in text(1)]),
        "seeds/c.txt": seed("A rope", text(2)),
    })  # fmt: skip

    assert warnings(site) == [("seed-duplicate", "seeds/b.txt", "this text is the same as seeds/a.txt")]
    assert site.read("content/articles/a-lamp.md").count("canonical") == 0
    assert site.read("content/articles/another-lamp.md").count("canonical") == 0
    assert warnings(site) == []


def test_near_copies_are_told_with_their_share(project: Make) -> None:
    changed = [*text(1)[:-1], *text(3, 1)]
    site = project({"seeds/a.txt": seed("A lamp", text(1)), "seeds/b.txt": seed("A lamp again", changed)})

    ((code, where, what),) = warnings(site)

    assert (code, where) == ("seed-similar", "seeds/b.txt")
    assert what.endswith("% of this text is the same as in seeds/a.txt")
    assert 70 <= int(what.removeprefix("about ").partition("%")[0]) <= 99


def test_scripts_without_blanks_are_compared_too(project: Make) -> None:
    chance = random.Random(1)
    letters = "港口渡船洋葱潮水灯信地图果园长凳冬天纸厨师楼梯窗户钟绳子花市场桥时石板梨笼海鸥箱水壶小路谁发动机哨"
    lines = ["".join(chance.choice(letters) for _ in range(30)) + "。" for _ in range(8)]
    site = project({"seeds/a.txt": seed("港口的灯", lines), "seeds/b.txt": seed("渡船的灯", lines)})

    assert [one[:2] for one in warnings(site)] == [("seed-duplicate", "seeds/b.txt")]


def test_short_texts_are_like_no_others(project: Make) -> None:
    site = project(
        {f"seeds/{name}.txt": seed(f"Lamp {name}", ["A text will follow on Friday evening."]) for name in "ab"}
    )

    assert warnings(site) == []


def test_a_copy_is_told_when_it_comes_later_and_no_more_when_the_first_is_gone(project: Make) -> None:
    site = project({"seeds/m.txt": seed("A lamp", text(1))})
    assert warnings(site) == []
    site.write("seeds/a.txt", seed("Another lamp", text(1)))
    assert [one[:2] for one in warnings(site)] == [("seed-duplicate", "seeds/a.txt")]
    site.delete("seeds/m.txt")
    site.delete("content/articles/a-lamp.md")

    site.write("seeds/a.txt", seed("Another lamp, relit", text(1)))

    assert warnings(site) == []


def test_a_dry_run_tells_copies_and_remembers_nothing(project: Make) -> None:
    site = project({f"seeds/{name}.txt": seed(f"Lamp {name}", text(1)) for name in "ab"})
    dry = ConvertOptions(now=NOW, dry_run=True, detail=True)

    assert [one[:2] for one in warnings(site, options=dry)] == [("seed-duplicate", "seeds/b.txt")]
    assert warnings(site, "seeds/b.txt") == []


def test_the_number_of_processes_changes_no_warning(project: Make) -> None:
    files = {f"seeds/{number:03}.txt": seed(f"Lamp {number}", text(number % 40)) for number in range(100)}
    site = project(files)
    at_once = warnings(site, options=ConvertOptions(now=NOW, dry_run=True, jobs=3))

    assert at_once == warnings(site, options=ConvertOptions(now=NOW, dry_run=True, jobs=1))
    assert len(at_once) == 60
    assert {what for _code, where, what in at_once if where == "seeds/081.txt"} == {
        "this text is the same as seeds/001.txt"
    }


CANONICAL = "base_url: https://lantern.example/\nconvert:\n  duplicates: canonical\n"


def test_the_page_of_a_copy_names_the_original(project: Make) -> None:
    site = project({
        "seedpress.yaml": CANONICAL,
        "seeds/a.txt": seed("A lamp", text(1)),
        "seeds/b.txt": seed("Another lamp", text(1)),
    })  # fmt: skip
    site.build()

    copy = site.read("content/articles/another-lamp.md")
    output = site.output()

    assert "canonical: content/articles/a-lamp.md\n" in copy
    link = b'<link rel="canonical" href="https://lantern.example/articles/a-lamp/">'
    assert link in output["articles/another-lamp/index.html"]
    assert link in output["articles/a-lamp/index.html"]
    assert b"Another lamp" not in output["feed.xml"]
    assert b"another-lamp" not in output["sitemap.xml"]
    assert b"Another lamp" in output["articles/index.html"]
    assert convert(site.root, [], OPTIONS).counts == {"unchanged": 2}
    assert output == site.clean_output()


def test_converting_a_copy_anew_changes_nothing(project: Make) -> None:
    site = project({"seedpress.yaml": CANONICAL, **{f"seeds/{n}.txt": seed(f"Lamp {n}", text(1)) for n in "ab"}})
    convert(site.root, [], OPTIONS)
    before = site.read("content/articles/lamp-b.md")
    told = []

    report = convert(site.root, [], ConvertOptions(now=NOW, detail=True), told.append)

    assert report.counts == {"unchanged": 2}
    assert site.read("content/articles/lamp-b.md") == before
    assert told[1].new_text == before


def test_an_override_says_what_a_text_is_a_copy_of(project: Make) -> None:
    site = project({
        "seedpress.yaml": CANONICAL,
        "seeds/a.txt": seed("A lamp", text(1)),
        "seeds/b.txt": seed("Another lamp", text(1)),
        "seeds/b.seed.yaml": "canonical: https://other.example/lamp\n",
    })  # fmt: skip
    site.build()

    assert (
        b'<link rel="canonical" href="https://other.example/lamp">' in site.output()["articles/another-lamp/index.html"]
    )


def test_a_copy_follows_its_original(project: Make) -> None:
    site = project({
        "content/a/lamp.md": article("A lamp"),
        "content/a/copy.md": article("A copy", canonical="content/a/lamp.md"),
    })  # fmt: skip
    site.build()
    assert b'rel="canonical" href="http://localhost:8000/a/lamp/"' in site.output()["a/copy/index.html"]

    site.write("content/a/lamp.md", article("A lamp", slug="light"))
    report = site.build()
    assert b'rel="canonical" href="http://localhost:8000/a/light/"' in site.output()["a/copy/index.html"]
    assert [problem.code for problem in report.problems] == ["base-url-missing"]
    site.write("content/a/lamp.md", article("A lamp", draft="true"))
    report = site.build()

    assert b'rel="canonical" href="http://localhost:8000/a/copy/"' in site.output()["a/copy/index.html"]
    assert "link-broken" in [problem.code for problem in report.problems]
    assert site.output() == site.clean_output()


def test_related_titles_lead_to_articles_of_the_site(project: Make) -> None:
    site = project({"content/a/lamp.md": article("A lamp", related='["The “ferry”, at last!", "A lamp", "A rope"]')})
    site.build()
    page = "a/lamp/index.html"
    assert b'href="/a/ferry/"' not in site.output()[page]

    site.write("content/a/ferry.md", article('"The Ferry at last"'))
    site.build()
    related = site.output()[page].decode().partition('class="related"')[2].partition("</section>")[0]
    assert related.count("<a ") == 1
    assert 'href="/a/ferry/"' in related
    assert site.output() == site.clean_output()
    site.write("content/a/ferry.md", article("The ferry at last", draft="true"))
    site.build()

    assert "/a/ferry/" not in site.output()[page].decode()
    assert site.output() == site.clean_output()
