"""What the reading and crosschecking stages, and the command, write and ask: one door."""

from db.backup import backup
from db.crosschecks import CheckRows, CrosscheckRows, load_check_batch, store_crosscheck
from db.decisions import decide, decisions_on
from db.evidence import ArticleSheet, ClaimSheet, FigureSheet, Sheet, conflicts, show
from db.extractions import StoredExtraction, store_extraction
from db.forgetting import Forgotten, articles_naming, captures_of, forget, forget_entity
from db.search import Hit, find
from db.status import Status, counts, status
from db.touching import touched
from db.unread import (
    TRIES,
    VersionToRead,
    documents,
    everything,
    numbers_of,
    record_failure,
    unread,
    waiting,
)

__all__ = [
    "TRIES",
    "ArticleSheet",
    "CheckRows",
    "ClaimSheet",
    "CrosscheckRows",
    "FigureSheet",
    "Forgotten",
    "Hit",
    "Sheet",
    "Status",
    "StoredExtraction",
    "VersionToRead",
    "articles_naming",
    "backup",
    "captures_of",
    "conflicts",
    "counts",
    "decide",
    "decisions_on",
    "documents",
    "everything",
    "find",
    "forget",
    "forget_entity",
    "load_check_batch",
    "numbers_of",
    "record_failure",
    "show",
    "status",
    "store_crosscheck",
    "store_extraction",
    "touched",
    "unread",
    "waiting",
]
