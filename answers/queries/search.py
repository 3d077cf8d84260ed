"""Full-text SELECTs whose cost is bounded, however common the words are.

Ranking a word that stands in a million sentences takes seconds; the newest of them take none. So a
match is counted up to a limit first, and ranked only below it.
"""

import json
import re
from collections.abc import Sequence

from answers.queries.figures import CLAIM_COLUMNS, CLAIM_JOINS
from answers.queries.rows import Connection, Row, scalar, select
from nlp.lexicon.stems import STOPWORDS

RANKED = 20_000
"""Matches up to which the best come first; above, the newest do."""

CLAIMS_OF_ONE = 30
"""Claims of a figure that are looked at for the words of a question."""

_TERM = re.compile(r'"([^"]*)"|(\S+)')

_SOURCES = {
    "figures": """SELECT f.id FROM figures_fts s JOIN figures f ON f.rowid = s.rowid
        WHERE figures_fts MATCH ?""",
    "claims": f"""SELECT {CLAIM_COLUMNS}, c.figure_id FROM claims_fts s
        JOIN claims c ON c.rowid = s.rowid {CLAIM_JOINS} WHERE claims_fts MATCH ?""",
    "articles": """SELECT a.id, a.title, a.url, a.published_at, a.first_seen_at,
        o.name AS outlet, a.outlet_id FROM articles_fts s JOIN articles a ON a.rowid = s.rowid
        JOIN outlets o ON o.id = a.outlet_id WHERE articles_fts MATCH ?""",
}


def terms(words: str) -> list[str]:
    """What people type as FTS5 strings: words, and phrases in quotes; never query syntax.

    >>> terms('killed "Port Selwyn" OR -- near(')
    ['"killed"', '"Port Selwyn"', '"OR"', '"near("']
    """
    found = []
    for phrase, word in _TERM.findall(words):
        text = (phrase or word).replace('"', " ").replace("\0", " ").strip()
        if any(char.isalnum() for char in text):
            found.append(f'"{text}"')
    return found


def telling(terms: Sequence[str]) -> list[str]:
    """The terms that are no stop words; all, where there are no others.

    >>> telling(['"the"', '"ferry"']), telling(['"the"'])
    (['"ferry"'], ['"the"'])
    """
    found = [term for term in terms if term.strip('"').casefold() not in STOPWORDS]
    return found or list(terms)


def count(conn: Connection, kind: str, match: str, limit: int = RANKED + 1) -> int:
    """How many entries match, counted up to ``limit``."""
    sql = f"SELECT count(*) FROM (SELECT 1 FROM {kind}_fts WHERE {kind}_fts MATCH ? LIMIT ?)"
    return int(scalar(conn, sql, [match, limit]))


def find(conn: Connection, kind: str, match: str, found: int, limit: int, offset: int) -> list[Row]:
    """Matching figures, claims or articles: the best first, or the newest where there are many."""
    order = "s.rank" if found <= RANKED else "s.rowid DESC"
    return select(
        conn, f"{_SOURCES[kind]} ORDER BY {order} LIMIT ? OFFSET ?", [match, limit, offset]
    )


def newest_figures(conn: Connection, match: str, limit: int) -> list[str]:
    """The ids of the newest figures that match."""
    rows = select(
        conn,
        """SELECT f.id FROM figures_fts s JOIN figures f ON f.rowid = s.rowid
        WHERE figures_fts MATCH ? ORDER BY s.rowid DESC LIMIT ?""",
        [match, limit],
    )
    return [row["id"] for row in rows]


def similar_claims(conn: Connection, words: Sequence[str], limit: int = 200) -> list[Row]:
    """Claims that share the rarer of these words, best first; [] when every word is unknown.

    ``words`` are plain words. Words in more than ``RANKED`` sentences do not rank, unless there are
    no others: then all words must stand in the sentence, and the newest come first.
    """
    counts = {word: count(conn, "claims", f'"{word}"', RANKED + 1) for word in words}
    known = sorted((n, word) for word, n in counts.items() if n)
    rare = [word for n, word in known if n <= RANKED][:8]
    while rare and sum(counts[word] for word in rare) > RANKED:
        rare.pop()
    if rare:
        match, order = " OR ".join(f'"{word}"' for word in rare), "s.rank"
    elif known:
        match, order = " ".join(f'"{word}"' for _, word in known), "s.rowid DESC"
    else:
        return []
    return select(conn, f"{_SOURCES['claims']} ORDER BY {order} LIMIT ?", [match, limit])


def texts(conn: Connection) -> int:
    """How many texts can be searched."""
    return int(scalar(conn, "SELECT count(*) FROM articles"))


def figures_of(conn: Connection, match: str, *, articles: int, claims: int) -> list[str]:
    """The ids of figures in the texts, sentences and names that match best."""
    rows = select(
        conn,
        """SELECT c.figure_id AS id FROM (SELECT a.id FROM articles_fts s
            JOIN articles a ON a.rowid = s.rowid WHERE articles_fts MATCH ?1
            ORDER BY s.rank LIMIT ?2) t CROSS JOIN claims c ON c.article_id = t.id
        WHERE c.figure_id IS NOT NULL
        UNION SELECT c.figure_id FROM (SELECT rowid FROM claims_fts WHERE claims_fts MATCH ?1
            ORDER BY rank LIMIT ?3) t CROSS JOIN claims c ON c.rowid = t.rowid
        WHERE c.figure_id IS NOT NULL
        UNION SELECT f.id FROM (SELECT rowid FROM figures_fts WHERE figures_fts MATCH ?1
            ORDER BY rank LIMIT ?3) t CROSS JOIN figures f ON f.rowid = t.rowid
        ORDER BY 1""",
        [match, articles, claims],
    )
    return [str(row["id"]) for row in rows]


def claims_of_figures(conn: Connection, ids: Sequence[str]) -> list[Row]:
    """Sentences, classes and headlines of some claims of each of these figures."""
    return select(
        conn,
        """SELECT c.figure_id, c.sentence, c.word_class, a.title FROM json_each(?) j
        CROSS JOIN claims c ON c.id IN (
            SELECT claim_id FROM figure_claims WHERE figure_id = j.value LIMIT ?)
        JOIN articles a ON a.id = c.article_id""",
        [json.dumps(ids), CLAIMS_OF_ONE],
    )
