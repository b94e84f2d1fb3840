"""A publication as it stands now: opened again when files changed, rendered page by page when asked.

All of it runs on one thread (:mod:`generator.preview.worker`); only :attr:`Session.status` may be read from
another. The session knows nothing of servers and browsers, so that it can serve both.
"""

import traceback
from collections import OrderedDict
from collections.abc import Callable, Collection, Sequence
from typing import Literal, Protocol

from msgspec import Struct

from generator.model import Rendered
from generator.preview.addresses import find
from generator.preview.fingerprints import digest, fingerprint
from generator.problems import Location, Problem, SeedpressError, in_order

_KEPT = 256
_KEPT_BYTES = 2_000_000
_NOT_FOUND = "404.html"
# A page that links to these is not changed when they are.
_OF_THEIR_OWN = (".html", ".css", ".xml", ".txt")


class Publication(Protocol):
    """A site that was read and planned; what its pages hold is made when it is asked for."""

    @property
    def base(self) -> str:
        """The path the site lies under: ``/`` or ``/blog/``."""

    @property
    def problems(self) -> Sequence[Problem]:
        """What was wrong with reading and planning it."""

    @property
    def outputs(self) -> Collection[str]:
        """The paths of all outputs."""

    def render(self, path: str) -> Rendered:
        """Return an output, again the same value while nothing that it shows has changed."""

    def version(self, path: str) -> bytes:
        """Return a digest of an output's bytes; cheap when they have not changed."""


class Page(Struct, frozen=True, kw_only=True):
    """What an address shows.

    *output* names the kind of content, and is "" where there is none to show: then *moved* says where to look
    instead, or the *problems* why not. *fingerprint* is that of :mod:`generator.preview.fingerprints`.
    """

    status: int
    output: str = ""
    body: bytes = b""
    moved: str = ""
    fingerprint: str = ""
    problems: tuple[Problem, ...] = ()


class Status(Struct, frozen=True, kw_only=True):
    """The state of a session: the number of the build, and the errors in the way of the next good one."""

    build: int = 0
    state: Literal["building", "ready", "error"] = "building"
    problems: tuple[Problem, ...] = ()


class Session:
    """Keeps the last publication that could be opened, and the last good rendering of the pages shown.

    *listener* is told every new state.
    """

    def __init__(self, opener: Callable[[], Publication], listener: Callable[[Status], None] | None = None) -> None:
        self._opener = opener
        self._listener = listener
        self._publication: Publication | None = None
        self._failed: tuple[Problem, ...] = ()
        self._broken: dict[str, tuple[Problem, ...]] = {}
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._styles: tuple[bytes, ...] | None = None
        self.status = Status()

    def refresh(self) -> None:
        """Open the publication anew; one that cannot be opened without errors leaves the last good one in place."""
        self.status = Status(build=self.status.build, problems=self.status.problems)
        fresh, problems = self._open()
        self._failed = tuple(problem for problem in problems if problem.is_error)
        if fresh is not None and not self._failed:
            self._publication, self._broken, self._styles = fresh, {}, None
        self._tell(self.status.build + 1, problems)

    def look(self, address: str) -> Page:
        """Return what *address* shows now: the page, its last good rendering, or what is wrong."""
        publication = self._publication
        if publication is None:
            return _error_page(self._failed)
        found = find(address, publication.base, publication.outputs)
        if found.fate == "moved":
            return Page(status=302, moved=found.moved)
        if found.fate == "shown":
            return self._shown(publication, found.output, address, 200)
        if _NOT_FOUND in publication.outputs:
            return self._shown(publication, _NOT_FOUND, address, 404)
        return Page(status=404, fingerprint="missing")

    def _open(self) -> tuple[Publication | None, tuple[Problem, ...]]:
        try:
            publication = self._opener()
            return publication, in_order(publication.problems)
        except SeedpressError as error:
            return None, in_order(error.problems)
        except Exception as error:  # noqa: BLE001 - a server outlives every mistake in what it serves
            return None, (unforeseen(error),)

    def _shown(self, publication: Publication, path: str, address: str, status: int) -> Page:
        body = self._body(publication, path)
        if body is None:
            return _error_page(self._failed + self._broken[path])
        mark = self._fingerprint(publication, path, body, address)
        problems = in_order((*self._failed, *self._broken.get(path, ())))
        return Page(status=status, output=path, body=body, fingerprint=mark, problems=problems)

    def _body(self, publication: Publication, path: str) -> bytes | None:
        """Return the bytes of an output, the last good ones if it fails now, or None if there are none."""
        if path not in self._broken:
            problems, body = _rendered(publication, path)
            if not problems:
                self._keep(path, body)
                return body
            self._broken[path] = problems
            self._tell(self.status.build, self.status.problems)
        return self._kept.get(path)

    def _keep(self, path: str, body: bytes) -> None:
        if len(body) <= _KEPT_BYTES:
            self._kept[path] = body
            self._kept.move_to_end(path)
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)

    def _fingerprint(self, publication: Publication, path: str, body: bytes, address: str) -> str:
        if not path.endswith(".html"):
            return digest([body])
        outputs = publication.outputs

        def version(linked: str) -> bytes:
            output = find(linked, publication.base, outputs).output
            return _version(publication, output) if output and not output.endswith(_OF_THEIR_OWN) else b""

        if self._styles is None:
            styles = sorted(path for path in outputs if path.endswith(".css"))
            self._styles = tuple(_version(publication, path) for path in styles)
        return fingerprint(body, address, version, self._styles)

    def _tell(self, build: int, problems: Sequence[Problem]) -> None:
        broken = (problem for problems in self._broken.values() for problem in problems)
        told = in_order((*problems, *self._failed, *broken))
        failed = any(problem.is_error for problem in told)
        self.status = Status(build=build, state="error" if failed else "ready", problems=told)
        if self._listener:
            self._listener(self.status)


def unforeseen(error: Exception) -> Problem:
    """Describe an exception that nothing has foreseen, by the innermost line of the program that raised it."""
    frames = traceback.extract_tb(error.__traceback__)
    where = Location(frames[-1].filename, frames[-1].lineno or 0) if frames else None
    return Problem(
        code="preview-failed",
        what="the preview met a mistake in Seedpress",
        where=where,
        why=f"{type(error).__name__}: {error}",
        fix="undo the last change, and please report this message",
    )


def _error_page(problems: tuple[Problem, ...]) -> Page:
    told = in_order(problems)
    return Page(status=500, fingerprint=digest([repr(told).encode("utf-8", "replace")]), problems=told)


def _rendered(publication: Publication, path: str) -> tuple[tuple[Problem, ...], bytes]:
    try:
        rendered = publication.render(path)
    except SeedpressError as error:
        return error.problems, b""
    except Exception as error:  # noqa: BLE001 - as above
        return (unforeseen(error),), b""
    return tuple(problem for problem in rendered.problems if problem.is_error), rendered.body


def _version(publication: Publication, path: str) -> bytes:
    try:
        return publication.version(path)
    except Exception:  # noqa: BLE001 - whoever asks for the output itself is told
        return b""
