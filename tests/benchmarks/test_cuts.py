"""Cuts are chosen on the other sets, by the rule that stands in the module."""

from dataclasses import dataclass

from benchmarks.training.cuts import START, Said, chosen
from crosscheck.relations.judge import Cuts


@dataclass(frozen=True)
class Tried:
    """Quantities that clash in gold where ``clashes``, each as likely as ``sure`` says."""

    set: str
    sure: tuple[float, ...]
    clashes: tuple[bool, ...]

    def said(self, cuts: Cuts) -> tuple[Said, ...]:
        return tuple(
            Said("conflict" if clash else "none", False,
                 "conflict" if sure >= cuts.lead else "none", sure if sure >= cuts.lead else 0.0)
            for sure, clash in zip(self.sure, self.clashes, strict=True)
        )  # fmt: skip


GOOD = Tried("A", (0.9, 0.8, 0.45, 0.42, 0.21, 0.16), (True, True, True, True, False, False))
ODD = Tried("B", (0.32, 0.31, 0.9), (False, False, True))


def test_the_most_verdicts_are_right_under_the_chosen_lead() -> None:
    found = chosen([GOOD])  # type: ignore[list-item]
    assert all(said.right for said in GOOD.said(found))


def test_a_set_that_is_left_out_says_nothing() -> None:
    assert chosen([GOOD, ODD], "B") == chosen([GOOD])  # type: ignore[list-item]
    assert chosen([GOOD, ODD], "A").lead > START.lead  # type: ignore[list-item]


def test_a_contradiction_is_no_less_sure_than_a_lead() -> None:
    found = chosen([GOOD, ODD])  # type: ignore[list-item]
    assert found.contradiction >= found.lead
