"""A small publication as templates see it: one page of every kind, with texts that try the theme."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace as Values

import yaml
from markupsafe import Markup

from generator.formats.templates import environment
from generator.model import Asset, SourceFile, Template, Theme
from generator.stages.parse import ParseOptions, Parser

REPOSITORY = Path(__file__).resolve().parents[2]
SHIPPED = REPOSITORY / "themes" / "default"
HOSTILE = "\"'></title><script>alert(1)</script>"


def theme_of(templates: Mapping[str, str], **options: object) -> Theme:
    return Theme(
        name="mine",
        chain=("mine",),
        templates={n: Template(n, t, f"themes/mine/templates/{n}", t.encode()) for n, t in templates.items()},
        assets={},
        options=options,
    )


def shipped_theme() -> Theme:
    files = sorted((SHIPPED / "templates").rglob("*.html"))
    templates = {}
    for file in files:
        name = file.relative_to(SHIPPED / "templates").as_posix()
        templates[name] = Template(name, file.read_text("utf-8"), f"themes/default/templates/{name}", b"")
    assets = {
        f.name: Asset(f.name, f"themes/default/static/{f.name}", b"") for f in sorted((SHIPPED / "static").iterdir())
    }
    options = yaml.safe_load((SHIPPED / "theme.yaml").read_text("utf-8"))["options"]
    return Theme(name="default", chain=("default",), templates=templates, assets=assets, options=options)


def summary(number: int, **changes: object) -> Values:
    fields = {
        "kind": "article",
        "title": f"The ferry keeps to its timetable: week {number}",
        "permalink": f"/articles/ferry-{number}/",
        "section": "articles",
        "date": datetime(2026, 1 + number % 11, 1 + number, 9, 30, tzinfo=UTC),
        "updated": None,
        "added": date(2026, 11, 23),
        "authors": ("Ada Quill",),
        "tags": (),
        "language": "en",
        "direction": "ltr",
        "publisher": "",
        "summary": "Passengers who had come early, as they always do, found the boat at the pier and the skipper at breakfast. "
        "Nobody could say when that had last been so, and the harbour office has promised to look into it.",
        "minutes": number % 7 + 1,
        "status": "",
        "extra": {},
    }
    return Values(**(fields | changes))


SUMMARIES = (
    summary(1, title="What a lighthouse keeper reads when the fog will not lift and the radio has nothing to say"),
    summary(2, publisher="The Mainland Post"),
    summary(3, date=None, title="A text that came without a date"),
    summary(4, title="قطار الليل يصل إلى الميناء قبل الفجر", language="ar", direction="rtl", summary="وصل القطار قبل شروق الشمس، ولم يكن في انتظاره أحد سوى قط واحد وحارس المحطة."),
    summary(5, title="図書船が島に着いた日", language="ja", summary="島の子どもたちは、朝早くから桟橋に並んで待っていた。船には三千冊の本が積まれている。"),
    summary(6, title=f"Hostile {HOSTILE}", summary=HOSTILE, status="draft"),
    summary(7, title="Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenversicherungsverein", language="de", summary="Ein langes Wort."),
    summary(8, summary="", minutes=0),
    summary(9, title="C++ & <templates>: what AT&T knew"),
)  # fmt: skip

BOAT = Parser(ParseOptions()).parse(
    SourceFile("content/boat.md", (Path(__file__).parent / "boat.md").read_text("utf-8"))
)
TERMS = tuple(
    Values(name=name, slug=slug, permalink=f"/tags/{slug}/", count=count)
    for name, slug, count in [
        ("Boats", "boats", 12), ("C++", "c-plus-plus", 1), ("North Korea", "north-korea", 3), ("US", "us", 3),
        ("ميناء", "myna", 2), ("図書", "tu-shu", 1), ("Weather, as it is forecast", "weather", 5),
    ]
)  # fmt: skip
SECTIONS = (Values(title="Articles", permalink="/articles/"), Values(title="Essays", permalink="/essays/"))


def site(theme: Theme, **changes: object) -> Values:
    fields = {
        "title": "The Harbour Lantern",
        "description": "News, essays and recipes from a small harbour, and from far beyond it.",
        "language": "en",
        "author": "The Lantern’s editors",
        "url": "https://lantern.example/paper/",
        "menu": (*SECTIONS, Values(title="Archive", permalink="/archive/"), Values(title="About", permalink="/about/")),
        "options": theme.options,
        "feed": "https://lantern.example/paper/feed.xml",
        "feeds": (),
        "recent": lambda count=5: SUMMARIES[:count],
        "sections": lambda parent="": () if parent else SECTIONS,
        "terms": lambda: TERMS,
        "places": Values(archive="/archive/", tags="/tags/", subscribe="/subscribe/"),
        "section": lambda path: Values(title=path.capitalize(), permalink=f"/{path}/"),
        "pages": lambda: (Values(title="About", permalink="/about/"),),
    }
    return Values(**(fields | changes))


def page(kind: str, permalink: str, title: str, **more: object) -> Values:
    fields = {
        "kind": kind,
        "title": title,
        "permalink": permalink,
        "url": f"https://lantern.example/paper{permalink}",
        "description": "What this page is about, in one sentence.",
        "language": "en",
        "direction": "ltr",
        "feed": "",
        "noindex": False,
    }
    return Values(**(fields | more))


def listed(kind: str, permalink: str, title: str, **more: object) -> Values:
    fields = {
        "articles": SUMMARIES,
        "number": 3,
        "pages": 3,
        "newer": "",
        "older": f"{permalink}page/2/",
        "content": Markup(""),
        "sections": (),
    }
    return page(kind, permalink, title, **(fields | more))


def text(kind: str, permalink: str, title: str, **more: object) -> Values:
    fields = {
        "content": Markup(BOAT.html),
        "headings": BOAT.headings,
        "date": datetime(2026, 5, 2, 9, 30, tzinfo=UTC),
        "updated": datetime(2026, 5, 4, 12, 0, tzinfo=UTC),
        "added": date(2026, 11, 23),
        "authors": ("Ada Quill", "Bo Marsh", "Cy Reed"),
        "tags": tuple(Values(name=t.name, slug=t.slug, permalink=t.permalink) for t in TERMS),
        "publisher": "The Mainland Post",
        "summary": "Three islands, one boat, and a shelf of books that nobody had asked for.",
        "captions": (
            Values(caption="The library boat at the pier of Holm.", credit="Dee Sand"),
            Values(caption="A shelf.", credit=None),
        ),
        "related": (
            Values(title="How this paper is made", permalink="/essays/how/"),
            Values(title="A text that is not here", permalink=""),
        ),
        "source": "seeds/01-boat.txt",
        "source_url": "https://mainland.example/2026/boat?a=1&b=2",
        "words": 1234,
        "minutes": 6,
        "section": "articles",
        "status": "",
        "extra": {},
        "newer": Values(title="The night train arrives at the harbour before dawn", permalink="/articles/train/"),
        "older": Values(title="Plums: a traybake", permalink="/articles/plums/"),
    }
    return page(kind, permalink, title, **(fields | more))


ARABIC_BODY = """<p>وصل القطار قبل شروق الشمس، ولم يكن في انتظاره أحد سوى قط واحد وحارس المحطة. قال الحارس إن
القطار لم يتأخر منذ عشرين عاما، وإن القط ينتظره كل ليلة.</p>
<h2 id="station">المحطة</h2><blockquote><p>لا أحد يسافر ليلا إلا لسبب.</p></blockquote>
<pre><code>make build</code></pre><ul><li>التذاكر</li><li>الأمتعة</li></ul>"""


def pages() -> Mapping[str, Values]:
    """Every kind of page by the path of its file."""
    intro = Markup(
        "<p>A small paper with a long jetty. What the boats bring is printed here, in whatever language.</p>"
    )
    years = (
        Values(year=2026, articles=SUMMARIES[:6]),
        Values(year=2025, articles=SUMMARIES[6:]),
        Values(year=None, articles=SUMMARIES[2:3]),
    )
    feeds = (
        Values(title="The Harbour Lantern", url="https://lantern.example/paper/feed.xml"),
        *(Values(title=t.name, url=f"https://lantern.example/paper/tags/{t.slug}/feed.xml") for t in TERMS),
    )
    return {
        "index.html": listed("home", "/", "The Harbour Lantern", feed="https://lantern.example/paper/feed.xml", content=intro),
        "page/2/index.html": listed("home", "/page/2/", "The Harbour Lantern", number=2, newer="/", older="/page/1/"),
        "articles/index.html": listed("section", "/articles/", "Articles", content=intro, sections=SECTIONS[1:]),
        "articles/page/1/index.html": listed("section", "/articles/page/1/", "Articles", number=1, newer="/articles/page/2/", older=""),
        "articles/boat/index.html": text("article", "/articles/boat/", "The library boat reaches the outer islands after eleven years of promises"),
        "articles/bare/index.html": text("article", "/articles/bare/", "Bare", date=None, updated=None, added=date(2026, 11, 23), authors=(), tags=(), publisher="", summary="", captions=(), related=(), source_url="", newer=None, older=None, headings=(), minutes=0, content=Markup("<p>One line.</p>"), status="draft", noindex=True),
        "articles/arabic/index.html": text("article", "/articles/arabic/", "قطار الليل يصل إلى الميناء قبل الفجر", language="ar", direction="rtl", content=Markup(ARABIC_BODY), headings=(), summary="وصل القطار قبل شروق الشمس، ولم يكن في انتظاره أحد", captions=(), authors=("ليلى حداد",)),
        "articles/hostile/index.html": text("article", "/articles/hostile/", HOSTILE, authors=(HOSTILE,), summary=HOSTILE, description=HOSTILE, publisher=HOSTILE, source_url="javascript:alert(1)", captions=(Values(caption=HOSTILE, credit=HOSTILE),), related=(Values(title=HOSTILE, permalink=""),), tags=(Values(name=HOSTILE, slug="x", permalink="/tags/x/"),), content=Markup("<p>Safe.</p>"), status="future"),
        "about/index.html": text("page", "/about/", "About the Lantern"),
        "tags/boats/index.html": listed("term", "/tags/boats/", "Boats", term=TERMS[0], feed="https://lantern.example/paper/tags/boats/feed.xml"),
        "tags/index.html": page("terms", "/tags/", "Tags", terms=TERMS),
        "archive/index.html": page("archive", "/archive/", "Archive", years=years),
        "subscribe/index.html": page("subscribe", "/subscribe/", "Subscribe", feeds=feeds),
        "404.html": page("not_found", "/404.html", "Not found", noindex=True),
    }  # fmt: skip


def render(theme: Theme, shown: Values, about: Values, base: str = "/paper") -> str:
    """The HTML of one page, with the filters that the site would give."""
    made = environment(
        theme, {"relurl": lambda link: base + link, "absurl": lambda link: f"https://lantern.example{base}{link}"}
    )
    template = made.get_template(f"{shown.kind}.html")
    return template.render(page=shown, site=about, asset=lambda name: f"{base}/assets/{name}")


def write_pages(folder: Path, **changes: object) -> tuple[str, ...]:
    """Write every page and asset below *folder*, as they would lie on a host; return the paths of the pages."""
    theme = shipped_theme()
    about = site(theme, **changes)
    written = pages()
    for path, shown in written.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(render(theme, shown, about, base=""), "utf-8")
    (folder / "assets").mkdir(exist_ok=True)
    for file in (SHIPPED / "static").iterdir():
        (folder / "assets" / file.name).write_bytes(file.read_bytes())
    return tuple(written)
