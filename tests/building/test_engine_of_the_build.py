"""What a build reads, imports and renders: no more than it must."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.building.project import Project, article

HEAVY = ("jinja2", "markdown", "feedgen", "lxml", "watchdog", "starlette", "nh3", "pygments", "uvicorn")
NOTHING_TO_DO = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from generator.build import BuildOptions, build
opened = []
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
report = build(Path({root!r}), BuildOptions(now=datetime(2026, 11, 23, 12, tzinfo=UTC)))
print(len(report.rendered), len(report.written))
print(",".join(name for name in {heavy!r} if name in sys.modules))
print(sum("/content/" in name and not name.endswith("/content") and ".md" in name for name in opened))
"""


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A site of 1,000 articles, built; its files have been at rest for long enough to be trusted unread."""
    files = {
        f"content/news/{n:04}.md": article(
            f"Article {n}",
            f"Lead of {n}.\n\n" + "Words of a paragraph, some more words.\n\n" * 9 + "The *last* words.\n",
            date=f"20{n % 20:02}-{n % 12 + 1:02}-{n % 28 + 1:02}",
            tags=f"[tag {n % 40}, tag {n % 7}]",
        )
        for n in range(1000)
    }
    project = Project(tmp_path_factory.mktemp("large") / "project", files)
    time.sleep(0.1)
    project.build()
    return project


def test_a_build_with_nothing_to_do_imports_no_library_and_reads_no_article(large: Project) -> None:
    code = NOTHING_TO_DO.format(root=str(large.root), heavy=HEAVY)

    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert run.stdout.splitlines() == ["0 0", "", "0"]


def test_editing_a_body_renders_its_page_and_the_feeds_that_show_it(large: Project) -> None:
    newest = max(
        (path for path in (large.root / "content/news").glob("*.md")), key=lambda path: (_date(path), -int(path.stem))
    )
    newest.write_text(newest.read_text().replace("The *last* words", "The *very last* words"))

    report = large.build()

    feeds = {path for path in report.rendered if path.endswith("feed.xml")}
    assert report.rendered - feeds == {f"news/{newest.stem}/index.html"}
    assert "feed.xml" in feeds
    assert len(feeds) == 3
    assert set(report.reasons.values()) == {f"content/news/{newest.name} changed"}
    assert report.written == report.rendered


def _date(path: Path) -> str:
    return next(line for line in path.read_text().splitlines() if line.startswith("date"))


def test_a_changed_tag_renders_its_pages_and_no_other_article(large: Project) -> None:
    path = "content/news/0500.md"
    large.write(path, large.read(path).replace("[tag 20, tag 3]", "[tag 20, tag 4]"))

    report = large.build()

    articles = {path for path in report.rendered if path.startswith("news/") and path.count("/") == 2}
    assert articles == {"news/0500/index.html"}
    terms = {path.split("/")[1] for path in report.rendered if path.startswith("tags/") and path.count("/") > 1}
    assert terms <= {"tag-20", "tag-3", "tag-4"}


def test_old_pages_of_a_list_stay_when_an_article_comes(large: Project) -> None:
    before = {path: body for path, body in large.output().items() if path.startswith("news/page/")}
    large.write("content/news/new.md", article("New", date="2026-11-01"))

    report = large.build()

    assert {path: body for path, body in large.output().items() if path.startswith("news/page/")} == before
    assert not {path for path in report.rendered if path.startswith("news/page/")}
