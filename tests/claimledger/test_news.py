"""What a run tells: what is new, and nothing else."""

from pathlib import Path

from click.testing import CliRunner

from claimledger import news
from claimledger.cli import cli
from claimledger.stages import StageReport

PAST, FUTURE = "2001-01-01T00:00:00Z", "2201-01-01T00:00:00Z"


def test_new_conflicts_are_told_with_their_sides(ledger: Path) -> None:
    assert CliRunner().invoke(cli, ["crosscheck", "--db", str(ledger), "-q"]).exit_code == 0
    [line] = news.since(ledger, PAST, [])
    assert line.startswith("contradiction  ")
    assert "13 (Hill Gazette)" in line
    assert "31 (Harbour Post)" in line


def test_without_news_there_is_nothing_to_tell(ledger: Path) -> None:
    assert news.since(ledger, FUTURE, [StageReport("crawl", {"not_modified": 9})]) == []


def test_problems_are_counted(ledger: Path) -> None:
    reports = [StageReport("crawl", problems=2), StageReport("extract", problems=1)]
    assert news.since(ledger, FUTURE, reports) == ["3 new problems: claimledger status --problems"]
