"""The first tables: what is collected, read and crosschecked."""

from sqlite_utils import Database

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
)


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


STEPS = (m0001_collected, m0002_read, m0003_crosschecked)
