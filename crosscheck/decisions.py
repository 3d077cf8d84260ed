"""What reviewers decided, as the crosscheck takes it: what belongs together and what does not.

Claims carry a decision through time. Readings, and figures that are merged, get other ids; the
claims that they held when it was decided are kept with it, and a claim that a new version of its
article still prints goes on as its successor.
"""

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from crosscheck.answered import ANSWERS, UNDONE, is_model, most_answer
from crosscheck.figures.readings import Reading
from crosscheck.model import Decision, Facts, LedgerClaim, RelationRow
from crosscheck.relations.decide import CONFLICTS
from terms.enums import Relation

ACTIONS = (
    "same_figure", "other_figure", "same_story", "other_story", "not_a_claim", "verdict",
    "confirmed", "rejected", "note",
)  # fmt: skip
"""``confirmed`` on a claim and ``note`` change nothing here: they are kept for people."""

_SUBJECT = re.compile(r"(?<!\S)(claim|article|figure|reading):(\S+)")
_PAIRED = ("same_figure", "other_figure", "same_story", "other_story", "rejected", "confirmed")
_MOVES = (Relation.UPDATED, Relation.REVISED_DOWN)
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Side:
    """A reading or figure as it was when something was decided of it."""

    id: str
    claims: frozenset[str]

    def is_now(self, reading: Reading) -> bool:
        """Is it this reading: by its id, or by a claim that it held?"""
        return self.id == reading.id or any(c.id in self.claims for c in reading.claims)


@dataclass(frozen=True, slots=True)
class Settled:
    """A reviewer's word on the relation of two readings: it ``holds``, or it does not.

    ``order`` is the time and number of the decision: the later one stands, a person's before any
    model's. ``answer`` says that whatever relation they have is "confirmed" or "rejected", or is
    one of ``ANSWERS``.
    """

    order: tuple[str, int]
    sides: tuple[Side, Side]
    answer: str
    actor: str

    def holds(self, relation: str) -> bool | None:
        """Does the relation hold; ``None`` where the answer does not speak of such."""
        if self.answer in ("confirmed", "rejected"):
            return self.answer == "confirmed"
        if Relation(relation) in CONFLICTS:
            return self.answer == "same_conflict"
        return self.answer == "same_update" if relation in _MOVES else None

    def concerns(self, a: Reading, b: Reading) -> bool:
        """Is it about these two readings, in either order?"""
        one, other = self.sides
        return (one.is_now(a) and other.is_now(b)) or (one.is_now(b) and other.is_now(a))


@dataclass(frozen=True, slots=True)
class Rulings:
    """Decisions by kind.

    ``same_figure`` and ``other_figure`` are pairs of claim ids, of the latter the first is to be
    taken out; ``same_story`` and ``other_story`` pairs of article ids; ``settled`` what was said
    of relations, by every reading and claim id that it names; ``dropped`` claims that are none;
    ``verdicts`` of figures with the facts that tell who decided, in order of time.
    """

    same_figure: Pairs = ()
    other_figure: Pairs = ()
    same_story: Pairs = ()
    other_story: Pairs = ()
    settled: Mapping[str, Sequence[Settled]] = field(default_factory=dict)
    dropped: frozenset[str] = frozenset()
    verdicts: tuple[tuple[Side, str, Facts], ...] = ()

    def on(self, row: RelationRow, a: Reading, b: Reading, severity: float) -> RelationRow:
        """The relation of two readings as reviewers left it; ``severity`` if it counts."""
        named = {a.id, *(claim.id for claim in a.claims)} & self.settled.keys()
        concerned = [s for key in sorted(named) for s in self.settled[key] if s.concerns(a, b)]
        said = max(concerned, key=lambda s: (not is_model(s.actor), s.order), default=None)
        holds = said.holds(row.relation) if said else None
        if said is None or holds is None:
            return row
        decided = "confirmed" if holds else "rejected"
        return replace(
            row,
            possible=not holds,
            severity=severity if holds else 0.0,
            facts={**row.facts, **_facts(decided, said.actor, said.order[0])},
        )


