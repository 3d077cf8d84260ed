"""What a figure's relations add up to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crosscheck.model import Facts, RelationRow
from crosscheck.relations.decide import CONFLICTS
from crosscheck.relations.facts import order_known
from terms.enums import Relation, Verdict

CONTRADICTION_TIER, LEAD_TIER = "contradiction", "lead"
_UPDATES = frozenset((Relation.UPDATED, Relation.REVISED_DOWN))
_AGREEMENTS = frozenset((Relation.ECHO, Relation.CORROBORATED))


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict, its severity, and the rule and facts of the relation that decided it.

    Without such a relation the rule is one of ``catalogue.VERDICT_RULES``. ``tier`` is that of a
    conflict.
    """

    verdict: Verdict
    severity: float
    rule: str
    facts: Facts
    tier: str | None = None


def judge(
    relations: Sequence[RelationRow],
    voices: int,
    printed: Mapping[str, str] | None = None,
    numbers: int = 1,
    *,
    by_chance: bool = False,
) -> Judgement:
    """Conflict if a clash is certain, else updated, else a likely clash (a lead); then the rest.

    A lead that is likelier than every update stands above them.

    ``voices`` is the number of distinct voices that print the figure, ``printed`` when each reading
    was last printed: of several updates the latest whose order is known gives the reason.
    ``numbers`` is how many different ones are printed: without a relation they are not compared,
    and agree no more than they clash; nor do those of a clash that is too unlikely for a lead, nor
    equal ones some of which meet ``by_chance`` (of two things, in two directions). One voice alone
    is single, unless its own numbers clash or replace each other. Where reviewers rejected what
    would have been a conflict, that relation is the reason.
    """
    overruled = [
        row for row in relations
        if Relation(row.relation) in CONFLICTS and row.facts.get("decided") == "rejected"
    ]  # fmt: skip
    certain = [row for row in relations if not row.possible]
    clashes = [row for row in certain if Relation(row.relation) in CONFLICTS]
    if clashes:
        return _judgement(Verdict.CONFLICT, min(clashes, key=gravest), CONTRADICTION_TIER)
    updates = [row for row in certain if Relation(row.relation) in _UPDATES]
    leads = [row for row in relations if is_lead(row)]
    lead = min(leads, key=gravest, default=None)
    if lead and all((lead.probability or 0) > (row.probability or 1) for row in updates):
        return _judgement(Verdict.CONFLICT, lead, LEAD_TIER)
    if updates:
        latest = max(updates, key=lambda r: _newness(r, printed or {}))
        return _judgement(Verdict.UPDATED, (overruled or [latest])[-1])
    if voices < 2:
        if overruled:
            return _judgement(Verdict.SINGLE, overruled[0])
        return Judgement(Verdict.SINGLE, 0.0, "one-voice", {})
    others = [row for row in relations if Relation(row.relation) not in _AGREEMENTS]
    if any(Relation(row.relation) in CONFLICTS and row not in overruled for row in others):
        return Judgement(Verdict.COMPATIBLE, 0.0, "unsettled", {})
    if others:
        return _judgement(Verdict.COMPATIBLE, (overruled or others)[0])
    if relations and not by_chance:
        return _judgement(Verdict.AGREE, relations[0])
    if numbers > 1 or by_chance:
        return Judgement(Verdict.COMPATIBLE, 0.0, "not-compared", {})
    return Judgement(Verdict.AGREE, 0.0, "same-print", {"voices": voices})


def gravest(row: RelationRow) -> tuple[float, str, str, str]:
    """The key by which the gravest clash of a figure comes first, here as on every page."""
    return -row.severity, row.reading_a, row.reading_b, row.relation


def is_lead(row: RelationRow) -> bool:
    """Is it a clash that is shown though something is open?"""
    clash = Relation(row.relation) in CONFLICTS
    return clash and row.possible and row.severity > 0


def _judgement(verdict: Verdict, row: RelationRow, tier: str | None = None) -> Judgement:
    size = row.severity if verdict is Verdict.CONFLICT else 0.0
    return Judgement(verdict, size, row.rule, row.facts, tier)


def _newness(row: RelationRow, printed: Mapping[str, str]) -> tuple[bool, str, str, str, str]:
    """Is the order known, when was the new number last printed, and the old one."""
    old = row.replaced or row.reading_a
    new = row.reading_b if old == row.reading_a else row.reading_a
    known = order_known(row.rule, row.facts)
    return known, printed.get(new, ""), printed.get(old, ""), row.reading_a, row.reading_b
