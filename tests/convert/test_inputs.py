"""Seeds of any kind become documents."""

from io import BytesIO

from hypothesis import given
from hypothesis import strategies as some

from generator.formats.inputs import InputOptions, documents
from generator.model import SeedDocument
from generator.problems import Problem


def read(raw, name="seeds/a.txt", **options):
    return list(documents(name, BytesIO(raw), InputOptions(**options)))


def test_plain_text_is_one_document_of_the_files_name():
    (document,) = read("Eine Lampe\r\n\r\nfür den Steg.".encode())

    assert (document.path, document.text) == ("seeds/a.txt", "Eine Lampe\n\nfür den Steg.")


def test_a_text_larger_than_the_limit_is_refused():
    (problem,) = read(b"x" * 101, largest=100)

    assert problem.code == "file-too-large"


@given(some.binary(max_size=400))
def test_any_bytes_give_documents_or_problems(raw):
    assert all(isinstance(each, SeedDocument | Problem) for each in read(raw))
