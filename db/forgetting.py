"""Forgetting: taking a text out of the ledger for good, with a tombstone in its place."""

from sqlite_utils import Database

from db.rows import scalar


def is_forgotten(db: Database, url: str) -> bool:
    """Was this address forgotten, so that it must not be fetched or stored again?"""
    return bool(scalar(db, "SELECT 1 FROM tombstones WHERE url = ?", [url]))
