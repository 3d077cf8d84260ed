"""What a figure's relations add up to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crosscheck.decisions import REJECTED
from crosscheck.model import RelationRow
from crosscheck.relations.decide import CONFLICTS
from terms.enums import Relation, Verdict

_UPDATES = frozenset((Relation.UPDATED, Relation.REVISED_DOWN))
_AGREEMENTS = frozenset((Relation.ECHO, Relation.CORROBORATED))


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict, its severity, and the reason of the relation that decided it."""

    verdict: Verdict
    severity: float
    reason: str


def judge(
    relations: Sequence[RelationRow], voices: int, printed: Mapping[str, str] | None = None
) -> Judgement:
    """Conflict if any certain conflict holds; else updated, compatible, agree; single by voices.

    ``voices`` is the number of distinct voices that print the figure, ``printed`` when each reading
    was last printed: of several updates the latest gives the reason. One voice alone is single,
    unless its own numbers clash or replace each other. Where reviewers rejected what would have
    been a conflict, the reason says so.
    """
    overruled = [
        row for row in relations
        if Relation(row.relation) in CONFLICTS and f"({REJECTED} by " in row.reason
    ]  # fmt: skip
    certain = [row for row in relations if not row.possible]
    clashes = [row for row in certain if Relation(row.relation) in CONFLICTS]
    if clashes:
        top = max(clashes, key=lambda r: (r.severity, r.reading_a, r.reading_b))
        return Judgement(Verdict.CONFLICT, top.severity, top.reason)
    updates = [row for row in certain if Relation(row.relation) in _UPDATES]
    if updates:
        latest = max(updates, key=lambda r: _newness(r, printed or {}))
        return Judgement(Verdict.UPDATED, 0.0, (overruled or [latest])[-1].reason)
    if voices < 2:
        reason = overruled[0].reason if overruled else "one voice prints it"
        return Judgement(Verdict.SINGLE, 0.0, reason)
    others = [row for row in relations if Relation(row.relation) not in _AGREEMENTS]
    if others:
        return Judgement(Verdict.COMPATIBLE, 0.0, (overruled or others)[0].reason)
    reason = relations[0].reason if relations else f"{voices} voices print the same"
    return Judgement(Verdict.AGREE, 0.0, reason)


def _newness(row: RelationRow, printed: Mapping[str, str]) -> tuple[str, str, str, str]:
    """When the new number of an update was last printed, and for how long the old one stood."""
    old = row.replaced or row.reading_a
    new = row.reading_b if old == row.reading_a else row.reading_a
    return printed.get(new, ""), printed.get(old, ""), row.reading_a, row.reading_b
