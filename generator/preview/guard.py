"""Let through only requests of this preview's own pages, and mark every response as what it is.

A page somewhere else must not read an unpublished site: not through a name that was made to lead here (Host),
not as a request from its own scripts (Origin), not as an image or script of its own.
"""

from collections.abc import Collection
from typing import Final

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_MARKS: Final = (
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-robots-tag", b"noindex"),
    (b"cross-origin-resource-policy", b"same-origin"),
)


class Guard:
    """Wraps *app*; *names* are the host names that are ours, without port."""

    def __init__(self, app: ASGIApp, names: Collection[str]) -> None:
        self._app = app
        self._names = frozenset(name.lower() for name in names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        refusal = self._refusal(scope)
        await (refusal or self._app)(scope, receive, _marking(send))

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers: list[tuple[bytes, bytes]] = scope["headers"]
        hosts = [value.decode("latin-1") for name, value in headers if name == b"host"]
        if len(hosts) != 1 or not self._is_ours(hosts[0], scope):
            return PlainTextResponse("this host name is not one of the preview's\n", 403)
        origins = [value.decode("latin-1") for name, value in headers if name == b"origin"]
        if any(not origin.startswith("http://") or not self._is_ours(origin[7:], scope) for origin in origins):
            return PlainTextResponse("requests of other sites are refused\n", 403)
        if scope["method"] not in {"GET", "HEAD"}:
            return PlainTextResponse("the preview only shows\n", 405, {"Allow": "GET, HEAD"})
        return None

    def _is_ours(self, host: str, scope: Scope) -> bool:
        address, port = scope["server"]
        name, colon, number = host.lower().rpartition(":")
        if not colon or number.endswith("]"):
            name, number = host.lower(), "80"
        # The very address this connection was made to needs no name that could be made to lead here.
        literal = f"[{address}]" if ":" in address else address
        return number == str(port) and (name in self._names or name == literal)


def _marking(send: Send) -> Send:
    async def marked(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", ()), *_MARKS]
        await send(message)

    return marked
