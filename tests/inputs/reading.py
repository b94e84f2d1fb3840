"""Read inputs from bytes, and build the archives that they may lie in."""

import zipfile
from io import BytesIO

from generator.formats.inputs import InputOptions, documents
from generator.model import SeedDocument
from generator.problems import Problem


def read(raw, name="seeds/a.txt", **options):
    """Return the documents in *raw* and the problems, each in their order."""
    found = list(documents(name, BytesIO(raw), InputOptions(**options)))
    texts = [one for one in found if isinstance(one, SeedDocument)]
    problems = [one for one in found if isinstance(one, Problem)]
    assert len(texts) + len(problems) == len(found)
    return texts, problems


def codes(problems):
    return [problem.code for problem in problems]


def zipped(members, compression=zipfile.ZIP_DEFLATED):
    out = BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def body(document):
    """Return the text of *document* without the title that was given beside it and stands above it."""
    return document.text.removeprefix(f"{document.given.title}\n\n") if document.given.title else document.text
