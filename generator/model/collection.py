"""The nouns of a collection of seeds: what its texts tell of each other."""

from msgspec import Struct


class Noted(Struct, frozen=True, array_like=True):
    """What is kept of a seed from which others may learn: its blocks in order, and *marks* that reprints of it share.

    A block that is too long to be a line of furniture is kept as a short mark that begins with a null.
    """

    source: str
    marks: tuple[int, ...]
    blocks: tuple[str, ...]


class Lesson(Struct, frozen=True, array_like=True):
    """What a collection tells of a line: it stands in *seeds* texts that are no copies of each other.

    *above* and *below* are what it is usually surrounded by, as keys; "" is the edge of a page. *examples* are sources.
    """

    seeds: int
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
