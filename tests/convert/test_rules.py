"""What each rule does, by example."""

from datetime import date

import pytest
from msgspec.structs import replace

from generator.engine.phrases import load_phrases
from generator.formats.language import identify
from generator.formats.phrases import parse_phrases
from generator.model import Caption, Conversion, SeedDocument
from generator.stages.convert import convert
from generator.stages.convert.fields.byline import read_byline
from generator.stages.convert.fields.captions import caption_of
from generator.stages.convert.fields.dates import find_dates
from generator.stages.convert.fields.doubled import doubled_prefix

PHRASES = load_phrases()
PROSE = "The old bridge had stood for a hundred years when it fell into the river."
MORE = "Nobody was on it at the time, since nobody had been told that it was open."


def article(*blocks, joint="\n\n"):
    result = convert(SeedDocument("seeds/a.txt", joint.join(blocks), ""), PHRASES)
    assert isinstance(result, Conversion)
    return result


def roles(conversion):
    return [record.role for record in conversion.records if record.role != "blank"]


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "February 21, 2019", date(2019, 2, 21)),
        ("en", "21st of February 2019", date(2019, 2, 21)),
        ("en", "2019-02-21", date(2019, 2, 21)),
        ("en", "31/07/2014", date(2014, 7, 31)),
        ("en", "12/31/2013", date(2013, 12, 31)),
        ("en", "07/08/2014", None),
        ("de", "07.08.2014", date(2014, 8, 7)),
        ("de", "7. August 2014", date(2014, 8, 7)),
        ("fr", "1er mai 2016", date(2016, 5, 1)),
        ("es", "8 de marzo de 2018", date(2018, 3, 8)),
        ("pt", "8 de março de 2018", date(2018, 3, 8)),
        ("ru", "8 марта 2018 г.", date(2018, 3, 8)),
        ("zh", "2022年3月12日", date(2022, 3, 12)),
        ("ja", "令和4年3月12日", date(2022, 3, 12)),
        ("ar", "٨ مارس ٢٠١٨", date(2018, 3, 8)),
        ("hu", "2018. március 8.", date(2018, 3, 8)),
        ("vi", "8 tháng 3 năm 2018", date(2018, 3, 8)),
        ("th", "8 มี.ค. 2561", date(2018, 3, 8)),
        ("ur", "8 مارچ، 2018", date(2018, 3, 8)),
        ("lt", "2018 m. kovo 8 d.", date(2018, 3, 8)),
        ("lv", "2018. gada 8. martā", date(2018, 3, 8)),
        ("zh", "中華民國107年3月8日", date(2018, 3, 8)),
        ("tr", "8 MAYIS 2018", date(2018, 5, 8)),
        ("el", "8 ΜΑΪΟΥ 2018", date(2018, 5, 8)),
    ],
)
def test_dates_are_read_in_the_order_of_their_language(language, text, day):
    (found,) = find_dates(text, PHRASES.spoken(language).months, language)

    assert found.day == day


@pytest.mark.parametrize(
    ("order", "text", "day"),
    [
        ("dmy", "07/08/2014", date(2014, 8, 7)),
        ("mdy", "07/08/2014", date(2014, 7, 8)),
        ("ymd", "07/08/2014", None),
        ("mdy", "31/07/2014", date(2014, 7, 31)),
        ("dmy", "07.08.14", date(2014, 8, 7)),
        ("mdy", "07/08/99", date(1999, 7, 8)),
        ("ymd", "14-07-08", date(2014, 7, 8)),
    ],
)
def test_an_order_that_is_given_decides_dates_that_can_be_read_in_two_ways(order, text, day):
    (found,) = find_dates(text, {}, "en", order)

    assert found.day == day


@pytest.mark.parametrize("text", ["07/08/14", "14-07-08"])
def test_years_of_two_digits_are_read_only_in_an_order_that_is_given(text):
    assert find_dates(text, {}, "en") == ()


