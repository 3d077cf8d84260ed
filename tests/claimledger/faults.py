"""Running the command as somebody for whom the system's limits hold, root or not."""

import ctypes
import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

SECONDS = 120.0

COMMAND = [sys.executable, "-c", "from claimledger.cli import main; main()"]
"""As the console script does; but the processes that it starts need not load it again."""

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


def environment() -> dict[str, str]:
    """Where a child finds what this process has imported."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}


def command(
    *words: object, before: Callable[[], None] = without_overrides, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """``claimledger`` with these words, in a process of its own."""
    return _run([*COMMAND, *map(str, words)], before, cwd)


def _run(
    line: Sequence[str], before: Callable[[], None], cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        line,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        preexec_fn=before,
        cwd=cwd,
        env=environment(),
        check=False,
    )


_FORKS = """
import json, os, sys
from claimledger.cli import main
folder, lines = sys.argv[1], json.loads(sys.argv[2])
for number, words in enumerate(lines):
    child = os.fork()
    if child == 0:
        for descriptor, name in ((1, "out"), (2, "err")):
            os.dup2(os.open(f"{folder}/{number}.{name}", os.O_CREAT | os.O_WRONLY, 0o600), descriptor)
        sys.argv[1:] = words
        raise SystemExit(main())
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


def commands(
    *lines: Sequence[object], folder: Path, before: Callable[[], None] = without_overrides
) -> list[subprocess.CompletedProcess[str]]:
    """``claimledger`` with each of these words, one after the other, in processes of their own.

    They are forks of one that has loaded it, which takes most of a short verb's time. What they
    print goes through ``folder``.
    """
    given = [[str(word) for word in words] for words in lines]
    ran = _run([sys.executable, "-c", _FORKS, str(folder), json.dumps(given)], before)
    ran.check_returncode()
    return [
        subprocess.CompletedProcess(
            words,
            int(code),
            *((folder / f"{number}.{name}").read_text() for name in ("out", "err")),
        )
        for number, (words, code) in enumerate(zip(given, ran.stdout.split(), strict=True))
    ]
