"""Find the marks of press releases: what stands above the title, and the word that ends them."""

import re

from generator.formats.phrases import lead_key
from generator.stages.convert.features import count_words
from generator.stages.convert.furniture import leads_to_text
from generator.stages.convert.page import Page, Verdict, Verdicts

_SAMPLE = 200
_END_MARK = re.compile(r"[-–—*#]{1,3}\s?[^\W\d_]{2,14}\s?[-–—*#]{1,3}$")
_END_MARKS = frozenset({"###", "# # #", "-30-", "- 30 -", "-ends-", "– ends –", "—ends—", "- ends -"})


def press_marks(page: Page, verdicts: Verdicts) -> Verdicts:
    """Claim the head and the end mark of a press release; the word "end" alone may end a story."""
    _first, last = page.core(verdicts)
    keys = {place: lead_key(block.text) for place, block in enumerate(page.blocks) if len(block.text) <= _SAMPLE}
    # A word between dashes ends a release in any language.
    ends = {
        place for place in keys if keys[place] in _END_MARKS or (place > last and _END_MARK.match(page.text(place)))
    }
    marks = [
        place for place, key in keys.items() if (key in page.words.press or place in ends) and place not in verdicts
    ]
    found = {}
    for place in marks:
        text = page.text(place)
        if place not in ends and leads_to_text(page, place, verdicts):
            continue
        is_sure = place in ends or count_words(text) > 1 or text.isupper() or len(marks) > 1
        if is_sure and (place <= 2 or place > last or place in ends):  # noqa: PLR2004 - above the title
            found[place] = Verdict("furniture", "press-mark", "a mark of press releases")
    return found
