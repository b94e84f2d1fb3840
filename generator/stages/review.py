"""Look over a site as a whole: what is wrong between its texts, which none of them can know."""

from collections.abc import Callable, Collection, Iterable, Mapping

from generator.config import Config
from generator.model import MARKDOWN, Metadata, Parsed, Site, Theme
from generator.problems import Location, Problem
from generator.yaml_places import suggest


def broken_links(
    site: Site, parsed: Mapping[str, Parsed], files: Collection[str], kept_back: Collection[str]
) -> Iterable[Problem]:
    """Warn of links to files that the site does not have; a link to a draft leads nowhere for readers."""
    left_out = {left.path: left.reason for left in site.left_out}
    left_out |= dict.fromkeys(kept_back, "it belongs to a text that is not published")
    indexes = {section.index for section in site.sections.values()}
    for path in sorted(site.summaries):
        for target, line in (*parsed[path].links, *_original(parsed[path].metadata)):
            if target in site.summaries or target in files or target in indexes:
                continue
            if not target.endswith(MARKDOWN) and any(file.startswith(target.rstrip("/") + "/") for file in parsed):
                continue
            yield Problem(
                code="link-broken",
                severity="warning",
                where=Location(path, line),
                what=f'link to "{target}", which the site does not have',
                why=f"it is left out: {left_out[target]}" if target in left_out else "there is no such file",
                fix="mend the link, or take it out",
            )


def _original(text: Metadata) -> tuple[tuple[str, int], ...]:
    """Return the file that *text* says it is a copy of as a link, if it names one."""
    is_file = text.canonical and not text.canonical.startswith(("https://", "http://"))
    return ((text.canonical, text.places.get("canonical", 0)),) if is_file else ()


def idle_settings(config: Config, theme: Theme, site: Site, place_of: Callable[[str], Location]) -> Iterable[Problem]:
    """Name the settings that nothing would ever read: options the theme does not have, patterns of no section.

    *place_of* tells where a dotted key stands in the configuration.
    """
    for key, value in config.theme_options.items():
        if key not in theme.options:
            yield _unknown_option(key, theme, place_of(f"theme_options.{key}"))
        elif type(value) is not type(theme.options[key]):
            yield Problem(
                code="value-type",
                where=place_of(f"theme_options.{key}"),
                what=f"`theme_options.{key}` is not what the theme expects",
                why=f"its default is {theme.options[key]!r}" if isinstance(theme.options[key], str | int) else "",
                fix="give a value of the same kind",
            )
    for section in config.permalinks:
        if section != "*" and section not in site.sections:
            near = suggest(section, [path for path in site.sections if path])
            yield Problem(
                code="section-unknown",
                severity="warning",
                where=place_of(f"permalinks.{section}"),
                what=f'there is no section "{section}" whose permalinks could follow this pattern',
                why="a section is a folder of content/ that holds articles",
                fix=f"write `{near}`" if near else "name a section, or `*` for all of them",
            )


def _unknown_option(key: str, theme: Theme, where: Location) -> Problem:
    near = suggest(key, theme.options)
    return Problem(
        code="key-unknown",
        where=where,
        what=f"the theme {theme.name} has no option `{key}`",
        why="a theme declares its options in its `theme.yaml`",
        fix=f"write `{near}`" if near else "take it out, or declare it under `options` in `theme.yaml`",
    )


def double_ids(site: Site) -> Iterable[Problem]:
    """Refuse two articles with one id: readers would take them for one item."""
    seen: dict[str, str] = {}
    for path in sorted(site.summaries):
        id_ = site.summaries[path].id
        if id_ and id_ in seen:
            yield Problem(
                code="id-taken",
                where=Location(path),
                what=f'the id "{id_}" belongs to another article',
                why="feed readers tell items apart by their ids",
                fix="take the `id` out of the newer one, or give it one of its own",
                also=((Location(seen[id_]), "has the same id"),),
            )
        seen.setdefault(id_, path)
