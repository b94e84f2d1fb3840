"""Merging an edited article with a new conversion: nothing of either side is lost, and nothing passes in silence."""

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from generator.formats.frontmatter import join, split
from generator.formats.frontmatter.merging import merge_front_matter
from generator.formats.marks import BEGIN, END, MIDDLE, conflicts, unmerged
from generator.formats.merging import merge_articles, merge_lines
from generator.yaml_places import compose, plain_value

LINES = st.lists(st.sampled_from(["", "a", "b", "c", "d e", "- x"]), max_size=12)
VALUES = st.one_of(
    st.sampled_from(["one", "two: three", "#four", "", "2014-03-02"]), st.lists(st.sampled_from("xyz"), max_size=3)
)
FIELDS = st.dictionaries(st.sampled_from(["title", "date", "tags", "authors", "summary", "own", "other"]), VALUES)
MARKS = {BEGIN, MIDDLE, END}


def front(fields):
    return split(join(fields, ""))[0]


def values(yaml):
    tree, problems = compose(yaml, "a.md")
    assert problems == ()
    return plain_value(tree)


def without_marks(lines):
    return [line for line in lines if line not in MARKS]


@given(LINES, LINES)
def test_where_one_side_changed_nothing_the_other_is_the_result(base, other):
    assert merge_lines(base, base, other) == other
    assert merge_lines(base, other, base) == other
    assert merge_lines(base, other, other) == other


@given(LINES, LINES, LINES)
@example(["a", "", "b"], ["a"], ["b"])
def test_no_line_of_either_side_is_lost(base, edited, converted):
    merged = merge_lines(base, edited, converted)

    for text, other in ((edited, converted), (converted, edited)):
        for line in set(text) - {""}:
            # The other side may have taken a line out that was there before; what is new is always there.
            assert merged.count(line) >= min(text.count(line) - base.count(line), 1) or line in base, line
            assert line in merged or (line in base and other.count(line) < base.count(line))


@given(LINES, LINES, LINES)
def test_both_sides_can_be_read_from_a_conflict(base, edited, converted):
    """Taking the first half of each conflict, or the second, gives the same lines outside of conflicts."""
    merged = merge_lines(base, edited, converted)

    first, second, side = [], [], ""
    for line in merged:
        if line in MARKS:
            assert (side, line) in {("", BEGIN), (BEGIN, MIDDLE), (MIDDLE, END)}
            side = "" if line == END else line
        else:
            first += [line] if side in {"", BEGIN} else []
            second += [line] if side in {"", MIDDLE} else []
    assert side == ""
    if BEGIN not in merged:
        assert first == second == merged


@st.composite
def edits_apart(draw):
    """A text whose paragraphs are all different, and two sets of paragraphs that are changed in it, none in both."""
    size = draw(st.integers(2, 20))
    places = draw(st.permutations(range(size)))
    cut = draw(st.integers(1, size - 1))
    ours, theirs = set(places[:cut][:4]), set(places[cut:][:4])
    return size, ours, theirs


@given(edits_apart())
def test_edits_of_different_paragraphs_are_merged(edits):
    size, ours, theirs = edits
    base = [f"Paragraph {number}." for number in range(size)]
    edited = [f"Edited {number}." if number in ours else line for number, line in enumerate(base)]
    converted = [f"New {number}." if number in theirs else line for number, line in enumerate(base)]
    expected = [converted[number] if number in theirs else line for number, line in enumerate(edited)]

    merged = merge_lines(*("\n\n".join(text).split("\n") for text in (base, edited, converted)))

    # Neighbours that change in both texts have no line between them that tells them apart but a blank one.
    if not any({number, number + 1} & ours and {number, number + 1} & theirs for number in range(size)):
        assert merged == "\n\n".join(expected).split("\n")
    assert {line for line in expected if line} <= set(merged)


def test_paragraphs_side_by_side_are_merged():
    base = ["One.", "", "Two.", "", "Three."]

    assert merge_lines(base, ["1.", *base[1:]], [*base[:2], "2.", *base[3:]]) == ["1.", "", "2.", "", "Three."]


def test_a_paragraph_added_below_an_edited_one_is_merged():
    assert merge_lines(["One.", ""], ["1.", ""], ["One.", "", "Two.", ""]) == ["1.", "", "Two.", ""]


def test_one_paragraph_changed_by_both_stands_twice_between_marks():
    merged = merge_lines(["One.", "", "Two."], ["One.", "", "Two!"], ["One.", "", "Two?"])

    assert merged == ["One.", "", BEGIN, "Two!", MIDDLE, "Two?", END]


def test_a_paragraph_that_one_side_removed_and_the_other_changed_is_a_conflict():
    assert merge_lines(["One.", "", "Two."], ["One."], ["One.", "", "Two?"]) == ["One.", BEGIN, MIDDLE, "", "Two?", END]


@given(FIELDS, FIELDS)
def test_front_matter_that_one_side_left_alone_is_that_of_the_other(base, other):
    assert values(merge_front_matter(front(base), front(other), front(base))) == values(front(other))
    assert values(merge_front_matter(front(base), front(base), front(other))) == values(front(other))


@given(FIELDS, FIELDS, FIELDS)
def test_front_matter_is_merged_key_by_key(base, edited, converted):
    merged = merge_front_matter(front(base), front(edited), front(converted))

    old, own, new, found = (values(text) for text in (front(base), front(edited), front(converted), merged))
    clashes = 0
    for key in {*old, *own, *new}:
        a, b, c = old.get(key), own.get(key), new.get(key)
        clash = b != c and a not in (b, c)
        clashes += clash
        assert found.get(key) == (c if b == a else b), key
    assert merged.count(f"# {BEGIN}\n") == merged.count(f"# {END}\n") == clashes


