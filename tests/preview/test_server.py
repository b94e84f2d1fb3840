"""What the server answers, and to whom."""

import re
import socket
import threading
import time
from collections.abc import Iterator

import pytest

from generator.preview.overlay import overlay
from generator.preview.sockets import addresses_of, is_loopback, listen
from generator.problems import Location, MachineError, Problem
from preview.running_preview import Running, eventually, serving
from preview.tiny import Tiny, make_tiny, write


@pytest.fixture(scope="module")
def running(tmp_path_factory) -> Iterator[Running]:
    folder = make_tiny(tmp_path_factory.mktemp("tiny"))
    (folder / "secret.txt").write_text("secret")
    (folder / ".hidden.md").write_text("hidden")
    with serving(folder) as found:
        yield found


def shown_by(body: str) -> str:
    found = re.search(r'data-shown="([^"]*)"', body)
    assert found
    return found[1]


def test_a_page_comes_with_the_client(running):
    status, headers, body = running.get("/a/")

    assert status == 200
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert "one" in body
    assert body.index("/__live/client.js") < body.index("</body>")


@pytest.mark.parametrize("path", ["/", "/style.css", "/nothing", "/a", "/__live/status.json", "/__live/client.js"])
def test_no_response_is_stored_indexed_sniffed_or_shared(running, path):
    _, headers, _ = running.get(path)

    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-robots-tag"] == "noindex"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "server" not in headers
    assert not [name for name in headers if name.startswith("access-control")]


def test_a_stylesheet_is_sent_as_it_is(running):
    status, headers, body = running.get("/style.css?v=1")

    assert (status, body) == (200, "p { color: rgb(1, 2, 3) }")
    assert headers["content-type"] == "text/css; charset=utf-8"


def test_the_head_of_a_page_has_no_body(running):
    status, headers, body = running.get("/a/", "HEAD")

    assert (status, body) == (200, "")
    assert int(headers["content-length"]) > 0


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "PROPFIND"])
@pytest.mark.parametrize("path", ["/a/", "/__live/events"])
def test_nothing_can_be_sent(running, method, path):
    status, headers, _ = running.get(path, method)

    assert (status, headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    "path",
    ["/../secret.txt", "/%2e%2e/secret.txt", "/%252e%252e/secret.txt", "/..%2fsecret.txt", "/..%5csecret.txt",
     "/content/a.txt", "/.hidden.md", "/%c0%ae%c0%ae/secret.txt", "/a/;x", "/a/%00", "/a%00/", "//localhost/a/",
     "/__live/", "/__live/../a/", "/__live", "/%0d%0aX-Injected:%201", "/a/index.html/", "/?x=../secret.txt/../.."],
)  # fmt: skip
def test_only_planned_addresses_are_served(running, path):
    status, headers, body = running.get(path)

    assert status == (200 if path.startswith("/?") else 404)
    assert "secret" not in body
    assert "hidden" not in body
    assert "x-injected" not in headers


@pytest.mark.parametrize(
    "target", ["/../secret.txt", "/a/../../secret.txt", "http://localhost/secret.txt", "*", "secret.txt"]
)
def test_unusual_targets_show_nothing(running, target):
    answer = running.raw(
        f"GET {target} HTTP/1.1\r\nHost: localhost:{running.port}\r\nConnection: close\r\n\r\n".encode()
    )

    assert answer.split(b"\r\n")[0].split()[1] in {b"400", b"404"}
    assert b"secret\n" not in answer


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:{port}", "localhost", "localhost:1", "localhost.evil.example:{port}",
     "127.0.0.1.evil.example:{port}", "[::1]", "0.0.0.0:{port}", "", "localhost:{port}@evil.example"],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/a/", "/__live/status.json", "/__live/events"])
def test_other_host_names_are_refused(running, host, path):
    assert running.get(path, Host=host.format(port=running.port))[0] == 403


@pytest.mark.parametrize("host", ["localhost:{port}", "LOCALHOST:{port}", "127.0.0.1:{port}", "[::1]:{port}"])
def test_own_host_names_are_served(running, host):
    assert running.get("/a/", Host=host.format(port=running.port))[0] == 200


