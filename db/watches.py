"""Watches and what was found and told for them: the rows that ``alerts`` and the command need."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from sqlite_utils import Database

from db.connection import LedgerError, writing
from db.rows import Row, select

KINDS = ("figure", "story", "outlet", "source", "search", "sentence")
"""What can be watched."""

EVENTS = ("conflict", "changed", "still", "edited")
"""What can be told: a new conflict, a number that moved, a replaced number that is still in print,
and one that an article does not print any more."""

PERCENT, HOURS = 10.0, 24.0
"""By how much a number must move, and for how long a replaced one must still be printed, unless
the watch says otherwise."""

TRIES = 5
"""Failures after which an event is not tried again on a channel."""


@dataclass(frozen=True, slots=True)
class NewWatch:
    """A watch to begin; ``anchor`` is an article by which a story is found under another id."""

    name: str
    kind: str
    target: str
    events: tuple[str, ...]
    percent: float
    hours: float
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Alert:
    """Something that happened to what is watched.

    ``event`` names it for good; ``value`` is the number from which the next change is reckoned.
    """

    event: str
    kind: str
    figure_id: str
    title: str
    text: str
    outlet_id: str | None = None
    value: float | int | None = None
    unit: str | None = None


def add_watch(db: Database, watch: NewWatch, found: Iterable[Alert], at: str, actor: str) -> int:
    """Begin a watch; what is ``found`` now is known already and will not be told."""
    with writing(db):
        row = db.conn.execute(
            "INSERT INTO watches (name, kind, target, anchor, events, percent, hours, at, actor) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
            [
                watch.name, watch.kind, watch.target, watch.anchor, " ".join(watch.events),
                watch.percent, watch.hours, at, actor,
            ],
        ).fetchone()  # fmt: skip
        add_alerts(db, int(row[0]), found, at, known=True)
    return int(row[0])


def remove_watch(db: Database, watch_id: int) -> None:
    """End a watch and drop what was found for it. Raises ``LedgerError`` when there is none."""
    with writing(db):
        gone = db.conn.execute("DELETE FROM watches WHERE id = ?", [watch_id]).rowcount
    if not gone:
        raise LedgerError(f"watch {watch_id}: not in the ledger")


def add_alerts(
    db: Database, watch_id: int, found: Iterable[Alert], at: str, *, known: bool = False
) -> int:
    """Keep what is found and was not found before; returns how many were new."""
    with writing(db):
        return db.conn.executemany(
            "INSERT INTO alerts (watch_id, event, kind, figure_id, outlet_id, value, unit, title, "
            "text, at, known) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            [
                (watch_id, a.event, a.kind, a.figure_id, a.outlet_id, a.value, a.unit, a.title,
                 a.text, at, int(known))
                for a in found
            ],
        ).rowcount  # fmt: skip


def watches(db: Database) -> list[Row]:
    """All watches, oldest first."""
    return select(db, "SELECT * FROM watches ORDER BY id")


def channel_id(address: str) -> str:
    """A channel's name in ``deliveries``: its address may hold a password, this does not."""
    return sha256(address.encode()).hexdigest()[:16]


def waiting(db: Database, channel: str, since: str) -> list[Row]:
    """Alerts found since a time that were not told on a channel, oldest first, each event once.

    ``names`` are the watches that found it.
    """
    return select(
        db,
        "SELECT a.event, a.kind, a.figure_id, a.title, a.text, min(a.at) AS at, "
        "group_concat(w.name, ', ') AS names FROM alerts a JOIN watches w ON w.id = a.watch_id "
        "LEFT JOIN deliveries d ON d.channel = ?1 AND d.event = a.event "
        "WHERE a.known = 0 AND a.at >= ?2 "
        "AND (d.event IS NULL OR (d.state = 'failed' AND d.tries < ?3)) "
        "GROUP BY a.event ORDER BY min(a.at), a.kind, a.event",
        [channel, since, TRIES],
    )


def last_told(db: Database, channel: str) -> str | None:
    """When something was last told on a channel."""
    row = db.conn.execute(
        "SELECT max(at) FROM deliveries WHERE channel = ? AND state <> 'failed'", [channel]
    ).fetchone()
    return None if row is None else row[0]


def begin_delivery(db: Database, channel: str, events: Sequence[str], at: str) -> None:
    """Note that events are about to be told, so that a run that is killed tells none twice."""
    with writing(db):
        db.conn.executemany(
            "INSERT INTO deliveries (channel, event, at, state, tries) VALUES (?, ?, ?, 'begun', 1)"
            " ON CONFLICT DO UPDATE SET at = excluded.at, state = 'begun', tries = tries + 1",
            [(channel, event, at) for event in events],
        )


def end_delivery(db: Database, channel: str, events: Sequence[str], *, sent: bool) -> None:
    """Note what became of a delivery that was begun."""
    with writing(db):
        db.conn.executemany(
            "UPDATE deliveries SET state = ? WHERE channel = ? AND event = ?",
            [("sent" if sent else "failed", channel, event) for event in events],
        )
