"""Which period belongs to which number; published on Friday, 27 September 2024."""

from collections.abc import Callable

from terms.model import Claim

ClaimsOf = Callable[..., list[Claim]]
Y2021 = ("2021-01-01", "2021-12-31")


def test_an_earlier_level_lies_as_far_back_as_is_said(claims_of: ClaimsOf) -> None:
    _, before = claims_of("In 2023 the total was 180 fires, against 156 two years earlier.")
    assert (before.period_start, before.period_end) == Y2021


def test_a_period_is_carried_while_the_subject_continues(claims_of: ClaimsOf) -> None:
    text = "The north had 8.6 GW at the end of 2017. The south had 3.7 GW at that point."
    assert [c.period_end for c in claims_of(text)] == ["2017-12-31", "2017-12-31"]


def test_a_period_is_not_carried_into_another_paragraph(claims_of: ClaimsOf) -> None:
    text = "The north had 8.6 GW at the end of 2017.\n\nThe south had 3.7 GW."
    assert [c.period_end for c in claims_of(text)] == ["2017-12-31", None]


def test_results_go_on_in_their_reporting_period(claims_of: ClaimsOf) -> None:
    text = "Profit fell 18% in the six months to June. Revenue rose 3% to £12m."
    assert {c.period_start for c in claims_of(text)} == {"2024-01-01"}


def test_the_quarter_is_the_one_named_before(claims_of: ClaimsOf) -> None:
    text = "Coal met 40% of demand in the June quarter.\n\nPrices averaged £90 over the quarter."
    assert {c.period_start for c in claims_of(text)} == {"2024-04-01"}


def test_a_pronoun_keeps_the_time_of_the_story(claims_of: ClaimsOf) -> None:
    text = "He wrote 417 cheques between March 2016 and May 2021. He spent £60,000 on cars."
    assert {c.period_end for c in claims_of(text)} == {"2021-05-31"}


def test_the_day_of_an_event_holds_for_what_it_buried(claims_of: ClaimsOf) -> None:
    text = "A slide killed 12 people on Tuesday.\n\nIt buried some 60 homes."
    assert {c.period_start for c in claims_of(text)} == {"2024-09-24"}


def test_the_day_of_an_event_holds_for_all_it_harmed(claims_of: ClaimsOf) -> None:
    text = "A ferry sank on Tuesday, killing 12 people.\n\nAnother vessel came. Some 40 people were injured."
    assert claims_of(text)[-1].period_start == "2024-09-24"


def test_as_of_is_the_day_of_the_count(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of("As of Tuesday, 40 people had died.")
    assert claim.as_of == "2024-09-24"


def test_days_run_in_the_outlets_zone(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of(
        "Twelve people died on Friday.", published_at="2024-09-26T20:00:00Z", zone="Asia/Tokyo"
    )
    assert claim.period_start == "2024-09-27"
