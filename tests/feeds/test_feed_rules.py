"""The feed gate: each rule is silent about a good feed and speaks of the broken one."""

import pytest
from feed_rules import lint_feed

GOOD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>T</title><link>https://example.org/</link><description>D</description>
<atom:link rel="self" type="application/rss+xml" href="https://example.org/feed.xml"/>
<lastBuildDate>Thu, 05 Mar 2026 08:30:00 +0000</lastBuildDate>
<item><title>A</title><link>https://example.org/a/</link><description>s</description>
<content:encoded>&lt;p id="p"&gt;&lt;a href="https://example.org/b/"&gt;b&lt;/a&gt;&lt;/p&gt;</content:encoded>
<guid isPermaLink="false">a</guid><pubDate>Thu, 05 Mar 2026 08:30:00 +0000</pubDate>
<atom:updated>2026-03-05T08:30:00+00:00</atom:updated></item>
<item><title>B</title><link>https://example.org/b/</link><guid>https://example.org/b/</guid></item>
</channel></rss>
"""


def test_a_good_feed_passes():
    assert lint_feed(GOOD.encode()) == ()


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("</channel>", "", "not well-formed"),
        ("<title>T</title>", "<title>&nbsp;</title>", "not well-formed"),
        ("<?xml", "\ufeff<?xml", "byte order mark"),
        ("<rss", "<!DOCTYPE rss><rss", "DOCTYPE"),
        ("<rss", '<?xml-stylesheet type="text/xsl" href="x"?><rss', "XSLT"),
        ('version="2.0"', 'version="0.91"', "version 2.0"),
        ("<channel>", "<channel/><channel>", "one channel"),
        ("<title>T</title>", "", "one title"),
        ("<link>https://example.org/</link>", "<link>/</link>", "absolute address: '/'"),
        ("<link>https://example.org/</link>", "<link>https://example.org/feed.xml</link>", "leads to the feed"),
        ("<description>D</description>", "<description> </description>", "one description"),
        ('rel="self"', 'rel="hub"', "link to itself"),
        ('type="application/rss+xml"', 'type="text/xml"', "application/rss+xml"),
        ("https://example.org/feed.xml", "feed.xml", "absolute address: 'feed.xml'"),
        (">a</guid>", ">https://example.org/b/</guid>", "used 2 times"),
        ("<guid>https://example.org/b/</guid>", "", "item 2: no guid"),
        ("<guid>https://example.org/b/</guid>", "<guid>b</guid>", "said to be an address"),
        ("<title>B</title>", "", "item 2: neither title nor description"),
        ("<link>https://example.org/b/</link>", "<link>../b/</link>", "item 2: not an absolute address"),
        ("<pubDate>Thu", "<pubDate>Wed", "RFC 822"),
        ("<pubDate>Thu, 05 Mar", "<pubDate>Thu, 5 Mar", "RFC 822"),
        ("<pubDate>Thu, 05 Mar 2026", "<pubDate>Thu, 31 Feb 2026", "RFC 822"),
        ("<pubDate>Thu, 05 Mar 2026 08:30:00 +0000", "<pubDate>2026-03-05", "RFC 822"),
        ("<lastBuildDate>Thu, 05 Mar", "<lastBuildDate>Do, 05 Mär", "RFC 822"),
        ("08:30:00+00:00</atom", "08:30:00</atom", "RFC 3339"),
        ("2026-03-05T08:30:00+00:00", "yesterday", "RFC 3339"),
        ("<description>s</description>", "", "description before it"),
        ('"https://example.org/b/"', '"/b/"', "content:encoded: not an absolute address"),
        ('"https://example.org/b/"', '"javascript:x"', "not an absolute address"),
        ('id="p"', 'onclick="x"', "a onclick attribute"),
        ('id="p"', 'style="x"', "a style attribute"),
        ("&lt;p ", "&lt;script&gt;x&lt;/script&gt;&lt;p ", "a script element"),
        ("&lt;p ", "&lt;b id='p'&gt;x&lt;/b&gt;&lt;p ", "the id 'p' stands there 2 times"),
        ("&lt;p ", "&lt;img alt=''&gt;&lt;p ", "an image without address"),
        ("<guid>", '<enclosure url="https://e.org/a.mp3" length="" type="audio/mpeg"/><guid>', "length in bytes"),
        ("<title>T</title>", f"<title>{'T' * 1_000_000}</title>", "bytes; readers"),
        ("</channel>", "<item><title>x</title></item>" * 3_000 + "</channel>", "some readers refuse"),
    ],
)
def test_each_fault_is_told(old, new, complaint):
    assert GOOD.count(old) >= 1

    complaints = lint_feed(GOOD.replace(old, new, 1).encode())

    assert any(complaint.replace("content:encoded", "encoded") in text for text in complaints), complaints


def test_bytes_that_are_not_utf8_are_told():
    assert lint_feed(GOOD.encode("utf-16")) == ("not UTF-8 at byte 0",)


def test_entities_are_not_expanded():
    bomb = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'

    assert "there is a DOCTYPE" in lint_feed(GOOD.replace("<rss", bomb + "<rss").replace(">T<", ">&b;<").encode())
