"""What a real project looks like to a preview."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator import build
from generator.preview.publication import Opener, base_path_or_top
from generator.problems import SeedpressError
from preview.tiny import write

ORIGIN = "http://localhost:8123"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "content" / "news").mkdir(parents=True)
    write(tmp_path, "seedpress.yaml", "title: Mine\nbase_url: https://example.org/blog/\n")
    write(tmp_path, "content/news/a.md", "---\ntitle: A\ndate: 2024-01-01\n---\nThe first text.\n")
    write(tmp_path, "content/news/draft.md", "---\ntitle: D\ndate: 2024-01-02\ndraft: true\n---\nA draft.\n")
    write(tmp_path, "content/news/future.md", "---\ntitle: F\ndate: 2199-01-02\n---\nNot yet.\n")
    return tmp_path


def test_the_local_address_replaces_the_published_one_everywhere(project):
    publication = Opener(project, ORIGIN, production=False)()
    bodies = {path: publication.render(path).body for path in publication.outputs}

    assert publication.base == "/blog/"
    assert [path for path, body in bodies.items() if b"example.org" in body] == []
    assert f"{ORIGIN}/blog/news/a/".encode() in bodies["feed.xml"]


def test_what_is_not_published_is_shown(project):
    shown = Opener(project, ORIGIN, production=False)().outputs
    published = Opener(project, ORIGIN, production=True)().outputs

    assert {"news/draft/index.html", "news/future/index.html"} <= set(shown)
    assert not {"news/draft/index.html", "news/future/index.html"} & set(published)


def test_an_unchanged_page_keeps_its_version_and_an_edited_one_does_not(project):
    opener = Opener(project, ORIGIN, production=False)
    before = opener()
    versions = {path: before.version(path) for path in ("news/a/index.html", "news/draft/index.html")}
    write(project, "content/news/a.md", "---\ntitle: A\ndate: 2024-01-01\n---\nThe second text.\n")
    after = opener()

    assert {path for path, version in versions.items() if after.version(path) != version} == {"news/a/index.html"}


def test_nothing_is_published_and_nothing_of_the_preview_reaches_a_build(project):
    publication = Opener(project, ORIGIN, production=False)()
    for path in publication.outputs:
        publication.render(path)
    assert not (project / "site").exists()

    build.build(project, build.BuildOptions(now=datetime(2026, 1, 1, tzinfo=UTC)))

    built = [path for path in (project / "site").rglob("*") if path.is_file()]
    assert built
    assert [path for path in built if b"__live" in path.read_bytes() or b"localhost" in path.read_bytes()] == []


def test_a_wrong_configuration_is_no_end(project):
    write(project, "seedpress.yaml", "tilte: x\n")

    assert base_path_or_top(project) == "/"
    with pytest.raises(SeedpressError):
        Opener(project, ORIGIN, production=False)()


def test_a_project_without_configuration_can_be_previewed(tmp_path):
    (tmp_path / "content").mkdir()
    write(tmp_path, "content/a.md", "A text.\n")

    assert "a/index.html" in Opener(tmp_path, ORIGIN, production=False)().outputs
