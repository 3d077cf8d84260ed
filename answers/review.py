"""The review queue: which pair of numbers should a person look at next?

Every other pair is the one where an answer helps most (the judge is near a threshold, many outlets
print it); the others come by lot from what is shown as a conflict, so that how often that is right
can be told from the answers.
"""

import re
from collections.abc import Iterator
from typing import Any

from answers import actions, reviews, words
from answers.cards import models
from answers.claim import shown
from answers.parameters import NotThere, Parameters, WrongParameter
from answers.queries import figures
from answers.queries import reviews as queries
from answers.queries.rows import Connection, Row
from answers.shapes import Answer
from crosscheck.answered import ANSWERS, UNSURE

ENOUGH = 2
"""Reviewers who agree after whom a pair is not asked again."""


def page(conn: Connection, asked: Parameters) -> Answer:
    """The pair of numbers that a reviewer should look at next, and what reviewers have answered

    ``?a=`` and ``?b=`` show two claims of one's choice.
    """
    given = reviews.answers(conn)
    seen = reviews.by_readings(conn, given)
    me = asked.reviewer
    mine = {pair: told[me] for pair, told in given.items() if me in told} if me else {}
    chosen = asked.text("a"), asked.text("b")
    pair = _pair(conn, chosen, me, seen, len(mine)) if me and not asked.public else None
    return {
        "kind": "review",
        "title": "Review",
        "reviewer": me,
        "pair": pair,
        "choices": {answer: list(told) for answer, told in actions.ON_PAIR.items()},
        "mine": len(mine),
        "last": _last(conn, me) if me else None,
        "given": mine.get(_ends(pair["a"]["id"], pair["b"]["id"])) if pair else None,
        "pair_count": len(given),
        "reviewer_count": len({actor for told in given.values() for actor in told}),
        "agreement": reviews.agreement(given),
        "precision": reviews.precision(conn, seen),
    }


def to_ask(conn: Connection, actor: str) -> Iterator[tuple[Row, Row]]:
    """The pairs of claims, with their text, that a second reader has not decided, in its order."""
    persons, own = reviews.answers(conn), reviews.answers(conn, actor)
    seen = {*reviews.by_readings(conn, persons), *reviews.by_readings(conn, own)}
    for row in queries.unsure_or_cried(conn):
        ends = sorted((row["reading_a"], row["reading_b"]))
        if " ".join(ends) in seen:
            continue
        seen.add(" ".join(ends))
        texts = queries.with_text(conn, [c["id"] for c in figures.representatives(conn, ends)])
        if len(texts) == 2:
            first, second = (texts[key] for key in sorted(texts))
            yield first, second


def _pair(
    conn: Connection,
    chosen: tuple[str, str],
    me: str,
    seen: dict[str, dict[str, str]],
    number: int,
) -> dict[str, Any] | None:
    a, b = chosen
    if a or b:
        homes = queries.readings_of(conn, (a, b))
        ends = [homes.get(a), homes.get(b)]
        row = queries.relation_of(conn, str(ends[0]), str(ends[1])) if all(ends) else None
        return _shown(conn, [a, b], row)
    settled = [
        key for key, told in seen.items()
        if me in told or _enough(told)
    ]  # fmt: skip
    ways = (queries.most_helpful, queries.by_lot)
    for way in (ways[number % 2], ways[1 - number % 2]):
        row = way(conn, settled)
        if row is not None:
            best = {
                claim["reading_id"]: claim["id"]
                for claim in figures.representatives(conn, [row["reading_a"], row["reading_b"]])
            }
            return _shown(conn, [best[row["reading_a"]], best[row["reading_b"]]], row)
    return None


def _ends(a: str, b: str) -> tuple[str, str]:
    return min(a, b), max(a, b)


def _enough(told: dict[str, str]) -> bool:
    sure = [answer for answer in told.values() if answer != UNSURE]
    return len(sure) >= ENOUGH and len(set(sure)) == 1


def _shown(conn: Connection, ids: list[str], row: Row | None) -> dict[str, Any]:
    """Two claims side by side, the one that was printed first before the other."""
    rows = {claim["id"]: claim for claim in figures.claims_by_ids(conn, ids)}
    if len(rows) < 2:
        raise NotThere("There are no two such claims in the ledger.")
    chains = figures.chains(conn, list(rows))
    texts = queries.with_text(conn, list(rows))
    sides = [
        {
            **shown(claim, chains[key]),
            "before": whole_words(texts[key]["before"], texts[key]["sentence_start"]),
        }
        for key, claim in rows.items()
    ]
    sides.sort(key=lambda side: (side["at"], side["id"]))
    told = None
    if row is not None:
        told = {
            "figure_id": row["figure_id"],
            "label": row["label"],
            "story": row["story"],
            "relation": words.RELATIONS[row["relation"]],
            "possible": bool(row["possible"]),
            "probability": row["probability"],
            "reason": row["reason"],
            "models": models([row], None),
        }
    return {"a": sides[0], "b": sides[1], "ledger": told}


def whole_words(before: str, sentence_start: int) -> str:
    """What stands before a sentence, without the end of a word or line that a cut left."""
    cut = len(before) < sentence_start
    return re.sub(r"^\S*\s+", "", before) if cut else before


def _last(conn: Connection, reviewer: str) -> dict[str, Any] | None:
    """What a reviewer answered last and has not taken back."""
    standing: dict[tuple[str, str], Row] = {}
    for row in queries.answers(conn):
        pair = reviews.pair_of(row["subject"])
        if row["actor"] == reviewer and pair is not None:
            standing.pop(pair, None)
            if row["action"] in ANSWERS:
                standing[pair] = row
    if not standing:
        return None
    pair, row = list(standing.items())[-1]
    return {"a": pair[0], "b": pair[1], "answer": row["action"], "is": actions.WORDS[row["action"]]}


def answer(conn: Connection, a: str, b: str, action: str, reviewer: str) -> str | None:
    """The subject of a reviewer's answer; None where it stands answered so already.

    Raises ``WrongParameter`` or ``NotThere`` for what is no answer, or of no two claims.
    """
    if action not in ANSWERS:
        raise WrongParameter(f"An answer is one of {', '.join(ANSWERS)}.")
    pair = _ends(a, b)
    if len(figures.claims_by_ids(conn, pair)) != 2:
        raise NotThere("There are no two such claims in the ledger.")
    if reviews.answers(conn).get(pair, {}).get(reviewer) == action:
        return None
    return f"claim:{pair[0]} claim:{pair[1]}"


def last_subject(conn: Connection, reviewer: str) -> str:
    """The subject of what a reviewer answered last; raises ``NotThere`` where there is nothing."""
    last = _last(conn, reviewer)
    if last is None:
        raise NotThere("You have answered nothing that could be taken back.")
    return f"claim:{last['a']} claim:{last['b']}"
