import os
import socket

import pytest

from generator.engine.files import read_file, walk

LIMIT = 1000


def paths(entries):
    return [entry.path for entry in entries]


def codes(problems):
    return [(problem.code, problem.where.path, problem.severity) for problem in problems]


def test_files_come_in_order_of_their_whole_paths(root):
    for name in ("b/c.md", "b.md", "b-c.md", "b/a/x.md", "b0.md", "ä.md"):
        (root / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "content" / name).write_text(name)

    found = paths(walk(root, "content")[0])

    assert found == sorted(found)
    assert len(found) == 7


@pytest.fixture
def root(tmp_path):
    """A project with one article, and a secret beside the project."""
    (tmp_path / "secret.md").write_text("secret")
    (tmp_path / "site" / "content").mkdir(parents=True)
    (tmp_path / "site" / "content" / "a.md").write_text("text")
    return tmp_path / "site"


def test_reading_gives_the_bytes(root):
    assert read_file(root, "content/a.md", LIMIT) == (b"text", None)


@pytest.mark.parametrize("size", [LIMIT, LIMIT + 1])
def test_a_file_beyond_the_limit_is_refused(root, size):
    (root / "content" / "big.md").write_bytes(b"x" * size)

    body, problem = read_file(root, "content/big.md", LIMIT)

    if size == LIMIT:
        assert (len(body), problem) == (LIMIT, None)
    else:
        assert (body, problem.code) == (None, "file-too-large")
        assert "limits.file_size" in problem.fix


def test_a_limit_without_end_costs_no_memory(root):
    assert read_file(root, "content/a.md", 1 << 60) == (b"text", None)


def test_a_huge_sparse_file_is_refused_without_being_read(root):
    with (root / "content" / "huge.md").open("wb") as file:
        file.truncate(1 << 40)

    assert read_file(root, "content/huge.md", LIMIT)[1].code == "file-too-large"


@pytest.mark.parametrize(
    "path", ["../secret.md", "content/../../secret.md", "/etc/passwd", "content/link.md", "up/secret.md"]
)
def test_nothing_outside_the_project_is_read(root, path):
    (root / "content" / "link.md").symlink_to(root.parent / "secret.md")
    (root / "up").symlink_to("..")

    body, problem = read_file(root, path, LIMIT)

    assert (body, problem.code) == (None, "file-outside")


def test_a_link_inside_the_project_is_read(root):
    (root / "content" / "link.md").symlink_to("a.md")

    assert read_file(root, "content/link.md", LIMIT) == (b"text", None)


def test_what_is_no_regular_file_is_refused_at_once(root, monkeypatch):
    os.mkfifo(root / "content" / "pipe.md")
    (root / "content" / "folder.md").mkdir()
    (root / "content" / "self.md").symlink_to("self.md")
    with socket.socket(socket.AF_UNIX) as listener:
        monkeypatch.chdir(root / "content")  # the path of a socket may be 100 characters long
        listener.bind("socket.md")

        found = {
            name: read_file(root, f"content/{name}.md", LIMIT)[1].code for name in ("pipe", "folder", "socket", "self")
        }

    assert found == dict.fromkeys(("pipe", "folder", "socket", "self"), "file-not-regular")


def test_a_device_is_refused(root):
    assert read_file(root.parent.parent, "/dev/full", LIMIT)[1].code == "file-outside"
    assert read_file("/dev", "null", LIMIT)[1].code == "file-not-regular"


def test_a_file_that_vanished_is_a_problem(root):
    assert read_file(root, "content/gone.md", LIMIT)[1].code == "file-unreadable"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_a_problem(root):
    (root / "content" / "a.md").chmod(0)

    assert read_file(root, "content/a.md", LIMIT)[1].code == "file-unreadable"


def test_walking_lists_files_sorted_by_path_whatever_the_order_of_creation(root):
    for name in ("z.md", "b/c.md", "b.md", "b/a.png", "é.md"):
        (root / "content" / name).parent.mkdir(exist_ok=True)
        (root / "content" / name).write_text("x")

    entries, problems = walk(root, "content")

    expected = ["a.md", "b.md", "b/a.png", "b/c.md", "z.md", "é.md"]
    assert paths(entries) == [f"content/{name}" for name in expected]
    assert not problems


def test_a_folder_that_does_not_exist_holds_nothing(root):
    assert walk(root, "seeds") == ((), ())


