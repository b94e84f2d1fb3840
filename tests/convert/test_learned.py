"""Furniture that no list of phrases knows leaves the labelled seeds, once they have taught each other."""

from pathlib import Path

import pytest

from generator.engine.phrases import load_phrases
from generator.formats.text import decode
from generator.model import Lesson, SeedDocument
from generator.stages.convert import convert, learn, note

SEEDS = sorted((Path(__file__).parent / "seeds").rglob("*.txt"))
PHRASES = load_phrases()
HEAD = ("The Quayside Courier", "Ahoy, dear reader", "Rope and tide")
TAIL = (
    "The Courier is printed on the quay by three people and a dog.",
    "Lamp oil by Oort",
    "Back to the quay",
    "Coffee in the canteen until ten",
)


def seed(path: Path) -> SeedDocument:
    return SeedDocument(path.name, decode(path.read_bytes(), path.name)[0], "")


def dressed(plain: SeedDocument) -> SeedDocument:
    text = plain.text.strip("\n")
    between = "\n\n" if "\n\n" in text else "\n"
    return SeedDocument(plain.path, between.join([*HEAD, text, *TAIL]) + "\n", "")


@pytest.fixture(scope="module")
def pairs():
    """Return of each seed what it becomes alone, and what the same seed does as one of many pages of a site."""
    plain = [seed(path) for path in SEEDS]
    pages = [dressed(one) for one in plain]
    lessons = learn([note(page) for page in pages])
    return [
        (convert(one, PHRASES), convert(page, PHRASES, None, lessons)) for one, page in zip(plain, pages, strict=True)
    ]


def test_no_line_of_the_site_stays(pairs):
    left = [page.source for _, page in pairs if any(line in page.body for line in (*HEAD, *TAIL))]

    assert left == []
    # A title that many seeds share is one all the same, so an article without a title takes the last line above it.
    assert sum(page.title in HEAD for _, page in pairs) <= len(pairs) / 50


def test_the_articles_are_what_they_are_without_their_site(pairs):
    same = [(alone.title, alone.body) == (page.title, page.body) for alone, page in pairs]

    assert sum(same) >= 0.85 * len(same)


def test_seeds_of_different_sites_teach_each_other_nothing():
    # All of them have the button that one blogging program writes below each comment.
    assert learn([note(seed(path)) for path in SEEDS]).keys() <= {"Reply"}


def test_a_sentence_that_is_all_of_several_articles_stays():
    sentence = "The council has bought a lamp for the jetty."
    lessons = {"A lamp": Lesson(4, above=("",)), sentence: Lesson(4, below=("",))}

    page = convert(SeedDocument("a.txt", f"A lamp\n\n{sentence}\n", ""), PHRASES, None, lessons)

    assert (page.title, page.body) == ("A lamp", f"{sentence}\n")
