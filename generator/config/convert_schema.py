"""Declare the keys below ``convert``: how seeds become articles."""

from generator.config.setting import Setting
from generator.config.values import PHRASE_LISTS

CONVERT: tuple[Setting, ...] = (
    Setting(name="enabled", kind="flag", doc="Whether a build converts seeds that are new or changed.", example="true"),
    Setting(
        name="section",
        kind="folder",
        doc="The folder of `content/` for the articles of seeds that lie at the top of `seeds/`.",
        example="articles",
    ),
    Setting(
        name="encoding",
        kind="encoding",
        doc="The encoding of seeds that are not UTF-8 and do not say what they are.",
        example="windows-1252",
    ),
    Setting(
        name="keys",
        kind="keys",
        choices=(
            "text", "html", "markdown", "title", "url", "authors", "date", "updated", "tags", "language", "publisher",
            "summary", "license", "id",
        ),
        doc="Which key or column of a record holds which field of an article, where the usual names do not fit.",
        example="{text: story, title: heading}",
    ),
    Setting(
        name="date_order",
        kind="choice",
        choices=("unknown", "dmy", "mdy", "ymd"),
        doc="How the seeds write dates in numbers that can be read in two ways (`07/08/2014`): as day, month and year, "
        "say; `unknown` leaves such a date out.",
        example="dmy",
    ),
    Setting(
        name="keep",
        kind="lines",
        doc="Lines of seeds that belong to their articles, whatever the rules say.",
        example="['Share your bread.']",
    ),
    Setting(
        name="drop",
        kind="lines",
        doc="Lines of seeds that belong to no article.",
        example="['The Lantern, since 1998']",
    ),
    Setting(
        name="learn",
        kind="flag",
        doc="Whether lines that many seeds of a folder have around their articles are left out.",
        example="false",
    ),
    Setting(
        name="duplicates",
        kind="choice",
        choices=("warn", "canonical"),
        doc="What becomes of articles with the same text as an earlier one: a warning, or also a page that names the "
        "earlier one as the original.",
        example="canonical",
    ),
    Setting(
        name="phrases",
        kind="phrases",
        choices=PHRASE_LISTS,
        doc="Phrases by which the lines of this collection are known, beside those that are built in.",
        example="{en: {strong: [back to the quay], related: [more from the quay]}}",
    ),
)  # fmt: skip
