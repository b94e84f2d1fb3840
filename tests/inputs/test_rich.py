"""Feeds, exports of WordPress, documents of Word and Markdown become documents with the right fields."""

import sys
from datetime import UTC, date, datetime, timedelta, timezone
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some
from word import PNG, paragraph, word

from generator.engine.phrases import load_phrases
from generator.formats.inputs import InputOptions, documents
from generator.formats.inputs.wpautop import paragraphs
from generator.model import SeedDocument
from generator.problems import Problem
from generator.stages.convert import convert

PHRASES = load_phrases()
RSS = (
    '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Quay</title><link>https://quay.example/</link>'
    "<language>en-GB</language>{}</channel></rss>"
)
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Der Kai</title>{}</feed>'
WXR = (
    '<?xml version="1.0"?><rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:wp="http://wordpress.org/export/1.2/"><channel><language>en-US</language><wp:author><wp:author_login>inga'
    "</wp:author_login><wp:author_display_name><![CDATA[Inga Voss]]></wp:author_display_name></wp:author>{}</channel></rss>"
)


def read(text, name, **options):
    raw = text.encode() if isinstance(text, str) else text
    return list(documents(name, BytesIO(raw), InputOptions(**options)))


def only(text, name, **options):
    (document,) = read(text, name, **options)
    assert isinstance(document, SeedDocument), document
    return document


def body(document):
    return convert(document, PHRASES).body


def post(**fields):
    values = {
        "title": "A lamp", "link": "https://quay.example/a-lamp/", "creator": "inga", "content": "One.\n\nTwo.", "excerpt": "",
        "id": "7", "date": "2014-03-02 09:00:00", "name": "a-lamp", "status": "publish", "type": "post", "more": "",
    } | fields  # fmt: skip
    return (
        "<item><title>{title}</title><link>{link}</link><dc:creator>{creator}</dc:creator>"
        "<content:encoded><![CDATA[{content}]]></content:encoded><excerpt:encoded><![CDATA[{excerpt}]]></excerpt:encoded>"
        "<wp:post_id>{id}</wp:post_id><wp:post_date>2014-03-02 10:00:00</wp:post_date><wp:post_date_gmt>{date}</wp:post_date_gmt>"
        "<wp:post_name>{name}</wp:post_name><wp:status>{status}</wp:status><wp:post_type>{type}</wp:post_type>{more}</item>"
    ).format(**values)


def test_an_item_of_rss_is_an_article_with_its_fields():
    item = (
        "<item><title>Oil &amp;amp; light</title><link>/oil</link><guid isPermaLink='false'>q-7</guid>"
        "<pubDate>Tue, 05 Mar 2019 08:00:00 +0100</pubDate><dc:creator>Inga Voss</dc:creator><category>harbour</category>"
        "<category>light</category><description>Short.</description><content:encoded><![CDATA[<p>One "
        "<a href='/two'>two</a>&nbsp;&mdash; three.</p><p>Advertisement</p>]]></content:encoded></item>"
    )
    document = only(RSS.format(item), "seeds/quay.xml")

    assert document.path == "seeds/quay.xml#q-7"
    assert document.given.title == "Oil & light"
    assert document.given.date == datetime(2019, 3, 5, 8, tzinfo=timezone(timedelta(hours=1)))
    assert (document.given.authors, document.given.tags, document.given.language) == (
        ("Inga Voss",),
        ("harbour", "light"),
        "en-GB",
    )
    assert (document.given.url, document.given.summary) == ("https://quay.example/oil", "Short.")
    assert body(document) == "One [two](https://quay.example/two) — three.\n\nAdvertisement\n"


def test_an_author_of_rss_is_called_by_name():
    item = "<item><title>A</title><author>inga@quay.example (Inga Voss)</author><description>Text.</description></item>"

    assert only(RSS.format(item), "a.rss").given.authors == ("Inga Voss",)


