"""The lens on a figure: the latest number, and what two independent origins print."""

from dataclasses import replace
from typing import Any

import pytest

from crosscheck.figures.readings import Reading, origin_named
from crosscheck.lens import Lens, lens_of
from crosscheck.model import LedgerClaim, RelationRow
from terms.enums import Kind, Region
from terms.model import Number


def read(
    value: float | None,
    origin: str | None = None,
    at: str | None = "2031-05-10T08:00:00Z",
    *voices: str,
    **more: Any,
) -> Reading:
    """A reading with a claim for each voice that prints it."""
    key = f"{value}-{origin}-{at}-{'-'.join(voices)}"
    claims = tuple(
        LedgerClaim(
            id=f"{key}/{voice}", version_id="v", article_id=f"a-{voice}", outlet_id=voice,
            sentence="", sentence_start=0, start=0, end=1, quote=str(value), region=Region.BODY,
            kind=Kind.COUNT, value=value, low=value, high=value, p_low=value, p_high=value,
            unit="person", current=more.get("current", True),
        )
        for voice in voices or ("one",)
    )  # fmt: skip
    return Reading(
        id=key, figure_id="f", claims=claims, value=value, low=more.get("low", value),
        high=more.get("high", value), p_low=None, p_high=None, unit="person",
        qualifier=more.get("qualifier", "exact"), origin=origin_named(origin) if origin else None,
        as_of=more.get("as_of"), status=more.get("status", "stated"), status_class="told",
        first_at=at, last_at=at, printed=None, voices=frozenset(voices or ("one",)),
        articles=frozenset(), confidence=1.0,
    )  # fmt: skip


def replaced(old: Reading, new: Reading, possible: bool = False) -> RelationRow:
    a, b = sorted((old.id, new.id))
    return RelationRow("f", a, b, "updated", possible, "publication", {}, 0.0, old.id, 0.9)


def look(*readings: Reading, relations: tuple[RelationRow, ...] = ()) -> Lens:
    voice_of = {c.id: c.outlet_id for r in readings for c in r.claims}

    def turn(claim: LedgerClaim, end: Number | None) -> Number | None:
        return end

    found = lens_of(readings, relations, voice_of, turn)
    assert found == lens_of(readings[::-1], relations, voice_of, turn)
    return found


def shared(found: Lens) -> tuple[Number | None, Number | None, int | None]:
    return found.shared_low, found.shared_high, found.shared_count


GUARD, BOARD, HOSPITAL = "Selwyn Coast Guard", "Marl River Board", "Lorn Hospital"
NONE = (None, None, None)


def test_two_named_origins_of_one_number() -> None:
    found = look(read(14, GUARD), read(14, BOARD), read(41, HOSPITAL))
    assert shared(found) == (14, 14, 2)


def test_one_origin_in_many_outlets_is_one() -> None:
    assert shared(look(read(14, GUARD, "2031-05-10", "a", "b", "c"))) == NONE


def test_two_voices_without_a_source_are_two_origins_where_none_is_named() -> None:
    assert shared(look(read(14, None, "2031-05-10", "a", "b"))) == (14, 14, 2)
    assert shared(look(read(14, None, "2031-05-10", "a"), read(41, GUARD))) == NONE
    assert shared(look(read(14, None, "2031-05-10", "a"), read(14, GUARD))) == (14, 14, 2)


def test_a_voice_that_prints_a_named_origin_adds_none_of_its_own() -> None:
    at = "2031-05-10"
    assert shared(look(read(14, None, at, "a"), read(14, GUARD, at, "a"))) == NONE
    assert shared(look(read(14, None, at, "a", "b"), read(14, GUARD, at, "a"))) == (14, 14, 2)


def test_named_before_unnamed() -> None:
    """Where two origins are named, what nobody is named for does not count."""
    named = (read(14, GUARD), read(41, BOARD))
    assert shared(look(*named, read(41, None, "2031-05-10", "a", "b"))) == NONE
    assert shared(look(*named, read(14, HOSPITAL))) == (14, 14, 2)


def test_officials_are_nobody_in_particular() -> None:
    assert shared(look(read(14, "officials"), read(14, GUARD), read(14, BOARD))) == (14, 14, 2)


