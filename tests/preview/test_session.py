"""What a session shows while files change and break."""

from pathlib import Path

import pytest

from generator.preview.live import change_between
from generator.preview.session import Session, Status
from preview.tiny import Tiny, make_tiny, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_tiny(tmp_path)


@pytest.fixture
def session(folder: Path) -> Session:
    session = Session(lambda: Tiny(folder))
    session.refresh()
    return session


def change_of(session: Session, address: str, shown: str) -> str:
    return change_between(shown, session.look(address).fingerprint)


def test_a_page_is_shown_at_its_address(session):
    page = session.look("/a/")

    assert (page.status, page.output) == (200, "a/index.html")
    assert b"one" in page.body


@pytest.mark.parametrize("address", ["/nothing/", "/a/index", "/../a/", "a/", "", "//a/", "/a//", "/a\0/"])
def test_any_other_address_is_missing(session, address):
    assert session.look(address).status == 404


def test_an_address_without_its_slash_leads_to_the_one_with_it(session):
    page = session.look("/ö b")

    assert (page.status, page.moved) == (302, "/%C3%B6%20b/")


def test_the_sub_path_is_kept(folder):
    session = Session(lambda: Tiny(folder, base="/blog/"))
    session.refresh()

    assert session.look("/blog/a/").status == 200
    assert session.look("/a/").status == 404
    assert {session.look(address).moved for address in ("/", "/blog")} == {"/blog/"}


def test_the_site_says_itself_that_a_page_is_missing(folder):
    session = Session(lambda: Tiny(folder, missing_page=True))
    session.refresh()

    page = session.look("/nothing/")

    assert (page.status, page.output) == (404, "404.html")


def test_only_the_edited_page_changes(session, folder):
    before = {address: session.look(address).fingerprint for address in ("/", "/a/")}
    write(folder, "content/a.txt", "two")
    session.refresh()

    assert change_of(session, "/", before["/"]) == ""
    assert change_of(session, "/a/", before["/a/"]) == "page"


def test_a_new_stylesheet_changes_only_the_looks(session, folder):
    before = session.look("/a/").fingerprint
    write(folder, "content/style.css", "p { color: red }")
    session.refresh()

    assert change_of(session, "/a/", before) == "style"


def test_a_new_picture_changes_the_pages_that_show_it(session, folder):
    write(folder, "template.html", '<body><img src="/picture.png">TEXT</body>')
    session.refresh()
    before = session.look("/a/").fingerprint
    write(folder, "content/picture.png", "another picture")
    session.refresh()

    assert change_of(session, "/a/", before) == "page"


def test_a_page_that_comes_and_goes_changes_its_address(session, folder):
    before = session.look("/new/").fingerprint
    write(folder, "content/new.txt", "new")
    session.refresh()
    shown = session.look("/new/").fingerprint
    (folder / "content" / "new.txt").unlink()
    session.refresh()

    assert change_between(before, shown) == "page"
    assert session.look("/new/").fingerprint == before


def test_a_broken_text_leaves_the_last_good_site(session, folder):
    before = session.look("/a/")
    write(folder, "content/index.txt", "BAD")
    write(folder, "content/a.txt", "two")
    session.refresh()

    page = session.look("/a/")

    assert (page.body, page.fingerprint) == (before.body, before.fingerprint)
    assert [problem.code for problem in page.problems] == ["text-bad"]
    assert session.status.state == "error"


@pytest.mark.parametrize(
    ("template", "code"),
    [("{{ name", "template-syntax"), ("REFUSED", "template-refused"), ("DIVIDE", "preview-failed"), ("CRASH", "preview-failed")],
)  # fmt: skip
def test_a_broken_template_leaves_the_last_good_page_and_is_mended(session, folder, template, code):
    good = (folder / "template.html").read_text()
    before = session.look("/a/")
    write(folder, "template.html", template)
    session.refresh()
    broken = session.look("/a/")
    status = session.status
    write(folder, "template.html", good)
    session.refresh()
    mended = session.look("/a/")

    assert (broken.status, broken.body) == (200, before.body)
    assert [problem.code for problem in broken.problems] == [problem.code for problem in status.problems] == [code]
    assert mended == before
    assert session.status == Status(build=3, state="ready")


def test_a_page_that_never_was_good_shows_the_error(folder):
    write(folder, "template.html", "\n\n{{ x")
    session = Session(lambda: Tiny(folder))
    session.refresh()

    page = session.look("/a/")

    assert (page.status, page.output) == (500, "")
    assert [str(problem.where) for problem in page.problems] == ["template.html:3:1"]


def test_a_site_that_never_could_be_opened_shows_the_error_everywhere(folder):
    write(folder, "template.html", "REFUSED")
    session = Session(lambda: Tiny(folder))
    session.refresh()

    assert [session.look(address).status for address in ("/", "/nothing/")] == [500, 500]


def test_every_state_is_told(folder):
    told: list[Status] = []
    session = Session(lambda: Tiny(folder), told.append)
    session.refresh()
    write(folder, "template.html", "{{ x")
    session.refresh()
    session.look("/a/")

    assert [(status.build, status.state) for status in told] == [(1, "ready"), (2, "ready"), (2, "error")]
