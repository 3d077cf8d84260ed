import json
from dataclasses import replace
from typing import Any

from crosscheck.answered import ANSWERS
from crosscheck.decisions import rulings
from crosscheck.model import Decision, Prior
from crosscheck.relations.decide import CONFLICTS
from terms.enums import Relation

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
    desk.write("courier", f"{LEAD} It cost [€9m].", {"unit": "EUR", "kind": "money"})
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


OPENINGS = (LEAD, "An earthquake hit the Kaldera valley on Tuesday.", "Kaldera was shaken.")


def clash(desk: Any, *values: int) -> None:
    told = zip(("lantern", "courier", "orbit"), OPENINGS, values, strict=False)
    for outlet, opening, value in told:
        text = f"{opening} The town built [{value}] schools."
        desk.write(outlet, text, {"unit": "school"}, name=outlet)


def held(outcome: Any, row: Any) -> str:
    return json.dumps(
        {
            key: sorted(c.claim_id for c in outcome.figure_claims if c.reading_id == key)
            for key in (row.reading_a, row.reading_b)
        }
    )


def test_a_rejected_conflict_is_none_whatever_the_readings_are_called_later(desk: Any) -> None:
    clash(desk, 36, 93)
    outcome = desk.check()
    (figure,), (row,) = outcome.figures, outcome.relations
    assert figure.verdict == "conflict"
    subject = f"reading:{row.reading_b} reading:{row.reading_a}"
    for claims, renamed in ((None, False), (held(outcome, row), False), (held(outcome, row), True)):
        if renamed:  # read again: the source of one number is found
            by_agency = {"origin_name": "Kaldera Schools Board", "origin_id": "e:board"}
            desk.claims = [replace(desk.claims[0], **by_agency), *desk.claims[1:]]
        decision = replace(decided("rejected", subject), claims=claims)
        again = desk.check(decisions=[decision])
        assert [f.verdict for f in again.figures] == ["compatible"]
        (left,) = again.relations
        assert (left.possible, left.severity) == (True, 0.0)
        said = {"decided": "rejected", "decided_by": "ana", "decided_on": "2031-03-01"}
        assert said.items() <= left.facts.items()
        (history,) = again.figure_history
        assert (history.rule, history.facts) == (left.rule, left.facts)
    assert (left.reading_a, left.reading_b) != (row.reading_a, row.reading_b)
    back = replace(decided("confirmed", subject, number=2), claims=held(outcome, row))
    assert [f.verdict for f in desk.check(decisions=[decision, back]).figures] == ["conflict"]


def test_a_number_that_comes_later_clashes_all_the_same(desk: Any) -> None:
    clash(desk, 36, 93)
    outcome = desk.check()
    (row,) = outcome.relations
    subject = f"reading:{row.reading_a} reading:{row.reading_b}"
    decision = replace(decided("rejected", subject), claims=held(outcome, row))
    clash(desk, 36, 93, 57)
    desk.claims = list({c.id: c for c in desk.claims}.values())
    desk.articles = list({a.id: a for a in desk.articles}.values())
    assert [f.verdict for f in desk.check(decisions=[decision]).figures] == ["conflict"]


def test_a_confirmed_possible_conflict_counts(desk: Any) -> None:
    desk.write("lantern", f"{LEAD} The town built [36] schools.", {"unit": "school"})
    planned = {"unit": "school", "status": "planned"}
    desk.write("courier", f"{LEAD} The town plans to build [93] schools.", planned)
    outcome = desk.check()
    (figure,), (row,) = outcome.figures, outcome.relations
    assert (figure.verdict, row.possible) == ("compatible", True)
    subject = f"reading:{row.reading_a} reading:{row.reading_b}"
    again = desk.check(decisions=[decided("confirmed", subject)])
    (figure,), (row,) = again.figures, again.relations
    assert (figure.verdict, row.possible) == ("conflict", False)
    assert figure.severity == row.severity > 0
    assert (row.facts["decided"], row.facts["decided_by"]) == ("confirmed", "ana")