def test_an_order_that_is_given_leaves_languages_with_one_custom_alone():
    (found,) = find_dates("07.08.2014", {}, "de", "mdy")

    assert found.day == date(2014, 8, 7)


def test_an_order_that_is_given_reaches_the_byline():
    text = f"A title of some words\n\nBy Anna Lind, 07/08/2014\n\n{PROSE}\n\n{MORE}"

    conversion = convert(SeedDocument("seeds/a.txt", text, ""), replace(PHRASES, date_order="dmy"))

    assert (conversion.date, conversion.problems) == (date(2014, 8, 7), ())


@pytest.mark.parametrize(
    "text", ["February 30, 2019", "March 2019", "8 March", "in 1902", "32/13/2014", "yesterday", "1.2.3"]
)
def test_what_is_no_complete_date_is_none(text):
    assert find_dates(text, PHRASES.spoken("en").months, "en") == ()


@pytest.mark.parametrize(
    ("text", "authors", "published", "publisher"),
    [
        ("By Hugo Stam | Eastline | February 21, 2019", ("Hugo Stam",), date(2019, 2, 21), "Eastline"),
        ("Posted on September 27, 2014 by Joss", ("Joss",), date(2014, 9, 27), None),
        ("By Anna Lind and Tom Berg, Staff Writers", ("Anna Lind", "Tom Berg"), None, None),
        ('By Ola "Finn" Berg | 5 October 2012', ('Ola "Finn" Berg',), date(2012, 10, 5), None),
        ("Published 6:02 a.m. ET Nov. 3, 2019 | Updated 7:15 p.m. ET Nov. 4, 2019", (), date(2019, 11, 3), None),
        ("2 hours ago", (), None, None),
    ],
)
def test_a_byline_is_read_piece_by_piece(text, authors, published, publisher):
    byline = read_byline(text, PHRASES.spoken("en"), "en")

    assert (byline.authors, byline.published, byline.publisher) == (authors, published, publisher)


@pytest.mark.parametrize("text", ["By the river it was 5 October 2012", "The 3 March 2011 meeting", "By train", PROSE])
def test_a_sentence_is_no_byline(text):
    assert read_byline(text, PHRASES.spoken("en"), "en") is None


@pytest.mark.parametrize(
    ("text", "caption"),
    [
        ("The tram The tram stops here The tram The tram stops here. Rolf Danner/Stadtbild", None),
        (
            "Workers beside it Workers beside it in May. Rolf Danner/Stadtbild",
            Caption("Workers beside it in May.", "Rolf Danner/Stadtbild"),
        ),
        ("The steps. (Ana Reis/Harbour Post)", Caption("The steps.", "Ana Reis/Harbour Post")),
        ("The steps. Photo: Ana Reis", Caption("The steps.", "Ana Reis")),
        ("The steps (Foto: Ana Reis)", Caption("The steps", "Ana Reis")),
        ("Image caption: The steps at noon", Caption("The steps at noon")),
    ],
)
def test_a_caption_is_known_by_its_credit_or_its_doubled_start(text, caption):
    found = caption_of(text, PHRASES.every)

    assert found == caption or caption is None


@pytest.mark.parametrize("text", ["He ran at 5 km/h and/or walked.", "Photo: what the camera saw that day.", PROSE])
def test_a_sentence_is_no_caption(text):
    assert caption_of(text, PHRASES.every) is None


def test_a_doubled_start_counts_once():
    assert doubled_prefix("one two three one two three four") == "one two three four"
    assert doubled_prefix("New York, New York is a song") == ""


def test_an_ambiguous_date_is_noted_and_not_used():
    conversion = article("A title of some words", "By Anna Lind, 07/08/2014", PROSE, MORE)

    assert conversion.date is None
    assert conversion.authors == ("Anna Lind",)
    assert [(problem.code, problem.severity) for problem in conversion.problems] == [("date-ambiguous", "notice")]


