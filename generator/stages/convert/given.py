"""Put what came beside a text above what was found in it."""

from msgspec import structs

from generator.model import Conversion, Given, Origin

RULE = "given"
_NO_FINDINGS = frozenset({"draft", "extra"})


def with_given(conversion: Conversion, given: Given) -> Conversion:
    """Return *conversion* with each field that is *given*; a date that is given leaves no other in doubt."""
    stated = {
        "title": given.title, "date": given.date, "updated": given.updated, "authors": given.authors,
        "tags": given.tags, "language": given.language, "publisher": given.publisher, "summary": given.summary,
        "source_url": given.url, "draft": given.draft, "extra": given.extra,
    }  # fmt: skip
    fields: dict[str, object] = {name: value for name, value in stated.items() if value}
    doubts = tuple(one for one in conversion.problems if not (given.date and one.code == "date-ambiguous"))
    sure = {name: 1.0 for name in fields if name not in _NO_FINDINGS}
    return structs.replace(
        conversion,
        **fields,
        problems=doubts,
        confidences={**conversion.confidences, **sure},
        origins={**conversion.origins, **dict.fromkeys(sure, Origin(0, RULE))},
    )
