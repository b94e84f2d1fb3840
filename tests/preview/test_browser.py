"""A project edited while Chromium shows it."""

import contextlib
import json
import shutil
import socket
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.engine.watch import Watched
from generator.preview import FOLDERS
from generator.preview.publication import Opener
from generator.preview.running import Preview, Voice
from preview.running_preview import serving
from preview.tiny import make_tiny, write

HERE = Path(__file__).parent
DRIVER = HERE.parent / "browser" / "node_modules" / "playwright-core"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome") or ""

pytestmark = [
    pytest.mark.skipif(not DRIVER.exists(), reason="tests/browser/node_modules is not installed"),
    pytest.mark.skipif(not shutil.which("node"), reason="there is no Node.js"),
    pytest.mark.skipif(not CHROMIUM, reason="there is no Chromium"),
]


class Browser:
    """A page in a browser; every call waits for its answer."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        assert self._answer() == "ready"

    def open(self, url: str) -> None:
        self._ask(open=url)
        self.when("document.readyState === 'complete'")

    def when(self, expression: str, seconds: float = 10) -> None:
        """Wait until *expression* is true, and fail when it does not become so."""
        self._ask(when=expression, seconds=seconds)

    def tell(self, expression: str) -> object:
        return self._ask(tell=expression)

    def _ask(self, **task: object) -> object:
        assert self._process.stdin
        self._process.stdin.write(json.dumps(task) + "\n")
        self._process.stdin.flush()
        return self._answer()

    def _answer(self) -> object:
        assert self._process.stdout
        answer = json.loads(self._process.stdout.readline())
        assert "error" not in answer, answer
        return answer.get("value")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    command = ["node", str(HERE / "drive.mjs"), CHROMIUM]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Browser(process)
        assert process.stdin
        process.stdin.close()
        process.wait(10)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "themes" / "mine" / "templates").mkdir(parents=True)
    write(tmp_path, "seedpress.yaml", "title: Mine\ntheme: mine\nbase_url: https://example.org/blog/\n")
    write(tmp_path, "themes/mine/theme.yaml", "extends: default\n")
    write(tmp_path, "themes/mine/templates/page.html", TEMPLATE)
    write(tmp_path, "content/a.md", "---\ntitle: A\n---\nThe first text.\n")
    return tmp_path


TEMPLATE = """<!doctype html>
<html lang="en"><head><title>{{ page.title }}</title><link rel="canonical" href="{{ page.url }}"></head>
<body>
<main>{{ page.content }}</main>
</body></html>
"""


@contextlib.contextmanager
def previewing(root: Path) -> Iterator[str]:
    """Serve the project at *root* as ``serve`` does, and give its address."""
    listener = socket.create_server(("127.0.0.1", 0))
    origin = f"http://localhost:{listener.getsockname()[1]}"
    opener = Opener(root, origin, production=False)
    watched = Watched(root=root, files=("seedpress.yaml",), folders=FOLDERS)
    silent = Voice(lambda _: None, lambda _: None)
    preview = Preview(opener, watched, [listener], ["localhost"], silent)
    thread = threading.Thread(target=preview.run)
    thread.start()
    try:
        yield origin
    finally:
        preview.stop()
        thread.join(5)
        listener.close()


ERRORS = "document.querySelector('html > div')?.shadowRoot?.querySelector('.problems')?.textContent"


def test_an_edited_article_shows_its_new_text_by_itself(chromium, project):
    with previewing(project) as origin:
        chromium.open(f"{origin}/blog/a/")
        assert chromium.tell("document.querySelector('main').innerText") == "The first text."
        assert chromium.tell("document.querySelector('link').href") == f"{origin}/blog/a/"

        write(project, "content/a.md", "---\ntitle: A\n---\nThe second text.\n")

        chromium.when("document.querySelector('main')?.innerText === 'The second text.'")
    assert not (project / "site").exists()


def test_an_error_in_a_template_is_shown_with_its_place_and_goes_away_when_mended(chromium, project):
    with previewing(project) as origin:
        chromium.open(f"{origin}/blog/a/")
        chromium.tell("window.untouched = true")

        write(project, "themes/mine/templates/page.html", TEMPLATE.replace("page.content", "page.contents"))
        chromium.when(f"{ERRORS}?.includes('themes/mine/templates/page.html:4')")
        shown = chromium.tell(ERRORS)
        still = chromium.tell("document.querySelector('main').innerText")
        write(project, "themes/mine/templates/page.html", TEMPLATE)
        chromium.when(f"!{ERRORS}")

        assert "<main>{{ page.contents }}</main>" in str(shown)
        assert still == "The first text."
        assert chromium.tell("window.untouched") is True


def test_a_page_that_could_not_be_made_appears_when_it_can(chromium, project):
    write(project, "themes/mine/templates/page.html", TEMPLATE.replace("}}</main>", "</main>"))
    with previewing(project) as origin:
        chromium.open(f"{origin}/blog/a/")
        assert "themes/mine/templates/page.html:4" in str(chromium.tell("document.body.innerText"))

        write(project, "themes/mine/templates/page.html", TEMPLATE)

        chromium.when("document.querySelector('main')?.innerText === 'The first text.'")


def test_a_wrong_configuration_is_shown_and_goes_away_when_mended(chromium, project):
    good = (project / "seedpress.yaml").read_text()
    with previewing(project) as origin:
        chromium.open(f"{origin}/blog/a/")
        write(project, "seedpress.yaml", good + "permalnks: {}\n")
        chromium.when(f"{ERRORS}?.includes('seedpress.yaml:4')")
        write(project, "seedpress.yaml", good)
        chromium.when(f"!{ERRORS}")


def test_a_stylesheet_is_exchanged_without_loading_the_page(chromium, tmp_path):
    folder = make_tiny(tmp_path)
    with serving(folder) as running:
        chromium.open(f"http://localhost:{running.port}/a/")
        chromium.tell("document.querySelector('#field').value = 'typed'")
        write(folder, "content/style.css", "p { color: rgb(4, 5, 6) }")

        chromium.when("getComputedStyle(document.querySelector('#text')).color === 'rgb(4, 5, 6)'")
        chromium.when("document.querySelectorAll('link[rel=stylesheet]').length === 1")
        assert chromium.tell("document.querySelector('#field').value") == "typed"


def test_a_page_connects_again_when_the_preview_is_back(chromium, tmp_path):
    folder = make_tiny(tmp_path)
    badge = "document.querySelector('html > div')?.shadowRoot?.querySelector('button')?.textContent"
    with serving(folder) as running:
        port = running.port
        chromium.open(f"http://localhost:{port}/a/")
    chromium.when(f"{badge} === 'offline'")
    write(folder, "content/a.txt", "written meanwhile")

    with serving(folder, port=port):
        chromium.when("document.querySelector('#text')?.innerText === 'written meanwhile'")
        chromium.when(f"!{badge}")
