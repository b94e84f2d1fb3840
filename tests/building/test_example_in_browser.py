"""The example site, built, under the Nu HTML checker and axe-core; skipped where they are not installed."""

import shutil
import sys
from pathlib import Path

import pytest

from tests.building.project import Project

REPOSITORY = Path(__file__).parents[2]
sys.path.append(str(REPOSITORY / "tests" / "browser"))
import checks  # noqa: E402 - it lies beside the programs that it starts

KINDS = {
    "home": "/",
    "article": "/articles/beijing-tells-washington-to-hear-pyongyang-out-as-the-two-envoys-talk/",
    "article from right to left": "/articles/qtr-ljbl-lqdym-ywd-la-lskh-bd-thlthyn-m/",
    "essay with code and a table": "/essays/reading-a-tide-table/",
    "section": "/essays/",
    "tag": "/tags/north-korea/",
    "tags": "/tags/",
    "archive": "/archive/",
    "page": "/about/",
    "subscribe": "/subscribe/",
    "404": "/404.html",
}


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("example") / "project"
    root.mkdir()
    for name in ("seeds", "content"):
        shutil.copytree(REPOSITORY / name, root / name)
    shutil.copy(REPOSITORY / "seedpress.yaml", root)
    assert not [problem for problem in Project(root).build().problems if problem.is_error]
    return root / "site"


def file_of(site: Path, address: str) -> Path:
    return site / (address.strip("/") or ".") / "index.html" if address.endswith("/") else site / address.strip("/")


@pytest.mark.skipif(bool(checks.missing(browser=False)), reason=checks.missing(browser=False) or "it is all there")
def test_the_html_checker_finds_no_error_in_any_page(example: Path) -> None:
    assert checks.nu_errors(sorted(example.rglob("*.html"))) == []


@pytest.mark.skipif(bool(checks.missing()), reason=checks.missing() or "it is all there")
def test_every_kind_of_page_is_accessible(example: Path) -> None:
    assert all(file_of(example, address).is_file() for address in KINDS.values())
    assert checks.axe_violations(example, list(KINDS.values()), widths=(360,), schemes=("dark",)) == []


@pytest.mark.slow
@pytest.mark.skipif(bool(checks.missing()), reason=checks.missing() or "it is all there")
def test_every_kind_of_page_is_accessible_at_every_width_in_both_schemes(example: Path) -> None:
    assert checks.axe_violations(example, list(KINDS.values()), widths=(320, 768, 1440)) == []
