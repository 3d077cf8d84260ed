"""What cron and systemd are told."""

import configparser
import shlex
from itertools import pairwise
from pathlib import Path

import pytest

from claimledger.schedule import Job, cron, everything, service, timer


def job(minutes: int = 15, folder: str = "/srv/desk of news 5%", db: str | None = None) -> Job:
    return Job(Path(folder) / "claimledger.toml", Path(folder) / db if db else None, minutes)


@pytest.mark.parametrize(
    ("minutes", "when"),
    [(1, "* * * * *"), (15, "*/15 * * * *"), (60, "7 * * * *"), (180, "7 */3 * * *"), (1440, "7 4 * * *")],
)  # fmt: skip
def test_the_crontab_line_starts_with_its_time(minutes: int, when: str) -> None:
    assert cron(job(minutes)).startswith(when + " ")


def test_the_crontab_line_is_one_line_that_a_shell_understands() -> None:
    line = cron(job())
    assert line.count("\n") == 1
    command = line.split(" ", 5)[5].replace("\\%", "%")
    run = command.partition("; ")[0]
    assert shlex.split(run)[-5:] == [
        "run",
        "--config",
        "/srv/desk of news 5%/claimledger.toml",
        "--max-time",
        "14m",
    ]


def test_the_ledger_that_was_named_is_the_one_that_is_run() -> None:
    for text in (cron(job(db="other.db")), service(job(db="other.db"))):
        assert "--db '/srv/desk of news 5" in text
        assert "other.db'" in text
    assert "--db" not in cron(job())


def test_every_run_is_bounded() -> None:
    for minutes in (1, 7, 15, 60, 1440):
        one = job(minutes)
        words = shlex.split(cron(one).replace("\\%", "%"))
        at = words.index("timeout")
        assert words[at : at + 5] == ["timeout", "-s", "INT", "-k", "60"]
        assert int(words[at + 5]) == one.limit
        assert 0 < one.max_time < minutes * 60
        assert unit(service(one))["Service"]["TimeoutStartSec"] == str(one.limit)


@pytest.mark.parametrize("minutes", [1, 15, 45, 1440])
def test_each_run_is_followed_by_a_look_at_whether_the_ledger_is_late(minutes: int) -> None:
    one = Job(
        Path("/srv/desk/claimledger.toml"), None, minutes, "https://told.example/beat?a=1&b=2"
    )
    run, check = cron(one).removesuffix("\n").removesuffix("; }").split("; ")
    assert "status --config /srv/desk/claimledger.toml --check --quiet" in check
    assert shlex.split(check)[-4:] == [
        "--max-age", f"{max(3 * minutes, 60)}m", "--heartbeat", "https://told.example/beat?a=1&b=2",
    ]  # fmt: skip
    assert "status" not in run
    assert unit(service(one))["Service"]["ExecStopPost"].endswith(shlex.join([one.heartbeat or ""]))
    assert "--heartbeat" not in cron(job(minutes))


@pytest.mark.parametrize("minutes", [7, 25, 45, 50, 59, 61, 90, 100, 150, 300, 420, 1000, 1439])
@pytest.mark.parametrize("zone", [0, 60, -210, 330, 345])
def test_odd_intervals_are_kept_over_hours_days_and_zones(minutes: int, zone: int) -> None:
    fields, _, rest = cron(job(minutes)).partition("[")
    minute, hour, *_ = fields.split()
    every = 60 if minute == "0" else int(minute.removeprefix("*").removeprefix("/") or 1)
    assert hour == "*"
    width = int(rest.split("-lt ")[1].split()[0])
    woken = [
        at for at in range(29_000_000, 29_010_000)
        if ((at + zone) % 60) % every == 0 and at % minutes < width
    ]  # fmt: skip
    gaps = [later - earlier for earlier, later in pairwise(woken)]
    assert all(abs(gap - minutes) < every for gap in gaps)
    assert len(woken) == pytest.approx(10_000 / minutes, abs=1)


def test_an_unescaped_percent_sign_would_end_the_crontab_command() -> None:
    assert cron(job()).count("%") == cron(job()).count("\\%") == 2


def unit(text: str) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(text)
    return parser


def test_the_service_does_one_run_and_takes_a_held_lock_for_no_failure() -> None:
    section = unit(service(job()))["Service"]
    assert section["Type"] == "oneshot"
    assert section["SuccessExitStatus"] == "4 7"
    assert section["WorkingDirectory"] == "/srv/desk of news 5%%"
    assert shlex.split(section["ExecStart"])[-4] == "--config" or "run" in section["ExecStart"]


def test_the_timer_repeats() -> None:
    assert unit(timer(job(30)))["Timer"]["OnUnitActiveSec"] == "30min"


def test_everything_holds_all_three() -> None:
    text = everything(job())
    for part in (cron(job()), service(job()), timer(job())):
        assert part in text
