"""The ledger's schema, as append-only migrations: never edit an applied one, add another.

Conventions: every table is STRICT; times are UTC ``YYYY-MM-DDTHH:MM:SSZ`` or bare dates; numbers
that must keep their printed form (297 stays 297, 4.5 stays 4.5) are ``ANY`` with a CHECK. Ids that
a re-run must not duplicate are content hashes (``db.ids``). Tables whose key holds several columns
and most of the row are WITHOUT ROWID: one tree to write instead of two.
"""

from sqlite_utils import Database, Migrations

from db.columns import (
    ACCUMULATION,
    ARTICLE_STATE,
    CHANGE,
    KIND,
    QUALIFIER,
    REGION,
    RELATION,
    ROLE,
    SHOWN,
    SOURCE_CLASS,
    STATUS,
    VERDICT,
    number,
    one_of,
    run,
    search,
)
from db.health import OUTLET_HEALTH

migrations = Migrations("claimledger")


@migrations()
def m0001_collected(db: Database) -> None:
    """What the crawl stage collects, and its frontier."""
    run(
        db,
        """CREATE TABLE outlets (
            id TEXT PRIMARY KEY, name TEXT NOT NULL, homepage TEXT, country TEXT, language TEXT,
            group_name TEXT) STRICT""",
        """CREATE TABLE outlet_hosts (
            host TEXT PRIMARY KEY, outlet_id TEXT NOT NULL REFERENCES outlets(id)) STRICT""",
        """CREATE TABLE captures (
            id TEXT PRIMARY KEY, url TEXT NOT NULL, final_url TEXT NOT NULL,
            fetched_at TEXT NOT NULL, http_status INTEGER, content_type TEXT, sha256 TEXT NOT NULL,
            warc_file TEXT, warc_offset INTEGER, etag TEXT, last_modified TEXT,
            truncated INTEGER NOT NULL DEFAULT 0 CHECK (truncated IN (0, 1)),
            charset TEXT, charset_source TEXT) STRICT""",
        "CREATE INDEX idx_captures_url ON captures (url, fetched_at)",
        "CREATE INDEX idx_captures_warc ON captures (warc_file, warc_offset)",
        f"""CREATE TABLE articles (
            id TEXT PRIMARY KEY, outlet_id TEXT NOT NULL REFERENCES outlets(id),
            url TEXT NOT NULL UNIQUE, title TEXT, byline TEXT, language TEXT,
            published_at TEXT, published_zone TEXT, modified_at TEXT,
            first_seen_at TEXT NOT NULL, last_seen_at TEXT NOT NULL,
            {one_of("state", ARTICLE_STATE)},
            paywalled INTEGER CHECK (paywalled IN (0, 1)),
            copy_of TEXT REFERENCES articles(id)) STRICT""",
        "CREATE INDEX idx_articles_outlet ON articles (outlet_id, published_at)",
        "CREATE INDEX idx_articles_published ON articles (published_at)",
        "CREATE INDEX idx_articles_first_seen ON articles (first_seen_at)",
        "CREATE INDEX idx_articles_copy_of ON articles (copy_of)",
        f"""CREATE TABLE article_urls (
            url TEXT PRIMARY KEY, article_id TEXT NOT NULL REFERENCES articles(id),
            {one_of("kind", "canonical amp print redirect")}) STRICT""",
        "CREATE INDEX idx_article_urls_article ON article_urls (article_id)",
        """CREATE TABLE headlines (
            article_id TEXT NOT NULL REFERENCES articles(id), text TEXT NOT NULL,
            source TEXT NOT NULL, PRIMARY KEY (article_id, text, source)) STRICT""",
        """CREATE TABLE versions (
            id TEXT PRIMARY KEY, article_id TEXT NOT NULL REFERENCES articles(id),
            number INTEGER NOT NULL, capture_id TEXT REFERENCES captures(id),
            seen_at TEXT NOT NULL, text TEXT NOT NULL, text_sha256 TEXT NOT NULL,
            headline_end INTEGER NOT NULL DEFAULT 0,
            UNIQUE (article_id, number)) STRICT""",
        "CREATE INDEX idx_versions_capture ON versions (capture_id)",
        "CREATE INDEX idx_versions_seen ON versions (seen_at)",
        f"""CREATE TABLE regions (
            version_id TEXT NOT NULL REFERENCES versions(id), start INTEGER NOT NULL,
            "end" INTEGER NOT NULL,
            {one_of("kind", REGION)},
            PRIMARY KEY (version_id, start, "end", kind)) STRICT, WITHOUT ROWID""",
        """CREATE TABLE links (
            version_id TEXT NOT NULL REFERENCES versions(id), start INTEGER NOT NULL,
            "end" INTEGER NOT NULL, href TEXT NOT NULL,
            PRIMARY KEY (version_id, start, "end", href)) STRICT, WITHOUT ROWID""",
        """CREATE TABLE runs (
            id INTEGER PRIMARY KEY, command TEXT NOT NULL, started_at TEXT NOT NULL,
            ended_at TEXT, outcome TEXT, counts TEXT) STRICT""",
        """CREATE TABLE problems (
            id TEXT PRIMARY KEY, run_id INTEGER REFERENCES runs(id), url TEXT, stage TEXT NOT NULL,
            kind TEXT NOT NULL, detail TEXT NOT NULL, at TEXT NOT NULL,
            outlet_id TEXT REFERENCES outlets(id)) STRICT""",
        "CREATE INDEX idx_problems_run ON problems (run_id)",
        "CREATE INDEX idx_problems_url ON problems (url)",
        "CREATE INDEX idx_problems_outlet ON problems (outlet_id, at)",
        "CREATE INDEX idx_problems_at ON problems (at)",
        "CREATE INDEX idx_outlet_hosts_outlet ON outlet_hosts (outlet_id)",
        """CREATE TABLE frontier (
            url TEXT PRIMARY KEY, outlet_id TEXT NOT NULL REFERENCES outlets(id),
            kind TEXT NOT NULL
                CHECK (kind IN ('feed', 'sitemap', 'section', 'article', 'robots')),
            state TEXT NOT NULL
                CHECK (state IN ('waiting', 'in_flight', 'done', 'failed', 'refused', 'gone')),
            found_on TEXT, title TEXT, published_at TEXT, first_seen_at TEXT NOT NULL,
            due_at TEXT NOT NULL, checked_at TEXT, changed_at TEXT,
            tries INTEGER NOT NULL DEFAULT 0, http_status INTEGER, etag TEXT, last_modified TEXT,
            article_id TEXT REFERENCES articles(id), reason TEXT) STRICT""",
        "CREATE INDEX idx_frontier_due ON frontier (state, due_at)",
        "CREATE INDEX idx_frontier_outlet ON frontier (outlet_id, kind)",
        """CREATE TABLE tombstones (
            url TEXT PRIMARY KEY, reason TEXT NOT NULL, at TEXT NOT NULL) STRICT""",
    )


