"""Turn the new address of a page into the small page that stands at its old one."""

import re
from html import escape

from generator.formats.xml_values import ascii_url

_ABSOLUTE = re.compile(r"https?://[^/?#]", re.IGNORECASE)


def redirect_page(target_url: str) -> bytes:
    """Write a page that leads on to *target_url*, by itself, by a link, and for search engines.

    Raises:
        ValueError: *target_url* is not an absolute http or https address.
    """
    if not _ABSOLUTE.match(target_url):
        raise ValueError(f"{target_url!r} is not an absolute http or https address")
    url = escape(ascii_url(target_url), quote=True)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<title>This page has moved</title>\n"
        f'<link rel="canonical" href="{url}">\n'
        '<meta name="robots" content="noindex">\n'
        f'<meta http-equiv="refresh" content="0; url={url}">\n'
        "</head>\n<body>\n<main>\n<h1>This page has moved</h1>\n"
        f'<p>It is now at <a href="{url}">{url}</a>.</p>\n'
        "</main>\n</body>\n</html>\n"
    ).encode()
