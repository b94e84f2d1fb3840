"""What templates see is documented, name by name."""

import inspect
import re

import yaml
from documentation import ROOT, read, sections

from generator.formats.templates import FILTERS
from generator.model import OutputKind, Summary
from generator.stages.render.site_view import SiteView
from generator.stages.render.views import VIEWS

PAGES = sections(read("templates.md"), 2)


def public(view):
    names = {name for name, _ in inspect.getmembers(view) if not name.startswith("_")}
    given = re.findall(r"self\.([a-z]\w*)(?::|\s*=)", inspect.getsource(view.__init__))
    return names | set(given)


def documented(prefix):
    text = read("templates.md")
    return set(re.findall(rf"`{prefix}\.([a-z_]+)", text)) - {"html"}  # page.html is a template


def test_every_name_of_page_is_documented_and_exists():
    offered = set().union(*(public(base) for view in VIEWS.values() for base in view.__mro__[:-1]))

    assert documented("page") == offered


def test_every_name_of_site_is_documented_and_exists():
    assert documented("site") == public(SiteView)


def test_every_field_of_a_summary_is_documented():
    text = PAGES["site"].split("### Summaries")[1]

    assert re.findall(r"`([a-z]+)`", text) == list(Summary.__struct_fields__)


def test_every_kind_of_page_is_documented():
    kinds = set(
        re.findall(r"^\| `\w+\.html` \|.*\| `(\w+)` \|$", PAGES["Which template makes which page"], re.MULTILINE)
    )

    assert kinds == set(VIEWS)
    assert kinds < set(OutputKind.__args__)


def test_every_filter_is_documented():
    described = set(re.findall(r"^\| `\w+ \\\| (\w+)", PAGES["Filters and functions"], re.MULTILINE))

    assert described == {*FILTERS, "relurl", "absurl"}


def test_every_block_of_the_default_theme_is_documented():
    templates = (ROOT / "themes" / "default" / "templates").glob("*.html")
    blocks = {name for path in templates for name in re.findall(r"{% block (\w+)", path.read_text(encoding="utf-8"))}
    first, _, _ = PAGES["The default theme"].partition("Its options")

    assert set(re.findall(r"^\| `(\w+)` \|", first, re.MULTILINE)) == blocks


def test_every_option_of_the_default_theme_is_documented_with_its_default():
    text = (ROOT / "themes" / "default" / "theme.yaml").read_text(encoding="utf-8")
    defaults = {name: value for name, value in yaml.safe_load(text)["options"].items() if value and name != "strings"}
    _, _, second = PAGES["The default theme"].partition("Its options")
    rows = dict(re.findall(r"^\| `(\w+)` \|(.*?)\|", second, re.MULTILINE))

    assert set(rows) == {*yaml.safe_load(text)["options"]}
    assert {name: yaml.safe_load(rows[name].strip(" `")) for name in defaults} == defaults
