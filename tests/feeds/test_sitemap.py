"""Sitemaps and robots.txt: complete, within the limits of the protocol, the same for any order."""

from datetime import UTC, datetime, timedelta, timezone
from urllib.robotparser import RobotFileParser
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from generator.stages.sitemap import robots, sitemap, sitemaps

SPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def addresses(body):
    return [node.text for node in etree.fromstring(body).iterfind(".//s:loc", SPACE)]


def test_sitemap_as_a_whole():
    body = sitemap(
        [
            ("https://example.org/ü/?a=1&b=2", datetime(2026, 3, 5, 8, 30, 0, 5, tzinfo=timezone(timedelta(hours=-2)))),
            ("https://example.org/", None),
        ]
    )

    assert body.decode() == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        "  <url><loc>https://example.org/</loc></url>\n"
        "  <url><loc>https://example.org/%C3%BC/?a=1&amp;b=2</loc><lastmod>2026-03-05T08:30:00-02:00</lastmod></url>\n"
        "</urlset>\n"
    )


def test_an_address_named_twice_stands_once_with_the_later_moment():
    early, late = datetime(2020, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)

    body = sitemap([("https://example.org/", late), ("https://example.org/", early), ("https://example.org/", None)])

    assert body.count(b"<loc>") == 1
    assert b"<lastmod>2026-01-01T00:00:00+00:00</lastmod>" in body


def test_a_date_without_zone_is_refused():
    with pytest.raises(ValueError, match="no time zone"):
        sitemap([("https://example.org/", datetime(2026, 1, 1))])  # noqa: DTZ001 - that is the point


def test_local_mean_time_becomes_universal_time():
    body = sitemap([("https://example.org/", datetime(1920, 5, 1, 12, tzinfo=ZoneInfo("Europe/Amsterdam")))])

    assert b"<lastmod>1920-05-01T10:40:28+00:00</lastmod>" in body


def test_few_addresses_need_no_index():
    urls = [("https://example.org/", None)]

    assert sitemaps(urls, "https://example.org/") == {"sitemap.xml": sitemap(urls)}
    assert sitemaps([], "https://example.org/") == {"sitemap.xml": sitemap([])}


def test_more_than_50_000_addresses_need_an_index():
    newest = datetime(2026, 1, 1, tzinfo=UTC)
    urls = [(f"https://example.org/sub/{number:06}/", None) for number in range(50_001)]
    urls[3] = (urls[3][0], newest)

    files = sitemaps(urls, "https://example.org/sub/")

    assert list(files) == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml"]
    assert addresses(files["sitemap.xml"]) == [f"https://example.org/sub/sitemap-{number}.xml" for number in (1, 2)]
    assert files["sitemap.xml"].count(b"<lastmod>2026-01-01T00:00:00+00:00</lastmod>") == 1
    assert len(addresses(files["sitemap-1.xml"])) == 50_000
    assert len(addresses(files["sitemap-2.xml"])) == 1


@given(
    st.lists(st.text(max_size=20), unique=True, min_size=1, max_size=30),
    st.integers(1, 7),
    st.integers(400, 2000),
    st.randoms(),
)
def test_every_address_stands_in_one_file_within_the_limits(names, most_urls, most_bytes, random):
    urls = [(f"https://example.org/{name}", None) for name in names]
    mixed = random.sample(urls, len(urls))

    files = sitemaps(urls, "https://example.org/", most_urls=most_urls, most_bytes=most_bytes)

    parts = [body for path, body in files.items() if len(files) == 1 or path != "sitemap.xml"]
    listed = [url for body in parts for url in addresses(body)]
    assert len(listed) == len(set(listed))
    assert sorted(listed) == addresses(sitemap(urls))
    assert all(len(addresses(body)) <= most_urls for body in parts)
    assert all(len(body) <= most_bytes or len(addresses(body)) == 1 for body in parts)
    assert sitemaps(mixed, "https://example.org/", most_urls=most_urls, most_bytes=most_bytes) == files


def test_robots_may_read_everything():
    text = robots("https://example.org/sub/sitemap.xml").decode()

    parser = RobotFileParser()
    parser.parse(text.splitlines())
    assert parser.can_fetch("*", "https://example.org/sub/any/")
    assert parser.site_maps() == ["https://example.org/sub/sitemap.xml"]


def test_robots_cannot_be_given_another_line():
    assert robots("https://example.org/\nDisallow: /").decode().splitlines()[3] == (
        "Sitemap: https://example.org/%0ADisallow:%20/"
    )
