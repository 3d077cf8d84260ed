"""What reviewers decided, as the crosscheck takes it: what belongs together and what does not."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crosscheck.model import Decision

ACTIONS = ("same_figure", "other_figure", "same_story", "other_story", "not_a_claim", "verdict")
_SUBJECT = re.compile(r"\b(claim|article|figure):(\S+)")


@dataclass(frozen=True, slots=True)
class Rulings:
    """Decisions by kind: pairs of claim or article ids, and claims that are none."""

    same_figure: tuple[tuple[str, str], ...] = ()
    other_figure: tuple[tuple[str, str], ...] = ()
    same_story: tuple[tuple[str, str], ...] = ()
    other_story: tuple[tuple[str, str], ...] = ()
    dropped: frozenset[str] = frozenset()
    verdicts: tuple[tuple[str, str], ...] = ()


def rulings(decisions: Sequence[Decision]) -> Rulings:
    """Read decisions; of two that speak of the same pair the later one stands."""
    standing: dict[tuple[str, frozenset[str]], str] = {}
    dropped: dict[str, bool] = {}
    verdicts: dict[str, str] = {}
    for decision in sorted(decisions, key=lambda d: (d.at, d.id)):
        named = _SUBJECT.findall(decision.subject)
        ids = sorted({key for _, key in named})
        if decision.action in ("same_figure", "other_figure") and len(ids) >= 2:
            for i, first in enumerate(ids):
                for second in ids[i + 1 :]:
                    standing["figure", frozenset((first, second))] = decision.action
        elif decision.action in ("same_story", "other_story") and len(ids) >= 2:
            for i, first in enumerate(ids):
                for second in ids[i + 1 :]:
                    standing["story", frozenset((first, second))] = decision.action
        elif decision.action == "not_a_claim":
            dropped.update(dict.fromkeys(ids, True))
        elif decision.action == "verdict" and decision.note:
            verdicts.update(dict.fromkeys(ids, decision.note.split()[0]))

    def pairs(action: str) -> tuple[tuple[str, str], ...]:
        found = []
        for (_, both), what in standing.items():
            if what == action:
                first, second = sorted(both)
                found.append((first, second))
        return tuple(sorted(found))

    return Rulings(
        pairs("same_figure"), pairs("other_figure"), pairs("same_story"), pairs("other_story"),
        frozenset(dropped), tuple(sorted(verdicts.items())),
    )  # fmt: skip
