"""What has changed since the first schema; a new migration goes to the end."""

from sqlite_utils import Database

from db.columns import SHOWN, VERDICT, number, one_of, run
from db.health import OUTLET_HEALTH
from db.rows import scalar


def m0006_series(db: Database) -> None:
    """Claims of one place and period, by which standing series are joined across stories."""
    run(
        db,
        "CREATE INDEX idx_claims_series ON claims (period_start, period_end, unit) "
        "WHERE period_start IS NOT NULL AND place IS NOT NULL",
    )


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


def m0009_health(db: Database) -> None:
    """Outlets say when they last answered, how much comes of them, and when that drops."""
    run(db, "DROP VIEW outlet_health", OUTLET_HEALTH)


def m0010_facts(db: Database) -> None:
    """What a rule found is kept as data beside the sentence; older rows have none yet."""
    run(
        db,
        "ALTER TABLE relations ADD COLUMN facts TEXT",
        "ALTER TABLE figure_history ADD COLUMN rule TEXT",
        "ALTER TABLE figure_history ADD COLUMN facts TEXT",
        "ALTER TABLE implications ADD COLUMN facts TEXT",
    )


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


def m0014_reading_failures(db: Database) -> None:
    """Versions that could not be read, and how often one reader failed at them."""
    run(
        db,
        """CREATE TABLE reading_failures (
            version_id TEXT PRIMARY KEY REFERENCES versions(id) ON DELETE CASCADE,
            extractor TEXT NOT NULL, tries INTEGER NOT NULL, at TEXT NOT NULL) STRICT""",
    )


def m0015_tiers(db: Database) -> None:
    """A conflict is a contradiction or a lead; relations say how sure the judge is.

    The view ``conflicts`` takes the gravest clash that counts, a certain one before a lead.
    """
    run(
        db,
        "ALTER TABLE figures ADD COLUMN tier TEXT "
        "CHECK (tier IS NULL OR tier IN ('contradiction', 'lead'))",
        "ALTER TABLE relations ADD COLUMN probability REAL "
        "CHECK (probability IS NULL OR probability BETWEEN 0 AND 1)",
        "UPDATE figures SET tier = 'contradiction' WHERE verdict = 'conflict'",
        "DROP VIEW conflicts",
        """CREATE VIEW conflicts AS
            SELECT f.id AS figure_id, f.label, f.story_id, s.label AS story, f.measure, f.unit,
                f.place, f.low, f.high, f.severity, f.tier, r.probability, r.relation, r.reason,
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
                WHERE figure_id = f.id AND (possible = 0 OR severity > 0)
                    AND relation IN ('part_exceeds_whole',
                    'derived_wrongly', 'misquote', 'reporting_error', 'source_dispute',
                    'inconsistent_within_article', 'unattributed_conflict')
                ORDER BY possible, severity DESC, reading_a, reading_b, relation LIMIT 1)
            LEFT JOIN readings ra ON ra.id = r.reading_a
            LEFT JOIN readings rb ON rb.id = r.reading_b
            LEFT JOIN entities ea ON ea.id = ra.origin_id
            LEFT JOIN entities eb ON eb.id = rb.origin_id
            WHERE f.verdict = 'conflict'""",
    )


def m0016_watches(db: Database) -> None:
    """What is watched for people, what was found for them, and on which channel it was told.

    A channel is the digest of its address, which may hold a password. A delivery is written before
    it is made: what became of one that is ``begun`` nobody knows, and it is not made again.
    """
    run(
        db,
        f"""CREATE TABLE watches (
            id INTEGER PRIMARY KEY, name TEXT NOT NULL,
            {one_of("kind", "search figure story outlet source sentence")},
            target TEXT NOT NULL, anchor TEXT, events TEXT NOT NULL,
            percent REAL NOT NULL CHECK (percent >= 0), hours REAL NOT NULL CHECK (hours >= 0),
            at TEXT NOT NULL, actor TEXT NOT NULL) STRICT""",
        f"""CREATE TABLE alerts (
            watch_id INTEGER NOT NULL REFERENCES watches(id) ON DELETE CASCADE,
            event TEXT NOT NULL, {one_of("kind", "conflict changed still")},
            figure_id TEXT NOT NULL, outlet_id TEXT, {number("value")}, unit TEXT,
            title TEXT NOT NULL, text TEXT NOT NULL, at TEXT NOT NULL,
            known INTEGER NOT NULL CHECK (known IN (0, 1)),
            PRIMARY KEY (watch_id, event)) STRICT, WITHOUT ROWID""",
        "CREATE INDEX idx_alerts_at ON alerts (at)",
        "CREATE INDEX idx_alerts_figure ON alerts (figure_id)",
        f"""CREATE TABLE deliveries (
            channel TEXT NOT NULL, event TEXT NOT NULL, at TEXT NOT NULL,
            {one_of("state", "begun sent failed")}, tries INTEGER NOT NULL,
            PRIMARY KEY (channel, event)) STRICT, WITHOUT ROWID""",
    )


