"""What the migrations share: word lists, columns with their checks, search indexes.

The enumerated words are those that the first migrations knew (``terms.enums`` is what they are
today; a test holds the two together). A migration that changes a list writes its own, with a new
name: nothing here may change once it was applied.
"""

from sqlite_utils import Database

ARTICLE_STATE = "live gone withdrawn forgotten"
REGION = "headline body table caption correction liveblog transcript quote-box related"
KIND = "count percent percentage_points money ratio rate measurement duration rank"
QUALIFIER = "exact about nearly at_least more_than at_most less_than range vague"
CHANGE = "increase_by decrease_by increase_to decrease_to from_level multiple_of"
STATUS = "stated confirmed probable suspected estimated projected planned proposed denied withdrawn"
ACCUMULATION = "total new snapshot"
ROLE = "origin relay outlet"
SOURCE_CLASS = "body person document anonymous outlet"
VERDICT = "single agree compatible updated conflict"
RELATION = (
    "converted stock_vs_flow different_period different_population subset part_exceeds_whole "
    "echo corroborated rounded bound updated revised_down derived derived_wrongly misquote "
    "reporting_error source_dispute inconsistent_within_article unattributed_conflict"
)

SHOWN = (
    '"current" = 1 AND salience >= 0.5 AND equivalent_of IS NULL '
    "AND region NOT IN ('correction', 'related')"
)
"""What ``claims_flat`` shows; the partial index must repeat it word for word to be of use."""


def number(name: str) -> str:
    """A column of numbers that keep their form: 297 stays 297, 4.5 stays 4.5."""
    return f"{name} ANY CHECK (typeof({name}) IN ('integer', 'real', 'null'))"


def one_of(name: str, words: str, *, null: bool = False) -> str:
    """A column that holds one of the words."""
    listed = ", ".join(f"'{word}'" for word in words.split())
    return f"{name} TEXT {'' if null else 'NOT NULL '}CHECK ({name} IN ({listed}))"


def run(db: Database, *statements: str) -> None:
    """Execute the statements in their order."""
    for statement in statements:
        db.execute(statement)


def search(db: Database, table: str, *columns: str) -> None:
    """An FTS5 index over a table's columns that triggers keep in step.

    The update trigger looks at the words: rows change far more often than they do.
    """
    names = ", ".join(columns)
    old = ", ".join(f"old.{column}" for column in columns)
    new = ", ".join(f"new.{column}" for column in columns)
    differs = " OR ".join(f"old.{column} IS NOT new.{column}" for column in columns)
    delete = (
        f"INSERT INTO {table}_fts ({table}_fts, rowid, {names}) VALUES ('delete', old.rowid, {old})"
    )
    insert = f"INSERT INTO {table}_fts (rowid, {names}) VALUES (new.rowid, {new})"
    run(
        db,
        f"CREATE VIRTUAL TABLE {table}_fts USING fts5 ({names}, "
        f"tokenize='porter unicode61 remove_diacritics 2', content=[{table}])",
        f"CREATE TRIGGER {table}_ai AFTER INSERT ON {table} BEGIN {insert}; END",
        f"CREATE TRIGGER {table}_ad AFTER DELETE ON {table} BEGIN {delete}; END",
        f"CREATE TRIGGER {table}_au AFTER UPDATE OF {names} ON {table} WHEN {differs} "
        f"BEGIN {delete}; {insert}; END",
        f"INSERT INTO {table}_fts ({table}_fts) VALUES ('rebuild')",
    )
