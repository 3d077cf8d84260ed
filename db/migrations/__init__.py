"""The ledger's schema, as append-only migrations: never edit an applied one, add another.

Conventions: every table is STRICT; times are UTC ``YYYY-MM-DDTHH:MM:SSZ`` or bare dates; numbers
that must keep their printed form (297 stays 297, 4.5 stays 4.5) are ``ANY`` with a CHECK. Ids that
a re-run must not duplicate are content hashes (``db.ids``). Tables whose key holds several columns
and most of the row are WITHOUT ROWID: one tree to write instead of two.
"""

from sqlite_utils import Migrations

from db.migrations import changes, tables, views

migrations = Migrations("claimledger")
for _step in (*tables.STEPS, *views.STEPS, *changes.STEPS):
    migrations()(_step)

__all__ = ["migrations"]
