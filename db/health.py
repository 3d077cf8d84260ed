"""The view of how each outlet is doing, as migration 9 makes it.

Days are counted back from the outlet's last look, not from now: an outlet that nobody crawls has
not dropped. What came on its first day is left out, since a first crawl brings weeks at once.
"""

UNREADABLE = ("no_text", "empty", "not_html", "soft_404", "wall", "redirected_away")
"""Kinds of problems that leave a fetched page without a text; a page's reason begins with one."""

_WITHOUT_TEXT = " OR ".join(f"reason LIKE '{kind}:%'" for kind in UNREADABLE)


def _moment(column: str, shift: str) -> str:
    """A time some days away, written as the ledger writes times: these compare as text."""
    return f"strftime('%Y-%m-%dT%H:%M:%SZ', {column}, '{shift}')"


OUTLET_HEALTH = f"""CREATE VIEW outlet_health AS
    WITH looked AS MATERIALIZED (
        SELECT outlet_id, max(checked_at) AS last_checked_at,
            max(checked_at) FILTER (WHERE state = 'done') AS last_success_at,
            count(*) FILTER (WHERE state = 'waiting') AS waiting,
            count(*) FILTER (WHERE state = 'failed') AS failing,
            count(*) FILTER (WHERE kind = 'article' AND state IN ('done', 'failed')
                AND (state = 'done' OR {_WITHOUT_TEXT})) AS pages,
            count(*) FILTER (WHERE kind = 'article' AND state = 'failed' AND ({_WITHOUT_TEXT}))
                AS without_text
        FROM frontier GROUP BY outlet_id),
    began AS MATERIALIZED (
        SELECT outlet_id, min(first_seen_at) AS at, max(first_seen_at) AS newest, count(*) AS n,
            count(*) FILTER (WHERE state <> 'live') AS not_live,
            count(*) FILTER (WHERE published_at IS NULL) AS without_date
        FROM articles GROUP BY outlet_id),
    days AS MATERIALIZED (
        SELECT b.outlet_id, {_moment("b.at", "+1 day")} AS counted_from,
            {_moment("coalesce(l.last_checked_at, b.newest)", "-7 days")} AS week_from,
            {_moment("coalesce(l.last_checked_at, b.newest)", "-35 days")} AS month_from,
            julianday(coalesce(l.last_checked_at, b.newest)) - julianday(b.at) - 1 AS counted
        FROM began b LEFT JOIN looked l USING (outlet_id)),
    came AS (
        SELECT d.outlet_id, count(*) FILTER (WHERE a.first_seen_at > d.week_from) AS week,
            count(*) FILTER (WHERE a.first_seen_at <= d.week_from) AS before
        FROM days d JOIN articles a USING (outlet_id)
        WHERE a.first_seen_at >= max(d.counted_from, d.month_from) GROUP BY d.outlet_id),
    rates AS (
        SELECT d.outlet_id,
            CASE WHEN d.counted >= 1
                THEN round(coalesce(c.week, 0) / min(d.counted, 7.0), 1) END AS per_day,
            CASE WHEN d.counted >= 10
                THEN round(c.before / min(d.counted - 7, 28.0), 1) END AS usual
        FROM days d LEFT JOIN came c USING (outlet_id))
    SELECT o.id AS outlet_id, o.name AS outlet, o.group_name, o.country,
        coalesce(b.n, 0) AS articles, coalesce(b.not_live, 0) AS articles_not_live,
        (SELECT count(*) FROM claims_flat WHERE outlet_id = o.id) AS claims,
        (SELECT count(*) FROM revisions v JOIN articles a ON a.id = v.article_id
            WHERE a.outlet_id = o.id AND v.noted = 0) AS silent_edits,
        b.newest AS newest_article, l.last_checked_at, coalesce(l.waiting, 0) AS waiting,
        coalesce(l.failing, 0) AS failing,
        (SELECT count(*) FROM problems WHERE outlet_id = o.id) AS problems,
        (SELECT max(at) FROM problems WHERE outlet_id = o.id) AS last_problem_at,
        l.last_success_at, r.per_day AS articles_per_day, r.usual AS usual_per_day,
        round(1.0 * l.without_text / nullif(l.pages, 0), 3) AS without_text_share,
        round(1.0 * b.without_date / b.n, 3) AS without_date_share,
        (SELECT json_group_object(kind, n) FROM (SELECT kind, count(*) AS n FROM problems
            WHERE outlet_id = o.id GROUP BY kind ORDER BY n DESC, kind)) AS error_kinds,
        CASE WHEN l.pages >= 5 AND l.without_text > 0.5 * l.pages THEN 'pages without text'
            WHEN r.usual >= 1 AND r.per_day < 0.3 * r.usual THEN 'fewer articles than usual'
            END AS warning
    FROM outlets o LEFT JOIN looked l ON l.outlet_id = o.id
    LEFT JOIN began b ON b.outlet_id = o.id LEFT JOIN rates r ON r.outlet_id = o.id"""
