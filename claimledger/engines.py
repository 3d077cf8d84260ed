"""Where shards are worked on: in processes of this machine, unless a cluster is named.

An engine is asked to begin a piece of work and later for its outcome. It may do it more than once
when a worker dies, so the work must write the same thing each time.
"""

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pebble import ProcessExpired, ProcessPool

from db.shards import Engine, Outcome, WorkerDied

P = TypeVar("P")
T = TypeVar("T")

MEMORY_LIMIT = 3 << 29
"""Bytes of address space of one worker; the model with the largest text takes a third of it. A text
that needs more is given up."""

AHEAD = 4
"""Pieces of work handed out for each worker: while one is awaited, nobody is idle."""


Opened = Callable[[int], AbstractContextManager[Engine]]
"""Opens an engine for at most so many pieces of work."""


def in_turn(
    engine: Engine, pieces: Iterable[P], begin: Callable[[P], Outcome[T]]
) -> Iterator[tuple[P, Outcome[T]]]:
    """Pieces of work with their outcomes, in their order; some are begun ahead."""
    begun: deque[tuple[P, Outcome[T]]] = deque()
    for piece in pieces:
        begun.append((piece, begin(piece)))
        if len(begun) >= engine.ahead:
            yield begun.popleft()
    while begun:
        yield begun.popleft()


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


@dataclass(frozen=True, slots=True)
class _Done(Generic[T]):
    """Work that is done already."""

    found: T

    def exception(self) -> BaseException | None:
        return None

    def result(self) -> T:
        return self.found


class Here:
    """This process: a piece of work is done when it is begun."""

    ahead = 1

    def begin(self, seconds: float, function: Callable[..., T], *given: object) -> Outcome[T]:
        """Do it, however long it takes; raises what it raises."""
        return _Done(function(*given))


@contextmanager
def here(pieces: int) -> Iterator[Engine]:
    """No workers: this process does the work."""
    yield Here()


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


def _context(loaded: str) -> Any:
    """How workers are started: forked from a small server that has a module loaded.

    A fork of this process itself would copy its threads' locks. The server stays for the next
    workers, whatever they do. Where there is none (Windows), workers start from nothing.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([loaded])
    return context


def processes(workers: int, loaded: str = "claimledger.extracting") -> Opened:
    """Worker processes on this machine, ``workers`` 0 being one a core.

    What the module ``loaded`` imports or makes is there when they start.
    """

    @contextmanager
    def opened(pieces: int) -> Iterator[Engine]:
        count = min(workers or cores(), pieces) or 1
        pool: Any = ProcessPool(
            max_workers=count, initializer=_prepare_worker, context=_context(loaded)
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
