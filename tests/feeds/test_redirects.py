"""Redirect pages: they lead where they say, and nothing breaks out of them."""

import pytest
from lxml import html

from generator.stages.redirects import redirect_page


def test_redirect_page_as_a_whole():
    assert redirect_page("https://example.org/new/?a=1&b=2").decode() == (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<title>This page has moved</title>\n"
        '<link rel="canonical" href="https://example.org/new/?a=1&amp;b=2">\n'
        '<meta name="robots" content="noindex">\n'
        '<meta http-equiv="refresh" content="0; url=https://example.org/new/?a=1&amp;b=2">\n'
        "</head>\n<body>\n<main>\n<h1>This page has moved</h1>\n"
        '<p>It is now at <a href="https://example.org/new/?a=1&amp;b=2">https://example.org/new/?a=1&amp;b=2</a>.</p>\n'
        "</main>\n</body>\n</html>\n"
    )


@pytest.mark.parametrize("tail", ['"><script>x()</script>', "'; url=https://evil.example/", "<!--", "\x00\n", "ü 😀"])
def test_an_address_cannot_break_out(tail):
    page = html.document_fromstring(redirect_page("https://example.org/" + tail))

    (target,) = {link.get("href") for link in page.xpath("//a | //link[@rel='canonical']")}
    assert target.startswith("https://example.org/")
    assert target.isascii()
    assert page.xpath("//meta[@http-equiv]/@content") == [f"0; url={target}"]
    assert page.xpath("//script | //comment()") == []
    assert page.findtext(".//a") == target


@pytest.mark.parametrize(
    "target", ["/new/", "", "javascript:alert(1)", "//example.org/", "https://", "ftp://example.org/"]
)
def test_a_target_that_is_no_address_is_refused(target):
    with pytest.raises(ValueError, match="is not an absolute http or https address"):
        redirect_page(target)
