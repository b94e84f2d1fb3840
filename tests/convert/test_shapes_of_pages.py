"""What pages show without a phrase that is known: place, shape, repetition, single words."""

from datetime import date

import pytest
from msgspec import structs

from generator.engine.phrases import load_phrases
from generator.model import Caption, Conversion, SeedDocument
from generator.stages.convert import Phrases, convert

PHRASES = load_phrases()
PROSE = "The old bridge had stood for a hundred years when it fell into the river."
MORE = "Nobody was on it at the time, since nobody had been told that it was open."
LAST = "The mayor has promised another one, and the river has promised nothing."


def article(*blocks: str, joint: str = "\n\n", phrases: Phrases = PHRASES) -> Conversion:
    result = convert(SeedDocument("seeds/a.txt", joint.join(blocks), ""), phrases)
    assert isinstance(result, Conversion)
    return result


def paragraphs(conversion: Conversion) -> list[str]:
    return conversion.body.strip().split("\n\n")


def without(language: str) -> Phrases:
    languages = {code: one for code, one in PHRASES.languages.items() if code != language}
    return structs.replace(PHRASES, languages=languages)


@pytest.mark.parametrize(
    ("line", "title", "site"),
    [
        ("A lamp for the old jetty - The Wetherdale Courier", "A lamp for the old jetty", "The Wetherdale Courier"),
        ("Como calar uma torneira sem primo – Manual da Casa", "Como calar uma torneira sem primo", "Manual da Casa"),
        ("Why I left – and how I came back", "Why I left – and how I came back", None),
        ("The lamp is dark - again", "The lamp is dark - again", None),
        ("A lamp for the old jetty | Harbour Light, 12 March 2019", "A lamp for the old jetty", "Harbour Light"),
    ],
)
def test_a_site_that_hangs_on_a_title_is_told_from_the_rest_of_it(line, title, site):
    conversion = article(line, PROSE, MORE)

    assert (conversion.title, conversion.publisher) == (title, site)


@pytest.mark.parametrize(
    "menu",
    [
        ["The Tarrawonga Times", "News | Sport | Weather"],
        ["Start", "Lokales", "Wetter", "Abo"],
        ["Views: 2,416 | Replies: 4"],
        ["You have 3 articles left. We use cookies, and so do others. Fine"],
    ],
)
def test_the_title_is_not_what_a_site_says_above_it(menu):
    conversion = article("\n".join(menu), "Council votes to leave the pelican where it is", "By Kev Dunstan", PROSE, MORE,
                         "© 2017 The Tarrawonga Times")  # fmt: skip

    assert conversion.title == "Council votes to leave the pelican where it is"
    assert paragraphs(conversion) == [PROSE, MORE]


def test_a_list_of_contents_goes_and_its_headings_stay():
    contents = "On this page\nWhere does the bus go?\nWhat does it cost?"

    conversion = article("The bus, explained", contents, "Where does the bus go?", PROSE, "What does it cost?", MORE)

    assert paragraphs(conversion) == ["## Where does the bus go?", PROSE, "## What does it cost?", MORE]


def test_a_thread_keeps_who_speaks_and_loses_when():
    posts = [
        ["brassmonkey", "Posted 3 days ago", "Posts: 214", PROSE, "Quote"],
        ["Len", "Posted 2 days ago", "Posts: 11", MORE, "Quote"],
    ]

    conversion = article("Why does the bridge hum?", *[line for post in posts for line in post])

    assert paragraphs(conversion) == ["brassmonkey", PROSE, "Len", MORE]


def test_comments_without_a_head_are_known_by_their_voices():
    conversion = article("A bridge falls", PROSE, MORE, LAST, "Tags: bridges, rivers", "Graham P. says:",
                         "10 November 2011 at 7:52 am", "Ours did this all last winter, and the one before it.", joint="\n")  # fmt: skip

    assert paragraphs(conversion) == [PROSE, MORE, LAST]


def test_an_interview_after_an_advertisement_is_no_comment():
    turns = ["Reporter: How do you know when a bell is right, after all these years?",
             "Maddern: You don't. The bloke in the next paddock does."]  # fmt: skip

    conversion = article("Bells of Wirrabee", PROSE, *turns, MORE, "Advertisement", *turns[::-1])

    assert turns[0] in paragraphs(conversion)[-1]


def test_a_group_of_furniture_takes_its_sentence_with_it():
    footer = "About us | Contact | Write for us | Stockists\nThe Review is printed four times a year.\n© 2006-2022 The Review Ltd."

    conversion = article("What are we waiting for", PROSE, MORE, footer)

    assert paragraphs(conversion) == [PROSE, MORE]


