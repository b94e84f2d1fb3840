import subprocess
import sys
from pathlib import Path

from generator.engine.project import code_version, find_root

REPOSITORY = Path(__file__).parents[2]


def test_the_root_is_the_nearest_folder_with_a_configuration(tmp_path):
    deep = tmp_path / "site" / "content" / "news"
    deep.mkdir(parents=True)
    (tmp_path / "site" / "seedpress.yaml").touch()

    assert find_root(deep) == tmp_path / "site"
    assert find_root(tmp_path / "site") == tmp_path / "site"


def test_without_a_configuration_the_root_is_where_one_stands(tmp_path):
    assert find_root(tmp_path) == tmp_path


def test_a_site_without_a_configuration_is_found_from_within_its_texts(tmp_path):
    deep = tmp_path / "site" / "content" / "news"
    deep.mkdir(parents=True)
    (tmp_path / "site" / "seeds").mkdir()

    assert find_root(deep) == tmp_path / "site"
    assert find_root(tmp_path / "site" / "seeds") == tmp_path / "site"


def test_a_folder_with_seeds_is_a_site_wherever_it_lies(tmp_path):
    site = tmp_path / "content" / "site"
    (site / "seeds").mkdir(parents=True)

    assert find_root(site) == site


def test_a_configuration_that_is_a_folder_is_none(tmp_path):
    (tmp_path / "seedpress.yaml").mkdir()
    (tmp_path / "in").mkdir()

    assert find_root(tmp_path / "in") == tmp_path / "in"


def test_the_version_of_the_code_stays_while_nothing_changes():
    assert code_version() == code_version()


def test_the_version_changes_with_a_library(tmp_path, monkeypatch):
    before = code_version()
    (tmp_path / "Markdown-99.dist-info").mkdir()
    monkeypatch.syspath_prepend(str(tmp_path))

    assert code_version() != before


def test_the_version_does_not_change_with_what_is_not_ours(tmp_path, monkeypatch):
    before = code_version()
    (tmp_path / "requests-99.dist-info").mkdir()
    monkeypatch.syspath_prepend(str(tmp_path))

    assert code_version() == before


def test_the_engine_imports_no_library_that_only_rendering_needs():
    program = (
        "import sys, generator.engine.project as project, generator.engine.store, generator.engine.sinks,"
        " generator.engine.executors, generator.engine.lock\n"
        "project.code_version()\n"
        "print(*({name.partition('.')[0] for name in sys.modules}"
        " & {'jinja2', 'markdown', 'feedgen', 'lxml', 'watchdog', 'starlette', 'nh3', 'pygments'}))"
    )

    run = subprocess.run([sys.executable, "-c", program], cwd=REPOSITORY, capture_output=True, text=True, check=True)

    assert run.stdout.strip() == ""
