"""Where shards are worked on: in processes of this machine, unless a cluster is named.

An engine is asked to begin a piece of work and later for its outcome. It may do it more than once
when a worker dies, so the work must write the same thing each time.
"""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from multiprocessing import get_context
from typing import Any, TypeVar

from pebble import ProcessExpired, ProcessPool

from db.shards import Engine, Outcome, WorkerDied

T = TypeVar("T")

MEMORY_LIMIT = 3 << 29
"""Bytes of address space of one worker; the model with the largest text takes a third of it. A text
that needs more is given up."""

AHEAD = 4
"""Pieces of work handed out for each worker: while one is awaited, nobody is idle."""


Opened = Callable[[int], AbstractContextManager[Engine]]
"""Opens an engine for at most so many pieces of work."""


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _prepare_worker() -> None:
    """Limit a worker's memory, and leave Ctrl-C, which reaches the whole group, to the parent."""
    from crawler.workers import limit_memory

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    limit_memory(MEMORY_LIMIT)


class _Awaited:
    """pebble's future, its errors in our words."""

    def __init__(self, future: Any) -> None:
        self._future = future

    def exception(self) -> BaseException | None:
        error: BaseException | None = self._future.exception()
        if isinstance(error, ProcessExpired):
            return WorkerDied(f"the process ended with code {error.exitcode}")
        return error

    def result(self) -> Any:
        error = self.exception()
        if error is not None:
            raise error
        return self._future.result()


class Processes:
    """Worker processes of this machine."""

    def __init__(self, pool: Any, count: int) -> None:
        self._pool = pool
        self.ahead = AHEAD * count

    def begin(self, seconds: float, function: Callable[..., T], *given: object) -> Outcome[T]:
        """Have a function done by one of the processes; it is ended when it takes longer."""
        return _Awaited(self._pool.schedule(function, args=given, timeout=seconds))


def processes(workers: int) -> Opened:
    """Worker processes on this machine, ``workers`` 0 being one a core."""

    @contextmanager
    def opened(pieces: int) -> Iterator[Engine]:
        count = min(workers or cores(), pieces) or 1
        pool: Any = ProcessPool(
            max_workers=count, initializer=_prepare_worker, context=get_context("spawn")
        )
        try:
            yield Processes(pool, count)
            pool.close()
        except BaseException:
            pool.stop()
            raise
        finally:
            pool.join()

    return opened
