"""Tell how much of two texts is the same, from a short sketch of each: MinHash over runs of words.

rensa computes the sketches. That two texts are the same is certain; what they have in common is estimated, two
times in three to 0.05.
"""

import re
import struct
from hashlib import blake2b

from msgspec import Struct

# Texts that have so much in common are near: a reprint with other first sentences, an update.
NEAR = 0.7
# What is shorter says the same as others by chance.
FEWEST = 25

_SLOTS = 64
_SEED = 20
_RUN = 3
_LETTERS = 5
_BANDS = 8
_ROWS = 5
_SLOT_BYTES = 4
_SLOTS_OF = struct.Struct(f">{_SLOTS}I")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


class Sketch(Struct, frozen=True, array_like=True):
    """What is remembered of a text: the digest of its *words*, and the *slots* of its sketch."""

    words: bytes
    slots: bytes

    @property
    def bands(self) -> tuple[bytes, ...]:
        """Keys of which near texts have one in common: of those with 0.8 in common, 19 in 20 do."""
        size = _ROWS * _SLOT_BYTES
        return tuple(
            blake2b(self.slots[at * size : (at + 1) * size], digest_size=8, salt=bytes([at])).digest()
            for at in range(_BANDS)
        )


def load() -> None:
    """Load what sketches are made with, so that processes forked from this one share it."""
    import rensa  # noqa: F401, PLC0415 - only conversion needs it


def sketch(text: str) -> Sketch | None:
    """Return the sketch of *text*, None if it is too short to be like another; case and white space do not count."""
    import rensa  # noqa: PLC0415

    words = text.casefold().split()
    joined = " ".join(words)
    if len(_UNSPACED.findall(joined, 0, 400)) * 4 > min(len(joined), 400):
        runs = [joined[at : at + _LETTERS] for at in range(len(joined) - _LETTERS + 1)]
    else:
        runs = list(map(" ".join, zip(*(words[at:] for at in range(_RUN)), strict=False)))
    if len(runs) < FEWEST:
        return None
    hashed = rensa.RMinHash(num_perm=_SLOTS, seed=_SEED)
    hashed.update(runs)
    return Sketch(blake2b(joined.encode(), digest_size=16).digest(), _SLOTS_OF.pack(*hashed.digest()))


def share(one: Sketch, other: Sketch) -> float:
    """Return how much of both texts together is in either, from 0 to 1; 1 only if they are the same."""
    if one.words == other.words:
        return 1.0
    places = range(0, _SLOTS * _SLOT_BYTES, _SLOT_BYTES)
    same = sum(one.slots[at : at + _SLOT_BYTES] == other.slots[at : at + _SLOT_BYTES] for at in places)
    return min(same / _SLOTS, 0.99)
