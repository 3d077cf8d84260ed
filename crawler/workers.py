"""Reading strangers' bytes in processes of their own, so that a crash or a hang costs one page."""

import asyncio
import logging
import multiprocessing
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from lxml import etree
from pebble import ProcessExpired, ProcessPool

T = TypeVar("T")

MEMORY_LIMIT = 1536 * 1024 * 1024
"""Bytes of address space of one worker; a page that needs more is given up."""

PRELOADED = ["crawler.articles", "crawler.listings", "crawler.sections"]


class ReadingFailed(Exception):
    """A page that could not be read; ``kind`` is crashed, hung, out_of_memory or broke."""

    def __init__(self, kind: str, detail: str) -> None:
        super().__init__(detail)
        self.kind = kind


def _prepare() -> None:
    """Limit a worker's memory where the system can, and keep it quiet."""
    logging.disable(logging.CRITICAL)
    if sys.platform != "win32":
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, hard))


@dataclass(frozen=True, slots=True)
class _Failure:
    kind: str
    detail: str


def _guarded(function: Callable[..., T], *arguments: object) -> T | _Failure:
    """Run a reading function; what it raises about a page comes back as a value."""
    try:
        return function(*arguments)
    except MemoryError as error:
        return _Failure("out_of_memory", str(error) or "the page needs too much memory")
    except (
        ArithmeticError, AssertionError, AttributeError, etree.LxmlError, LookupError, OSError,
        RuntimeError, TypeError, ValueError,
    ) as error:  # fmt: skip
        return _Failure("broke", f"{type(error).__name__}: {error}"[:300])


class Readers:
    """A pool of reading processes. Use as a context manager."""

    def __init__(self, workers: int = 2, *, seconds: float = 20.0) -> None:
        self._seconds = seconds
        method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else None
        context = multiprocessing.get_context(method)
        if method:
            context.set_forkserver_preload(PRELOADED)
        self._pool = ProcessPool(
            max_workers=workers, max_tasks=500, initializer=_prepare, context=context
        )

    def __enter__(self) -> "Readers":
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.stop()  # type: ignore[no-untyped-call] # pebble's is untyped
        self._pool.join()

    async def run(self, function: Callable[..., T], *arguments: object) -> T:
        """Run a module-level function in a worker; raises ``ReadingFailed``."""
        future = self._pool.schedule(_guarded, args=(function, *arguments), timeout=self._seconds)
        try:
            result: T | _Failure = await asyncio.wrap_future(future)
        except TimeoutError as error:
            raise ReadingFailed("hung", f"not read after {self._seconds:g} s") from error
        except ProcessExpired as error:
            detail = f"the reading process ended with {error.exitcode}"
            raise ReadingFailed("crashed", detail) from error
        if isinstance(result, _Failure):
            raise ReadingFailed(result.kind, result.detail)
        return result
