"""The site: what is published, in which order, under which tags."""

from datetime import UTC, date, datetime

from generator.config import Config, TagsConfig
from generator.model import LeftOut, Metadata, Site
from generator.stages.assemble import Shown, assemble

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def text(path: str, title: str = "Title", **fields: object) -> Metadata:
    return Metadata(path=path, title=title, **fields)  # type: ignore[arg-type]


def site_of(*texts: Metadata, config: Config = Config(), shown: Shown = Shown()) -> Site:
    return assemble(texts, config, now=NOW, zone=UTC, shown=shown)[0]


def test_drafts_future_and_expired_texts_are_in_nothing() -> None:
    site = site_of(
        text("content/news/draft.md", draft=True, tags=("Secret",)),
        text("content/news/future.md", date=datetime(2027, 1, 1, tzinfo=UTC)),
        text("content/news/old.md", expires=datetime(2026, 1, 1, tzinfo=UTC)),
        text("content/news/shown.md"),
    )

    assert list(site.summaries) == ["content/news/shown.md"]
    assert site.articles == ("content/news/shown.md",)
    assert site.terms == {}
    assert site.left_out == (
        LeftOut("content/news/draft.md", "draft"),
        LeftOut("content/news/future.md", "future"),
        LeftOut("content/news/old.md", "expired"),
    )


def test_what_is_asked_for_is_shown_with_its_status() -> None:
    site = site_of(text("content/news/draft.md", draft=True), shown=Shown(drafts=True))

    assert site.summaries["content/news/draft.md"].status == "draft"


def test_articles_are_ordered_by_date_then_by_the_day_they_were_added() -> None:
    site = site_of(
        text("content/n/a.md", added=date(2026, 1, 2)),
        text("content/n/b.md", date=datetime(2026, 1, 3, tzinfo=UTC)),
        text("content/n/c.md"),
        text("content/n/d.md", date=datetime(2026, 1, 1, tzinfo=UTC)),
        text("content/n/e.md", added=date(2026, 1, 2)),
    )

    assert [path[-4] for path in site.articles] == ["b", "a", "e", "d", "c"]


def test_spellings_of_a_tag_are_one_tag_under_its_most_common_name() -> None:
    site = site_of(
        text("content/n/a.md", tags=("North korea",)),
        text("content/n/b.md", tags=("north  Korea", "C++")),
        text("content/n/c.md", tags=("North korea", "C", "north-korea")),
    )

    assert {slug: (term.name, len(term.articles)) for slug, term in site.terms.items()} == {
        "c": ("C", 1),
        "c-plus-plus": ("C++", 1),
        "north-korea": ("North korea", 3),
    }
    assert [label.name for label in site.summaries["content/n/c.md"].tags] == ["North korea", "C"]


def test_a_tag_can_be_given_the_name_it_shows() -> None:
    site = site_of(text("content/n/a.md", tags=("us",)), config=Config(tags=TagsConfig(names={"us": "USA"})))

    assert site.terms["us"].name == "USA"


def test_files_at_the_top_are_pages_and_files_in_sections_articles() -> None:
    site = site_of(text("content/about.md"), text("content/news/a.md"), text("content/news/map.md", layout="page"))

    assert site.articles == ("content/news/a.md",)
    assert site.pages == ("content/about.md", "content/news/map.md")
    assert site.summaries["content/about.md"].permalink == "/about/"


def test_a_folder_with_an_index_file_is_one_article() -> None:
    site = site_of(text("content/news/bread/index.md"))

    assert site.summaries["content/news/bread/index.md"].permalink == "/news/bread/"
    assert site.sections["news"].articles == ("content/news/bread/index.md",)


def test_sections_nest_and_take_title_and_order_from_their_index() -> None:
    site = site_of(
        text("content/news/_index.md", title="All the news", weight=2),
        text("content/news/local/a.md"),
        text("content/essays/b.md"),
    )

    assert site.sections[""].children == ("essays", "news")
    assert site.sections["news"].title == "All the news"
    assert site.sections["news"].children == ("news/local",)


def test_permalinks_follow_the_pattern_of_their_section() -> None:
    config = Config(permalinks={"news": "/:year/:month/:slug/", "*": "/:section/:slug.html"})
    site = site_of(
        text("content/news/a.md", date=datetime(2020, 3, 4, tzinfo=UTC)),
        text("content/notes/b.md", slug="bee"),
        text("content/notes/c.md", permalink="/exactly/here/"),
        config=config,
    )

    assert [site.summaries[path].permalink for path in sorted(site.summaries)] == [
        "/2020/03/a/",
        "/notes/bee.html",
        "/exactly/here/",
    ]


def test_an_address_that_leaves_the_site_is_a_problem() -> None:
    _, problems = assemble(
        [text("content/n/a.md", permalink="/../../x/", places={"permalink": 4})],
        Config(),
        now=NOW,
        zone=UTC,
        shown=Shown(),
    )

    assert [(problem.code, str(problem.where)) for problem in problems] == [("permalink-unsafe", "content/n/a.md:4")]
