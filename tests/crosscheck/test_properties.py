"""What must hold for any claims, not only for the ones we thought of."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crosscheck.check import crosscheck
from crosscheck.figures.readings import find_readings
from crosscheck.model import Outcome, Prior
from crosscheck.relations.catalogue import rule_of
from crosscheck.relations.decide import CONFLICTS, Finding, by_law, by_opinion, comparable
from crosscheck.relations.judge import Opinion
from crosscheck.relations.updates import Motion
from crosscheck.values.intervals import Span, meet, span
from tests.crosscheck.conftest import CUTS, plain_judge
from tests.crosscheck.prove import faults, misfit

NOW = "2031-05-01T12:00:00Z"
OUTLETS = ("lantern", "courier", "orbit")
ORIGINS = (None, "Kaldera Civil Protection", "officials", "Port Hospital")
LEAD = "The earthquake struck the Kaldera valley before dawn on Tuesday and shook Port Kaldera."

facts = st.fixed_dictionaries(
    {
        "value": st.sampled_from([0, 1, 5, 12, 21, 30, 36, 63, 120, 400, 1200]),
        "qualifier": st.sampled_from(
            ["exact", "about", "at_least", "more_than", "at_most", "nearly"]
        ),
        "status": st.sampled_from(["stated", "confirmed", "projected", "suspected", "denied"]),
        "accumulation": st.sampled_from([None, "total", "new"]),
        "unit": st.sampled_from(["person", "child", "soldier", "house"]),
        "by": st.sampled_from(ORIGINS),
        "as_of": st.sampled_from([None, "2031-03-04", "2031-03-05"]),
    }
)
WORDS = {
    "person": "[{}] people were killed.",
    "child": "[{}] children were hurt.",
    "soldier": "In May 2029 [{}] soldiers were killed.",
    "house": "[{}] houses will be destroyed.",
}
stories = st.lists(
    st.tuples(st.sampled_from(OUTLETS), st.integers(1, 6), st.lists(facts, min_size=1, max_size=3)),
    min_size=1,
    max_size=5,
)


def written(new_desk: Callable[[], Any], told: list[Any]) -> Any:
    desk = new_desk()
    for number, (outlet, day, found) in enumerate(told):
        text = " ".join([LEAD, *(WORDS[f["unit"]].format(f["value"]) for f in found)])
        given = [
            {
                **f,
                "period_text": "May 2029" if f["unit"] == "soldier" else None,
                "period_start": "2029-05-01" if f["unit"] == "soldier" else None,
                "period_end": "2029-05-31" if f["unit"] == "soldier" else None,
            }
            for f in found
        ]
        desk.write(outlet, text, *given, at=f"2031-03-0{day}T08:00:00Z", name=f"{outlet}{number}")
    return desk


def shape(outcome: Outcome) -> Any:
    """An outcome up to ids: which claims stand together, with what verdict and relations."""
    claims: dict[str, set[str]] = {}
    readings: dict[str, set[str]] = {}
    for row in outcome.figure_claims:
        claims.setdefault(row.figure_id, set()).add(row.claim_id)
        readings.setdefault(row.reading_id, set()).add(row.claim_id)
    related = {
        (
            frozenset((frozenset(readings[r.reading_a]), frozenset(readings[r.reading_b]))),
            r.relation,
            r.possible,
            r.severity,
        )
        for r in outcome.relations
    }
    verdicts = {(frozenset(claims[f.id]), f.verdict, f.severity) for f in outcome.figures}
    return verdicts, related


bounded = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)


@bounded
@given(told=stories, data=st.data())
def test_order_does_not_matter(new_desk: Callable[[], Any], told: list[Any], data: Any) -> None:
    desk = written(new_desk, told)
    first = desk.check()
    articles = data.draw(st.permutations(desk.articles))
    claims = data.draw(st.permutations(desk.claims))
    assert crosscheck(articles, claims, now=NOW, judge=plain_judge, cuts=CUTS) == first


@bounded
@given(told=stories)
def test_its_own_output_as_prior_changes_nothing(
    new_desk: Callable[[], Any], told: list[Any]
) -> None:
    desk = written(new_desk, told)
    first = desk.check()
    again = crosscheck(
        desk.articles,
        desk.claims,
        prior=priors(first),
        now="2032-01-01T00:00:00Z",
        judge=plain_judge,
        cuts=CUTS,
    )
    assert replace(again, figure_history=()) == replace(first, figure_history=())
    assert not again.figure_history


def priors(outcome: Outcome) -> list[Prior]:
    return [
        Prior(
            f.id, frozenset(c.claim_id for c in outcome.figure_claims if c.figure_id == f.id),
            f.verdict, f.severity, f.changed_at, f.first_seen_at, f.story_id, f.low, f.high,
            f.article_count, f.outlet_count, f.origin_count, f.copy_count,
        )
        for f in outcome.figures
    ]  # fmt: skip


@bounded
@given(told=stories)
def test_one_by_one_gives_what_all_at_once_gives(
    new_desk: Callable[[], Any], told: list[Any]
) -> None:
    desk = written(new_desk, told)
    whole = desk.check()
    outcome = Outcome()
    for n in range(1, len(desk.articles) + 1):
        articles = desk.articles[:n]
        known = {a.id for a in articles}
        claims = [c for c in desk.claims if c.article_id in known]
        outcome = crosscheck(
            articles, claims, prior=priors(outcome), now=NOW, judge=plain_judge, cuts=CUTS
        )
    assert shape(outcome) == shape(whole)


@bounded
@given(told=stories)
def test_every_claim_is_in_one_figure_and_every_row_is_whole(
    new_desk: Callable[[], Any], told: list[Any]
) -> None:
    desk = written(new_desk, told)
    outcome = desk.check()
    assert sorted(r.claim_id for r in outcome.figure_claims) == sorted(c.id for c in desk.claims)
    readings = {r.id for r in outcome.readings}
    for row in outcome.relations:
        assert row.reading_a < row.reading_b
        assert {row.reading_a, row.reading_b} <= readings
        rule = rule_of(row.rule)
        assert rule is not None
        assert row.relation in rule.relations
        assert misfit(row.facts, rule.facts) is None
    for figure in outcome.figures:
        assert (figure.verdict == "conflict") == (figure.severity > 0) or figure.severity == 0


@bounded
@given(told=stories)
def test_every_fact_can_be_recomputed(new_desk: Callable[[], Any], told: list[Any]) -> None:
    desk = written(new_desk, told)
    outcome = desk.check()
    by_id = {c.id: c for c in desk.claims}
    claims: dict[str, list[Any]] = {}
    for row in outcome.figure_claims:
        claims.setdefault(row.reading_id, []).append(by_id[row.claim_id])
    assert faults(outcome.relations, outcome.readings, claims) == []


def settled(a: Any, b: Any, motion: Motion) -> Finding | None:
    if not comparable(a, b):
        return None
    return by_law(a, b, {}) or by_opinion(a, b, motion, Opinion(0.9, 0.0), CUTS)


@bounded
@given(a=facts, b=facts, toll=st.booleans())
def test_relations_are_symmetric(
    new_desk: Callable[[], Any], a: dict[str, Any], b: dict[str, Any], toll: bool
) -> None:
    one, other = _pair(new_desk, a, b)
    motion = Motion(moving=toll, toll=toll)
    assert settled(one, other, motion) is None or _kind(settled(one, other, motion)) == _kind(
        settled(other, one, motion)
    )


@bounded
@given(a=facts, b=facts, wider=st.floats(0, 50), toll=st.booleans())
def test_widening_never_turns_agreement_into_conflict(
    new_desk: Callable[[], Any], a: dict[str, Any], b: dict[str, Any], wider: float, toll: bool
) -> None:
    one, other = _pair(new_desk, a, b)
    motion = Motion(moving=toll, toll=toll)
    before = settled(one, other, motion)
    low = None if one.low is None else one.low - wider
    high = None if one.high is None else one.high + wider
    after = settled(replace(one, low=low, high=high), other, motion)
    if before is not None and before.relation not in CONFLICTS and after is not None:
        assert after.relation not in CONFLICTS


def _printed(least: int, most: int) -> st.SearchStrategy[float]:
    """Numbers as news prints them: at most three decimals."""
    return st.integers(least * 1000, most * 1000).map(lambda thousandths: thousandths / 1000)


@given(
    _printed(-1_000_000, 1_000_000), _printed(0, 1000), _printed(-1_000_000, 1_000_000),
    _printed(0, 1000), st.booleans(), st.booleans(), _printed(0, 100),
)  # fmt: skip
def test_meeting_is_symmetric_and_survives_widening(
    low: float, width: float, other: float, span_: float, open_low: bool, open_high: bool, by: float
) -> None:
    a = Span(low, low + width, open_low, open_high)
    b = span(other, other + span_, "exact")
    assert meet(a, b) == meet(b, a)
    if meet(a, b):
        assert meet(Span(low - by, low + width + by, open_low, open_high), b)


def _pair(new_desk: Callable[[], Any], a: dict[str, Any], b: dict[str, Any]) -> tuple[Any, Any]:
    desk = new_desk()
    one = desk.write(
        "lantern", f"{LEAD} [{a['value']}] people were killed.", {**a, "unit": "person"}, name="one"
    )
    two = desk.write(
        "courier", f"{LEAD} [{b['value']}] people were killed.", {**b, "unit": "person"}, name="two"
    )
    articles = {one.id: one, two.id: two}
    return tuple(
        find_readings("f", [claim], articles, {claim.id: claim.outlet_id})[0]
        for claim in desk.claims
    )


def _kind(found: Any) -> Any:
    return found and (found.relation, found.rule, found.possible)
