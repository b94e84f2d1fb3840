"""Read a project: configuration, theme and content files become the site and its plan.

Files are known by their stat signatures and texts by their digests, so what has not changed is neither
read nor parsed again.
"""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Struct, structs

from generator.config import Config, parse_config, places
from generator.engine.digests import digest
from generator.engine.executors import run_batches
from generator.engine.files import Entry, digest_file, read_file, walk
from generator.engine.project import code_version, load_theme
from generator.engine.store import Store
from generator.formats.text import decode
from generator.model import MARKDOWN, Asset, Parsed, Plan, Site, Theme
from generator.problems import Location, Problem, SiteError
from generator.stages.assemble import Shown, assemble
from generator.stages.assemble.bundles import withheld
from generator.stages.plan import plan
from generator.stages.queries import Catalogue
from generator.stages.review import broken_links, double_ids, idle_settings
from generator.steps.options import BuildOptions
from generator.steps.parsing import ParsedFile, ParseWork

CACHE = ".seedpress"
CONFIG_FILE = "seedpress.yaml"
BATCH = 32
# Below this many files to parse, starting processes costs more than they save.
PARALLEL_FROM = 200


class Loaded(Struct, frozen=True, kw_only=True):
    """A project as read: everything a build decides on, and no body.

    *keys* names each content file's entry in the cache by path.
    """

    root: Path
    config: Config
    theme: Theme
    code: bytes
    parsed: Mapping[str, Parsed]
    keys: Mapping[str, bytes]
    files: Mapping[str, Asset]
    site: Site
    plan: Plan
    catalogue: Catalogue
    problems: tuple[Problem, ...]


def read_config(root: Path, options: BuildOptions) -> tuple[Config, tuple[Problem, ...]]:
    """Return the configuration below *root* with the changes of *options*; without a file, the defaults.

    Raises:
        SiteError: the file is wrong; with all that is wrong in it.
    """
    text, problems = _config_text(root)
    config, found = parse_config(text, CONFIG_FILE)
    problems = (*problems, *found)
    if config is None:
        raise SiteError(*problems)
    changed = override(config, options)
    return changed, (*problems, *([_no_address()] if changed.base_url == Config().base_url else []))


def _config_text(root: Path) -> tuple[str, tuple[Problem, ...]]:
    if not os.path.lexists(root / CONFIG_FILE):
        return "", ()
    raw, problem = read_file(root, CONFIG_FILE, Config().limits.file_size)
    if raw is None:
        raise SiteError(*([problem] if problem else []))
    return decode(raw, CONFIG_FILE)


def _place_of(root: Path, key: str) -> Location:
    """Where the dotted *key* stands in the configuration, which is read again to tell."""
    return places(_config_text(root)[0], CONFIG_FILE).get(key, Location(CONFIG_FILE))


def _no_address() -> Problem:
    return Problem(
        code="base-url-missing",
        severity="notice",
        where=Location(CONFIG_FILE),
        what="the site has no address yet, so its feeds and canonical links name this machine",
        why="`base_url` is not set",
        fix="set `base_url` to where readers will find the site, or give `--base-url`, before you publish it",
    )


def override(config: Config, options: BuildOptions) -> Config:
    """Return *config* with the output directory and base URL that *options* name."""
    base_url = options.base_url if options.base_url.endswith("/") or not options.base_url else options.base_url + "/"
    return structs.replace(config, output=options.output or config.output, base_url=base_url or config.base_url)


