"""``serve`` as a program: what it prints, and how it ends."""

import contextlib
import http.client
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from preview.tiny import write

PROGRAM = """
import sys
from pathlib import Path
from generator.preview import ServeOptions, serve
sys.exit(serve(Path(sys.argv[1]), ServeOptions(host="127.0.0.1", port=0)))
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    write(tmp_path, "seedpress.yaml", "base_url: https://example.org/blog/\n")
    write(tmp_path, "content/a.md", "---\ntitle: A\n---\nThe first text.\n")
    return tmp_path


class Program:
    """A running ``serve``; *port* is the one it printed."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        self._connections: list[http.client.HTTPConnection] = []
        self.first_lines = [self.line(), self.line()]
        found = re.search(r":(\d+)/", self.first_lines[0])
        assert found
        self.port = int(found[1])

    def line(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline()

    def request(self, path: str) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        self._connections.append(connection)
        connection.request("GET", path)
        return connection.getresponse()

    def close(self) -> None:
        self.process.kill()
        for connection in self._connections:
            connection.close()

    def interrupt(self) -> tuple[int, float, str]:
        """Press Ctrl-C; return the exit code, the seconds it took, and what was still printed."""
        begin = time.monotonic()
        self.process.send_signal(signal.SIGINT)
        rest, _ = self.process.communicate(timeout=10)
        return self.process.returncode, time.monotonic() - begin, rest


@contextlib.contextmanager
def serving(project: Path) -> Iterator[Program]:
    command = [sys.executable, "-W", "error", "-c", PROGRAM, str(project)]
    root = Path(__file__).parents[2]
    pipe, both = subprocess.PIPE, subprocess.STDOUT
    with (
        subprocess.Popen(command, cwd=root, stdout=pipe, stderr=both, text=True) as process,
        contextlib.closing(Program(process)) as program,
    ):
        yield program


def test_ctrl_c_ends_it_within_a_second_with_open_pages(project):
    with serving(project) as program:
        assert program.request("/blog/a/").status == 200
        streams = [program.request("/__live/events?address=/blog/a/&shown=x") for _ in range(3)]
        for stream in streams:
            stream.readline()

        code, seconds, rest = program.interrupt()

        for stream in streams:
            stream.close()
    assert program.first_lines == [f"Preview at http://127.0.0.1:{program.port}/blog/\n", "Press Ctrl-C to end it.\n"]
    assert (code, rest) == (130, "")
    assert seconds < 1


def test_every_rebuild_is_one_line(project):
    with serving(project) as program:
        assert program.request("/blog/a/").status == 200
        write(project, "content/a.md", "---\ntitle: A\n---\nThe second text.\n")
        line = program.line()

    assert re.fullmatch(r"\d\d:\d\d:\d\d content/a\.md -> 0 pages, \d+ ms\n", line)


def test_importing_the_preview_loads_no_server():
    wanted = {"starlette", "uvicorn", "watchdog", "jinja2", "markdown"}
    program = f"import generator.preview, sys; print(*({wanted!r} & set(sys.modules)))"
    root = Path(__file__).parents[2]

    loaded = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True)

    assert loaded.stdout == "\n"


def test_it_ends_when_nobody_reads_what_it_prints(project):
    with serving(project) as program:
        assert program.request("/blog/a/").status == 200
        assert program.process.stdout
        program.process.stdout.close()
        write(project, "content/a.md", "---\ntitle: A\n---\nThe second text.\n")

        assert program.process.wait(5) == 0
