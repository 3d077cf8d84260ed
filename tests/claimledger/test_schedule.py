"""What cron and systemd are told."""

import configparser
import shlex
from pathlib import Path

import pytest

from claimledger.schedule import Job, cron, everything, service, timer


def job(minutes: int = 15, folder: str = "/srv/desk of news 5%") -> Job:
    return Job(Path(folder) / "claimledger.toml", Path(folder) / "news.db", minutes)


@pytest.mark.parametrize(
    ("minutes", "when"),
    [(1, "*/1 * * * *"), (15, "*/15 * * * *"), (60, "7 */1 * * *"), (180, "7 */3 * * *"), (1440, "7 4 * * *")],
)  # fmt: skip
def test_the_crontab_line_starts_with_its_time(minutes: int, when: str) -> None:
    assert cron(job(minutes)).startswith(when + " ")


def test_the_crontab_line_is_one_line_that_a_shell_understands() -> None:
    line = cron(job())
    assert line.count("\n") == 1
    command = line.split(" ", 5)[5].replace("\\%", "%")
    assert shlex.split(command)[-5:] == [
        "run",
        "--config",
        "/srv/desk of news 5%/claimledger.toml",
        "--max-time",
        "14m",
    ]


def test_an_unescaped_percent_sign_would_end_the_crontab_command() -> None:
    assert cron(job()).count("%") == cron(job()).count("\\%") == 1


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
