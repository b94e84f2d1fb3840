"""What stands in a site, and what must not."""

from generator.build import BuildOptions
from tests.building.project import NOW, article


def test_the_pictures_of_a_draft_are_as_unpublished_as_its_text(project):
    site = project({
        "content/a/secret/index.md": article("Secret", "![x](deep/x.png)", draft="true"),
        "content/a/secret/deep/x.png": "PNG",
        "content/a/open.md": article("Open", "![x](secret/deep/x.png) ![y](y.png)"),
        "content/a/y.png": "PNG",
    })  # fmt: skip

    report = site.build()

    assert [problem.what for problem in report.problems if problem.code == "link-broken"] == [
        'link to "content/a/secret/deep/x.png", which the site does not have'
    ]
    assert [path for path in site.output() if path.endswith(".png")] == ["a/y.png"]
    site.build(BuildOptions(now=NOW, drafts=True))
    assert "a/secret/deep/x.png" in site.output()


def test_a_link_to_a_draft_does_not_tell_its_name(project):
    site = project({"content/a/d.md": article("D", draft="true"), "content/a/p.md": article("P", "[l](d.md)")})

    site.build()

    assert '<a href="/a/">l</a>' in site.output()["a/p/index.html"].decode()


def test_a_menu_may_lead_to_another_site(project):
    menu = "base_url: https://x.example/blog/\nmenu:\n  - {title: Elsewhere, permalink: 'https://y.example/z'}\n"
    site = project({"seedpress.yaml": menu, "content/about.md": article("About")})

    site.build()

    assert '<a href="https://y.example/z" lang="en">Elsewhere</a>' in site.output()["about/index.html"].decode()


def test_titles_and_tags_that_nobody_can_see_are_none(project):
    site = project({"content/a/x.md": '---\ntitle: "\u200b"\ntags: ["\u200b", " ", seen]\n---\nbody\n'})

    site.build()

    assert "<title>X – Untitled</title>" in site.output()["a/x/index.html"].decode()
    assert [path for path in site.output() if path.startswith("tags/")] == [
        "tags/index.html", "tags/seen/feed.xml", "tags/seen/index.html"
    ]  # fmt: skip


def test_a_template_that_asks_for_what_is_not_there_is_told_so(project):
    site = project({
        "seedpress.yaml": "theme: mine",
        "themes/mine/theme.yaml": "extends: default",
        "themes/mine/templates/article.html": '{{ site.section("nope").title }}',
        "themes/mine/templates/page.html": '{{ site.summary("content/nope.md").title }}',
        "content/a/x.md": article("X"),
        "content/y.md": article("Y"),
    })  # fmt: skip

    problems = {problem.what for problem in site.build().problems if problem.is_error}

    assert problems == {
        'the template cannot be rendered: there is no section "nope" (LookupError)',
        'the template cannot be rendered: nothing that is published has the path "content/nope.md" (LookupError)',
    }


def test_a_text_in_the_way_of_what_the_program_makes_is_the_one_to_change(project):
    site = project({"content/a/x.md": article("X", permalink="/feed.xml"), "content/a/y.md": article("Y", slug="y")})

    (problem,) = [problem for problem in site.build().problems if problem.is_error]

    assert str(problem.where) == "content/a/x.md:3"
    assert [str(place) for place, _ in problem.also] == ["seedpress.yaml"]


def test_a_section_in_the_way_of_the_archive_is_the_one_to_rename(project):
    problems = project({"content/archive/x.md": article("X")}).build().problems

    assert [str(problem.where) for problem in problems if problem.is_error] == ["content/archive"]


def test_a_file_that_would_have_to_be_a_folder_is_refused_with_the_reason(project):
    site = project({"content/a/x.md": article("X", aliases="[/feed.xml/y/]")})

    (problem,) = [problem for problem in site.build().problems if problem.is_error]

    assert (str(problem.where), problem.why) == ("content/a/x.md:3", "feed.xml cannot be a file and a folder at once")