def m0017_units_of_pairs(db: Database) -> None:
    """The view ``conflicts`` says in which unit each of its two values is."""
    (old,) = db.execute("SELECT sql FROM sqlite_master WHERE name = 'conflicts'").fetchone()
    new = old.replace("ra.qualifier AS", "ra.unit AS unit_a, ra.qualifier AS").replace(
        "rb.qualifier AS", "rb.unit AS unit_b, rb.qualifier AS"
    )
    run(db, "DROP VIEW conflicts", new)


def m0018_lens(db: Database) -> None:
    """Figures say which number is the latest, and what two independent origins print."""
    run(
        db,
        *(
            f"ALTER TABLE figures ADD COLUMN {column}"
            for column in (
                number("latest"), "latest_at TEXT", number("shared_low"), number("shared_high"),
                "shared_count INTEGER",
            )
        ),
    )  # fmt: skip


def m0019_model_answers(db: Database) -> None:
    """What language models answered, by a digest of what they were asked."""
    run(
        db,
        """CREATE TABLE model_answers (
            key TEXT PRIMARY KEY, model TEXT NOT NULL, at TEXT NOT NULL, answer TEXT, sure REAL,
            words TEXT, void TEXT, tokens INTEGER NOT NULL CHECK (tokens >= 0),
            CHECK ((answer IS NULL) = (void IS NOT NULL))) STRICT, WITHOUT ROWID""",
        "CREATE INDEX idx_model_answers_at ON model_answers (at)",
    )


def m0020_archive_positions(db: Database) -> None:
    """How far the archives of lists were imported."""
    run(
        db,
        """CREATE TABLE archive_positions (
            source TEXT PRIMARY KEY, position INTEGER NOT NULL, done INTEGER NOT NULL
            CHECK (done IN (0, 1)), wanted TEXT NOT NULL, at TEXT NOT NULL) STRICT""",
    )


def m0021_stated_units(db: Database) -> None:
    """Numbers of readings in their figure's unit, and by which conversion; so in ``conflicts``."""
    (old,) = db.execute("SELECT sql FROM sqlite_master WHERE name = 'conflicts'").fetchone()
    new = old.replace("f.high,", "f.high, f.conversion,")
    for side in ("a", "b"):
        for name in ("value", "low", "high"):
            as_printed = f"iif(r{side}.unit IS f.unit, r{side}.{name}, NULL)"
            new = new.replace(
                f"r{side}.{name} AS", f"coalesce(r{side}.stated_{name}, {as_printed}) AS"
            )
        new = new.replace(
            f"r{side}.unit AS",
            f"r{side}.conversion AS conversion_{side}, r{side}.value AS printed_{side}, "
            f"r{side}.unit AS",
        )
    run(
        db,
        "ALTER TABLE figures ADD COLUMN conversion TEXT",
        *(
            f"ALTER TABLE readings ADD COLUMN {number(f'stated_{name}')}"
            for name in ("value", "low", "high")
        ),
        "ALTER TABLE readings ADD COLUMN conversion TEXT",
        "DROP VIEW conflicts",
        new,
    )


def m0022_edited(db: Database) -> None:
    """Alerts tell also of a replaced number that an article does not print any more."""
    run(
        db,
        f"""CREATE TABLE alerts_now (
            watch_id INTEGER NOT NULL REFERENCES watches(id) ON DELETE CASCADE,
            event TEXT NOT NULL, {one_of("kind", "conflict changed still edited")},
            figure_id TEXT NOT NULL, outlet_id TEXT, {number("value")}, unit TEXT,
            title TEXT NOT NULL, text TEXT NOT NULL, at TEXT NOT NULL,
            known INTEGER NOT NULL CHECK (known IN (0, 1)),
            PRIMARY KEY (watch_id, event)) STRICT, WITHOUT ROWID""",
        "INSERT INTO alerts_now SELECT * FROM alerts",
        "DROP TABLE alerts",
        "ALTER TABLE alerts_now RENAME TO alerts",
        "CREATE INDEX idx_alerts_at ON alerts (at)",
        "CREATE INDEX idx_alerts_figure ON alerts (figure_id)",
    )