def test_two_hosts_or_none_are_refused(running):
    two = running.raw(f"GET / HTTP/1.1\r\nHost: localhost:{running.port}\r\nHost: evil.example\r\n\r\n".encode())
    none = running.raw(b"GET / HTTP/1.0\r\n\r\n")

    assert two.split()[1] in {b"400", b"403"}
    assert none.split()[1] == b"403"


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "https://localhost:{port}", "http://localhost:1", "file://"]
)
@pytest.mark.parametrize("path", ["/a/", "/__live/events", "/__live/status.json"])
def test_requests_of_other_sites_are_refused(running, origin, path):
    assert running.get(path, Origin=origin.format(port=running.port))[0] == 403


def test_requests_of_the_preview_itself_are_served(running):
    assert running.get("/a/", Origin=f"http://localhost:{running.port}")[0] == 200


@pytest.mark.parametrize(
    "request_bytes",
    [
        b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"X: " + b"y" * 200_000 + b"\r\n\r\n",
        b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost : localhost\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET / HTTP/9.9\r\n\r\n",
        b"\r\n" * 1_000,
    ],
)
def test_malformed_requests_do_no_harm(running, request_bytes):
    answer = running.raw(request_bytes)

    assert answer == b"" or answer.split()[1] in {b"400", b"403", b"414", b"431"}
    assert running.get("/a/")[0] == 200


