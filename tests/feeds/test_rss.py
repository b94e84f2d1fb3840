"""RSS as readers get it: a parser agrees with every field, and feedgen's traps are shut."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import feedparser
import markdown
import nh3
import pytest
from feed_rules import lint_feed
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from generator.formats.feed_html import feed_html
from generator.formats.html_tree import text_of
from generator.formats.xml_values import one_line
from generator.model import Label, Summary
from generator.stages.feeds import Feed, FeedItem, article_item, rss

GOLDEN = Path(__file__).parent / "golden"
ROOT = Path(__file__).parents[2]
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


def item(name="bread", **fields):
    given = {
        "id": f"tag:example.org,2026:{name}",
        "title": name.capitalize(),
        "url": f"https://example.org/{name}/",
        "date": datetime(2026, 3, 5, 8, 30, tzinfo=timezone(timedelta(hours=2))),
        "summary": f"About {name}.",
        "html": f"<p>All about {name}.</p>",
    }
    return FeedItem(**(given | fields))


def feed(*items, **fields):
    given = {
        "title": "The Daily Loaf",
        "description": "News of bread",
        "site_url": "https://example.org/",
        "self_url": "https://example.org/feed.xml",
        "language": "en",
    }
    return Feed(**(given | fields), items=items)


def parsed(body):
    result = feedparser.parse(body)
    assert not result.bozo, result.get("bozo_exception")
    return result


def first(body):
    return etree.fromstring(body).find("channel/item")


RICH = feed(
    item(
        "bread",
        title="Bread & butter: 1 < 2, “so” 😀",
        updated=datetime(2026, 4, 1, 6, 0, tzinfo=UTC),
        authors=("Ana Müller", "李雷"),
        categories=("Food & drink", "Bäckerei"),
        summary="Flour < water & salt.",
        html='<h2 id="how">How<a class="headerlink" href="#how">¶</a></h2>\n<p>Mix<sup id="fnref:1">'
        '<a class="footnote-ref" href="#fn:1">1</a></sup>, see <a href="../oven/">oven</a> and ]]&gt;.</p>\n'
        '<div class="codehilite"><pre><span></span><code><span class="k">if</span> flour <span class="o">&lt;</span> 1:\n'
        "    buy()\n</code></pre></div>\n"
        '<p><img src="loaf.jpg" loading="lazy" width="10" height="20"></p>\n'
        '<div class="footnote"><ol><li id="fn:1"><p>Well. <a class="footnote-backref" href="#fnref:1">↩</a></p></li></ol></div>',
    ),
    item("khubz", title="خبز", language="ar", direction="rtl", summary="", html="<p>خبز طازج</p>"),
    item("undated", date=None, authors=("Ana Müller",)),
    stylesheet_url="https://example.org/assets/feed.css?v=1&w=2",
)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("full.xml", RICH),
        ("summary.xml", feed(*RICH.items, content="summary")),
        ("empty.xml", feed(description="", language="")),
    ],
)
def test_feed_is_the_golden_file(name, value):
    body = rss(value)

    assert body.decode() == (GOLDEN / name).read_text(encoding="utf-8")
    assert lint_feed(body) == ()


def test_a_parser_reads_every_field():
    channel = parsed(rss(RICH))
    bread, khubz, undated = channel.entries

    assert channel.version == "rss20"
    assert channel.feed.title == "The Daily Loaf"
    assert channel.feed.subtitle == "News of bread"
    assert channel.feed.link == "https://example.org/"
    assert [link.href for link in channel.feed.links if link.rel == "self"] == ["https://example.org/feed.xml"]
    assert channel.feed.language == "en"
    assert channel.feed.generator == "Seedpress"
    assert channel.feed.updated == "Wed, 01 Apr 2026 06:00:00 +0000"
    assert bread.title == "Bread & butter: 1 < 2, “so” 😀"
    assert bread.id == "tag:example.org,2026:bread"
    assert not bread.guidislink
    assert bread.link == "https://example.org/bread/"
    assert bread.published == "Thu, 05 Mar 2026 08:30:00 +0200"
    assert bread.updated == "2026-04-01T06:00:00+00:00"
    assert [author.name for author in bread.authors if author] == ["Ana Müller", "李雷"]
    assert [tag.term for tag in bread.tags] == ["Food & drink", "Bäckerei"]
    assert bread.summary == "Flour &lt; water &amp; salt."
    assert "Mix" in bread.content[0].value
    assert khubz.title == "خبز"
    assert '<div dir="rtl" lang="ar">' in khubz.content[0].value
    assert undated.author == "Ana Müller"
    assert "published" not in undated


def test_items_stand_in_the_order_given():
    names = ["c", "a", "b"]

    body = rss(feed(*map(item, names)))

    assert [entry.title for entry in parsed(body).entries] == ["C", "A", "B"]


def test_the_channel_leads_to_the_site_and_not_to_the_feed():
    channel = etree.fromstring(rss(feed(item()))).find("channel")

    assert channel.findtext("link") == "https://example.org/"
    assert channel.find("{http://www.w3.org/2005/Atom}link").attrib == {
        "href": "https://example.org/feed.xml",
        "rel": "self",
        "type": "application/rss+xml",
    }


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ([None, None], None),
        ([], None),
        ([None, datetime(2026, 1, 2, tzinfo=UTC)], "Fri, 02 Jan 2026 00:00:00 +0000"),
        ([datetime(2020, 1, 2, tzinfo=UTC), datetime(2026, 1, 2, tzinfo=UTC)], "Fri, 02 Jan 2026 00:00:00 +0000"),
    ],
)
def test_last_build_date_is_the_newest_items_and_never_the_clocks(dates, expected):
    items = [item(str(number), date=date) for number, date in enumerate(dates)]

    channel = etree.fromstring(rss(feed(*items))).find("channel")

    assert channel.findtext("lastBuildDate") == expected
    assert len(channel.findall("item/pubDate")) == len([date for date in dates if date])


@pytest.mark.parametrize("field", ["date", "updated"])
def test_a_date_without_zone_is_refused(field):
    with pytest.raises(ValueError, match="no time zone"):
        rss(feed(item(**{field: datetime(2026, 1, 1)})))  # noqa: DTZ001 - that is the point


def test_an_edit_before_publication_does_not_count():
    body = rss(feed(item(updated=datetime(2001, 1, 1, tzinfo=UTC))))

    assert parsed(body).entries[0].updated == "2026-03-05T08:30:00+02:00"


def test_local_mean_time_becomes_universal_time():
    body = rss(feed(item(date=datetime(1920, 5, 1, 12, tzinfo=ZoneInfo("Europe/Amsterdam")))))

    assert first(body).findtext("pubDate") == "Sat, 01 May 1920 10:40:28 +0000"
    assert lint_feed(body) == ()


HARD_TEXTS = [
    "a\x00b\x08\x0b\x0c\x1f",
    "\ufffe\uffff",
    "half \ud800 a pair \udfff",
    "]]>",
    "<![CDATA[x]]>",
    "& &amp; &nbsp; &lt;b&gt;",
    "<b>bold</b> <script>alert(1)</script>",
    "👩‍👩‍👧 🇪🇺 ❤️",
    "\u200fשלום\u200e \u202eevil\u202c",
    "line\nbreak\r\nand\ttab\x85\u2028",
    "<!-- --> <?php ?> ]]]]><![CDATA[>",
]


@pytest.mark.parametrize("text", HARD_TEXTS)
def test_hard_text_is_well_formed_everywhere(text):
    value = feed(
        item(
            title=text, id=text, summary=text, authors=(text,), categories=(text,), language=text, html=f"<p>{text}</p>"
        ),
        title=text,
        description=text,
        language=text,
    )

    body = rss(value)

    assert lint_feed(body) == ()
    assert parsed(body).version == "rss20"
    # Where nothing is left of a title, the summary's or the address stands in.
    assert first(body).findtext("title") == (one_line(text) or "https://example.org/bread/")


@pytest.mark.parametrize("text", ["]]>", "]]]]>", "a]]>b]]>c", "<![CDATA[x]]>"])
def test_the_end_of_a_cdata_section_in_the_content_is_no_end(text):
    body = rss(feed(item(html=f"<pre><code>{nh3.clean_text(text)}</code></pre>")))

    assert text_of(first(body).findtext(CONTENT)) == text


def test_titles_use_character_references():
    body = rss(feed(item(title="AT&T <3")))

    assert b"<title>AT&#x26;T &#x3C;3</title>" in body


def test_every_author_is_kept_once():
    body = rss(feed(item(authors=("Ana", "Bo", "Ana", " ", "Cy"))))

    assert [node.text for node in first(body).findall("{*}creator")] == ["Ana", "Bo", "Cy"]
    assert first(body).find("author") is None


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ({"title": ""}, "About bread."),
        ({"title": " \n", "summary": ""}, "All about bread."),
        ({"title": "", "summary": "", "html": ""}, "https://example.org/bread/"),
        ({"title": "", "summary": "word " * 40}, "word " * 15 + "word…"),
        ({"title": "", "summary": "字" * 100}, "字" * 79 + "…"),
        ({"title": "", "summary": "字 " + "字" * 100}, "字 " + "字" * 77 + "…"),
    ],
)
def test_an_item_without_title_falls_back(fields, title):
    body = rss(feed(item(**fields)))

    assert first(body).findtext("title") == title
    assert lint_feed(body) == ()


def test_an_article_without_summary_is_described_by_its_beginning():
    body = rss(feed(item(summary="", html="<h2>Loaf</h2><p>1 &lt; <b>2</b>0 &amp; so on</p>")))

    assert first(body).findtext("description") == "Loaf 1 &lt; 20 &amp; so on"
    assert first(body).findtext(CONTENT) == "<h2>Loaf</h2><p>1 &lt; <b>2</b>0 &amp; so on</p>"


def test_an_image_alone_is_content_all_the_same():
    body = rss(feed(item(summary="", html='<img src="/a.png" alt="">')))

    assert first(body).findtext(CONTENT) == '<img src="https://example.org/a.png" alt="">'
    assert lint_feed(body) == ()


def test_a_feed_of_summaries_holds_no_content():
    body = rss(feed(item(), content="summary"))

    assert first(body).find(CONTENT) is None
    assert first(body).findtext("description") == "About bread."


def test_an_item_without_id_is_known_by_its_address():
    body = rss(feed(item(id="")))

    assert first(body).findtext("guid") == "https://example.org/bread/"
    assert first(body).find("guid").get("isPermaLink") == "false"


def test_a_second_bearer_of_an_id_is_known_by_its_address():
    body = rss(feed(item("a", id="x"), item("b", id="x"), item("c", id="x")))

    assert [entry.id for entry in parsed(body).entries] == ["x", "https://example.org/b/", "https://example.org/c/"]


def test_two_items_at_one_address_are_refused():
    with pytest.raises(ValueError, match="same guid"):
        rss(feed(item("a", id=""), item("a", id="")))


def test_addresses_are_ascii():
    body = rss(feed(item(url="https://bücher.example/straße/a b/?q=ü"), self_url="https://example.org/ä.xml"))

    assert first(body).findtext("link") == "https://xn--bcher-kva.example/stra%C3%9Fe/a%20b/?q=%C3%BC"
    assert lint_feed(body) == ()


def test_the_style_sheet_stands_right_after_the_declaration():
    lines = rss(RICH).decode().splitlines()

    assert lines[0] == "<?xml version='1.0' encoding='UTF-8'?>"
    assert lines[1] == '<?xml-stylesheet type="text/css" href="https://example.org/assets/feed.css?v=1&amp;w=2"?>'
    assert lines[2].startswith("<rss ")


def test_a_style_sheet_cannot_break_out_of_its_instruction():
    body = rss(feed(item(), stylesheet_url='https://example.org/a.css?>"<rss/>'))

    assert lint_feed(body) == ()


def test_a_cleaner_with_a_memory_gives_the_same_bytes():
    remembered = cache(feed_html)

    assert rss(RICH, clean=remembered) == rss(RICH, clean=remembered) == rss(RICH)
    assert remembered.cache_info().hits == len(RICH.items)


def test_an_article_becomes_an_item():
    summary = Summary(
        path="content/bread.md",
        kind="article",
        id="tag:example.org,2026:bread",
        title="Bread",
        permalink="/news/bread/",
        section="news",
        date=datetime(2026, 3, 5, tzinfo=UTC),
        authors=("Ana",),
        tags=(Label("Food", "food", "/tags/food/"),),
        language="he",
        direction="rtl",
        summary="About bread.",
    )

    assert article_item(summary, "<p>x</p>", "https://example.org/sub/") == FeedItem(
        id="tag:example.org,2026:bread",
        title="Bread",
        url="https://example.org/sub/news/bread/",
        date=datetime(2026, 3, 5, tzinfo=UTC),
        authors=("Ana",),
        categories=("Food",),
        language="he",
        direction="rtl",
        summary="About bread.",
        html="<p>x</p>",
    )


def test_an_article_without_id_has_its_address_for_one():
    summary = Summary(path="content/ü.md", kind="article", id="", title="Ü", permalink="/ü/", section="")

    assert article_item(summary, "", "https://example.org/").id == "https://example.org/%C3%BC/"


BYTES_OF_THE_RICH_FEED = (
    "import locale, sys; locale.setlocale(locale.LC_ALL, '');"
    "sys.path.insert(0, sys.argv[1]);"
    "from test_rss import RICH, rss; sys.stdout.buffer.write(rss(RICH))"
)


@pytest.mark.parametrize(
    "surroundings",
    [
        {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "LC_ALL": "C"},
        {"TZ": "America/St_Johns", "PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8"},
    ],
)
def test_surroundings_do_not_show_in_the_bytes(surroundings, tmp_path):
    environment = os.environ | surroundings | {"PYTHONPATH": str(ROOT)}

    done = subprocess.run(
        [sys.executable, "-c", BYTES_OF_THE_RICH_FEED, str(Path(__file__).parent)],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )

    assert done.stdout == rss(RICH) == rss(RICH)


def test_importing_the_module_imports_no_xml_library():
    code = (
        "import sys, generator.stages.feeds, generator.stages.sitemap;"
        "print(sorted({'lxml', 'feedgen', 'dateutil'} & set(sys.modules)))"
    )

    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, text=True)

    assert done.stdout == "[]\n"


def as_article(text):
    return nh3.clean(markdown.markdown(text, extensions=["extra", "sane_lists", "codehilite"]))


def without_noise(text):
    """Return *text* as it can be compared: what no XML holds is gone, and so are differences of white space."""
    return "".join(one_line(text).split())


any_text = st.text(st.characters(exclude_categories=()), max_size=60)
markdown_text = st.lists(
    st.one_of(
        any_text,
        st.sampled_from(
            ["# ", "* a\n", "\n\n", "`", "```\n", "    ", "[x](y)", "![", "<b>", "</p>", "&", "|a|b|\n|-|-|\n", "[^1]"]
        ),
    ),
    max_size=12,
).map("".join)


@settings(max_examples=150)
@given(title=any_text, summary=any_text, text=markdown_text, names=st.lists(any_text, max_size=3))
@example(title="]]>", summary="&", text="]]> &#1; \x02", names=["\x00"])
@example(title="", summary="", text="<div>\n</p>", names=[])
def test_any_article_gives_a_feed_that_says_what_the_article_says(title, summary, text, names):
    html = as_article(text.encode("utf-8", "replace").decode())
    value = feed(item(title=title, summary=summary, html=html, authors=tuple(names), categories=tuple(names)))

    body = rss(value)

    assert lint_feed(body) == ()
    assert not feedparser.parse(body).bozo
    entry = first(body)
    assert without_noise(text_of(entry.findtext(CONTENT) or "")) == without_noise(text_of(html))
    assert not one_line(title) or entry.findtext("title") == one_line(title)
    assert body == rss(value)
