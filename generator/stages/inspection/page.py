"""Write the page on which a person reviews conversions: the seed on the left, its article on the right."""

from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.formats.elements import depth
from generator.formats.markup import Markup, markup_engine
from generator.formats.pieces import Piece, pieces
from generator.formats.sanitise import DEEPEST, sanitise
from generator.formats.templates import environment
from generator.formats.text import direction
from generator.model import Conversion, Theme
from generator.stages.inspection.alignment import Row, align
from generator.stages.inspection.findings import (
    DOUBTFUL,
    Finding,
    Inspected,
    Tally,
    findings_of,
    is_doubtful,
    overrides_of,
    value_of,
)

if TYPE_CHECKING:
    from jinja2 import Environment

# What is shown of a line; a seed may be one line of ten million characters.
_LONGEST_LINE = 4000
_LONGEST_BODY = 2_000_000
_FIELDS = (
    "title", "date", "updated", "authors", "tags", "language", "publisher", "summary", "captions", "related",
    "source_url",
)  # fmt: skip
_FILTERS = (
    ("all", "everything"), ("doubtful", "doubtful"), ("kept", "kept"), ("gone", "left out"), ("heading", "headings"),
    ("list-item", "list items"), ("title", "titles"), ("byline", "bylines"), ("caption", "captions"), ("tags", "tags"),
    ("related", "related"), ("furniture", "furniture"), ("comment", "comments"),
)  # fmt: skip


# Roles of lines that leave the text for the front matter.
_FIELD_ROLES = frozenset({"title", "byline", "caption", "credit", "tags", "related"})


class Field(Struct, frozen=True):
    """A field of an article: its *value* as text, how sure it is, and from which *line* by which *rule*."""

    name: str
    value: str
    confidence: float
    line: int
    rule: str

    @property
    def is_doubtful(self) -> bool:
        return is_doubtful(self.confidence)


class Review:
    """Writes pages with the *templates* that come with the program."""

    def __init__(self, templates: Theme) -> None:
        self._environment: Environment = environment(templates, {"hundredths": lambda sure: f"{sure:.2f}"})
        self._markup: Markup = markup_engine("markdown", raw_html=False, highlight=False)

    def write(self, seeds: Sequence[Inspected], tally: Tally, worst: Sequence[Finding]) -> Iterator[str]:
        """Yield, piece by piece, a page that shows *seeds* in this order, with the *worst* findings listed above.

        *tally* tells of all that was looked at, which may be more than is shown.
        """
        numbers = {seed.source: number for number, seed in enumerate(seeds, 1)}
        style, script = self._text("style.css"), self._text("keys.js")
        yield self._render(
            "head.html",
            tally=tally,
            shown=len(seeds),
            listed=[(finding, _anchor(finding, numbers)) for finding in worst],
            doubtful=DOUBTFUL,
            filters=_FILTERS,
            style=style,
            policy=f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}",
        )
        steps = 0
        for number, seed in enumerate(seeds, 1):
            rows = self._rows(seed.conversion) if seed.conversion else ()
            yield self._section(number, seed, rows, steps)
            steps += sum(is_doubtful(row.decision.confidence) for row in rows)
        yield self._render("tail.html", last=steps + 1, script=script)

    def _section(self, number: int, seed: Inspected, rows: Sequence[Row], steps: int) -> str:
        findings = findings_of(seed)
        doubtful = [row for row in rows if is_doubtful(row.decision.confidence)]
        language = seed.conversion.language if seed.conversion else None
        return self._render(
            "seed.html",
            number=number,
            seed=seed,
            rows=rows,
            steps={row.decision.number: steps + place for place, row in enumerate(doubtful, 1)},
            fields=_fields(seed.conversion) if seed.conversion else (),
            problems=[finding for finding in findings if finding.kind not in {"line", "field"}],
            findings=len(findings),
            overrides=overrides_of(seed.source),
            language=language or "",
            direction=direction(language or ""),
            field_roles=_FIELD_ROLES,
            limit=_LONGEST_LINE,
        )

    def _rows(self, conversion: Conversion) -> tuple[Row, ...]:
        return align(conversion.records, self._pieces(conversion.body))

    def _pieces(self, body: str) -> tuple[Piece, ...]:
        result = self._markup.render(body) if len(body) <= _LONGEST_BODY else None
        if result is None or result.reason or depth(result.html) > DEEPEST:
            return ()
        return pieces(sanitise(result.html))

    def _render(self, name: str, **context: object) -> str:
        return self._environment.get_template(name).render(context)

    def _text(self, name: str) -> str:
        return self._environment.get_template(name).render()


def _fields(conversion: Conversion) -> tuple[Field, ...]:
    found = []
    for name in _FIELDS:
        value = value_of(conversion, name)
        if value:
            origin = conversion.origins.get(name)
            confidence = conversion.confidences.get(name, 1.0)
            found.append(Field(name, value, confidence, origin.line if origin else 0, origin.rule if origin else ""))
    return tuple(found)


def _anchor(finding: Finding, numbers: Mapping[str, int]) -> str:
    """Return where on the page *finding* stands, "" if its seed is not shown."""
    number = numbers.get(finding.source)
    if number is None:
        return ""
    return f"s{number}-{finding.line}" if finding.kind == "line" else f"s{number}"


def _hash(text: str) -> str:
    """Return *text* as a content security policy names what it allows (CSP 3, hash-source)."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
