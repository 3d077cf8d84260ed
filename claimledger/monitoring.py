"""``status --check``: is the ledger up to date? One line, an exit code, and a sign of life."""

import urllib.request
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.parse import urlsplit

from answers.health import Health, spoken
from claimledger.exits import CommandError, Exit

PATIENCE = 10.0
"""Seconds for the heartbeat address to answer."""


def in_words(health: Health) -> str:
    """What is wrong with a ledger, or that nothing is.

    The moment of the last crawl that went well is told in any case; of a ledger that was never
    crawled, of the last run.
    """
    last = health["last_success_at"]
    what = health["last_success_of"]
    since = f"last {what} that went well: {last}" if last else f"no {what} has gone well yet"
    faults = []
    if health["late_since"]:
        faults.append(f"late since {health['late_since']}")
    faults += [f"{run['command']} {run['outcome']}" for run in health["failing"]]
    if faults:
        return f"{', '.join(faults)}; {since}"
    age = health["age"]
    return f"up to date; {since}" + (f", {spoken(age)} ago" if age is not None else "")


def beat(address: str) -> None:
    """Fetch the heartbeat address, which raises an alarm where it is not fetched for a while.

    Raises ``CommandError`` where it does not answer with a success. The address itself may be a
    secret and is not told.
    """
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise CommandError("--heartbeat expects an address with http or https", Exit.USAGE)
    asked = urllib.request.Request(address, headers={"User-Agent": "claimledger"})
    try:
        with urllib.request.urlopen(asked, timeout=PATIENCE):
            return
    except (OSError, HTTPException, ValueError) as error:
        if isinstance(error, HTTPError):
            error.close()
        why = str(error) or type(error).__name__
        raise CommandError(f"the heartbeat at {parts.hostname} was not taken: {why}") from error
