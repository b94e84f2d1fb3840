"""What the watcher reports, on a real disk with real events."""

import contextlib
import errno
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.engine.watch import Watched, Watcher, native
from generator.problems import Problem


class Changes:
    """The batches a watcher reported, gathered by a thread that waits for them."""

    def __init__(self, watcher: Watcher) -> None:
        self.watcher = watcher
        self.batches: list[frozenset[str]] = []
        self._thread = threading.Thread(target=self._gather)
        self._thread.start()

    def _gather(self) -> None:
        while batch := self.watcher.wait():
            self.batches.append(batch)

    def stop(self) -> None:
        self.watcher.stop()
        self._thread.join(5)

    def within(self, seconds: float, enough: Callable[[list[frozenset[str]]], bool] = bool) -> list[frozenset[str]]:
        end = time.monotonic() + seconds
        while time.monotonic() < end and not enough(self.batches):
            time.sleep(0.01)
        time.sleep(0.15)  # anything more would be a second batch
        return self.batches


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "content" / "news").mkdir(parents=True)
    (tmp_path / "content" / "a.md").write_text("one")
    (tmp_path / "seedpress.yaml").write_text("title: A")
    (tmp_path / "site").mkdir()
    return tmp_path


def watched(project: Path) -> Watched:
    return Watched(root=project, files=("seedpress.yaml",), folders=("content", "themes"), ignored=("content/out",))


@contextlib.contextmanager
def watching(project: Path, poll: float | None = None, idle: float = 30.0) -> Iterator[Changes]:
    warnings: list[Problem] = []
    changes = Changes(Watcher(watched(project), warnings.append, poll=poll, idle=idle))
    try:
        yield changes
    finally:
        changes.stop()
    assert warnings == []


@pytest.fixture(params=[None, 0.05], ids=["events", "polling"])
def changes(request, project: Path) -> Iterator[Changes]:
    with watching(project, poll=request.param) as found:
        yield found


def save_like_vim(path: Path, text: str) -> None:
    (path.parent / "4913").write_text("")
    (path.parent / "4913").unlink()
    path.rename(path.with_name(path.name + "~"))
    path.write_text(text)
    path.with_name(path.name + "~").unlink()


def save_by_renaming(path: Path, text: str) -> None:
    beside = path.with_name(f".{path.name}.tmp1234")
    beside.write_text(text)
    beside.replace(path)


def save_in_place(path: Path, text: str) -> None:
    with path.open("w") as file:
        file.write(text[:2])
        file.flush()
        file.write(text[2:])


def save_by_removing(path: Path, text: str) -> None:
    path.unlink()
    path.write_text(text)


@pytest.mark.parametrize("save", [save_like_vim, save_by_renaming, save_in_place, save_by_removing])
def test_a_save_is_reported_once(project, changes, save):
    save(project / "content" / "a.md", "two words")

    assert changes.within(2) == [frozenset({"content/a.md"})]


def test_an_emptied_file_is_looked_at_again_before_it_is_reported(project):
    with watching(project) as changes, (project / "content" / "a.md").open("w") as file:
        time.sleep(0.035)
        file.write("the whole text")
        file.flush()

        assert changes.within(2) == [frozenset({"content/a.md"})]


def test_a_burst_of_files_is_one_batch(project):
    (project / "content" / "many").mkdir()
    with watching(project) as changes:
        for number in range(1_000):
            (project / "content" / "many" / f"{number}.md").write_text("x")

        batches = changes.within(10, lambda found: sum(map(len, found)) >= 1_000)

    assert len(frozenset().union(*batches)) == 1_000
    assert len(batches) <= 2


def test_new_folders_are_followed(project, changes):
    shutil.copytree(project / "content", project / "themes" / "mine")
    assert changes.within(2, lambda found: "themes/mine/a.md" in frozenset().union(*found))
    changes.batches.clear()
    (project / "themes" / "mine" / "a.md").write_text("changed")

    assert changes.within(2) == [frozenset({"themes/mine/a.md"})]


def test_a_folder_that_was_exchanged_is_followed(project):
    shutil.copytree(project / "content", project / "other")
    with watching(project) as changes:
        (project / "content").rename(project / "old")
        (project / "other").rename(project / "content")
        changes.within(2)
        changes.batches.clear()
        (project / "content" / "a.md").write_text("of the other folder")

        assert changes.within(2) == [frozenset({"content/a.md"})]


def test_a_removed_folder_is_reported_by_its_files(project, changes):
    (project / "content" / "news" / "b.md").write_text("b")
    changes.within(2)
    changes.batches.clear()
    shutil.rmtree(project / "content" / "news")

    assert frozenset().union(*changes.within(2)) == {"content/news/b.md"}


PASSED_OVER = (
    "site/index.html", "content/out/x.html", "content/.a.md.swp", "content/a.md~", "content/#a.md#", "content/.git/x",
    "content/4913", "content/a.md___jb_tmp___", "README.md",
)  # fmt: skip


def test_files_that_do_not_matter_are_passed_over(project, changes):
    for path in PASSED_OVER:
        (project / path).parent.mkdir(exist_ok=True)
        (project / path).write_text("x")

    assert changes.within(0.2) == []


def test_the_configuration_file_is_watched(project, changes):
    save_by_renaming(project / "seedpress.yaml", "title: B")

    assert changes.within(2) == [frozenset({"seedpress.yaml"})]


def test_touching_the_mode_is_no_change(project, changes):
    (project / "content" / "a.md").chmod(0o600)

    assert changes.within(0.2) == []


def test_an_edit_whose_events_are_lost_is_found_when_idle(project, monkeypatch):
    monkeypatch.setattr(native._Handler, "dispatch", lambda *_: None)
    with watching(project, idle=0.2) as changes:
        (project / "content" / "a.md").write_text("unheard")

        assert changes.within(2) == [frozenset({"content/a.md"})]


def test_an_overflow_makes_the_watcher_look_everywhere(project, monkeypatch):
    import logging

    monkeypatch.setattr(native._Handler, "dispatch", lambda *_: None)
    with watching(project) as changes:
        (project / "content" / "a.md").write_text("unheard")
        logging.getLogger("watchdog.observers.inotify_c").warning("Inotify queue overflowed")

        assert changes.within(2) == [frozenset({"content/a.md"})]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EMFILE])
def test_at_the_limit_of_the_system_it_polls_and_says_so(project, monkeypatch, number):
    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(native.BaseObserver, "schedule", refuse)
    warnings: list[Problem] = []
    changes = Changes(Watcher(watched(project), warnings.append))
    (project / "content" / "a.md").write_text("found by polling")
    batches = changes.within(3)
    changes.stop()

    assert batches == [frozenset({"content/a.md"})]
    assert [problem.code for problem in warnings] == ["watch-limit"]
    assert "fs.inotify.max_user_watches is" in warnings[0].why


def test_nothing_runs_after_the_stop(project):
    before = threading.active_count()
    with watching(project):
        pass

    assert threading.active_count() == before


@pytest.mark.slow
def test_five_thousand_folders_are_watched_without_overflow(project, caplog):
    for number in range(5_000):
        (project / "content" / str(number // 100) / str(number)).mkdir(parents=True)
    with watching(project) as changes:
        (project / "content" / "49" / "4999" / "a.md").write_text("x")

        assert changes.within(5) == [frozenset({"content/49/4999/a.md"})]
    assert not [record for record in caplog.records if record.levelname == "WARNING"]
