"""The law of escaping: whatever the words of an article are, readers see them and nothing else."""

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from msgspec import structs

from generator.formats.escape import escape_line, is_harmless
from generator.formats.proof import LONGEST, Piece, Unshown, expected, proven, written
from generator.formats.seen import BULLETS, seen
from tests.convert.hostile import BARE, SITES, SPELLS, lines, pages, read

EXAMPLES = 200
ALL_EXAMPLES = 10_000


def piece(kind, *texts, number=BULLETS):
    return Piece(kind=kind, lines=texts, number=number)


def pieces_of(lines):
    several = st.lists(lines, min_size=1, max_size=4)
    code = st.lists(st.tuples(st.sampled_from(["", "  ", "    "]), lines).map("".join), min_size=1, max_size=4)
    return st.one_of(
        lines.map(lambda text: piece("paragraph", text)),
        lines.map(lambda text: piece("heading", text)),
        several.map(lambda texts: piece("verse", *texts)),
        several.map(lambda texts: piece("list", *texts)),
        st.tuples(several, st.integers(0, 120)).map(lambda pair: piece("list", *pair[0], number=pair[1])),
        code.map(lambda texts: piece("code", *texts)),
    )


documents = st.lists(pieces_of(lines), min_size=1, max_size=6)


def wanted(pieces):
    """What is to be seen, blocks of code without their indentation, which the reader does not keep either."""
    return [(kind, "\n".join(" ".join(line.split()) for line in text.split("\n"))) for kind, text in expected(pieces)]


def check(body, pieces):
    for name, html in pages(body):
        blocks, strange = read(html)
        assert blocks == wanted(pieces), name
        assert not strange, name


def check_document(pieces):
    body = proven(pieces)

    assert isinstance(body, str)
    if body == written(pieces):
        check(body, pieces)
    else:
        # Code in entities is no block of code: the highlighter drops a byte order mark that begins one.
        for name, html in pages(body):
            blocks, strange = read(html)
            assert [text for _kind, text in blocks] == [text for _kind, text in wanted(pieces)], name
            assert not strange, name


def check_harmless(pieces):
    assume(all(is_harmless(text) for one in pieces for text in one.lines))

    check(written(pieces), pieces)


harmless = st.lists(pieces_of(lines.filter(is_harmless)).filter(lambda one: one.kind != "code"), min_size=1, max_size=6)


@settings(max_examples=EXAMPLES)
@given(documents)
@example([piece("list", "a", "b", number=1), piece("list", "c", "d", number=1)])
@example([piece("list", "a", number=0), piece("list", "b")])
@example([piece("paragraph", "HTML is"), piece("paragraph", "*[HTML]: Hypertext")])
@example([piece("paragraph", "[a]: b"), piece("paragraph", "see [a]")])
@example([piece("paragraph", "see[^1]"), piece("paragraph", "[^1]: note")])
@example([piece("paragraph", "<!--"), piece("paragraph", "a"), piece("paragraph", "-->")])
@example([piece("paragraph", '<div markdown="1">'), piece("paragraph", "a"), piece("paragraph", "</div>")])
@example([piece("heading", "a {: #b }"), piece("list", "c", "{: .d }")])
@example([piece("verse", "a | b", "--|--", "c | d")])
@example([piece("verse", "Title", "===", "Title", "---")])
@example([piece("paragraph", "١. واحد"), piece("paragraph", "५. x")])
@example([piece("code", "\ufeffx = 1;")])
def test_what_readers_see_are_the_words(pieces):
    check_document(pieces)


@pytest.mark.slow
@settings(max_examples=ALL_EXAMPLES)
@given(documents)
def test_what_readers_see_are_the_words_at_length(pieces):
    check_document(pieces)


@settings(max_examples=EXAMPLES)
@given(harmless)
def test_harmless_lines_need_no_proof(pieces):
    check_harmless(pieces)


@pytest.mark.slow
@settings(max_examples=ALL_EXAMPLES)
@given(harmless)
def test_harmless_lines_need_no_proof_at_length(pieces):
    check_harmless(pieces)


@pytest.mark.parametrize("spell", sorted({" ".join(spell.split()) for spell in SPELLS} - {""}))
def test_nothing_that_means_something_means_it_anywhere(spell):
    for text in (spell, f"{spell} a", f"a {spell}", f"{spell} {spell}"):
        pieces = [
            piece("paragraph", text), piece("heading", text), piece("verse", "a | b", text, "c | d"), piece("verse", text, "a", text),
            piece("list", text, "a", text), piece("list", text, text, number=3), piece("code", text, "a", text), piece("paragraph", text),
        ]  # fmt: skip

        check_document(pieces)
        if is_harmless(text):
            check(written(pieces), pieces)


def encoded(pieces):
    return [structs.replace(one, is_encoded=True) for one in pieces]


@settings(max_examples=EXAMPLES)
@given(documents)
def test_entities_show_any_words(pieces):
    check(written(encoded(pieces)), encoded(pieces))


@given(lines.filter(is_harmless))
def test_harmless_lines_are_written_as_they_are(text):
    assert escape_line(text) == text


def test_an_article_keeps_its_plain_look_where_it_can():
    pieces = [piece("paragraph", "2 * 3 is *not* 5 & <b>"), piece("list", "- a", "b")]

    assert proven(pieces) == "2 \\* 3 is \\*not\\* 5 & &lt;b>\n\n- \\- a\n- b\n"


def test_what_no_page_can_show_is_not_written():
    bad = piece("paragraph", "a \x02 b")

    assert proven([piece("paragraph", "a * b"), bad]) == Unshown(structs.replace(bad, is_encoded=True))


def test_what_was_made_elsewhere_is_taken_as_it_stands():
    ready = Piece(kind="ready", markdown="**a** [b](c.md)")

    assert proven([ready, piece("paragraph", "d *e*")]) == "**a** [b](c.md)\n\nd \\*e\\*\n"


@pytest.mark.parametrize("kind", ["paragraph", "list", "verse"])
def test_long_blocks_are_proven_in_parts(kind):
    pieces = [piece(kind, "[a]: *b* " * LONGEST)]

    assert proven(pieces) == written(pieces)
    assert isinstance(proven([piece(kind, "[a]: *b* " * LONGEST + "\x03")]), Unshown)


@pytest.mark.parametrize(
    "html",
    ["<p>a <em>b</em></p>", "<p>a</p>b", "<p>a", "<p>a < b</p>", "<table><tr><td>a</td></tr></table>", "<p><a href='b'>c</a></p>",
     "<div class='admonition'><p>a</p></div>", "<ul><li>a<ul><li>b</li></ul></li></ul>", "<p><code>a</code></p>", "<blockquote><p>a</p></blockquote>"],
)  # fmt: skip
def test_what_is_no_plain_text_is_not_read(html):
    assert seen(html) is None


@given(documents)
def test_the_reader_of_proofs_sees_what_any_reader_sees(pieces):
    for engine in (BARE.reset().convert, lambda text: SITES["default"].render(text).html):
        found = seen(engine(written(pieces)))
        assert found == expected(pieces)
