"""What a running stage tells: a bar on a terminal, plain lines elsewhere, nothing when quiet."""

import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import IO

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

Step = Callable[[str, Mapping[str, int]], None]
"""Called with what is being done and its counts; ``done`` and ``total`` move the bar."""

LINE_EVERY = 10.0
"""Seconds between plain lines of one stage: a log of an hour's crawl stays readable."""


def _tail(counts: Mapping[str, int]) -> str:
    return ", ".join(
        _counted(number, name) for name, number in counts.items() if name not in ("done", "total")
    )


def _counted(number: int, name: str) -> str:
    """A count with its name, which begins with a noun in the plural or with a participle.

    >>> _counted(1, "pages_refused"), _counted(2, "pages_refused"), _counted(1, "retries")
    ('1 page refused', '2 pages refused', '1 retry')
    """
    first, *rest = name.split("_")
    if number == 1 and first != "robots":
        first = first[:-3] + "y" if first.endswith("ies") else first.removesuffix("s")
    return f"{number:,} {' '.join((first, *rest))}"


def summary_line(stage: str, counts: Mapping[str, int]) -> str:
    """One line that closes a stage: ``extract: 15 versions, 92 claims``."""
    tail = _tail({name: number for name, number in counts.items() if number})
    return f"{stage}: {tail or 'nothing new'}"


class Reporter:
    """Tells of stages on one stream. ``quiet`` silences all but ``warn``."""

    def __init__(
        self,
        *,
        quiet: bool = False,
        stream: IO[str] | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.console = Console(
            file=stream or sys.stderr, highlight=False, markup=False, soft_wrap=True
        )
        self.quiet = quiet
        self._monotonic = monotonic

    def say(self, line: str) -> None:
        """A line for people who watch; not printed when quiet."""
        if not self.quiet:
            self.console.print(line)

    def warn(self, line: str) -> None:
        """A line that is printed always: something is wrong."""
        self.console.print(line)

    @contextmanager
    def stage(self, name: str) -> Iterator[Step]:
        """Give the callback that a stage reports to."""
        if self.quiet:
            yield lambda _doing, _counts: None
        elif self.console.is_terminal:
            with self._bar(name) as step:
                yield step
        else:
            yield self._lines(name)

    @contextmanager
    def _bar(self, name: str) -> Iterator[Step]:
        columns = (
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[tail]}"),
            TimeElapsedColumn(),
        )
        with Progress(*columns, console=self.console, transient=True) as progress:
            task: TaskID = progress.add_task(name, total=None, tail="")

            def step(doing: str, counts: Mapping[str, int]) -> None:
                progress.update(
                    task,
                    description=f"{name}: {doing}" if doing else name,
                    completed=counts.get("done", 0),
                    total=counts.get("total"),
                    tail=_tail(counts),
                )

            yield step

    def _lines(self, name: str) -> Step:
        last = [self._monotonic()]

        def step(doing: str, counts: Mapping[str, int]) -> None:
            now = self._monotonic()
            if now - last[0] < LINE_EVERY:
                return
            last[0] = now
            done = f" {counts['done']}/{counts['total']}" if "total" in counts else ""
            self.console.print(f"{name}{done}: {doing} {_tail(counts)}".rstrip())

        return step
