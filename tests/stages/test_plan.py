"""The plan: every file once, and lists whose old pages stay as they are."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from generator.config import Config, FeedsConfig
from generator.model import Asset, Metadata, Plan, Theme
from generator.stages.assemble import Shown, assemble
from generator.stages.plan import paged, plan

NOW = datetime(2026, 11, 23, tzinfo=UTC)
THEME = Theme(name="bare", chain=("bare",), templates={}, assets={})


def text(path: str, title: str = "Title", **fields: object) -> Metadata:
    return Metadata(path=path, title=title, **fields)  # type: ignore[arg-type]


def plan_of(*texts: Metadata, config: Config = Config(), files: tuple[str, ...] = ()) -> Plan:
    site, problems = assemble(texts, config, now=NOW, zone=UTC, shown=Shown())
    assert problems == ()
    assets = {f"content/{path}": Asset(path, f"content/{path}", b"") for path in files}
    return plan(site, config, THEME, assets, line_of=lambda path, key: 7 if key else 0)


def test_a_site_with_one_article_has_its_lists_and_its_feeds() -> None:
    planned = plan_of(text("content/news/a.md", tags=("Bread",)))

    assert set(planned.outputs) == {
        "404.html", "archive/index.html", "feed.xml", "index.html", "news/a/index.html", "news/index.html",
        "robots.txt", "sitemap.xml", "subscribe/index.html", "tags/bread/feed.xml", "tags/bread/index.html",
        "tags/index.html",
    }  # fmt: skip
    assert planned.problems == ()


def test_two_texts_with_one_address_are_named_both() -> None:
    planned = plan_of(text("content/news/a.md", slug="same"), text("content/news/b.md", slug="same"))

    (problem,) = planned.problems
    assert problem.code == "address-taken"
    assert problem.what == "two outputs want the same file: news/same/index.html"
    assert str(problem.where) == "content/news/b.md:7"
    assert str(problem.also[0][0]) == "content/news/a.md:7"


def test_addresses_that_differ_in_case_only_are_refused() -> None:
    planned = plan_of(files=("Logo.svg", "logo.svg"))

    assert [problem.code for problem in planned.problems] == ["address-taken"]
    assert "some file systems ignore" in planned.problems[0].why


def test_a_file_can_not_lie_where_a_folder_must() -> None:
    planned = plan_of(text("content/news/a.md"), files=("news/a",))

    assert [problem.code for problem in planned.problems] == ["address-taken"]


def test_an_alias_may_not_take_the_place_of_a_page() -> None:
    planned = plan_of(text("content/news/a.md"), text("content/news/b.md", aliases=("/news/a/",)))

    assert [problem.code for problem in planned.problems] == ["address-taken"]


def test_an_alias_leads_to_its_page() -> None:
    planned = plan_of(text("content/news/a.md", aliases=("/old.html",)))

    assert planned.outputs["old.html"].subject == "/news/a/"


def test_tag_feeds_can_be_left_out() -> None:
    planned = plan_of(text("content/news/a.md", tags=("Bread",)), config=Config(feeds=FeedsConfig(tags=False)))

    assert "tags/bread/feed.xml" not in planned.outputs
    assert planned.outputs["tags/bread/index.html"].feed == ""


def test_urls_can_end_in_html() -> None:
    planned = plan_of(text("content/news/a.md", tags=("Bread",)), config=Config(urls="html"))

    assert {"news/a.html", "news.html", "tags/bread.html", "archive.html"} <= set(planned.outputs)


def test_numbered_pages_end_as_all_others_do() -> None:
    texts = [text(f"content/news/{number}.md") for number in range(4)]

    paths = set(plan_of(*texts, config=Config(urls="html", paginate=2)).outputs)

    assert {"news.html", "news/page/1.html", "page/1.html"} <= paths


articles = st.lists(st.integers(), unique=True, max_size=60).map(lambda numbers: [str(number) for number in numbers])


@given(articles, st.integers(1, 9))
def test_pages_hold_every_article_once_in_order(paths: list[str], size: int) -> None:
    pages = list(paged(paths, size))

    assert [path for _, _, shown in pages for path in shown] == paths
    assert [number for number, _, _ in pages] == list(range(pages[0][1], 0, -1))
    assert all(len(shown) == size for _, _, shown in pages[1:])
    assert len(pages[0][2]) < 2 * size


@given(articles, st.integers(1, 9))
def test_a_new_article_changes_no_old_page(paths: list[str], size: int) -> None:
    before = {number: shown for number, pages, shown in paged(paths, size) if number < pages}
    after = {number: shown for number, pages, shown in paged(["new", *paths], size) if number < pages}

    assert {number: after[number] for number in before} == before
