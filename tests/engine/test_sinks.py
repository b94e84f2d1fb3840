import os
import stat
import subprocess
from pathlib import Path

import pytest

from generator.engine.digests import digest_bytes
from generator.engine.sinks import FolderSink, clean
from generator.problems import MachineError, SiteError


@pytest.fixture
def output(tmp_path):
    return tmp_path / "site"


def publish(output, files, keep=()):
    """Publish *files* (path to text) as a build would, keeping the outputs *keep* as they are."""
    sink = FolderSink(output, "site")
    kept = {path: digest_bytes((output / path).read_bytes()) for path in keep}
    return sink.commit([sink.stage(path, text.encode()) for path, text in files.items()], kept)


def tree(output):
    """Return every file below *output* but the manifest, and every empty folder as a key that ends in a slash."""
    found = {}
    for folder, folders, names in os.walk(output):
        place = Path(folder).relative_to(output)
        for name in names:
            path = Path(folder, name)
            found[(place / name).as_posix()] = (
                str(path.readlink()) if path.is_symlink() else path.read_text(errors="replace")
            )
        if not folders and not names:
            found[f"{place.as_posix()}/"] = ""
    found.pop(".seedpress-manifest", None)
    return found


def codes(caught):
    return {(problem.code, problem.where.path) for problem in caught.value.problems}


def test_a_first_build_writes_everything(output):
    report = publish(output, {"index.html": "home", "a/index.html": "A"})

    assert tree(output) == {"index.html": "home", "a/index.html": "A"}
    assert report.written == {"index.html", "a/index.html"}
    assert set(report.signatures) == report.written


def test_the_manifest_is_what_b2sum_checks(output):
    publish(output, {"b.html": "B", "a/é.html": "A"})

    lines = (output / ".seedpress-manifest").read_text().splitlines()

    assert [line.split("  ")[1] for line in lines] == ["a/é.html", "b.html"]
    check = subprocess.run(
        ["b2sum", "-l", "128", "-c", ".seedpress-manifest"], cwd=output, capture_output=True, check=False
    )
    assert check.returncode == 0


def test_equal_bytes_are_not_written_again(output):
    publish(output, {"a.html": "A", "b.html": "B"})
    before = (output / "a.html").stat()

    report = publish(output, {"a.html": "A", "b.html": "changed"})

    assert (report.written, report.unchanged) == ({"b.html"}, {"a.html"})
    assert (output / "a.html").stat() == before


def test_kept_outputs_stay_and_others_go(output):
    publish(output, {"a/index.html": "A", "b/index.html": "B", "c/d/index.html": "C"})

    report = publish(output, {}, keep=["a/index.html"])

    assert report.removed == {"b/index.html", "c/d/index.html"}
    assert tree(output) == {"a/index.html": "A"}


def test_the_manifest_after_many_builds_is_that_of_one(output, tmp_path):
    publish(output, {"a.html": "A", "b.html": "B"})
    publish(output, {"c.html": "C"}, keep=["a.html"])
    publish(tmp_path / "clean", {"c.html": "C", "a.html": "A"})

    manifests = [(folder / ".seedpress-manifest").read_bytes() for folder in (output, tmp_path / "clean")]

    assert manifests[0] == manifests[1]


def test_files_of_others_are_kept_always(output):
    publish(output, {"a/index.html": "A", "b/index.html": "B"})
    (output / "a" / "mine.txt").write_text("mine")
    (output / "CNAME").write_text("example.org")
    (output / "empty").mkdir()

    publish(output, {"index.html": "home"})

    assert tree(output) == {"a/mine.txt": "mine", "CNAME": "example.org", "empty/": "", "index.html": "home"}


def test_a_file_of_others_where_an_output_must_go_stops_the_build_before_any_write(output):
    publish(output, {"a.html": "A"})
    (output / "b.html").write_text("mine")
    before = tree(output)

    with pytest.raises(SiteError) as caught:
        publish(output, {"a.html": "changed", "b.html": "B", "c.html": "C"})

    assert codes(caught) == {("output-foreign", "site/b.html")}
    assert tree(output) == before


def test_a_file_of_others_with_the_same_bytes_is_adopted(output):
    output.mkdir()
    (output / "a.html").write_text("A")

    publish(output, {"a.html": "A"})
    publish(output, {})

    assert tree(output) == {}


@pytest.mark.parametrize("lost", ["gone", "emptied", "garbage", "a folder"])
def test_without_a_manifest_nothing_is_ours(output, lost):
    publish(output, {"a.html": "A", "b.html": "B"})
    manifest = output / ".seedpress-manifest"
    manifest.unlink()
    if lost == "a folder":
        manifest.mkdir()
        (manifest / "x").write_text("x")
    elif lost != "gone":
        manifest.write_bytes(b"" if lost == "emptied" else b"\xff\0zz  \n" * 10)

    with pytest.raises((SiteError, MachineError)):
        publish(output, {"a.html": "changed"})

    assert {path: text for path, text in tree(output).items() if path.endswith("html")} == {
        "a.html": "A",
        "b.html": "B",
    }


