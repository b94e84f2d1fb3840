"""Do batches of work here, in other processes, or wherever an executor takes them.

Results come back in the order of the batches, so no byte of the site depends on who did the work.
"""

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, wait
from typing import TYPE_CHECKING, TypeVar, cast

from generator.problems import MachineError, Problem

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

State = TypeVar("State")
Batch = TypeVar("Batch")
Result = TypeVar("Result")

_AHEAD = 2
_GRACE_SECONDS = 1


def run_batches(
    function: Callable[[State, Batch], Result],
    state: State,
    batches: Iterable[Batch],
    *,
    jobs: int = 1,
    executor: Executor | None = None,
) -> Iterator[Result]:
    """Yield ``function(state, batch)`` for each batch, in order.

    With one job all happens in this process; with more, *jobs* processes are forked which have *state* from
    their birth, so only batches and results travel. An *executor* given is used instead, and left open.

    Raises:
        MachineError: a worker died, for want of memory as a rule.
    """
    if executor is not None:
        window = 2 * _AHEAD * max(jobs, 1)
        return _in_order(lambda batch: executor.submit(function, state, batch), batches, window, deque())
    if jobs <= 1:
        return (function(state, batch) for batch in batches)
    return _in_processes(function, state, batches, jobs)


def _in_order(
    submit: "Callable[[Batch], Future[Result]]",
    batches: Iterable[Batch],
    window: int,
    waiting: "deque[Future[Result]]",
) -> Iterator[Result]:
    """Yield results in the order of *batches*, at most *window* of which are in *waiting* at any time."""
    try:
        for batch in batches:
            waiting.append(submit(batch))
            if len(waiting) >= window:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()


def _in_processes(
    function: Callable[[State, Batch], Result], state: State, batches: Iterable[Batch], jobs: int
) -> Iterator[Result]:
    # Imported here: most builds have too little to do for a second process.
    import multiprocessing  # noqa: PLC0415
    from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor  # noqa: PLC0415

    others = set(multiprocessing.active_children())
    context = multiprocessing.get_context(_start_method())
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_enter, initargs=(function, state))

    def submit(batch: Batch) -> "Future[Result]":
        return cast("Future[Result]", pool.submit(_work, batch))

    waiting: deque[Future[Result]] = deque()
    try:
        yield from _in_order(submit, batches, _AHEAD * jobs, waiting)
    except BrokenProcessPool as error:
        raise MachineError(_died()) from error
    finally:
        _dismiss(waiting, lambda: set(multiprocessing.active_children()) - others)
        pool.shutdown(wait=True, cancel_futures=True)


def _dismiss(waiting: "Iterable[Future[Result]]", workers: "Callable[[], Iterable[BaseProcess]]") -> None:
    """After Ctrl-C or an error, let the workers end what nobody wants any more, but not for long.

    One that is ended while it writes its result leaves half a message, on which the pool would wait for ever.
    """
    try:
        wait(waiting, _GRACE_SECONDS)
    finally:
        if not all(future.done() for future in waiting):
            for process in workers():
                process.terminate()


def _start_method() -> str:
    # A fork copies locks held by other threads, which nobody will ever release in the child.
    return "fork" if hasattr(os, "fork") and threading.active_count() == 1 else "spawn"


_TASK: list[tuple[Callable[..., object], object]] = []
"""The function and state of a worker; filled once, at its birth, and only in worker processes."""


def _enter(function: Callable[[State, Batch], Result], state: State) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent answers it
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_die_with_parent, daemon=True).start()
    _TASK.append((function, state))


def _work(batch: Batch) -> object:
    function, state = _TASK[-1]
    return function(state, batch)


def _die_with_parent() -> None:
    """End this process when its parent is killed; it would wait for work, and hold the build lock, for ever."""
    from multiprocessing import connection, process  # noqa: PLC0415

    parent = process.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _died() -> Problem:
    return Problem(
        code="worker-died",
        what="a worker process died",
        why="the system ended it, most often because memory ran out",
        fix="build with `--jobs 1`, which also shows which file it is",
    )
