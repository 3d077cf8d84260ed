"""What crosscheck is given, and what it concludes: a batch of rows in, a batch of rows out."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from db.affairs import join_affairs
from db.articles import EDITED_AT
from db.connection import writing
from db.decisions import all_decisions
from db.entities import drop_orphans
from db.rows import Row, select, upsert

COPY_SHARE = 0.6
"""From this share on an article as a whole is a copy (``articles.copy_of``), as in crosscheck."""

_KEYS: dict[str, tuple[str, ...]] = {
    "stories": ("id",),
    "story_articles": ("story_id", "article_id"),
    "copies": ("article_id", "of_article_id"),
    "figures": ("id",),
    "figure_aliases": ("old_id",),
    "readings": ("id",),
    "figure_claims": ("claim_id",),
    "relations": ("figure_id", "reading_a", "reading_b", "relation"),
    "implications": ("id",),
    "revisions": ("id",),
    "article_terms": ("article_id", "term"),
    "question_keys": ("article_id", "key"),
    "meanings": ("claim_id",),
}
"""The crosschecked tables that are replaced, parents first, with their keys."""

_SCOPE: dict[str, tuple[str, str]] = {
    "stories": ("id", "story"),
    "story_articles": ("story_id", "story"),
    "copies": ("article_id", "article"),
    "figures": ("id", "figure"),
    "readings": ("figure_id", "figure"),
    "figure_claims": ("figure_id", "figure"),
    "relations": ("figure_id", "figure"),
    "implications": ("figure_id", "figure"),
    "revisions": ("article_id", "article"),
    "article_terms": ("article_id", "article"),
    "question_keys": ("article_id", "article"),
}
"""By which column, and which scope, a table's old rows are found. Aliases are never removed, and
meanings go with their claims."""


@dataclass(frozen=True, slots=True)
class CheckRows:
    """All that crosscheck needs of the ledger, as plain rows.

    ``articles`` carry their outlet (``outlet``, ``group``) and the latest version's ``text`` and
    ``headline_end``. ``versions`` are those of articles that have more than one, with ``text``;
    ``regions`` belong to them. ``claims`` carry ``origin_name``, also of older versions
    (``current`` = 0), and what an ``encoder`` said of them (``vector``). ``figures``,
    ``figure_claims``, ``stories`` and ``story_articles`` are what crosscheck concluded before.
    """

    articles: list[Row]
    versions: list[Row]
    regions: list[Row]
    claims: list[Row]
    attributions: list[Row]
    stories: list[Row]
    story_articles: list[Row]
    figures: list[Row]
    figure_claims: list[Row]
    decisions: list[Row]
    touched: tuple[str, ...] = ()

    def of(self, articles: Collection[str]) -> "CheckRows":
        """The rows of some of these articles, and all decisions."""

        def held(rows: Iterable[Row], column: str, keys: Collection[str]) -> list[Row]:
            return [row for row in rows if row[column] in keys]

        versions = held(self.versions, "article_id", articles)
        claims = held(self.claims, "article_id", articles)
        claim_ids = {row["id"] for row in claims}
        members = held(self.story_articles, "article_id", articles)
        story_ids = {row["story_id"] for row in members}
        of_claims = held(self.figure_claims, "claim_id", claim_ids)
        figure_ids = {row["figure_id"] for row in of_claims}
        return CheckRows(
            articles=held(self.articles, "id", articles),
            versions=versions,
            regions=held(self.regions, "version_id", {row["id"] for row in versions}),
            claims=claims,
            attributions=held(self.attributions, "claim_id", claim_ids),
            stories=held(self.stories, "id", story_ids),
            story_articles=members,
            figures=[
                row
                for row in self.figures
                if row["id"] in figure_ids or row["story_id"] in story_ids
            ],
            figure_claims=of_claims,
            decisions=self.decisions,
            touched=tuple(key for key in self.touched if key in articles),
        )


@dataclass(frozen=True, slots=True)
class CrosscheckRows:
    """What crosscheck concluded: one sequence of rows for each table, keys being its columns.

    A scope names what is being replaced: rows of these stories, figures and articles that are not
    among the new ones are removed. ``None`` replaces all, an empty sequence removes nothing.
    ``touched`` are the articles that have been dealt with (``None``: all); ``kin`` are pairs of
    articles of one affair, ``links`` all rows of ``article_links`` of those dealt with (``None``:
    they stay).
    """

    stories: Sequence[Mapping[str, object]] = ()
    story_articles: Sequence[Mapping[str, object]] = ()
    copies: Sequence[Mapping[str, object]] = ()
    figures: Sequence[Mapping[str, object]] = ()
    figure_aliases: Sequence[Mapping[str, object]] = ()
    figure_history: Sequence[Mapping[str, object]] = ()
    readings: Sequence[Mapping[str, object]] = ()
    figure_claims: Sequence[Mapping[str, object]] = ()
    relations: Sequence[Mapping[str, object]] = ()
    implications: Sequence[Mapping[str, object]] = ()
    revisions: Sequence[Mapping[str, object]] = ()
    article_terms: Sequence[Mapping[str, object]] = ()
    question_keys: Sequence[Mapping[str, object]] = ()
    meanings: Sequence[Mapping[str, object]] = ()
    kin: Sequence[tuple[str, str]] = ()
    links: Sequence[tuple[str, str, float, float]] | None = None
    scope_story_ids: Sequence[str] | None = None
    scope_figure_ids: Sequence[str] | None = None
    scope_article_ids: Sequence[str] | None = None
    touched: Sequence[str] | None = None


def load_check_batch(db: Database, article_ids: Sequence[str] | None = None) -> CheckRows:
    """Everything crosscheck needs of these articles (``None``: of all), in a dozen queries."""
    parameters = {"ids": None if article_ids is None else json.dumps(list(article_ids))}
    chosen = "(SELECT value FROM json_each(:ids))"

    def rows(sql: str, column: str, order: str) -> list[Row]:
        where = "" if article_ids is None else f"WHERE {column} IN {chosen}"
        return select(db, f"{sql} {where} ORDER BY {order}", parameters if where else ())

    several = "JOIN versions AS second ON second.article_id = v.article_id AND second.number = 2"
    return CheckRows(
        articles=rows(
            'SELECT a.id, a.outlet_id, o.name AS outlet, o.group_name AS "group", a.url, '
            "a.title, a.byline, v.text, a.published_at, a.first_seen_at, a.state, v.headline_end "
            "FROM articles a JOIN outlets o ON o.id = a.outlet_id "
            "JOIN versions v ON v.article_id = a.id AND v.number = "
            "(SELECT max(number) FROM versions WHERE article_id = a.id)",
            "a.id",
            "a.id",
        ),
        versions=rows(
            "SELECT v.id, v.article_id, v.number, v.seen_at, v.text, v.headline_end "
            f"FROM versions v {several}",
            "v.article_id",
            "v.article_id, v.number",
        ),
        regions=rows(
            'SELECT r.version_id, r.start, r."end", r.kind FROM regions r '
            f"JOIN versions v ON v.id = r.version_id {several}",
            "v.article_id",
            "r.version_id, r.start",
        ),
        claims=rows(
            f"SELECT c.*, {EDITED_AT} AS edited_at, e.name AS origin_name, "
            "m.encoder AS encoder, m.vector AS vector FROM claims c "
            "JOIN versions v ON v.id = c.version_id LEFT JOIN entities e ON e.id = c.origin_id "
            "LEFT JOIN meanings m ON m.claim_id = c.id",
            "c.article_id",
            "c.id",
        ),
        attributions=rows(
            "SELECT t.claim_id, t.hop, t.role, t.name, t.source_class, t.entity_id, t.cue, "
            "t.rule, t.confidence FROM attributions t "
            + ("" if article_ids is None else "JOIN claims c ON c.id = t.claim_id"),
            "c.article_id",
            "t.claim_id, t.hop",
        ),
        stories=rows(
            "SELECT DISTINCT s.* FROM stories s"
            + ("" if article_ids is None else " JOIN story_articles m ON m.story_id = s.id"),
            "m.article_id",
            "s.id",
        ),
        story_articles=rows(
            "SELECT story_id, article_id FROM story_articles",
            "article_id",
            "story_id, article_id",
        ),
        figures=_figures(db, article_ids is None, chosen, parameters),
        figure_claims=rows(
            "SELECT f.figure_id, f.claim_id, f.reading_id FROM figure_claims f "
            + ("" if article_ids is None else "JOIN claims c ON c.id = f.claim_id"),
            "c.article_id",
            "f.figure_id, f.claim_id",
        ),
        decisions=all_decisions(db),
        touched=tuple(
            row["article_id"]
            for row in rows("SELECT article_id FROM touched_articles", "article_id", "article_id")
        ),
    )


def _figures(
    db: Database, all_of_them: bool, chosen: str, parameters: Mapping[str, object]
) -> list[Row]:
    if all_of_them:
        return select(db, "SELECT * FROM figures ORDER BY id")
    return select(
        db,
        "SELECT * FROM figures WHERE id IN (SELECT f.figure_id FROM figure_claims f "
        f"JOIN claims c ON c.id = f.claim_id WHERE c.article_id IN {chosen} "
        f"UNION SELECT f.id FROM story_articles m JOIN figures f ON f.story_id = m.story_id "
        f"WHERE m.article_id IN {chosen}) ORDER BY id",
        parameters,
    )


def store_crosscheck(db: Database, rows: CrosscheckRows, at: str) -> int:
    """Make the crosschecked tables say what ``rows`` say, within their scopes, in one transaction.

    Only what differs is written; returns how many rows were written or removed (0 when nothing
    new came out). ``figure_history`` gets a row only when a figure's verdict or the class of its
    severity is another than in its last one, at ``at`` or at the row's own time.
    """
    scopes = {
        "story": rows.scope_story_ids,
        "figure": rows.scope_figure_ids,
        "article": rows.scope_article_ids,
    }
    with writing(db):
        origins = _reading_origins(db, rows.scope_figure_ids)
        written = 0
        for table, key in _KEYS.items():
            written += upsert(db, table, _plain(getattr(rows, table)), key)
        written += _append_history(db, rows.figure_history, at)
        for table in reversed(list(_SCOPE)):
            column, scope = _SCOPE[table]
            written += _remove_others(db, table, column, scopes[scope], getattr(rows, table))
        _replace_links(db, rows.links, rows.touched)
        join_affairs(db, rows.kin, rows.scope_article_ids)
        _mark_copies(db, rows.scope_article_ids)
        drop_orphans(db, origins - _reading_origins(db, rows.scope_figure_ids))
        _clear_touched(db, rows.touched)
    return written


def _replace_links(
    db: Database,
    links: Sequence[tuple[str, str, float, float]] | None,
    articles: Sequence[str] | None,
) -> None:
    """Make ``article_links`` hold these links of these articles (``None``: of all), no others."""
    if links is None:
        return
    if articles is None:
        db.conn.execute("DELETE FROM article_links")
    else:
        db.conn.executemany(
            "DELETE FROM article_links WHERE article_id = ?1 OR other_id = ?1",
            [(article,) for article in articles],
        )
    db.conn.executemany("INSERT OR REPLACE INTO article_links VALUES (?, ?, ?, ?)", links)


def _plain(rows: Iterable[Mapping[str, object]]) -> list[Row]:
    """Rows as SQLite takes them: booleans as 0 and 1."""
    return [
        {name: int(value) if isinstance(value, bool) else value for name, value in row.items()}
        for row in rows
    ]


def _reading_origins(db: Database, figures: Sequence[str] | None) -> set[str]:
    """The origins that readings of these figures (``None``: of all) name."""
    chosen = "" if figures is None else " AND figure_id IN (SELECT value FROM json_each(?))"
    return {
        origin
        for (origin,) in db.conn.execute(
            f"SELECT DISTINCT origin_id FROM readings WHERE origin_id IS NOT NULL{chosen}",
            [] if figures is None else [json.dumps(list(figures))],
        )
    }


def _remove_others(
    db: Database,
    table: str,
    column: str,
    scope: Sequence[str] | None,
    rows: Sequence[Mapping[str, object]],
) -> int:
    """Delete the rows in scope whose key is not among ``rows``; returns how many."""
    key = _KEYS[table]
    names = ", ".join(f'"{name}"' for name in key)
    where = "" if scope is None else f" WHERE {column} IN (SELECT value FROM json_each(?))"
    kept = {tuple(row[name] for name in key) for row in rows}
    there = db.conn.execute(
        f'SELECT {names} FROM "{table}"{where}', [] if scope is None else [json.dumps(list(scope))]
    ).fetchall()
    vanished = [found for found in there if found not in kept]
    match = " AND ".join(f'"{name}" = ?' for name in key)
    db.conn.executemany(f'DELETE FROM "{table}" WHERE {match}', vanished)
    return len(vanished)


SEVERITY_STEPS = (0.0, 0.1, 0.5)
"""Where the classes of severity end: none, slight (about a tenth apart), clear, grave above."""


def severity_class(severity: float) -> int:
    """0 none, 1 slight, 2 clear, 3 grave; the history notes a change of class, not each digit."""
    return sum(severity > step for step in SEVERITY_STEPS)


def _append_history(db: Database, rows: Sequence[Mapping[str, object]], at: str) -> int:
    added = 0
    for row in rows:
        last = db.conn.execute(
            "SELECT verdict, severity FROM figure_history WHERE figure_id = ? "
            "ORDER BY at DESC LIMIT 1",
            [row["figure_id"]],
        ).fetchone()
        severity = float(str(row["severity"]))
        if last and (last[0], severity_class(last[1])) == (
            row["verdict"],
            severity_class(severity),
        ):
            continue
        record = {**row, "at": row.get("at") or at}
        added += upsert(db, "figure_history", [record], ["figure_id", "at"])
    return added


def _mark_copies(db: Database, articles: Sequence[str] | None) -> None:
    """Keep ``articles.copy_of`` in step with ``copies``, for these articles (``None``: for all)."""
    chosen = "" if articles is None else " WHERE a.id IN (SELECT value FROM json_each(?))"
    db.conn.execute(
        "UPDATE articles SET copy_of = best.of_article_id FROM ("
        "  SELECT a.id, (SELECT of_article_id FROM copies WHERE article_id = a.id AND share >= ? "
        "    ORDER BY share DESC, of_article_id LIMIT 1) AS of_article_id FROM articles a"
        f"{chosen}) AS best "
        "WHERE best.id = articles.id AND articles.copy_of IS NOT best.of_article_id",
        [COPY_SHARE, *([] if articles is None else [json.dumps(list(articles))])],
    )


def _clear_touched(db: Database, articles: Sequence[str] | None) -> None:
    if articles is None:
        db.conn.execute("DELETE FROM touched_articles")
        return
    db.conn.executemany(
        "DELETE FROM touched_articles WHERE article_id = ?", [(article,) for article in articles]
    )