def test_the_first_of_two_dates_counts_and_an_update_alone_does():
    both = article("A title of some words", "Published 3 May 2019. Updated 5 May 2019", PROSE, MORE)
    one = article("A title of some words", "Updated 5 May 2019", PROSE, MORE)

    assert (both.date, one.date) == (date(2019, 5, 3), date(2019, 5, 5))


def test_a_date_in_the_text_is_not_its_date():
    assert article("A title of some words", "On 3 May 2019 the old bridge fell into the river.", MORE).date is None


def test_a_site_on_the_title_is_the_publisher():
    conversion = article("Bridge falls into river | The Paper", PROSE, MORE)

    assert (conversion.title, conversion.publisher) == ("Bridge falls into river", "The Paper")


def test_a_dash_in_a_title_is_no_site_unless_the_page_says_so():
    alone = article("Bridge falls - nobody hurt", PROSE, MORE)
    named = article("Bridge falls - The Paper", PROSE, MORE, "© 2019 The Paper")

    assert (alone.title, named.title) == ("Bridge falls - nobody hurt", "Bridge falls")


def test_the_title_said_again_in_the_text_stays():
    conversion = article("It is only a bridge", PROSE, "It is only a bridge", MORE)

    assert conversion.body.count("It is only a bridge") == 1


@pytest.mark.parametrize(
    "line",
    [
        "Comments are what my uncle calls his opinions.",
        "Sign up early, the poster said, and nobody did.",
        "Share nothing with a goose that you would not share with a policeman.",
        "Advertisement was his middle name, and it suited him.",
    ],
)
def test_words_of_furniture_in_a_sentence_stay(line):
    assert line in article("A title of some words", PROSE, line, MORE).body


def test_a_page_without_noise_keeps_every_line():
    conversion = article("A title of some words", "Dear stranger,", PROSE, MORE, "Yours sincerely,", "Hanna Frost")

    assert roles(conversion) == ["title", *["paragraph"] * 5]


def test_headings_have_text_below_and_no_final_stop():
    conversion = article("A title of some words", PROSE, "What came next", MORE, "The end of the bridge")

    assert roles(conversion) == ["title", "paragraph", "heading", "paragraph", "paragraph"]


def test_numbered_headings_keep_their_number():
    conversion = article("A title of some words", "1. The mill", PROSE, "2. The bridge", MORE)

    assert "## 1\\. The mill" in conversion.body
    assert "## 2\\. The bridge" in conversion.body


def test_the_questions_of_an_interview_are_no_headings():
    questions = [
        "Why a pencil?",
        "A pen freezes.",
        "How many are missing?",
        "A third of them.",
        "And then?",
        "We count.",
    ]

    assert "heading" in roles(article("On counting birds", PROSE, *questions))
    assert "heading" not in roles(article("On counting birds", "Interview by Mara Lunt", PROSE, *questions))


def test_a_run_of_marked_lines_is_a_list_and_one_alone_is_not():
    conversion = article("A title of some words", PROSE, "- one\n- two", MORE, "- 4 degrees outside, and it was warm.")

    assert "- one\n- two" in conversion.body
    assert "\\- 4 degrees outside" in conversion.body


def test_lines_that_begin_with_unrelated_numbers_are_no_list():
    conversion = article(
        "A title of some words", PROSE, "1902. The bridge is built.", "7. That is how many fell.", MORE
    )

    assert "7\\. That is" in conversion.body


def test_dashed_speech_is_a_list_only_where_lists_are_written_so():
    lines = ("– ¿Y si se para otra vez?", "– Entonces volveremos a esperar.")
    conversion = article(
        "El reloj de la plaza", "El reloj de la torre lleva tres años parado, y ayer volvió a sonar.", *lines
    )

    assert roles(conversion)[-2:] == ["paragraph", "paragraph"]


def test_verse_keeps_its_lines():
    stanza = "One for the cat that is not on the mat,\ntwo for the shoe that is,\nthree for the tree in the window"

    assert stanza.replace("\n", "  \n") in article("A title of some words", PROSE, stanza, MORE).body


