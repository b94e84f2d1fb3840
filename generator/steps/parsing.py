"""Parse content files in any process: bytes from the disk become what the cache keeps of them."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from posixpath import basename, splitext
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from generator.config import Config
from generator.engine.digests import digest_bytes
from generator.engine.files import read_file
from generator.formats.links import resolve_relative, targets
from generator.formats.text import decode
from generator.model import Article, Heading, Metadata, Parsed, SourceFile
from generator.problems import Problem

if TYPE_CHECKING:
    from generator.stages.parse import Parser


class Body(Struct, frozen=True):
    """A parsed body as the cache keeps it, apart from its metadata."""

    html: str
    headings: tuple[Heading, ...]


class ParsedFile(Struct, frozen=True):
    """A parsed content file: the digest of the bytes it was read from, and its two parts, encoded."""

    path: str
    digest: bytes
    parsed: Parsed
    body: bytes


class ParseWork:
    """Parse files below *root* as *config* says; made once in each process, then called for each batch."""

    def __init__(self, root: Path, config: Config) -> None:
        self._root = root
        self._config = config

    def __reduce__(self) -> tuple[type["ParseWork"], tuple[Path, Config]]:
        """Pickle as the values: the Markdown engine is made again where it is needed."""
        return ParseWork, (self._root, self._config)

    def parse(self, paths: Sequence[str]) -> Sequence[ParsedFile]:
        """Return *paths* parsed, each with its problems."""
        return [self._parse_one(path) for path in paths]

    @cached_property
    def _parser(self) -> "Parser":
        from generator.stages.parse import ParseOptions, Parser  # noqa: PLC0415 - a build with nothing to do needs no Markdown

        markup = self._config.markup
        return Parser(
            ParseOptions(
                zone=self._config.timezone,
                raw_html=markup.raw_html,
                highlight=markup.highlight,
                excerpt=markup.excerpt,
            )
        )

    def _parse_one(self, path: str) -> ParsedFile:
        raw, problem = read_file(self._root, path, self._config.limits.file_size)
        if raw is None:
            return _unreadable(path, b"", (problem,) if problem else ())
        text, problems = decode(raw, path)
        if any(problem.is_error for problem in problems):
            return _unreadable(path, digest_bytes(raw), problems)
        article = self._parser.parse(SourceFile(path, text))
        body = msgspec.msgpack.encode(Body(article.html, article.headings))
        parsed = Parsed(
            metadata=article.metadata,
            body=digest_bytes(body),
            links=_relative_links(article, text),
            problems=(*problems, *article.problems),
        )
        return ParsedFile(path, digest_bytes(raw), parsed, body)


def _unreadable(path: str, digest: bytes, problems: tuple[Problem, ...]) -> ParsedFile:
    """A file that could not be read stands in the result with its problems, and nothing is published."""
    title = splitext(basename(path))[0]
    return ParsedFile(path, digest, Parsed(metadata=Metadata(path=path, title=title), body=b"", problems=problems), b"")


def _relative_links(article: Article, text: str) -> tuple[tuple[str, int], ...]:
    """The files of the project that *article* links to, each with the line that first names it, 0 if none does."""
    found: dict[str, int] = {}
    for link in targets(article.html):
        path = resolve_relative(link, article.metadata.path)
        if path is not None:
            position = text.find(link)
            found.setdefault(path.partition("#")[0], text.count("\n", 0, position) + 1 if position >= 0 else 0)
    return tuple(found.items())
