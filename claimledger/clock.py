"""The time, injected: every stage takes a clock, and only the command line uses the real one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Gives the present moment with a zone. It must pickle: the crawl runs in a process of its own."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A clock that stands still."""

    moment: datetime

    def __call__(self) -> datetime:
        """The moment at which it stands."""
        return self.moment


def now() -> datetime:
    """The real time, in UTC."""
    return datetime.now(UTC)


def stamp(moment: datetime) -> str:
    """A moment as the ledger writes it: ``2026-03-10T07:40:00Z``."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
