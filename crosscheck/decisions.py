"""What reviewers decided, as the crosscheck takes it: what belongs together and what does not."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crosscheck.model import CheckClaim, Decision

ACTIONS = (
    "same_figure", "other_figure", "same_story", "other_story", "not_a_claim", "verdict",
    "confirmed", "rejected", "note",
)  # fmt: skip
"""``confirmed`` and ``note`` change nothing here: they are kept for people."""

_SUBJECT = re.compile(r"(?<!\S)(claim|article|figure|reading):(\S+)")
_PAIRED = ("same_figure", "other_figure", "same_story", "other_story", "rejected", "confirmed")
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Rulings:
    """Decisions by kind.

    ``same_figure`` and ``other_figure`` are pairs of claim ids, of the latter the first is to be
    taken out; ``same_story`` and ``other_story`` pairs of article ids; ``rejected`` pairs of
    reading ids, in order; ``dropped`` claims that are none; ``verdicts`` by figure id.
    """

    same_figure: Pairs = ()
    other_figure: Pairs = ()
    same_story: Pairs = ()
    other_story: Pairs = ()
    rejected: frozenset[tuple[str, str]] = frozenset()
    dropped: frozenset[str] = frozenset()
    verdicts: Pairs = ()


def rulings(decisions: Sequence[Decision]) -> Rulings:
    """Read decisions; of two about the same things the later one stands."""
    pairs: dict[tuple[str, frozenset[str]], tuple[str, str, str]] = {}
    claims: dict[str, str] = {}
    verdicts: dict[str, str] = {}
    for decision in sorted(decisions, key=lambda d: (d.at, d.id)):
        named = _SUBJECT.findall(decision.subject)
        ids = list(dict.fromkeys(key for _, key in named))
        if decision.action in _PAIRED and len(ids) > 1:
            for other in ids[1:]:
                kind = named[0][0]
                pairs[kind, frozenset((ids[0], other))] = (decision.action, ids[0], other)
        elif decision.action in ("not_a_claim", "confirmed"):
            claims.update((key, decision.action) for kind, key in named if kind == "claim")
        elif decision.action == "verdict" and decision.note:
            verdicts.update((key, decision.note.split()[0]) for key in ids)
    by_action: dict[str, list[tuple[str, str]]] = {action: [] for action in ACTIONS}
    for action, first, second in pairs.values():
        by_action[action].append((first, second))
    return Rulings(
        same_figure=tuple(by_action["same_figure"]),
        other_figure=tuple(by_action["other_figure"]),
        same_story=tuple(by_action["same_story"]),
        other_story=tuple(by_action["other_story"]),
        rejected=frozenset((min(p), max(p)) for p in by_action["rejected"]),
        dropped=frozenset(key for key, action in claims.items() if action == "not_a_claim"),
        verdicts=tuple(sorted(verdicts.items())),
    )


def regroup(groups: Sequence[Sequence[CheckClaim]], ruled: Rulings) -> list[list[CheckClaim]]:
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


def _home(groups: Sequence[list[CheckClaim]], claim_id: str) -> list[CheckClaim] | None:
    return next((group for group in groups if any(c.id == claim_id for c in group)), None)