def test_atom_in_all_its_kinds_of_text():
    entries = (
        "<entry><id>tag:kai,1</id><title type='html'>Eine &lt;b&gt;Lampe&lt;/b&gt;</title><link rel='alternate' href='https://kai.example/1'/>"
        "<published>2014-03-02T10:00:00+01:00</published><updated>2014-03-04T10:00:00Z</updated><author><name>Inga Voss</name></author>"
        "<category term='licht' label='Licht'/><content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>Sie <em>brennt</em>.</p></div></content></entry>"
        "<entry><id>tag:kai,2</id><title>Öl</title><updated>2014-03-05T10:00:00Z</updated><content type='text'>1 &lt; 2</content></entry>"
    )
    first, second = read(ATOM.format(entries), "kai.atom")

    assert (first.path, first.given.title, first.given.tags) == ("kai.atom#tag:kai,1", "Eine Lampe", ("Licht",))
    assert (first.given.date.day, first.given.updated.day, first.given.language) == (2, 4, "de")
    assert body(first) == "Sie *brennt*.\n"
    assert (second.given.date.day, second.given.updated) == (5, None)
    assert convert(second, PHRASES).body == "1 &lt; 2\n"


def test_a_json_feed_gives_its_items_and_tells_of_those_without_text():
    feed = (
        '{"version": "https://jsonfeed.org/version/1.1", "language": "en", "items": [{"id": 7, "url": "https://q.example/7",'
        '"title": "A lamp", "content_html": "<p>It <b>burns</b>.</p>", "date_published": "2014-03-02T10:00:00Z", "tags": ["light"],'
        '"authors": [{"name": "Inga Voss"}]}, {"id": "8"}]}'
    )
    document, problem = read(feed, "q.json")

    assert (document.path, document.given.title, document.given.date.year) == ("q.json#7", "A lamp", 2014)
    assert (document.given.tags, document.given.authors, body(document)) == (
        ("light",),
        ("Inga Voss",),
        "It **burns**.\n",
    )
    assert (problem.code, problem.severity) == ("record-without-text", "warning")


def test_the_digest_is_of_the_item_alone():
    item = "<item><guid>{0}</guid><description>{0}</description></item>"
    one = read(RSS.format(item.format("one") + item.format("two")), "a.xml")
    other = read(RSS.format(item.format("two") + item.format("three")), "a.xml")

    assert one[1].digest == other[0].digest
    assert len({document.digest for document in (*one, *other)}) == 3


LAUGHS = (
    "<!DOCTYPE rss [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9))
    + "]>"
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f"<?xml version='1.0'?>{LAUGHS}<rss><channel><item><title>&j;</title></item></channel></rss>", "xml-entities"),
        (
            "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><rss><channel><item><title>&x;</title></item></channel></rss>",
            "xml-entities",
        ),
        (RSS.format("<item><description>a</description></item><item><title>b</item>"), "xml-broken"),
        (RSS.format(""), "feed-empty"),
    ],
)
def test_bad_feeds_are_refused_with_a_reason(text, code):
    *_, problem = read(text, "a.xml")

    assert problem.code == code


def test_what_stands_before_a_fault_is_read():
    first, problem = read(RSS.format("<item><description>a</description></item><item><title>b</item>"), "a.xml")

    assert (first.text, problem.where.line) == ("a", 1)


def test_names_of_characters_and_control_characters_do_not_break_a_feed():
    item = "<item><title>a&nbsp;b\x0b\x1f &copy; &nosuchthing;</title><description>x</description></item>"

    assert only(RSS.format(item), "a.xml").given.title == "a b © &nosuchthing;"


def test_a_post_of_wordpress_has_its_fields():
    filed = (
        "<category domain='category' nicename='harbour'><![CDATA[Harbour]]></category>"
        "<category domain='post_tag' nicename='light'><![CDATA[light]]></category>"
        "<category domain='category' nicename='uncategorized'><![CDATA[Uncategorized]]></category>"
    )
    document = only(WXR.format(post(excerpt="In <b>short</b>.", more=filed)), "export.xml")
    stated = document.given

    assert document.path == "export.xml#7"
    assert (stated.title, stated.slug, stated.authors, stated.tags) == (
        "A lamp",
        "a-lamp",
        ("Inga Voss",),
        ("Harbour", "light"),
    )
    assert (stated.date, stated.language, stated.draft) == (datetime(2014, 3, 2, 9, tzinfo=UTC), "en-US", False)
    assert (stated.summary, stated.url) == ("In short.", "https://quay.example/a-lamp/")
    assert body(document) == "One.\n\nTwo.\n"


