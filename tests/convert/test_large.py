"""Seeds far larger than any page are converted in time that grows as they do: a rule that looks back would never end."""

from collections.abc import Callable

import pytest

from generator.engine.phrases import load_phrases
from generator.model import Conversion, SeedDocument
from generator.problems import Problem
from generator.stages.convert import convert
from generator.stages.convert.page import Seen, Verdict

PROSE = "The council has bought a lamp for it, and it will be lit on Friday, if there is oil.\n"

LARGE: dict[str, Callable[[], str]] = {
    "one line": lambda: PROSE.strip() * 120_000,
    "one word": lambda: "x" * 10_000_000,
    "blank lines": lambda: "A lamp\n" + "\n" * 1_000_000 + PROSE,
    "lines of one word": lambda: "lamp\n" * 150_000,
    "credits": lambda: "\n\n".join(f"{PROSE}\nPhoto: Bob Lee{number}" for number in range(10_000)),
    "leads": lambda: "A lamp\n" + PROSE + "Related\nA title of another article\n" * 20_000,
    "table": lambda: "\n".join(f"Team {number}\n{number}\n{number * 2}" for number in range(10_000)),
    "menu": lambda: "A lamp\n" + PROSE + "Home\nNews\n" * 20_000 + PROSE,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", LARGE)
def test_large_seeds_lose_nothing(name: str) -> None:
    text = LARGE[name]()

    result = convert(SeedDocument("large.txt", text, ""), load_phrases())

    assert isinstance(result, Conversion | Problem)
    if isinstance(result, Conversion):
        assert "\n".join(record.raw for record in result.records) == text


def test_verdicts_seen_are_those_of_both() -> None:
    old, new = (Verdict(role, "rule", "reason") for role in ("paragraph", "caption"))
    earlier, found = {1: old, 2: old}, {2: new, 3: new}

    seen = Seen(earlier, found)
    found[4] = new

    assert dict(seen) == {**earlier, **found}
    assert (len(seen), seen.get(5), 4 in seen, 5 in seen) == (4, None, True, False)
