"""Articles near another one, by words and by story: what an incremental crosscheck loads."""

import json
from collections import Counter
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


_POSTINGS = 60
"""Articles looked at for one term, on either side in time: what a common name costs at most."""

_MOST = 60
"""Articles that share most terms with one: as many are compared with it."""

_MOST_ASKING = 12
"""Articles that answer a question of one: as many are crosschecked with it."""


def articles_sharing(db: Database, terms: Iterable[str], day: int, but: str) -> list[Row]:
    """The articles that may be about the matter of one with these telling terms.

    Looked up are those nearest in time to ``day`` (an ordinal) for each term; returned the ones
    that share most terms, ``but`` itself left out. Rows are as in ``CheckRows.articles``, in order
    of id. The cost depends on the number of terms, not on the size of the ledger.
    """
    shared: Counter[str] = Counter()
    for term in terms:
        shared.update(_holders(db, "article_terms", "term", term, day))
    del shared[but]
    ranked = sorted(shared, key=lambda key: (-shared[key], key))[:_MOST]
    return articles_named(db, json.dumps(ranked))


def articles_asking(
    db: Database, asked: Iterable[Collection[str]], day: int, but: str, least: int
) -> list[Row]:
    """The articles that answer one of these questions, by ``least`` keys of it or more.

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
    return articles_named(db, json.dumps([key for key in found if key != but][:_MOST_ASKING]))


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


def articles_together(db: Database, article_id: str) -> list[Row]:
    """The other articles that the ledger holds together with one, as in ``CheckRows.articles``.

    Those of its story, and those of the figures that hold its claims.
    """
    return select(
        db,
        f"{_ARTICLES} WHERE a.id <> :id AND a.id IN ("
        "SELECT other.article_id FROM story_articles mine "
        "JOIN story_articles other ON other.story_id = mine.story_id WHERE mine.article_id = :id "
        "UNION SELECT c.article_id FROM claims mine JOIN figure_claims f ON f.claim_id = mine.id "
        "JOIN figure_claims g ON g.figure_id = f.figure_id JOIN claims c ON c.id = g.claim_id "
        "WHERE mine.article_id = :id) ORDER BY a.id",
        {"id": article_id},
    )


def articles_named(db: Database, ids: str) -> list[Row]:
    """The articles whose ids stand in a JSON list, rows as in ``CheckRows.articles``."""
    return select(
        db, f"{_ARTICLES} WHERE a.id IN (SELECT value FROM json_each(?)) ORDER BY a.id", [ids]
    )