def test_drafts_are_drafts_and_what_is_no_text_is_left_out():
    items = (
        post(id=1, status="draft", date="0000-00-00 00:00:00") + post(id=2, type="page") + post(id=3, type="attachment", status="inherit")
        + post(id=4, type="nav_menu_item") + post(id=5, type="revision", status="inherit") + post(id=6, status="trash")
    )  # fmt: skip
    draft, page = read(WXR.format(items), "export.xml")

    assert (draft.path, draft.given.draft, draft.given.date, draft.given.url) == ("export.xml#1", True, None, "")
    assert (page.path, page.given.draft) == ("export.xml#2", False)


def test_two_hundred_posts_of_wordpress_convert_with_the_right_fields():
    content = "Post {0} has <em>text</em>,\nand a second line.\n\n<ul>\n\t<li>an item</li>\n</ul>\n\nEnd of {0}."
    items = (
        post(id=n, title=f"Post {n}", name=f"post-{n}", content=content.format(n), date=f"20{10 + n % 10}-03-{1 + n % 28:02} 09:00:00",
             status="draft" if n % 10 == 0 else "publish") + post(id=1000 + n, type="attachment", status="inherit")
        for n in range(1, 201)
    )  # fmt: skip
    found = read(WXR.format("".join(items)), "export.xml")
    conversions = [convert(document, PHRASES) for document in found]

    assert [document.path for document in found] == [f"export.xml#{n}" for n in range(1, 201)]
    for number, conversion in enumerate(conversions, 1):
        assert (conversion.title, conversion.authors, conversion.draft) == (
            f"Post {number}",
            ("Inga Voss",),
            number % 10 == 0,
        )
        assert conversion.date == datetime(2010 + number % 10, 3, 1 + number % 28, 9, tzinfo=UTC)
        assert conversion.body == f"Post {number} has *text*,  \nand a second line.\n\n- an item\n\nEnd of {number}.\n"


@pytest.mark.parametrize(
    ("content", "html"),
    [
        ("One.\n\nTwo\nlines.", "<p>One.</p>\n<p>Two<br>\nlines.</p>"),
        ("<h2>Head</h2>\nText.", "<h2>\nHead\n</h2>\n<p>Text.</p>"),
        ("<!-- wp:paragraph -->\n<p>One.</p>\n<!-- /wp:paragraph -->", "\n<p>One.</p>\n"),
        ("[gallery ids='1']", "<p>[gallery ids='1']</p>"),
    ],
)
def test_blank_lines_are_paragraphs_in_wordpress(content, html):
    assert paragraphs(content).replace("<p>Head</p>", "Head") == html


def test_a_caption_of_wordpress_is_a_caption_and_other_shortcodes_are_text():
    content = '[caption id="a" width="300"]<img src="https://quay.example/l.jpg" alt="Lamp" /> The lamp. Photo: Piet Larch[/caption]\n\n[gallery]\n\n<pre>a\n\nb</pre>'
    conversion = convert(only(WXR.format(post(content=content)), "export.xml"), PHRASES)

    assert conversion.body == "![Lamp](https://quay.example/l.jpg)\n\n\\[gallery]\n\n```\na\n\nb\n```\n"
    assert [(one.caption, one.credit) for one in conversion.captions] == [("The lamp.", "Piet Larch")]


