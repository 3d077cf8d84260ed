"""``review``: a second reader is asked about the pairs that the judge is unsure of or would cry.

Its answers become decisions of the actor ``model:NAME``, which stand below any person's. What was
answered is kept by what was asked, at once: a review that is broken off goes on where it was.
"""

import dataclasses
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from sqlite_utils import Database

from answers.queries.rows import Row
from answers.review import to_ask
from claimledger import asking
from claimledger.asking import Answered, Pair, Side, Void
from claimledger.clock import Clock, stamp
from claimledger.config import Review
from claimledger.language_model import LanguageModel, ModelFailed
from claimledger.progress import Step
from claimledger.stages import StageReport
from crosscheck.answered import MODEL, UNSURE
from db.connection import LedgerError
from db.decisions import decide
from db.model_answers import ModelAnswer, keep, kept, tokens_since

FAILURES = 3
"""Questions on end that a model may leave without any answer before the review ends."""
ADDRESSED = "a text prints a name of the form of the answers"
STEERED = "it answers a question of ours about one of the two sentences as no reader would"


class Spent(Exception):
    """The calls or the tokens of a review are used up; the message says which."""


@dataclass
class SecondReader:
    """Asks a model, within limits, what it has not been asked yet.

    ``calls`` counts what was really asked, ``tokens`` what that took.
    """

    db: Database
    model: LanguageModel
    limits: Review
    clock: Clock
    calls: int = 0
    tokens: int = 0
    _failures: int = field(default=0, repr=False)

    def verdict(self, pair: Pair) -> Answered:
        """What the model makes of a pair, once it has passed the controls; raises ``Void``."""
        if any(side.speaks_form() for side in pair):
            raise Void(ADDRESSED)
        answer = self._ask(pair)
        if answer.answer == UNSURE or answer.sure < self.limits.sure:
            return dataclasses.replace(answer, answer=UNSURE)
        if answer.answer == asking.UNTESTED:
            return dataclasses.replace(answer, answer=UNSURE)
        for control in asking.controls(pair, answer.answer):
            if not control.passed(self._ask(control.pair)):
                raise Void(STEERED)
        return answer

    def _ask(self, pair: Pair) -> Answered:
        """One answer, from what is kept or from the model; raises ``Void``, ``ModelFailed``."""
        key = asking.key(self.model.name, pair)
        found = kept(self.db, key) or self._call(key, pair)
        if found.answer is None:
            raise Void(found.void or "")
        return Answered(found.answer, found.sure or 0.0, tuple(found.spans))

    def _call(self, key: str, pair: Pair) -> ModelAnswer:
        self._within_limits()
        self.calls += 1
        try:
            reply = self.model.ask(asking.SYSTEM, asking.prompt(pair), asking.SCHEMA)
        except ModelFailed:
            self._failures += 1
            raise
        self._failures = 0
        self.tokens += reply.tokens
        at = stamp(self.clock())
        try:
            said = asking.read(reply.text, pair)
        except Void as why:
            found = ModelAnswer(key, self.model.name, at, None, None, (), str(why), reply.tokens)
        else:
            found = ModelAnswer(
                key, self.model.name, at, said.answer, said.sure, said.spans, None, reply.tokens
            )
        keep(self.db, found)
        return found

    def _within_limits(self) -> None:
        if self.calls >= self.limits.max_calls:
            raise Spent(f"{self.limits.max_calls} questions were asked (max_calls)")
        day_ago = stamp(self.clock() - timedelta(days=1))
        if self.limits.budget is not None and tokens_since(self.db, day_ago) >= self.limits.budget:
            raise Spent(f"{self.limits.budget} tokens were used within 24 hours (budget)")

    @property
    def gone(self) -> bool:
        """Does the model answer no more?"""
        return self._failures >= FAILURES


def sides(a: Row, b: Row) -> Pair:
    """Two claims of the ledger as a model is shown them."""
    return asking.pair_of(*(Side.of(_shown(row)) for row in (a, b)))


def _shown(row: Row) -> dict[str, object]:
    start = row["start"] - row["sentence_start"]
    return {
        "outlet": row["outlet"],
        "published": row["published_at"],
        "headline": row["title"],
        "sentence": row["sentence"],
        "start": start,
        "end": start + row["end"] - row["start"],
    }


def actor(model: str) -> str:
    """The name under which a model decides."""
    return MODEL + model


def waiting(db: Database, model: str) -> Iterator[Pair]:
    """The pairs that would be asked, in order."""
    return (sides(a, b) for a, b in to_ask(db.conn, actor(model)))


def review(
    db: Database, model: LanguageModel, limits: Review, *, clock: Clock, step: Step
) -> StageReport:
    """Ask about every pair that waits, until all are answered or the limits are reached."""
    reader = SecondReader(db, model, limits, clock)
    counts: Counter[str] = Counter()
    pairs = list(to_ask(db.conn, actor(model.name)))
    warning, failed = None, False
    for done, (a, b) in enumerate(pairs):
        step("asking", {"done": done, "total": len(pairs), "questions": reader.calls})
        try:
            counts[_decided(reader, a, b)] += 1
        except Spent as spent:
            counts["left"] = len(pairs) - done
            warning = f"{spent}; the next review goes on from there"
            break
        except ModelFailed as error:
            counts["unanswered"] += 1
            warning = f"{model.name} did not answer: {error}"
            if reader.gone:
                counts["left"], failed = len(pairs) - done, True
                break
    counts["questions"], counts["tokens"] = reader.calls, reader.tokens
    return StageReport("review", dict(counts), failed=failed, warning=warning)


def _decided(reader: SecondReader, a: Row, b: Row) -> str:
    """Have one pair answered and write what follows; returns what to count it as."""
    pair = sides(a, b)
    try:
        answer = reader.verdict(pair)
    except Void:
        return "void"
    words = " … ".join(f"“{word}”" for word in answer.words(pair))
    note = f"rests on {words}; sure {answer.sure:.2f}"
    subject = f"claim:{min(a['id'], b['id'])} claim:{max(a['id'], b['id'])}"
    name = actor(reader.model.name)
    try:
        decide(reader.db, name, subject, answer.answer, stamp(reader.clock()), note)
    except LedgerError:  # its text was read again meanwhile
        return "moved"
    return "unsure" if answer.answer == UNSURE else "answers"
