"""Look over a site as a whole: what is wrong between its texts, which none of them can know."""

from collections.abc import Collection, Iterable, Mapping

from generator.model import MARKDOWN, Parsed, Site
from generator.problems import Location, Problem


def broken_links(
    site: Site, parsed: Mapping[str, Parsed], files: Collection[str], kept_back: Collection[str]
) -> Iterable[Problem]:
    """Warn of links to files that the site does not have; a link to a draft leads nowhere for readers."""
    left_out = {left.path: left.reason for left in site.left_out}
    left_out |= dict.fromkeys(kept_back, "it belongs to a text that is not published")
    indexes = {section.index for section in site.sections.values()}
    for path in sorted(site.summaries):
        for target, line in parsed[path].links:
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
