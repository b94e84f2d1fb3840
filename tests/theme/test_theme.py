"""The theme that is shipped: rules that hold for all of its pages."""

import gzip
import itertools
import json
import re
from functools import cache

import pytest
import yaml
from jinja2 import nodes
from publication import HOSTILE, SHIPPED, page, pages, render, shipped_theme, site, text

from generator.formats.templates import environment

KINDS = ("home", "article", "page", "section", "term", "terms", "archive", "subscribe", "not_found")


@cache
def rendered() -> dict[str, str]:
    theme = shipped_theme()
    return {path: render(theme, shown, site(theme)) for path, shown in pages().items()}


def test_there_is_a_template_and_a_sample_for_every_kind_of_page():
    assert {f"{kind}.html" for kind in KINDS} <= set(shipped_theme().templates)
    assert {shown.kind for shown in pages().values()} == set(KINDS)


@pytest.mark.parametrize("path", sorted(pages()))
def test_every_page_has_what_every_page_needs(path):
    html = rendered()[path]

    assert html.startswith("<!doctype html>\n<html lang=")
    assert html.count("<h1") == 1
    assert html.count("<main ") == 1
    assert html.index('class="skip"') < html.index("<header")
    assert html.count("<title>") == 1
    assert html.count('type="application/rss+xml" title="The Harbour Lantern"') == 1
    assert ('rel="canonical"' in html) != ('content="noindex"' in html)


@pytest.mark.parametrize("path", sorted(pages()))
def test_no_page_runs_code_or_fetches_from_elsewhere(path):
    html = rendered()[path]

    assert set(re.findall(r"<script([^>]*)>", html)) <= {' type="application/ld+json"'}
    assert not re.search(
        r"<(?:link rel=\"(?:stylesheet|icon|preload)|img|iframe|video|audio)[^>]*(?:href|src)=\"(?:https?:)?//", html
    )
    assert not re.search(r"\s(?:style=\"(?!text-align:)|on\w+=)", html)


@pytest.mark.parametrize("path", sorted(pages()))
def test_headings_skip_no_level(path):
    levels = [int(level) for level in re.findall(r"<h([1-6])", rendered()[path])]

    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


@pytest.mark.parametrize("path", sorted(pages()))
def test_links_lie_under_the_path_of_the_site(path):
    links = re.findall(r'<a [^>]*href="(/[^"]*)"', rendered()[path])
    written = re.findall(r'href="(/[^"]*)"', text("page", "/", "").content)

    assert links
    assert all(link.startswith("/paper/") or link in written for link in links)


def test_titles_are_told_apart():
    titles = [re.search(r"<title>(.*?)</title>", html)[1] for html in rendered().values()]

    assert len(set(titles)) == len(titles)


def test_hostile_metadata_stays_text():
    for html in rendered().values():
        assert "<script>alert" not in html
        assert 'href="javascript:' not in html
        assert HOSTILE not in html


def test_structured_data_holds_exactly_the_metadata():
    html = rendered()["articles/hostile/index.html"]

    told = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)[1])

    assert told["headline"] == HOSTILE
    assert told["author"] == [{"@type": "Person", "name": HOSTILE}]
    assert told["datePublished"] == "2026-05-02T09:30:00+00:00"


def test_a_text_without_a_date_is_added_and_never_published():
    html = rendered()["articles/bare/index.html"]

    assert 'Added <time datetime="2026-11-23">23 November 2026</time>' in html
    assert "Published" not in html
    assert "datePublished" not in html
    assert "published_time" not in html


def test_an_unpublished_text_says_so():
    assert "Draft: this text is not published." in rendered()["articles/bare/index.html"]


def test_a_summary_that_only_repeats_the_text_is_not_shown_twice():
    assert 'class="deck"' not in rendered()["articles/arabic/index.html"]
    assert 'class="deck"' in rendered()["articles/boat/index.html"]


