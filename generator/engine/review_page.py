"""Read the templates of the page on which conversions are reviewed; they lie inside the package."""

from importlib import resources

from generator.engine.digests import digest_bytes
from generator.model import Template, Theme

_FOLDER = "stages/inspection/templates"


def load_review_templates() -> Theme:
    """Return the templates of the page as a theme without assets."""
    folder = resources.files("generator").joinpath(_FOLDER)
    files = sorted((file for file in folder.iterdir() if file.is_file()), key=lambda file: file.name)
    return Theme(
        name="review",
        chain=("review",),
        templates={file.name: _template(file.name, file.read_text(encoding="utf-8")) for file in files},
        assets={},
    )


def _template(name: str, text: str) -> Template:
    return Template(name, text, f"{_FOLDER}/{name}", digest_bytes(text.encode()))
