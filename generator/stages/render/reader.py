"""The one seam through which a page reads: what is asked here is what the page was made from.

Every answer is given with the trace key of its input noted, so the list of keys is complete by
construction: a template has no other way to reach the site.
"""

from collections.abc import Mapping
from typing import TypeVar

from generator.config import Config
from generator.model import Article, Site, Summary, Theme
from generator.stages.queries import Catalogue
from generator.yaml_places import overlaid

Answer = TypeVar("Answer")


class Reader:
    """Read on behalf of one output, noting each input in ``inputs``.

    The keys are ``PATH`` (a content file with its body), ``summary:PATH``, ``query:QUESTION``,
    ``config:KEY``, ``theme:options``, ``asset:ORIGIN`` and ``template:NAME``.
    """

    def __init__(
        self, site: Site, config: Config, theme: Theme, catalogue: Catalogue, texts: Mapping[str, Article]
    ) -> None:
        self._site = site
        self._config = config
        self._theme = theme
        self._catalogue = catalogue
        self._texts = texts
        self.inputs: dict[str, None] = {}

    def text(self, path: str) -> Article:
        """The content file *path* with its body."""
        self._note(path)
        return self._texts[path]

    def summary(self, path: str) -> Summary:
        """What other pages may know of *path*.

        Raises:
            KeyError: nothing published has this path.
        """
        self._note(f"summary:{path}")
        return self._site.summaries[path]

    def ask(self, question: str, expected: type[Answer]) -> Answer:
        """The answer of the site to *question*, which is of the type *expected*."""
        answer = self._catalogue.ask(question)
        self._note(f"query:{question}")
        return _expect(answer, expected, question)

    def config(self, key: str, expected: type[Answer]) -> Answer:
        """The value of the top-level configuration key *key*, which is of the type *expected*."""
        self._note(f"config:{key}")
        return _expect(getattr(self._config, key), expected, key)

    def options(self) -> Mapping[str, object]:
        """The theme's options with the site's own values in place of its defaults."""
        self._note("theme:options")
        return overlaid(self._theme.options, self._config.theme_options)

    def asset(self, name: str) -> bytes | None:
        """The digest of the theme's asset *name*, None when there is no such file."""
        self._note(f"asset:theme/{name}")
        asset = self._theme.assets.get(name)
        return asset.digest if asset else None

    def template(self, name: str) -> None:
        """Note that the template *name* was used, or looked for and not found."""
        self._note(f"template:{name}")

    def _note(self, key: str) -> None:
        self.inputs[key] = None


def _expect(value: object, expected: type[Answer], name: str) -> Answer:
    if not isinstance(value, expected):
        raise TypeError(f"{name} is {type(value).__name__}, not {expected.__name__}")
    return value
