"""The frontier: every address that the crawl knows, and when to look at it again."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from sqlite_utils import Database

from db.connection import writing
from db.rows import select


@dataclass(frozen=True, slots=True)
class FrontierEntry:
    """An address to look at; ``kind`` is feed, sitemap, section, article or robots.

    ``due_at`` ``None`` means at once; ``found_on`` is the page or feed that named it.
    """

    url: str
    outlet_id: str
    kind: str
    due_at: str | None = None
    found_on: str | None = None
    title: str | None = None
    published_at: str | None = None


@dataclass(frozen=True, slots=True)
class FrontierRow:
    """A row of the frontier as it stands."""

    url: str
    outlet_id: str
    kind: str
    state: str
    found_on: str | None
    title: str | None
    published_at: str | None
    first_seen_at: str
    due_at: str
    checked_at: str | None
    changed_at: str | None
    tries: int
    http_status: int | None
    etag: str | None
    last_modified: str | None
    article_id: str | None
    reason: str | None


_COLUMNS = ", ".join(FrontierRow.__slots__)
_PRIORITY = "CASE kind WHEN 'robots' THEN 0 WHEN 'article' THEN 2 ELSE 1 END"


def seed_frontier(db: Database, entries: Iterable[FrontierEntry], now: str) -> int:
    """Add the addresses that are new; returns how many were.

    A known address stays as it is, except that a title or date that was missing is filled in.
    """
    added = 0
    with writing(db):
        for entry in entries:
            new = db.conn.execute(
                "INSERT INTO frontier (url, outlet_id, kind, state, found_on, title, "
                "published_at, first_seen_at, due_at) VALUES (?, ?, ?, 'waiting', ?, ?, ?, ?, ?) "
                "ON CONFLICT (url) DO NOTHING",
                [
                    entry.url,
                    entry.outlet_id,
                    entry.kind,
                    entry.found_on,
                    entry.title,
                    entry.published_at,
                    now,
                    entry.due_at or now,
                ],
            ).rowcount
            added += new
            if new or not (entry.title or entry.published_at):
                continue
            db.conn.execute(
                "UPDATE frontier SET title = coalesce(title, ?1), "
                "published_at = coalesce(published_at, ?2) WHERE url = ?3 AND ("
                "(title IS NULL AND ?1 IS NOT NULL) OR "
                "(published_at IS NULL AND ?2 IS NOT NULL))",
                [entry.title, entry.published_at, entry.url],
            )
    return added


def take_due(
    db: Database,
    now: str,
    *,
    recheck: Literal["due", "all"] = "due",
    limit: int = 100,
    outlet_id: str | None = None,
    since: str | None = None,
) -> list[FrontierRow]:
    """Take addresses to fetch and mark them ``in_flight``: robots, lists, articles, newest first.

    ``due`` takes what is due at ``now``; ``all`` takes everything that was not checked at or after
    ``since`` (the start of the run; default ``now``), so that a run meets each address once.
    """
    wanted = (
        "state IN ('waiting', 'done', 'failed') AND due_at <= :now"
        if recheck == "due"
        else "state <> 'in_flight' AND (checked_at IS NULL OR checked_at < :since)"
    )
    with writing(db):
        rows = select(
            db,
            f"SELECT {_COLUMNS} FROM frontier WHERE {wanted} "
            "AND (:outlet IS NULL OR outlet_id = :outlet) "
            f"ORDER BY {_PRIORITY}, due_at, published_at DESC, url LIMIT :limit",
            {"now": now, "since": since or now, "outlet": outlet_id, "limit": limit},
        )
        db.conn.executemany(
            "UPDATE frontier SET state = 'in_flight' WHERE url = ?", [(row["url"],) for row in rows]
        )
    return [FrontierRow(**{**row, "state": "in_flight"}) for row in rows]


@dataclass(frozen=True, slots=True)
class Ahead:
    """Addresses whose times lay ahead of the clock, and the latest of these times."""

    addresses: int
    latest: str


_AHEAD = "max(coalesce(checked_at, first_seen_at), first_seen_at) > :now"


def clamp_ahead(db: Database, now: str, before: str, *, times: bool) -> Ahead | None:
    """Make due at ``now`` what was looked at later than that; ``None`` when nothing was.

    With ``times`` the times of these addresses that lie ahead become ``before`` too.
    """
    count, latest = db.conn.execute(
        f"SELECT count(*), max(coalesce(checked_at, first_seen_at)) FROM frontier WHERE {_AHEAD}",
        {"now": now},
    ).fetchone()
    if not count:
        return None
    with writing(db):
        db.conn.execute(
            "UPDATE frontier SET due_at = min(due_at, :now) "
            f"WHERE {_AHEAD} AND state IN ('waiting', 'done', 'failed') AND due_at < :never",
            {"now": now, "never": "9999"},
        )
        for column in ("first_seen_at", "changed_at", "checked_at") if times else ():
            db.conn.execute(
                f"UPDATE frontier SET {column} = :before WHERE {column} > :now",
                {"before": before, "now": now},
            )
    return Ahead(int(count), str(latest))


def unmark_checked(db: Database, now: str, before: str) -> None:
    """Let ``recheck="all"`` from ``now`` on take what was checked in that very second, or ahead."""
    with writing(db):
        db.conn.execute("UPDATE frontier SET checked_at = ? WHERE checked_at >= ?", [before, now])


def settle(
    db: Database,
    url: str,
    *,
    state: str,
    now: str,
    http_status: int | None = None,
    etag: str | None = None,
    last_modified: str | None = None,
    due_at: str | None = None,
    article_id: str | None = None,
    changed: bool = False,
    reason: str | None = None,
) -> None:
    """Write what came of fetching ``url``.

    ``None`` for the validators, the due time and the article keeps what was known (a 304 brings
    none); ``failed`` counts a try, any other state starts the count anew.
    """
    with writing(db):
        db.conn.execute(
            "UPDATE frontier SET state = :state, checked_at = :now, "
            "tries = CASE :state WHEN 'failed' THEN tries + 1 ELSE 0 END, "
            "http_status = :http_status, etag = coalesce(:etag, etag), "
            "last_modified = coalesce(:last_modified, last_modified), "
            "due_at = coalesce(:due_at, due_at), article_id = coalesce(:article_id, article_id), "
            "changed_at = CASE WHEN :changed THEN :now ELSE changed_at END, reason = :reason "
            "WHERE url = :url",
            {
                "url": url,
                "state": state,
                "now": now,
                "http_status": http_status,
                "etag": etag,
                "last_modified": last_modified,
                "due_at": due_at,
                "article_id": article_id,
                "changed": changed,
                "reason": reason,
            },
        )


def release_in_flight(db: Database) -> int:
    """Give back what an interrupted run had taken; returns how many addresses that were."""
    with writing(db):
        return db.conn.execute(
            "UPDATE frontier SET state = 'waiting' WHERE state = 'in_flight'"
        ).rowcount