def test_wrapped_lines_are_joined_with_one_blank():
    wrapped = (
        "The stile at Gull Point has been replaced with a gate, after the third\n"
        "letter on the subject and the first broken ankle. Please close it\n"
        "behind you, because the sheep have already worked out what it is for."
    )

    assert wrapped.replace("\n", " ") in article("A title of some words", wrapped, wrapped.replace("gate", "door")).body


def test_code_keeps_its_signs_in_a_fence():
    assert (
        '```\nfor i in x:\n    print(i, "*")\n```'
        in article("A title of some words", PROSE, 'for i in x:\n    print(i, "*")', MORE).body
    )


def test_comments_are_cut_off_with_what_follows():
    conversion = article(
        "A title of some words",
        PROSE,
        MORE,
        "2 Comments",
        "Bea says:",
        "May 3, 2019 at 8:01 pm",
        MORE,
        "Reply",
        joint="\n",
    )

    assert roles(conversion)[-4:] == ["comment"] * 4


def test_a_counter_above_the_text_cuts_nothing():
    conversion = article("A title of some words", "2 Comments", PROSE, MORE, joint="\n")

    assert PROSE in conversion.body
    assert MORE in conversion.body


def test_related_lists_and_tags_go_to_the_front_matter():
    conversion = article(
        "A title of some words",
        PROSE,
        MORE,
        "More from Food",
        "How to read a crust",
        "A year in a shed",
        "Tags",
        "Bread, Sheds",
    )

    assert conversion.related == ("How to read a crust", "A year in a shed")
    assert conversion.tags == ("Bread", "Sheds")


def test_a_pull_quote_counts_once():
    said = "“You cannot hurry onions,” he told me, and looked at the water for a while."
    conversion = article("A title of some words", PROSE, said, "You cannot hurry onions.", MORE)

    assert roles(conversion) == ["title", "paragraph", "paragraph", "pull-quote", "paragraph"]


def test_a_long_first_paragraph_is_not_swallowed_by_the_title():
    conversion = article(PROSE * 5, MORE)

    assert conversion.title.endswith("…")
    assert PROSE in conversion.body


def test_an_end_mark_belongs_to_press_releases_only():
    release = article("FOR IMMEDIATE RELEASE", "A title of some words", PROSE, MORE, "ENDS")
    story = article("A title of some words", PROSE, MORE, "End")

    assert "ENDS" not in release.body
    assert "End" in story.body


def test_nothing_in_a_seed_is_evaluated():
    conversion = article(
        "A title of some words", "---\ntitle: x\n---", "{{ config }} <script>alert(1)</script> " + PROSE
    )

    assert "<script>" not in conversion.body
    assert "\\{\\{ config }}" in conversion.body
    assert conversion.title == "A title of some words"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("橋は十月に再び開通する。", "ja"), ("大桥将在十月重新开放。", "zh"), ("다리가 다시 열린다", "ko"), ("Привет", "ru"), ("Їжак", "uk"),
        ("The bridge will open again in October.", "en"), ("Die Brücke wird im Oktober wieder eröffnet.", "de"),
        ("Broen åpner igjen i oktober etter arbeidene, sier kommunen.", "no"), ("12:30", None), ("", None),
    ],
)  # fmt: skip
def test_languages_are_named(text, language):
    assert identify(text) == language


def test_every_language_that_must_be_known_has_phrases():
    assert {"en", "de", "fr", "es", "pt", "it", "nl", "sv", "da", "no", "pl", "ru", "zh", "ja"} <= set(
        PHRASES.languages
    )


def test_no_phrase_is_found_in_every_line():
    for vocabulary in (*PHRASES.languages.values(), PHRASES.every):
        assert (
            "" not in vocabulary.strong | vocabulary.weak | vocabulary.starts | vocabulary.byline | vocabulary.credits
        )


def test_phrases_with_an_unknown_key_are_refused():
    with pytest.raises(ValueError, match="no place for strnog"):
        parse_phrases({"en": "strnog = ['menu']"})


