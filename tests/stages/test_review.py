"""What is wrong between the parts of a site, and only shows when they are seen together."""

from datetime import UTC, datetime

from generator.config import Config
from generator.model import Metadata, Theme
from generator.problems import Location, Problem
from generator.stages.assemble import Shown, assemble
from generator.stages.review import double_ids, idle_settings

NOW = datetime(2026, 11, 23, tzinfo=UTC)
THEME = Theme(name="own", chain=("own",), templates={}, assets={}, options={"palette": "ink", "home_tags": 16})


def review(config: Config) -> list[Problem]:
    site, _ = assemble([Metadata(path="content/news/a.md", title="A")], config, now=NOW, zone=UTC, shown=Shown())
    return list(idle_settings(config, THEME, site, lambda key: Location("seedpress.yaml", 3 if key else 0)))


def test_settings_that_are_read_are_left_alone() -> None:
    config = Config(theme_options={"palette": "moss", "home_tags": 3}, permalinks={"*": "/:slug/", "news": "/n/:slug/"})

    assert review(config) == []


def test_an_option_that_the_theme_does_not_have_is_an_error_with_the_near_one() -> None:
    (problem,) = review(Config(theme_options={"pallete": "moss"}))

    assert (problem.code, str(problem.where), problem.severity) == ("key-unknown", "seedpress.yaml:3", "error")
    assert problem.fix == "write `palette`"


def test_an_option_of_another_kind_is_an_error() -> None:
    assert [problem.code for problem in review(Config(theme_options={"home_tags": "many"}))] == ["value-type"]


def test_a_pattern_of_no_section_is_a_warning() -> None:
    (problem,) = review(Config(permalinks={"newz": "/:slug/"}))

    assert (problem.code, problem.severity, problem.fix) == ("section-unknown", "warning", "write `news`")


def test_two_articles_with_one_id_are_named_both() -> None:
    texts = [Metadata(path=f"content/news/{name}.md", title=name, id="urn:x") for name in "ab"]
    site, _ = assemble(texts, Config(), now=NOW, zone=UTC, shown=Shown())

    (problem,) = double_ids(site)

    assert str(problem.where) == "content/news/b.md"
    assert str(problem.also[0][0]) == "content/news/a.md"