def test_a_document_of_word_has_its_text_its_fields_and_its_images():
    raw = word(
        paragraph("A lamp for the jetty", "Title"), paragraph("It burns ", bold=True), paragraph("Oil", "heading1"), paragraph("There is none."),
        title="Document1", author="Inga Voss; Piet Larch", keywords="harbour, light", language="en-GB", image=True,
    )  # fmt: skip
    document = only(raw, "seeds/lamp.docx")
    stated = document.given

    assert (stated.title, stated.authors, stated.tags) == (
        "A lamp for the jetty",
        ("Inga Voss", "Piet Larch"),
        ("harbour", "light"),
    )
    assert (stated.language, stated.date) == ("en-GB", None)
    assert body(document) == "**It burns**\n\n## Oil\n\nThere is none.\n\n![The lamp](seed-file:1)\n"
    assert document.files[0].data == PNG


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (word(paragraph("x"), head="<!DOCTYPE w [<!ENTITY a 'b'>]>"), "declaration"),
        (word(paragraph("x"), parts=[("word/media/zeros.bin", bytes(5_000_000))]), "unpacked"),
        (word(paragraph("x"))[:-60], "archive"),
        (word(paragraph("x")).replace(b"PK\x01\x02", b"PK\x09\x02"), "archive"),
    ],
)
def test_a_document_of_word_that_is_none_is_refused(raw, why):
    (problem,) = read(raw, "a.docx", largest=1_000_000)

    assert problem.code == "document-unreadable"
    assert why in problem.why or why in problem.what


def test_markdown_keeps_its_body_to_the_letter_and_its_front_matter():
    text = "---\ntitle: A lamp\ndate: 2014-03-02\ntags: [light]\ndraft: true\nlayout: wide\ncolour: {hue: red}\n---\n\nIt *burns*   \n\n    code\n\n[x]: /y\n"
    document = only(text, "seeds/lamp.md", zone=ZoneInfo("Europe/Berlin"))

    assert body(document) == "It *burns*   \n\n    code\n\n[x]: /y\n"
    assert (document.given.title, document.given.date, document.given.tags, document.given.draft) == (
        "A lamp",
        date(2014, 3, 2),
        ("light",),
        True,
    )
    assert document.given.extra == {"layout": "wide", "colour": {"hue": "red"}}


def test_toml_and_no_front_matter_at_all():
    toml = only(
        '+++\ntitle = "A lamp"\ndate = 2014-03-02T10:00:00Z\n[extra]\ncolour = "red"\nopens = 07:30:00\n+++\nBody.\n',
        "a.md",
    )
    plain = only("# A lamp\n\nBody.\n", "b.md")

    assert (toml.given.title, toml.given.date, toml.markdown) == (
        "A lamp",
        datetime(2014, 3, 2, 10, tzinfo=UTC),
        "Body.\n",
    )
    assert toml.given.extra == {"colour": "red", "opens": "07:30:00"}
    assert (plain.given.title, plain.markdown) == ("A lamp", "Body.\n")


def test_a_bad_value_in_front_matter_is_a_warning_and_the_text_stays():
    problem, document = read("---\ntitle: A\ndate: 2014-13-02\n---\nBody.\n", "a.md")

    assert (problem.code, problem.severity, document.given.date) == ("date-invalid", "warning", None)


NAMES = ("a.xml", "a.html", "a.md", "a.docx", "a.json", "a.rss", "a")
STARTS = (b"", b"<rss><channel><item>", b"<!DOCTYPE html><html><body><p>", b"+++\n", b"---\n", b"PK\x03\x04word/", b'{"version": "https://jsonfeed.org/version/1", ',
          b'<feed xmlns="http://www.w3.org/2005/Atom"><entry>', b"<rss xmlns:wp='http://wordpress.org/export/1.2/'><channel><item><wp:post_type>post")  # fmt: skip


@given(some.sampled_from(STARTS), some.binary(max_size=200), some.sampled_from(NAMES))
def test_any_bytes_give_documents_or_problems_and_never_fail(start, rest, name):
    found = read(start + rest, name)

    assert all(isinstance(each, SeedDocument | Problem) for each in found)
    for document in found:
        if isinstance(document, SeedDocument):
            convert(document, PHRASES)


@pytest.mark.parametrize("cut", range(0, 6000, 431))
def test_a_truncated_page_gives_what_there_is(cut):
    page = (
        "<!DOCTYPE html><html><head><title>A lamp</title></head><body><article>"
        + "<p>It <b>burns</b> as long as there is oil in it.</p>" * 100
    )
    found = read(page[:cut], "a.html")

    assert all(isinstance(each, SeedDocument | Problem) for each in found)