@migrations()
def m0002_read(db: Database) -> None:
    """What the reading stage finds in each version."""
    run(
        db,
        """CREATE TABLE extractions (
            version_id TEXT PRIMARY KEY REFERENCES versions(id), extractor TEXT NOT NULL,
            at TEXT NOT NULL, claim_count INTEGER NOT NULL) STRICT""",
        """CREATE TABLE entities (
            id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, country TEXT,
            canonical_id TEXT REFERENCES entities(id), rule TEXT) STRICT""",
        "CREATE INDEX idx_entities_canonical ON entities (canonical_id)",
        "CREATE INDEX idx_entities_name ON entities (name)",
        """CREATE TABLE mentions (
            entity_id TEXT NOT NULL REFERENCES entities(id),
            version_id TEXT NOT NULL REFERENCES versions(id), start INTEGER NOT NULL,
            "end" INTEGER NOT NULL, quote TEXT NOT NULL,
            PRIMARY KEY (entity_id, version_id, start, "end")) STRICT, WITHOUT ROWID""",
        "CREATE INDEX idx_mentions_version ON mentions (version_id, start)",
        f"""CREATE TABLE claims (
            id TEXT PRIMARY KEY, version_id TEXT NOT NULL REFERENCES versions(id),
            article_id TEXT NOT NULL REFERENCES articles(id),
            outlet_id TEXT NOT NULL REFERENCES outlets(id),
            sentence TEXT NOT NULL, sentence_start INTEGER NOT NULL,
            start INTEGER NOT NULL, "end" INTEGER NOT NULL, quote TEXT NOT NULL,
            {one_of("region", REGION)},
            {one_of("kind", KIND)},
            {number("value")}, {number("low")}, {number("high")},
            {number("p_low")}, {number("p_high")},
            unit TEXT, unit_assumed INTEGER NOT NULL DEFAULT 0 CHECK (unit_assumed IN (0, 1)),
            {one_of("qualifier", QUALIFIER)},
            {one_of("change", CHANGE, null=True)},
            {one_of("status", STATUS)},
            measure TEXT, predicate TEXT,
            {one_of("accumulation", ACCUMULATION, null=True)},
            period_text TEXT, period_start TEXT, period_end TEXT, as_of TEXT,
            place TEXT, population TEXT,
            part_of TEXT REFERENCES claims(id) DEFERRABLE INITIALLY DEFERRED,
            equivalent_of TEXT REFERENCES claims(id) DEFERRABLE INITIALLY DEFERRED,
            origin_id TEXT REFERENCES entities(id),
            confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
            salience REAL NOT NULL CHECK (salience BETWEEN 0 AND 1),
            published_at TEXT,
            "current" INTEGER NOT NULL CHECK ("current" IN (0, 1))) STRICT""",
        "CREATE INDEX idx_claims_version ON claims (version_id, start)",
        "CREATE INDEX idx_claims_article ON claims (article_id)",
        "CREATE INDEX idx_claims_outlet ON claims (outlet_id, published_at)",
        "CREATE INDEX idx_claims_origin ON claims (origin_id, published_at) "
        "WHERE origin_id IS NOT NULL",
        "CREATE INDEX idx_claims_kind ON claims (kind)",
        "CREATE INDEX idx_claims_unit ON claims (unit)",
        "CREATE INDEX idx_claims_qualifier ON claims (qualifier)",
        "CREATE INDEX idx_claims_status ON claims (status)",
        "CREATE INDEX idx_claims_published ON claims (published_at)",
        "CREATE INDEX idx_claims_part_of ON claims (part_of) WHERE part_of IS NOT NULL",
        "CREATE INDEX idx_claims_equivalent_of ON claims (equivalent_of) "
        "WHERE equivalent_of IS NOT NULL",
        f"""CREATE INDEX idx_claims_shown ON claims (published_at, outlet_id, kind, unit, qualifier,
            status, change, region, origin_id, salience, equivalent_of, "current", id)
            WHERE {SHOWN}""",
        f"""CREATE TABLE attributions (
            claim_id TEXT NOT NULL REFERENCES claims(id) ON DELETE CASCADE,
            hop INTEGER NOT NULL,
            {one_of("role", ROLE)}, name TEXT NOT NULL,
            {one_of("source_class", SOURCE_CLASS)},
            entity_id TEXT REFERENCES entities(id), surface_start INTEGER, surface_end INTEGER,
            cue TEXT, href TEXT, rule TEXT NOT NULL,
            confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
            PRIMARY KEY (claim_id, hop)) STRICT, WITHOUT ROWID""",
        "CREATE INDEX idx_attributions_entity ON attributions (entity_id) "
        "WHERE entity_id IS NOT NULL",
    )


