"""Turn YAML text into a tree in which every key and value knows its place, and nothing has a type yet.

Scalars stay the text that was written, so that ``no``, ``1.10`` and ``2024`` mean what their key says
and not what YAML 1.1 guesses. What a text of an author never needs and an attacker does is refused:
anchors, aliases, merge keys, tags, and trees beyond the limits. The depth of the text is never the
depth of the stack.
"""

from generator.yaml_places.composing import Limits, compose
from generator.yaml_places.tree import Entry, Listed, Mapped, Node, Scalar, overlaid, plain_value, suggest

__all__ = ["Entry", "Limits", "Listed", "Mapped", "Node", "Scalar", "compose", "overlaid", "plain_value", "suggest"]
