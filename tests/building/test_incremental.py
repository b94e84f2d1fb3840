"""The law: whatever was edited, in whatever order, a build gives the bytes of a clean build."""

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from generator.engine.sinks import FolderSink
from generator.stages.render.reader import Reader
from tests.building.project import Project, article

WORDS = st.sampled_from(["bread", "Tram", "orchard wall", "Ünïcode", "雨", "slugs", "one & two", "2024", "no"])
# Longer than an excerpt, so that what follows it is in the body alone.
LONG = "A paragraph that says the same in every article. " * 8
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
        return article(f'"{title}"', "\n\n".join([LONG, *body]), **fields)

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
        '{% extends "bare/article.html" %}',
        "{{ page.content }} {{ page.newer.title if page.newer }}",
        "{{ page.title }}{% for s in site.recent(2) %}{{ s.title }}{% endfor %}",
        "{% include 'note.html' ignore missing %}{{ page.content }}",
        "{% include page.layout_of_the_day | default('note.html') ignore missing %}",
        "{{ page.titel }}",
    ],
    "note.html": ["note {{ site.title }}", "another note {{ site.options | length }}"],
}
# A theme that compiles in no time, with all that the default theme has: inheritance, partials, queries, assets.
LIST = "{% for a in page.articles %}{{ a.title }}|{{ a.summary }}{% endfor %}{{ page.newer }}{{ page.older }}"
BARE = {
    "base.html": "{{ site.title }} {{ page.url }} {{ asset('s.css') }} {% block main %}{% endblock %}{% include 'foot.html' %}",
    "foot.html": "{% for p in site.pages() %}{{ p.title }}{% endfor %}{% for s in site.sections() %}{{ s.title }}{% endfor %}",
    "home.html": f"{{% extends 'base.html' %}}{{% block main %}}{LIST}{{% endblock %}}",
    "section.html": f"{{% extends 'base.html' %}}{{% block main %}}{{{{ page.content }}}}{LIST}{{% endblock %}}",
    "term.html": f"{{% extends 'base.html' %}}{{% block main %}}{{{{ page.term.name }}}}{LIST}{{% endblock %}}",
    "article.html": "{% extends 'base.html' %}{% block main %}{{ page.content }}{{ page.words }}{{ page.older }}{% endblock %}",
    "page.html": "{% extends 'base.html' %}{% block main %}{{ page.content }}{% endblock %}",
    "terms.html": "{% for t in page.terms %}{{ t.name }} {{ t.count }}{% endfor %}",
    "archive.html": "{% for y in page.years %}{{ y.year }}{% for a in y.articles %}{{ a.title }}{% endfor %}{% endfor %}",
    "subscribe.html": "{% for f in page.feeds %}{{ f.url }}{% endfor %}",
    "not_found.html": "{% extends 'base.html' %}",
}
EDITS = st.one_of(
    st.tuples(st.just("write"), st.tuples(FOLDERS, NAMES).map(lambda pair: f"{pair[0]}/{pair[1]}.md"), texts()),
    st.tuples(st.just("write"), st.just("content/news/_index.md"), texts()),
    st.tuples(st.just("write"), st.just("seedpress.yaml"), CONFIGS),
    st.tuples(st.just("write"), st.just("content/news/picture.svg"), st.sampled_from(["<svg/>", "<svg />"])),
    st.sampled_from([(f"themes/own/templates/{name}", text) for name, some in TEMPLATES.items() for text in some]).map(
        lambda pair: ("write", *pair)
    ),
    st.tuples(st.just("append"), st.integers(0, 50), WORDS),
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
    candidates = sources(project) if action in {"append", "delete", "move"} else outputs
    if not candidates or not isinstance(what, int):
        return
    chosen = candidates[what % len(candidates)]
    if action in {"delete", "drop"}:
        chosen.unlink()
    elif action == "append":
        chosen.write_text(f"{chosen.read_text()}\n{text}\n")
    elif action == "move":
        chosen.rename(chosen.with_name("moved" + chosen.suffix))
    else:
        chosen.write_bytes(chosen.read_bytes() + text.encode() if text else chosen.read_bytes()[::-1])


def start(folder: str) -> Project:
    project = Project(Path(folder) / "project")
    project.write("seedpress.yaml", "theme: own\n")
    project.write("themes/own/theme.yaml", "extends: bare\n")
    project.write("themes/bare/theme.yaml", "description: For tests\n")
    project.write("themes/bare/static/s.css", "body { margin: 0 }\n")
    for name, text in BARE.items():
        project.write(f"themes/bare/templates/{name}", text)
    project.write("content/news/a.md", article("A", LONG + "\n\ntwo", tags="[Us]", date="2020-01-01"))
    project.write("content/news/b.md", article("B", LONG + "\n\n[A](a.md) and ![](picture.svg)", tags="[us, China]"))
    project.write("content/about.md", article("About"))
    project.build()
    return project


ROUNDS = st.lists(st.lists(EDITS, min_size=1, max_size=3), min_size=1, max_size=4)


def follow(rounds: list[list[tuple[str, object, str]]]) -> None:
    """Edit a project in *rounds*, and hold each build against a clean one."""
    with tempfile.TemporaryDirectory() as folder:
        project = start(folder)
        for edits in rounds:
            for edit in edits:
                apply(project, edit)
            check(project)


@settings(max_examples=25)
@given(ROUNDS)
def test_an_incremental_build_equals_a_clean_one(rounds: list[list[tuple[str, object, str]]]) -> None:
    follow(rounds)


@pytest.mark.slow
@settings(max_examples=500)
@given(ROUNDS)
def test_an_incremental_build_equals_a_clean_one_at_length(rounds: list[list[tuple[str, object, str]]]) -> None:
    follow(rounds)


def forget_notes_of(kind: str) -> Callable[[pytest.MonkeyPatch], None]:
    note = Reader._note

    def forgetful(self: Reader, key: str) -> None:
        if not (key.startswith(kind) if kind else ":" not in key):
            note(self, key)

    return lambda patch: patch.setattr(Reader, "_note", forgetful)


def forget_to_prune(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(FolderSink, "_take_away", lambda self, step, paths, planned: [])


FAULTS = {
    "a query is not noted": forget_notes_of("query:"),
    "a template is not noted": forget_notes_of("template:"),
    "the subject is not noted": forget_notes_of(""),
    "stale outputs are not removed": forget_to_prune,
}


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS)
def test_the_law_catches_a_planted_fault(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    FAULTS[fault](monkeypatch)
    law = settings(max_examples=100, phases=[Phase.generate], report_multiple_bugs=False)(given(ROUNDS)(follow))

    with pytest.raises(AssertionError):
        law()


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
