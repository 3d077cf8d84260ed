"""Questions that a fact-checker asks, as canned queries of the ledger's database.

Each is bounded: by an index, by the newest rows, or by the name that is asked for.
"""

from typing import Any

_CHAIN = (
    "(SELECT group_concat(name, ' → ') FROM (SELECT name FROM attributions t "
    "WHERE t.claim_id = c.id ORDER BY t.hop)) AS chain"
)

_CLAIM = f"""o.name AS outlet, c.quote, c.sentence, {_CHAIN}, a.title, a.url,
    c.published_at"""

_CLAIM_JOINS = """JOIN articles a ON a.id = c.article_id
    JOIN outlets o ON o.id = c.outlet_id"""


def _pair(relation: str) -> str:
    return f"""SELECT figure_id, label, tier, unit, value_a, qualifier_a, origin_a, value_b,
    qualifier_b, origin_b, reason, severity, changed_at
FROM conflicts WHERE relation = '{relation}' ORDER BY severity DESC LIMIT 200"""


QUERIES: dict[str, dict[str, Any]] = {
    "open_conflicts": {
        "title": "Open conflicts",
        "description": "Every figure in conflict with its gravest pair of readings.",
        "sql": """SELECT figure_id, label, tier, relation, unit, value_a, origin_a, value_b,
    origin_b, reason, severity, outlet_count, changed_at
FROM conflicts ORDER BY severity DESC LIMIT 200""",
    },
    "reporting_errors": {
        "title": "One origin, two numbers",
        "description": "Outlets give different numbers of one origin for one moment: at least one "
        "of them does not print what the origin said.",
        "sql": _pair("reporting_error"),
    },
    "source_disputes": {
        "title": "Origins that dispute",
        "description": "Two origins give numbers that cannot both hold.",
        "sql": _pair("source_dispute"),
    },
    "copying_slips": {
        "title": "Looks like a slip in copying",
        "description": "Digits transposed or dropped, ten or a thousand times, killed for injured.",
        "sql": _pair("misquote"),
    },
    "arithmetic_slips": {
        "title": "Arithmetic slips",
        "description": "A sentence prints its inputs and a result that only a wrong formula gives.",
        "sql": """SELECT f.id AS figure_id, f.label, r.reason, r.rule, r.severity
FROM relations r JOIN figures f ON f.id = r.figure_id
WHERE r.relation IN ('derived_wrongly', 'part_exceeds_whole') AND r.possible = 0
ORDER BY r.severity DESC LIMIT 200""",
    },
    "on_a_models_word": {
        "title": "What language models answered",
        "description": "Answers of `claimledger review` on two numbers, the latest first, with the "
        "figure of the first one; any person's word stands above them.",
        "sql": """SELECT d.at, d.actor AS model, d.action AS answer, d.note, f.id AS figure_id,
    f.label, f.verdict, f.tier, d.subject
FROM decisions d
JOIN figure_claims fc ON fc.claim_id = substr(d.subject, 7, instr(d.subject, ' ') - 7)
JOIN figures f ON f.id = fc.figure_id
WHERE d.actor >= 'model:' AND d.actor < 'model;' ORDER BY d.id DESC LIMIT 200""",
    },
    "numbers_changed_silently": {
        "title": "Numbers changed without a notice",
        "description": "A number in an article differs between two captures, and the page does not "
        "say so.",
        "sql": """SELECT outlet, article_title, article_url, old_quote, new_quote, measure,
    old_seen_at, new_seen_at, article_id
FROM silent_edits WHERE old_quote IS NOT NULL AND new_quote IS NOT NULL
ORDER BY new_seen_at DESC LIMIT 200""",
    },
    "still_printing_the_old_number": {
        "title": "Still printing a replaced number",
        "description": "Articles that still show a number which later coverage replaced; how "
        "long after, where the page itself was looked at.",
        "sql": f"""SELECT f.id AS figure_id, f.label, {_CLAIM}, r.reason, n.first_at AS replaced_at,
    CASE WHEN v.capture_id IS NOT NULL
        THEN round(24 * (julianday(a.last_seen_at) - julianday(n.first_at))) END AS hours_since
FROM relations r JOIN readings n ON n.id = CASE r.replaced WHEN r.reading_a THEN r.reading_b
    ELSE r.reading_a END
JOIN figures f ON f.id = r.figure_id JOIN figure_claims fc ON fc.reading_id = r.replaced
JOIN claims c ON c.id = fc.claim_id {_CLAIM_JOINS} JOIN versions v ON v.id = c.version_id
WHERE r.relation IN ('updated', 'revised_down') AND r.possible = 0 AND c."current" = 1
GROUP BY c.id ORDER BY f.changed_at DESC LIMIT 200""",
    },
    "hedges_dropped": {
        "title": "Hedges dropped",
        "description": "One origin's number printed bare by one outlet, hedged by another.",
        "sql": """SELECT f.id AS figure_id, f.label, e.name AS origin, x.value,
    x.quote AS bare, ox.name AS bare_in, y.qualifier AS hedge, y.quote AS hedged,
    oy.name AS hedged_in
FROM figures f JOIN figure_claims fx ON fx.figure_id = f.id
JOIN claims x ON x.id = fx.claim_id AND x.qualifier = 'exact'
JOIN figure_claims fy ON fy.figure_id = f.id
JOIN claims y ON y.id = fy.claim_id AND y.qualifier <> 'exact' AND y.value = x.value
    AND y.origin_id = x.origin_id AND y.outlet_id <> x.outlet_id
JOIN outlets ox ON ox.id = x.outlet_id JOIN outlets oy ON oy.id = y.outlet_id
LEFT JOIN entities e ON e.id = x.origin_id
WHERE f.outlet_count > 1 GROUP BY f.id, ox.id, oy.id ORDER BY f.changed_at DESC LIMIT 200""",
    },
    "links_that_do_not_bear_out": {
        "title": "Links that do not bear the number out",
        "description": "Numbers whose cited page prints another one for the question, or none.",
        "sql": f"""SELECT t.finding, {_CLAIM}, t.url AS cited_page, t.quote AS cited_number,
    t.sentence AS cited_sentence, t.at AS looked_at
FROM citations t JOIN claims c ON c.id = t.claim_id {_CLAIM_JOINS}
WHERE t.finding IN ('another', 'none') AND c."current" = 1
ORDER BY t.finding, t.at DESC LIMIT 200""",
    },
    "many_outlets_one_origin": {
        "title": "Many outlets, one origin",
        "description": "Figures that look well attested but rest on a single origin.",
        "sql": """SELECT id AS figure_id, label, outlet_count, article_count, copy_count,
    origin_count, verdict, changed_at
FROM figures WHERE origin_count <= 1 AND outlet_count >= 3
ORDER BY outlet_count DESC, changed_at DESC LIMIT 200""",
    },
    "conflicts_without_a_source": {
        "title": "Numbers in conflict without a named source",
        "description": "Claims of a figure in conflict whose sentence names nobody.",
        "sql": f"""SELECT f.id AS figure_id, f.label, {_CLAIM}
FROM figures f JOIN figure_claims fc ON fc.figure_id = f.id
JOIN claims c ON c.id = fc.claim_id {_CLAIM_JOINS}
WHERE f.verdict = 'conflict' AND c.origin_id IS NULL AND c."current" = 1
ORDER BY f.severity DESC LIMIT 200""",
    },
    "forecasts": {
        "title": "Forecasts and plans",
        "description": "Numbers that are projected, planned or proposed, newest first.",
        "sql": f"""SELECT c.status, {_CLAIM} FROM claims c {_CLAIM_JOINS}
WHERE c.status IN ('projected', 'planned', 'proposed') AND c."current" = 1
ORDER BY c.published_at DESC LIMIT 200""",
    },
    "find_claims": {
        "title": "Find claims by words",
        "description": "The newest claims whose sentence or measure has all of the words.",
        "sql": f"""SELECT fc.figure_id, {_CLAIM}
FROM claims_fts s JOIN claims c ON c.rowid = s.rowid
JOIN articles a ON a.id = c.article_id JOIN outlets o ON o.id = c.outlet_id
LEFT JOIN figure_claims fc ON fc.claim_id = c.id
WHERE claims_fts MATCH escape_fts(:words) ORDER BY s.rowid DESC LIMIT 50""",
    },
    "find_figures": {
        "title": "Find figures by words",
        "description": "The newest figures whose question has all of the words.",
        "sql": """SELECT f.id AS figure_id, f.label, f.verdict, f.low, f.high, f.unit,
    f.outlet_count, f.changed_at
FROM figures_fts s JOIN figures f ON f.rowid = s.rowid
WHERE figures_fts MATCH escape_fts(:words) ORDER BY s.rowid DESC LIMIT 50""",
    },
    "what_a_source_said": {
        "title": "What a source is cited for",
        "description": "Claims on the word of a body or person, by the beginning of its name.",
        "sql": f"""SELECT e.name AS origin, {_CLAIM}, fc.figure_id
FROM entities e JOIN claims c ON c.origin_id = e.id
JOIN articles a ON a.id = c.article_id JOIN outlets o ON o.id = c.outlet_id
LEFT JOIN figure_claims fc ON fc.claim_id = c.id
WHERE e.name >= :source AND e.name < :source || char(1114111) AND c."current" = 1
ORDER BY c.published_at DESC LIMIT 100""",
    },
    "as_known_at": {
        "title": "What was printed by a moment",
        "description": "Every number of one figure that was in print by the time given "
        "(2031-05-13T12:00:00Z), with the version that printed it.",
        "sql": """SELECT o.name AS outlet, c.quote, c.sentence, v.number AS version, v.seen_at,
    a.url
FROM figure_claims fc JOIN claims c ON c.id = fc.claim_id
JOIN versions v ON v.id = c.version_id JOIN articles a ON a.id = c.article_id
JOIN outlets o ON o.id = c.outlet_id
WHERE fc.figure_id = :figure_id AND v.seen_at <= :moment
AND NOT EXISTS (SELECT 1 FROM versions n WHERE n.article_id = a.id AND n.number > v.number
    AND n.seen_at <= :moment)
ORDER BY v.seen_at""",
    },
    "who_copies_whom": {
        "title": "Who runs whose text",
        "description": "Pairs of outlets by how many articles of one are text of the other.",
        "sql": """SELECT x.name AS outlet, y.name AS copies, count(*) AS articles
FROM articles a JOIN articles b ON b.id = a.copy_of
JOIN outlets x ON x.id = a.outlet_id JOIN outlets y ON y.id = b.outlet_id
WHERE a.copy_of IS NOT NULL GROUP BY x.id, y.id ORDER BY articles DESC LIMIT 100""",
    },
    "problems_by_outlet": {
        "title": "Problems by outlet",
        "description": "What goes wrong where: a missing number may be a page that was not read.",
        "sql": """SELECT o.name AS outlet, p.stage, p.kind, count(*) AS problems,
    max(p.at) AS last_at
FROM problems p LEFT JOIN outlets o ON o.id = p.outlet_id
GROUP BY o.id, p.stage, p.kind ORDER BY problems DESC LIMIT 200""",
    },
}
"""Name → title, description, SQL, as Datasette's metadata wants them."""
