"""The law: whatever was edited, in whatever order, a build gives the bytes of a clean build."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.build.project import Project, article

WORDS = st.sampled_from(["bread", "Tram", "orchard wall", "Ünïcode", "雨", "slugs", "one & two", "2024", "no"])
NAMES = st.sampled_from(["a", "b", "c", "d"])
FOLDERS = st.sampled_from(["content", "content/news", "content/essays"])
TAGS = st.lists(st.sampled_from(["Us", "us", "China", "C++", "no", "雨"]), max_size=3)
DATES = st.sampled_from(["", "2020-01-02", "2021-06-07T08:09:10+02:00", "2026-11-24", "2030-01-01"])


def texts() -> st.SearchStrategy[str]:
    def make(title: str, body: list[str], tags: list[str], date: str, extra: str) -> str:
        fields = {"tags": "[" + ", ".join(f'"{tag}"' for tag in tags) + "]", **({"date": date} if date else {})}
        fields |= {"draft": "true"} if extra == "draft" else {}
        fields |= {"updated": "2026-01-01"} if extra == "updated" else {}
        fields |= {"summary": "Short."} if extra == "summary" else {}
        return article(f'"{title}"', "\n\n".join(body), **fields)

    extras = st.sampled_from(["", "", "draft", "updated", "summary"])
    return st.builds(make, WORDS, st.lists(WORDS, min_size=1, max_size=3), TAGS, DATES, extras)


CONFIGS = st.sampled_from(
    [
        "theme: own\n",
        "theme: own\ntitle: Another\n",
        "theme: own\npaginate: 1\n",
        "theme: own\nfeeds:\n  limit: 1\n",
        "theme: own\nbase_url: https://example.org/blog/\n",
        "theme: own\nurls: html\n",
        "theme: own\ntags:\n  names:\n    us: USA\n",
        "title: Default theme\n",
    ]
)
TEMPLATES = {
    "term.html": ['{% extends "base.html" %}{% block main %}{{ page.term.count }}{% endblock %}', "{{ page.title }}"],
    "article.html": [
        '{% extends "default/article.html" %}',
        "{{ page.content }} {{ page.newer.title if page.newer }}",
        "{{ page.title }}{% for s in site.recent(2) %}{{ s.title }}{% endfor %}",
        "{% include 'note.html' ignore missing %}{{ page.content }}",
        "{% include page.layout_of_the_day | default('note.html') ignore missing %}",
        "{{ page.titel }}",
    ],
    "note.html": ["note {{ site.title }}", "another note {{ site.options | length }}"],
}
EDITS = st.one_of(
    st.tuples(st.just("write"), st.tuples(FOLDERS, NAMES).map(lambda pair: f"{pair[0]}/{pair[1]}.md"), texts()),
    st.tuples(st.just("write"), st.just("content/news/_index.md"), texts()),
    st.tuples(st.just("write"), st.just("seedpress.yaml"), CONFIGS),
    st.tuples(st.just("write"), st.just("content/news/picture.svg"), st.sampled_from(["<svg/>", "<svg />"])),
    st.sampled_from([(f"themes/own/templates/{name}", text) for name, some in TEMPLATES.items() for text in some]).map(
        lambda pair: ("write", *pair)
    ),
    st.tuples(st.just("delete"), st.integers(0, 50), st.just("")),
    st.tuples(st.just("move"), st.integers(0, 50), st.just("")),
    st.tuples(st.just("spoil"), st.integers(0, 50), st.sampled_from(["", "x"])),
    st.tuples(st.just("drop"), st.integers(0, 50), st.just("")),
)


def sources(project: Project) -> list[Path]:
    folders = [project.root / "content", project.root / "themes/own/templates"]
    return sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())


def apply(project: Project, edit: tuple[str, object, str]) -> None:
    """Do one edit: to a source by name or number, or to a published file."""
    action, what, text = edit
    if action == "write":
        project.write(str(what), text)
        return
    # Without its manifest an output directory is somebody else's: that is another test.
    outputs = [p for p in sorted((project.root / "site").rglob("*")) if p.is_file() and p.name != ".seedpress-manifest"]
    candidates = sources(project) if action in {"delete", "move"} else outputs
    if not candidates or not isinstance(what, int):
        return
    chosen = candidates[what % len(candidates)]
    if action in {"delete", "drop"}:
        chosen.unlink()
    elif action == "move":
        chosen.rename(chosen.with_name("moved" + chosen.suffix))
    else:
        chosen.write_bytes(chosen.read_bytes() + text.encode() if text else chosen.read_bytes()[::-1])


def start(folder: str) -> Project:
    project = Project(Path(folder) / "project")
    project.write("seedpress.yaml", "theme: own\n")
    project.write("themes/own/theme.yaml", "extends: default\n")
    project.write("content/news/a.md", article("A", "one\n\ntwo", tags="[Us]", date="2020-01-01"))
    project.write("content/news/b.md", article("B", "[A](a.md) and ![](picture.svg)", tags="[us, China]"))
    project.write("content/about.md", article("About"))
    project.build()
    return project


@settings(max_examples=40)
@given(st.lists(st.lists(EDITS, min_size=1, max_size=3), min_size=1, max_size=4))
def test_an_incremental_build_equals_a_clean_one(rounds: list[list[tuple[str, object, str]]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = start(folder)

        for edits in rounds:
            for edit in edits:
                apply(project, edit)
            check(project)


def check(project: Project) -> None:
    """Build, and hold the result against a clean build; of a site with errors nothing may be published."""
    before = project.output()
    report = project.build()
    clean = project.clean_output()

    if any(problem.is_error for problem in report.problems):
        assert project.output() == before
        assert clean == {}
        return
    assert project.output() == clean
    again = project.build()
    assert again.reasons == {}
    assert again.written == frozenset()
    assert again.problems == report.problems
