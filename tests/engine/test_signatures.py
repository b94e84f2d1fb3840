import pytest

from generator.engine.signatures import Signature, is_settled

SECOND = 1_000_000_000
NOW = 1_700_000_000 * SECOND + 123_456_789


@pytest.mark.parametrize(
    ("mtime", "ctime", "trusted"),
    [
        (NOW - SECOND, NOW - SECOND, True),
        (NOW - SECOND, NOW, False),  # renamed, or its time was set back, just now
        (NOW, NOW - SECOND, False),
        (NOW - 51_000_000, NOW - 51_000_000, True),
        (NOW - 49_000_000, NOW - 49_000_000, False),
        (NOW + 3600 * SECOND, NOW - SECOND, False),  # a time in the future proves nothing
    ],
)
def test_a_signature_is_trusted_only_if_the_file_was_at_rest_when_it_was_taken(mtime, ctime, trusted):
    assert is_settled(Signature(mtime, 5, 1, ctime), NOW) is trusted


def test_a_whole_second_may_come_from_a_coarse_clock():
    at_rest = NOW // SECOND * SECOND - SECOND

    assert not is_settled(Signature(at_rest, 5, 1, at_rest), NOW)
    assert is_settled(Signature(at_rest - 2 * SECOND, 5, 1, at_rest - 2 * SECOND), NOW)