@migrations()
def m0003_crosschecked(db: Database) -> None:
    """What the crosscheck stage concludes."""
    run(
        db,
        """CREATE TABLE stories (
            id TEXT PRIMARY KEY, label TEXT NOT NULL, first_seen_at TEXT NOT NULL,
            last_seen_at TEXT NOT NULL) STRICT""",
        """CREATE TABLE story_articles (
            story_id TEXT NOT NULL REFERENCES stories(id) ON DELETE CASCADE,
            article_id TEXT NOT NULL REFERENCES articles(id),
            PRIMARY KEY (story_id, article_id)) STRICT, WITHOUT ROWID""",
        "CREATE INDEX idx_story_articles_article ON story_articles (article_id)",
        """CREATE TABLE copies (
            article_id TEXT NOT NULL REFERENCES articles(id),
            of_article_id TEXT NOT NULL REFERENCES articles(id), share REAL NOT NULL,
            paragraphs TEXT NOT NULL, PRIMARY KEY (article_id, of_article_id)) STRICT""",
        "CREATE INDEX idx_copies_of ON copies (of_article_id)",
        f"""CREATE TABLE figures (
            id TEXT PRIMARY KEY, story_id TEXT REFERENCES stories(id), label TEXT NOT NULL,
            measure TEXT, unit TEXT, place TEXT, population TEXT, period_start TEXT,
            period_end TEXT, {number("low")}, {number("high")},
            {one_of("verdict", VERDICT)}, severity REAL NOT NULL,
            article_count INTEGER NOT NULL, outlet_count INTEGER NOT NULL,
            origin_count INTEGER NOT NULL, copy_count INTEGER NOT NULL,
            first_seen_at TEXT NOT NULL, changed_at TEXT NOT NULL) STRICT""",
        "CREATE INDEX idx_figures_story ON figures (story_id)",
        "CREATE INDEX idx_figures_verdict ON figures (verdict, severity DESC, changed_at DESC)",
        "CREATE INDEX idx_figures_severity ON figures (severity DESC, changed_at DESC)",
        "CREATE INDEX idx_figures_changed ON figures (changed_at)",
        """CREATE TABLE figure_aliases (
            old_id TEXT PRIMARY KEY, new_id TEXT NOT NULL, at TEXT NOT NULL) STRICT""",
        "CREATE INDEX idx_figure_aliases_new ON figure_aliases (new_id)",
        f"""CREATE TABLE figure_history (
            figure_id TEXT NOT NULL, at TEXT NOT NULL, {one_of("verdict", VERDICT)},
            severity REAL NOT NULL, reason TEXT NOT NULL,
            PRIMARY KEY (figure_id, at)) STRICT, WITHOUT ROWID""",
        f"""CREATE TABLE readings (
            id TEXT PRIMARY KEY, figure_id TEXT NOT NULL REFERENCES figures(id) ON DELETE CASCADE,
            {number("value")}, {number("low")}, {number("high")}, unit TEXT,
            qualifier TEXT NOT NULL, origin_id TEXT REFERENCES entities(id), as_of TEXT,
            status TEXT NOT NULL, first_at TEXT, last_at TEXT, claim_count INTEGER NOT NULL,
            voice_count INTEGER NOT NULL) STRICT""",
        "CREATE INDEX idx_readings_figure ON readings (figure_id)",
        "CREATE INDEX idx_readings_origin ON readings (origin_id)",
        # A claim answers one question: the key says so.
        """CREATE TABLE figure_claims (
            figure_id TEXT NOT NULL REFERENCES figures(id) ON DELETE CASCADE,
            claim_id TEXT PRIMARY KEY REFERENCES claims(id) ON DELETE CASCADE,
            reading_id TEXT NOT NULL REFERENCES readings(id) ON DELETE CASCADE)
            STRICT, WITHOUT ROWID""",
        "CREATE INDEX idx_figure_claims_figure ON figure_claims (figure_id, claim_id)",
        "CREATE INDEX idx_figure_claims_reading ON figure_claims (reading_id)",
        f"""CREATE TABLE relations (
            figure_id TEXT NOT NULL REFERENCES figures(id) ON DELETE CASCADE,
            reading_a TEXT NOT NULL REFERENCES readings(id) ON DELETE CASCADE,
            reading_b TEXT NOT NULL REFERENCES readings(id) ON DELETE CASCADE,
            {one_of("relation", RELATION)},
            possible INTEGER NOT NULL CHECK (possible IN (0, 1)), rule TEXT NOT NULL,
            reason TEXT NOT NULL, severity REAL NOT NULL,
            PRIMARY KEY (figure_id, reading_a, reading_b, relation)) STRICT""",
        "CREATE INDEX idx_relations_relation ON relations (relation)",
        "CREATE INDEX idx_relations_a ON relations (reading_a)",
        "CREATE INDEX idx_relations_b ON relations (reading_b)",
        f"""CREATE TABLE implications (
            id TEXT PRIMARY KEY, figure_id TEXT REFERENCES figures(id) ON DELETE CASCADE,
            {number("value")}, {number("low")}, {number("high")}, unit TEXT,
            period_start TEXT, period_end TEXT, inputs TEXT NOT NULL, formula TEXT NOT NULL,
            reason TEXT NOT NULL) STRICT""",
        "CREATE INDEX idx_implications_figure ON implications (figure_id)",
        """CREATE TABLE revisions (
            id TEXT PRIMARY KEY, article_id TEXT NOT NULL REFERENCES articles(id),
            old_version TEXT NOT NULL REFERENCES versions(id),
            new_version TEXT NOT NULL REFERENCES versions(id),
            old_claim TEXT REFERENCES claims(id) ON DELETE CASCADE,
            new_claim TEXT REFERENCES claims(id) ON DELETE CASCADE,
            noted INTEGER NOT NULL CHECK (noted IN (0, 1))) STRICT""",
        "CREATE INDEX idx_revisions_article ON revisions (article_id)",
        "CREATE INDEX idx_revisions_old_claim ON revisions (old_claim)",
        "CREATE INDEX idx_revisions_new_claim ON revisions (new_claim)",
        """CREATE TABLE decisions (
            id INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, subject TEXT NOT NULL,
            action TEXT NOT NULL, note TEXT) STRICT""",
        "CREATE INDEX idx_decisions_subject ON decisions (subject)",
        """CREATE TABLE touched_articles (
            article_id TEXT PRIMARY KEY REFERENCES articles(id), at TEXT NOT NULL) STRICT""",
        """CREATE TABLE shards (
            name TEXT PRIMARY KEY, stage TEXT NOT NULL, merged_at TEXT NOT NULL) STRICT""",
    )


