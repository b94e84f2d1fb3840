"""Await what the worker does, but no longer than the server lives."""

import asyncio
from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

from generator.preview.worker import Worker

Given = ParamSpec("Given")
Result = TypeVar("Result")


class Closing(Exception):  # noqa: N818 - it is no error that the server ends
    """The server ends; no answer will come."""


class Asking:
    """Questions of coroutines to the worker; :meth:`close` ends those that are still open."""

    def __init__(self, worker: Worker) -> None:
        self._worker = worker
        self._closing = asyncio.Event()

    @property
    def closed(self) -> bool:
        return self._closing.is_set()

    def close(self) -> None:
        self._closing.set()

    async def ask(self, function: Callable[Given, Result], *args: Given.args, **kwargs: Given.kwargs) -> Result:
        """Return what the worker's *function* returns.

        Raises:
            Closing: the server ends before that.
        """
        answer = asyncio.wrap_future(self._worker.submit(function, *args, **kwargs))
        closing: asyncio.Future[object] = asyncio.ensure_future(self._closing.wait())
        try:
            waited: set[asyncio.Future[object]] = {cast("asyncio.Future[object]", answer), closing}
            await asyncio.wait(waited, return_when=asyncio.FIRST_COMPLETED)
            if not answer.done():
                raise Closing
            return answer.result()
        finally:
            answer.cancel()
            closing.cancel()
