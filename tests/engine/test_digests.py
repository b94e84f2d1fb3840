from datetime import UTC, datetime, timedelta, timezone
from hashlib import blake2b

from generator.engine.digests import digest, digest_bytes
from generator.model import Link


def test_the_digest_of_bytes_is_what_b2sum_prints():
    assert digest_bytes(b"abc") == blake2b(b"abc", digest_size=16).digest()


def test_equal_values_have_equal_digests_and_others_do_not():
    assert digest(Link("A", "/a/")) == digest(Link("A", "/a/"))
    assert digest(Link("A", "/a/")) != digest(Link("A", "/b/"))


def test_one_moment_in_two_zones_is_two_inputs_for_a_page_shows_the_hour():
    noon = datetime(2024, 3, 1, 12, tzinfo=UTC)

    assert digest(noon) != digest(noon.astimezone(timezone(timedelta(hours=2))))


def test_the_order_of_keys_counts_for_a_template_can_iterate_over_them():
    assert digest({"a": 1, "b": 2}) != digest({"b": 2, "a": 1})
