"""Give bytes and values a short name that changes whenever they do."""

import os
from hashlib import blake2b

import msgspec

SIZE = 16
PIECE = 1 << 20

# JSON and not MessagePack: the latter turns every aware moment into UTC, so that a page which shows
# "12:00" and one which shows "14:00" would have had one digest. The order of a mapping's keys counts, since
# a template can iterate over them.
_ENCODER = msgspec.json.Encoder()


def digest_bytes(data: bytes) -> bytes:
    """Return the digest of *data*, 16 bytes of BLAKE2b (what ``b2sum -l 128`` prints)."""
    return blake2b(data, digest_size=SIZE).digest()


def digest_stream(handle: int) -> bytes:
    """Return the digest of what is left to read from the open file *handle*, which may be larger than memory."""
    state = blake2b(digest_size=SIZE)
    while piece := os.read(handle, PIECE):
        state.update(piece)
    return state.digest()


def digest(value: object) -> bytes:
    """Return the digest of a value of the model, or of tuples, mappings and scalars of them.

    Sets have no order to count on: pass them sorted.
    """
    return digest_bytes(_ENCODER.encode(value))
