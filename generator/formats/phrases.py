"""The words by which a line of a scraped page is known for what it is, by language.

The words are data: one TOML file a language. What is here gives them a form that answers in constant time,
whatever the number of languages. A number in a line counts as ``#``, the name of a network as ``@``, so
that "follow us on @" stands for a dozen lines.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import ClassVar

from msgspec import Struct
from msgspec.structs import replace

from generator.formats.letters import lowered
from generator.formats.networks import masked

LONGEST_LINE = 200
_FEWEST = 2
_PHRASES_PER_WORD = 700
_ENOUGH = 4
# What stands for a language when phrases hold in every one.
ALL = "all"

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*(?:[km]\b)?")
_FRONT = re.compile(r"[^\w#@（(「【]+")
_END = " »›→►▼▲…|•·*~_+<>«‹←↑↓✕×✓☰:：-"


class Vocabulary(Struct, frozen=True, kw_only=True, eq=False):
    """What the lines around an article say, as keys made by :func:`line_key`.

    *strong* lines are never part of an article; *weak* ones are headings or words of one as well, and count
    only where the page's furniture stands. *starts* begin lines that are furniture. Leads stand before a
    value: a name, a date, a list of tags, a title, a credit. *furniture_words* are the single words of all
    furniture, *small_words* those that tell nothing. A *general* vocabulary serves languages that have none of
    their own. *date_order* is how numeric dates are written that could be read in two ways.
    """

    LISTS: ClassVar[tuple[str, ...]] = (
        "strong", "weak", "starts", "press", "comments", "comment_marks", "relative", "byline", "authors", "editors",
        "published", "updated", "publishers", "tags", "related", "related_lists", "credits", "captions",
        "jobs", "joins", "interviews", "glue", "headings", "weekdays", "greetings", "openers",
        "outlets",
    )  # fmt: skip

    is_general: bool = False
    date_order: str = ""
    furniture_words: frozenset[str] = frozenset()
    small_words: frozenset[str] = frozenset()
    months: Mapping[str, int] = {}
    strong: frozenset[str] = frozenset()
    weak: frozenset[str] = frozenset()
    starts: frozenset[str] = frozenset()
    press: frozenset[str] = frozenset()
    comments: frozenset[str] = frozenset()
    comment_marks: frozenset[str] = frozenset()
    relative: frozenset[str] = frozenset()
    byline: frozenset[str] = frozenset()
    authors: frozenset[str] = frozenset()
    editors: frozenset[str] = frozenset()
    published: frozenset[str] = frozenset()
    updated: frozenset[str] = frozenset()
    publishers: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    related: frozenset[str] = frozenset()
    related_lists: frozenset[str] = frozenset()
    credits: frozenset[str] = frozenset()
    captions: frozenset[str] = frozenset()
    jobs: frozenset[str] = frozenset()
    joins: frozenset[str] = frozenset()
    glue: frozenset[str] = frozenset()
    headings: frozenset[str] = frozenset()
    weekdays: frozenset[str] = frozenset()
    greetings: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()
    outlets: frozenset[str] = frozenset()
    interviews: frozenset[str] = frozenset()


class Languages(Mapping[str, Vocabulary]):
    """The vocabularies in the TOML *texts*, by language; each is read when it is first asked for.

    To read all of them takes as long as to convert a hundred seeds, which are in a few languages.
    """

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = dict(sorted(texts.items()))
        self._read: dict[str, Vocabulary] = {}

    def __getitem__(self, code: str) -> Vocabulary:
        if code not in self._read:
            self._read[code] = _vocabulary(code, tomllib.loads(self._texts[code]))
        return self._read[code]

    def __contains__(self, code: object) -> bool:
        return code in self._texts

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


class Phrases(Struct, frozen=True, eq=False, dict=True):
    """The vocabulary of each language by its ISO 639-1 code; *whole* is that of all together, if it is more than that.

    *date_order* (``dmy``, ``mdy``, ``ymd`` or "") goes into every vocabulary that is asked for. *keep* and *drop*
    are whole lines that stay or go whatever a vocabulary says, white space normalised.
    """

    languages: Mapping[str, Vocabulary]
    whole: Vocabulary | None = None
    date_order: str = ""
    keep: frozenset[str] = frozenset()
    drop: frozenset[str] = frozenset()

    @cached_property
    def every(self) -> Vocabulary:
        """The vocabulary of all languages together."""
        return self.whole or replace(merged(self.languages.values()), is_general=True)

    def spoken(self, language: str | None) -> Vocabulary:
        """Return the vocabulary of a page in *language*; pages in any language have English around them.

        A language without a vocabulary of its own is served by all.
        """
        return _spoken(self, language if language in self.languages else "")

    def extended(self, own: Mapping[str, Mapping[str, Sequence[str]]]) -> "Phrases":
        """Return these phrases with those of a collection: language code (or ``all``) -> list -> its phrases.

        A language that has no vocabulary is still served by all of them, and by its own phrases.
        """
        if not own:
            return self
        added = {code: _vocabulary(code, {name: list(words) for name, words in own[code].items()}) for code in own}
        common = added.pop(ALL, Vocabulary())
        languages = {code: merged([added.get(code, Vocabulary()), common, one]) for code, one in self.languages.items()}
        every = replace(merged([*added.values(), common, self.every]), is_general=True)
        strangers = sorted(added.keys() - languages.keys())
        general = {code: replace(merged([added[code], every]), is_general=True) for code in strangers}
        return replace(self, languages={**languages, **general}, whole=every)


# Thousands of pages are in a few languages. Phrases are told apart by identity, which costs no comparison.
@lru_cache(128)
def _spoken(phrases: Phrases, language: str | None) -> Vocabulary:
    own = phrases.languages.get(language or "")
    if own is None:
        return replace(phrases.every, date_order=phrases.date_order)
    both = merged([own, phrases.languages.get("en", Vocabulary())])
    return replace(both, is_general=own.is_general, date_order=phrases.date_order)


def line_key(text: str) -> str:
    """Return what *text* is looked up by: lower case, numbers as ``#``, networks as ``@``, without edges."""
    return "" if len(text) > LONGEST_LINE else _line_key(text)


