"""The ledger's schema, as append-only migrations: never edit an applied one, add another.

Conventions: every table is STRICT; times are UTC ``YYYY-MM-DDTHH:MM:SSZ`` or bare dates; numbers
that must keep their printed form (297 stays 297, 4.5 stays 4.5) are ``ANY`` with a CHECK. Ids that
a re-run must not duplicate are content hashes (``db.ids``).
"""

from sqlite_utils import Database, Migrations

migrations = Migrations("claimledger")


def _number(name: str) -> str:
    return f"{name} ANY CHECK (typeof({name}) IN ('integer', 'real', 'null'))"


def _one_of(name: str, *values: str, null: bool = False) -> str:
    listed = ", ".join(f"'{value}'" for value in values)
    return f"{name} TEXT {'' if null else 'NOT NULL '}CHECK ({name} IN ({listed}))"


def _run(db: Database, *statements: str) -> None:
    for statement in statements:
        db.execute(statement)


@migrations()
def m0001_collected(db: Database) -> None:
    """What the crawl stage collects, and its frontier."""
    _run(
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
            {_one_of("state", "live", "gone", "withdrawn", "forgotten")},
            paywalled INTEGER CHECK (paywalled IN (0, 1)),
            copy_of TEXT REFERENCES articles(id)) STRICT""",
        "CREATE INDEX idx_articles_outlet ON articles (outlet_id, published_at)",
        "CREATE INDEX idx_articles_published ON articles (published_at)",
        "CREATE INDEX idx_articles_first_seen ON articles (first_seen_at)",
        "CREATE INDEX idx_articles_copy_of ON articles (copy_of)",
        f"""CREATE TABLE article_urls (
            url TEXT PRIMARY KEY, article_id TEXT NOT NULL REFERENCES articles(id),
            {_one_of("kind", "canonical", "amp", "print", "redirect")}) STRICT""",
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
            {
            _one_of(
                "kind",
                "headline",
                "body",
                "table",
                "caption",
                "correction",
                "liveblog",
                "transcript",
                "quote-box",
                "related",
            )
        },
            PRIMARY KEY (version_id, start, "end", kind)) STRICT""",
        """CREATE TABLE links (
            version_id TEXT NOT NULL REFERENCES versions(id), start INTEGER NOT NULL,
            "end" INTEGER NOT NULL, href TEXT NOT NULL,
            PRIMARY KEY (version_id, start, "end", href)) STRICT""",
        """CREATE TABLE runs (
            id INTEGER PRIMARY KEY, command TEXT NOT NULL, started_at TEXT NOT NULL,
            ended_at TEXT, outcome TEXT, counts TEXT) STRICT""",
        """CREATE TABLE problems (
            id TEXT PRIMARY KEY, run_id INTEGER REFERENCES runs(id), url TEXT, stage TEXT NOT NULL,
            kind TEXT NOT NULL, detail TEXT NOT NULL, at TEXT NOT NULL) STRICT""",
        "CREATE INDEX idx_problems_run ON problems (run_id)",
        "CREATE INDEX idx_problems_url ON problems (url)",
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
    _run(
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
            PRIMARY KEY (entity_id, version_id, start, "end")) STRICT""",
        "CREATE INDEX idx_mentions_version ON mentions (version_id, start)",
        f"""CREATE TABLE claims (
            id TEXT PRIMARY KEY, version_id TEXT NOT NULL REFERENCES versions(id),
            article_id TEXT NOT NULL REFERENCES articles(id),
            outlet_id TEXT NOT NULL REFERENCES outlets(id),
            sentence TEXT NOT NULL, sentence_start INTEGER NOT NULL,
            start INTEGER NOT NULL, "end" INTEGER NOT NULL, quote TEXT NOT NULL,
            {
            _one_of(
                "region",
                "headline",
                "body",
                "table",
                "caption",
                "correction",
                "liveblog",
                "transcript",
                "quote-box",
                "related",
            )
        },
            {
            _one_of(
                "kind",
                "count",
                "percent",
                "percentage_points",
                "money",
                "ratio",
                "rate",
                "measurement",
                "duration",
                "rank",
            )
        },
            {_number("value")}, {_number("low")}, {_number("high")},
            {_number("p_low")}, {_number("p_high")},
            unit TEXT, unit_assumed INTEGER NOT NULL DEFAULT 0 CHECK (unit_assumed IN (0, 1)),
            {
            _one_of(
                "qualifier",
                "exact",
                "about",
                "nearly",
                "at_least",
                "more_than",
                "at_most",
                "less_than",
                "range",
                "vague",
            )
        },
            {
            _one_of(
                "change",
                "increase_by",
                "decrease_by",
                "increase_to",
                "decrease_to",
                "from_level",
                "multiple_of",
                null=True,
            )
        },
            {
            _one_of(
                "status",
                "stated",
                "confirmed",
                "probable",
                "suspected",
                "estimated",
                "projected",
                "planned",
                "proposed",
                "denied",
                "withdrawn",
            )
        },
            measure TEXT, predicate TEXT,
            {_one_of("accumulation", "total", "new", "snapshot", null=True)},
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
        "CREATE INDEX idx_claims_origin ON claims (origin_id)",
        "CREATE INDEX idx_claims_kind ON claims (kind)",
        "CREATE INDEX idx_claims_unit ON claims (unit)",
        "CREATE INDEX idx_claims_qualifier ON claims (qualifier)",
        "CREATE INDEX idx_claims_status ON claims (status)",
        "CREATE INDEX idx_claims_published ON claims (published_at)",
        "CREATE INDEX idx_claims_part_of ON claims (part_of)",
        "CREATE INDEX idx_claims_equivalent_of ON claims (equivalent_of)",
        f"""CREATE TABLE attributions (
            claim_id TEXT NOT NULL REFERENCES claims(id) ON DELETE CASCADE,
            hop INTEGER NOT NULL,
            {_one_of("role", "origin", "relay", "outlet")}, name TEXT NOT NULL,
            {_one_of("source_class", "body", "person", "document", "anonymous", "outlet")},
            entity_id TEXT REFERENCES entities(id), surface_start INTEGER, surface_end INTEGER,
            cue TEXT, href TEXT, rule TEXT NOT NULL,
            confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
            PRIMARY KEY (claim_id, hop)) STRICT""",
        "CREATE INDEX idx_attributions_entity ON attributions (entity_id)",
    )


