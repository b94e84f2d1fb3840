"""Answer requests out of a session: pages from the map of outputs, and the preview's own under ``/__live/``."""

import asyncio
import json
import re
import socket
from collections.abc import Callable
from importlib.resources import files
from mimetypes import guess_type
from urllib.parse import unquote

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
from uvicorn.protocols.http.h11_impl import H11Protocol

from generator.preview.asking import Asking, Closing
from generator.preview.live import Live
from generator.preview.overlay import Framing, error_page, missing_page, overlay
from generator.preview.session import Page, Session
from generator.problems import Location, Problem

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".xsl": "text/xsl; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".txt": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".woff2": "font/woff2",
    ".webmanifest": "application/manifest+json",
}
_END = re.compile(rb"</body\s*>", re.IGNORECASE)
_READING = 10.0


class Pages:
    """The handlers; *framing* tells the lines of a file around a place."""

    def __init__(self, session: Session, asking: Asking, framing: Framing) -> None:
        self._session = session
        self._asking = asking
        self._framing = framing
        self._client = files("generator.preview").joinpath("client.js").read_bytes()
        self.live = Live(session, asking, self._errors)

    def application(self) -> Starlette:
        """Return the application, without the guard."""
        return Starlette(
            routes=[
                Route("/__live/client.js", self._script),
                Route("/__live/status.json", self._status),
                Route("/__live/events", self._events),
                Route("/__live/{rest:path}", self._none),
                Route("/{rest:path}", self._page),
            ]
        )

    async def _page(self, request: Request) -> Response:
        try:
            page = await self._asking.ask(self._session.look, request.scope["path"])
        except Closing:
            return Response("the preview ends\n", 503, media_type="text/plain")
        if page.moved:
            return Response(status_code=page.status, headers={"Location": page.moved})
        return _response(page, self._body(page))

    async def _events(self, request: Request) -> Response:
        if self.live.is_full:
            return Response("too many open pages\n", 503, media_type="text/plain")
        address = unquote(request.query_params.get("address", "/"))
        stream = self.live.stream(address, request.query_params.get("shown", ""))
        return StreamingResponse(stream, media_type="text/event-stream")

    async def _script(self, _: Request) -> Response:
        return Response(self._client, media_type=_TYPES[".js"])

    async def _status(self, _: Request) -> Response:
        status = self._session.status
        told = {
            "build": status.build,
            "state": status.state,
            "problems": [_told(problem) for problem in status.problems],
        }
        return Response(json.dumps(told, indent=2) + "\n", media_type=_TYPES[".json"])

    async def _none(self, _: Request) -> Response:
        return Response(missing_page(), 404, media_type=_TYPES[".html"])

    def _body(self, page: Page) -> bytes:
        if page.output:
            return page.body
        return error_page(page.problems, self._framing) if page.problems else missing_page()

    def _errors(self, page: Page) -> str:
        if not page.output or not page.problems:
            return ""
        return overlay(page.problems, self._framing, "Esc closes this. It goes by itself as soon as the error is gone.")


class Timely(H11Protocol):
    """A connection that must have sent its first whole request within 10 seconds."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait."""
        super().connection_made(transport)
        self._deadline = self.loop.call_later(_READING, self._expire)

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._deadline.cancel()
        super().connection_lost(exc)

    def _expire(self) -> None:
        if self.cycle is None and not self.transport.is_closing():
            self.transport.close()


class Server(uvicorn.Server):
    """uvicorn, which tells when it *started* and when it is *ending*: open event streams would hold it up."""

    def __init__(
        self,
        config: uvicorn.Config,
        started: Callable[[asyncio.AbstractEventLoop], None],
        ending: Callable[[], None],
    ) -> None:
        super().__init__(config)
        self._started = started
        self._ending = ending

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start to listen."""
        await super().startup(sockets=sockets)
        self._started(asyncio.get_running_loop())

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End, at the latest within a second."""
        self._ending()
        await super().shutdown(sockets=sockets)


def with_client(body: bytes, fingerprint: str) -> bytes:
    """Return an HTML page with the client in it, for a page of this *fingerprint*."""
    script = f'<script defer src="/__live/client.js" data-shown="{fingerprint}"></script>'.encode()
    ends = list(_END.finditer(body))
    place = ends[-1].start() if ends else len(body)
    return body[:place] + script + body[place:]


def _response(page: Page, body: bytes) -> Response:
    suffix = "." + page.output.rpartition(".")[2].lower() if page.output else ".html"
    kind = _TYPES.get(suffix) or guess_type(page.output)[0] or "application/octet-stream"
    if suffix == ".html":
        body = with_client(body, page.fingerprint)
    return Response(body, page.status, headers={"Content-Type": kind})


def _told(problem: Problem) -> dict[str, object]:
    return {
        "severity": problem.severity,
        "code": problem.code,
        "what": problem.what,
        "where": _place(problem.where),
        "why": problem.why,
        "fix": problem.fix,
        "also": [{"where": _place(place), "what": words} for place, words in problem.also],
    }


def _place(where: Location | None) -> dict[str, object] | None:
    return {"path": where.path, "line": where.line, "column": where.column} if where else None
