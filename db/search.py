"""Finding figures, claims and articles by their words."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from db.rows import select

_QUERIES = {
    "figure": "SELECT f.id, f.label AS text, NULL AS outlet, NULL AS url, f.changed_at AS at, "
    "f.verdict FROM figures_fts s JOIN figures f ON f.rowid = s.rowid "
    "WHERE figures_fts MATCH :match ORDER BY s.rank, f.id LIMIT :limit",
    "claim": "SELECT c.id, c.sentence AS text, c.outlet, c.article_url AS url, "
    "c.published_at AS at, c.verdict FROM claims_fts s "
    "JOIN claims k ON k.rowid = s.rowid JOIN claims_flat c ON c.id = k.id "
    "WHERE claims_fts MATCH :match ORDER BY s.rank, c.id LIMIT :limit",
    "article": "SELECT a.id, a.title AS text, o.name AS outlet, a.url, a.published_at AS at, "
    "NULL AS verdict FROM articles_fts s JOIN articles a ON a.rowid = s.rowid "
    "JOIN outlets o ON o.id = a.outlet_id "
    "WHERE articles_fts MATCH :match ORDER BY s.rank, a.id LIMIT :limit",
}
KINDS = tuple(_QUERIES)
"""What can be found, in the order of the answer."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found; ``text`` is a figure's label, a claim's sentence or an article's title."""

    kind: str
    id: str
    text: str
    outlet: str | None
    url: str | None
    at: str | None
    verdict: str | None


def find(db: Database, words: str, *, kinds: Sequence[str] = KINDS, limit: int = 20) -> list[Hit]:
    """What holds all of the words (or forms of them), best first, at most ``limit`` of each kind.

    Whatever people type is taken as words, never as query syntax; without a word there are no hits.
    """
    match = " ".join(f'"{word}"' for word in words.replace('"', " ").replace("\0", " ").split())
    if not match:
        return []
    return [
        Hit(kind, **row)
        for kind in kinds
        for row in select(db, _QUERIES[kind], {"match": match, "limit": limit})
    ]
