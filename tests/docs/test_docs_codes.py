"""Every code a problem can have is explained, and every code explained exists."""

import ast

from documentation import ROOT, headings, read, sections


def codes_of(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.keyword) and node.arg == "code":
            yield from constants(node.value)


def constants(node):
    """Return the texts that the value of a ``code`` argument can be, so far as they are written out."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return [*constants(node.body), *constants(node.orelse)]
    return []


def codes():
    return {code for path in sorted((ROOT / "generator").rglob("*.py")) for code in codes_of(path)}


def explained():
    return [title.strip("`") for level, title in headings(read("errors.md")) if level == 3]


def test_every_code_is_explained():
    assert sorted(codes() - set(explained())) == []


def test_every_code_explained_exists():
    assert sorted(set(explained()) - codes()) == []


def test_codes_are_explained_once_with_some_words():
    assert len(explained()) == len(set(explained()))
    assert [code for code, text in sections(read("errors.md"), 3).items() if len(text.split()) < 8] == []
