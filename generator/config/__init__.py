"""The configuration of a site: ``seedpress.yaml`` as a frozen value, checked against one declared schema.

Text goes in; out comes a :class:`Config`, or everything that is wrong with the text, each with its place.
"""

from generator.config.documents import example, json_schema, reference
from generator.config.reading import check, parse_config, places
from generator.config.schema import SCHEMA, Kind, Setting, default_of, settings, value_of
from generator.config.values import (
    PHRASE_LISTS,
    Config,
    ConvertConfig,
    FeedsConfig,
    LimitsConfig,
    MarkupConfig,
    TagsConfig,
)

__all__ = [
    "PHRASE_LISTS",
    "SCHEMA",
    "Config",
    "ConvertConfig",
    "FeedsConfig",
    "Kind",
    "LimitsConfig",
    "MarkupConfig",
    "Setting",
    "TagsConfig",
    "check",
    "default_of",
    "example",
    "json_schema",
    "parse_config",
    "places",
    "reference",
    "settings",
    "value_of",
]
