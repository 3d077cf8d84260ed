"""Articles near another one, by words and by story: what an incremental crosscheck loads."""

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable

from sqlite_utils import Database

from db.rows import Row, select

_ARTICLES = (
    'SELECT a.id, a.outlet_id, o.name AS outlet, o.group_name AS "group", a.url, '
    "a.title, a.byline, v.text, a.published_at, a.first_seen_at, a.state, v.headline_end "
    "FROM articles a JOIN outlets o ON o.id = a.outlet_id "
    "JOIN versions v ON v.article_id = a.id AND v.number = "
    "(SELECT max(number) FROM versions WHERE article_id = a.id) "
)


_POSTINGS = 100
"""Articles looked at for one term, on either side in time: what a common name costs at most."""

_MOST = 200
"""Articles that share most terms with one: as many are compared with it."""

_MOST_ASKING = 12
"""Articles that answer a question of one: as many are crosschecked with it."""


def articles_sharing(db: Database, terms: Iterable[str], day: int, but: str) -> list[str]:
    """The ids of articles that may be about the matter of one with these telling terms, sorted.

    Looked up are those nearest in time to ``day`` (an ordinal) for each term; returned the ones
    that share most, a term counting the less the more have it, ``but`` itself left out. The cost
    depends on the number of terms, not on the size of the ledger.
    """
    shared: dict[str, float] = defaultdict(float)
    for term in sorted(terms):
        holders = _holders(db, "article_terms", "term", term, day)
        for key in holders:
            shared[key] += 1 / len(holders)
    shared.pop(but, None)
    return sorted(sorted(shared, key=lambda key: (-shared[key], key))[:_MOST])


def articles_asking(
    db: Database, asked: Iterable[Collection[str]], day: int, but: str, least: int
) -> list[str]:
    """The ids of articles that answer one of these questions, by ``least`` keys of it or more.

    Each of ``asked`` are the keys of one claim. As with ``articles_sharing``, the cost depends on
    the number of keys alone, and so does the number of articles.
    """
    best: Counter[str] = Counter()
    known: dict[str, list[str]] = {}
    for keys in asked:
        shared: Counter[str] = Counter()
        for key in keys:
            if key not in known:
                known[key] = _holders(db, "question_keys", "key", key, day)
            shared.update(known[key])
        for article, count in shared.items():
            best[article] = max(best[article], count)
    found = [key for key in sorted(best, key=lambda k: (-best[k], k)) if best[key] >= least]
    return [key for key in found if key != but][:_MOST_ASKING]


def _holders(db: Database, table: str, column: str, word: str, day: int) -> list[str]:
    """The articles nearest in time that hold a word of an index."""
    return [
        key
        for comparison, order in ((">=", "ASC"), ("<", "DESC"))
        for (key,) in db.conn.execute(
            f"SELECT article_id FROM {table} WHERE {column} = ? AND day {comparison} ? "
            f"ORDER BY day {order}, article_id LIMIT ?",
            [word, day, _POSTINGS],
        )
    ]


def claims_of_article(db: Database, article_id: str) -> list[Row]:
    """The claims that stand in an article's latest version."""
    return select(
        db, "SELECT * FROM claims WHERE article_id = ? AND current ORDER BY id", [article_id]
    )


def story_mates(db: Database, article_id: str) -> list[str]:
    """The ids of the other articles of the story that holds an article, sorted."""
    return _ids(
        db,
        "SELECT other.article_id FROM story_articles mine "
        "JOIN story_articles other ON other.story_id = mine.story_id "
        "WHERE mine.article_id = :id AND other.article_id <> :id ORDER BY 1",
        article_id,
    )


def figure_mates(db: Database, article_id: str) -> list[str]:
    """The ids of the other articles that have a claim in a figure with one, sorted."""
    return _ids(
        db,
        "SELECT DISTINCT c.article_id FROM claims mine "
        "JOIN figure_claims f ON f.claim_id = mine.id "
        "JOIN figure_claims g ON g.figure_id = f.figure_id JOIN claims c ON c.id = g.claim_id "
        "WHERE mine.article_id = :id AND c.article_id <> :id ORDER BY 1",
        article_id,
    )


def _ids(db: Database, sql: str, article_id: str) -> list[str]:
    return [key for (key,) in db.conn.execute(sql, {"id": article_id})]


def links_of(db: Database, article_id: str) -> list[tuple[str, float, float]]:
    """Each article that one is linked with, the probability of one event, and of one matter."""
    return db.conn.execute(
        "SELECT other_id, link, kin FROM article_links WHERE article_id = :id UNION ALL "
        "SELECT article_id, link, kin FROM article_links WHERE other_id = :id ORDER BY 1",
        {"id": article_id},
    ).fetchall()


def publication_dates(db: Database, ids: Iterable[str]) -> dict[str, str | None]:
    """When the articles with these ids were published; those without a text are left out."""
    return dict(
        db.conn.execute(
            "SELECT id, published_at FROM articles a "
            "WHERE id IN (SELECT value FROM json_each(?)) "
            "AND EXISTS (SELECT 1 FROM versions v WHERE v.article_id = a.id) ORDER BY id",
            [json.dumps(list(ids))],
        ).fetchall()
    )


def articles_named(db: Database, ids: Iterable[str]) -> list[Row]:
    """The articles with these ids, rows as in ``CheckRows.articles``, in order of id."""
    return select(
        db,
        f"{_ARTICLES} WHERE a.id IN (SELECT value FROM json_each(?)) ORDER BY a.id",
        [json.dumps(list(ids))],
    )
