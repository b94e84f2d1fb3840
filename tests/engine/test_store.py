import os
import random
import sqlite3
import stat

import pytest

from generator.engine.files import digest_file, walk
from generator.engine.signatures import Signature
from generator.engine.store import Store
from generator.engine.traces import StoredTrace
from generator.model import Trace
from generator.problems import MachineError

TRACES = {
    f"p{number}/index.html": StoredTrace(
        Trace({f"content/p{number}.md": bytes([number]) * 16, "code": b"c" * 16}, b"r" * 16), Signature(1, 2, 3, 4), 5
    )
    for number in range(40)
}
BODIES = {bytes([number]) * 16: (b"<p>%d</p>" % number) * 300 for number in range(40)}


def fill(folder):
    store = Store(folder)
    store.save_traces("site", TRACES)
    store.put_many("body", BODIES)
    store.close()
    return store


def codes(store):
    return [problem.code for problem in store.problems]


@pytest.fixture
def folder(tmp_path):
    return tmp_path / ".seedpress"


def test_what_was_put_is_found_by_the_next_build(folder):
    fill(folder)
    store = Store(folder)

    assert store.traces("site") == TRACES
    assert store.get_many("body", list(BODIES)) == BODIES
    assert store.problems == ()
    store.close()


def test_sinks_and_kinds_do_not_see_each_other(folder):
    fill(folder)
    store = Store(folder)

    assert store.traces("preview") == {}
    assert store.get_many("metadata", list(BODIES)) == {}
    store.close()


def test_traces_are_replaced_and_removed(folder):
    fill(folder)
    store = Store(folder)
    changed = StoredTrace(Trace({}, b"x" * 16))

    store.save_traces("site", {"p1/index.html": changed}, ["p2/index.html"])

    expected = TRACES | {"p1/index.html": changed}
    del expected["p2/index.html"]
    assert store.traces("site") == expected
    store.close()


def test_a_build_that_is_killed_keeps_the_values_computed_so_far(folder):
    store = Store(folder)
    store.put_many("body", BODIES)

    other = Store(folder)  # the first was never closed

    assert other.get_many("body", list(BODIES)) == BODIES
    other.close()
    store.close()


def test_pruning_forgets_what_is_not_kept(folder):
    fill(folder)
    store = Store(folder)
    kept = list(BODIES)[:3]

    store.prune_memo("body", kept)

    assert store.get_many("body", list(BODIES)) == {key: BODIES[key] for key in kept}
    store.close()


def test_a_fresh_store_holds_nothing_and_says_nothing(folder):
    fill(folder)
    store = Store(folder, fresh=True)

    assert (store.traces("site"), store.problems) == ({}, ())
    store.close()


def test_only_the_owner_can_look_into_the_folder_and_git_looks_away(folder):
    fill(folder)

    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert (folder / ".gitignore").read_text() == "*\n"


def test_a_folder_that_others_can_write_to_is_closed_to_them(folder):
    folder.mkdir()
    folder.chmod(0o777)

    fill(folder)

    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.parametrize("target", ["elsewhere", "nowhere"])
def test_a_cache_folder_that_is_a_link_is_refused(tmp_path, folder, target):
    (tmp_path / "elsewhere").mkdir()
    folder.symlink_to(target)

    with pytest.raises(MachineError) as caught:
        Store(folder)

    assert caught.value.problems[0].code == "cache-link"
    assert list((tmp_path / "elsewhere").iterdir()) == []


