"""The whole converter, fed with broken seeds: no crash, no endless loop, no law broken."""

import random

import pytest

from tests.convert import fuzzing


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_broken_seed_breaks_the_converter(seed):
    campaign = fuzzing.run(seed, inputs=1000)

    assert campaign.inputs == 1000
    assert campaign.failures == {}


def test_broken_seeds_come_through():
    assert fuzzing.run(4, inputs=20).failures == {}


def test_a_campaign_can_be_repeated():
    first, second = (fuzzing.mutated(fuzzing.corpus()[0], random.Random(5)) for _ in range(2))

    assert first == second


def test_a_failure_is_kept_once_and_made_short(tmp_path):
    def judge(raw):
        assert b"\x00" not in raw

    campaign = fuzzing.Campaign(tmp_path / "kept", judge)

    campaign.try_one(b"a seed with \x00 in it")
    campaign.try_one(b"and \x00 another")
    campaign.try_one(b"and none")

    assert campaign.inputs == 3
    assert list(campaign.failures.values()) == [b"\x00"]
    assert [path.read_bytes() for path in (tmp_path / "kept").iterdir()] == [b"\x00"]
