"""Threads: what a forum sets around each post goes, who wrote it and what they say stays."""

from generator.engine.phrases import load_phrases
from generator.model import Conversion, SeedDocument
from generator.stages.convert import convert

PHRASES = load_phrases()
HEAD = ["Home  Members  Search  Log in", "Board index > Workshop > Clocks", "A clock that gains an hour a day"]
POSTS = [
    ("brasspivot", "Since it came back from the mender it has gained an hour every single day of the week."),
    ("old_hairspring", "Is it the same shelf as before? A heavy clock on a light shelf will do this in my experience."),
    ("brasspivot", "It was the shelf. I have put a wedge under it, and since Sunday it has kept time to the minute."),
    ("Wanda K.", "Then leave the wedge where it is, and never tell anybody what it was that you did to the clock."),
]


def thread(*stamps: str, buttons: tuple[str, ...] = ("Reply", "Report post")) -> Conversion:
    lines = list(HEAD)
    for number, (name, text) in enumerate(POSTS, 3):
        lines += [name, *(stamp.format(number) for stamp in stamps), text, *buttons]
    result = convert(SeedDocument("seeds/a.txt", "\n".join([*lines, "Powered by Boards 3"]) + "\n", ""), PHRASES)
    assert isinstance(result, Conversion)
    return result


def blocks(conversion: Conversion) -> list[str]:
    return [block.replace("\\", "") for block in conversion.body.split("\n\n")]


SAID = [line for post in POSTS for line in post]


def test_stamps_with_a_label_go():
    conversion = thread("Joined: Mar {}, 2012", "Posts: 1,{}22")

    assert blocks(conversion) == [*SAID[:-1], SAID[-1] + "\n"]
    assert conversion.title == HEAD[-1]


def test_a_rank_between_the_name_and_the_stamps_goes():
    conversion = thread("Senior member", "Posts: 1,{}22")

    assert blocks(conversion) == [*SAID[:-1], SAID[-1] + "\n"]


def test_the_title_over_each_post_goes():
    conversion = thread("Posts: 1,{}22", f"Re: {HEAD[-1]}")

    assert blocks(conversion) == [*SAID[:-1], SAID[-1] + "\n"]


def test_a_button_that_counts_goes_and_nothing_becomes_a_comment():
    conversion = thread("Posts: 1,{}22", buttons=("3 comments", "Reply"))

    assert not [record for record in conversion.records if record.role == "comment"]
    assert [block for block in blocks(conversion) if block.startswith("3 comments")] == []


def test_facts_below_each_point_of_a_list_stay():
    lines = ["Four towers to climb before winter", ""]
    for number, (_name, text) in enumerate(POSTS, 1):
        lines += [f"{number}. The tower of Brill", "", text, "", f"Price: {number}.50", f"Steps: {number}12", ""]
    conversion = convert(SeedDocument("seeds/a.txt", "\n".join(lines), ""), PHRASES)

    assert isinstance(conversion, Conversion)
    assert conversion.body.count("Price: ") == conversion.body.count("Steps: ") == len(POSTS)