@migrations()
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


@migrations()
def m0005_search(db: Database) -> None:
    """Full-text search over what people look for: titles, sentences, labels."""
    search(db, "articles", "title")
    search(db, "claims", "sentence", "measure")
    search(db, "figures", "label")


@migrations()
def m0006_series(db: Database) -> None:
    """Claims of one place and period, by which standing series are joined across stories."""
    run(
        db,
        "CREATE INDEX idx_claims_series ON claims (period_start, period_end, unit) "
        "WHERE period_start IS NOT NULL AND place IS NOT NULL",
    )


@migrations()
def m0007_figures_of_claims(db: Database) -> None:
    """Each claim carries its figure and the verdict, kept by triggers.

    Joining them was 2 s of each page, count and facet of ``claims_flat`` on a million claims. Its
    columns with a plus are read from ``idx_claims_shown`` alone: by an index of their own SQLite
    would look at every row of the table.
    """
    run(
        db,
        "ALTER TABLE claims ADD COLUMN figure_id TEXT REFERENCES figures(id) ON DELETE SET NULL",
        f"ALTER TABLE claims ADD COLUMN {one_of('verdict', VERDICT, null=True)}",
        """UPDATE claims SET figure_id = f.id, verdict = f.verdict
            FROM figure_claims fc JOIN figures f ON f.id = fc.figure_id
            WHERE fc.claim_id = claims.id""",
        "CREATE INDEX idx_claims_figure ON claims (figure_id) WHERE figure_id IS NOT NULL",
        "CREATE INDEX idx_claims_verdict ON claims (verdict)",
        "DROP INDEX idx_claims_shown",
        f"""CREATE INDEX idx_claims_shown ON claims (published_at, outlet_id, kind, unit, qualifier,
            status, change, region, origin_id, salience, equivalent_of, "current", id, verdict,
            unit_assumed)
            WHERE {SHOWN}""",
        *(
            f"""CREATE TRIGGER figure_claims_{name} AFTER {event} ON figure_claims BEGIN
                UPDATE claims SET figure_id = new.figure_id,
                    verdict = (SELECT verdict FROM figures WHERE id = new.figure_id)
                WHERE id = new.claim_id; END"""
            for name, event in (("ai", "INSERT"), ("au", "UPDATE OF figure_id"))
        ),
        """CREATE TRIGGER figure_claims_ad AFTER DELETE ON figure_claims BEGIN
            UPDATE claims SET figure_id = NULL, verdict = NULL WHERE id = old.claim_id; END""",
        """CREATE TRIGGER figures_verdict AFTER UPDATE OF verdict ON figures
            WHEN old.verdict IS NOT new.verdict BEGIN
            UPDATE claims SET verdict = new.verdict WHERE figure_id = new.id; END""",
        "DROP VIEW claims_flat",
        f"""CREATE VIEW claims_flat AS
            SELECT c.id, c.article_id, c.version_id, +c.outlet_id AS outlet_id,
                (SELECT name FROM outlets WHERE id = c.outlet_id) AS outlet,
                (SELECT title FROM articles WHERE id = c.article_id) AS article_title,
                (SELECT url FROM articles WHERE id = c.article_id) AS article_url,
                (SELECT copy_of FROM articles WHERE id = c.article_id) AS copy_of,
                c.published_at, substr(c.published_at, 1, 10) AS published_day,
                c.quote, c.sentence, +c.region AS region, +c.kind AS kind, c.value, c.low, c.high,
                +c.unit AS unit, +c.unit_assumed AS unit_assumed, +c.qualifier AS qualifier,
                +c.change AS change, +c.status AS status, c.measure, c.predicate,
                c.accumulation, c.period_text, c.period_start, c.period_end, c.as_of, c.place,
                c.population, +c.origin_id AS origin_id,
                (SELECT name FROM entities WHERE id = c.origin_id) AS origin,
                (SELECT source_class FROM attributions WHERE claim_id = c.id AND hop = 0)
                    AS source_class,
                c.figure_id,
                (SELECT label FROM figures WHERE id = c.figure_id) AS figure,
                +c.verdict AS verdict,
                (SELECT severity FROM figures WHERE id = c.figure_id) AS severity,
                (SELECT reading_id FROM figure_claims WHERE claim_id = c.id) AS reading_id,
                c.confidence, c.salience
            FROM claims c WHERE {SHOWN}""",
    )