def damage_cut(file):
    os.truncate(file, file.stat().st_size // 2 + 100)


def damage_emptied(file):
    os.truncate(file, 0)


def damage_text(file):
    file.write_text("this is not a database\n" * 1000)


def damage_header(file):
    with file.open("r+b") as handle:
        handle.write(b"\0" * 100)


def damage_folder(file):
    file.unlink()
    (file / "sub").mkdir(parents=True)
    (file / "sub" / "x").write_text("x")


def damage_link(file):
    file.rename(file.with_name("elsewhere"))
    file.symlink_to("elsewhere")


def damage_pipe(file):
    file.unlink()
    os.mkfifo(file)


def damage_format(file):
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA user_version = 999")
    connection.close()


def damage_other_program(file):
    file.unlink()
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE memo_body (a, b, c)")
    connection.close()


def damage_tables(file):
    connection = sqlite3.connect(file)
    (tables,) = zip(*connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'"), strict=True)
    for table in tables:
        connection.execute(f'DROP TABLE "{table}"')
        connection.execute(f'CREATE TABLE "{table}" (something)')
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    "damage",
    [
        damage_cut, damage_text, damage_header, damage_folder, damage_link, damage_pipe, damage_format,
        damage_other_program, damage_tables,
    ],
)  # fmt: skip
def test_a_damaged_cache_is_thrown_away_with_one_notice_and_works_again(folder, damage):
    fill(folder)
    damage(folder / "cache.db")
    store = Store(folder)

    assert set(store.traces("site")) <= set(TRACES)
    assert store.get_many("body", list(BODIES)).items() <= BODIES.items()
    store.put_many("body", BODIES)
    store.save_traces("site", TRACES)
    store.close()

    assert codes(store) == ["cache-discarded"]
    assert store.problems[0].severity == "notice"
    again = Store(folder)
    assert (again.traces("site"), again.get_many("body", list(BODIES)), again.problems) == (TRACES, BODIES, ())
    again.close()


def test_an_emptied_cache_is_an_empty_cache(folder):
    fill(folder)
    damage_emptied(folder / "cache.db")
    store = Store(folder)

    assert (store.traces("site"), codes(store)) == ({}, [])
    store.close()


def test_flipped_bits_lose_rows_and_never_change_one(folder):
    fill(folder)
    file = folder / "cache.db"
    sound = file.read_bytes()
    chance = random.Random(1)
    for _ in range(150):
        broken = bytearray(sound)
        for _ in range(chance.choice([1, 1, 8, 200])):
            broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
        file.write_bytes(broken)
        for ending in ("-wal", "-shm"):
            file.with_name(file.name + ending).unlink(missing_ok=True)

        store = Store(folder)
        traces, bodies = store.traces("site"), store.get_many("body", list(BODIES))
        store.put_many("body", {b"new": b"value"})
        store.close()

        assert traces.items() <= TRACES.items()
        assert bodies.items() <= BODIES.items()
        if len(bodies) < len(BODIES) and traces != TRACES:
            assert "cache-discarded" in codes(store)


def test_a_journal_of_another_database_changes_no_value(folder, tmp_path):
    fill(folder)
    other = Store(tmp_path / "other")
    other.put_many("body", dict.fromkeys(BODIES, b"wrong"))
    for ending in ("-wal", "-shm"):
        wrong = (tmp_path / "other" / f"cache.db{ending}").read_bytes()
        (folder / f"cache.db{ending}").write_bytes(wrong)
    other.close()

    store = Store(folder)
    bodies = store.get_many("body", list(BODIES))
    store.close()

    # What a whole journal says is sound data, of another cache: values are found by the digest of all that made
    # them, so two caches never disagree on one in earnest.
    assert set(bodies.values()) <= {*BODIES.values(), b"wrong"}


def test_a_cache_that_another_process_holds_is_done_without(folder, monkeypatch):
    fill(folder)
    holder = sqlite3.connect(folder / "cache.db", isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    monkeypatch.setattr("generator.engine.database._BUSY_SECONDS", 0.05)
    store = Store(folder)

    store.put_many("body", {b"k": b"v"})

    assert codes(store) == ["cache-unavailable"]
    holder.execute("ROLLBACK")
    holder.close()
    store.close()
    again = Store(folder)
    assert again.traces("site") == TRACES
    again.close()


class Clock:
    def __init__(self, now):
        self.now = now

    def __call__(self):
        return self.now


@pytest.fixture
def project(tmp_path):
    (tmp_path / "content").mkdir()
    for name in ("a", "b"):
        (tmp_path / "content" / f"{name}.md").write_text(name)
    return tmp_path


def digests(store, root):
    """Return the digests of all content, and the paths of the files that were read for it."""
    read = []

    def reader(entry):
        read.append(entry.path)
        return digest_file(root, entry.path, 1000)

    return store.digests_of(walk(root, "content")[0], reader), read


def test_a_file_at_rest_is_read_once(project, folder):
    later = max(entry.signature.ctime_ns for entry in walk(project, "content")[0]) + 3_000_000_000
    store = Store(folder, clock=Clock(later))
    first, read_first = digests(store, project)
    store.close()

    store = Store(folder, clock=Clock(later))
    second, read_second = digests(store, project)
    store.close()

    assert (read_first, read_second) == (["content/a.md", "content/b.md"], [])
    assert first == second


def test_a_file_written_in_the_tick_of_its_reading_is_read_again(project, folder):
    """The mtime is set back to what it was, so that only the rule for racily clean files can tell."""
    status = (project / "content" / "a.md").stat()
    store = Store(folder, clock=Clock(status.st_ctime_ns))
    before, _ = digests(store, project)

    (project / "content" / "a.md").write_text("A")
    after, read = digests(store, project)

    assert "content/a.md" in read
    assert after["content/a.md"] != before["content/a.md"]
    store.close()


def test_a_change_that_hides_its_time_and_size_is_seen(project, folder):
    file = project / "content" / "a.md"
    status = file.stat()
    store = Store(folder, clock=Clock(status.st_ctime_ns + 3_000_000_000))
    before, _ = digests(store, project)

    file.write_text("A")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    after, read = digests(store, project)

    assert read == ["content/a.md"]
    assert after["content/a.md"] != before["content/a.md"]
    store.close()


def test_a_file_that_cannot_be_read_has_no_digest(project, folder):
    store = Store(folder)

    assert store.digests_of(walk(project, "content")[0], lambda _: None) == {}
    store.close()
