"""Reading strangers' bytes in processes of their own, so that a crash or a hang costs one page."""

import asyncio
import logging
import multiprocessing
import os
import sys
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.context import ForkServerContext, ForkServerProcess
from types import ModuleType
from typing import Any, Generic, TypeVar

from lxml import etree
from pebble import ProcessExpired, ProcessPool

T = TypeVar("T")

MEMORY_LIMIT = 1536 * 1024 * 1024
"""Bytes of address space of one worker; a page that needs more is given up."""

PRELOADED = ["crawler.articles", "crawler.extraction", "crawler.listings", "crawler.sections"]


class ReadingFailed(Exception):
    """A page that could not be read; ``kind`` is crashed, hung, out_of_memory or broke."""

    def __init__(self, kind: str, detail: str) -> None:
        super().__init__(detail)
        self.kind = kind


class NoReaders(Exception):
    """No reading process can be started: the system has no room for one. No page is to blame."""


def limit_memory(limit: int) -> None:
    """Let this process have so many bytes of address space and no more, where the system can."""
    if sys.platform != "win32":
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        if hard != resource.RLIM_INFINITY:
            limit = min(limit, hard)
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


def _prepare() -> None:
    """Limit a worker's memory, and keep it quiet."""
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    limit_memory(MEMORY_LIMIT)


@dataclass(frozen=True, slots=True)
class Failure:
    """What a reading function raised about a page."""

    kind: str
    detail: str


def guarded(function: Callable[..., T], *arguments: object) -> T | Failure:
    """Run a reading function; what it raises about a page comes back as a value."""
    try:
        return function(*arguments)
    except MemoryError as error:
        return Failure("out_of_memory", str(error) or "the page needs too much memory")
    except (
        ArithmeticError, AssertionError, AttributeError, etree.LxmlError, LookupError, OSError,
        RuntimeError, TypeError, ValueError,
    ) as error:  # fmt: skip
        return Failure("broke", f"{type(error).__name__}: {error}"[:300])


@dataclass
class Pending(Generic[T]):
    """A page that is being read: what to run, on what, and the future of it."""

    function: Callable[..., T]
    arguments: tuple[object, ...]
    future: "Future[T | Failure]"


class Readers:
    """A pool of reading processes. Use as a context manager.

    A process that ends while it reads takes its page with it; one that ends between two pages
    (the system took its memory) breaks the pool, which is then made anew, and the page is read
    again. ``seconds`` bounds the reading of one page.
    """

    def __init__(self, workers: int | None = None, *, seconds: float = 20.0) -> None:
        self._workers = workers or max(2, min(4, os.cpu_count() or 2))
        self._seconds = seconds
        self._pool = self._new_pool()

    def _new_pool(self) -> ProcessPool:
        return ProcessPool(
            max_workers=self._workers, max_tasks=500, initializer=_prepare, context=_context()
        )

    def __enter__(self) -> "Readers":
        return self

    def __exit__(self, *_: object) -> None:
        self._end(self._pool)

    @staticmethod
    def _end(pool: ProcessPool) -> None:
        pool.stop()  # type: ignore[no-untyped-call] # pebble's is untyped
        pool.join()

    def submit(self, function: Callable[..., T], *arguments: object) -> Pending[T]:
        """Have a module-level function run in a worker; see ``result``. Raises ``NoReaders``."""
        try:
            if not self._pool.active:
                broken, self._pool = self._pool, self._new_pool()
                self._end(broken)
            future = self._pool.schedule(
                guarded, args=(function, *arguments), timeout=self._seconds
            )
        except OSError as error:
            raise NoReaders(f"no reading process can be started: {error.strerror}") from error
        return Pending(function, arguments, future)

    def result(self, pending: Pending[T]) -> T:
        """Wait for what ``submit`` began; raises ``ReadingFailed``."""
        with self._explained():
            try:
                return _unwrapped(pending.future.result())
            except BrokenProcessPool:
                again = self.submit(pending.function, *pending.arguments)
                return _unwrapped(again.future.result())

    async def run(self, function: Callable[..., T], *arguments: object) -> T:
        """Run a module-level function in a worker; raises ``ReadingFailed``."""
        with self._explained():
            try:
                pending = self.submit(function, *arguments)
                return _unwrapped(await asyncio.wrap_future(pending.future))
            except BrokenProcessPool:
                again = self.submit(function, *arguments)
                return _unwrapped(await asyncio.wrap_future(again.future))

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except TimeoutError as error:
            raise ReadingFailed("hung", f"not read after {self._seconds:g} s") from error
        except ProcessExpired as error:
            detail = f"the reading process ended with {error.exitcode}"
            raise ReadingFailed("crashed", detail) from error
        except BrokenProcessPool as error:
            raise ReadingFailed("crashed", "the reading processes could not be kept up") from error


def _unwrapped(result: T | Failure) -> T:
    if isinstance(result, Failure):
        raise ReadingFailed(result.kind, result.detail)
    return result


def _context() -> Any:
    """How processes are started: forked from a small server that has the readers loaded.

    A fork of the crawl itself would copy its threads' locks. Where there is no fork server
    (Windows), processes start from nothing.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    from multiprocessing import forkserver

    context = _ServedContext()
    context.set_forkserver_preload(PRELOADED)
    forkserver.ensure_running()  # it loads the readers while the first lists are fetched
    return context


class _ServedProcess(ForkServerProcess):
    """A process that does not run the caller's main module again: it has nothing to do there."""

    @staticmethod
    def _Popen(process_obj: Any) -> Any:
        main = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            return ForkServerProcess._Popen(process_obj)
        finally:
            sys.modules["__main__"] = main


class _ServedContext(ForkServerContext):
    Process = _ServedProcess
