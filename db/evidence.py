"""Evidence: a claim, a figure or an article with everything that proves it."""

from dataclasses import dataclass

from sqlite_utils import Database

from db.rows import Row, scalar, select


@dataclass(frozen=True, slots=True)
class ClaimSheet:
    """A claim with its source chain, and where it stands: article, version, capture, figures.

    ``context`` is the text around the sentence; ``capture`` is ``None`` for imported text.
    """

    claim: Row
    chain: list[Row]
    article: Row
    version: Row
    context: str
    capture: Row | None
    figures: list[Row]


@dataclass(frozen=True, slots=True)
class FigureSheet:
    """A figure with its readings, how they relate, its claims, what it implies and its past."""

    figure: Row
    readings: list[Row]
    relations: list[Row]
    claims: list[Row]
    implications: list[Row]
    history: list[Row]


@dataclass(frozen=True, slots=True)
class ArticleSheet:
    """An article with its versions (without text), the claims of the latest, and its revisions."""

    article: Row
    versions: list[Row]
    claims: list[Row]
    revisions: list[Row]


Sheet = ClaimSheet | FigureSheet | ArticleSheet

CONTEXT = 200
"""Characters of text shown on either side of a claim's sentence."""


def show(db: Database, identifier: str) -> Sheet | None:
    """The sheet of a claim, figure (also a merged one) or article by id, or an article by URL."""
    return (
        _claim_sheet(db, identifier)
        or _figure_sheet(db, current_figure(db, identifier))
        or _article_sheet(db, identifier)
    )


def current_figure(db: Database, identifier: str) -> str:
    """The id that a figure has now, after all merges; the same when it never was merged."""
    seen = {identifier}
    while True:
        following: str | None = scalar(
            db, "SELECT new_id FROM figure_aliases WHERE old_id = ?", [identifier]
        )
        if following is None or following in seen:
            return identifier
        seen.add(following)
        identifier = following


def _one(db: Database, sql: str, identifier: str | None) -> Row | None:
    rows = select(db, sql, [identifier])
    return rows[0] if rows else None


def _claim_sheet(db: Database, identifier: str) -> ClaimSheet | None:
    claim = _one(db, "SELECT * FROM claims WHERE id = ?", identifier)
    if claim is None:
        return None
    article = select(
        db,
        "SELECT a.*, o.name AS outlet FROM articles a JOIN outlets o ON o.id = a.outlet_id "
        "WHERE a.id = ?",
        [claim["article_id"]],
    )[0]
    version = select(db, "SELECT * FROM versions WHERE id = ?", [claim["version_id"]])[0]
    text = version.pop("text")
    first = max(0, claim["sentence_start"] - CONTEXT)
    last = claim["sentence_start"] + len(claim["sentence"]) + CONTEXT
    return ClaimSheet(
        claim=claim,
        chain=select(
            db, "SELECT * FROM attributions WHERE claim_id = ? ORDER BY hop", [identifier]
        ),
        article=article,
        version=version,
        context=text[first:last],
        capture=_one(db, "SELECT * FROM captures WHERE id = ?", version["capture_id"]),
        figures=select(
            db,
            "SELECT f.*, fc.reading_id FROM figure_claims fc "
            "JOIN figures f ON f.id = fc.figure_id WHERE fc.claim_id = ? ORDER BY f.id",
            [identifier],
        ),
    )


def _figure_sheet(db: Database, identifier: str) -> FigureSheet | None:
    figure = _one(
        db,
        "SELECT f.*, s.label AS story FROM figures f LEFT JOIN stories s ON s.id = f.story_id "
        "WHERE f.id = ?",
        identifier,
    )
    if figure is None:
        return None
    return FigureSheet(
        figure=figure,
        readings=select(
            db,
            "SELECT r.*, e.name AS origin FROM readings r "
            "LEFT JOIN entities e ON e.id = r.origin_id WHERE r.figure_id = ? "
            "ORDER BY r.first_at, r.id",
            [identifier],
        ),
        relations=select(
            db,
            "SELECT * FROM relations WHERE figure_id = ? "
            "ORDER BY severity DESC, reading_a, reading_b, relation",
            [identifier],
        ),
        claims=select(
            db,
            "SELECT c.*, fc.reading_id, o.name AS outlet, a.title AS article_title, "
            "a.url AS article_url, a.copy_of, e.name AS origin FROM figure_claims fc "
            "JOIN claims c ON c.id = fc.claim_id JOIN articles a ON a.id = c.article_id "
            "JOIN outlets o ON o.id = c.outlet_id LEFT JOIN entities e ON e.id = c.origin_id "
            "WHERE fc.figure_id = ? ORDER BY c.published_at, c.id",
            [identifier],
        ),
        implications=select(
            db, "SELECT * FROM implications WHERE figure_id = ? ORDER BY id", [identifier]
        ),
        history=select(
            db, "SELECT * FROM figure_history WHERE figure_id = ? ORDER BY at", [identifier]
        ),
    )


def _article_sheet(db: Database, identifier: str) -> ArticleSheet | None:
    article = _one(
        db,
        "SELECT a.*, o.name AS outlet FROM articles a JOIN outlets o ON o.id = a.outlet_id "
        "WHERE a.id = coalesce((SELECT article_id FROM article_urls WHERE url = ?1), ?1)",
        identifier,
    )
    if article is None:
        return None
    return ArticleSheet(
        article=article,
        versions=select(
            db,
            "SELECT v.id, v.number, v.capture_id, v.seen_at, v.text_sha256, "
            "length(v.text) AS characters, e.extractor, e.claim_count FROM versions v "
            "LEFT JOIN extractions e ON e.version_id = v.id WHERE v.article_id = ? "
            "ORDER BY v.number",
            [article["id"]],
        ),
        claims=select(
            db,
            'SELECT * FROM claims WHERE article_id = ? AND "current" = 1 ORDER BY start, id',
            [article["id"]],
        ),
        revisions=select(
            db, "SELECT * FROM revisions WHERE article_id = ? ORDER BY id", [article["id"]]
        ),
    )


def conflicts(db: Database, *, since: str | None = None, limit: int | None = None) -> list[Row]:
    """Rows of the view ``conflicts``, gravest first; ``since`` keeps those that changed later."""
    return select(
        db,
        "SELECT * FROM conflicts WHERE (?1 IS NULL OR changed_at >= ?1) "
        "ORDER BY severity DESC, changed_at DESC, figure_id LIMIT ?2",
        [since, -1 if limit is None else limit],
    )
