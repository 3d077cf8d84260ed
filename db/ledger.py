"""What the reading and crosschecking stages write and ask: one door to the rooms behind it."""

from db.crosschecks import CheckRows, CrosscheckRows, load_check_batch, store_crosscheck
from db.extractions import StoredExtraction, VersionToRead, store_extraction, unread
from db.status import counts
from db.touching import touched

__all__ = [
    "CheckRows",
    "CrosscheckRows",
    "StoredExtraction",
    "VersionToRead",
    "counts",
    "load_check_batch",
    "store_crosscheck",
    "store_extraction",
    "touched",
    "unread",
]
