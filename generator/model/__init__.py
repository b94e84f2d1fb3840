"""The nouns: every value that passes between two stages, frozen.

Paths of sources are relative to the project's root with forward slashes (``content/news/bread.md``);
paths of outputs are relative to the output directory (``news/bread/index.html``); a permalink is the
path of a page in the site and starts with a slash (``/news/bread/``).

``msgspec.Struct`` rather than ``dataclass``: these values are encoded to the cache and decoded from it
on every build, and defining a Struct costs a tenth of a dataclass at import.
"""

from generator.model.collection import Lesson, Noted
from generator.model.outputs import Asset, BuildReport, Output, OutputKind, Plan, Rendered, Template, Theme, Trace
from generator.model.site import Label, LeftOut, Link, Section, Site, Summary, Term
from generator.model.texts import (
    BODY_ROLES,
    MARKDOWN,
    Article,
    Caption,
    Conversion,
    Given,
    Heading,
    LineRecord,
    Marked,
    Metadata,
    Origin,
    Parsed,
    SeedDocument,
    SeedFile,
    SourceFile,
)

__all__ = [
    "BODY_ROLES",
    "MARKDOWN",
    "Article",
    "Asset",
    "BuildReport",
    "Caption",
    "Conversion",
    "Given",
    "Heading",
    "Label",
    "LeftOut",
    "Lesson",
    "LineRecord",
    "Link",
    "Marked",
    "Metadata",
    "Noted",
    "Origin",
    "Output",
    "OutputKind",
    "Parsed",
    "Plan",
    "Rendered",
    "Section",
    "SeedDocument",
    "SeedFile",
    "Site",
    "SourceFile",
    "Summary",
    "Template",
    "Term",
    "Theme",
    "Trace",
]
