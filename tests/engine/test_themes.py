import pytest

from generator.engine.themes import load_theme, shipped_themes


@pytest.fixture
def write(tmp_path):
    """A function that writes files of a project, by path."""

    def write_files(files):
        for path, text in files.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text)
        return tmp_path

    return write_files


def codes(problems):
    return [(problem.code, str(problem.where)) for problem in problems]


def test_the_shipped_theme_needs_nothing_of_the_project(tmp_path):
    theme, problems = load_theme(tmp_path, "default")

    assert problems == ()
    assert theme.chain == ("default",)
    assert theme.templates["base.html"] == theme.templates["default/base.html"]
    assert theme.templates["base.html"].file == str(shipped_themes() / "default" / "templates" / "base.html")


def test_a_theme_of_the_project_is_found_with_paths_of_the_project(write):
    root = write({"themes/mine/templates/base.html": "<p>", "themes/mine/static/css/a.css": "a {}"})

    theme, problems = load_theme(root, "mine")

    assert (theme.chain, problems) == (("mine",), ())
    assert sorted(theme.templates) == ["base.html", "mine/base.html"]
    assert theme.templates["base.html"].file == "themes/mine/templates/base.html"
    assert theme.assets["css/a.css"].file == "themes/mine/static/css/a.css"


def test_the_nearest_file_wins_and_the_one_it_replaces_can_still_be_reached(write):
    root = write({
        "themes/mine/theme.yaml": "extends: parent\noptions: {colour: blue, words: {by: By}}",
        "themes/mine/templates/home.html": "mine",
        "themes/parent/theme.yaml": "extends: default\noptions: {colour: red, size: 2, words: {by: Von, and: und}}",
        "themes/parent/templates/home.html": "parent",
        "themes/parent/static/style.css": "parent",
    })  # fmt: skip

    theme, problems = load_theme(root, "mine")

    assert problems == ()
    assert theme.chain == ("mine", "parent", "default")
    texts = {name: theme.templates[name].text for name in ("home.html", "mine/home.html", "parent/home.html")}
    assert texts == {"home.html": "mine", "mine/home.html": "mine", "parent/home.html": "parent"}
    assert "default/home.html" in theme.templates
    assert "base.html" in theme.templates
    assert theme.assets["style.css"].file.startswith("themes/parent/")
    assert (theme.options["colour"], theme.options["size"]) == ("blue", 2)
    assert theme.options["words"] == {"by": "By", "and": "und"}


def test_a_theme_can_extend_the_shipped_one_of_its_own_name(write):
    root = write({"themes/default/theme.yaml": "extends: default", "themes/default/templates/home.html": "mine"})

    theme, problems = load_theme(root, "default")

    assert (theme.chain, problems) == (("default", "default"), ())
    assert theme.templates["home.html"].text == "mine"
    assert "base.html" in theme.templates


@pytest.mark.parametrize("chain", [{"a": "a"}, {"a": "b", "b": "a"}, {"a": "b", "b": "c", "c": "b"}])
def test_a_chain_that_bites_its_tail_is_refused(write, chain):
    root = write({f"themes/{name}/theme.yaml": f"extends: {parent}" for name, parent in chain.items()})

    theme, problems = load_theme(root, "a")

    assert theme is None
    assert codes(problems) == [("theme-cycle", f"themes/{list(chain)[-1]}/theme.yaml")]


@pytest.mark.parametrize("name", ["defualt", "../secret", "/etc", "", ".", "..", "a/b", "nothing like it", "x\n"])
def test_a_theme_that_does_not_exist_is_named(tmp_path, name):
    theme, problems = load_theme(tmp_path, name)

    assert theme is None
    assert codes(problems) == [("theme-missing", "seedpress.yaml")]
    assert "default" in problems[0].fix


def test_a_missing_parent_is_missed_where_it_is_named(write):
    root = write({"themes/mine/theme.yaml": "extends: parant", "themes/parent/theme.yaml": ""})

    _, problems = load_theme(root, "mine")

    assert codes(problems) == [("theme-missing", "themes/mine/theme.yaml")]
    assert '"parent"' in problems[0].fix


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("extends: default\nextend: x", "key-unknown", "themes/mine/theme.yaml:2:1"),
        ("extends: [default]", "value-type", "themes/mine/theme.yaml:1:1"),
        ("options: blue", "value-type", "themes/mine/theme.yaml:1:1"),
    ],
)
def test_a_mistake_in_the_settings_has_a_place(write, text, code, place):
    theme, problems = load_theme(write({"themes/mine/theme.yaml": text}), "mine")

    assert theme is None
    assert codes(problems) == [(code, place)]


@pytest.mark.parametrize("text", ["extends: [", "- a", "a: 1\na: 2", "a: &x 1", "\ttab: 1"])
def test_settings_that_cannot_be_read_are_an_error(write, text):
    theme, problems = load_theme(write({"themes/mine/theme.yaml": text}), "mine")

    assert theme is None
    assert all(problem.where.path == "themes/mine/theme.yaml" for problem in problems)


def test_a_template_that_is_not_utf8_is_an_error_with_its_place(write):
    root = write({"themes/mine/theme.yaml": ""})
    (root / "themes" / "mine" / "templates").mkdir()
    (root / "themes" / "mine" / "templates" / "base.html").write_bytes(b"<p>\xff</p>")

    theme, problems = load_theme(root, "mine")

    assert theme is None
    assert [(problem.code, problem.where.path) for problem in problems] == [
        ("encoding", "themes/mine/templates/base.html")
    ]


def test_a_theme_that_is_a_link_out_of_the_project_is_not_read(write, tmp_path_factory):
    root = write({"seedpress.yaml": ""})
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "static").mkdir()
    (elsewhere / "static" / "secret").write_text("secret")
    (elsewhere / "theme.yaml").write_text("extends: default")
    (root / "themes").mkdir()
    (root / "themes" / "mine").symlink_to(elsewhere)

    theme, problems = load_theme(root, "mine")

    assert theme is None
    assert {problem.code for problem in problems} >= {"file-outside"}
