"""One thread that does all the work on a publication, in the order it was asked for.

A request that comes while the site is read waits for it that way, and the cache is used from a single thread.
The thread does not hold up the end of the program: what it does then is thrown away.
"""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Result = TypeVar("Result")


class Worker:
    """Runs functions one after the other, from :meth:`start` to :meth:`stop`."""

    def __init__(self) -> None:
        self._tasks: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="preview", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self, seconds: float = 0.1) -> None:
        """Take no more work, and wait at most *seconds* for what is being done."""
        self._tasks.put(None)
        self._thread.join(seconds)

    def submit(self, function: Callable[Given, Result], *args: Given.args, **kwargs: Given.kwargs) -> "Future[Result]":
        """Return the result of *function* to come."""
        future: Future[Result] = Future()

        def task() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                future.set_result(function(*args, **kwargs))
            except BaseException as error:  # noqa: BLE001 - it is raised again where the result is asked for
                future.set_exception(error)

        self._tasks.put(task)
        return future

    def _run(self) -> None:
        while (task := self._tasks.get()) is not None:
            task()
