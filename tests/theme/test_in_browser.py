"""The shipped theme in a real browser and under a real checker; skipped where they are not installed."""

import checks
import pytest
from publication import write_pages

ADDRESSES = ("/", "/page/2/", "/articles/", "/articles/boat/", "/articles/arabic/", "/articles/bare/", "/about/", "/tags/", "/tags/boats/", "/archive/", "/subscribe/", "/404.html")  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    write_pages(folder)
    return folder


def needs(*, browser: bool) -> pytest.MarkDecorator:
    return pytest.mark.skipif(
        bool(checks.missing(browser=browser)), reason=checks.missing(browser=browser) or "it is all there"
    )


@needs(browser=False)
def test_the_html_checker_finds_no_error(built):
    assert checks.nu_errors(sorted(built.rglob("*.html"))) == []


@needs(browser=False)
def test_the_html_checker_finds_an_error_that_is_there(built, tmp_path):
    broken = tmp_path / "broken.html"
    broken.write_text((built / "index.html").read_text("utf-8").replace("<main ", "<main><main ", 1), "utf-8")

    assert any("main" in found for found in checks.nu_errors([broken]))


@needs(browser=True)
def test_pages_are_accessible_on_a_telephone_in_the_dark(built):
    assert checks.axe_violations(built, ADDRESSES, widths=(320,), schemes=("dark",)) == []


@needs(browser=True)
@pytest.mark.slow
def test_pages_are_accessible_at_every_width_in_both_schemes(built):
    assert checks.axe_violations(built, ADDRESSES, widths=(320, 360, 768, 1440)) == []


@needs(browser=True)
def test_faults_that_are_there_are_found(built):
    page = built / "faulty.html"
    page.write_text(
        (built / "index.html")
        .read_text("utf-8")
        .replace(
            "</body>", '<img src="http://127.0.0.1:9/x.png" width="900" height="1" class="wide"><div></div></body>'
        )
        .replace("</head>", "<style>.wide { width: 900px } .motto { color: #ccc }</style></head>"),
        "utf-8",
    )

    found = "\n".join(checks.axe_violations(built, ["/faulty.html"], widths=(360,), schemes=("light",)))

    assert "scrolls sideways" in found
    assert "request to http://127.0.0.1:9/x.png" in found
    assert "image-alt" in found
    assert "color-contrast" in found


@needs(browser=True)
def test_a_picture_is_taken(built, tmp_path):
    checks.screenshot(built, "/", 360, "dark", tmp_path / "home.png", height=700)

    assert (tmp_path / "home.png").read_bytes().startswith(b"\x89PNG")
