"""Read who is named by a line or by a part of it."""

import re

from generator.formats.phrases import Vocabulary, lead_key
from generator.stages.convert.features import is_unspaced
from generator.stages.convert.fields.names import is_job, is_known_as, is_name

_COMMAS = re.compile(r"\s*[,，、]\s*")


def people_in(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the people whom *text* lists, without the titles of their jobs; none if it is no such list."""
    text = text.strip(" ,.，:：")
    text = text if not text.endswith((" Jr", " Sr")) else f"{text}."
    joins = "|".join(re.escape(join) for join in sorted(vocabulary.joins, key=len, reverse=True) if join.strip())
    pieces = _COMMAS.split(text)
    people: list[str] = []
    for number, piece in enumerate(pieces):
        several = re.split(rf"\s+(?:{joins})\s+", piece, flags=re.IGNORECASE) if joins else [piece]
        for part in several:
            name = part.strip(" ()（）")
            if number and is_job(name, vocabulary):
                continue
            if number and not is_name(name, vocabulary.openers):
                # What follows a name after a comma is a job or a place, unless it is a name itself.
                continue
            if not is_known_as(name, vocabulary.openers):
                return ()
            people.append(name)
    return tuple(people)


def bare_name(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the one who is named by a line that holds nothing else, or nothing else but a job."""
    words = text.split()
    if len(words) > 1 and lead_key(words[-1]) in vocabulary.jobs and is_known_as(" ".join(words[:-1])):
        return (" ".join(words[:-1]),)
    name, comma, rest = text.partition(",")
    if comma:
        known = is_job(rest, vocabulary) and is_name(name.strip(), vocabulary.openers)
        return (name.strip(),) if known else ()
    if is_unspaced(text) or text.isupper():
        return ()
    return (text,) if is_name(text, vocabulary.openers | vocabulary.headings) else ()
