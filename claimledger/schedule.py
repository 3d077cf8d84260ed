"""How to have ``claimledger run`` done again and again: a crontab line and systemd units."""

import math
import shlex
import sys
from dataclasses import dataclass
from pathlib import Path

LAST = 30 * 60
"""Seconds that a run has after ``--max-time`` to end by itself: to crosscheck what there is."""

GRACE = 60
"""Seconds from the signal that interrupts a run to the one that kills it."""

DAY = 24 * 60

LEAST_AGE = 60
"""Minutes that a crawl may be old in any case: a machine may be off for a while."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be scheduled: which command for which configuration, every how many minutes.

    ``database`` is the ledger that takes the place of the configured one; ``None``: that one.
    ``heartbeat`` is an address that is fetched after each run that leaves the ledger up to date.
    """

    config: Path
    database: Path | None
    minutes: int
    heartbeat: str | None = None

    @property
    def max_time(self) -> int:
        """Seconds that a run may collect and read: it ends a minute before the next one."""
        return max(self.minutes * 60 - 60, self.minutes * 30)

    @property
    def limit(self) -> int:
        """Seconds after which a run is interrupted, whatever it does."""
        return self.max_time + LAST

    @property
    def max_age(self) -> int:
        """Minutes after which a ledger without a new crawl is late: two runs may fail unnoticed."""
        return max(3 * self.minutes, LEAST_AGE)

    @property
    def command(self) -> str:
        """The command line of a run."""
        whole = self.max_time % 60 == 0
        return self._line("run", "--max-time",
                          f"{self.max_time // 60}m" if whole else f"{self.max_time}s")  # fmt: skip

    @property
    def check(self) -> str:
        """The command line that says, after a run, whether the ledger is up to date."""
        sign = [] if self.heartbeat is None else ["--heartbeat", self.heartbeat]
        return self._line("status", "--check", "--quiet", "--max-age", f"{self.max_age}m", *sign)

    def _line(self, verb: str, *options: str) -> str:
        """A full command line; the program by its own path, as cron has no PATH worth having."""
        program = Path(sys.executable).with_name("claimledger")
        words = [str(program)] if program.exists() else [sys.executable, "-m", "claimledger.cli"]
        words += [verb, "--config", str(self.config)]
        if self.database is not None:
            words += ["--db", str(self.database)]
        return shlex.join([*words, *options])


def _when(minutes: int) -> tuple[str, str]:
    """The five fields of cron, and a condition in front of the command where these do not do.

    cron counts within an hour and within a day: 45 minutes are neither a part of the one nor a
    multiple that parts the other. There the line is woken more often and counts the minutes itself.
    """
    if 60 % minutes == 0:
        return ("* * * * *" if minutes == 1 else f"*/{minutes} * * * *" if minutes < 60
                else "7 * * * *"), ""  # fmt: skip
    if minutes == DAY:
        return "7 4 * * *", ""
    if DAY % minutes == 0 and minutes % 60 == 0:
        return f"7 */{minutes // 60} * * *", ""
    step = math.gcd(minutes, 60)
    often = "* * * * *" if step == 1 else f"*/{step} * * * *" if step < 60 else "0 * * * *"
    return often, f"[ $(( $(date +%s) / 60 % {minutes} )) -lt {step} ] && "


def cron(job: Job) -> str:
    """A crontab line. cron mails what is printed, which is nothing unless there is news."""
    when, condition = _when(job.minutes)
    command = f"timeout -s INT -k {GRACE} {job.limit} {job.command}; {job.check}"
    command = f"{condition}{{ {command}; }}" if condition else command
    # An unescaped percent sign ends the command in a crontab.
    escaped = command.replace("%", "\\%")
    return f"{when} {escaped}\n"


def service(job: Job) -> str:
    """A systemd service that does one run. Another run holding the lock (4) is no failure."""
    command, check = (
        line.replace("%", "%%").replace("$", "$$") for line in (job.command, job.check)
    )
    folder = str(job.config.parent).replace("%", "%%")
    return f"""\
[Unit]
Description=claimledger: collect, read and crosscheck ({job.config.name.replace("%", "%%")})
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
WorkingDirectory={folder}
ExecStart={command}
ExecStopPost={check}
SuccessExitStatus=4 7
Nice=10
KillSignal=SIGINT
TimeoutStartSec={job.limit}
TimeoutStopSec={GRACE}
"""


def timer(job: Job) -> str:
    """The systemd timer for the service."""
    return f"""\
[Unit]
Description=claimledger every {job.minutes} minutes

[Timer]
OnBootSec=2min
OnUnitActiveSec={job.minutes}min
RandomizedDelaySec=30
Persistent=true

[Install]
WantedBy=timers.target
"""


def everything(job: Job) -> str:
    """Both ways, with what to do with them."""
    return f"""\
# With cron: add this line with 'crontab -e'.
{cron(job)}
# With systemd: write the two files, then
#   systemctl --user daemon-reload && systemctl --user enable --now claimledger.timer

# ~/.config/systemd/user/claimledger.service
{service(job)}
# ~/.config/systemd/user/claimledger.timer
{timer(job)}"""