def test_a_verdict_follows_the_figure_under_another_id(desk: Any) -> None:
    two(desk)
    ruled = replace(
        decided("verdict", "figure:gone", "agree as the ministry says"),
        claims=json.dumps({"gone": [desk.claims[0].id]}),
    )
    outcome = desk.check(decisions=[ruled])
    assert [f.verdict for f in outcome.figures] == ["agree"]
    (history,) = outcome.figure_history
    assert history.rule == "reviewer"
    assert history.facts == {
        "decided": "verdict",
        "decided_by": "ana",
        "decided_on": "2031-03-01",
        "note": "as the ministry says",
    }


def test_a_decision_outlives_the_version_that_it_was_about(desk: Any) -> None:
    before = f"{LEAD} The town built [36] schools."
    article = desk.write("lantern", before, {"unit": "school"}, name="one")
    desk.write("courier", f"{LEAD} The town built [36] schools.", {"unit": "school"}, name="two")
    old = [c.id for c in desk.claims]
    split = [decided("other_figure", f"claim:{old[0]} claim:{old[1]}")]
    desk.rewrite(article, before, f"{before} Nobody was hurt.", {"unit": "school"})
    assert len(desk.check().figures) == 1
    assert len(desk.check(decisions=split).figures) == 2
    gone = [decided("not_a_claim", f"claim:{old[0]}")]
    assert [c.claim_id for c in desk.check(decisions=gone).figure_claims] == [old[1]]


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


def dispute(desk: Any) -> tuple[str, str]:
    clash(desk, 36, 93)
    return desk.claims[0].id, desk.claims[1].id


def answered(*said: tuple[str, str, str]) -> list[Decision]:
    """Decisions on a pair: subject, actor, answer, in order."""
    return [
        Decision(n, f"2031-03-{n:02}T00:00:00Z", actor, subject, action)
        for n, (subject, actor, action) in enumerate(said, start=1)
    ]


def relation_of(desk: Any, decisions: list[Decision]) -> Any:
    (row,) = desk.check(decisions=decisions).relations
    return row


def test_what_a_reviewer_answers_of_two_claims_bears_on_their_relation(desk: Any) -> None:
    subject = " ".join(f"claim:{c}" for c in dispute(desk))
    told = relation_of(desk, [])
    assert Relation(told.relation) in CONFLICTS
    holds = relation_of(desk, answered((subject, "ana", "same_conflict")))
    assert (holds.possible, holds.facts["decided"], holds.facts["decided_by"]) == (
        False, "confirmed", "ana",
    )  # fmt: skip
    assert holds.severity >= told.severity
    for answer in set(ANSWERS) - {"same_conflict", "unsure"}:
        not_so = relation_of(desk, answered((subject, "ana", answer)))
        assert (not_so.possible, not_so.severity) == (True, 0.0), answer
        assert not_so.facts["decided"] == "rejected"
    assert relation_of(desk, answered((subject, "ana", "unsure"))) == told


def test_the_order_of_the_two_claims_says_nothing(desk: Any) -> None:
    first, second = dispute(desk)
    for subject in (f"claim:{first} claim:{second}", f"claim:{second} claim:{first}"):
        assert relation_of(desk, answered((subject, "ana", "part"))).possible


def test_who_takes_an_answer_back_has_said_nothing(desk: Any) -> None:
    subject = " ".join(f"claim:{c}" for c in dispute(desk))
    told = relation_of(desk, [])
    assert relation_of(desk, answered((subject, "ana", "part"), (subject, "ana", "undone"))) == told
    again = answered(
        (subject, "ana", "part"), (subject, "ana", "undone"), (subject, "ana", "same_conflict")
    )
    assert relation_of(desk, again).facts["decided"] == "confirmed"
    other = answered((subject, "ana", "part"), (subject, "ben", "undone"))
    assert relation_of(desk, other).facts["decided"] == "rejected"


