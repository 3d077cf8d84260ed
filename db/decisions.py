"""Decisions: what reviewers settled. Crosscheck takes them as given."""

import json

from sqlite_utils import Database

from db.connection import LedgerError, writing
from db.rows import Row, select
from db.touching import touch

_ARTICLES_OF = {
    "article": "SELECT id FROM articles WHERE id = ?",
    "claim": "SELECT article_id FROM claims WHERE id = ?",
    "figure": "SELECT DISTINCT c.article_id FROM figure_claims f "
    "JOIN claims c ON c.id = f.claim_id WHERE f.figure_id = ?",
    "reading": "SELECT DISTINCT c.article_id FROM figure_claims f "
    "JOIN claims c ON c.id = f.claim_id WHERE f.reading_id = ?",
    "story": "SELECT article_id FROM story_articles WHERE story_id = ?",
    "entity": "SELECT DISTINCT article_id FROM claims WHERE origin_id = ?",
}
"""The articles that a subject concerns, by the kind of thing that its id names."""


_CLAIMS_OF = {
    "figure": "SELECT claim_id FROM figure_claims WHERE figure_id = ? ORDER BY claim_id",
    "reading": "SELECT claim_id FROM figure_claims WHERE reading_id = ? ORDER BY claim_id",
}
"""The claims by which a subject is known again when its own id has changed."""


def all_decisions(db: Database) -> list[Row]:
    """All that was decided, in its order."""
    return select(db, "SELECT * FROM decisions ORDER BY id")


def decide(
    db: Database, actor: str, subject: str, action: str, at: str, note: str | None = None
) -> int:
    """Write what ``actor`` decided about ``subject`` and mark its articles; returns the id.

    ``subject`` holds ids parted by blanks, each with its kind: ``figure:0f3a…``,
    ``claim:… claim:…``. Raises ``LedgerError`` for a kind or an id that the ledger does not have.
    """
    articles: set[str] = set()
    held: dict[str, list[str]] = {}
    with writing(db):
        for part in subject.split():
            articles |= _articles_of(db, part)
            kind, _, identifier = part.partition(":")
            if kind in _CLAIMS_OF:
                found = db.conn.execute(_CLAIMS_OF[kind], [identifier])
                held[identifier] = [claim for (claim,) in found]
        if not articles:
            raise LedgerError("a decision needs a subject such as figure:ID or claim:ID claim:ID")
        row = db.conn.execute(
            "INSERT INTO decisions (at, actor, subject, action, note, claims) "
            "VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
            [
                at,
                actor,
                " ".join(subject.split()),
                action,
                note,
                json.dumps(held, sort_keys=True) if held else None,
            ],
        ).fetchone()
        touch(db, sorted(articles), at)
    return int(row[0])


def _articles_of(db: Database, part: str) -> set[str]:
    kind, _, identifier = part.partition(":")
    if kind not in _ARTICLES_OF or not identifier:
        raise LedgerError(f"{part}: expected one of {', '.join(_ARTICLES_OF)}, a colon and an id")
    found = {article for (article,) in db.conn.execute(_ARTICLES_OF[kind], [identifier])}
    if not found:
        raise LedgerError(f"{part}: not in the ledger")
    return found


def decisions_on(db: Database, *subjects: str) -> list[Row]:
    """Decisions whose subject names any of these (``figure:…``), oldest first."""
    return select(
        db,
        "SELECT * FROM decisions WHERE EXISTS (SELECT 1 FROM json_each(?) "
        "WHERE instr(' ' || subject || ' ', ' ' || value || ' ')) ORDER BY id",
        [json.dumps(subjects)],
    )


def articles_decided(db: Database) -> list[set[str]]:
    """The articles that each decision speaks of: by the claims and articles that it names."""
    named = [
        {key for _, _, key in (part.partition(":") for part in row["subject"].split())}
        | {claim for held in json.loads(row["claims"] or "{}").values() for claim in held}
        for row in select(db, "SELECT subject, claims FROM decisions ORDER BY id")
    ]
    home = dict(
        db.conn.execute(
            "SELECT id, article_id FROM claims WHERE id IN (SELECT value FROM json_each(?))",
            [json.dumps(sorted(set().union(*named)))],
        )
    )
    return [{home.get(key, key) for key in keys} for keys in named]
