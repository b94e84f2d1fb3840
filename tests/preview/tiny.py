"""The smallest publication there can be: pages of one paragraph, a template, a stylesheet, a picture."""

from collections.abc import Collection
from hashlib import blake2b
from html import escape
from pathlib import Path

from generator.model import Rendered
from generator.problems import Location, Problem, SiteError

TEMPLATE = """<!doctype html>
<html>
<head><title>TITLE</title>
<link rel="stylesheet" href="BASEstyle.css?v=STYLE"></head>
<body><p id="text">TEXT</p><input id="field"><img src="picture.png" alt=""></body>
</html>
"""


def make_tiny(folder: Path) -> Path:
    """Lay down the files of a site at *folder*."""
    (folder / "content").mkdir(parents=True)
    write(folder, "template.html", TEMPLATE)
    write(folder, "content/style.css", "p { color: rgb(1, 2, 3) }")
    write(folder, "content/picture.png", "no picture")
    write(folder, "content/index.txt", "the home page")
    write(folder, "content/a.txt", "one")
    write(folder, "content/ö b.txt", "umlaut")
    return folder


def write(folder: Path, path: str, text: str) -> None:
    (folder / path).write_text(text, encoding="utf-8")


class Tiny:
    """Opened at once, rendered lazily: *rendered* notes each rendering."""

    def __init__(self, folder: Path, base: str = "/", *, missing_page: bool = False) -> None:
        self.base = base
        self._files = {path.name: path.read_text() for path in (folder / "content").iterdir() if path.is_file()}
        self._template = (folder / "template.html").read_text()
        self._missing_page = missing_page
        self._made: dict[str, Rendered] = {}
        self.problems = [
            Problem(code="text-bad", what="this text is bad", where=Location(f"content/{name}", 1), fix="remove BAD")
            for name, text in sorted(self._files.items())
            if "BAD" in text
        ]
        if "REFUSED" in self._template:
            raise SiteError(Problem(code="template-refused", what="no", where=Location("template.html", 4, 2)))
        if "CRASH" in self._template:
            raise ZeroDivisionError("on opening")

    @property
    def outputs(self) -> Collection[str]:
        names = {self._output(name) for name in self._files}
        return names | {"404.html"} if self._missing_page else names

    def render(self, path: str) -> Rendered:
        if path not in self._made:
            self._made[path] = self._render(path)
        return self._made[path]

    def version(self, path: str) -> bytes:
        return blake2b(self.render(path).body).digest()

    def _output(self, name: str) -> str:
        stem, _, kind = name.rpartition(".")
        if kind != "txt":
            return name
        return "index.html" if stem == "index" else f"{stem}/index.html"

    def _render(self, path: str) -> Rendered:
        if path == "404.html":
            return Rendered(path, b"<body>nothing of ours</body>")
        (name,) = [name for name in self._files if self._output(name) == path]
        text = self._files[name]
        if not name.endswith(".txt"):
            return Rendered(path, text.encode())
        for number, line in enumerate(self._template.splitlines(), 1):
            if "{{" in line:
                where = Location("template.html", number, line.index("{{") + 1)
                problem = Problem(
                    code="template-syntax", what="an expression is not closed", where=where, fix="close it"
                )
                return Rendered(path, b"", problems=(problem,))
        if "DIVIDE" in self._template:
            raise ZeroDivisionError("in a template")
        filled = self._template.replace("TITLE", name).replace("BASE", self.base).replace("TEXT", escape(text))
        return Rendered(path, filled.replace("STYLE", str(len(self._files["style.css"]))).encode())