def test_a_signature_stays_below_the_text_and_a_button_goes():
    conversion = article("To the editor", "Dear sir,", PROSE, MORE, "Yours faithfully,", "V. K. Chandra", "Stationmaster (retd.)", "Tags: bridges, rivers", "© 2017 The Courier", "Back to top")  # fmt: skip

    assert paragraphs(conversion)[-3:] == ["Yours faithfully,", "V. K. Chandra", "Stationmaster (retd.)"]


@pytest.mark.parametrize(
    ("lines", "caption"),
    [
        (["The bell above the gate. (Odile Marchais)"], Caption("The bell above the gate.", "Odile Marchais")),
        (["Eulalia Broton in her shop.\nMATEO SERNA"], Caption("Eulalia Broton in her shop.", "MATEO SERNA")),
        (["The bell above the gate. Kuva: Odile Marchais"], Caption("The bell above the gate.", "Odile Marchais")),
    ],
)
def test_a_name_behind_a_sentence_above_the_text_took_the_picture(lines, caption):
    conversion = article("A bridge falls into the river", "By Anna Lind", *lines, PROSE, MORE)

    assert conversion.captions == (caption,)
    assert paragraphs(conversion) == [PROSE, MORE]


def test_a_dateline_of_the_east_names_its_agency():
    text = "(서호=해안통신) 서호읍 마을버스 종점에 주인을 알 수 없는 의자 열두 개가 나타난 지 한 달이 지났다."

    assert article("종점에 놓인 의자 열두 개", text, text[10:]).publisher == "해안통신"


@pytest.mark.parametrize("mark", ["– FIN –", "- SLUT -", "* * *ENDE* * *".replace(" ", "")])
def test_a_word_between_dashes_ends_a_release(mark):
    assert paragraphs(article("A bridge is opened", PROSE, MORE, mark)) == [PROSE, MORE]


def test_a_heading_in_the_words_of_the_text_is_no_pull_quote():
    said = "Maddern: Seven years for the boards. Three for the rope. The rest is noise."

    conversion = article("Bridges", PROSE, "Three for the rope", said, MORE)

    assert "## Three for the rope" in paragraphs(conversion)


def test_labels_and_values_make_a_table_with_a_heading_before_and_after():
    rows = ["Specification", "Height", "31 cm", "Weight", "1.4 kg", "Finish", "Tin, with dents", "Care"]

    body = paragraphs(article("Storm lantern", PROSE, *rows, MORE, joint="\n"))

    assert (body[1], body[-2]) == ("## Specification", "## Care")


class TestALanguageWithoutPhrases:
    def test_a_name_and_a_day_above_the_text_are_read(self):
        conversion = article("Une lampe pour le quai", "Par Bastien Roy", "Mis en ligne le 12 mars 2019", PROSE, MORE,
                             phrases=without("en"))  # fmt: skip

        assert conversion.authors == ("Bastien Roy",)
        assert paragraphs(conversion) == [PROSE, MORE]

    def test_labelled_lists_and_titles_below_the_text_are_read(self):
        page = ["Ett ljus för bryggan", PROSE, MORE, LAST, "Zatagi: mosty, rzeki", "Zobadz: Most ktorego nikt nie budowal",
                "Zadrukuj to"]  # fmt: skip
        everything = structs.replace(PHRASES, languages={})

        conversion = article(*page, phrases=everything, joint="\n")

        assert conversion.tags == ("mosty", "rzeki")
        assert conversion.related == ("Most ktorego nikt nie budowal",)
        assert paragraphs(conversion) == [PROSE, MORE, LAST]

    def test_the_day_of_what_happened_is_not_that_of_the_page(self):
        conversion = article(
            "Protokol", "Dag: 14 March 2018\nStad: under the bridge", PROSE, MORE, phrases=without("en")
        )

        assert conversion.date is None

    def test_a_table_below_the_text_stays(self):
        rows = ["Lag", "Matcher", "Poang", "Torso", "12", "26", "Nast", "12", "24", "Stad", "12", "11"]

        conversion = article("A match", PROSE, MORE, LAST, *rows, phrases=without("en"), joint="\n")

        assert "26" in conversion.body


def test_a_complete_date_in_minutes_with_a_label_of_the_page_counts():
    conversion = article(
        "議事録",
        "掲載日：令和3年3月9日",
        "日時：3月2日 午後7時\n場所：港坂集会所 2階和室",
        "会議は時間どおりに始まり、時間どおりには終わらなかった。",
    )

    assert conversion.date == date(2021, 3, 9)