def test_a_forged_manifest_removes_nothing_outside(output, tmp_path):
    publish(output, {"a.html": "A"})
    (tmp_path / "precious").write_text("x")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "precious").write_text("x")
    (output / "link").symlink_to("../folder")
    names = ["../precious", "/etc/hostname", "link/precious", "./../precious", "a/../../precious", "..\\precious"]
    with (output / ".seedpress-manifest").open("a") as manifest:
        manifest.writelines(f"{'0' * 32}  {name}\n" for name in names)

    publish(output, {"b.html": "B"})
    clean(output)

    assert (tmp_path / "precious").exists()
    assert (tmp_path / "folder" / "precious").exists()
    assert tree(output) == {}
    assert Path("/etc/hostname").exists()


@pytest.mark.parametrize(("before", "after"), [("a.html", "a.html/index.html"), ("a.html/b/index.html", "a.html")])
def test_a_file_can_become_a_folder_and_the_other_way_round(output, before, after):
    publish(output, {before: "before", "b.html": "B"})

    report = publish(output, {after: "after"}, keep=["b.html"])

    assert tree(output) == {after: "after", "b.html": "B"}
    assert report.removed == {before}


def test_an_empty_folder_makes_room_for_a_file(output):
    (output / "a" / "b").mkdir(parents=True)

    publish(output, {"a": "A"})

    assert tree(output) == {"a": "A"}


@pytest.mark.parametrize(
    ("theirs", "ours", "where"),
    [("a", "a/index.html", "site/a"), ("a/b/mine.txt", "a", "site/a"), ("a/b", "a/b/c/index.html", "site/a/b")],
)
def test_a_folder_of_others_is_no_place_for_a_file_nor_the_other_way_round(output, theirs, ours, where):
    publish(output, {"x.html": "X"})
    (output / theirs).parent.mkdir(parents=True, exist_ok=True)
    (output / theirs).write_text("mine")

    problems = FolderSink(output, "site").check([ours, "x.html"])
    with pytest.raises(SiteError) as caught:
        publish(output, {ours: "ours"})

    assert {(problem.code, problem.where.path) for problem in problems} == {("output-foreign", where)}
    assert codes(caught) == {("output-foreign", where)}
    assert tree(output) == {theirs: "mine", "x.html": "X"}


def test_nothing_is_written_through_a_linked_folder(output, tmp_path):
    publish(output, {"a/index.html": "A"})
    (tmp_path / "elsewhere").mkdir()
    (output / "b").symlink_to("../elsewhere")

    with pytest.raises(SiteError) as caught:
        publish(output, {"b/index.html": "B", "b/c/index.html": "C"})

    assert codes(caught) == {("output-link", "site/b")}
    assert list((tmp_path / "elsewhere").iterdir()) == []
    assert FolderSink(output, "site").holds("b/index.html", b"", None, 0) is None


def test_an_output_that_was_exchanged_for_a_link_is_replaced_not_followed(output, tmp_path):
    publish(output, {"a.html": "A"})
    (tmp_path / "precious").write_text("precious")
    (output / "a.html").unlink()
    (output / "a.html").symlink_to("../precious")

    publish(output, {"a.html": "A"})

    assert tree(output) == {"a.html": "A"}
    assert not (output / "a.html").is_symlink()
    assert (tmp_path / "precious").read_text() == "precious"


@pytest.mark.parametrize(
    "path",
    [
        "../x",
        "/x",
        "a/../x",
        "",
        "a//b",
        ".",
        "a/.",
        ".seedpress-manifest",
        ".seedpress-tmp/x",
        "a\0b",
        "a\nb",
        "a\\b",
        "\ud800",
    ],
)
def test_a_path_that_leads_elsewhere_is_refused_at_the_last_door(output, tmp_path, path):
    sink = FolderSink(output, "site")

    with pytest.raises(SiteError) as caught:
        sink.stage(path, b"x")

    assert codes(caught) == {("output-path", "site")}
    assert [problem.code for problem in sink.check([path])] == ["output-path"]
    assert list(tmp_path.iterdir()) == []


def test_outputs_that_differ_in_case_alone_are_two_files(output):
    publish(output, {"tags/Rust.html": "one"})

    publish(output, {"tags/rust.html": "two"})

    assert tree(output) == {"tags/rust.html": "two"}


def test_a_stale_name_that_shows_a_planned_output_is_left(output):
    """As on a file system that ignores case, here imitated by a hard link."""
    publish(output, {"tags/Rust.html": "one", "tags/rust.html": "two"})
    (output / "tags" / "Rust.html").unlink()
    os.link(output / "tags" / "rust.html", output / "tags" / "Rust.html")

    report = publish(output, {"tags/rust.html": "two"})

    assert report.removed == set()
    assert (output / "tags" / "rust.html").read_text() == "two"


