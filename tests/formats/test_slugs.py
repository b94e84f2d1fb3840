"""Slugs and the paths they become."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.formats.permalinks import (
    check_path,
    expand,
    from_output_path,
    normalise,
    output_path,
)
from generator.formats.slugs import check_slug, safe_slug, slugify, term_slug

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Hello, World!", "hello-world"), ("Don’t stop", "dont-stop"), ("naïve café", "naive-cafe"), ("北京", "beijing"),
        ("Привет мир", "privet-mir"), ("Größe", "grosse"), ("ﬁne ①", "fine-1"), ("a__b--c", "a-b-c"), ("Party 🎉", "party"),
        ("…", ""), ("🎉", ""), ("", ""), ("../../etc/passwd", "etc-passwd"), ("a\u202eb\u200bc", "abc"),
    ],
)  # fmt: skip
def test_a_slug_keeps_the_meaning_of_a_title(title, slug):
    assert slugify(title) == slug


def test_a_long_slug_is_cut_at_a_word():
    assert slugify("word " * 40) == "-".join(["word"] * 16)
    assert len(slugify("x" * 300)) == 80


def test_a_name_of_windows_gets_a_suffix():
    assert slugify("CON").startswith("con-")


def test_a_text_without_letters_gets_a_slug_of_its_own():
    assert safe_slug("🎉", "article").startswith("article-")
    assert safe_slug("🎉", "article") != safe_slug("🎊", "article")


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("C", "c"), ("c", "c"), ("C++", "c-plus-plus"), ("C#", "c-sharp"), ("F#", "f-sharp"), (".NET", "dot-net"),
        ("Node.js", "node-js"), ("North korea", "north-korea"), ("north_KOREA", "north-korea"), ("R&D", "r-d"),
        ("javascript:x", "javascript-x"), ("//host", "host"), ("Straße", "strasse"), ("ＡＩ", "ai"),
    ],
)  # fmt: skip
def test_tags_of_one_slug_are_one_tag(name, slug):
    assert term_slug(name) == slug


@pytest.mark.parametrize("name", ["page", "feed", "index", ".", "..", "/", "🎉", "x" * 300, "nul", "—"])
def test_a_tag_with_a_name_of_the_site_still_gets_a_page_of_its_own(name):
    slug = term_slug(name)

    assert SLUG.match(slug)
    assert slug not in {"page", "feed", "index", "nul"}
    assert re.search("-[0-9a-f]{8}$", slug)


@given(st.text())
def test_slugs_are_always_safe(text):
    for slug in (slugify(text) or "x", safe_slug(text, "text"), term_slug(text)):
        assert SLUG.match(slug)
        assert len(slug) <= 100
        assert check_slug(slug) == ""
        assert check_path(f"{slug}/index.html") == ""


@given(st.text())
def test_a_slug_is_its_own_slug(text):
    slug = slugify(text)

    if not slug[-8:].isalnum() or "-" not in slug:
        assert slugify(slug).startswith(slug[:79])


@pytest.mark.parametrize("slug", ["bread", "Bread_2", "北京", "a.b", "2024-01-02-x", "don’t"])
def test_letters_of_every_script_may_stand_in_a_slug(slug):
    assert check_slug(slug) == ""


@pytest.mark.parametrize(
    "slug",
    ["", "../../x", "a/b", "a\\b", "..", ".hidden", "a.", "a:b", "a b", "a\nb", "a\0b", "con", "NUL.txt", "x" * 201,
     "．．／x", "a\u202eb", "a%2fb", "a?b", "a#b", "a|b", "\ud800"],
)  # fmt: skip
def test_an_unsafe_slug_is_refused_with_a_reason(slug):
    assert check_slug(slug)


def test_a_pattern_takes_the_values_of_an_article():
    values = {"year": "2024", "month": "03", "slug": "bread", "section": "news/food", "title": "Big News", "id": "a:1"}

    assert expand("/:year/:month/:slug/", values) == ("/2024/03/bread/", "")
    assert expand("/:section/:slug.html", values) == ("/news/food/bread.html", "")
    assert expand("/x-:title", values) == ("/x-big-news/", "")
    assert expand("/:id/", values) == ("/a-1/", "")


def test_an_undated_article_has_an_address_too():
    assert expand("/:year/:month/:slug/", {"slug": "bread"}) == ("/undated/bread/", "")
    assert expand("/:section/:slug/", {"slug": "bread", "section": ""}) == ("/bread/", "")


def test_an_address_that_leaves_the_site_has_a_reason_instead():
    assert expand("/:slug/", {"slug": "../x"}) == ("", 'it contains ".."')


@pytest.mark.parametrize(
    ("permalink", "path"),
    [
        ("/", "index.html"), ("/a/", "a/index.html"), ("/a.html", "a.html"), ("/feed.xml", "feed.xml"), ("/v1.2/", "v1.2/index.html"),
        ("/a", "a/index.html"),
    ],
)  # fmt: skip
def test_a_permalink_names_one_file(permalink, path):
    assert output_path(permalink) == path
    assert output_path(from_output_path(path)) == path


def test_permalinks_are_written_one_way():
    assert [normalise(text) for text in ("a", "//a//b", "/a.html", "", "/v1.2")] == [
        "/a/",
        "/a/b/",
        "/a.html",
        "/",
        "/v1.2/",
    ]


@pytest.mark.parametrize(
    "path",
    ["", "/a", "../a", "a/../b", "a/./b", "a//b", "a\\b", "a\0b", "a\nb", "a:b", "a|b", "con", "a/nul.html", "a/b.", "a /b",
     "x" * 256, "e\u0301.html", "a/", "．．/x", "‥/x", "a\u2028b", "x/" * 600 + "y", "\ud800"],
)  # fmt: skip
def test_a_path_that_some_system_cannot_hold_is_refused(path):
    assert check_path(path)


@given(st.text())
def test_no_accepted_path_leaves_the_output(path):
    if check_path(path) == "":
        assert not path.startswith("/")
        assert ".." not in path.split("/")
        assert "\0" not in path
