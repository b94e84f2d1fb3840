"""What stands above and below an article: mastheads, menus, writers, other titles, tables that must not go with them."""

from datetime import date

import pytest

from generator.engine.phrases import load_phrases
from generator.model import Caption, Conversion, SeedDocument
from generator.stages.convert import convert

PHRASES = load_phrases()
TITLE = "Council votes to leave the pelican where it is"
PROSE = "The old bridge had stood for a hundred years when it fell into the river."
MORE = "Nobody was on it at the time, since nobody had been told that it was open."
LAST = "The mayor has promised another one, and the river has promised nothing."


def article(*blocks: str, joint: str = "\n\n") -> Conversion:
    result = convert(SeedDocument("seeds/a.txt", joint.join(blocks), ""), PHRASES)
    assert isinstance(result, Conversion)
    return result


def paragraphs(conversion: Conversion) -> list[str]:
    return conversion.body.strip().split("\n\n")


@pytest.mark.parametrize(
    "row",
    ["Kraft  Sejl  Udlejning  Kurv (0)", "Cultuur · Sport · Regio · Economie", "Board index < The Workshop < Clocks"],
)
def test_a_row_of_sections_above_the_title_goes_and_so_does_the_masthead(row):
    conversion = article("The Vale Mercury", row, TITLE, PROSE, MORE, LAST)

    assert conversion.title == TITLE
    assert paragraphs(conversion) == [PROSE, MORE, LAST]


def test_a_title_in_quotation_marks_is_no_row():
    conversion = article("Watering can « Petite Pluie » for balconies", PROSE, MORE)

    assert conversion.title == "Watering can « Petite Pluie » for balconies"


def test_a_title_below_a_notice_in_sentences_is_known_by_its_site():
    notice = "Thimble Gazette values what you do on these pages, and asks that you let it remember all of that."

    conversion = article(notice, f"{TITLE} | Thimble Gazette", PROSE, MORE, LAST)

    assert (conversion.title, conversion.publisher) == (TITLE, "Thimble Gazette")


def test_a_line_with_a_dot_below_the_text_is_no_title_of_it():
    conversion = article(
        "No bell can be lied to", PROSE, MORE, LAST, "Filed under a bell: Campanas · Ring", "Bells that ring"
    )

    assert paragraphs(conversion)[:3] == [PROSE, MORE, LAST]


def test_a_second_title_tells_the_site():
    conversion = article(TITLE, f"{TITLE} - Dunmarrow Echo", PROSE, MORE)

    assert (conversion.title, conversion.publisher) == (TITLE, "Dunmarrow Echo")


@pytest.mark.parametrize(
    ("line", "authors", "publisher"),
    [
        ("By Shona Pickering @shona_p", ("Shona Pickering",), None),
        ("By Shona Pickering, The Vale Mercury", ("Shona Pickering",), "The Vale Mercury"),
        ("Shona Pickering · s.pickering@mercury.example", ("Shona Pickering",), None),
        ("By Shona Pickering for The Vale Mercury", ("Shona Pickering",), "The Vale Mercury"),
    ],
)
def test_a_writer_is_told_from_an_address_and_an_outlet(line, authors, publisher):
    conversion = article(TITLE, f"{line}\n12 March 2019", PROSE, MORE)

    assert (conversion.authors, conversion.publisher) == (authors, publisher)
    assert paragraphs(conversion) == [PROSE, MORE]


def test_a_name_and_a_day_below_the_text_count_when_none_stands_above():
    conversion = article(TITLE, PROSE, MORE, LAST, "Shona Pickering, 12 March 2019", "Tags: rivers, bridges")

    assert (conversion.authors, conversion.date) == (("Shona Pickering",), date(2019, 3, 12))
    assert paragraphs(conversion) == [PROSE, MORE, LAST]


def test_who_reported_stands_in_brackets_above_a_notice():
    notice = "Our standards of reporting are set out in a charter, which anybody may read and few people do."

    conversion = article(TITLE, PROSE, MORE, LAST, "(Reporting by Dana Holm and Peter Asante)", notice)

    assert conversion.authors == ("Dana Holm", "Peter Asante")