def test_reviewers_who_are_divided_settle_nothing_and_most_of_them_do(desk: Any) -> None:
    subject = " ".join(f"claim:{c}" for c in dispute(desk))
    told = relation_of(desk, [])
    divided = [(subject, "ana", "part"), (subject, "ben", "same_conflict")]
    assert relation_of(desk, answered(*divided)) == told
    row = relation_of(desk, answered(*divided, (subject, "eve", "same_conflict")))
    assert (row.facts["decided"], row.facts["decided_by"]) == ("confirmed", "ben, eve")
    unsure = relation_of(desk, answered(*divided[:1], (subject, "eve", "unsure")))
    assert unsure.facts["decided"] == "rejected"


def test_a_later_word_on_the_relation_stands_above_an_earlier_answer(desk: Any) -> None:
    first, second = dispute(desk)
    row = relation_of(desk, [])
    subject = f"claim:{first} claim:{second}"
    (claims,) = [json.dumps({row.reading_a: [first], row.reading_b: [second]})]
    on_relation = Decision(
        9, "2031-03-09T00:00:00Z", "eve", f"reading:{row.reading_a} reading:{row.reading_b}",
        "confirmed", claims=claims,
    )  # fmt: skip
    both = [*answered((subject, "ana", "part")), on_relation]
    assert relation_of(desk, both).facts["decided"] == "confirmed"
    assert relation_of(desk, [*both, *[
        replace(d, id=10, at="2031-03-10T00:00:00Z") for d in answered((subject, "ana", "part"))
    ]]).facts["decided"] == "rejected"  # fmt: skip


def test_an_answer_leaves_other_relations_alone(desk: Any) -> None:
    first, second = two(desk)
    subject = f"claim:{first} claim:{second}"
    assert desk.check(decisions=answered((subject, "ana", "part"))).relations == (
        desk.check().relations
    )


def test_an_answer_on_an_update_holds_of_updates(desk: Any) -> None:
    desk.write("lantern", f"{LEAD} [36] people were killed, the police said.", {})
    desk.write("courier", f"{LEAD} [63] people were killed, the police said.", {})
    subject = " ".join(f"claim:{c.id}" for c in desk.claims)
    assert relation_of(desk, []).relation == "updated"
    for answer in set(ANSWERS) - {"unsure"}:
        row = relation_of(desk, answered((subject, "ana", answer)))
        assert row.possible == (answer != "same_update"), answer


def test_a_model_is_heard_where_no_person_has_spoken(desk: Any) -> None:
    first, second = dispute(desk)
    subject = f"claim:{first} claim:{second}"
    model = (subject, "model:m", "part")
    alone = relation_of(desk, answered(model))
    assert (alone.facts["decided"], alone.facts["decided_by"]) == ("rejected", "model:m")
    for said in ("same_conflict", "unsure"):
        for order in ([model, (subject, "ana", said)], [(subject, "ana", said), model]):
            row = relation_of(desk, answered(*order))
            assert row.facts.get("decided_by") in ("ana", None)
            assert row.possible == relation_of(desk, answered((subject, "ana", said))).possible
    divided = [(subject, "ana", "part"), (subject, "ben", "same_conflict"), model]
    assert relation_of(desk, answered(*divided)) == relation_of(desk, [])
    back = [model, (subject, "ana", "same_conflict"), (subject, "ana", "undone")]
    assert relation_of(desk, answered(*back)).facts["decided_by"] == "model:m"
    both = [model, (subject, "ana", "part")]
    assert relation_of(desk, answered(*both)).facts["decided_by"] == "ana"


def test_a_persons_word_on_the_relation_stands_above_a_later_one_of_a_model(desk: Any) -> None:
    first, second = dispute(desk)
    row = relation_of(desk, [])
    claims = json.dumps({row.reading_a: [first], row.reading_b: [second]})
    subject = f"reading:{row.reading_a} reading:{row.reading_b}"
    person = Decision(1, "2031-03-01T00:00:00Z", "eve", subject, "confirmed", claims=claims)
    later = answered((subject, "x", "note"), (f"claim:{first} claim:{second}", "model:m", "part"))
    assert relation_of(desk, [person, *later]).facts["decided_by"] == "eve"