@migrations()
def m0008_replaced_and_decided(db: Database) -> None:
    """Relations say which reading the other one replaces; decisions what their subjects held.

    Ids of readings change when a text is read again; its claims' ids do not.
    """
    run(
        db,
        "ALTER TABLE relations ADD COLUMN replaced TEXT "
        "CHECK (replaced IS NULL OR replaced IN (reading_a, reading_b))",
        "ALTER TABLE decisions ADD COLUMN claims TEXT",
    )


@migrations()
def m0009_health(db: Database) -> None:
    """Outlets say when they last answered, how much comes of them, and when that drops."""
    run(db, "DROP VIEW outlet_health", OUTLET_HEALTH)


@migrations()
def m0010_facts(db: Database) -> None:
    """What a rule found is kept as data beside the sentence; older rows have none yet."""
    run(
        db,
        "ALTER TABLE relations ADD COLUMN facts TEXT",
        "ALTER TABLE figure_history ADD COLUMN rule TEXT",
        "ALTER TABLE figure_history ADD COLUMN facts TEXT",
        "ALTER TABLE implications ADD COLUMN facts TEXT",
    )


@migrations()
def m0011_questions(db: Database) -> None:
    """Claims hold the question that they answer, as the reader read it with its sentence.

    NULL where a version was read before this: it is read again by the next ``extract``.
    """
    run(
        db,
        "ALTER TABLE claims ADD COLUMN dimension TEXT",
        "ALTER TABLE claims ADD COLUMN counted TEXT",
        "ALTER TABLE claims ADD COLUMN word_class TEXT",
        "ALTER TABLE claims ADD COLUMN standing TEXT",
        "ALTER TABLE claims ADD COLUMN question TEXT "
        "CHECK (question IS NULL OR json_valid(question))",
    )


