"""``seedpress.yaml``: what it may say, and what is said about everything else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.config import (
    PHRASE_LISTS,
    Config,
    check,
    default_of,
    example,
    json_schema,
    parse_config,
    reference,
    settings,
)
from generator.formats.inputs.keys import FIELDS
from generator.formats.phrases import Vocabulary
from generator.problems import Location


def problems_of(text):
    config, problems = parse_config(text, "seedpress.yaml")

    assert config is None
    return problems


@pytest.mark.parametrize("text", ["", "\n", "# nothing yet\n", "---\n", "title:\nfeeds:\n  limit:\n"])
def test_what_is_not_said_keeps_its_default(text):
    assert parse_config(text, "seedpress.yaml") == (Config(), ())


def test_every_key_can_be_said():
    config, problems = parse_config(example(), "seedpress.yaml")

    assert problems == ()
    assert config.tags.path == "topics"
    assert config.tags.names == {"us": "US", "north-korea": "North Korea"}
    assert [link.permalink for link in config.menu] == ["/articles/", "/about/"]
    assert config.permalinks == {"news": "/:year/:month/:slug/"}
    assert config.theme_options == {"accent": "teal"}


def test_lines_and_phrases_of_a_collection_are_read():
    config, _ = parse_config(
        "convert:\n  keep: ['Share  your bread.', '']\n  phrases: {all: {strong: [to the quay, 1998]}}\n",
        "seedpress.yaml",
    )

    assert config.convert.keep == ("Share your bread.",)
    assert config.convert.phrases == {"all": {"strong": ("to the quay", "1998")}}


def test_every_list_of_phrases_can_be_extended():
    assert {*PHRASE_LISTS} == {*Vocabulary.LISTS, "months"}


def test_the_schema_has_every_field_of_the_configuration_once():
    top = [path for path, _ in settings() if "." not in path]
    groups = dict.fromkeys(path.partition(".")[0] for path, _ in settings() if "." in path)

    assert sorted([*top, *groups]) == sorted(Config.__struct_fields__)
    for group in groups:
        inner = [path.partition(".")[2] for path, _ in settings() if path.startswith(f"{group}.")]
        assert sorted(inner) == sorted(getattr(Config(), group).__struct_fields__)


@pytest.mark.parametrize(
    ("text", "line", "column", "code", "part"),
    [
        ("titel: x", 1, 1, "key-unknown", "write `title`"),
        ("website:\n  title: x", 1, 1, "key-unknown", "known here are `title`"),
        ("file_size: 3", 1, 1, "key-unknown", "write `limits.file_size`"),
        ("feeds:\n  limitt: 3", 2, 3, "key-unknown", "write `feeds.limit`"),
        ("title: ''", 1, 8, "value-invalid", "it is empty"),
        ("title: [a, b]", 1, 8, "value-type", "it needs one value"),
        ("base_url: lantern.example", 1, 11, "value-invalid", "from `https://` on"),
        ("base_url: ftp://lantern.example/", 1, 11, "value-invalid", "from `https://` on"),
        ("base_url: https://me:secret@lantern.example/", 1, 11, "value-invalid", "from `https://` on"),
        ("base_url: https://a.example/?q=1", 1, 11, "value-invalid", "without `?`"),
        ("base_url: https://a.example/../b/", 1, 11, "value-invalid", "write the folder itself"),
        ("base_url: 'https://a.example/\"><b>/'", 1, 11, "value-invalid", "from `https://` on"),
        ("base_url: https://:80/", 1, 11, "value-invalid", "host"),
        ("language: english", 1, 11, "value-invalid", "language tag"),
        ("language: en_GB", 1, 11, "value-invalid", "`en-GB`"),
        ("timezone: London", 1, 11, "value-invalid", "`Europe/London`"),
        ("timezone: ../../etc/passwd", 1, 11, "value-invalid", "database"),
        ("timezone: Europe", 1, 11, "value-invalid", "database"),
        ("paginate: many", 1, 11, "value-invalid", "`paginate: 20`"),
        ("paginate: 0", 1, 11, "value-invalid", "1 or more"),
        ("paginate: 1.5", 1, 11, "value-invalid", "whole number"),
        ("urls: prety", 1, 7, "value-invalid", "write `pretty`"),
        ("feeds:\n  tags: maybe", 2, 9, "value-invalid", "`true` or `false`"),
        ("feeds: 20", 1, 8, "value-type", "it needs keys with values"),
        ("theme: ../other", 1, 8, "value-invalid", "name of a folder"),
        ("theme_options: [a]", 1, 16, "value-type", "it needs keys with values"),
        ("convert: {date_order: dmyy}", 1, 23, "value-invalid", "write `dmy`"),
        ("convert: {drop: a line}", 1, 17, "value-type", "['The Lantern, since 1998']"),
        ("convert:\n  phrases: [a]", 2, 12, "value-type", "{en: {strong:"),
        ("convert:\n  phrases: {en: [a]}", 2, 17, "value-type", "{strong: [back to the quay]}"),
        ("convert:\n  phrases: {english: {strong: [a]}}", 2, 13, "value-invalid", "`en`, or `all`"),
        ("convert:\n  phrases: {en: {stong: [a]}}", 2, 18, "key-unknown", "write `convert.phrases.en.strong`"),
        ("convert:\n  phrases: {en: {strong: a}}", 2, 26, "value-type", "[one phrase, another]"),
        ("convert:\n  phrases: {en: {strong: [[a]]}}", 2, 27, "value-type", "one value"),
        ("convert:\n  phrases: {en: {months: [a, b]}}", 2, 26, "value-type", "twelve texts"),
        ("menu:\n  - About", 2, 5, "value-type", "a title and a permalink"),
        ("menu:\n  - title: About", 2, 5, "value-type", "`menu[1]` has no `permalink`"),
        ("menu:\n  - {title: A, permalink: 'javascript:alert(1)'}", 2, 27, "value-invalid", "menu[1].permalink"),
        ("menu:\n  - {title: A, url: /a/}", 2, 16, "key-unknown", "`permalink`"),
        ("permalinks:\n  news: ':year/'", 2, 9, "value-invalid", "starts with a slash"),
        ("permalinks:\n  news: /:yaer/:slug/", 2, 9, "value-invalid", "write `:year`"),
        ("permalinks:\n  news: /../:slug/", 2, 9, "value-invalid", "write it as `/:year/:slug/`"),
        ("permalinks:\n  news: /:year/", 2, 9, "value-invalid", "the same address"),
        ("tags:\n  names:\n    us: [a]", 3, 9, "value-type", "`tags.names.us`"),
        ("tags:\n  path: ../x", 2, 9, "value-invalid", "inside the site"),
        ("feeds:\n  path: /", 2, 9, "value-invalid", "inside the site"),
        ("convert:\n  section: ''", 2, 12, "value-invalid", "inside `content/`"),
        ("- a\n- b", 1, 1, "yaml-not-a-mapping", "a list"),
        ("title: &a x", 1, 8, "yaml-anchor", "anchor"),
        ("title: !!python/name:os.system x", 1, 8, "yaml-tag", "tag"),
        ("title: a\ntitle: b", 2, 1, "yaml-duplicate-key", "twice"),
        ("title: [a", 2, 1, "yaml-syntax", "not YAML"),
    ],
)
def test_what_is_wrong_is_reported_with_its_place(text, line, column, code, part):
    problem = problems_of(text + "\n")[0]

    assert problem.where == Location("seedpress.yaml", line, column)
    assert problem.code == code
    assert part in f"{problem.what} {problem.why} {problem.fix}"


@pytest.mark.parametrize(
    "output",
    ["''", ".", "./", "/", "//", "..", "../..", "content", "content/site", "./seeds/", "themes/x", ".git", "~/x"],
)
def test_the_output_cannot_be_where_work_lies(output):
    (problem,) = problems_of(f"output: {output}\n")

    assert problem.code == "output-refused"


@pytest.mark.parametrize(("written", "meant"), [("site", "site"), ("./public/", "public"), ("../public", "../public")])
def test_any_other_folder_can_be_the_output(written, meant):
    config, _ = parse_config(f"output: {written}\n", "seedpress.yaml")

    assert config.output == meant


def test_all_that_is_wrong_is_reported_in_order():
    found = problems_of("titel: a\npaginate: x\nfeeds:\n  limit: -1\n  contents: full\nmenu: [1, 2]\n")

    assert [problem.where.line for problem in found] == [1, 2, 4, 5, 6, 6]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("https://example.org", "https://example.org/"),
        ("HTTPS://Example.ORG/Blog", "https://example.org/Blog/"),
        ("http://localhost:8000/", "http://localhost:8000/"),
        ("http://[::1]:8000", "http://[::1]:8000/"),
        ("https://bücher.example/straße/", "https://xn--bcher-kva.example/stra%C3%9Fe/"),
    ],
)
def test_the_base_url_is_ascii_and_ends_with_a_slash(written, meant):
    assert check("base_url", written) == (meant, "")


def test_texts_that_look_like_something_else_stay_texts():
    config, problems = parse_config("title: 2024\nauthor: no\ntags:\n  names:\n    1: 012\n", "seedpress.yaml")

    assert problems == ()
    assert (config.title, config.author, config.tags.names) == ("2024", "no", {"1": "012"})


@given(
    st.recursive(
        st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from([path.rpartition(".")[2] for path, _ in settings()]) | st.text(max_size=5),
                inner,
                max_size=4,
            )
        ),
    )
)
def test_any_tree_is_read_or_refused_with_a_place(tree):
    import json

    config, problems = parse_config(json.dumps(tree), "seedpress.yaml")

    assert (config is None) == any(problem.is_error for problem in problems)
    assert all(problem.where.path == "seedpress.yaml" and problem.where.line >= 1 for problem in problems)


def accepts(schema, value):
    """Whether *value* fits the part of JSON Schema that ours is written in."""
    kinds = {"string": str, "integer": int, "boolean": bool, "object": dict, "array": list, "null": type(None)}
    known = {"type", "enum", "properties", "additionalProperties", "required", "items", "pattern", "minimum"}
    assert set(schema) <= known | {"description", "default", "title", "$schema"}
    names = schema.get("type", list(kinds))
    names = names if isinstance(names, list) else [names]
    if not isinstance(value, tuple(kinds[name] for name in names if name != "number")):
        return False
    if "enum" in schema and value not in schema["enum"]:
        return False
    if isinstance(value, dict):
        rest = schema.get("additionalProperties", True)
        inner = schema.get("properties", {})
        return set(schema.get("required", ())) <= set(value) and all(
            accepts(inner[key], item) if key in inner else rest is True or (rest and accepts(rest, item))
            for key, item in value.items()
        )
    return all(accepts(schema["items"], item) for item in value) if isinstance(value, list) else True


@pytest.mark.parametrize(
    ("text", "fits"),
    [(example(), True), ("feeds:\n", True), ("titel: x", False), ("urls: prety", False), ("menu: [{title: a}]", False)],
)
def test_the_json_schema_judges_as_the_program_does(text, fits):
    import yaml

    assert accepts(json_schema(), yaml.safe_load(text)) is fits
    assert (parse_config(text, "seedpress.yaml")[0] is not None) is fits


def test_the_reference_has_a_row_for_every_key():
    rows = reference().splitlines()[2:]

    assert [row.split("`")[1] for row in rows] == [path for path, _ in settings()]
    assert all(row.count(" | ") == 3 for row in rows)


def test_every_default_passes_its_own_check():
    readable = {path: default_of(path) for path, setting in settings() if isinstance(default_of(path), str)}

    assert {path: check(path, value)[0] for path, value in readable.items()} == readable


def test_the_tokens_of_patterns_are_those_that_addresses_are_made_with():
    from generator.config.checks import TOKENS
    from generator.formats import permalinks

    assert permalinks.TOKENS == TOKENS


def test_the_keys_of_records_are_those_that_records_are_read_by():
    assert dict(settings())["convert.keys"].choices == FIELDS


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("convert: {keys: {txt: body}}", "`convert.keys.text`"),
        ("convert: {keys: [body]}", "fields with the names of keys"),
        ("convert: {keys: {text: ''}}", "it is empty"),
        ("convert: {encoding: klingon}", "nobody knows an encoding"),
    ],
)
def test_what_tells_how_to_read_seeds_is_checked(text, part):
    (problem,) = problems_of(text)

    assert part in problem.what + problem.why + problem.fix


def test_keys_and_encoding_of_seeds_can_be_set():
    value, _ = parse_config("convert: {keys: {text: story, date: meta.day}, encoding: cp1251}", "seedpress.yaml")

    assert value.convert.keys == {"text": "story", "date": "meta.day"}
    assert value.convert.encoding == "cp1251"
