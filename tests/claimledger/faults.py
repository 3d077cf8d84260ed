"""Running the command as somebody for whom the system's limits hold, root or not."""

import ctypes
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

SECONDS = 120.0

_OVERRIDES = (1, 2)
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH: with them nothing is read-only to root."""

_DROP = 24
"""PR_CAPBSET_DROP of prctl."""


def without_overrides() -> None:
    """In a child before it starts: let modes of files hold for root too."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None)
        for capability in _OVERRIDES:
            assert libc.prctl(_DROP, capability, 0, 0, 0) == 0


def within(size: int) -> Callable[[], None]:
    """In a child before it starts: no file may grow beyond this; a disk that is full, in small."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


def command(
    *words: object, before: Callable[[], None] = without_overrides, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """``claimledger`` with these words, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "claimledger.cli", *map(str, words)],
        capture_output=True,
        text=True,
        timeout=SECONDS,
        preexec_fn=before,
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        check=False,
    )
