"""The page that a seed was scraped from, as the rules see it, and what they say of its blocks."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property, lru_cache

from msgspec import Struct

from generator import model
from generator.formats.letters import lowered
from generator.formats.networks import BEGINNINGS
from generator.formats.phrases import Vocabulary, line_key
from generator.stages.convert.features import count_words, folded, is_prose
from generator.stages.convert.fields.byline import Byline, read_byline
from generator.stages.convert.layout import Block


class Stated(Struct, frozen=True, kw_only=True):
    """What a block states of its article."""

    title: str = ""
    authors: tuple[str, ...] = ()
    published: date | None = None
    updated: date | None = None
    publisher: str | None = None
    tags: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    caption: model.Caption | None = None
    is_ambiguous: bool = False


class Verdict(Struct, frozen=True):
    """The role of a block, the *rule* that gave it, and the *reason* in words."""

    role: str
    rule: str
    reason: str
    stated: Stated | None = None


Verdicts = Mapping[int, Verdict]


class Seen(Mapping[int, Verdict]):
    """*earlier* verdicts and those *found* since, which count above them; made at no cost, unlike a merged copy."""

    def __init__(self, earlier: Verdicts, found: Verdicts) -> None:
        self._earlier = earlier
        self._found = found

    def __getitem__(self, place: int) -> Verdict:
        return self._found[place] if place in self._found else self._earlier[place]

    def __contains__(self, place: object) -> bool:
        return place in self._found or place in self._earlier

    def __iter__(self) -> Iterator[int]:
        return iter({**self._earlier, **self._found})

    def __len__(self) -> int:
        return len({**self._earlier, **self._found})


BODY_ROLES = model.BODY_ROLES
# What has text of its own may follow a heading; what is content ends the furniture around an article.
CONTENT_ROLES = frozenset({"list-item", "verse", "cell", "code", "quote", "table"})
_HEAD = 12
# As many tell most phrases apart.
_LETTERS = 3


class Starts:
    """Phrases that a line may begin with, by their first letters: for most lines none need be compared."""

    def __init__(self, phrases: Iterable[str]) -> None:
        by_letters: dict[str, list[str]] = {}
        for phrase in sorted(phrases):
            by_letters.setdefault(phrase[:_LETTERS], []).append(phrase)
        self._by_letters = {letters: tuple(some) for letters, some in by_letters.items()}

    def may_begin(self, key: str) -> bool:
        """Tell whether the first letters of *key* are those of a phrase."""
        return any(key[:size] in self._by_letters for size in range(1, _LETTERS + 1))

    def may_begin_raw(self, text: str) -> bool:
        """Tell, as ``may_begin`` does of its key, whether *text* may begin with a phrase."""
        letters = text[:_LETTERS]
        # What else begins a line has another beginning as a key: a sign, a figure, the name of a network.
        return not letters.isalpha() or (found := lowered(letters)) in BEGINNINGS or self.may_begin(found)

    def begin(self, key: str, fewest: int = 0) -> bool:
        """Tell whether *key* begins with a phrase, of at least *fewest* words."""
        some = (self._by_letters.get(key[:size], ()) for size in range(1, _LETTERS + 1))
        begins = [phrases for phrases in some if key.startswith(phrases)]
        return bool(begins) and (
            not fewest
            or any(key.startswith(one) and count_words(one) >= fewest for phrases in begins for one in phrases)
        )


class _Furniture(Struct, frozen=True):
    """What is asked of the furniture of all pages that share a vocabulary."""

    known: frozenset[str]
    starts: Starts
    counted_comments: tuple[str, ...]
    comment_words: frozenset[str]


# To join and sort lists of a thousand phrases takes as long as some rules.
@lru_cache(128)
def _furniture_of(words: Vocabulary) -> _Furniture:
    return _Furniture(
        known=words.strong | words.weak,
        starts=Starts(words.starts),
        counted_comments=tuple(f"{head} " for head in sorted(words.comments) if head.startswith("#")),
        comment_words=frozenset(head.removeprefix("# ").removesuffix(" (#)") for head in words.comments),
    )


class Page:
    """The blocks of a seed with what is asked of them again and again. Never changed once made."""

    def __init__(
        self,
        blocks: Sequence[Block],
        vocabulary: Vocabulary,
        language: str | None,
        *,
        is_spaced: bool,
        learned: Mapping[str, model.Lesson] | None = None,
    ) -> None:
        self.blocks = tuple(blocks)
        self.words = vocabulary
        self.language = language
        self.is_spaced = is_spaced
        self.learned = learned or {}
        self._bylines: dict[int, Byline | None] = {}
        self._texts = {place: block.text for place, block in enumerate(self.blocks)}

    def __len__(self) -> int:
        return len(self.blocks)

    def text(self, place: int) -> str:
        return self._texts.get(place, "")

    @cached_property
    def head(self) -> tuple[str, ...]:
        """The first few lines."""
        return tuple(self.text(place) for place in range(_HEAD))

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The words of each block, without case and punctuation."""
        return tuple(folded(block.text) for block in self.blocks)

    @cached_property
    def line_keys(self) -> tuple[str, ...]:
        """What each block is looked up by in lists of whole lines."""
        return tuple(line_key(block.text) for block in self.blocks)

    @cached_property
    def counted_comments(self) -> tuple[str, ...]:
        """The beginnings of lines that count comments and say on what."""
        return _furniture_of(self.words).counted_comments

    @cached_property
    def comment_words(self) -> frozenset[str]:
        """The words that head comments, as they stand without their number."""
        return _furniture_of(self.words).comment_words

    def byline(self, place: int) -> Byline | None:
        """Return what the block at *place* states as a byline, None if it is none."""
        if place not in self._bylines:
            self._bylines[place] = read_byline(self.text(place), self.words, self.language)
        return self._bylines[place]

    @cached_property
    def prose(self) -> tuple[bool, ...]:
        """Whether each block is a sentence or more."""
        return tuple(is_prose(block.text) for block in self.blocks)

    @cached_property
    def known(self) -> frozenset[str]:
        """The words of furniture, strong and weak."""
        return _furniture_of(self.words).known

    @cached_property
    def starts(self) -> Starts:
        """The beginnings of furniture lines."""
        return _furniture_of(self.words).starts

    def is_prose(self, place: int, verdicts: Verdicts) -> bool:
        """Tell whether the block at *place* is prose that no rule has claimed."""
        return self.prose[place] and (place not in verdicts or verdicts[place].role == "paragraph")

    def open_prose(self, verdicts: Verdicts) -> list[int]:
        """Return the places of all prose that no rule has claimed."""
        return [place for place in range(len(self.blocks)) if self.is_prose(place, verdicts)]

    def core(self, verdicts: Verdicts) -> tuple[int, int]:
        """Return the places of the first and the last block that can only be content, (0, -1) if none is."""
        size = len(self.blocks)
        first = self.content_from(0, verdicts)
        if first == size:
            return (0, -1)
        return first, next(place for place in range(size - 1, -1, -1) if self._is_content(place, verdicts))

    def content_from(self, start: int, verdicts: Verdicts) -> int:
        """Return the first place from *start* on whose block can only be content, the end if there is none."""
        size = len(self.blocks)
        return next((place for place in range(start, size) if self._is_content(place, verdicts)), size)

    def _is_content(self, place: int, verdicts: Verdicts) -> bool:
        return self.is_prose(place, verdicts) or (place in verdicts and verdicts[place].role in CONTENT_ROLES)


def has_role(verdicts: Verdicts, place: int, roles: Collection[str]) -> bool:
    """Tell whether the block at *place* has one of *roles*."""
    return place in verdicts and verdicts[place].role in roles


def has_date(verdicts: Verdicts) -> bool:
    """Tell whether a date of publication has been found."""
    return any(verdict.stated and verdict.stated.published for verdict in verdicts.values())


def place_of_title(verdicts: Verdicts) -> int:
    """Return the place of the title, -1 if none has been found."""
    return next((place for place, verdict in verdicts.items() if verdict.role == "title"), -1)


def beside(page: Page, place: int, step: int, verdicts: Verdicts) -> int:
    """Return the nearest place from *place* in direction *step* that may be in the body, -1 if none is."""
    place += step
    while 0 <= place < len(page):
        if place not in verdicts or verdicts[place].role in BODY_ROLES:
            return place
        place += step
    return -1
