"""What language models answered: kept by what they were asked, and taken out again by name."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from db.connection import writing
from db.rows import scalar
from db.touching import touch

Spans = Sequence[tuple[int, int, int]]


@dataclass(frozen=True, slots=True)
class ModelAnswer:
    """One answer; ``spans`` are the places of its words, ``void`` says why it does not count."""

    key: str
    model: str
    at: str
    answer: str | None
    sure: float | None
    spans: Spans
    void: str | None
    tokens: int


def kept(db: Database, key: str) -> ModelAnswer | None:
    """What was answered to a question, if it was asked already."""
    row = db.conn.execute("SELECT * FROM model_answers WHERE key = ?", [key]).fetchone()
    if row is None:
        return None
    name, model, at, answer, sure, words, void, tokens = row
    spans = [(side, start, end) for side, start, end in json.loads(words or "[]")]
    return ModelAnswer(name, model, at, answer, sure, spans, void, tokens)


def keep(db: Database, found: ModelAnswer) -> None:
    """Keep an answer; a later one to the same question takes its place."""
    with writing(db):
        db.conn.execute(
            "INSERT OR REPLACE INTO model_answers VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                found.key, found.model, found.at, found.answer, found.sure,
                json.dumps(list(found.spans)), found.void, found.tokens,
            ],
        )  # fmt: skip


def tokens_since(db: Database, at: str) -> int:
    """Tokens that all models took from a time on."""
    return int(scalar(db, "SELECT coalesce(sum(tokens), 0) FROM model_answers WHERE at >= ?", [at]))


def forget_model(db: Database, model: str, actor: str, at: str) -> tuple[int, int]:
    """Take out all that a model answered and decided, and mark what it was about.

    Returns how many decisions and how many answers went.
    """
    with writing(db):
        rows = db.conn.execute(
            "DELETE FROM decisions WHERE actor = ? RETURNING subject", [actor]
        ).fetchall()
        touch(db, _articles(db, (subject for (subject,) in rows)), at)
        gone = db.conn.execute("DELETE FROM model_answers WHERE model = ?", [model]).rowcount
    return len(rows), gone


def _articles(db: Database, subjects: Iterable[str]) -> list[str]:
    """The articles of the claims that subjects name."""
    claims = {part.removeprefix("claim:") for subject in subjects for part in subject.split()}
    found = db.conn.execute(
        "SELECT DISTINCT article_id FROM claims WHERE id IN (SELECT value FROM json_each(?)) "
        "ORDER BY 1",
        [json.dumps(sorted(claims))],
    )
    return [article for (article,) in found]
