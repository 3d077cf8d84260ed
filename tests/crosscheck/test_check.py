from typing import Any

import pytest

FERRY = "The ferry Morning Tern capsized off Port Kaldera harbour in heavy seas on Tuesday."
QUAKE = "The earthquake struck the Kaldera valley before dawn on Tuesday."


def relations(outcome: Any) -> set[str]:
    return {row.relation for row in outcome.relations}


def test_independent_outlets_agree(desk: Any) -> None:
    desk.write("lantern", f"{FERRY} [12] people were killed.", {})
    desk.write("courier", f"{FERRY} The sinking killed [12] passengers.", {"unit": "passenger"})
    outcome = desk.check()
    figure = desk.figure_of(outcome, "12", "lantern")
    assert figure.id == desk.figure_of(outcome, "12", "courier").id
    assert (figure.verdict, figure.origin_count, figure.outlet_count) == ("agree", 2, 2)


def test_a_copy_adds_no_origin(desk: Any) -> None:
    body = f"{FERRY} Divers searched the hull all night while relatives waited on the quay of the old harbour. [12] people were killed."
    desk.write("wire", body, {}, at="2031-03-04T08:00:00Z")
    desk.write("courier", body, {}, at="2031-03-04T09:00:00Z")
    outcome = desk.check()
    figure = desk.figure_of(outcome, "12", "courier")
    assert (figure.origin_count, figure.copy_count, figure.article_count) == (1, 1, 2)
    assert [(c.article_id, c.share) for c in outcome.copies] == [(desk.articles[1].id, 1.0)]


def test_one_origin_with_two_numbers_is_an_error_of_reporting(desk: Any) -> None:
    by = {"by": "Kaldera Maritime Authority", "unit": "passenger"}
    desk.write("lantern", f"{FERRY} It was built for [340] passengers.", by)
    desk.write("courier", f"{FERRY} It was built for [290] passengers.", by)
    outcome = desk.check()
    figure = desk.figure_of(outcome, "340", "lantern")
    assert figure.verdict == "conflict"
    assert relations(outcome) == {"reporting_error"}
    assert figure.severity > 0


def test_a_tenfold_slip_is_a_misquote(desk: Any) -> None:
    by = {"by": "Kaldera Maritime Authority", "unit": "passenger"}
    desk.write("lantern", f"{FERRY} It was built for [340] passengers.", by)
    desk.write("courier", f"{FERRY} It was built for [3,400] passengers.", by)
    outcome = desk.check()
    assert relations(outcome) == {"misquote"}
    facts = outcome.relations[0].facts
    assert (facts["small"], facts["large"], facts["power"]) == (340, 3400, 10)


def test_two_origins_dispute(desk: Any) -> None:
    march = "Marchers filled Harbour Square in Port Kaldera on Saturday to protest against the bridge toll."
    desk.write("lantern", f"{march} [40,000] people attended.", {"by": "March for Bridges"})
    desk.write("courier", f"{march} [12,500] people attended.", {"by": "Kaldera City Police"})
    outcome = desk.check()
    assert relations(outcome) == {"source_dispute"}


def test_a_toll_that_grows_is_updated(desk: Any) -> None:
    desk.write("lantern", f"{QUAKE} [36] people were killed.", {}, at="2031-03-04T08:00:00Z")
    desk.write("courier", f"{QUAKE} [63] people were killed.", {}, at="2031-03-05T08:00:00Z")
    assert desk.figure_of(desk.check(), "63", "courier").verdict == "updated"


def test_a_forecast_does_not_clash_with_the_outcome(desk: Any) -> None:
    desk.write("lantern", f"{QUAKE} [63] homes were destroyed.", {"unit": "home"})
    desk.write(
        "courier", f"{QUAKE} [90] homes will be destroyed.", {"unit": "home", "status": "projected"}
    )
    outcome = desk.check()
    assert "conflict" not in {figure.verdict for figure in outcome.figures}


def test_a_silent_edit_is_a_revision_and_keeps_the_figure(desk: Any) -> None:
    before, after = f"{QUAKE} [36] homes were lost.", f"{QUAKE} [63] homes were lost."
    article = desk.write("lantern", before, {"unit": "home"})
    first = desk.check()
    desk.rewrite(article, before, after, {"unit": "home"})
    outcome = desk.check()
    (revision,) = outcome.revisions
    assert not revision.noted
    assert outcome.figures[0].id == first.figures[0].id
    assert (outcome.figures[0].verdict, relations(outcome)) == ("updated", {"updated"})


