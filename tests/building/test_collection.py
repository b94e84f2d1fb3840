"""What the seeds of a collection teach each other: lines that many have, whatever the order and the processes."""

import json
import random
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.build import ConvertOptions, convert, learned
from tests.building.project import NOW, Project

Make = Callable[[dict[str, str]], Project]
OPTIONS = ConvertOptions(now=NOW)
WORDS = [
    "harbour",
    "ferry",
    "onion",
    "tide",
    "lamp",
    "letter",
    "map",
    "orchard",
    "bench",
    "winter",
    "paper",
    "cook",
    "stair",
    "window",
    "bell",
    "rope",
    "garden",
]
HEAD = ("The Quayside Courier", "Ahoy, dear reader")
TAIL = ("The Courier is printed on the quay by three people and a dog.", "Lamp oil by Oort", "Back to the quay")


def sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(words)).capitalize() + "."


def body(number: int) -> list[str]:
    chance = random.Random(number)
    return [" ".join(sentence(chance, 9) for _ in range(3)) for _ in range(3)]


def page(number: int, *, head: Sequence[str] = HEAD, tail: Sequence[str] = TAIL, text: Sequence[str] = ()) -> str:
    return "\n\n".join([*head, f"The lamp of jetty number {number}", *(text or body(number)), *tail]) + "\n"


def pages(count: int, folder: str = "seeds/news") -> dict[str, str]:
    return {f"{folder}/{number}.txt": page(number) for number in range(count)}


def convert_all(project: Project, *paths: str, jobs: int = 1) -> dict[str, str]:
    """Convert, and return the bodies of the articles by their sources."""
    options = ConvertOptions(now=NOW, jobs=jobs)
    told = []
    convert(project.root, [str(project.root / path) for path in paths], options, told.append)
    return {one.source: body_of(project, one.path) for one in told if one.path}


def body_of(project: Project, path: str) -> str:
    return project.read(path).split("---\n", 2)[2]


def lines(project: Project, folder: str) -> dict[str, int]:
    found = {one.folder: one for one in learned(project.root, OPTIONS)}
    return {text: lesson.seeds for text, lesson in found[folder].lines.items()} if folder in found else {}


def test_lines_that_three_seeds_have_around_their_articles_leave(project: Make) -> None:
    site = project(pages(3))

    found = convert_all(site)

    for number in range(3):
        assert found[f"seeds/news/{number}.txt"].split("\n\n") == [
            f"\n{body(number)[0]}",
            *body(number)[1:-1],
            body(number)[-1] + "\n",
        ]
    assert "title: The lamp of jetty number 0\n" in site.read("content/news/the-lamp-of-jetty-number-0.md")
    assert lines(site, "seeds/news") == dict.fromkeys(sorted((*HEAD, *TAIL)), 3)


def test_two_seeds_teach_nothing(project: Make) -> None:
    site = project(pages(2))

    assert TAIL[1] in convert_all(site)["seeds/news/0.txt"]
    assert lines(site, "seeds/news") == {}


def recipe(number: int, count: int = 4) -> str:
    chance = random.Random(number)
    things = chance.sample(["salt", "two eggs", "flour", "butter", "milk", "pepper", "sugar", "thyme", "rye"], count)
    first, *rest = body(number)
    parts = ["Serves four", "Ingredients", *things, "Method", first, "Notes", *rest, "Enjoy your meal!"]
    return page(number, text=parts)


def test_headings_that_recur_stay(project: Make) -> None:
    site = project({f"seeds/food/{number}.txt": recipe(number) for number in range(12)})

    found = convert_all(site)

    for number in range(12):
        text = found[f"seeds/food/{number}.txt"]
        assert [line for line in recipe(number).split("\n\n")[3:-4] if line not in text] == []
        assert "## Method" in text
        assert "## Notes" in text
        assert not any(line in text for line in (*HEAD, *TAIL))


def test_copies_of_an_article_are_one_witness(project: Make) -> None:
    copies = {f"seeds/news/copy-{name}.txt": page(7, tail=[*TAIL, f"Page {name}"]) for name in "abcde"}
    site = project(copies)

    found = convert_all(site)

    assert all(body(7)[0] in text and TAIL[0] in text for text in found.values())
    assert lines(site, "seeds/news") == {}