@pytest.mark.parametrize(
    "line",
    ["ホーム > 地域 > 港", "Главная / Город / Транспорт", "الرئيسية › محليات › ثقافة", "Αρχική » Τοπικά » Πλατεία", "Home → Floors → Creaks"],
)  # fmt: skip
@pytest.mark.parametrize("is_first", [True, False])
def test_a_trail_above_the_text_is_navigation(line, is_first):
    head = [line, "A title of some words"] if is_first else ["A title of some words", line]

    conversion = article(*head, PROSE, MORE)

    assert conversion.title == "A title of some words"
    assert conversion.body == f"{PROSE}\n\n{MORE}\n"


@pytest.mark.parametrize("line", ["Red / green / blue", "Bed | Board | Breakfast", "Settings > Privacy > Cookies"])
def test_what_looks_like_a_trail_inside_the_text_stays(line):
    assert article("A title of some words", PROSE, line, MORE).body.count(line.split(maxsplit=1)[0]) == 1


@pytest.mark.parametrize(
    ("language", "text", "authors", "publisher"),
    [
        ("ja", "文：森下 千草", ("森下 千草",), None),
        ("ja", "取材・文：早川 実里", ("早川 実里",), None),
        ("zh", "来源：南山周报 作者：赵一凡", ("赵一凡",), "南山周报"),
        ("zh", "作者：陈 渡", ("陈 渡",), None),
    ],
)
def test_a_blank_parts_statements_but_not_a_name(language, text, authors, publisher):
    byline = read_byline(text, PHRASES.spoken(language), language)

    assert (byline.authors, byline.publisher) == (authors, publisher)


def test_a_credit_without_a_caption_is_kept_as_it_stands():
    conversion = article("A title of some words", "By Anna Lind", "Photo: Ana Reis", PROSE, MORE)

    assert conversion.captions == (Caption("Photo: Ana Reis"),)


def test_paragraphs_wrapped_without_blank_lines_are_joined():
    first = ("The old bridge had stood for a hundred years when it fell", "into the river on a Monday in the rain and nobody at all was",
             "there to see it or to hear it fall.")  # fmt: skip
    second = ("It was found by a dog on the Tuesday, who had meant to cross", "it and who waited there until the mayor came down to explain",
              "what had happened to it and why.")  # fmt: skip

    conversion = article("A title of some words", *first, *second, joint="\n")

    assert conversion.body == f"{' '.join(first)}\n\n{' '.join(second)}\n"


def test_the_figures_of_a_table_are_no_page_numbers():
    cells = ("Team", "Played", "Points", "Weir Rovers", "9", "21", "Upper Sluice", "9", "17")

    conversion = article("A title of some words", PROSE, "League table", *cells, MORE, joint="\n")

    assert roles(conversion) == ["title", "paragraph", "heading", *["cell"] * 9, "paragraph"]


def test_the_date_of_minutes_is_a_fact_in_the_text():
    conversion = article("Minutes of the bridge club", "Date: 14 March 2018", "Place: under the bridge", PROSE, MORE)

    assert conversion.date is None
    assert "Date: 14 March 2018" in conversion.body


def test_a_short_title_over_a_lower_case_byline_is_not_joined():
    title = "How to silence a squeaky floorboard in the old house"

    conversion = article(f"{title}\nby Priya Oakes", PROSE, MORE)

    assert (conversion.title, conversion.authors) == (title, ("Priya Oakes",))


def test_below_the_text_a_name_stays_and_a_copyright_goes():
    signed = article("A title of some words", PROSE, MORE, "Advertisement", "Anna Lind")
    owned = article("A title of some words", PROSE, MORE, "Advertisement", "Copyright Harbour Light")

    assert signed.body.endswith("Anna Lind\n")
    assert "Copyright" not in owned.body


def test_a_row_of_dashes_above_the_title_is_no_title():
    conversion = article("---", "A ferry comes back", PROSE, MORE)

    assert conversion.title == "A ferry comes back"