def test_its_own_output_as_prior_changes_nothing(desk: Any) -> None:
    from crosscheck.model import Prior

    desk.write("lantern", f"{QUAKE} [36] people were killed.", {}, at="2031-03-04T08:00:00Z")
    desk.write("courier", f"{QUAKE} [63] people were killed.", {}, at="2031-03-05T08:00:00Z")
    first = desk.check()
    prior = [
        Prior(
            f.id, frozenset(c.claim_id for c in first.figure_claims if c.figure_id == f.id),
            f.verdict, f.severity, f.changed_at, f.first_seen_at, f.story_id, f.low, f.high,
            f.article_count, f.outlet_count, f.origin_count, f.copy_count,
        )
        for f in first.figures
    ]  # fmt: skip
    again = desk.check(prior=prior)
    assert again.figures == first.figures
    assert again.relations == first.relations
    assert not again.figure_history


def test_up_180_from_2023_implies_117(desk: Any) -> None:
    text = "Police logged [297] cases in the first seven months, up [180] from 2023."
    desk.write("lantern", text, {"unit": "case"}, {"unit": "case", "change": "increase_by"})
    (implied,) = desk.check().implications
    assert (implied.value, implied.period_start, implied.formula) == (117, "2023-01-01", "a - b")
    numbers = [implied.facts[name] for name in ("a_value", "b_value", "result")]
    assert numbers == [297, 180, 117]


def test_almost_double_implies_more_than_half(desk: Any) -> None:
    text = "Police logged [297] cases, almost [double] the number in 2021."
    double = {
        "kind": "ratio",
        "unit": "times",
        "value": 2,
        "low": 1.8,
        "high": 2,
        "qualifier": "nearly",
        "change": "multiple_of",
    }
    desk.write("lantern", text, {"unit": "case"}, double)
    (implied,) = desk.check().implications
    assert (implied.low, implied.high) == (148.5, 165)


def test_answers_of_two_bodies_side_by_side_are_one_question(desk):
    desk.write(
        "courier",
        "Teachers march in Velm\n\nPolice put the crowd that marched at [8,000]. "
        "The union said [30,000] had joined the rally.",
        {"by": "police", "measure": "crowd marched", "predicate": "march"},
        {"by": "union", "measure": "people joined rally", "predicate": "join"},
    )
    outcome = desk.check()

    figure = desk.figure_of(outcome, "8,000", "courier")
    assert figure == desk.figure_of(outcome, "30,000", "courier")


def test_cases_are_people_who_fell_ill(desk):
    by = {"by": "health ministry"}
    desk.write(
        "courier",
        "Cholera in Velm\n\nConfirmed cholera cases stood at [1,240] on Tuesday.",
        {**by, "unit": "case", "measure": "confirmed cholera cases", "predicate": "case"},
    )
    desk.write(
        "tribune",
        "Cholera spreads in Velm\n\nCholera has infected [1,420] in Velm.",
        {**by, "measure": "people infected", "predicate": "infect"},
    )
    outcome = desk.check()

    figure = desk.figure_of(outcome, "1,240", "courier")
    assert figure == desk.figure_of(outcome, "1,420", "tribune")
    assert [row.relation for row in outcome.relations] == ["misquote"]


def test_a_reading_is_stated_in_its_figures_unit_by_a_named_conversion(desk: Any) -> None:
    asked = {"kind": "measurement", "measure": "length of the tunnel"}
    for outlet in ("courier", "gazette"):
        desk.write(outlet, "The tunnel has a length of [10] km.", asked | {"unit": "km"})
    desk.write("herald", "The tunnel has a length of [6] miles.", asked | {"unit": "mile"})
    outcome = desk.check()
    (figure,) = outcome.figures
    assert (figure.unit, figure.conversion) == ("km", "mile × 1.60934 = km")
    stated = {row.unit: (row.stated_value, row.conversion) for row in outcome.readings}
    assert stated["km"] == (10, None)
    assert stated["mile"] == (9.65606, "mile × 1.60934 = km")
    assert figure.low == pytest.approx(9.65606)
