"""Reviews: what people answered of pairs of claims, whether they agree, and what follows from it.

The answers are decisions (``crosscheck.answered.ANSWERS``): the latest of each reviewer counts;
what a language model answered measures nobody, and nothing is fitted on it.
How often what is shown is right is estimated from the surest clash of each figure, weighted by how
sure the judge is, since the pairs that reviewers see first are those that it is unsure of.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypedDict

from answers.queries import reviews as queries
from answers.queries.rows import Connection
from crosscheck.answered import ANSWERS, UNDONE, UNSURE, is_model, most_answer

Answers = dict[tuple[str, str], dict[str, str]]
"""By the ids of two claims: what each reviewer answers, the latest."""

SURELY = 1.96
"""Standard deviations on each side that hold 95 of 100."""


class Precision(TypedDict):
    """How often a shown conflict of a tier is one: ``rate`` between ``low`` and ``high`` (95 %),
    by ``reviewed`` pairs of which ``right`` are; it stands for ``covered`` of ``shown``."""

    tier: str
    rate: float | None
    low: float | None
    high: float | None
    reviewed: int
    right: int
    covered: int
    shown: int


class Agreement(TypedDict):
    """Of pairs that several reviewers answered: how often two of them give one label, how often
    they agree on one question or not, and Krippendorff's alpha of the latter."""

    pairs: int
    label: float | None
    question: float | None
    alpha: float | None


def pair_of(subject: str) -> tuple[str, str] | None:
    """The two claims that a decision names.

    >>> pair_of("claim:b claim:a")
    ('a', 'b')
    """
    ids = sorted({part.partition(":")[2] for part in subject.split() if part.startswith("claim:")})
    return (ids[0], ids[1]) if len(ids) == 2 else None


def answers(conn: Connection, actor: str | None = None) -> Answers:
    """What persons answered and did not take back; or what one actor did, a model as well."""
    found: Answers = defaultdict(dict)
    for row in queries.answers(conn):
        pair = pair_of(row["subject"])
        other = is_model(row["actor"]) if actor is None else row["actor"] != actor
        if pair is None or other:
            continue
        if row["action"] == UNDONE:
            found[pair].pop(row["actor"], None)
        else:
            found[pair][row["actor"]] = row["action"]
    return {pair: given for pair, given in found.items() if given}


def by_readings(conn: Connection, given: Answers) -> dict[str, dict[str, str]]:
    """The same by the two readings that hold the claims now ("ID ID")."""
    homes = queries.readings_of(conn, {claim for pair in given for claim in pair})
    found: dict[str, dict[str, str]] = {}
    for pair, told in given.items():
        ends = sorted({homes[claim] for claim in pair if claim in homes})
        if len(ends) == 2:
            found.setdefault(" ".join(ends), {}).update(told)
    return found


def precision(conn: Connection, given: Mapping[str, Mapping[str, str]]) -> list[Precision]:
    """For contradictions and leads: how often what is shown is one, by what reviewers answered.

    ``given`` are answers by readings. A pair on which they are divided or unsure is left out.
    """
    shown = queries.shown_by_class(conn)
    tally: dict[float, list[bool]] = defaultdict(list)
    for row in queries.surest_answered(conn, given):
        answer = most_answer(given[row["pair"]])
        if answer is not None:
            tally[row["least"]].append(answer == "same_conflict")
    found: list[Precision] = []
    for tier, sure in (("contradiction", True), ("lead", False)):
        classes = [least for least in queries.SURE if (least >= queries.CUTS.contradiction) is sure]
        found.append(_precision(tier, classes, shown, tally))
    return found


def _precision(
    tier: str,
    classes: Sequence[float],
    shown: Mapping[float, int],
    tally: Mapping[float, list[bool]],
) -> Precision:
    said = [answer for least in classes for answer in tally.get(least, ())]
    known = [least for least in classes if tally.get(least)]
    covered = sum(shown.get(least, 0) for least in known)
    rate = low = high = None
    if covered:
        rights = (shown.get(c, 0) * sum(tally[c]) / len(tally[c]) for c in known)
        rate = sum(rights) / covered
        low, high = wilson(rate, len(said))
    return {
        "tier": tier,
        "rate": rate,
        "low": low,
        "high": high,
        "reviewed": len(said),
        "right": sum(said),
        "covered": covered,
        "shown": sum(shown.get(least, 0) for least in classes),
    }


