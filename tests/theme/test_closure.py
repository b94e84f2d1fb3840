from publication import shipped_theme, theme_of

from generator.formats.closure import closure


def test_the_closure_follows_extends_includes_and_imports():
    theme = theme_of(
        {
            "article.html": '{% extends "base.html" %}{% from "m.html" import a %}',
            "base.html": '{% include "head.html" %}',
            "head.html": "",
            "m.html": '{% import "n.html" as n %}',
            "n.html": "",
            "other.html": "",
        }
    )

    assert closure(theme, "article.html") == ("article.html", "base.html", "head.html", "m.html", "n.html")


def test_missing_templates_belong_to_it():
    theme = theme_of({"a": '{% include "gone" ignore missing %}{% include ["x", "y"] ignore missing %}', "y": ""})

    assert closure(theme, "a") == ("a", "gone", "x", "y")


def test_a_computed_name_means_the_whole_theme():
    assert closure(theme_of({"a": '{% include "b" %}', "b": "{% include page.kind %}"}), "a") == ("*",)


def test_a_choice_between_names_that_are_written_out_means_the_whole_theme_too():
    assert closure(theme_of({"a": '{% extends "x" if page else "y" %}'}), "a") == ("*",)


def test_circles_end():
    assert closure(theme_of({"a": '{% include "b" %}', "b": '{% include "a" %}'}), "a") == ("a", "b")


def test_a_template_that_does_not_parse_stands_for_itself():
    assert closure(theme_of({"a": '{% include "b" %}', "b": "{% if %}"}), "a") == ("a", "b")


def test_a_layout_that_is_not_there_stands_for_itself():
    assert closure(theme_of({}), "recipe.html") == ("recipe.html",)


def test_no_template_of_the_shipped_theme_computes_a_name():
    theme = shipped_theme()

    closures = {name: closure(theme, name) for name in theme.templates}

    assert all("*" not in names for names in closures.values())
    assert "partials/head.html" in closures["article.html"]
    assert all(name in theme.templates for names in closures.values() for name in names)
