import pytest
from jinja2 import TemplateNotFound
from msgspec import Struct
from publication import theme_of

from generator.formats.templates import environment, template_problem
from generator.problems import Location, Problem


class Article(Struct, frozen=True):
    title: str
    extra: dict[str, str]


PAGE = Article("Bread", {"colour": "red"})
RENDERED = (Location("content/bread.md"), "while rendering bread/index.html")


def failure(templates: dict[str, str], name: str = "article.html", **context: object) -> Problem:
    theme = theme_of(templates)
    with pytest.raises(Exception) as caught:
        environment(theme).get_template(name).render({"page": PAGE, **context})
    return template_problem(caught.value, theme, "bread/index.html", "content/bread.md")


def show(text: str, **context: object) -> str:
    return environment(theme_of({"a": text})).get_template("a").render(context)


@pytest.mark.parametrize("name", ["a.html", "a.txt", "a.xml", "a"])
def test_values_are_escaped_in_every_template(name):
    theme = theme_of({name: "{{ title }}"})

    assert environment(theme).get_template(name).render(title="<b>'\"") == "&lt;b&gt;&#39;&#34;"


def test_functions_and_filters_of_the_site_are_added():
    theme = theme_of({"a": "{{ '/x/'|relurl }} {{ shout('hi') }}"})

    made = environment(theme, {"relurl": lambda link: "/blog" + link}, {"shout": str.upper})

    assert made.get_template("a").render() == "/blog/x/ HI"


def test_a_missing_name_may_be_asked_for():
    assert (
        show("{{ page.nope is defined }} {{ page.nope|default('-') }} {{ nope is defined }}", page=PAGE)
        == "False - False"
    )


def test_an_unknown_attribute_is_explained():
    problem = failure({"article.html": "<p>\n<h1>{{ page.titel }}</h1>"})

    assert problem == Problem(
        code="template-undefined",
        where=Location("themes/mine/templates/article.html", 2),
        what='the template uses "page.titel", which does not exist',
        why="in `<h1>{{ page.titel }}</h1>`",
        fix='did you mean "page.title"?',
        also=(RENDERED,),
    )


@pytest.mark.parametrize(
    ("expression", "fix"),
    [
        ("pge.title", 'did you mean "page"?'),
        ("page.extra.color", 'did you mean "page.extra.colour"?'),
        ("page.extra['zzz']", "there are: colour; or test for it with `is defined`"),
        ("page.zzz.title", "there are: extra, title; or test for it with `is defined`"),
        ("page.titel + 1", 'did you mean "page.title"?'),
        ("page.titel == 1", 'did you mean "page.title"?'),
        ("page.titel|upper", 'did you mean "page.title"?'),
        ("page.titel()", 'did you mean "page.title"?'),
        ("page.titel.more", 'did you mean "page.title"?'),
        ("x if page.titel else y", 'did you mean "page.title"?'),
    ],
)
def test_near_names_come_from_where_the_name_was_sought(expression, fix):
    problem = failure({"article.html": "{{ " + expression + " }}"})

    assert (problem.code, problem.fix) == ("template-undefined", fix)


def test_looping_over_an_unknown_name_is_explained():
    problem = failure({"article.html": "{% for tag in page.tittle %}{% endfor %}"})

    assert problem.fix == 'did you mean "page.title"?'


def test_the_way_through_extends_blocks_and_includes_is_told():
    problem = failure(
        {
            "article.html": '{% extends "base.html" %}\n{% block main %}\n{% include "card.html" %}\n{% endblock %}',
            "base.html": "<main>\n{% block main %}{% endblock %}\n</main>",
            "card.html": "\n\n{{ page.titel }}",
        }
    )

    assert problem.where == Location("themes/mine/templates/card.html", 3)
    assert problem.also == (
        (Location("themes/mine/templates/article.html", 1), "extends it"),
        (Location("themes/mine/templates/base.html", 2), "calls the block"),
        (Location("themes/mine/templates/article.html", 3), "includes it"),
        RENDERED,
    )


@pytest.mark.parametrize(
    ("text", "line", "what", "fix"),
    [
        ("<p>\n{{ page.title", 2, "unexpected end of template, expected 'end of print statement'", ""),
        ("{% block a %}\n", 1, "unexpected end of template. Jinja was looking for the following tags: 'endblock'", ""),
        ("\n{% endfro %}", 2, "encountered unknown tag 'endfro'", 'did you mean "endfor"?'),
        ("{{ page.title|uper }}", 1, "no filter named 'uper'", 'did you mean "upper"?'),
        ("{{ page.title|relur }}", 1, "no filter named 'relur'", 'did you mean "relurl"?'),
        ("{% if page is defind %}{% endif %}", 1, "no test named 'defind'", 'did you mean "defined"?'),
        ("{{ 'unclosed }}", 1, "unexpected char", ""),
    ],
)
def test_a_template_that_does_not_parse_is_explained(text, line, what, fix):
    problem = failure({"article.html": text})

    assert (problem.code, problem.where) == ("template-syntax", Location("themes/mine/templates/article.html", line))
    assert problem.what.startswith("the template does not parse: " + what)
    assert problem.fix == fix


def test_a_syntax_error_in_an_included_template_tells_who_included_it():
    problem = failure({"article.html": "\n{% include 'card.html' %}", "card.html": "{% if %}"})

    assert problem.where == Location("themes/mine/templates/card.html", 1)
    assert problem.also == ((Location("themes/mine/templates/article.html", 2), "includes it"), RENDERED)