def wilson(rate: float, count: int) -> tuple[float, float]:
    """The interval of a share that was seen in so many cases (Wilson's score, 95 %).

    >>> [round(end, 2) for end in wilson(0.8, 10)]
    [0.49, 0.94]
    """
    square = SURELY * SURELY
    middle = (rate + square / (2 * count)) / (1 + square / count)
    half = SURELY * math.sqrt(rate * (1 - rate) / count + square / (4 * count * count))
    half /= 1 + square / count
    return max(0.0, middle - half), min(1.0, middle + half)


def agreement(given: Answers) -> Agreement:
    """How far reviewers agree on the pairs that several of them answered and were sure of."""
    several = [[answer for answer in told.values() if answer != UNSURE] for told in given.values()]
    several = [told for told in several if len(told) > 1]
    labels = [[ANSWERS[answer][0] for answer in told] for told in several]
    questions = [["S" if label == "S" else "-" for label in told] for told in labels]
    return {
        "pairs": len(several),
        "label": _alike(labels),
        "question": _alike(questions),
        "alpha": alpha(questions),
    }


def _alike(units: Sequence[Sequence[str]]) -> float | None:
    """The share of pairs of answers on one unit that are the same, each unit counting once."""
    shares = []
    for unit in units:
        same = sum(n * (n - 1) for n in Counter(unit).values())
        shares.append(same / (len(unit) * (len(unit) - 1)))
    return sum(shares) / len(shares) if shares else None


def alpha(units: Sequence[Sequence[str]]) -> float | None:
    """Krippendorff's alpha for names: 1 where all agree, 0 as by chance.

    None where nothing could have differed: fewer than two answers, or one name alone.

    >>> alpha([["S", "S"], ["-", "-"], ["S", "-"]])
    0.4444444444444444
    """
    total: Counter[str] = Counter()
    seen = 0.0
    for unit in units:
        counts = Counter(unit)
        total.update(counts)
        seen += sum(n * (len(unit) - n) for n in counts.values()) / (len(unit) - 1)
    size = total.total()
    chance = sum(n * (size - n) for n in total.values())
    return None if not chance else 1 - (seen / size) / (chance / (size * (size - 1)))


def training_pairs(conn: Connection) -> Iterator[dict[str, Any]]:
    """What was answered, as labelled pairs that the judge can be fitted on.

    ``label`` is S (one question; ``verdict`` A agree, U update, C conflict), P part, T other time,
    J other subject, E other event, M other measure, N no claim or X unclear, as most reviewers say;
    where they are divided it is X if one says S. ``labels`` are all that were given.
    """
    given = answers(conn)
    texts = queries.with_text(conn, sorted({claim for pair in given for claim in pair}))
    for pair, told in sorted(given.items()):
        a, b = (texts.get(claim) for claim in pair)
        if a is None or b is None:  # forgotten
            continue
        labels = [ANSWERS[told[actor]] for actor in sorted(told)]
        label, verdict = _settled(labels)
        yield {
            "id": "-".join(pair),
            "set": "ledger",
            "story": a["story_id"] or b["story_id"] or a["article_id"],
            "disjoint": a["article_id"] != b["article_id"],
            "label": label,
            "verdict": verdict,
            "labels": sorted(name + (way or "") for name, way in labels),
            "a": _side(a),
            "b": _side(b),
        }


def _settled(labels: Sequence[tuple[str, str | None]]) -> tuple[str, str | None]:
    """One label and verdict of several."""
    sure = [one for one in labels if one[0] != "X"]
    names = Counter(name for name, _ in sure).most_common(2)
    if not names:
        return "X", None
    if len(names) == 2 and names[0][1] == names[1][1]:
        return ("X" if any(name == "S" for name, _ in sure) else sorted(sure)[0][0]), None
    label = names[0][0]
    ways = Counter(way for name, way in sure if name == label).most_common(2)
    divided = len(ways) == 2 and ways[0][1] == ways[1][1]
    return label, None if divided else ways[0][0]


def _side(row: Mapping[str, Any]) -> dict[str, Any]:
    start = row["start"] - row["sentence_start"]
    return {
        "doc": row["article_id"],
        "outlet": row["outlet"],
        "published": row["published_at"] or "undated",
        "headline": row["title"],
        "before": row["before"],
        "sentence": row["sentence"],
        "start": start,
        "end": start + row["end"] - row["start"],
        "quote": row["quote"],
        "offset": row["start"],
    }
