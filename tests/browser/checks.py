"""Look at built pages as their readers' browsers do: the Nu HTML checker, axe-core, and pictures.

The checks need Node.js, Java, Chromium, and the packages of ``package.json`` beside this file
(``npm ci --ignore-scripts``). ``missing()`` names what is not there, so that a test can be skipped with a reason.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Literal

HERE = Path(__file__).parent
PACKAGES = HERE / "node_modules"
CHECKER = PACKAGES / "vnu-jar" / "build" / "dist" / "vnu.jar"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
Scheme = Literal["light", "dark"]


def chromium() -> str:
    """The browser to look with: ``$CHROMIUM``, or the first that is installed; "" when there is none."""
    return os.environ.get("CHROMIUM") or next((found for name in BROWSERS if (found := shutil.which(name))), "")


def missing(*, browser: bool = True) -> str:
    """Why the checks cannot run here, "" when they can; without *browser* only those of HTML are meant."""
    if not CHECKER.exists() or not (PACKAGES / "axe-core").exists() or not (PACKAGES / "playwright-core").exists():
        return "tests/browser/node_modules is not installed (npm ci --ignore-scripts)"
    if browser and not shutil.which("node"):
        return "there is no Node.js"
    if browser and not chromium():
        return "there is no Chromium"
    if not browser and not shutil.which("java"):
        return "there is no Java"
    return ""


def nu_errors(paths: Sequence[Path]) -> list[str]:
    """What the Nu HTML checker finds wrong in the files *paths*, errors and warnings, each with its place."""
    if not paths:
        return []
    command = ["java", "-Xss2m", "-jar", str(CHECKER), "--format", "json", "--stdout", "--exit-zero-always"]
    done = subprocess.run([*command, *map(str, paths)], capture_output=True, text=True, check=True, timeout=240)
    found = []
    for message in json.loads(done.stdout)["messages"]:
        kind = message.get("subType", message["type"])
        place = f"{message.get('url', '').removeprefix('file:')}:{message.get('lastLine', 0)}"
        found.append(f"{place}: {kind}: {message['message']} ({message.get('extract', '').strip()!r})")
    return found


def axe_violations(
    folder: Path,
    pages: Sequence[str],
    widths: Sequence[int] = (360, 768, 1440),
    schemes: Sequence[Scheme] = ("light", "dark"),
) -> list[str]:
    """What is wrong with *pages* (URL paths such as ``/`` and ``/archive/``) of the site that lies in *folder*.

    Besides what axe-core objects to, these are: a page that scrolls sideways, a request to another
    host, and errors and warnings on the browser's console.
    """
    with served(folder) as base:
        task = {"base": base, "pages": list(pages), "widths": list(widths), "schemes": list(schemes)}
        return [json.loads(line) for line in _look(task).splitlines()]


def screenshot(
    folder: Path, page: str, width: int, scheme: Scheme, target: Path, *, height: int = 0, media: str = ""
) -> None:
    """Write a PNG of *page* of the site in *folder* to *target*, the first *height* pixels or the whole page.

    *media* may be ``print``.
    """
    with served(folder) as base:
        task = {"base": base, "page": page, "width": width, "height": height or 900, "whole": not height}
        _look({**task, "scheme": scheme, "media": media, "target": str(target)})


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve *folder* on the loopback address while the block runs, and give the base URL without its last slash."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(folder)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class QuietHandler(SimpleHTTPRequestHandler):
    """Serve files without telling of each request."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that the library calls
        pass


def _look(task: dict[str, object]) -> str:
    command = ["node", str(HERE / "look.mjs"), json.dumps({**task, "chromium": chromium()})]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=550)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return done.stdout
