"""How to have ``claimledger run`` done again and again: a crontab line and systemd units."""

import shlex
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be scheduled: which command for which configuration, every how many minutes."""

    config: Path
    database: Path
    minutes: int

    @property
    def command(self) -> str:
        """The full command line; the program by its own path, as cron has no PATH worth having."""
        program = Path(sys.executable).with_name("claimledger")
        words = [str(program)] if program.exists() else [sys.executable, "-m", "claimledger.cli"]
        words += ["run", "--config", str(self.config), "--max-time", f"{max(self.minutes - 1, 1)}m"]
        return shlex.join(words)


def cron(job: Job) -> str:
    """A crontab line. cron mails what the run prints, which is nothing unless there is news."""
    if job.minutes >= 60:
        when = f"7 */{job.minutes // 60} * * *" if job.minutes < 1440 else "7 4 * * *"
    else:
        when = f"*/{job.minutes} * * * *"
    # An unescaped percent sign ends the command in a crontab.
    command = job.command.replace("%", "\\%")
    return f"{when} {command}\n"


def service(job: Job) -> str:
    """A systemd service that does one run. Another run holding the lock (4) is no failure."""
    command = job.command.replace("%", "%%")
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
TimeoutStopSec=60
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