def test_a_text_in_another_language_is_marked_and_the_words_of_the_theme_too():
    html = rendered()["articles/arabic/index.html"]

    assert '<html lang="ar" dir="rtl"' in html
    assert '<header class="masthead" lang="en" dir="ltr">' in html
    assert '<article class="card" lang="ar" dir="rtl">' in rendered()["index.html"]


def test_a_tag_announces_its_own_feed_beside_that_of_the_site():
    titles = re.findall(r'type="application/rss\+xml" title="([^"]*)"', rendered()["tags/boats/index.html"])

    assert titles == ["The Harbour Lantern", "Boats – The Harbour Lantern"]


def test_older_pages_are_reached_by_their_number():
    assert 'href="/paper/page/2/">Older <small>Page 2</small>' in rendered()["index.html"]
    assert 'href="/paper/">Newer</a>' in rendered()["page/2/index.html"]


def test_addresses_of_feeds_stand_as_text():
    assert '<code dir="ltr">https://lantern.example/paper/feed.xml</code>' in rendered()["subscribe/index.html"]


@pytest.mark.parametrize(
    ("language", "word"), [("de-AT", "Abonnieren"), ("fr", "S’abonner"), ("es", "Suscribirse"), ("eo", "Subscribe")]
)
def test_the_words_of_the_theme_are_in_the_language_of_the_site(language, word):
    theme = shipped_theme()
    html = render(theme, page("terms", "/tags/", "Tags", terms=(), language=language), site(theme, language=language))

    assert f">{word}</a>" in html


def test_every_language_has_every_word():
    strings = shipped_theme().options["strings"]

    assert {language: set(words) for language, words in strings.items()} == {
        language: set(strings["en"]) for language in strings
    }


def test_every_word_is_used():
    templates = "".join(template.text for template in shipped_theme().templates.values())
    by_status = {"draft", "future", "expired"}

    assert [
        w for w in shipped_theme().options["strings"]["en"] if f"words.{w}" not in templates and w not in by_status
    ] == []


def test_an_empty_site_renders():
    theme = shipped_theme()
    empty = site(theme, menu=(), author="", description="", recent=lambda *_: (), sections=lambda *_: (), terms=lambda: (), pages=lambda: ())  # fmt: skip
    changes = {
        "articles": (),
        "older": "",
        "number": 1,
        "pages": 1,
        "terms": (),
        "years": (),
        "feeds": (),
        "description": "",
    }

    for shown in pages().values():
        assert "</html>" in render(theme, type(shown)(**(vars(shown) | changes)), empty)


@pytest.mark.parametrize(
    "options", [{"home": "list"}, {"reading_time": False}, {"contents_from": 0}, {"footer": "A & B"}]
)
def test_every_page_renders_with_other_options(options):
    theme = shipped_theme()
    about = site(theme, options={**theme.options, **options})

    assert all("</html>" in render(theme, shown, about) for shown in pages().values())


def test_no_template_marks_anything_as_safe():
    made = environment(shipped_theme())
    for template in shipped_theme().templates.values():
        tree = made.parse(template.text)
        assert not [node for node in tree.find_all(nodes.Filter) if node.name == "safe"]
        assert not list(tree.find_all((nodes.MarkSafe, nodes.ScopedEvalContextModifier)))


def test_the_theme_is_light():
    sheet = (SHIPPED / "static" / "style.css").read_bytes()
    largest = max(len(gzip.compress(html.encode())) for html in rendered().values())

    assert len(sheet) <= 35_000
    assert len(gzip.compress(sheet)) <= 8_000
    assert len(gzip.compress(sheet)) + largest <= 25_000
    assert not list(SHIPPED.rglob("*.js"))
    assert "url(" not in sheet.decode()
    assert "@import" not in sheet.decode()


def test_the_theme_says_what_it_is():
    told = yaml.safe_load((SHIPPED / "theme.yaml").read_text("utf-8"))

    assert told["name"] == SHIPPED.name
    assert told["contract"] == 1
    assert set(told) == {"name", "description", "version", "contract", "options"}
