"""What is asked of every line takes short cuts, and they lead where the long way does."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from generator.formats.networks import masked
from generator.formats.phrases import line_key
from generator.stages.convert.features import folded
from generator.stages.convert.fields.dates import find_dates
from generator.stages.convert.repeats import _sentences

LINES = st.text(st.characters(exclude_characters="\n\r"), max_size=60) | st.text(
    st.sampled_from('aÀßŉǰΣς.!?…。"”« —:：-_ \u0301\u0345\u0b3f\u0e34½Ⅷ٣Ⓐ港は'), max_size=40
)


@given(LINES)
def test_a_key_has_the_letters_digits_and_marks_of_its_line(text):
    kept = "".join(c.casefold() if unicodedata.category(c)[0] in "LNM" else " " for c in text)

    assert folded(text) == " ".join(kept.split())


@given(LINES)
def test_the_key_of_a_block_is_that_of_its_sentences(text):
    assert " ".join(_sentences(text)) == folded(text)


@given(LINES.filter(lambda text: not any(c.isdecimal() for c in text)))
def test_a_line_without_a_digit_holds_no_date(text):
    assert find_dates(text, {"may": 5}, "en", "dmy") == ()


def test_digits_of_any_script_make_a_date():
    (found,) = find_dates("٣ May ٢٠١٩", {"may": 5}, "en")

    assert found.day is not None
    assert found.day.isoformat() == "2019-05-03"


def test_networks_are_known_as_whole_words_and_inside_scripts_that_join_them():
    assert masked("share on facebook and x") == "share on @ and @"
    assert masked("facebooking in the rss feeds of extra") == "@ in the rss feeds of extra".replace("rss", "@")
    assert masked("condiscord") == "condiscord"
    assert masked("分享到微信和qq空间") == "分享到@和@"
    assert line_key("Поделиться — ВКонтакте") == "поделиться - @"