def rulings(decisions: Sequence[Decision], heirs: Mapping[str, str] | None = None) -> Rulings:
    """Read decisions; of two about the same things the later one stands.

    ``heirs`` maps a claim of an older version to the one that stands unchanged in its place.
    """
    known = heirs or {}
    pairs: dict[tuple[str, frozenset[str]], tuple[Decision, str, str]] = {}
    claims: dict[str, str] = {}
    answers: dict[frozenset[str], dict[str, Decision]] = {}
    verdicts: list[tuple[Side, str, Facts]] = []
    for decision in sorted(decisions, key=lambda d: (d.at, d.id)):
        named = [
            (kind, _now(key, known) if kind == "claim" else key)
            for kind, key in _SUBJECT.findall(decision.subject)
        ]
        ids = list(dict.fromkeys(key for _, key in named))
        if decision.action in _PAIRED and len(ids) > 1:
            for other in ids[1:]:
                kind = named[0][0]
                pairs[kind, frozenset((ids[0], other))] = (decision, ids[0], other)
        elif decision.action in (*ANSWERS, UNDONE) and len(ids) == 2:
            answers.setdefault(frozenset(ids), {})[decision.actor] = decision
        elif decision.action in ("not_a_claim", "confirmed"):
            claims.update((key, decision.action) for kind, key in named if kind == "claim")
        elif decision.action == "verdict" and decision.note:
            word, _, why = decision.note.partition(" ")
            facts = {
                **_facts(decision.action, decision.actor, decision.at),
                "note": why or None,
            }
            verdicts += [(_side(key, decision, known), word, facts) for key in ids]
    by_action: dict[str, list[tuple[str, str]]] = {action: [] for action in ACTIONS}
    settled: dict[str, list[Settled]] = {}
    for decision, first, second in pairs.values():
        by_action[decision.action].append((first, second))
        if decision.action in ("rejected", "confirmed"):
            sides = _side(first, decision, known), _side(second, decision, known)
            said = Settled((decision.at, decision.id), sides, decision.action, decision.actor)
            _enter(said, settled)
    for ids_of_pair, by_actor in answers.items():
        if (answered := _answered(sorted(ids_of_pair), by_actor)) is not None:
            _enter(answered, settled)
    return Rulings(
        same_figure=tuple(by_action["same_figure"]),
        other_figure=tuple(by_action["other_figure"]),
        same_story=tuple(by_action["same_story"]),
        other_story=tuple(by_action["other_story"]),
        settled=settled,
        dropped=frozenset(key for key, action in claims.items() if action == "not_a_claim"),
        verdicts=tuple(verdicts),
    )


def _enter(said: Settled, settled: dict[str, list[Settled]]) -> None:
    """List what was said under every reading and claim that it names."""
    for key in {k for side in said.sides for k in (side.id, *side.claims)}:
        settled.setdefault(key, []).append(said)


def _answered(ids: Sequence[str], by_actor: Mapping[str, Decision]) -> Settled | None:
    """What most reviewers answer of two claims; ``None`` where they are unsure or divided."""
    answer = most_answer({actor: said.action for actor, said in by_actor.items()})
    if answer is None:
        return None
    saying = [said for said in by_actor.values() if said.action == answer]
    saying = [said for said in saying if not is_model(said.actor)] or saying
    first, second = (Side(key, frozenset([key])) for key in ids)
    return Settled(
        max((said.at, said.id) for said in saying),
        (first, second),
        answer,
        ", ".join(sorted(said.actor for said in saying)),
    )


def _facts(decided: str, actor: str, at: str) -> dict[str, str | None]:
    """What a relation or verdict keeps of a decision about it."""
    return {"decided": decided, "decided_by": actor, "decided_on": at[:10]}


def _now(claim: str, heirs: Mapping[str, str]) -> str:
    seen: set[str] = set()
    while claim in heirs and claim not in seen:
        seen.add(claim)
        claim = heirs[claim]
    return claim


def _side(key: str, decision: Decision, heirs: Mapping[str, str]) -> Side:
    held = json.loads(decision.claims) if decision.claims else {}
    return Side(key, frozenset(_now(claim, heirs) for claim in held.get(key, ())))


def verdicts_of(
    ruled: Rulings, groups: Mapping[str, Sequence[LedgerClaim]], merged: Mapping[str, str]
) -> dict[str, tuple[str, Facts]]:
    """By figure id: the verdict that a reviewer gave it, and who decided when and why.

    ``groups`` are the claims by figure id, ``merged`` figures that others swallowed. A figure that
    goes by another id now is the one that holds most of its claims.
    """
    home = {claim.id: key for key, group in groups.items() for claim in group}
    found: dict[str, tuple[str, Facts]] = {}
    for side, verdict, facts in ruled.verdicts:
        key = merged.get(side.id, side.id)
        if key not in groups:
            votes = Counter(home[claim] for claim in side.claims if claim in home)
            key = min(votes, key=lambda k: (-votes[k], k)) if votes else key
        found[key] = (verdict, facts)
    return found


def regroup(groups: Sequence[Sequence[LedgerClaim]], ruled: Rulings) -> list[list[LedgerClaim]]:
    """Figures as reviewers want them: some merged, some claims taken out of others."""
    found = [list(group) for group in groups]
    for first, second in ruled.same_figure:
        one, other = _home(found, first), _home(found, second)
        if one is not None and other is not None and one is not other:
            one.extend(other)
            found = [group for group in found if group is not other]
    for out, rest in ruled.other_figure:
        home = _home(found, out)
        if home is not None and home is _home(found, rest):
            leaving = [c for c in home if c.id == out or c.equivalent_of == out]
            home[:] = [c for c in home if c not in leaving]
            found.append(leaving)
    return [sorted(group, key=lambda c: c.id) for group in found]


def _home(groups: Sequence[list[LedgerClaim]], claim_id: str) -> list[LedgerClaim] | None:
    return next((group for group in groups if any(c.id == claim_id for c in group)), None)
