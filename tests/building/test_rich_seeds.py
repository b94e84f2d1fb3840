"""Pages, feeds, documents of Word and Markdown go all the way from the seed to the published site."""

import re

import pytest

from generator.problems import Problem

PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452") + bytes(300)
PAGE = """<!DOCTYPE html><html lang="en"><head><title>A lamp for the jetty | The Quay</title>
<link rel="canonical" href="https://quay.example/lamp/"><meta property="og:site_name" content="The Quay">
<meta property="article:published_time" content="2014-03-02T10:00:00+00:00"></head><body><nav><a href="/">Home</a></nav>
<article><h1>A lamp for the jetty</h1><p>The council has bought a lamp for the jetty. It will be <b>lit</b> on Friday, if there is oil.</p>
<img src="lamp_files/a b.jpg" alt="The lamp"><img src="lamp_files/none.png" alt="Elsewhere"><img src="../../secret.png" alt="No">
<p>Nobody has asked what it is for, and nobody has been told that it is <a href="/oil">out of oil</a>.</p></article></body></html>"""
FEED = """<rss version="2.0"><channel><item><guid>one</guid><title>One</title><description>&lt;p&gt;First.&lt;/p&gt;</description></item>
<item><guid>two</guid><title>Two</title><description>Second.</description></item></channel></rss>"""


@pytest.fixture
def site(project):
    return project(
        {
            "seedpress.yaml": "title: The Quay\n",
            "seeds/news/lamp.html": PAGE,
            "seeds/news/lamp_files/a b.jpg": PNG,
            "secret.png": PNG,
            "seeds/quay.xml": FEED,
            "seeds/old.md": "---\ntitle: Old\nslug: quite-old\nid: tag:quay,7\nlayout: page\nweight: 3\ncolour: red\n---\nIt *stays*.\n",
        }
    )


def front_of(text):
    return text.split("\n---\n")[0]


def test_a_page_brings_its_images_along(site):
    report = site.build()
    text = site.read("content/news/a-lamp-for-the-jetty.md")
    (image,) = re.findall(r"!\[The lamp\]\((images/a-b-[0-9a-f]{8}\.jpg)\)", text)

    assert not [each for each in report.problems if isinstance(each, Problem) and each.is_error]
    assert (site.root / "content/news" / image).read_bytes() == PNG
    assert "![Elsewhere](https://quay.example/lamp/lamp_files/none.png)" in text
    assert "![No](https://quay.example/secret.png)" in text
    assert "It will be **lit** on Friday" in text
    assert "[out of oil](https://quay.example/oil)" in text
    assert any(path.endswith(image.rpartition("/")[2]) for path in site.output())


def test_a_page_has_the_fields_of_its_markup(site):
    site.build()
    front = front_of(site.read("content/news/a-lamp-for-the-jetty.md"))

    assert "title: A lamp for the jetty" in front
    assert "date: 2014-03-02 10:00:00+00:00" in front or "date: 2014-03-02T10:00:00+00:00" in front
    assert "publisher: The Quay" in front
    assert "source_url: https://quay.example/lamp/" in front


def test_each_item_of_a_feed_is_an_article(site):
    site.build()

    assert site.read("content/articles/one.md").endswith("\n\nFirst.\n")
    assert 'source: "seeds/quay.xml#two"' in site.read("content/articles/two.md").replace(
        "source: seeds/quay.xml#two", 'source: "seeds/quay.xml#two"'
    )


def test_markdown_keeps_its_name_its_identity_and_its_keys(site):
    site.build()
    text = site.read("content/articles/quite-old.md")

    assert text.endswith("\n---\n\nIt *stays*.\n")
    assert all(line in front_of(text) for line in ("layout: page", "weight: 3", "colour: red", "id: tag:quay,7"))


def test_an_unchanged_page_is_left_alone(site):
    site.build()
    before = site.output()

    report = site.build()

    assert report.written == frozenset()
    assert site.output() == before