def test_a_title_that_recurs_stays_one(project: Make) -> None:
    site = project({
        f"seeds/tides/{number}.txt": "\n\n".join([*HEAD, "Tides of the week", *body(number), *TAIL])
        for number in range(5)
    })  # fmt: skip

    convert_all(site)

    assert site.read("content/tides/tides-of-the-week.md").count("title: Tides of the week\n") == 1
    assert site.read("content/tides/tides-of-the-week-5.md").count("title: Tides of the week\n") == 1


def test_a_kept_line_stays_and_nothing_is_learned_when_it_is_turned_off(project: Make) -> None:
    site = project({**pages(4), "seedpress.yaml": f"convert:\n  keep: ['{TAIL[1]}']\n"})
    assert TAIL[1] in convert_all(site)["seeds/news/0.txt"]
    assert TAIL[1] not in lines(site, "seeds/news")

    site.write("seedpress.yaml", "convert:\n  learn: false\n")

    assert TAIL[0] in convert_all(site)["seeds/news/0.txt"]
    assert learned(site.root, OPTIONS) == ()


def test_folders_with_few_seeds_learn_from_all(project: Make) -> None:
    site = project({f"seeds/{day}/{number}.txt": page(10 * day + number) for day in range(3) for number in range(2)})

    found = convert_all(site)

    assert not any(line in text for text in found.values() for line in (*HEAD, *TAIL))
    assert lines(site, "*") == dict.fromkeys(sorted((*HEAD, *TAIL)), 6)


def test_records_of_a_file_teach_each_other(project: Make) -> None:
    records = "".join(json.dumps({"id": number, "text": page(number)}) + "\n" for number in range(5))
    site = project({"seeds/old.jsonl": records})

    found = convert_all(site)

    assert sorted(found) == [f"seeds/old.jsonl#{number}" for number in range(5)]
    assert not any(line in text for text in found.values() for line in TAIL)
    assert lines(site, "seeds/old.jsonl")[TAIL[0]] == 5


def test_the_records_of_lines_name_the_rule_and_the_seeds(project: Make) -> None:
    site = project(pages(6))
    told = []

    convert(site.root, [], ConvertOptions(now=NOW, detail=True, dry_run=True), told.append)

    record = next(one for one in told[0].conversion.records if one.raw == TAIL[1])
    assert (record.role, record.rule, record.reason) == (
        "furniture",
        "learned",
        "6 seeds of the collection have this line",
    )


def test_new_seeds_teach_those_that_were_converted_before(project: Make) -> None:
    plain = {f"seeds/news/{number}.txt": page(number, head=()) for number in range(3)}
    last = plain.pop("seeds/news/2.txt")
    site = project(plain)
    site.build()
    path = "content/news/the-lamp-of-jetty-number-0.md"
    assert TAIL[1] in site.read(path)

    site.write("seeds/news/2.txt", last)
    site.build()
    assert TAIL[1] in site.read(path)
    assert TAIL[1] not in site.read("content/news/the-lamp-of-jetty-number-2.md")
    convert_all(site, "seeds/news/2.txt")
    assert TAIL[1] in site.read(path)
    convert_all(site)

    assert TAIL[1] not in site.read(path)
    counts = convert(site.root, [], OPTIONS).counts
    assert counts == {"unchanged": 3}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    chosen=st.lists(
        st.tuples(st.integers(0, 40), st.sampled_from(["a", "a/b", "c"]), st.booleans()),
        min_size=3,
        max_size=9,
        unique_by=lambda one: one[0],
    ),
    order=st.randoms(use_true_random=False),
)
def test_neither_order_nor_processes_nor_earlier_runs_change_a_byte(
    tmp_path_factory: pytest.TempPathFactory, chosen: list[tuple[int, str, bool]], order: random.Random
) -> None:
    seeds = {
        f"seeds/{folder}/{number}.txt": page(number, tail=TAIL if full else TAIL[1:]) for number, folder, full in chosen
    }
    shuffled = list(seeds)
    order.shuffle(shuffled)
    at_once, one_by_one = (Project(tmp_path_factory.mktemp("site"), seeds) for _ in range(2))

    found = convert_all(at_once, jobs=2)
    for path in shuffled:
        convert_all(one_by_one, path)
    again = convert_all(one_by_one, *shuffled)

    assert found == again


def test_many_processes_learn_the_same(tmp_path: Path) -> None:
    found = [convert_all(Project(tmp_path / str(jobs), pages(90)), jobs=jobs) for jobs in (1, 3)]

    assert found[0] == found[1]
    assert not any(TAIL[1] in text for text in found[0].values())
