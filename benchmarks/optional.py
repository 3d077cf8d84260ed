"""What the optional features cost ``run`` while they are off.

    python -m benchmarks.optional [--rounds 7]

Each round runs the demo newsroom three times into fresh ledgers, in processes of their own and in
turning order: as it is, again as it is, and with the hooks taken out that ``run`` passes with
nothing switched on (whom to tell, the columns of the lens). The second reader, the citations, the
family tree and the packet have no hook there: their modules must not even be loaded. Printed are
the medians of the paired ratios of CPU time, children included; the first pair is the noise.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from unittest import mock

from claimledger import demo
from claimledger.newsroom.server import serving
from claimledger.pipeline import Pipeline
from claimledger.progress import Reporter
from crosscheck import rows
from crosscheck.lens import Lens

ARMS = ("as it is", "again", "without")
UNUSED = (
    "llm", "claimledger.reviewing", "claimledger.asking", "claimledger.citing",
    "claimledger.packet.writing", "claimledger.notifying", "answers.descent", "pypdfium2",
)  # fmt: skip
"""Modules that a run has no use for while nothing is switched on."""


def once(arm: str) -> float:
    """CPU seconds of one run of the newsroom; raises ``RuntimeError`` where a module was loaded."""
    if arm == "without":
        mock.patch.object(Pipeline, "notify").start()
        mock.patch.object(rows, "lens_of", return_value=Lens()).start()
    with tempfile.TemporaryDirectory() as folder, serving() as served:
        pipeline = Pipeline(demo.prepare(Path(folder) / "demo", served), Reporter(quiet=True))
        before = _spent()
        pipeline.run()
        spent = _spent() - before
    if loaded := [name for name in UNUSED if name in sys.modules]:
        raise RuntimeError(f"a run loads {', '.join(loaded)}")
    return spent


def _spent() -> float:
    """CPU seconds so far, of this process and of those that it waited for."""
    return sum(os.times()[:4])


def measured(arm: str) -> float:
    """``once`` in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.optional", "--arm", arm]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main() -> None:
    """Print what the hooks cost, and how far two equal runs differ."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--arm", choices=ARMS, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.arm:
        print(once(given.arm))
        return
    rounds: list[dict[str, float]] = []
    for number in range(given.rounds):
        turn = number % len(ARMS)
        rounds.append({arm: measured(arm) for arm in (*ARMS[turn:], *ARMS[:turn])})
        print(", ".join(f"{arm} {rounds[-1][arm]:.2f} s" for arm in ARMS), flush=True)
    for arm, name in (("again", "two equal runs"), ("without", "hooks in ÷ hooks out")):
        ratios = [one["as it is"] / one[arm] for one in rounds]
        print(
            f"{name}: median {statistics.median(ratios):.3f} "
            f"({min(ratios):.3f} to {max(ratios):.3f})"
        )


if __name__ == "__main__":
    main()