def test_a_conflict_in_front_matter_keeps_the_edit_and_shows_the_other():
    merged = merge_front_matter("title: A\ntags: [x]\n", "title: B # mine\ntags: [x]\n", "title: C\ntags:\n  - x\n")

    assert merged == f"# {BEGIN}\ntitle: B # mine\n# {MIDDLE}\n# title: C\n# {END}\ntags: [x]\n"


def test_a_key_that_one_side_removed_and_the_other_changed_is_a_conflict():
    assert "# no title\n" in merge_front_matter("title: A\n", "title: B\n", "date: 2014-03-02\n")
    assert values(merge_front_matter("title: A\ndate: x\n", "date: x\n", "title: C\ndate: x\n")) == {"date": "x"}


def test_comments_and_the_order_of_keys_stay():
    base, new = (
        "title: A\ndate: 2014-03-02\nauthors:\n  - Inga\n",
        "title: B\ndate: 2014-03-02\nauthors:\n  - Tom\nowner: me\n",
    )
    edited = "# who\nauthors: [Inga]\n\n# when\ndate: 2014-03-02 # sure\ntitle: 'A'\n# below\n"

    assert merge_front_matter(base, edited, new) == (
        "# who\nauthors:\n  - Tom\nowner: me\n\n# when\ndate: 2014-03-02 # sure\ntitle: B\n# below\n"
    )


def test_a_comment_behind_a_value_is_not_lost_to_a_new_value():
    merged = merge_front_matter("title: A\n", "title: A # checked\n", "title: B\n")

    assert "title: A # checked\n" in merged
    assert "# title: B\n" in merged


def test_a_key_by_another_name_is_the_same_key():
    merged = merge_front_matter("authors:\n  - Inga\n", "author: [Tom]\n", "authors:\n  - Lena\n")

    assert values(merged) == {"author": ["Tom"]}
    assert "#   - Lena\n" in merged


def test_what_says_who_an_article_is_stays_and_what_it_is_made_from_follows():
    base, new = (
        "id: a\nsource_digest: 1\ncontent_digest: 1\n",
        "id: c\nadded: 2026-01-01\nsource_digest: 2\ncontent_digest: 2\n",
    )

    assert values(merge_front_matter(base, "id: b\nsource_digest: 1\n", new)) == {
        "id": "b", "source_digest": 2, "content_digest": 2,
    }  # fmt: skip


@pytest.mark.parametrize("edited", ["{title: B, date: x}\n", "title: [\n"])
def test_front_matter_that_cannot_be_taken_apart_stays_whole(edited):
    assert merge_front_matter("title: A\n", edited, "title: A\n") == edited
    assert merge_front_matter("title: A\n", edited, "title: C\n") == (
        f"# {BEGIN}\n{edited}# {MIDDLE}\n# title: C\n# {END}\n"
    )


@given(LINES, FIELDS, LINES, FIELDS)
def test_an_article_whose_seed_gives_nothing_new_is_left_alone(body, fields, other, more):
    base, edited = join(fields, "\n".join(body)), join(more, "\n".join(other))
    assume(base != edited)

    assert merge_articles(base, edited, base).text == edited
    assert merge_articles(base, base, edited).text == edited


@given(st.text(st.sampled_from("-ab:#[{'\" \n\x85\r\u2028"), max_size=60), FIELDS, FIELDS)
@example("---\na: |\n# x\n\n  b\n# y\n---\nc", {}, {"title": "b"})
def test_whatever_a_person_made_of_an_article_none_of_it_is_lost(edited, fields, more):
    base, converted = join(fields, "One.\n"), join(more, "Two.\n")

    merged = merge_articles(base, edited, converted).text

    if edited not in {base, converted}:
        assert {line.strip() for line in edited.split("\n")} - {line.strip() for line in base.split("\n")} <= {
            line.strip() for line in merged.split("\n")
        } | {"---"}


def test_an_article_is_merged_in_both_parts():
    base = join({"title": "A", "tags": ["light"]}, "One.\n\nTwo.\n\nThree.\n")
    edited = base.replace("title: A", "title: 'A lamp'").replace("One.", "One!")
    converted = join({"title": "A", "tags": ["light", "oil"]}, "One.\n\nTwo.\n\nThree?\n")

    merged = merge_articles(base, edited, converted)

    assert merged.conflicts == ()
    assert merged.text == "---\ntitle: 'A lamp'\ntags:\n  - light\n  - oil\n---\n\nOne!\n\nTwo.\n\nThree?\n"


def test_conflicts_are_named_by_their_lines():
    base = join({"title": "A"}, "One.\n")

    merged = merge_articles(
        base, base.replace("A", "B").replace("One", "1"), base.replace("A", "C").replace("One", "I")
    )

    assert merged.conflicts == (2, 9)
    assert [merged.text.split("\n")[line - 1] for line in merged.conflicts] == [f"# {BEGIN}", BEGIN]
    assert [str(problem.where) for problem in unmerged("a.md", merged.text)] == ["a.md:2", "a.md:9"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("no marks", ()),
        ("<<<<<<< HEAD\n=======\n>>>>>>> main", ()),
        (f"a\n{BEGIN}\nb\n{MIDDLE}\nc\n{END}\n", (2,)),
        (f"a\n{MIDDLE}\nc\n{END}\n", (4,)),
        (f"{BEGIN}\nx\n{BEGIN}\n{END}\n# {END} \n", (1, 3, 5)),
        (f"it says {BEGIN}", ()),
    ],
)
def test_marks_are_found_even_where_some_are_gone(text, lines):
    assert conflicts(text) == lines