def test_slow_and_silent_clients_hold_up_nobody(running):
    idle = [socket.create_connection(("127.0.0.1", running.port)) for _ in range(150)]
    try:
        for number, connection in enumerate(idle):
            connection.sendall(b"GET /" if number % 2 else b"GET /a/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
        begin = time.monotonic()
        assert running.get("/a/")[0] == 200
        assert time.monotonic() - begin < 1
    finally:
        for connection in idle:
            connection.close()


def test_an_edit_is_told_to_the_page_it_concerns_and_no_other(tmp_path):
    folder = make_tiny(tmp_path)
    with serving(folder) as running:
        a, home = (shown_by(running.get(path)[2]) for path in ("/a/", "/"))
        with running.events("/a/", a) as of_a, running.events("/", home) as of_home:
            assert [stream.next()["change"] for stream in (of_a, of_home)] == ["", ""]
            write(folder, "content/a.txt", "two")

            assert [stream.next()["change"] for stream in (of_a, of_home)] == ["page", ""]
            assert eventually(lambda: running.lines)
        assert "two" in running.get("/a/")[2]

    assert re.fullmatch(r"\d\d:\d\d:\d\d content/a\.txt -> 1 page, \d+ ms", running.lines[0])


def test_an_edit_of_a_stylesheet_is_told_as_such(tmp_path):
    folder = make_tiny(tmp_path)
    with serving(folder) as running, running.events("/a/", shown_by(running.get("/a/")[2])) as events:
        events.next()
        write(folder, "content/style.css", "p { color: blue }")

        assert events.next()["change"] == "style"


def test_a_page_that_missed_an_edit_is_told_when_it_connects(tmp_path):
    folder = make_tiny(tmp_path)
    with serving(folder) as running:
        shown = shown_by(running.get("/a/")[2])
        write(folder, "content/a.txt", "two")
        assert eventually(lambda: running.status()["build"] == 2)

        with running.events("/a/", shown) as events:
            assert events.next()["change"] == "page"


def test_an_error_is_told_everywhere_and_goes_away(tmp_path):
    folder = make_tiny(tmp_path)
    good = (folder / "template.html").read_text()
    with serving(folder) as running, running.events("/a/", shown_by(running.get("/a/")[2])) as events:
        events.next()
        write(folder, "template.html", "one\n{{ <b>two\nthree")
        news = events.next()
        status = running.status()
        write(folder, "template.html", good)
        mended = events.next()

    assert news["change"] == ""
    assert "template.html:2:1" in str(news["errors"])
    assert "{{ &lt;b&gt;two" in str(news["errors"])
    assert status["state"] == "error"
    assert [problem["where"] for problem in status["problems"]] == [{"path": "template.html", "line": 2, "column": 1}]
    assert [problem.code for problem in running.problems] == ["template-syntax"]
    assert (mended["change"], mended["errors"]) == ("", "")


def test_a_page_that_cannot_be_made_is_an_error_page_that_waits_for_better(tmp_path):
    folder = make_tiny(tmp_path)
    write(folder, "content/a.txt", "BAD <script>")
    with serving(folder) as running:
        status, _, body = running.get("/a/")
        with running.events("/a/", shown_by(body)) as events:
            first = events.next()
            write(folder, "content/a.txt", "good")
            second = events.next()

    assert status == 500
    assert "content/a.txt:1" in body
    assert "BAD &lt;script&gt;" in body
    assert (first["change"], first["errors"]) == ("", "")
    assert second["change"] == "page"


def test_requests_wait_for_the_first_build(tmp_path):
    folder = make_tiny(tmp_path)
    ready = threading.Event()

    def slowly() -> Tiny:
        ready.wait(5)
        return Tiny(folder)

    with serving(folder, slowly) as running:
        assert eventually(lambda: running.status()["state"] == "building")
        threading.Timer(0.3, ready.set).start()

        assert "one" in running.get("/a/")[2]


def test_it_ends_within_a_second_with_open_pages_and_a_build_under_way(tmp_path):
    folder = make_tiny(tmp_path)
    blocked = threading.Event()

    def once_then_never() -> Tiny:
        if blocked.is_set():
            time.sleep(3)
        return Tiny(folder)

    with serving(folder, once_then_never) as running:
        with running.events("/a/", "x") as events:
            events.next()
            blocked.set()
            write(folder, "content/a.txt", "two")
            assert eventually(lambda: running.status()["state"] == "building")
            waiting = threading.Thread(target=running.get, args=("/a/",))
            waiting.start()
            time.sleep(0.1)
            begin = time.monotonic()
            running.preview.stop()
            with pytest.raises(EOFError):
                events.next()
        waiting.join()
        took = time.monotonic() - begin

    assert took < 1


def test_many_pages_can_be_open(tmp_path):
    folder = make_tiny(tmp_path)
    with serving(folder) as running:
        open_pages = [running.events("/a/", "x") for _ in range(12)]
        streams = [page.__enter__() for page in open_pages]
        assert all(stream.next()["change"] == "page" for stream in streams)
        assert eventually(lambda: len(running.preview._pages.live.open_pages()) == 1)
        for page in open_pages:
            page.__exit__(None, None, None)
        write(folder, "content/a.txt", "two")

        assert eventually(lambda: not running.preview._pages.live.open_pages())


def test_a_port_that_was_asked_for_must_be_free():
    taken = socket.create_server(("127.0.0.1", 0))
    with taken, pytest.raises(MachineError) as caught:
        listen("127.0.0.1", taken.getsockname()[1])

    (problem,) = caught.value.problems
    assert problem.code == "port-busy"
    assert "(process " in problem.why


def test_the_next_free_port_is_taken(monkeypatch):
    taken = socket.create_server(("127.0.0.1", 0))
    monkeypatch.setattr("generator.preview.sockets.FIRST_PORT", taken.getsockname()[1])
    with taken:
        (found,) = listen("127.0.0.1", None)
        with found:
            assert found.getsockname()[1] > taken.getsockname()[1]


def test_an_address_of_another_machine_is_refused():
    with pytest.raises(MachineError) as caught:
        listen("192.0.2.1", None)

    assert caught.value.problems[0].code == "address-refused"


@pytest.mark.parametrize(
    ("host", "local"), [("127.0.0.1", True), ("localhost", True), ("::1", True), ("0.0.0.0", False)]
)
def test_only_the_loopback_is_private(host, local):
    assert is_loopback(host) is local


def test_on_all_addresses_the_local_one_is_named_first():
    listeners = listen("0.0.0.0", 0)
    named = addresses_of(listeners, "0.0.0.0")
    for listener in listeners:
        listener.close()

    assert named[0] == "localhost"
    assert "0.0.0.0" not in named


def test_an_overlay_escapes_everything():
    evil = "<img src=x onerror=alert(1)>"
    problem = Problem(code="x", what=evil, where=Location(evil, 1), why=evil, fix=evil, also=((Location(evil), evil),))

    assert evil not in overlay([problem], lambda _: (), evil)
