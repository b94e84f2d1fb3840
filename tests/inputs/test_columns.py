"""Tables of records: the dialects, and rows that are none."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import body, codes, read


@pytest.mark.parametrize("mark", [",", "\t", ";", "|"])
def test_a_row_is_a_record_whatever_parts_its_cells(mark):
    out = io.StringIO()
    csv.writer(out, delimiter=mark).writerows(
        [["Title", "text", "tags"], ["A, b", 'One "q".\nTwo; three.', "sea,lamps"], ["", "Four.", ""]]
    )

    (first, second), problems = read(out.getvalue().encode(), "seeds/a.csv")

    assert (first.path, body(first), first.given.title) == ("seeds/a.csv#1", 'One "q".\nTwo; three.', "A, b")
    assert first.given.tags == ("sea", "lamps")
    assert (second.text, second.given.title, problems) == ("Four.", "", [])


def test_the_columns_of_a_table_without_a_text_are_told():
    documents, (problem,) = read(b"heading,tale\nA,One.\n", "a.csv")

    assert documents == []
    assert "`heading`, `tale`" in problem.why
    assert "--key text=COLUMN" in problem.fix
    assert read(b"heading,tale\nA,One.\n", "a.csv", keys={"text": "tale"})[0][0].text == "One."


def test_a_quotation_mark_that_is_never_closed_costs_one_row():
    raw = b'title,text\nA,One.\nB,"Two.\nC,Three.\nD,"Four."\nE,"Five.\nF,Six.\n'

    documents, problems = read(raw, "a.csv")

    assert [body(one) for one in documents] == ["One.", "Three.", "Four.", "Six."]
    assert [(one.code, one.where.line) for one in problems] == [("record-unreadable", 3), ("record-unreadable", 6)]


def test_a_row_with_too_few_cells_or_bytes_of_no_utf8_costs_one_row():
    documents, problems = read(b"title,text\nA\nB,caf\xe9\nC,Three.\nD,4,5\n", "a.csv")

    assert [body(one) for one in documents] == ["Three."]
    assert [one.where.line for one in problems] == [2, 3, 5]


def test_a_cell_may_be_long_and_a_line_too_long():
    raw = b'title,text\nA,"' + b"word " * 100_000 + b'"\nB,' + b"x" * 2_000_000 + b"\nC,Three.\n"

    documents, (problem,) = read(raw, "a.csv", largest=1_000_000)

    assert [len(body(one)) for one in documents] == [500_000, 6]
    assert (problem.code, problem.where.line) == ("record-unreadable", 3)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1252"])
def test_a_table_may_be_as_excel_writes_it(encoding):
    raw = "Title;Text\r\nGrüße;Öl und Äpfel.\r\n".encode(encoding)

    (document,), problems = read(raw, "a.csv", encoding="cp1252" if encoding == "cp1252" else "")

    assert (document.given.title, body(document), codes(problems)) == ("Grüße", "Öl und Äpfel.", [])


def test_a_table_cut_off_in_its_first_row_is_no_table():
    assert codes(read(b'"title,text', "a.csv")[1]) == ["record-without-text"]


cells = st.text(
    alphabet=st.characters(exclude_categories=["Cc", "Cs", "Cn"]) | st.sampled_from('\n",;'), max_size=20
).map(lambda text: text.replace("\ufeff", ""))


@given(st.lists(st.tuples(cells, cells.filter(str.strip)), min_size=1, max_size=6), st.sampled_from(",;\t|"))
def test_what_was_written_as_a_table_is_read_as_it_was(rows, mark):
    import unicodedata

    out = io.StringIO()
    csv.writer(out, delimiter=mark, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows([("note", "text"), *rows])

    documents, problems = read(out.getvalue().encode(), "a.csv")

    assert problems == []
    assert [one.text for one in documents] == [unicodedata.normalize("NFC", text) for _, text in rows]
