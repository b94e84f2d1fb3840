"""Each bad input: a message that says what and where, the right exit code, the published site as it was."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.building.project import Project, article

GOOD = {"seedpress.yaml": "title: Good\nbase_url: https://example.org/\n", "content/news/a.md": article("A")}
OWN_THEME = {"seedpress.yaml": "theme: own\n", "themes/own/theme.yaml": "extends: default\n"}


def run(project: Project, *arguments: str, through: Sequence[str] = ()) -> tuple[int, str]:
    """Run the command in the project and return its exit code and what it said to the terminal."""
    command = [*through, sys.executable, "-m", "generator", *arguments]
    env = {**os.environ, "PYTHONPATH": os.getcwd(), "SOURCE_DATE_EPOCH": "1795000000", "NO_COLOR": "1"}
    done = subprocess.run(command, cwd=project.root, env=env, capture_output=True, text=True, timeout=120)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stderr


FILES: dict[str, tuple[dict[str, str | bytes], int, list[str]]] = {
    "an article that is not UTF-8": ({"content/b.md": b"---\ntitle: B\n---\n\ncaf\xe9\n"}, 1, ["content/b.md:5", "encoding", "byte"]),
    "an article with NULs": ({"content/b.md": b"\0\0\0\0 binary"}, 1, ["content/b.md", "binary-file"]),
    "an article with control characters": ({"content/b.md": b"---\ntitle: B\n---\n\na\x02b\n"}, 0, ["content/b.md:5", "control-character"]),
    "an empty article": ({"content/b.md": ""}, 0, ["content/b.md", "content-empty"]),
    "an empty seed": ({"seeds/b.txt": ""}, 0, ["seeds/b.txt", "seed-empty"]),
    "a seed that is not UTF-8": ({"seeds/b.txt": b"caf\xe9 au lait"}, 1, ["seeds/b.txt:1", "encoding"]),
    "YAML that does not parse": ({"content/b.md": "---\ntitle: [a\n---\n"}, 1, ["content/b.md:", "yaml-syntax"]),
    "a key twice": ({"content/b.md": "---\ntitle: a\ntags: [x]\ntitle: b\n---\n"}, 1, ["content/b.md:4", "yaml-duplicate-key", "content/b.md:2"]),
    "an anchor": ({"content/b.md": "---\ntitle: &a b\n---\n"}, 1, ["content/b.md:2", "yaml-anchor"]),
    "a YAML tag": ({"content/b.md": "---\ntitle: !!python/name:os.system b\n---\n"}, 1, ["content/b.md:2", "yaml-tag"]),
    "front matter that is no mapping": ({"content/b.md": "---\n- a\n- b\n---\n"}, 1, ["content/b.md:2", "yaml-not-a-mapping"]),
    "an impossible date": ({"content/b.md": article("B", date="2024-02-30")}, 1, ["content/b.md:3", "date-invalid", "2024-02-30"]),
    "an unreadable draft": ({"content/b.md": article("B", draft='"yes please"')}, 1, ["content/b.md:3", "draft-unreadable"]),
    "a slug that climbs": ({"content/b.md": article("B", slug="../../x")}, 1, ["content/b.md:3", "slug-unsafe"]),
    "two pages at one address": ({"content/news/b.md": article("B", slug="a")}, 1, ["news/a/index.html", "content/news/a.md", "content/news/b.md:3", "address-taken"]),
    "an unknown configuration key": ({"seedpress.yaml": "title: x\nlangauge: en\n"}, 1, ["seedpress.yaml:2:1", "key-unknown", "language"]),
    "a configuration that does not parse": ({"seedpress.yaml": "title: [x\n"}, 1, ["seedpress.yaml:", "yaml-syntax"]),
    "a template with a syntax error": ({**OWN_THEME, "themes/own/templates/article.html": "a\n{% if %}\n"}, 1, ["themes/own/templates/article.html:2", "template-syntax"]),
    "a template with an unknown name": ({**OWN_THEME, "themes/own/templates/article.html": "a\n{{ page.titel }}\n"}, 1, ["themes/own/templates/article.html:2", "template-undefined", "title", "news/a/index.html"]),
    "a template that includes a missing one": ({**OWN_THEME, "themes/own/templates/article.html": "{% include 'nope.html' %}"}, 1, ["themes/own/templates/article.html:1", "template-missing", "nope.html"]),
    "a theme that does not exist": ({"seedpress.yaml": "theme: nope\n"}, 1, ["theme-missing", "nope"]),
    "an output folder that is the project": ({"seedpress.yaml": "output: .\n"}, 1, ["output"]),
    "an output folder that is the content": ({"seedpress.yaml": "output: content\n"}, 1, ["output"]),
    "an output folder that is the root of the disk": ({"seedpress.yaml": "output: /\n"}, 1, ["output"]),
}  # fmt: skip


@pytest.mark.parametrize("case", FILES)
def test_a_bad_file_is_named_and_nothing_is_lost(case: str, project: Callable[[dict[str, str]], Project]) -> None:
    files, code, said = FILES[case]
    site = project(GOOD)
    assert run(site, "build")[0] == 0
    before = site.output()
    for path, text in files.items():
        site.write(path, text)

    found, message = run(site, "build")

    assert found == code, message
    for part in said:
        assert part in message
    if code:
        assert site.output() == before


def test_all_problems_of_a_run_are_told(project: Callable[[dict[str, str]], Project]) -> None:
    site = project({f"content/{name}.md": article(name, date="2024-13-01") for name in "abc"})

    code, message = run(site, "build")

    assert code == 1
    assert [f"content/{name}.md:3" in message for name in "abc"] == [True, True, True]


def test_a_file_of_a_hundred_megabytes_is_refused_unread(project: Callable[[dict[str, str]], Project]) -> None:
    site = project(GOOD)
    site.write("content/big.md", "")
    os.truncate(site.root / "content/big.md", 100_000_000)

    code, message = run(site, "build")

    assert code == 1
    assert "content/big.md" in message
    assert "limits.file_size" in message


def test_a_pipe_is_passed_over(project: Callable[[dict[str, str]], Project]) -> None:
    site = project(GOOD)
    os.mkfifo(site.root / "content/pipe.md")

    code, message = run(site, "build")

    assert code == 0
    assert "content/pipe.md" in message
    assert "file-not-regular" in message


def test_a_link_out_of_the_project_is_not_followed(
    project: Callable[[dict[str, str]], Project], tmp_path: Path
) -> None:
    site = project(GOOD)
    (tmp_path / "secret.md").write_text(article("Secret"))
    (site.root / "content/link.md").symlink_to(tmp_path / "secret.md")

    code, message = run(site, "build")

    assert code == 0
    assert "link-outside" in message
    assert not any(b"Secret" in body for body in site.output().values())


def test_files_that_the_build_did_not_write_are_kept(project: Callable[[dict[str, str]], Project]) -> None:
    site = project({**GOOD, "site/CNAME": "example.org\n", "site/news/mine.txt": "mine"})
    assert run(site, "build")[0] == 0
    site.delete("content/news/a.md")
    assert run(site, "build")[0] == 0

    run(site, "clean")

    assert site.output() == {"CNAME": b"example.org\n", "news/mine.txt": b"mine"}


def test_a_file_in_the_way_is_not_overwritten(project: Callable[[dict[str, str]], Project]) -> None:
    site = project({**GOOD, "site/index.html": "mine"})

    code, message = run(site, "build")

    assert code == 1
    assert "site/index.html" in message
    assert site.output() == {"index.html": b"mine"}


def test_a_full_disk_leaves_the_site_as_it_was(project: Callable[[dict[str, str]], Project]) -> None:
    site = project(GOOD)
    assert run(site, "build")[0] == 0
    before = site.output()
    site.write("content/news/long.md", article("Long", "word " * 100_000))
    limited = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000)); "
    limited += "from generator.__main__ import main; sys.argv = ['seedpress', 'build']; sys.exit(main())"

    done = subprocess.run(
        [sys.executable, "-c", limited], cwd=site.root, env={**os.environ, "PYTHONPATH": os.getcwd()}, capture_output=True, text=True
    )  # fmt: skip

    assert done.returncode == 6, done.stderr
    assert "disk-full" in done.stderr
    assert site.output() == before


def test_a_folder_without_permission_is_named(project: Callable[[dict[str, str]], Project]) -> None:
    site = project(GOOD)
    (site.root / "site").mkdir(mode=0o500)
    # Root may write everywhere unless it gives up its capabilities.
    powerless = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if os.geteuid() == 0 else []
    if powerless and not shutil.which("setpriv"):
        pytest.skip("root may write everywhere, and there is no setpriv to take that from it")

    code, message = run(site, "build", through=powerless)

    assert code == 6
    assert "error[permission]" in message
    assert list((site.root / "site").iterdir()) == []


def test_a_second_build_at_the_same_time_is_turned_away(project: Callable[[dict[str, str]], Project]) -> None:
    from generator.engine.lock import build_lock

    site = project(GOOD)
    with build_lock(site.root / ".seedpress"):
        code, message = run(site, "build")

    assert code == 6
    assert str(os.getpid()) in message


def test_wrong_flags_are_answered_with_the_right_ones(project: Callable[[dict[str, str]], Project]) -> None:
    code, message = run(project(GOOD), "build", "--draft")

    assert code == 2
    assert "--drafts" in message


def test_warnings_are_errors_when_strict(project: Callable[[dict[str, str]], Project]) -> None:
    site = project({**GOOD, "content/news/b.md": article("B", "[gone](gone.md)")})

    assert run(site, "build")[0] == 0
    assert run(site, "build", "--strict")[0] == 3


def test_an_empty_folder_builds(project: Callable[[dict[str, str]], Project]) -> None:
    site = project({"seeds/keep": ""})

    assert run(site, "build")[0] == 0
    assert "index.html" in site.output()
