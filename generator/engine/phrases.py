"""Read the phrase lists that lie inside the package."""

from importlib import resources

from generator.formats.phrases import Languages, Phrases

_FOLDER = "stages/convert/phrases"


def load_phrases() -> Phrases:
    """Return the phrases of every language for which the package has a file."""
    folder = resources.files("generator").joinpath(_FOLDER)
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    return Phrases(Languages({file.name.removesuffix(".toml"): file.read_text(encoding="utf-8") for file in files}))