@pytest.mark.parametrize("tag", ['{% include "partials/cart.html" %}', '{% extends "partials/cart.html" %}', '{% import "partials/cart.html" as cart %}'])  # fmt: skip
def test_a_missing_template_is_explained(tag):
    problem = failure({"article.html": f"\n{tag}", "partials/card.html": ""})

    assert problem.where == Location("themes/mine/templates/article.html", 2)
    assert problem.code == "template-missing"
    assert problem.what == 'there is no template "partials/cart.html"'
    assert problem.fix == 'did you mean "partials/card.html"?'


def test_a_missing_layout_names_the_page_alone():
    problem = failure({"article.html": ""}, name="recipe.html")

    assert (problem.what, problem.where, problem.also) == ('there is no template "recipe.html"', None, (RENDERED,))


def test_names_that_share_their_ending_only_are_not_near():
    problem = failure({"page.html": "", "article.html": ""}, name="nope.html")

    assert problem.fix == (
        "write `extends: default` into its theme.yaml, or add the file to the theme's templates, or correct the name"
    )


def test_a_list_is_named_by_its_page():
    with pytest.raises(TemplateNotFound) as caught:
        environment(theme_of({})).get_template("term.html")

    problem = template_problem(caught.value, theme_of({}), "tags/rust/index.html", "rust")

    assert problem.also == ((Location("tags/rust/index.html"), "while rendering tags/rust/index.html"),)


@pytest.mark.parametrize(
    "templates",
    [
        {"article.html": '{% include "article.html" %}'},
        {"article.html": '{% extends "article.html" %}'},
        {"article.html": '{% include "b.html" %}', "b.html": '{% include "article.html" %}'},
        {"article.html": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}"},
    ],
)
def test_endless_recursion_is_a_problem(templates):
    problem = failure(templates)

    assert problem.code == "template-failed"
    assert problem.what == "templates include or extend each other without end"
    assert problem.where is not None
    assert len(problem.also) <= 13


@pytest.mark.parametrize(
    ("expression", "named"),
    [
        ("1 / 0", "division by zero (ZeroDivisionError)"),
        ("page.title + 1", "TypeError"),
        ("'%d'|format(page.title)", "TypeError"),
        ("page.title|join(1, 2, 3)", "TypeError"),
        ("page.title.nope()", None),
    ],
)
def test_failing_code_is_a_problem_with_its_line(expression, named):
    problem = failure({"article.html": "\n{{ " + expression + " }}"})

    assert problem.where == Location("themes/mine/templates/article.html", 2)
    assert named is None or (problem.code == "template-failed" and named in problem.what)


@pytest.mark.parametrize(
    "expression",
    [
        "page.__class__.__mro__",
        "''.__class__",
        "range(10 ** 3 * 10 ** 3)",
        "'a' * 10000000000",
        "10000000000 * 'a'",
        "[0] * 10000000000",
        "2 ** 10000000000",
        "page.extra.clear()",
        "page.extra.update({})",
        "'{0.__class__}'.format(page)",
        "cycler.__init__.__globals__",
    ],
)
def test_the_sandbox_stops_what_a_theme_may_not_do(expression):
    problem = failure({"article.html": "{{ " + expression + " }}"})

    assert problem.code == "template-failed"
    assert problem.what.startswith("the template does what a theme may not")
    assert PAGE.extra == {"colour": "red"}


def test_small_sums_stay_possible():
    assert show("{{ 2 ** 8 }} {{ 3 * 4 }} {{ '-' * 5 }}") == "256 12 -----"


def test_an_error_of_something_else_still_makes_a_problem():
    problem = template_problem(KeyError("x"), theme_of({}), "a/index.html", "")

    assert (problem.code, problem.where) == ("template-failed", None)
    assert problem.also == ((Location("a/index.html"), "while rendering a/index.html"),)


def test_templates_come_from_the_theme_alone():
    with pytest.raises(TemplateNotFound):
        environment(theme_of({"a": ""})).get_template("../../etc/passwd")


def test_an_inherited_template_can_be_extended_under_its_theme():
    theme = theme_of(
        {
            "base.html": '{% extends "default/base.html" %}{% block a %}mine{% endblock %}',
            "default/base.html": "<{% block a %}{% endblock %}>",
        }
    )

    assert environment(theme).get_template("base.html").render() == "<mine>"


@pytest.mark.parametrize(
    "text",
    [
        "{{ page.__class__ }}",
        "{{ page._private }}",
        "{{ page.extra.__class__ }}",
        "{{ page.extra.clear() }}",
        "{{ page.extra.update({}) }}",
        "{{ page.title.__class__ }}",
        "{{ page.title.format.__globals__ }}",
        "{{ page.tell.__func__ }}",
        "{{ page.tell.__self__ }}",
    ],
)
def test_the_shortcuts_of_the_sandbox_open_no_way_out(text):
    class Spoken(Struct, frozen=True):
        title: str
        extra: dict[str, str]
        _private: str = "secret"

        def tell(self) -> str:
            return "told"

    # As if it were one of ours, whose attributes are read without asking.
    Spoken.__module__ = "generator.model"

    with pytest.raises(Exception, match=r"unsafe|no attribute|not exist|_private"):
        show(text, page=Spoken("Bread", {"colour": "red"}))


def test_a_method_of_a_dictionary_comes_before_a_key_of_that_name():
    assert show("{{ extra.items() | list }} {{ extra.colour }}", extra={"items": 1, "colour": "red"}) == (
        "[(&#39;items&#39;, 1), (&#39;colour&#39;, &#39;red&#39;)] red"
    )
