"""Intervals: what printed numbers entail and suggest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.numbers import pragmatic, strict
from terms.enums import Kind, Qualifier
from terms.model import Interval, Number, Quantity

Q = Qualifier


def printed(
    value: Number | None,
    qualifier: Qualifier = Q.EXACT,
    kind: Kind = Kind.COUNT,
    ends: tuple[Number | None, Number | None] = (None, None),
    *,
    places: int = 0,
    scaled: bool = False,
) -> Quantity:
    return Quantity(
        0, 1, "7", kind, value, *ends, qualifier=qualifier, places=places, scaled=scaled
    )


@pytest.mark.parametrize(
    ("value", "kind", "places", "scaled", "low", "high"),
    [
        pytest.param(27, Kind.COUNT, 0, False, 27, 27, id="small count"),
        pytest.param(90, Kind.COUNT, 0, False, 90, 90, id="round count below a hundred"),
        pytest.param(1234, Kind.COUNT, 0, False, 1234, 1234, id="no trailing zeros"),
        pytest.param(1230, Kind.COUNT, 0, False, 1225, 1235, id="one trailing zero"),
        pytest.param(7000, Kind.COUNT, 0, False, 6650, 7350, id="one digit: five per cent"),
        pytest.param(95000, Kind.COUNT, 0, False, 94500, 95500, id="three zeros"),
        pytest.param(43_000_000, Kind.COUNT, 0, True, 42_500_000, 43_500_000, id="scale word"),
        pytest.param(1_200_000, Kind.MONEY, 1, True, 1_150_000, 1_250_000, id="scaled decimal"),
        pytest.param(3_000_000, Kind.MONEY, 0, True, 2_850_000, 3_150_000, id="scaled digit"),
        pytest.param(4.1, Kind.PERCENT, 1, False, 4.05, 4.15, id="decimal"),
        pytest.param(12, Kind.PERCENT, 0, False, 11.5, 12.5, id="whole percent"),
        pytest.param(40, Kind.PERCENT, 0, False, 38, 42, id="round percent"),
        pytest.param(48, Kind.MEASUREMENT, 0, False, 47.5, 48.5, id="measured"),
        pytest.param(0.5, Kind.RATIO, 0, False, 0.475, 0.525, id="half"),
        pytest.param(9, Kind.RANK, 0, False, 9, 9, id="rank"),
        pytest.param(0, Kind.COUNT, 0, False, 0, 0, id="none"),
    ],
)
def test_exact_numbers(
    value: Number, kind: Kind, places: int, scaled: bool, low: Number, high: Number
) -> None:
    quantity = printed(value, kind=kind, places=places, scaled=scaled)
    assert strict(quantity) == pragmatic(quantity) == Interval(low, high)


@pytest.mark.parametrize(
    ("value", "qualifier", "entailed", "suggested"),
    [
        pytest.param(27, Q.AT_LEAST, (27, None), (27, 29.7), id="at least"),
        pytest.param(200, Q.MORE_THAN, (200, None), (200, 300), id="more than"),
        pytest.param(27, Q.AT_MOST, (None, 28), (24.3, 28), id="at most"),
        pytest.param(30, Q.LESS_THAN, (None, 30), (20, 30), id="less than"),
        pytest.param(7000, Q.NEARLY, (6000, 7000), (6000, 7000), id="nearly"),
        pytest.param(198, Q.NEARLY, (178.2, 198), (178.2, 198), id="nearly without zeros"),
        pytest.param(100, Q.ABOUT, (95, 105), (95, 105), id="about"),
    ],
)
def test_hedged_counts(
    value: Number,
    qualifier: Qualifier,
    entailed: tuple[Number | None, Number | None],
    suggested: tuple[Number | None, Number | None],
) -> None:
    assert strict(printed(value, qualifier)) == Interval(*entailed)
    assert pragmatic(printed(value, qualifier)) == Interval(*suggested)


def test_vague_words() -> None:
    quantity = printed(None, Q.VAGUE, ends=(24, None))
    assert strict(quantity) == Interval(24, None)
    assert pragmatic(quantity) == Interval(24, 120)


def test_ranges_keep_their_ends() -> None:
    quantity = printed(None, Q.RANGE, Kind.PERCENT, (15, 20))
    assert strict(quantity) == pragmatic(quantity) == Interval(15, 20)


def test_magnitudes_can_be_points() -> None:
    quantity = printed(6.1, kind=Kind.MEASUREMENT, places=1)
    assert strict(quantity, exact=True) == Interval(6.1, 6.1)


def test_neighbouring_decimals_do_not_meet() -> None:
    first = strict(printed(7.6, kind=Kind.PERCENT, places=1))
    second = strict(printed(7.7, kind=Kind.PERCENT, places=1))
    assert first.high is not None
    assert second.low is not None
    assert first.high <= second.low


@given(
    st.integers(-(10**12), 10**12),
    st.sampled_from([q for q in Q if q not in (Q.RANGE, Q.VAGUE)]),
    st.sampled_from(list(Kind)),
    st.integers(0, 3),
    st.booleans(),
)
def test_ends_are_in_order_and_hold_the_number(
    value: int, qualifier: Qualifier, kind: Kind, places: int, scaled: bool
) -> None:
    for rule in (strict, pragmatic):
        found = rule(printed(value, qualifier, kind, places=places, scaled=scaled))
        low, high = found.low, found.high
        assert low is None or low <= value
        assert high is None or high >= value
        assert low is None or high is None or low <= high


@given(st.integers(1, 10**9), st.sampled_from(list(Q)[:7]), st.sampled_from(list(Kind)))
def test_what_is_entailed_holds_what_is_suggested(
    value: int, qualifier: Qualifier, kind: Kind
) -> None:
    wide = strict(printed(value, qualifier, kind))
    narrow = pragmatic(printed(value, qualifier, kind))
    assert wide.low is None or (narrow.low is not None and narrow.low >= wide.low)
    assert wide.high is None or (narrow.high is not None and narrow.high <= wide.high)
