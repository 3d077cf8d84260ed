"""Tombstones: what was forgotten and must not come back."""

from collections.abc import Iterable

from sqlite_utils import Database

from db.rows import scalar

_ENTITY = "entity:"
"""The scheme under which an entity's id stands among the addresses."""


def is_forgotten(db: Database, url: str) -> bool:
    """Was this address forgotten, so that it must not be fetched or stored again?"""
    return bool(scalar(db, "SELECT 1 FROM tombstones WHERE url = ?", [url]))


def bury(db: Database, urls: Iterable[str], reason: str, at: str) -> None:
    """Set tombstones; an address that has one keeps it."""
    db.conn.executemany(
        "INSERT INTO tombstones (url, reason, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        [(url, reason, at) for url in urls],
    )


def bury_entity(db: Database, identifier: str, reason: str, at: str) -> None:
    """Set the tombstone of an entity."""
    bury(db, [_ENTITY + identifier], reason, at)


def forgotten_entities(db: Database) -> set[str]:
    """Ids of the entities that were forgotten."""
    return {
        url.removeprefix(_ENTITY)
        for (url,) in db.conn.execute(
            "SELECT url FROM tombstones WHERE url >= ? AND url < ?", [_ENTITY, _ENTITY + "\x7f"]
        )
    }
