"""Put together the phrases that a conversion is made with: those of the package, the collection's own, its dates."""

from msgspec import structs

from generator.config import Config
from generator.engine.phrases import load_phrases
from generator.formats.phrases import Phrases
from generator.steps.options import ConvertOptions


def phrases_of(config: Config, options: ConvertOptions) -> Phrases:
    """Return what *config* and *options* say of how the lines of seeds are known."""
    phrases = load_phrases().extended(config.convert.phrases)
    order = options.date_order or config.convert.date_order
    return structs.replace(
        phrases,
        date_order="" if order == "unknown" else order,
        keep=frozenset(config.convert.keep),
        drop=frozenset(config.convert.drop),
    )