def load(root: Path, config: Config, options: BuildOptions, store: Store) -> Loaded:
    """Return the project below *root* as a site and its plan, with every problem found on the way.

    Raises:
        SiteError: the theme can not be used at all.
    """
    theme, theme_problems = load_theme(root, config.theme)
    if theme is None:
        raise SiteError(*theme_problems)
    entries, walk_problems = walk(root, "content")
    texts = [entry for entry in entries if entry.path.endswith(MARKDOWN)]
    # A text that is too large is not read at all: parsing reports it. Files that are copied may be of any size.
    digests = store.digests_of(
        entries,
        lambda e: digest_file(root, e.path, config.limits.file_size if e.path.endswith(MARKDOWN) else None),
    )
    code = code_version()
    parsed, keys = _parse(root, config, code, texts, digests, store, options)
    files = {
        entry.path: Asset(entry.path.removeprefix("content/"), entry.path, digests[entry.path])
        for entry in entries
        if entry.path in digests and entry.path not in parsed
    }
    site, site_problems = _assemble(parsed, config, options)
    kept_back = withheld(files, site)
    files = {path: asset for path, asset in files.items() if path not in kept_back}
    planned = plan(site, config, theme, files, line_of=lambda path, key: _line_of(parsed, path, key))
    all_problems = (
        *theme_problems,
        *walk_problems,
        *(problem for path in sorted(parsed) for problem in parsed[path].problems),
        *site_problems,
        *planned.problems,
        *broken_links(site, parsed, files, kept_back),
        *double_ids(site),
        *idle_settings(config, theme, site, lambda key: _place_of(root, key)),
    )
    return Loaded(
        root=root,
        config=config,
        theme=theme,
        code=code,
        parsed=parsed,
        keys=keys,
        files=files,
        site=site,
        plan=planned,
        catalogue=Catalogue(site, config),
        problems=all_problems,
    )


def _assemble(parsed: Mapping[str, Parsed], config: Config, options: BuildOptions) -> tuple[Site, tuple[Problem, ...]]:
    return assemble(
        [parsed[path].metadata for path in sorted(parsed)],
        config,
        now=options.now,
        zone=ZoneInfo(config.timezone),
        shown=Shown(options.drafts, options.future, options.expired),
    )


def job_count(options: BuildOptions, work: int) -> int:
    """Return how many processes to use for *work* items: those asked for, else those that help."""
    if options.jobs:
        return options.jobs
    return (os.cpu_count() or 1) if work >= PARALLEL_FROM else 1


def _parse(
    root: Path,
    config: Config,
    code: bytes,
    texts: Sequence[Entry],
    digests: Mapping[str, bytes],
    store: Store,
    options: BuildOptions,
) -> tuple[Mapping[str, Parsed], Mapping[str, bytes]]:
    """Return what the cache knows of *texts* and parse the others, with the key of each in the cache."""
    salt = digest((code, config.markup, config.timezone))
    keys = {entry.path: digest((entry.path, digests.get(entry.path, b""), salt)) for entry in texts}
    known = store.get_many("metadata", tuple(keys.values()))
    decode_parsed = msgspec.json.Decoder(Parsed).decode
    parsed = {path: decode_parsed(known[key]) for path, key in keys.items() if key in known}
    missing = [entry.path for entry in texts if entry.path not in parsed]
    work = ParseWork(root, config)
    batches = [missing[start : start + BATCH] for start in range(0, len(missing), BATCH)]
    for batch in run_batches(ParseWork.parse, work, batches, jobs=job_count(options, len(missing))):
        fresh = {file.path: digest((file.path, file.digest, salt)) for file in batch}
        keys |= fresh
        parsed |= {file.path: file.parsed for file in batch}
        _remember(store, batch, fresh)
    return parsed, keys


def _remember(store: Store, files: Sequence[ParsedFile], keys: Mapping[str, bytes]) -> None:
    # JSON, since MessagePack would forget the zone in which an author wrote a time.
    encode = msgspec.json.encode
    readable = [file for file in files if file.body]
    store.put_many("metadata", {keys[file.path]: encode(file.parsed) for file in readable})
    store.put_many("body", {keys[file.path]: file.body for file in readable})


def _line_of(parsed: Mapping[str, Parsed], path: str, key: str) -> int:
    """The line of *key* in the front matter of *path*; an address comes from the first of three keys that is there."""
    if path not in parsed:
        return 0
    places = parsed[path].metadata.places
    candidates = ("permalink", "slug", "title") if key == "slug" else (key,)
    return next((places[name] for name in candidates if name in places), 0)