def test_what_a_killed_build_left_is_cleared(output):
    publish(output, {"a.html": "A"})
    (output / ".seedpress-tmp").mkdir()
    (output / ".seedpress-tmp" / f"{os.getpid()}-1").write_text("half")

    publish(output, {"a.html": "B"})

    assert tree(output) == {"a.html": "B"}


def test_a_staging_folder_that_is_a_link_is_not_followed(output, tmp_path):
    output.mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "precious").write_text("x")
    (output / ".seedpress-tmp").symlink_to("../elsewhere")

    publish(output, {"a.html": "B"})

    assert tree(output) == {"a.html": "B"}
    assert [path.name for path in (tmp_path / "elsewhere").iterdir()] == ["precious"]


def test_abandoned_outputs_leave_nothing(output):
    publish(output, {"a.html": "A"})
    sink = FolderSink(output, "site")
    sink.stage("a.html", b"B")
    sink.stage("c.html", b"C")

    sink.abandon()

    assert tree(output) == {"a.html": "A"}


def test_modes_follow_the_umask_and_no_output_can_be_executed(output):
    old = os.umask(0o027)
    try:
        publish(output, {"a/index.html": "A"})
    finally:
        os.umask(old)

    assert stat.S_IMODE((output / "a" / "index.html").stat().st_mode) == 0o640
    assert stat.S_IMODE((output / "a").stat().st_mode) == 0o750


def test_an_output_directory_that_is_a_link_is_its_target(output, tmp_path):
    (tmp_path / "public").mkdir()
    output.symlink_to("public")

    publish(output, {"a.html": "A"})

    assert tree(tmp_path / "public") == {"a.html": "A"}
    assert output.is_symlink()


def test_a_build_with_nothing_to_do_touches_nothing(output):
    publish(output, {"a.html": "A"})
    before = {path: path.stat() for path in (output, output / "a.html", output / ".seedpress-manifest")}

    report = publish(output, {}, keep=["a.html"])

    assert (report.written, report.removed) == (set(), set())
    assert {path: path.stat() for path in before} == before


def test_an_empty_site_makes_no_folder(output):
    publish(output, {})

    assert not output.exists()


def test_a_signature_at_rest_is_believed_and_any_other_is_checked(output):
    report = publish(output, {"a.html": "A"})
    result, signature = digest_bytes(b"A"), report.signatures["a.html"]
    later = signature.ctime_ns + 3_000_000_000
    sink = FolderSink(output)

    assert sink.holds("a.html", b"not looked at", signature, later) == (signature, later)
    seen = sink.holds("a.html", result, signature, signature.ctime_ns)
    assert seen is not None
    assert seen[0] == signature
    assert sink.holds("a.html", result, None, 0)[0] == signature
    assert sink.holds("a.html", digest_bytes(b"B"), signature, signature.ctime_ns) is None
    assert sink.holds("b.html", result, None, 0) is None


@pytest.mark.parametrize("tampering", ["bytes", "removed", "pipe", "folder", "link"])
def test_an_output_that_was_tampered_with_is_not_held(output, tampering):
    report = publish(output, {"a/a.html": "A"})
    file = output / "a" / "a.html"
    if tampering != "bytes":
        file.unlink()
    match tampering:
        case "bytes":
            file.write_text("B")
        case "pipe":
            os.mkfifo(file)
        case "folder":
            file.mkdir()
        case "link":
            file.symlink_to("/etc/hostname")

    assert (
        FolderSink(output).holds("a/a.html", digest_bytes(b"A"), report.signatures["a/a.html"], report.recorded_ns)
        is None
    )


def test_cleaning_removes_what_builds_wrote_and_nothing_else(output):
    publish(output, {"a/index.html": "A", "b.html": "B"})
    (output / "a" / "mine.txt").write_text("mine")

    assert clean(output) == ("a/index.html", "b.html")
    assert tree(output) == {"a/mine.txt": "mine"}
    assert not (output / ".seedpress-manifest").exists()
    assert clean(output) == ()


def test_cleaning_removes_a_folder_that_was_ours_alone(output, tmp_path):
    publish(output, {"a/index.html": "A"})

    clean(output)

    assert list(tmp_path.iterdir()) == []
    assert clean(output) == ()


def stage_copy(sink, path, source):
    with source.open("rb") as file:
        return sink.stage_file(path, file.fileno())


def test_a_file_is_copied_and_not_copied_again(output, tmp_path):
    source = tmp_path / "film.bin"
    source.write_bytes(os.urandom(3_000_000))
    sink = FolderSink(output)

    first = stage_copy(sink, "film.bin", source)
    committed = sink.commit([first], {})
    again = stage_copy(sink, "film.bin", source)

    assert first.digest == digest_bytes(source.read_bytes())
    assert committed.written == {"film.bin"}
    assert (output / "film.bin").read_bytes() == source.read_bytes()
    assert again.temp == ""
