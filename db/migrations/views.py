"""The first views and the full-text search."""

from sqlite_utils import Database

from db.columns import SHOWN, run, search


def m0004_views(db: Database) -> None:
    """The published views.

    ``claims_flat`` looks names up in scalar subqueries, which SQLite leaves out where a query
    does not read them: a facet counts from the index ``idx_claims_shown`` alone.
    """
    run(
        db,
        f"""CREATE VIEW claims_flat AS
            SELECT c.id, c.article_id, c.version_id, c.outlet_id,
                (SELECT name FROM outlets WHERE id = c.outlet_id) AS outlet,
                (SELECT title FROM articles WHERE id = c.article_id) AS article_title,
                (SELECT url FROM articles WHERE id = c.article_id) AS article_url,
                (SELECT copy_of FROM articles WHERE id = c.article_id) AS copy_of,
                c.published_at, substr(c.published_at, 1, 10) AS published_day,
                c.quote, c.sentence, c.region, c.kind, c.value, c.low, c.high, c.unit,
                c.unit_assumed, c.qualifier, c.change, c.status, c.measure, c.predicate,
                c.accumulation, c.period_text, c.period_start, c.period_end, c.as_of, c.place,
                c.population, c.origin_id,
                (SELECT name FROM entities WHERE id = c.origin_id) AS origin,
                (SELECT source_class FROM attributions WHERE claim_id = c.id AND hop = 0)
                    AS source_class,
                fc.figure_id,
                (SELECT label FROM figures WHERE id = fc.figure_id) AS figure,
                (SELECT verdict FROM figures WHERE id = fc.figure_id) AS verdict,
                (SELECT severity FROM figures WHERE id = fc.figure_id) AS severity,
                fc.reading_id, c.confidence, c.salience
            FROM claims c LEFT JOIN figure_claims fc ON fc.claim_id = c.id
            WHERE {SHOWN}""",
        """CREATE VIEW conflicts AS
            SELECT f.id AS figure_id, f.label, f.story_id, s.label AS story, f.measure, f.unit,
                f.place, f.low, f.high, f.severity, r.relation, r.reason,
                ra.id AS reading_a, ra.value AS value_a, ra.low AS low_a, ra.high AS high_a,
                ra.qualifier AS qualifier_a, ea.name AS origin_a,
                rb.id AS reading_b, rb.value AS value_b, rb.low AS low_b, rb.high AS high_b,
                rb.qualifier AS qualifier_b, eb.name AS origin_b,
                f.article_count, f.outlet_count, f.origin_count, f.copy_count, f.first_seen_at,
                f.changed_at
            FROM figures f
            LEFT JOIN stories s ON s.id = f.story_id
            LEFT JOIN relations r ON r.rowid = (
                SELECT rowid FROM relations
                WHERE figure_id = f.id AND possible = 0 AND relation IN ('part_exceeds_whole',
                    'derived_wrongly', 'misquote', 'reporting_error', 'source_dispute',
                    'inconsistent_within_article', 'unattributed_conflict')
                ORDER BY severity DESC, reading_a, reading_b, relation LIMIT 1)
            LEFT JOIN readings ra ON ra.id = r.reading_a
            LEFT JOIN readings rb ON rb.id = r.reading_b
            LEFT JOIN entities ea ON ea.id = ra.origin_id
            LEFT JOIN entities eb ON eb.id = rb.origin_id
            WHERE f.verdict = 'conflict'""",
        """CREATE VIEW silent_edits AS
            SELECT v.id, v.article_id, a.title AS article_title, a.url AS article_url,
                a.outlet_id, o.name AS outlet, v.old_version, ov.seen_at AS old_seen_at,
                v.new_version, nv.seen_at AS new_seen_at, v.old_claim, oc.quote AS old_quote,
                oc.sentence AS old_sentence, oc.value AS old_value, v.new_claim,
                nc.quote AS new_quote, nc.sentence AS new_sentence, nc.value AS new_value,
                coalesce(nc.measure, oc.measure) AS measure, coalesce(nc.unit, oc.unit) AS unit
            FROM revisions v
            LEFT JOIN articles a ON a.id = v.article_id
            LEFT JOIN outlets o ON o.id = a.outlet_id
            LEFT JOIN versions ov ON ov.id = v.old_version
            LEFT JOIN versions nv ON nv.id = v.new_version
            LEFT JOIN claims oc ON oc.id = v.old_claim
            LEFT JOIN claims nc ON nc.id = v.new_claim
            WHERE v.noted = 0""",
        """CREATE VIEW outlet_health AS
            SELECT o.id AS outlet_id, o.name AS outlet, o.group_name, o.country,
                (SELECT count(*) FROM articles WHERE outlet_id = o.id) AS articles,
                (SELECT count(*) FROM articles WHERE outlet_id = o.id AND state <> 'live')
                    AS articles_not_live,
                (SELECT count(*) FROM claims_flat WHERE outlet_id = o.id) AS claims,
                (SELECT count(*) FROM revisions v JOIN articles a ON a.id = v.article_id
                    WHERE a.outlet_id = o.id AND v.noted = 0) AS silent_edits,
                (SELECT max(first_seen_at) FROM articles WHERE outlet_id = o.id) AS newest_article,
                (SELECT max(checked_at) FROM frontier WHERE outlet_id = o.id) AS last_checked_at,
                (SELECT count(*) FROM frontier WHERE outlet_id = o.id AND state = 'waiting')
                    AS waiting,
                (SELECT count(*) FROM frontier WHERE outlet_id = o.id AND state = 'failed')
                    AS failing,
                (SELECT count(*) FROM problems WHERE outlet_id = o.id) AS problems,
                (SELECT max(at) FROM problems WHERE outlet_id = o.id) AS last_problem_at
            FROM outlets o""",
    )


def m0005_search(db: Database) -> None:
    """Full-text search over what people look for: titles, sentences, labels."""
    search(db, "articles", "title")
    search(db, "claims", "sentence", "measure")
    search(db, "figures", "label")


STEPS = (m0004_views, m0005_search)