def test_hidden_files_and_those_of_editors_are_passed_over(root):
    (root / "content" / ".git").mkdir()
    for name in (".git/x", ".DS_Store", "a.md~", ".a.md.swp", "4913", "#a.md#", ".#a.md", "a.md.tmp", "b.swp"):
        (root / "content" / name).write_text("x")

    assert (paths(walk(root, "content")[0]), walk(root, "content")[1]) == (["content/a.md"], ())


def test_links_within_the_project_are_followed(root):
    (root / "shared").mkdir()
    (root / "shared" / "b.md").write_text("b")
    (root / "content" / "more").symlink_to("../shared")
    (root / "content" / "c.md").symlink_to("a.md")

    entries, problems = walk(root, "content")

    assert (paths(entries), problems) == (["content/a.md", "content/c.md", "content/more/b.md"], ())


def test_links_out_of_the_project_to_hidden_files_and_to_nothing_are_reported(root):
    (root / ".env").write_text("password")
    (root / "content" / "out").symlink_to(root.parent)
    (root / "content" / "env.md").symlink_to("../.env")
    (root / "content" / "gone.md").symlink_to("nowhere.md")
    (root / "content" / "self.md").symlink_to("self.md")

    entries, problems = walk(root, "content")

    assert paths(entries) == ["content/a.md"]
    assert sorted(codes(problems)) == [
        ("file-unreadable", "content/gone.md", "warning"),
        ("file-unreadable", "content/self.md", "warning"),
        ("link-outside", "content/env.md", "warning"),
        ("link-outside", "content/out", "warning"),
    ]


def test_a_content_folder_that_leads_out_of_the_project_is_reported(root):
    (root / "seeds").symlink_to(root.parent)

    entries, problems = walk(root, "seeds")

    assert (entries, codes(problems)) == ((), [("link-outside", "seeds", "warning")])


def test_loops_of_links_end(root):
    (root / "content" / "loop").symlink_to("../content")
    (root / "content" / "here").symlink_to(".")

    entries, problems = walk(root, "content")

    assert paths(entries) == ["content/a.md"]
    assert {code for code, _, _ in codes(problems)} == {"link-loop"}


def test_folders_that_all_link_to_each_other_are_not_walked_in_every_order(root):
    for number in range(9):
        folder = root / "content" / f"f{number}"
        folder.mkdir()
        (folder / "x.md").write_text("x")
        for other in range(9):
            if other != number:
                (folder / f"to{other}").symlink_to(f"../f{other}")

    entries, _ = walk(root, "content")

    assert len(entries) == 1 + 9 + 9 * 8


def test_pipes_and_folders_named_like_articles_are_reported(root):
    os.mkfifo(root / "content" / "pipe.md")
    (root / "content" / "folder.md").mkdir()
    (root / "content" / "folder.md" / "in.md").write_text("x")

    entries, problems = walk(root, "content")

    assert paths(entries) == ["content/a.md", "content/folder.md/in.md"]
    assert codes(sorted(problems, key=lambda problem: problem.where)) == [
        ("file-not-regular", "content/folder.md", "warning"),
        ("file-not-regular", "content/pipe.md", "warning"),
    ]


@pytest.mark.parametrize("name", [b"caf\xe9.md", b"a\nb.md", b"\x1b[31m.md", b"a\x7f.md", "a\u0085b.md".encode()])
def test_names_that_cannot_be_shown_are_reported_escaped(root, name):
    (root / "content" / os.fsdecode(name)).write_text("x")

    entries, problems = walk(root, "content")

    assert paths(entries) == ["content/a.md"]
    assert [problem.code for problem in problems] == ["name-unreadable"]
    assert problems[0].where.path.isprintable()
    assert problems[0].where.path.isascii()


@pytest.mark.parametrize("name", ["-rf.md", "a b'\"<i>.md", "العربية.md", "e\u0301.md"])
def test_names_that_are_merely_odd_are_files(root, name):
    (root / "content" / name).write_text("x")

    assert walk(root, "content")[1] == ()
    assert read_file(root, f"content/{name}", LIMIT) == (b"x", None)


def test_a_bottomless_pit_of_folders_is_reported(root):
    deep = root / "content"
    for _ in range(80):
        deep = deep / "d"
    deep.mkdir(parents=True)

    _, problems = walk(root, "content")

    assert [problem.code for problem in problems] == ["file-not-regular"]
