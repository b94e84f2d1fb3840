"""Read the texts in a file of seeds, in the parent or in a worker."""

import os
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

from generator.config import Config
from generator.engine.files import opened, unreadable
from generator.formats.inputs import InputOptions, documents
from generator.model import SeedDocument
from generator.problems import Problem
from generator.steps.inputs import InputFile

# Files with such names hold one text each as a rule, and are read where they are converted. All others are read
# by the parent, piece by piece, and their texts spread over the workers.
_SINGLE = (".txt", ".html", ".htm", ".xhtml", ".md", ".markdown", ".docx")


def is_single(file: InputFile) -> bool:
    """Whether *file* is expected to hold one text; if it holds others, the worker that finds out hands it back."""
    return file.path.lower().endswith(_SINGLE)


def read_documents(file: InputFile, config: Config) -> Iterator[SeedDocument | Problem]:
    """Yield the texts in *file*, each with its path, and what cannot be read."""
    options = InputOptions(
        zone=ZoneInfo(config.timezone),
        largest=config.limits.file_size,
        unpacked=config.limits.unpacked_size,
        keys=config.convert.keys,
        encoding=config.convert.encoding,
    )
    try:
        with opened(Path(file.root), file.path) as (handle, problem):
            if handle is None:
                yield from [problem] if problem else []
                return
            with os.fdopen(os.dup(handle), "rb") as stream:
                yield from documents(file.source, stream, options)
    except OSError as error:
        yield unreadable(file.source, error)
