from typing import Any

from crosscheck.decisions import rulings
from crosscheck.model import Decision, Prior

LEAD = "The earthquake struck the Kaldera valley before dawn on Tuesday."


def decided(action: str, subject: str, note: str | None = None, number: int = 1) -> Decision:
    return Decision(number, f"2031-03-0{number}T00:00:00Z", "ana", subject, action, note)


def two(desk: Any) -> tuple[str, str]:
    desk.write("lantern", f"{LEAD} [36] people were killed.", {})
    desk.write("courier", f"{LEAD} [36] people were killed.", {})
    return desk.claims[0].id, desk.claims[1].id


def test_split_and_merge(desk: Any) -> None:
    first, second = two(desk)
    subject = f"claim:{first} claim:{second}"
    assert len(desk.check().figures) == 1
    split = [decided("other_figure", subject)]
    assert len(desk.check(decisions=split).figures) == 2
    again = [*split, decided("same_figure", subject, number=2)]
    assert len(desk.check(decisions=again).figures) == 1


def test_merging_what_the_words_part(desk: Any) -> None:
    desk.write("lantern", f"{LEAD} [36] people were killed.", {})
    desk.write("courier", f"{LEAD} [9] boats sank.", {"unit": "boat"})
    subject = " ".join(f"claim:{c.id}" for c in desk.claims)
    assert len(desk.check().figures) == 2
    assert len(desk.check(decisions=[decided("same_figure", subject)]).figures) == 1


def test_what_is_no_claim_is_in_no_figure(desk: Any) -> None:
    first, second = two(desk)
    outcome = desk.check(decisions=[decided("not_a_claim", f"claim:{first}")])
    assert [c.claim_id for c in outcome.figure_claims] == [second]
    back = [
        decided("not_a_claim", f"claim:{first}"),
        decided("confirmed", f"claim:{first}", number=2),
    ]
    assert len(desk.check(decisions=back).figure_claims) == 2


def test_a_reviewers_verdict_stands(desk: Any) -> None:
    two(desk)
    (figure,) = desk.check().figures
    ruled = [decided("verdict", f"figure:{figure.id}", "compatible see the transcript")]
    (changed,) = desk.check(decisions=ruled).figures
    assert (figure.verdict, changed.verdict) == ("single", "compatible")


def test_a_rejected_relation_decides_nothing(desk: Any) -> None:
    desk.write("lantern", f"{LEAD} It had [36] schools.", {"unit": "school"})
    desk.write("courier", f"{LEAD} It had [93] schools.", {"unit": "school"})
    outcome = desk.check()
    if not outcome.relations:  # two figures: nothing to reject
        return
    (row,) = outcome.relations
    subject = f"reading:{row.reading_b} reading:{row.reading_a}"
    (figure,) = desk.check(decisions=[decided("rejected", subject)]).figures
    assert figure.verdict != "conflict"


def test_notes_and_unknown_subjects_change_nothing() -> None:
    ruled = rulings([decided("note", "claim:x", "hm"), decided("same_figure", "claim:x")])
    assert ruled == rulings([])


def test_the_older_figure_survives_a_merge(desk: Any) -> None:
    first, second = two(desk)
    prior = [
        Prior("young", frozenset((first,)), "single", 0.0, "2031-03-02", "2031-03-02"),
        Prior("old", frozenset((second,)), "single", 0.0, "2031-03-01", "2031-03-01"),
    ]
    outcome = desk.check(prior=prior)
    assert [f.id for f in outcome.figures] == ["old"]
    assert [(a.old_id, a.new_id) for a in outcome.figure_aliases] == [("young", "old")]
    assert outcome.figures[0].first_seen_at == "2031-03-01"