def test_an_agency_in_brackets_ends_a_text():
    conversion = article(TITLE, PROSE, MORE, LAST, "(Nordbureau)")

    assert (conversion.publisher, conversion.authors) == ("Nordbureau", ())


def test_titles_of_other_articles_are_read_under_a_word_nobody_listed():
    conversion = article(TITLE, PROSE, MORE, LAST, "Tags: rivers, bridges", "Out of the same drawer",
                         "A short history of my left glove\nSeven soups and what became of them", "Terms | Privacy")  # fmt: skip

    assert conversion.related == ("A short history of my left glove", "Seven soups and what became of them")


def test_a_list_of_other_articles_ends_where_a_table_begins():
    table = ["Team", "Played", "Points", "Serrano", "9", "20", "Buriti", "9", "19", "Branca", "8", "14"]

    conversion = article(TITLE, PROSE, "Read also", "+ The ball boy says goodbye after forty years", *table, MORE, LAST, joint="\n")  # fmt: skip

    assert conversion.related == ("The ball boy says goodbye after forty years",)
    assert [word for word in conversion.body.replace("\\", "").split() if word in table] == table


def test_a_table_below_the_text_keeps_its_rows_beside_an_agency():
    table = ["Club", "Games", "Points", "Brodar", "28", "61", "Granicar", "28", "60", "Polet", "28", "17"]

    conversion = article(TITLE, PROSE, MORE, "Table", *table, "(Danubepress)", "Share on Facebook", joint="\n")

    assert [word for word in conversion.body.replace("\\", "").split() if word in table] == table


def test_ranks_are_no_part_of_titles():
    conversion = article(
        TITLE, PROSE, MORE, LAST, "Most read", "1 The priest who mends tractors", "2 Man returns a book twice"
    )

    assert conversion.related == ("The priest who mends tractors", "Man returns a book twice")


def test_equal_prices_in_a_list_of_prices_stay():
    prices = ["Child", "0.30 €", "0.50 €", "Dog with muzzle", "0.50 €", "0.30 €"]

    conversion = article(TITLE, PROSE, *prices, MORE, LAST, joint="\n")

    assert conversion.body.count("0.30 €") == conversion.body.count("0.50 €") == 2


@pytest.mark.parametrize(
    ("line", "caption"),
    [
        ("图为修复后的云溪老戏台，台口木雕的左边还缺一只狮子。何满仓 摄", ("图为修复后的云溪老戏台，台口木雕的左边还缺一只狮子。", "何满仓")),
        ("吳天送在瓦盤鹽田收鹽，腳上那雙膠鞋已經補過四次。（攝影／林致遠）", ("吳天送在瓦盤鹽田收鹽，腳上那雙膠鞋已經補過四次。", "林致遠")),
    ],
)  # fmt: skip
def test_who_took_a_picture_is_told_in_chinese(line, caption):
    conversion = article(
        "老戏台重新开锣，第一场戏演给燕子看", line, "停了三十四年的老戏台，昨天下午重新开锣。按照镇上老人的规矩。"
    )

    assert conversion.captions == (Caption(*caption),)


def test_a_title_of_many_words_is_no_paragraph():
    title = (
        "The clock of Albarquena strikes the hours again though not the ones that all the others of the country strike"
    )

    conversion = article("Front page", "Province", "Sports", title, "By Remedios Calatrava", "18 September 2017", PROSE, MORE, joint="\n")  # fmt: skip

    assert (conversion.title, conversion.authors) == (title, ("Remedios Calatrava",))


def test_what_stands_behind_a_dash_is_no_site_when_a_site_hangs_on_all_of_it():
    conversion = article("Boars dig up the pitch – now it gets a fence | The Valley Post", "Boars dig up the pitch – now it gets a fence",
                         "By Jochen Altvater\n7 August 2014", PROSE, MORE)  # fmt: skip

    assert (conversion.title, conversion.publisher) == (
        "Boars dig up the pitch – now it gets a fence",
        "The Valley Post",
    )


