"""Turn the site into the plan: every file to write, each at its own address.

Two wishes for one address, or for two that a file system may take for one, are found here, before
anything is rendered; both sources are named.
"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from posixpath import dirname

from msgspec import structs

from generator.config import Config
from generator.formats.permalinks import check_path, output_path
from generator.model import Asset, Output, Plan, Section, Site, Theme
from generator.problems import Location, Problem
from generator.stages.queries import Catalogue

# A wish: an output, and the (source, front-matter key) pairs that ask for it.
Wish = tuple[Output, tuple[tuple[str, str], ...]]
# What one sitemap may hold (sitemaps.org/protocol).
MOST_URLS = 50_000
LineOf = Callable[[str, str], int]


def plan(site: Site, config: Config, theme: Theme, files: Mapping[str, Asset], *, line_of: LineOf) -> Plan:
    """Return the plan of *site*: its pages, lists, feeds, the *files* copied from content, the theme's assets.

    *line_of* tells the line of a front-matter key in a source, 0 when unknown, for messages.
    """
    outputs: dict[str, Output] = {}
    claims: dict[str, Wish] = {}
    problems: list[Problem] = []
    for wish in _wishes(site, config, theme, files):
        output = wish[0]
        reason = check_path(output.path)
        rival = claims.get(_address(output.path))
        if reason:
            problems.append(_bad_address(wish, reason, line_of))
        elif rival:
            problems.append(_taken(rival, wish, line_of))
        else:
            outputs[output.path] = output
            claims[_address(output.path)] = wish
    problems += _files_that_are_folders(claims, line_of)
    return Plan({path: outputs[path] for path in sorted(outputs)}, tuple(problems))


def paged(articles: Sequence[str], size: int) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Cut *articles*, newest first, into pages: (number, pages, articles), the newest page first.

    Page 1 holds the oldest *size* articles, so that a page keeps its number and its articles when new
    ones come; the newest page takes what is over, between *size* and twice *size* less one.
    """
    pages = max(1, len(articles) // size)
    head = len(articles) - (pages - 1) * size
    yield pages, pages, tuple(articles[:head])
    for number in range(pages - 1, 0, -1):
        end = len(articles) - (number - 1) * size
        yield number, pages, tuple(articles[end - size : end])


def _wishes(site: Site, config: Config, theme: Theme, files: Mapping[str, Asset]) -> Iterator[Wish]:
    yield from _texts(site)
    yield from _lists(site, config)
    yield from _indexes(site, config)
    yield from _feeds(site, config)
    for origin, asset in sorted(files.items()):
        yield Output(path=asset.path, permalink=f"/{asset.path}", kind="asset", subject=origin), ((origin, ""),)
    for name in sorted(theme.assets):
        asset = theme.assets[name]
        path = f"assets/{name}"
        yield Output(path=path, permalink=f"/{path}", kind="asset", subject=f"theme/{name}"), ((asset.file, ""),)
    yield from _redirects(site)


def _page(kind: str, permalink: str, layout: str, **fields: object) -> Output:
    return structs.replace(
        Output(path=output_path(permalink), permalink=permalink, kind="home", layout=layout), kind=kind, **fields
    )


def _texts(site: Site) -> Iterator[Wish]:
    for path, summary in site.summaries.items():
        layout = site.layouts.get(path, summary.kind)
        output = _page(
            summary.kind, summary.permalink, f"{layout}.html", title=summary.title, subject=path, full=(path,)
        )
        yield output, ((path, "slug"),)


def _lists(site: Site, config: Config) -> Iterator[Wish]:
    for path, section in site.sections.items():
        source = ((section.index or f"content/{path}".rstrip("/"), ""),)
        home = _page("home", "/", "home.html", title=section.title, subject="", full=_index_of(section))
        first, articles = (_section_page(section, site), section.articles) if path else (home, site.articles)
        yield from _paged_list(first, articles, section.paginate or config.paginate, config.ending, source)
    for term in site.terms.values():
        feed = term.feed if config.feeds.tags else ""
        first = _page("term", term.permalink, "term.html", title=term.name, subject=term.slug, feed=feed)
        sources = tuple((path, "tags") for path in term.articles)
        yield from _paged_list(first, term.articles, config.paginate, config.ending, sources)


def _section_page(section: Section, site: Site) -> Output:
    layout = site.layouts.get(section.index, "section")
    return _page(
        "section",
        section.permalink,
        f"{layout}.html",
        title=section.title,
        subject=section.path,
        full=_index_of(section),
    )


def _index_of(section: Section) -> tuple[str, ...]:
    return (section.index,) if section.index else ()


def _paged_list(
    first: Output, articles: Sequence[str], size: int, ending: str, sources: tuple[tuple[str, str], ...]
) -> Iterator[Wish]:
    """Yield *first* with the newest articles, and the pages of older ones beside it."""
    folder = first.permalink.removesuffix(".html").rstrip("/")

    def permalink(number: int, pages: int) -> str:
        if not 1 <= number <= pages:
            return ""
        return first.permalink if number == pages else f"{folder}/page/{number}{ending}"

    for number, pages, shown in paged(articles, size):
        own = permalink(number, pages)
        yield (
            structs.replace(
                first,
                path=output_path(own),
                permalink=own,
                shown=shown,
                full=first.full if number == pages else (),
                number=number,
                pages=pages,
                newer=permalink(number + 1, pages),
                older=permalink(number - 1, pages),
            ),
            sources,
        )


def _indexes(site: Site, config: Config) -> Iterator[Wish]:
    """The pages and files there is one of."""
    built_in = (("Seedpress", ""),)
    places = Catalogue(site, config).places()
    if places.tags:
        yield _page("terms", places.tags, "terms.html"), built_in
    if places.archive:
        yield _page("archive", places.archive, "archive.html"), built_in
    yield _page("subscribe", places.subscribe, "subscribe.html"), built_in
    yield _page("not_found", "/404.html", "not_found.html"), built_in
    yield from ((_page("sitemap", permalink, ""), built_in) for permalink in _sitemaps(site))
    yield _page("robots", "/robots.txt", ""), built_in


def _sitemaps(site: Site) -> Iterator[str]:
    """The permalink of the sitemap, and those of its parts when it takes more than one (sitemaps.org/protocol)."""
    yield "/sitemap.xml"
    pages = {"/", *(s.permalink for s in site.sections.values()), *(t.permalink for t in site.terms.values())}
    pages |= {summary.permalink for summary in site.summaries.values() if not (summary.status or summary.canonical)}
    parts = -(-len(pages) // MOST_URLS)
    yield from (f"/sitemap-{number}.xml" for number in range(1, parts + 1) if parts > 1)


def _feeds(site: Site, config: Config) -> Iterator[Wish]:
    newest = _originals(site.articles, site)[: config.feeds.limit]
    own = _page("feed", f"/{config.feeds.path}", "", title=config.title, shown=newest, full=newest)
    yield own, (("seedpress.yaml", "feeds"),)
    if not config.feeds.tags:
        return
    for term in site.terms.values():
        newest = _originals(term.articles, site)[: config.feeds.limit]
        output = _page("feed", term.feed, "", title=term.name, subject=term.slug, shown=newest, full=newest)
        yield output, tuple((path, "tags") for path in term.articles)


def _originals(articles: Sequence[str], site: Site) -> tuple[str, ...]:
    """Return *articles* without copies of others: feed readers would show them twice."""
    return tuple(path for path in articles if not site.summaries[path].canonical)


def _redirects(site: Site) -> Iterator[Wish]:
    for alias, path in site.aliases:
        permalink = "/" + alias.lstrip("/")
        target = site.summaries[path].permalink
        yield _page("redirect", permalink, "", subject=target), ((path, "aliases"),)


def _address(path: str) -> str:
    """What a file system that ignores case and composes letters may take *path* for."""
    return unicodedata.normalize("NFC", path).casefold()


def _bad_address(wish: Wish, reason: str, line_of: LineOf) -> Problem:
    return Problem(
        code="address-unsafe",
        where=_places(wish[1], line_of)[0],
        what=f'"{wish[0].path}" cannot be the name of a file of the site',
        why=reason,
        fix="give the text another `slug` or `permalink`, or rename the file",
    )


def _taken(rival: Wish, wish: Wish, line_of: LineOf) -> Problem:
    first, second = _places(rival[1], line_of), _places(wish[1], line_of)
    mine, theirs = (bool(place.line) + place.path.startswith("content/") for place in (second[0], first[0]))
    if theirs > mine:
        # A text can be changed, what the program makes by itself cannot: the message stands at the text.
        return _taken(wish, rival, line_of)
    return Problem(
        code="address-taken",
        where=second[0],
        what=f"two outputs want the same file: {wish[0].path}",
        why=_likeness(rival[0].path, wish[0].path),
        fix="give one of them another `slug`, `permalink` or name",
        also=((first[0], f"wants it too, as {rival[0].kind}"),),
    )


def _likeness(rival: str, path: str) -> str:
    """Say why *rival* and *path* cannot both be there, "" when they are the same."""
    shorter, longer = sorted((rival, path), key=len)
    if _address(longer).startswith(_address(shorter) + "/"):
        return f"{shorter} cannot be a file and a folder at once"
    return "" if rival == path else f"{rival} differs from it only in a way that some file systems ignore"


def _files_that_are_folders(claims: Mapping[str, Wish], line_of: LineOf) -> Iterable[Problem]:
    for address, wish in claims.items():
        folder = dirname(address)
        while folder:
            if folder in claims:
                yield _taken(claims[folder], wish, line_of)
            folder = dirname(folder)


def _places(sources: Sequence[tuple[str, str]], line_of: LineOf) -> tuple[Location, ...]:
    return tuple(Location(path, line_of(path, key) if key else 0) for path, key in sources[:2]) or (Location(""),)
