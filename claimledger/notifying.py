"""Alerts: what has happened to what is watched, kept once, and told on the channels once.

A delivery is written before it is made. One that fails is tried again by the next runs; what became
of one that was cut off nobody knows, and it is not made again.
"""

import os
import warnings
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Protocol
from urllib.parse import urlsplit

from sqlite_utils import Database

from answers import watches, words
from answers.queries import watches as queries
from claimledger.clock import Clock, stamp
from claimledger.config import Notify
from claimledger.progress import Step
from claimledger.stages import StageReport
from db import watches as rows
from db.crawl import Problem, record_problem
from db.rows import Row

KEPT = timedelta(days=2)
"""How old an alert may be to be told: a channel that is new or was down gets no flood."""

LISTED = 20
"""Alerts written out in one message; the others are counted."""

INSTALL = "pip install 'claimledger[notify]'"


class Send(Protocol):
    """Sends a message to the address of a channel; False where it did not arrive."""

    def __call__(self, address: str, title: str, body: str) -> bool: ...


class NoApprise(Exception):
    """The library that sends is not installed."""


def notify(
    db: Database,
    settings: Notify,
    *,
    clock: Clock,
    step: Step,
    send: Send | None = None,
    run_id: Callable[[], int] | None = None,
) -> StageReport:
    """Look at every watch, keep what is new, and tell it on every channel.

    ``run_id`` gives the run that problems belong to.
    """
    now = stamp(clock())
    counts = {"alerts": 0, "sent": 0}
    for watch in rows.watches(db):
        step(str(watch["name"]), {})
        known = queries.told(db.conn, watch["id"])
        counts["alerts"] += rows.add_alerts(
            db, watch["id"], watches.found(db.conn, watch, now, known=known), now
        )
    faults = []
    for number, channel in enumerate(settings.channels, start=1):
        step(f"channel {number}", {})
        try:
            sent = _tell(db, channel, settings, clock(), send or by_apprise)
        except NoApprise:
            faults = [f"notify.channels is set, but nothing can be sent: {INSTALL}"]
            break
        if sent is None:
            faults.append(f"channel {number} ({scheme(channel)}) did not take the message")
        counts["sent"] += sent or 0
    for fault in faults:
        record_problem(
            db, Problem(None, "notify", "not_sent", fault, now, run_id() if run_id else None)
        )
    return StageReport("notify", counts, problems=len(faults), warning="; ".join(faults) or None)


def _tell(db: Database, channel: str, settings: Notify, now: datetime, send: Send) -> int | None:
    """Tell a channel what it was not told; how many events, or None where they did not arrive."""
    name = rows.channel_id(channel)
    if settings.digest and not _due(rows.last_told(db, name), settings.digest, now):
        return 0
    alerts = rows.waiting(db, name, stamp(now - KEPT))
    if not alerts:
        return 0
    events = [alert["event"] for alert in alerts]
    title, body = message(alerts, settings.address)
    rows.begin_delivery(db, name, events, stamp(now))
    try:
        sent = send(expanded(channel), title, body)
    except NoApprise:
        rows.end_delivery(db, name, events, sent=False)
        raise
    rows.end_delivery(db, name, events, sent=sent)
    return len(events) if sent else None


def _due(last: str | None, digest: str, now: datetime) -> bool:
    """Is it after today's time for the digest, and was none told since?"""
    hour, minute = map(int, digest.split(":"))
    moment = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
    return now >= moment and (last is None or last < stamp(moment))


def message(alerts: Sequence[Row], address: str | None) -> tuple[str, str]:
    """Title and text of a message: each alert with who prints what and where it is to be seen."""
    parts = [_part(alert, address) for alert in alerts[:LISTED]]
    if len(alerts) > LISTED:
        parts.append(f"and {len(alerts) - LISTED} more")
    title = plain(alerts[0]["title"]) if len(alerts) == 1 else words.plural(len(alerts), "alert")
    return f"claimledger: {title}"[:250], "\n\n".join(parts)


def _part(alert: Row, address: str | None) -> str:
    root = address.rstrip("/") if address else ""
    link = (
        f"{root}/figures/{alert['figure_id']}" if root else f"claimledger show {alert['figure_id']}"
    )
    lines = [alert["title"], *alert["text"].splitlines(), f"Watched: {alert['names']}"]
    return "\n".join([*(plain(line) for line in lines if line), link])


_AT = "@\N{WORD JOINER}"


def plain(text: str) -> str:
    """Text of a page so that no chat takes it for an order: nobody is mentioned, nothing hidden.

    >>> plain("a\\x07b")
    'ab'
    """
    return "".join(char for char in text if char.isprintable()).replace("@", _AT)


def expanded(channel: str) -> str:
    """A channel's address with what the environment has for it."""
    return os.path.expandvars(channel)


def scheme(channel: str) -> str:
    """What may be told of a channel's address: how it sends."""
    return urlsplit(expanded(channel)).scheme or "unknown"


def by_apprise(address: str, title: str, body: str) -> bool:
    """Send with the library apprise. Raises ``NoApprise`` where it is not installed."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # its modules import what Python 3.13 has dropped
            import apprise

            told = apprise.Apprise()
            if not told.add(address):
                return False
            return bool(told.notify(title=title, body=body, body_format=apprise.NotifyFormat.TEXT))
    except ModuleNotFoundError as error:
        raise NoApprise from error
