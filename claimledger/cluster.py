"""Shards on the workers of a Dask cluster (the extra ``[cluster]``).

Workers are told what to do and where to write; what comes back through the scheduler is the name of
a file. Work on a worker that is lost is done again by another one, also when the scheduler was.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, Generic, TypeVar

from claimledger.config import ClusterSettings
from claimledger.engines import AHEAD, Opened
from claimledger.exits import CommandError, Exit
from db.shards import Engine, Outcome, WorkerDied

T = TypeVar("T")

CONNECT_SECONDS = 20.0
"""How long a scheduler may take to answer, at the start and when it went away."""

NO_WORKER_SECONDS = 60.0
"""How long the first worker of a scheduler may take to come."""


def cluster(settings: ClusterSettings) -> Opened:
    """The workers of a scheduler. Opening raises ``CommandError`` where they cannot be had."""

    @contextmanager
    def opened(pieces: int) -> Iterator[Engine]:
        del pieces
        engine = Cluster(settings)
        try:
            yield engine
        finally:
            engine.close()

    return opened


class Cluster:
    """The workers of a Dask scheduler; a thread of theirs is a worker."""

    def __init__(self, settings: ClusterSettings) -> None:
        self._settings = settings
        self._distributed = _library()
        for name in ("distributed", "distributed.client", "tornado", "asyncio"):
            logging.getLogger(name).setLevel(logging.CRITICAL)
        self._number = 0
        self.client = self._connected()
        self.threads = self._await_workers()
        self.ahead = AHEAD * self.threads

    def _connected(self) -> Any:
        address = self._settings.scheduler
        try:
            return self._distributed.Client(
                address, timeout=CONNECT_SECONDS, security=self._security(), set_as_default=False,
                name="claimledger",
            )  # fmt: skip
        except (OSError, ValueError) as error:
            detail = " ".join(str(error).split()) or type(error).__name__
            raise CommandError(
                f"the scheduler at {address} cannot be reached ({detail}); what was stored is "
                "whole, the next run goes on"
            ) from error

    def _security(self) -> Any:
        given = self._settings
        if given.tls_ca is None:
            return None
        return self._distributed.Security(
            tls_ca_file=str(given.tls_ca), tls_client_cert=str(given.tls_cert),
            tls_client_key=str(given.tls_key), require_encryption=True,
        )  # fmt: skip

    def _await_workers(self) -> int:
        """How many threads the workers have, which read with the same rules as this machine."""
        from nlp.version import rules_digest

        try:
            self.client.wait_for_workers(1, timeout=NO_WORKER_SECONDS)
        except TimeoutError as error:
            raise CommandError(
                f"the scheduler at {self._settings.scheduler} has no workers: start some with "
                "dask worker"
            ) from error
        found = self.client.run(rules_digest, on_error="return")
        without = [str(one) for one in found.values() if isinstance(one, ImportError)]
        if without:
            raise CommandError(f"a worker has no claimledger: {without[0]}")
        others = sorted(
            worker
            for worker, digest in found.items()
            if isinstance(digest, str) and digest != rules_digest()
        )
        if others:
            raise CommandError(
                f"another claimledger is installed at {', '.join(others[:3])}"
                f"{' and more' if len(others) > 3 else ''}: workers need this one's version"
            )
        return max(1, sum(map(int, self.client.nthreads().values())))

    def begin(self, seconds: float, function: Callable[..., T], *given: object) -> Outcome[T]:
        """Have a function done by a worker; a worker that takes longer is restarted."""
        return _Sent(self, seconds, function, given, self.send(function, given))

    def send(self, function: Callable[..., T], given: tuple[object, ...]) -> Any:
        """Hand work to the scheduler, which is looked for again when it has gone."""
        self._number += 1
        if self.client.status != "running":
            self._reconnect()
        return self.client.submit(
            function, *given, pure=False, priority=-self._number,
            key=f"{function.__name__}-{self._number}-{id(self)}",
        )  # fmt: skip

    def _reconnect(self) -> None:
        with suppress(OSError, TimeoutError, RuntimeError):
            self.client.close(timeout=1)
        self.client = self._connected()
        self._await_workers()

    def settled(self, future: Any, seconds: float) -> str:
        """Wait for a future; its status then: finished, error, cancelled, lost or pending."""
        with suppress(*self._losses), self.client.as_current():
            self._distributed.wait(future, timeout=seconds)
        return "lost" if self.client.status != "running" else str(future.status)

    def taken(self, future: Any, seconds: float) -> list[Any]:
        """What came of work that is finished; nothing where it is lost with scheduler or worker."""
        with suppress(*self._losses):
            return [future.result(timeout=seconds)]
        return []

    @property
    def _losses(self) -> tuple[type[BaseException], ...]:
        """What is raised where the scheduler goes; a closed connection is an ``OSError``."""
        library = self._distributed
        return (TimeoutError, OSError, library.CancelledError,
                library.client.FuturesCancelledError, library.client.ClosedClientError)  # fmt: skip

    def failed(self, future: Any) -> BaseException:
        """What a piece of work raised; ``WorkerDied`` where no worker lived to raise anything."""
        error: BaseException = future.exception()
        if isinstance(error, self._distributed.KilledWorker):
            return WorkerDied("several workers ended over it")
        return error

    def end(self, future: Any) -> bool:
        """Restart the worker that hangs at some work; False when it only waits for a worker."""
        at = [name for name, keys in self.client.processing().items() if future.key in keys]
        if at:
            future.cancel()
            with suppress(ValueError):  # a worker without a nanny
                self.client.restart_workers(at, raise_for_error=False)
        elif not self.client.nthreads():
            raise CommandError(
                f"the scheduler at {self._settings.scheduler} has no workers left; what was "
                "stored is whole, the next run goes on"
            )
        return bool(at)

    def close(self) -> None:
        """Give back what nobody waits for any more; a shard that is begun is still written."""
        with suppress(OSError, TimeoutError, RuntimeError):
            self.client.close(timeout=5)


@dataclass
class _Sent(Generic[T]):
    """Work that a scheduler was given."""

    engine: Cluster
    seconds: float
    function: Callable[..., T]
    given: tuple[object, ...]
    future: Any
    found: list[T] = field(default_factory=list)
    """What came of it, once it is here: asked for again, it is not fetched again."""

    def exception(self) -> BaseException | None:
        """What went wrong; the work is given out anew when the scheduler was lost with it."""
        while not self.found:
            status = self.engine.settled(self.future, self.seconds)
            if status == "finished" and (found := self.engine.taken(self.future, self.seconds)):
                self.found = found
            elif status == "error":
                return self.engine.failed(self.future)
            elif status != "pending":
                self.future = self.engine.send(self.function, self.given)
            elif self.engine.end(self.future):
                return TimeoutError()
        return None

    def result(self) -> T:
        """What came of it."""
        error = self.exception()
        if error is not None:
            raise error
        return self.found[0]


def _library() -> Any:
    try:
        return import_module("distributed")
    except ImportError as error:
        raise CommandError(
            "a cluster needs Dask: pip install 'claimledger[cluster]'", Exit.USAGE
        ) from error