def m0023_citations(db: Database) -> None:
    """Pages that articles cite for their numbers, and what each says of them."""
    run(
        db,
        f"""CREATE TABLE cited_pages (
            url TEXT PRIMARY KEY, {one_of("state", "read refused gone unreadable unreachable")},
            title TEXT, capture_id TEXT REFERENCES captures(id), article_id TEXT,
            reason TEXT, tries INTEGER NOT NULL CHECK (tries >= 0), checked_at TEXT NOT NULL)
            STRICT""",
        f"""CREATE TABLE citations (
            claim_id TEXT NOT NULL REFERENCES claims(id) ON DELETE CASCADE,
            url TEXT NOT NULL REFERENCES cited_pages(url) ON DELETE CASCADE,
            {one_of("finding", "same another none unread")}, quote TEXT, {number("value")},
            unit TEXT, sentence TEXT, mark_start INTEGER, mark_end INTEGER, at TEXT NOT NULL,
            PRIMARY KEY (claim_id, url)) STRICT, WITHOUT ROWID""",
        "CREATE INDEX idx_citations_url ON citations (url)",
        "CREATE INDEX idx_citations_finding ON citations (finding, at)",
        "CREATE INDEX idx_cited_pages_capture ON cited_pages (capture_id)",
    )


def m0024_origins_without_entity(db: Database) -> None:
    """``claims_flat.origin`` says who is named as origin, also where that is no one body or person
    ("two officials")."""
    name = "(SELECT name FROM entities WHERE id = c.origin_id)"
    told = "(SELECT name FROM attributions WHERE claim_id = c.id AND hop = 0 AND role = 'origin')"
    view = scalar(db, "SELECT sql FROM sqlite_master WHERE name = 'claims_flat'")
    run(db, "DROP VIEW claims_flat", str(view).replace(name, f"coalesce({name}, {told})"))


def m0025_article_links(db: Database) -> None:
    """How likely two articles are about one event, so that it is weighed once.

    Every article is marked to be crosschecked again, which fills the table.
    """
    run(
        db,
        f"""CREATE TABLE article_links (
            article_id TEXT NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
            other_id TEXT NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
            {number("link")} NOT NULL, {number("kin")} NOT NULL,
            PRIMARY KEY (article_id, other_id), CHECK (article_id < other_id))
            STRICT, WITHOUT ROWID""",
        "CREATE INDEX idx_article_links_other ON article_links (other_id)",
        "INSERT INTO touched_articles (article_id, at) "
        "SELECT id, last_seen_at FROM articles WHERE 1 ON CONFLICT DO NOTHING",
    )


def m0026_stories_of_claims(db: Database) -> None:
    """``claims_flat`` says which story each claim belongs to: a measure seldom names the event."""
    view = str(scalar(db, "SELECT sql FROM sqlite_master WHERE name = 'claims_flat'"))
    story = "(SELECT story_id FROM story_articles WHERE article_id = c.article_id)"
    told = f"""{story} AS story_id,
                (SELECT label FROM stories WHERE id = {story}) AS story,
                +c.verdict AS verdict,"""
    run(db, "DROP VIEW claims_flat", view.replace("+c.verdict AS verdict,", told))


def m0027_settled(db: Database) -> None:
    """Figures say whether their differing numbers are explained; ``claims_flat`` shows it.

    Every article is marked to be crosschecked again, which fills the column.
    """
    view = str(scalar(db, "SELECT sql FROM sqlite_master WHERE name = 'claims_flat'"))
    told = """+c.verdict AS verdict,
                (SELECT settled FROM figures WHERE id = c.figure_id) AS settled,"""
    run(
        db,
        "ALTER TABLE figures ADD COLUMN settled INTEGER NOT NULL DEFAULT 1 "
        "CHECK (settled IN (0, 1))",
        "DROP VIEW claims_flat",
        view.replace("+c.verdict AS verdict,", told),
        "INSERT INTO touched_articles (article_id, at) "
        "SELECT id, last_seen_at FROM articles WHERE 1 ON CONFLICT DO NOTHING",
    )


def m0028_meanings(db: Database) -> None:
    """What an encoder says of each claim that was held against others: read once."""
    run(
        db,
        """CREATE TABLE meanings (
            claim_id TEXT PRIMARY KEY REFERENCES claims(id) ON DELETE CASCADE,
            encoder TEXT NOT NULL, vector TEXT NOT NULL) STRICT, WITHOUT ROWID""",
    )


STEPS = (
    m0006_series,
    m0007_figures_of_claims,
    m0008_replaced_and_decided,
    m0009_health,
    m0010_facts,
    m0011_questions,
    m0012_article_terms,
    m0013_affairs_and_keys,
    m0014_reading_failures,
    m0015_tiers,
    m0016_watches,
    m0017_units_of_pairs,
    m0018_lens,
    m0019_model_answers,
    m0020_archive_positions,
    m0021_stated_units,
    m0022_edited,
    m0023_citations,
    m0024_origins_without_entity,
    m0025_article_links,
    m0026_stories_of_claims,
    m0027_settled,
    m0028_meanings,
)
