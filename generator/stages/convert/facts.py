"""Tell facts that an article lists, such as ``Place: the hall``, from what a page says of the article."""

from generator.stages.convert.features import ends_sentence, speaker_of
from generator.stages.convert.page import Page, Verdicts


def is_fact(page: Page, place: int) -> bool:
    """Tell whether the block at *place* is a label with a short value."""
    text = page.text(place)
    label = speaker_of(text)
    return bool(label) and len(label) + 1 < len(text.rstrip()) and not ends_sentence(text) and not page.prose[place]


def is_among_facts(page: Page, place: int, verdicts: Verdicts) -> bool:
    """Tell whether the block at *place* is a fact and stands beside another one that no rule has claimed."""
    if not is_fact(page, place):
        return False
    group = page.blocks[place].group
    near = [at for at in (place - 1, place + 1) if 0 <= at < len(page) and at not in verdicts]
    # Where blank lines part the blocks, facts stand together.
    near = [at for at in near if not page.is_spaced or page.blocks[at].group == group]
    return any(is_fact(page, at) for at in near)
