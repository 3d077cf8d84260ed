"""``init --from``: the outlet behind a front page, as the configuration names it."""

import dataclasses
from collections.abc import Sequence

from claimledger import crawling
from claimledger.clock import Clock, now
from claimledger.progress import Step


def outlets(
    homepages: Sequence[str], contact: str, step: Step, clock: Clock = now
) -> list[dict[str, object]]:
    """Tables for the configuration, one for each front page; empty keys are left out.

    A look around is a few requests, so that it needs no contact yet. Raises ``CommandError`` when
    a page cannot be had.
    """
    found = []
    for homepage in homepages:
        step(homepage, {})
        address = homepage if "://" in homepage else f"https://{homepage}"
        outlet = crawling.discover(address, contact, clock=clock, step=step)
        values = dataclasses.asdict(outlet)
        found.append({name: value for name, value in values.items() if value})
    return found
