"""Links: found, rewritten, resolved against their source."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.formats.links import resolve_relative, rewrite, split_link, targets
from generator.formats.sanitise import sanitise


def shout(address):
    return address.upper() + '"<&'


def test_every_address_passes_through_and_is_escaped():
    html = '<a href="a&amp;b" title="href=&quot;no&quot;">href="no"</a><video src="v" poster="p"></video>'

    assert rewrite(html, shout) == (
        '<a href="A&amp;B&quot;&lt;&amp;" title="href=&quot;no&quot;">href="no"</a>'
        '<video src="V&quot;&lt;&amp;" poster="P&quot;&lt;&amp;"></video>'
    )


def test_each_candidate_of_a_srcset_passes_through():
    assert (
        rewrite('<img srcset="a.jpg 1x,  b,c.jpg 2x, d.jpg">', str.upper)
        == '<img srcset="A.JPG 1x,  B,C.JPG 2x, D.JPG">'
    )


def test_trusted_html_of_every_shape_is_read():
    html = "<!-- <a href=no> --><A HREF=a>x</A><a\nhref = 'b'>y</a><script>'<a href=no>'</script>"

    assert targets(html) == ("a", "b")
    assert (
        rewrite(html, str.upper)
        == '<!-- <a href=no> --><A HREF="A">x</A><a\nhref="B">y</a><script>\'<a href=no>\'</script>'
    )


def test_targets_are_told_once_in_order():
    assert targets('<a href="b">1</a><img src="a" srcset="b 1x, c 2x"><a href="a">2</a>') == ("b", "a", "c")


HTML = st.lists(
    st.sampled_from(['<a href="', "'", '"', ">", "<img src=", "srcset='a 1x, b'", " ", "=", "x", "&amp;", "<", "/>", "</a>", "<!--", "-->"]),
    max_size=12,
).map("".join)  # fmt: skip


@given(HTML)
def test_rewriting_with_the_same_addresses_changes_nothing(html):
    assert rewrite(html, lambda address: address) == html
    assert rewrite(sanitise(html), lambda address: address) == sanitise(html)


@given(HTML)
def test_what_is_rewritten_is_what_is_found(html):
    seen = []

    rewrite(sanitise(html), lambda address: seen.append(address) or address)

    assert tuple(dict.fromkeys(seen)) == targets(sanitise(html))


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("../x.md#y", "content/x.md#y"), ("b.md", "content/news/b.md"), ("./b.md?a=1#c", "content/news/b.md?a=1#c"),
        ("my%20photo.jpg", "content/news/my photo.jpg"), ("a%23b.md", "content/news/a%23b.md"), ("b/", "content/news/b"),
        ("../../seeds/x.txt", None), ("../..", None), ("../../../etc/passwd", None), ("..%2f..%2fx", None), ("..\\x", None),
        ("a%00b", None), ("#y", None), ("?x", None), ("", None), ("/x/", None), ("//host/x", None), ("https://e.org/", None),
        ("mailto:a@b.c", None), ("javascript:x", None),
    ],
)  # fmt: skip
def test_a_relative_link_names_a_file_of_the_project(link, target):
    assert resolve_relative(link, "content/news/a.md") == target


def test_a_link_splits_before_query_and_fragment():
    assert split_link("a/b?c#d?e") == ("a/b", "?c#d?e")
    assert split_link("a#b") == ("a", "#b")
