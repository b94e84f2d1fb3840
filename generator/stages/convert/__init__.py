"""Turn the text of a seed into an article, with a reason for every line.

Layout comes first (which lines are one block), then a role for each block from where it stands, what
repeats, how it ends and what it looks like; phrase lists are asked only about whole lines. What no rule
claims is a paragraph: in doubt a line stays.
"""

from generator.formats.phrases import Phrases
from generator.stages.convert.collection import learn, note
from generator.stages.convert.conversion import convert

__all__ = ["Phrases", "convert", "learn", "note"]