@migrations()
def m0012_article_terms(db: Database) -> None:
    """The words by which articles about one matter are found, however far apart in time.

    Every article is marked to be crosschecked again, which fills the table.
    """
    run(
        db,
        """CREATE TABLE article_terms (
            article_id TEXT NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
            term TEXT NOT NULL,
            day INTEGER NOT NULL,
            PRIMARY KEY (article_id, term)) STRICT, WITHOUT ROWID""",
        "CREATE INDEX idx_article_terms ON article_terms (term, day, article_id)",
        "INSERT INTO touched_articles (article_id, at) "
        "SELECT id, last_seen_at FROM articles WHERE 1 ON CONFLICT DO NOTHING",
    )


@migrations()
def m0013_affairs_and_keys(db: Database) -> None:
    """Stories of one lasting matter, what finds a printed question, and the rules in force.

    No rules are in force yet: the next crosscheck looks at every article again.
    """
    run(
        db,
        "ALTER TABLE stories ADD COLUMN affair_id TEXT",
        "UPDATE stories SET affair_id = id",
        "CREATE INDEX idx_stories_affair ON stories (affair_id)",
        """CREATE TABLE question_keys (
            article_id TEXT NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
            key TEXT NOT NULL,
            day INTEGER NOT NULL,
            PRIMARY KEY (article_id, key)) STRICT, WITHOUT ROWID""",
        "CREATE INDEX idx_question_keys ON question_keys (key, day, article_id)",
        """CREATE TABLE rules_in_force (
            stage TEXT PRIMARY KEY,
            digest TEXT NOT NULL,
            at TEXT NOT NULL) STRICT""",
    )
