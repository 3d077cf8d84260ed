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


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be scheduled: which command for which configuration, every how many minutes.

    ``database`` is the ledger that takes the place of the configured one; ``None``: that one.
    """

    config: Path
    database: Path | None
    minutes: int

    @property
    def max_time(self) -> int:
        """Seconds that a run may collect and read: it ends a minute before the next one."""
        return max(self.minutes * 60 - 60, self.minutes * 30)

    @property
    def limit(self) -> int:
        """Seconds after which a run is interrupted, whatever it does."""
        return self.max_time + LAST

    @property
    def command(self) -> str:
        """The full command line; the program by its own path, as cron has no PATH worth having."""
        program = Path(sys.executable).with_name("claimledger")
        words = [str(program)] if program.exists() else [sys.executable, "-m", "claimledger.cli"]
        words += ["run", "--config", str(self.config)]
        if self.database is not None:
            words += ["--db", str(self.database)]
        whole = self.max_time % 60 == 0
        words += ["--max-time", f"{self.max_time // 60}m" if whole else f"{self.max_time}s"]
        return shlex.join(words)


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
    """A crontab line. cron mails what the run prints, which is nothing unless there is news."""
    when, condition = _when(job.minutes)
    command = f"{condition}timeout -s INT -k {GRACE} {job.limit} {job.command}"
    # An unescaped percent sign ends the command in a crontab.
    escaped = command.replace("%", "\\%")
    return f"{when} {escaped}\n"


def service(job: Job) -> str:
    """A systemd service that does one run. Another run holding the lock (4) is no failure."""
    command = job.command.replace("%", "%%").replace("$", "$$")
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