def test_two_numbers_that_two_origins_print_are_a_span() -> None:
    found = look(
        read(14, GUARD), read(14, BOARD), read(17, HOSPITAL), read(17, "Orlo Fire Brigade")
    )
    assert shared(found) == (14, 17, 2)


def test_a_range_and_an_exact_number_share_what_both_allow() -> None:
    about = read(40, GUARD, low=36, high=44, qualifier="about")
    assert shared(look(about, read(38, BOARD))) == (38, 38, 2)
    assert shared(look(about, read(50, BOARD))) == NONE


@pytest.mark.parametrize("bound", [{"low": 12, "high": None}, {"low": None, "high": 20}])
def test_a_bound_shares_nothing(bound: dict[str, Any]) -> None:
    assert shared(look(read(12, GUARD, **bound), read(14, BOARD))) == NONE


def test_of_one_origin_the_latest_counts() -> None:
    early, late = "2031-05-10T08:00:00Z", "2031-05-11T08:00:00Z"
    found = look(read(14, GUARD, early), read(20, GUARD, late), read(14, BOARD, early))
    assert shared(found) == NONE
    assert (found.latest, found.latest_at) == (20, late)
    assert shared(look(read(14, GUARD, early), read(20, GUARD, late), read(20, BOARD))) == (
        20, 20, 2,
    )  # fmt: skip


def test_what_was_replaced_counts_no_more_and_what_may_have_been_does() -> None:
    old, new = read(9, GUARD, "2031-05-10"), read(14, HOSPITAL, "2031-05-11")
    both = (old, read(9, BOARD, "2031-05-10"), new)
    assert shared(look(*both, relations=(replaced(old, new),))) == NONE
    assert shared(look(*both, relations=(replaced(old, new, possible=True),))) == (9, 9, 2)


@pytest.mark.parametrize(
    "gone", [{"status": "denied"}, {"status": "withdrawn"}, {"current": False}]
)
def test_what_does_not_stand(gone: dict[str, Any]) -> None:
    found = look(read(14, GUARD, "2031-05-10"), read(14, BOARD, "2031-05-11", **gone))
    assert shared(found) == NONE
    assert found.latest_at == "2031-05-10"
    assert look(read(14, BOARD, **gone)) == Lens()


def test_a_forecast_counts_where_nothing_else_does() -> None:
    ahead = {"status": "projected"}
    told = read(14, GUARD, "2031-05-10")
    assert look(told, read(30, BOARD, "2031-05-12", **ahead)).latest == 14
    assert look(read(30, BOARD, "2031-05-12", **ahead)).latest == 30


def test_the_latest_is_by_as_of_and_a_named_origin_goes_first() -> None:
    later = read(9, GUARD, "2031-05-12", as_of="2031-05-09")
    assert look(later, read(14, BOARD, "2031-05-10")).latest == 14
    same = "2031-05-10T08:00:00Z"
    assert look(read(9, None, same), read(14, BOARD, same)).latest == 14


def test_a_range_without_a_value_and_nothing_at_all() -> None:
    assert look(read(None, GUARD, low=24, high=99)).latest == 24
    assert look(read(None, GUARD, low=None, high=99)).latest == 99
    assert look() == Lens()


def test_a_conversion_of_another_claim_is_no_print_of_its_own() -> None:
    one = read(14, GUARD)
    twin = replace(one, id="twin", origin=origin_named(BOARD), claims=tuple(
        replace(claim, equivalent_of="x") for claim in one.claims))  # fmt: skip
    assert shared(look(one, twin)) == NONE


@pytest.mark.parametrize("other", ["decrease_by", "increase_to"])
def test_two_ways_or_a_step_and_a_level_bear_nothing_out(other: str) -> None:
    up, down = (
        replace(one, claims=tuple(replace(c, change=change) for c in one.claims))
        for one, change in (
            (read(9, "Orlo Police"), "increase_by"),
            (read(9, "Board of Orlo"), other),
        )
    )
    assert look(up, down).shared_count is None
    assert look(up, replace(down, claims=up.claims)).shared_count == 2
