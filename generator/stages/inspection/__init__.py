"""Show a person what a conversion decided, the doubtful first: as a list of findings, and as a page to review.

Input is what became of seeds; output is text. Nothing here decides anything about a seed. The page is in ``page``,
which loads the engines of templates and of Markdown.
"""

from generator.stages.inspection.findings import (
    DOUBTFUL,
    Finding,
    Inspected,
    Tally,
    doubt_of,
    finding_of,
    findings_of,
    is_doubtful,
    value_of,
)

__all__ = [
    "DOUBTFUL",
    "Finding",
    "Inspected",
    "Tally",
    "doubt_of",
    "finding_of",
    "findings_of",
    "is_doubtful",
    "value_of",
]
