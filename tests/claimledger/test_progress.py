"""What is told of a running stage: a bar on a terminal, few lines elsewhere, nothing when quiet."""

import io

import pytest
from rich.console import Console

from claimledger.progress import LINE_EVERY, Reporter, summary_line


class Time:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_plain_lines_come_now_and_then() -> None:
    out, time = io.StringIO(), Time()
    reporter = Reporter(stream=out, monotonic=time)
    with reporter.stage("extract") as step:
        for number in range(100):
            time.now = number * LINE_EVERY / 10
            step("", {"done": number, "total": 100, "claims_added": 3 * number})
    lines = out.getvalue().splitlines()
    assert lines[0] == "extract 10/100:  30 claims added"
    assert len(lines) == 9


def test_quiet_says_nothing_but_warnings() -> None:
    out = io.StringIO()
    reporter = Reporter(quiet=True, stream=out)
    reporter.say("working")
    with reporter.stage("crawl") as step:
        step("a page", {"pages": 1})
    assert out.getvalue() == ""
    reporter.warn("something is wrong")
    assert out.getvalue() == "something is wrong\n"


def test_a_terminal_gets_a_bar() -> None:
    out = io.StringIO()
    reporter = Reporter(stream=out)
    reporter.console = Console(file=out, force_terminal=True, width=100)
    with reporter.stage("crawl") as step:
        step("p.example", {"done": 3, "total": 9, "pages": 3})
    assert "crawl: p.example" in out.getvalue()
    assert "3/9" in out.getvalue()


@pytest.mark.parametrize(
    ("counts", "line"),
    [
        ({}, "crawl: nothing new"),
        ({"articles_new": 0}, "crawl: nothing new"),
        ({"articles_new": 1234, "refused": 0, "done": 5}, "crawl: 1,234 articles new"),
        ({"articles_new": 1, "retries": 1, "sent": 1}, "crawl: 1 article new, 1 retry, 1 sent"),
        ({"pages_read": 2, "pages_refused": 1}, "crawl: 2 pages read, 1 page refused"),
        ({"versions": 1, "rows_written": 1}, "crawl: 1 version, 1 row written"),
        ({"files_same": 1, "robots_read": 1}, "crawl: 1 file same, 1 robots read"),
    ],
)
def test_a_stage_ends_with_one_line(counts: dict[str, int], line: str) -> None:
    assert summary_line("crawl", counts) == line
