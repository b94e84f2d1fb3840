"""Every link in the documentation leads somewhere."""

from urllib.parse import urlsplit

import pytest
from documentation import PAGES, ROOT, anchor, headings, links


def named(path):
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_lead_to_files_and_headings_that_exist(page):
    lost = []
    for link in links(page.read_text(encoding="utf-8")):
        parts = urlsplit(link)
        target = (page.parent / parts.path).resolve() if parts.path else page
        if parts.scheme:
            continue
        if not target.exists():
            lost.append(link)
        elif parts.fragment:
            text = target.read_text(encoding="utf-8")
            if parts.fragment not in [anchor(title) for _, title in headings(text)]:
                lost.append(link)

    assert lost == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_page_starts_with_its_title(page):
    found = headings(page.read_text(encoding="utf-8"))

    assert [level for level, _ in found].count(1) == 1
    assert found[0][0] == 1


def test_the_readme_leads_to_every_page_of_the_documentation():
    known = links((ROOT / "README.md").read_text(encoding="utf-8"))

    assert [named(page) for page in (ROOT / "docs").glob("*.md") if named(page) not in known] == []