# Many rules ask for the same few keys, one after the other.
@lru_cache(4096)
def _line_key(text: str) -> str:
    plain = " ".join(lowered(text).split())
    front = _FRONT.match(plain)
    inner = (plain[front.end() :] if front else plain).rstrip(_END)
    return masked(_NUMBER.sub("#", inner)).strip()


def lead_key(text: str) -> str:
    """Return what a lead-in is looked up by: lower case, a colon at its end left out."""
    return _lead_key(text) if len(text) <= LONGEST_LINE else _lead_key.__wrapped__(text)


@lru_cache(4096)
def _lead_key(text: str) -> str:
    return " ".join(lowered(text).split()).rstrip(":： ")


def parse_phrases(texts: Mapping[str, str]) -> Phrases:
    """Return the phrases of the TOML *texts*, which are held by language code.

    Raises:
        ValueError: a text is not TOML, or has a key that no vocabulary has.
    """
    return Phrases(dict(Languages(texts)))


def merged(vocabularies: Iterable[Vocabulary]) -> Vocabulary:
    """Return one vocabulary of many; where two name different months by one word, the first counts."""
    many = tuple(vocabularies)
    months: dict[str, int] = {}
    for vocabulary in many:
        months = {**vocabulary.months, **months}
    names = (*Vocabulary.LISTS, "furniture_words", "small_words")
    lists = {name: frozenset[str]().union(*(getattr(one, name) for one in many)) for name in names}
    return replace(Vocabulary(months=months), **lists)


# Whole lines are looked up by their key; every other word stands before or beside a value.
_KEYS = dict.fromkeys(("strong", "weak", "starts", "comments", "comment_marks", "relative", "headings"), line_key)


def _vocabulary(code: str, table: Mapping[str, object]) -> Vocabulary:
    unknown = sorted(set(table) - {*Vocabulary.LISTS, "months"})
    if unknown:
        raise ValueError(f"the phrases of {code} have no place for {', '.join(unknown)}")
    lists = {name: _keys_of(name, _words(table.get(name, []))) for name in Vocabulary.LISTS}
    months = {
        lead_key(word).rstrip("."): number
        for number, spellings in enumerate(_words(table.get("months", [])), 1)
        for word in spellings.split()
    }
    return replace(Vocabulary(months=months), **lists, **_single_words(lists))


def _single_words(lists: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Return the words that make up the phrases of furniture, and those that say nothing by themselves."""
    phrases = lists["strong"] | lists["weak"] | lists["starts"]
    counts = Counter(word.strip(".,:!?()") for phrase in phrases for word in set(phrase.split()))
    # In many phrases a word says little unless it comes again and again, or is one by itself.
    fewest = min(max(_FEWEST, -(-len(phrases) // _PHRASES_PER_WORD)), _ENOUGH)
    words = frozenset(word for word, count in counts.items() if count >= fewest or word in phrases)
    small = lists["glue"] | lists["openers"] | lists["joins"]
    return {"furniture_words": words - {"", "#", "@"}, "small_words": small}


def _keys_of(name: str, words: Iterable[str]) -> frozenset[str]:
    """Return the keys of *words* without those that would be found where nothing is said: edges, a figure, a letter."""
    keys = frozenset(_KEYS.get(name, lead_key)(word) for word in words)
    is_line = name in {"strong", "weak", "starts"}
    return frozenset(key for key in keys if key and not (is_line and len(key) == 1 and key.isascii()))


def _words(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(part for part in (line.strip() for line in value.splitlines()) if part)
    return tuple(str(part) for part in value) if isinstance(value, list) else ()
