"""A preview that runs in a thread, and clients of it that know nothing of its code."""

import contextlib
import http.client
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from generator.engine.watch import Watched
from generator.preview.running import Preview, Voice
from generator.preview.session import Publication
from generator.preview.sockets import listen
from generator.problems import Problem
from preview.tiny import Tiny


class Running:
    """What a test can ask of a running preview."""

    def __init__(self, preview: Preview, port: int) -> None:
        self.preview = preview
        self.port = port
        self.lines: list[str] = []
        self.problems: list[Problem] = []

    def get(self, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request(method, path, headers={"Host": f"localhost:{self.port}", **headers})
            response = connection.getresponse()
            return response.status, {k.lower(): v for k, v in response.getheaders()}, response.read().decode()
        finally:
            connection.close()

    def status(self) -> dict[str, object]:
        return json.loads(self.get("/__live/status.json")[2])

    def raw(self, request: bytes) -> bytes:
        """Return what the server answers within half a second, or until it closes."""
        answer = b""
        with socket.create_connection(("127.0.0.1", self.port), timeout=0.5) as connection:
            with contextlib.suppress(OSError):  # it may be cut off while it is still sending
                connection.sendall(request)
            with contextlib.suppress(OSError):
                while received := connection.recv(65536):
                    answer += received
        return answer

    @contextlib.contextmanager
    def events(self, address: str, shown: str) -> Iterator["Stream"]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request(
            "GET", f"/__live/events?address={address}&shown={shown}", headers={"Host": f"localhost:{self.port}"}
        )
        response = connection.getresponse()
        try:
            yield Stream(response)
        finally:
            response.close()
            connection.close()


class Stream:
    """An open stream of events."""

    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.response = response

    def next(self) -> dict[str, object]:
        while line := self.response.readline():
            if line.startswith(b"data: "):
                return json.loads(line[6:])
        raise EOFError


@contextlib.contextmanager
def serving(folder: Path, opener: Callable[[], Publication] | None = None, port: int = 0) -> Iterator[Running]:
    listeners = listen("localhost", port)
    lines: list[str] = []
    problems: list[Problem] = []
    preview = Preview(
        opener or (lambda: Tiny(folder)),
        Watched(root=folder, files=("template.html",), folders=("content",)),
        listeners,
        ("localhost", "127.0.0.1", "[::1]"),
        Voice(lines.append, problems.extend),
    )
    thread = threading.Thread(target=preview.run)
    thread.start()
    running = Running(preview, listeners[0].getsockname()[1])
    running.lines, running.problems = lines, problems
    try:
        yield running
    finally:
        preview.stop()
        thread.join(5)
        for listener in listeners:
            listener.close()
        assert not thread.is_alive()


def eventually(question: Callable[[], object], seconds: float = 5) -> bool:
    end = time.monotonic() + seconds
    while not question():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True