@pytest.mark.parametrize("tags", ["<div>", "<b>", "<ul><li>", "<blockquote>", "<table><tr><td>", "<p>a<span>"])
def test_a_page_of_nothing_but_tags_does_no_harm(tags):
    page = "<!DOCTYPE html><html><body>" + tags * 5000 + "The lamp burns as long as there is oil in it, and no longer."
    (found,) = read(page, "a.html")

    assert isinstance(found, Problem) or "as long as there is oil" in found.text


def test_a_wrong_declaration_of_the_encoding_loses_no_letter():
    page = "<!DOCTYPE html><html><head><meta charset='iso-8859-1'></head><body><article><p>Für die Lampe gibt es kein Öl, sagt der Rat.</p></article></body></html>"

    assert "Für die Lampe gibt es kein Öl" in only(page, "a.html").text
    assert (
        "Für die Lampe gibt es kein Öl"
        in next(each for each in read(page.encode("latin-1"), "a.html") if isinstance(each, SeedDocument)).text
    )


PAGE = (
    "<!DOCTYPE html><html lang='{lang}'><head><title>A lamp - The Quay</title>{head}</head><body><article><h1>A lamp</h1>"
    "<p>The council has bought a lamp for the jetty, and {text} it will be lit as long as there is oil.</p>"
    "<p>Nobody has asked what it is for, and nobody has been told that it is out of oil.</p></article><footer>© 2014 The Quay</footer></body></html>"
)


@pytest.mark.parametrize(
    ("head", "text", "found"),
    [
        ("", "", None),
        ("<meta property='article:published_time' content='2014-03-02T10:00:00'>", "", date(2014, 3, 2)),
        (
            "<meta property='article:published_time' content='2014-03-02T10:00:00+0100'>",
            "",
            datetime(2014, 3, 2, 10, tzinfo=timezone(timedelta(hours=1))),
        ),
        ("<meta property='article:published_time' content='yesterday'>", "", None),
        ("<meta property='article:modified_time' content='2014-03-02'>", "", None),
        ("", "<time datetime='1815-06-18'>after Waterloo</time>", None),
        (
            '<script type=\'application/ld+json\'>{"@type": "Article", "datePublished": "20140302"}</script>',
            "",
            date(2014, 3, 2),
        ),
        ('<script type=\'application/ld+json\'>{"@type": "Event", "datePublished": "2014-03-02"}</script>', "", None),
        ("<script type='application/ld+json'>{broken</script>", "", None),
    ],
)
def test_no_date_of_a_page_is_guessed(head, text, found):
    page = PAGE.replace("{lang}", "en").replace("{head}", head).replace("{text}", text)

    assert only(page, "a.html").given.date == found


def test_a_template_in_english_does_not_make_a_german_text_english():
    german = "Der Rat hat eine Lampe für den Steg gekauft, die am Freitag brennen soll, wenn genug Öl da ist. " * 3
    page = "<!DOCTYPE html><html lang='en'><body><article><p>" + german + "</p></article></body></html>"

    assert convert(only(page, "a.html"), PHRASES).language == "de"


def test_a_page_with_many_children_is_read_in_time():
    page = "<!DOCTYPE html><html><body><article><p>" + "<span>lamp</span> " * 20_000 + "</p></article></body></html>"

    assert only(page, "a.html").text.count("lamp") == 20_000


@pytest.mark.parametrize("sign", ["<!--", "[caption]", "<pre", "[caption id='a' <img "])
def test_what_is_opened_and_never_closed_is_read_in_time(sign):
    found = read(WXR.format(post(content=sign * 50_000)), "export.xml")

    assert len(found) == 1


@pytest.mark.parametrize(
    ("library", "raw", "name", "extra"),
    [("trafilatura", PAGE, "a.html", "html"), ("mammoth", word(), "a.docx", "docx")],
)
def test_a_missing_library_gives_the_line_that_installs_it(monkeypatch, library, raw, name, extra):
    monkeypatch.setitem(sys.modules, library, None)

    (problem,) = read(raw, name)

    assert problem.code == "extra-missing"
    assert problem.fix == f"run `pip install 'seedpress[{extra}]'`"
