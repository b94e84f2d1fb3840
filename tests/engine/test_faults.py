"""What a full disk and a missing permission look like; all of it happens in a process of its own."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.engine.faults import fault, guarded
from generator.problems import MachineError

REPOSITORY = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk-full"),
        (errno.EDQUOT, "disk-full"),
        (errno.EFBIG, "disk-full"),
        (errno.EACCES, "permission"),
        (errno.EPERM, "permission"),
        (errno.EROFS, "permission"),
        (errno.EIO, "write-failed"),
        (errno.ENAMETOOLONG, "write-failed"),
    ],
)
def test_each_fault_has_a_code_a_cause_and_a_remedy(number, code):
    problem = fault(OSError(number, os.strerror(number)), "site/a.html")

    assert (problem.code, str(problem.where)) == (code, "site/a.html")
    assert problem.why == os.strerror(number).lower()
    assert problem.fix


def test_a_guarded_block_raises_the_error_of_the_machine(tmp_path):
    with pytest.raises(MachineError) as caught, guarded("site/a.html"):
        (tmp_path / "gone").read_bytes()

    assert caught.value.exit_code == 6


def run(program, *arguments):
    return subprocess.run(
        [sys.executable, "-c", program, *map(str, arguments)],
        capture_output=True, text=True, check=False, env={"PYTHONPATH": str(REPOSITORY)},
    )  # fmt: skip


FULL = """
import resource, sys
from pathlib import Path
from generator.engine.sinks import FolderSink
from generator.problems import MachineError

root = Path(sys.argv[1])
sink = FolderSink(root, "site")
sink.commit([sink.stage("a.html", b"old")], {})
resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
try:
    staged = [sink.stage("a.html", b"new"), sink.stage("b.html", b"x" * 60_000)]
except MachineError as error:
    sink.abandon()
    print(error.problems[0].code, error.problems[0].where.path, error.exit_code)
"""


def test_a_file_that_finds_no_room_leaves_the_site_as_it_was(tmp_path):
    ended = run(FULL, tmp_path / "site")

    assert ended.stdout.split() == ["disk-full", "site/b.html", "6"], ended.stderr
    assert sorted(path.name for path in (tmp_path / "site").iterdir()) == [".seedpress-manifest", "a.html"]
    assert (tmp_path / "site" / "a.html").read_text() == "old"


FULL_CACHE = """
import resource, sys
from pathlib import Path
from generator.engine.store import Store

folder = Path(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000))
store = Store(folder)
values = {bytes([n]) * 16: b"x" * 5_000 for n in range(40)}
store.put_many("body", values)
print(*(problem.code for problem in store.problems))
store.put_many("body", values)
assert store.get_many("body", list(values)) == values
store.close()
"""


def test_a_cache_that_finds_no_room_does_its_work_in_memory(tmp_path):
    ended = run(FULL_CACHE, tmp_path / ".seedpress")

    assert (ended.stdout.split(), ended.stderr) == (["cache-unavailable"], "")


def mounted(folder, options):
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    if os.geteuid() or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("file systems cannot be mounted here")


@pytest.fixture
def small_disk(tmp_path):
    mounted(tmp_path / "disk", "size=400k")
    yield tmp_path / "disk"
    subprocess.run(["umount", tmp_path / "disk"], check=True)


FILL = """
import sys
from pathlib import Path
from generator.engine.sinks import FolderSink
from generator.problems import MachineError

root, count = Path(sys.argv[1]), int(sys.argv[2])
sink = FolderSink(root, "site")
try:
    sink.commit([sink.stage(f"p{n}/index.html", b"%d" % n * 4_000) for n in range(count)], {})
except MachineError as error:
    sink.abandon()
    print(error.problems[0].code, error.exit_code)
"""


def test_a_full_disk_leaves_the_site_as_it_was(small_disk):
    assert run(FILL, small_disk / "site", 5).stdout == ""
    before = {path: path.read_bytes() for path in (small_disk / "site").rglob("*") if path.is_file()}

    ended = run(FILL, small_disk / "site", 300)

    assert ended.stdout.split() == ["disk-full", "6"], ended.stderr
    assert {path: path.read_bytes() for path in (small_disk / "site").rglob("*") if path.is_file()} == before


@pytest.fixture
def read_only_disk(tmp_path):
    mounted(tmp_path / "disk", "size=400k")
    (tmp_path / "disk" / "site").mkdir()
    subprocess.run(["mount", "-o", "remount,ro", tmp_path / "disk"], check=True)
    yield tmp_path / "disk"
    subprocess.run(["umount", tmp_path / "disk"], check=True)


def test_a_read_only_disk_is_a_missing_permission(read_only_disk):
    ended = run(FILL, read_only_disk / "site", 5)

    assert ended.stdout.split() == ["permission", "6"], ended.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_a_missing_permission(tmp_path):
    (tmp_path / "site").mkdir(mode=0o500)

    ended = run(FILL, tmp_path / "site", 5)

    assert ended.stdout.split() == ["permission", "6"], ended.stderr