@migrations()
def m0003_crosschecked(db: Database) -> None:
    """What the crosscheck stage concludes."""
    verdicts = ("single", "agree", "compatible", "updated", "conflict")
    _run(
        db,
        """CREATE TABLE stories (
            id TEXT PRIMARY KEY, label TEXT NOT NULL, first_seen_at TEXT NOT NULL,
            last_seen_at TEXT NOT NULL) STRICT""",
        """CREATE TABLE story_articles (
            story_id TEXT NOT NULL REFERENCES stories(id) ON DELETE CASCADE,
            article_id TEXT NOT NULL REFERENCES articles(id),
            PRIMARY KEY (story_id, article_id)) STRICT""",
        "CREATE INDEX idx_story_articles_article ON story_articles (article_id)",
        """CREATE TABLE copies (
            article_id TEXT NOT NULL REFERENCES articles(id),
            of_article_id TEXT NOT NULL REFERENCES articles(id), share REAL NOT NULL,
            paragraphs TEXT NOT NULL, PRIMARY KEY (article_id, of_article_id)) STRICT""",
        "CREATE INDEX idx_copies_of ON copies (of_article_id)",
        f"""CREATE TABLE figures (
            id TEXT PRIMARY KEY, story_id TEXT REFERENCES stories(id), label TEXT NOT NULL,
            measure TEXT, unit TEXT, place TEXT, population TEXT, period_start TEXT,
            period_end TEXT, {_number("low")}, {_number("high")},
            {_one_of("verdict", *verdicts)}, severity REAL NOT NULL,
            article_count INTEGER NOT NULL, outlet_count INTEGER NOT NULL,
            origin_count INTEGER NOT NULL, copy_count INTEGER NOT NULL,
            first_seen_at TEXT NOT NULL, changed_at TEXT NOT NULL) STRICT""",
        "CREATE INDEX idx_figures_story ON figures (story_id)",
        "CREATE INDEX idx_figures_verdict ON figures (verdict, severity)",
        "CREATE INDEX idx_figures_changed ON figures (changed_at)",
        """CREATE TABLE figure_aliases (
            old_id TEXT PRIMARY KEY, new_id TEXT NOT NULL, at TEXT NOT NULL) STRICT""",
        "CREATE INDEX idx_figure_aliases_new ON figure_aliases (new_id)",
        f"""CREATE TABLE figure_history (
            figure_id TEXT NOT NULL, at TEXT NOT NULL, {_one_of("verdict", *verdicts)},
            severity REAL NOT NULL, reason TEXT NOT NULL,
            PRIMARY KEY (figure_id, at)) STRICT""",
        f"""CREATE TABLE readings (
            id TEXT PRIMARY KEY, figure_id TEXT NOT NULL REFERENCES figures(id) ON DELETE CASCADE,
            {_number("value")}, {_number("low")}, {_number("high")}, unit TEXT,
            qualifier TEXT NOT NULL, origin_id TEXT REFERENCES entities(id), as_of TEXT,
            status TEXT NOT NULL, first_at TEXT, last_at TEXT, claim_count INTEGER NOT NULL,
            voice_count INTEGER NOT NULL) STRICT""",
        "CREATE INDEX idx_readings_figure ON readings (figure_id)",
        "CREATE INDEX idx_readings_origin ON readings (origin_id)",
        """CREATE TABLE figure_claims (
            figure_id TEXT NOT NULL REFERENCES figures(id) ON DELETE CASCADE,
            claim_id TEXT NOT NULL REFERENCES claims(id) ON DELETE CASCADE,
            reading_id TEXT NOT NULL REFERENCES readings(id) ON DELETE CASCADE,
            PRIMARY KEY (figure_id, claim_id)) STRICT""",
        "CREATE INDEX idx_figure_claims_claim ON figure_claims (claim_id)",
        "CREATE INDEX idx_figure_claims_reading ON figure_claims (reading_id)",
        f"""CREATE TABLE relations (
            figure_id TEXT NOT NULL REFERENCES figures(id) ON DELETE CASCADE,
            reading_a TEXT NOT NULL REFERENCES readings(id) ON DELETE CASCADE,
            reading_b TEXT NOT NULL REFERENCES readings(id) ON DELETE CASCADE,
            {
            _one_of(
                "relation",
                "converted",
                "stock_vs_flow",
                "different_period",
                "different_population",
                "subset",
                "part_exceeds_whole",
                "echo",
                "corroborated",
                "rounded",
                "bound",
                "updated",
                "revised_down",
                "derived",
                "derived_wrongly",
                "misquote",
                "reporting_error",
                "source_dispute",
                "inconsistent_within_article",
                "unattributed_conflict",
            )
        },
            possible INTEGER NOT NULL CHECK (possible IN (0, 1)), rule TEXT NOT NULL,
            reason TEXT NOT NULL, severity REAL NOT NULL,
            PRIMARY KEY (figure_id, reading_a, reading_b, relation)) STRICT""",
        "CREATE INDEX idx_relations_relation ON relations (relation)",
        "CREATE INDEX idx_relations_a ON relations (reading_a)",
        "CREATE INDEX idx_relations_b ON relations (reading_b)",
        f"""CREATE TABLE implications (
            id TEXT PRIMARY KEY, figure_id TEXT REFERENCES figures(id) ON DELETE CASCADE,
            {_number("value")}, {_number("low")}, {_number("high")}, unit TEXT,
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
