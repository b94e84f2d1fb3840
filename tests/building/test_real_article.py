"""The main job: a folder with nothing but a real scraped article becomes a publication."""

import re
import shutil
from pathlib import Path

import feedparser
import pytest

from tests.building.project import Project
from tests.building.test_bad_input import run

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
NOISE = ("Real Time Analytics", "@YouTube", "Related Article", "Rencontre entre Kim Jong-un et Xi Jinping Rencontre")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Project:
    if not SEEDS.is_dir():
        pytest.skip("the real seed is not in this checkout")
    project = Project(tmp_path_factory.mktemp("real") / "project")
    shutil.copytree(SEEDS, project.root / "seeds")
    code, message = run(project, "build")
    assert code == 0, message
    return project


def page(site: Project) -> str:
    (path,) = (
        path for path in site.output() if re.fullmatch(r"articles/[^/]+/index.html", path) and "page" not in path
    )
    return site.output()[path].decode()


def prose(html: str) -> str:
    """The body of the article in its page."""
    found = re.search(r'<div class="prose[^"]*"[^>]*>(.*?)</div>', html, re.DOTALL)
    assert found
    return found[1]


def test_the_article_has_its_paragraphs_and_headings_and_nothing_else(site: Project) -> None:
    body = prose(page(site))

    assert len(re.findall(r"<p>", body)) == 13
    assert re.findall(r"<h2[^>]*>(.*?)</h2>", body) == [
        "Biden administration seeks help from China",
        "Can China persuade North Korea to denuclearize?",
    ]
    assert not [noise for noise in NOISE if noise in body]
    assert "China Advises the US to Listen" not in body


def test_each_tag_has_its_page(site: Project) -> None:
    pages = {name: site.output()[f"tags/{name}/index.html"].decode() for name in ("us", "china", "north-korea")}

    assert [">Us<" in pages["us"], ">China<" in pages["china"], ">North korea<" in pages["north-korea"]] == [True] * 3


def test_the_feed_has_one_item_with_the_full_text_and_no_date(site: Project) -> None:
    feed = feedparser.parse(site.output()["feed.xml"])

    assert feed.bozo == 0
    (item,) = feed.entries
    assert item.content[0].value.count("<p>") == 13
    assert "published" not in item
    assert item.id.startswith("urn:uuid:")
    assert not item.guidislink
    assert [tag.term for tag in item.tags] == ["Us", "China", "North korea"]
    assert not [noise for noise in NOISE if noise in item.content[0].value]


def test_no_date_of_publication_is_made_up(site: Project) -> None:
    html = page(site)
    (source,) = (text.decode() for path, text in site_content(site).items() if path.endswith(".md"))

    assert not re.search(r"^date:", source, re.MULTILINE)
    assert "datePublished" not in html
    assert "article:published_time" not in html


def site_content(site: Project) -> dict[str, bytes]:
    return site.output("content")


def test_building_again_changes_nothing(site: Project) -> None:
    before = site.output() | site_content(site)

    code, message = run(site, "build")

    assert code == 0
    assert "0 rendered" in message
    assert site.output() | site_content(site) == before
