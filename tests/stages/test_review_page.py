"""The page to review conversions on, in a real browser and under a real checker; skipped where they are not installed."""

import checks
import pytest

from generator.problems import Problem
from generator.stages.inspection import Inspected, Tally, findings_of
from tests.stages.test_inspection import inspected, page

TEXTS = {
    "seeds/harbour.txt": (
        "Home | News | Harbour\nA lamp for the jetty | The Paper\n\nBy Inga Voss | 2 March 2014\n\n"
        "The council has bought a lamp, and it will be lit on Friday, if there is any oil left in the harbour by then.\n\n"
        "What it cost\n\nNobody knows, but the money is gone, and the treasurer has been seen with a new bicycle.\n\n"
        "- a lamp\n- a rope, see <b>below</b>\n\n<script>alert(1)</script>\n\nSnap off\n\nTags: harbours, light\n\nShare\n"
    ),
    "seeds/menora.txt": (
        "מנורה למזח\n\nמאת ענת לוי\n\nהמועצה קנתה מנורה חדשה למזח, והיא תידלק ביום שישי אם יישאר עד אז שמן בנמל.\n\n"
        "כמה זה עלה\n\nאיש אינו יודע, אבל הכסף איננו, והגזבר נראה רוכב על אופניים חדשים לגמרי.\n\nתגובות\n"
    ),
    "seeds/lines.txt": "One key that fits no door I own,\n" * 3 + "x" * 5000 + "\n\n\n\n1. one thing\n2. another\n\n```\ncode\n",
}  # fmt: skip


def needs(*, browser: bool) -> pytest.MarkDecorator:
    return pytest.mark.skipif(
        bool(checks.missing(browser=browser)), reason=checks.missing(browser=browser) or "it is all there"
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("review")
    problem = Problem(
        code="seed-no-article", what="no article was found in this seed", why="it has none", fix="remove it"
    )
    seeds = [inspected(text, source) for source, text in TEXTS.items()]
    seeds.append(Inspected(source="seeds/<none>.txt", action="skipped", problems=(problem,)))
    worst = sorted((one for seed in seeds for one in findings_of(seed)), key=lambda one: one.rank)
    tally = Tally(seeds=40, articles=39, lines=900, kept=500, findings=len(worst) + 3)
    folder.joinpath("review.html").write_text(page(*seeds, tally=tally, worst=worst), encoding="utf-8")
    return folder


@needs(browser=False)
def test_the_html_checker_finds_no_error(folder):
    # The checker knows no hashes in a content security policy; browsers do, and would say so in their console.
    found = [one for one in checks.nu_errors([folder / "review.html"]) if "Content Security Policy" not in one]

    assert found == []


@needs(browser=True)
def test_the_page_is_accessible_on_a_telephone_in_the_dark(folder):
    assert checks.axe_violations(folder, ["/review.html"], widths=(390,), schemes=("dark",)) == []


@needs(browser=True)
@pytest.mark.slow
def test_the_page_is_accessible_at_every_width_in_both_schemes(folder):
    assert checks.axe_violations(folder, ["/review.html"], widths=(320, 390, 768, 1280)) == []
