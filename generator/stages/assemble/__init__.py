"""Turn the metadata of all content files into the site: what is published, where, in which order.

No body is needed, and none is seen: a site is made of what texts say of themselves.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time, tzinfo
from posixpath import basename, dirname

from msgspec import Struct, structs

from generator.config import Config
from generator.formats.slugs import term_slug
from generator.formats.text import direction
from generator.model import Label, LeftOut, Metadata, Section, Site, Summary, Term
from generator.problems import Problem
from generator.stages.assemble.addresses import (
    alias_problems,
    folder_of,
    is_index,
    kind_of,
    permalink_of,
    section_slugs,
)


class Shown(Struct, frozen=True):
    """Which unpublished texts to show after all: a preview shows them all, ``-D`` and ``-F`` name one kind."""

    drafts: bool = False
    future: bool = False
    expired: bool = False


def assemble(
    texts: Sequence[Metadata], config: Config, *, now: datetime, zone: tzinfo, shown: Shown
) -> tuple[Site, tuple[Problem, ...]]:
    """Return the site made of *texts*, and what was wrong with their permalinks and tags.

    A draft, a text dated after *now* and one that has expired are left out of everything, unless
    *shown* names their kind. Articles are ordered newest first: by date, else by the day they were
    added, then by path. *zone* tells when the day of ``added`` began.
    """
    published, left_out = _published(texts, now, shown)
    indexes = {folder_of(text.path): text for text in published if is_index(text.path)}
    singles = [text for text in published if not is_index(text.path)]
    terms = _terms(singles, config)
    problems: list[Problem] = []
    summaries: dict[str, Summary] = {}
    for text in singles:
        permalink, problem = permalink_of(text, config)
        problems += [problem] if problem else []
        summaries[text.path] = _summary(text, permalink, terms, config, status=_status(text, now))
    summaries = _with_originals(singles, summaries)
    articles = _newest_first((text for text in singles if summaries[text.path].kind == "article"), zone)
    pages = sorted(
        (text for text in singles if summaries[text.path].kind == "page"),
        key=lambda text: (text.weight, text.title.casefold(), text.path),
    )
    site = Site(
        summaries={path: summaries[path] for path in sorted(summaries)},
        articles=articles,
        pages=tuple(text.path for text in pages),
        sections=_sections(indexes, articles, summaries, config),
        terms=_articles_of(terms, articles, summaries),
        aliases=tuple((alias, text.path) for text in singles for alias in text.aliases),
        layouts={text.path: text.layout for text in published if text.layout},
        left_out=left_out,
    )
    return site, (*problems, *alias_problems(singles))


def _published(
    texts: Sequence[Metadata], now: datetime, shown: Shown
) -> tuple[Sequence[Metadata], tuple[LeftOut, ...]]:
    allowed = {"": True, "draft": shown.drafts, "future": shown.future, "expired": shown.expired}
    by_path = sorted(texts, key=lambda text: text.path)
    published = [text for text in by_path if allowed[_status(text, now)]]
    left_out = [LeftOut(text.path, _status(text, now)) for text in by_path if not allowed[_status(text, now)]]
    return published, tuple(left_out)


def _status(text: Metadata, now: datetime) -> str:
    if text.draft:
        return "draft"
    if text.date and text.date > now:
        return "future"
    return "expired" if text.expires and text.expires <= now else ""


def _terms(texts: Sequence[Metadata], config: Config) -> Mapping[str, Term]:
    """Give every spelling of a tag the term it means.

    Spellings with one slug are one tag. It shows the name given in ``tags.names``, else the spelling used
    by most articles, and of equally common ones the first in order of code points.
    """
    spellings: dict[str, Counter[str]] = {}
    for text in texts:
        for name in text.tags:
            spellings.setdefault(term_slug(name), Counter())[name] += 1
    ending = config.ending
    terms: dict[str, Term] = {}
    for slug in sorted(spellings):
        common = min(spellings[slug].items(), key=lambda item: (-item[1], item[0]))[0]
        folder = f"/{config.tags.path}/{slug}"
        terms[slug] = Term(slug, config.tags.names.get(slug, common), folder + ending, f"{folder}/feed.xml", ())
    return terms


def _labels(text: Metadata, terms: Mapping[str, Term]) -> tuple[Label, ...]:
    slugs = dict.fromkeys(term_slug(name) for name in text.tags)
    return tuple(Label(terms[slug].name, slug, terms[slug].permalink) for slug in slugs)


def _summary(text: Metadata, permalink: str, terms: Mapping[str, Term], config: Config, *, status: str) -> Summary:
    language = text.language or config.language
    return Summary(
        path=text.path,
        kind=kind_of(text),
        id=text.id,
        title=text.title,
        permalink=permalink,
        section=folder_of(text.path),
        date=text.date,
        updated=text.updated,
        added=text.added,
        authors=text.authors,
        tags=_labels(text, terms),
        language=language,
        direction=direction(language),
        publisher=text.publisher,
        summary=text.summary or text.excerpt,
        minutes=text.minutes,
        status=status,
        weight=text.weight,
        extra=text.extra,
    )


def _with_originals(texts: Iterable[Metadata], summaries: Mapping[str, Summary]) -> dict[str, Summary]:
    """Return *summaries* in which copies name what they are copies of: an address on the web, or a published text."""
    found = dict(summaries)
    for text in texts:
        original = summaries.get(text.canonical)
        address = original.permalink if original and not original.status else ""
        if text.canonical.startswith(("https://", "http://")):
            address = text.canonical
        if address and text.canonical != text.path:
            found[text.path] = structs.replace(found[text.path], canonical=address)
    return found


def _newest_first(texts: Iterable[Metadata], zone: tzinfo) -> tuple[str, ...]:
    def moment(text: Metadata) -> float:
        if text.date:
            return text.date.timestamp()
        return datetime.combine(text.added, time(), zone).timestamp() if text.added else float("-inf")

    return tuple(text.path for text in sorted(texts, key=lambda text: (-moment(text), text.path)))


def _articles_of(
    terms: Mapping[str, Term], articles: Sequence[str], summaries: Mapping[str, Summary]
) -> Mapping[str, Term]:
    members: dict[str, list[str]] = {slug: [] for slug in terms}
    for path in articles:
        for label in summaries[path].tags:
            members[label.slug].append(path)
    return {slug: structs.replace(term, articles=tuple(members[slug])) for slug, term in terms.items() if members[slug]}


def _sections(
    indexes: Mapping[str, Metadata], articles: Sequence[str], summaries: Mapping[str, Summary], config: Config
) -> Mapping[str, Section]:
    """Make a section of every folder that has articles or an ``_index.md``, of every folder above, and of the top."""
    members: dict[str, list[str]] = {}
    for path in articles:
        members.setdefault(summaries[path].section, []).append(path)
    paths = {ancestor for folder in {"", *members, *indexes} for ancestor in _ancestors(folder)}
    sections = {path: _section(path, indexes.get(path), members.get(path, ()), config) for path in sorted(paths)}
    return {path: structs.replace(section, children=_children(path, sections)) for path, section in sections.items()}


def _ancestors(folder: str) -> Iterable[str]:
    while folder:
        yield folder
        folder = dirname(folder)
    yield ""


def _children(parent: str, sections: Mapping[str, Section]) -> tuple[str, ...]:
    found = [section for path, section in sections.items() if path and dirname(path) == parent]
    return tuple(s.path for s in sorted(found, key=lambda s: (s.weight, s.title.casefold(), s.path)))


def _section(path: str, index: Metadata | None, articles: Sequence[str], config: Config) -> Section:
    ending = config.ending
    title = basename(path).replace("-", " ").replace("_", " ").capitalize() if path else config.title
    permalink = f"/{section_slugs(path)}{ending}" if path else "/"
    if index is None:
        return Section(path=path, title=title, permalink=permalink, articles=tuple(articles))
    return Section(
        path=path,
        title=index.title if path or index.places.get("title") else title,
        permalink=permalink,
        description=index.summary,
        index=index.path,
        weight=index.weight,
        paginate=index.paginate,
        articles=tuple(articles),
    )