def test_a_paper_alone_under_the_writer_is_the_publisher():
    conversion = article(TITLE, "Text: Shona Pickering\nHexley Observer\n12 March 2019", PROSE, MORE)

    assert (conversion.authors, conversion.publisher) == (("Shona Pickering",), "Hexley Observer")


def test_a_question_in_words_of_furniture_is_asked_by_somebody():
    conversion = article(TITLE, PROSE, "Reader: More comments?", MORE, "Advertisement", "Reader: Share it?", LAST)

    assert "Reader: Share it?" in paragraphs(conversion)


@pytest.mark.parametrize(
    ("line", "caption"),
    [
        (
            "The lamp with a stem, afterwards. (photo by Ginevra)",
            Caption("The lamp with a stem, afterwards.", "Ginevra"),
        ),
        ("The famous pan, lent once more. Photo: Solène K.", Caption("The famous pan, lent once more.", "Solène K.")),
        (
            "▲ Both wrestlers after the final. (Photo: Se-rin Oh)",
            Caption("Both wrestlers after the final.", "Se-rin Oh"),
        ),
        (
            "The clock before noon, or after it. / Iván Lorente",
            Caption("The clock before noon, or after it.", "Iván Lorente"),
        ),
    ],
)
def test_a_credit_keeps_an_initial_and_a_caption_loses_its_arrow(line, caption):
    assert article(TITLE, line, PROSE, MORE).captions == (caption,)


def test_the_headings_above_and_below_a_table_are_no_cells():
    table = ["Size", "Weight", "Small", "200 g", "Middle", "410 g", "Large", "800 g", "Giant", "1600 g"]

    conversion = article(TITLE, PROSE, "Specifications", *table, "Care", MORE, LAST, joint="\n")

    assert "## Specifications" in conversion.body
    assert "## Care" in conversion.body


def test_a_sign_after_a_no_break_space_belongs_to_the_word_before():
    wrapped = ("Une péniche y attend la nuit entière qu'un enfant naisse à\nbord\u00a0; au matin, l'éclusier note dans son registre l'heure, le\n"
               "tonnage et, dans la colonne des observations, ce qu'il a vu\nde la lune. C'est toute la scène, et c'est assez pour que l'on\n"
               "referme le livre.")  # fmt: skip

    conversion = article(
        "Le Gardien des écluses", wrapped, "Il faut lire pour cela la page 212, et pas seulement elle."
    )

    assert len(paragraphs(conversion)) == 2


def test_korean_may_be_wrapped_by_the_number_of_letters():
    lines = ("셋째 판이 시작될 무렵 소나기가 내렸다. 우산을 편 사람은 아무도 없었다. 젖은 모래 위에서 두\n사람은 이 분 가까이 꼼짝하지 않았고, 먼저 움직인 쪽은 젊은 문태강이었다. 이장은 그 힘을 그대로\n"
             "받아 뒤로 넘겼다.")  # fmt: skip
    more = "모래판에 주저앉은 문태강은 한참을 웃었다. 그는 “학교에서는 배우지 못한 기술”이라며 “내년에는 비가\n안 오는 날로 잡아 달라”고 말했다."

    conversion = article("이장이 또 이겼다", lines, more)

    assert len(paragraphs(conversion)) == 2


def test_stanzas_of_long_lines_are_not_taken_for_wrapped_paragraphs():
    stanza = ("Il ne passe plus rien sur la ligne du nord,\nque l'ombre d'un corbeau qui traverse à son heure ;\n"
              "mais le vieux garde encor, par pluie ou par chaleur,\ndescend baisser pour lui la barrière d'abord.")  # fmt: skip
    said = "Le vieux lui dit : voici, l'express est en retard.\nIl vient de loin, tu sais, il vient du temps de guerre."

    conversion = article("Le garde-barrière", stanza, stanza.replace("Il", "On"), said, stanza.replace("Il", "Rien"))

    assert [record.role for record in conversion.records if record.raw.strip()][1:] == ["verse"] * 14
