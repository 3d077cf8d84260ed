"""The chart: one mark a claim, placed by time and value, told apart without colour."""

import itertools
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explore import axes, cells, charts, marks, number_line


def claim(value: float | None, at: str = "2031-05-13T09:00:00Z", **more: Any) -> dict[str, Any]:
    return {
        "value": value, "low": value, "high": value, "qualifier": "exact", "origin": "Police",
        "at": at, "is_copy": False, "current": True, "called": str(value), "outlet": "Herald",
    } | more  # fmt: skip


def reading(*claims: dict[str, Any], superseded: str | None = None) -> dict[str, Any]:
    return {"claims": list(claims), "superseded": superseded, "called": claims[0]["called"]}


def linked(*readings: dict[str, Any]) -> str:
    found, _ = marks.points(readings)
    return str(
        charts.chart(found, None, width=900, height=300, href=lambda mark: f"/c#{mark.claim_id}")
    )


def drawn(*readings: dict[str, Any]) -> str:
    found, _ = marks.points(readings)
    return str(charts.chart(found, None, width=900, height=300))


def places(svg: str) -> list[tuple[float, float]]:
    """Centres of the dots, in the order in which they are drawn."""
    found = re.findall(r'class="mark[^"]*"><path d="M([\d.-]+) ([\d.-]+)m', svg)
    return [(float(x), float(y)) for x, y in found]


def test_later_is_further_right_and_more_is_higher() -> None:
    svg = drawn(reading(claim(9)), reading(claim(14, "2031-05-13T12:00:00Z")))
    (x1, y1), (x2, y2) = places(svg)
    assert x1 < x2
    assert y1 > y2


def test_one_mark_a_claim_even_where_they_coincide() -> None:
    svg = drawn(reading(*[claim(9) for _ in range(12)]))
    found = places(svg)
    assert len(found) == 12
    assert len(set(found)) == 12


@pytest.mark.parametrize("qualifier", list(marks.SHAPES))
def test_every_qualifier_has_a_shape(qualifier: str) -> None:
    found, legend = marks.points([reading(claim(9, qualifier=qualifier, low=8, high=10))])
    assert legend.shapes[0][0] == marks.SHAPES[qualifier][0]
    svg = str(charts.chart(found, None, width=900, height=300))
    assert svg.count('class="mark') == 1
    assert svg.count('class="whisker') == 1


def test_ranges_and_vague_words_have_a_place() -> None:
    found, _ = marks.points(
        [
            reading(claim(None, qualifier="range", low=8, high=10)),
            reading(claim(None, qualifier="vague", low=24, high=None)),
            reading(claim(None, low=None, high=None)),
            reading(claim(3, at="no time")),
        ]
    )
    assert [mark.value for mark in found] == [9, 24]


def test_copies_are_hollow_and_replaced_ones_pale() -> None:
    found, legend = marks.points(
        [reading(claim(9, is_copy=True)), reading(claim(8), superseded="later")]
    )
    assert {(mark.value, mark.copy, mark.pale) for mark in found} == {
        (9, True, False),
        (8, False, True),
    }
    assert legend.copies
    assert legend.pale


def test_exact_numbers_have_no_whisker_and_open_ends_an_arrow() -> None:
    assert "whisker" not in drawn(reading(claim(9)))
    svg = drawn(reading(claim(60, qualifier="at_least", low=60, high=None)))
    assert svg.count("<path") == 5  # leader, whisker, cap, arrow, mark


def test_origins_beyond_six_share_a_colour() -> None:
    readings = [reading(claim(n, origin=f"Origin {n}")) for n in range(9)]
    found, legend = marks.points(readings)
    assert sorted(mark.colour for mark in found) == [0, 0, 0, 1, 2, 3, 4, 5, 6]
    assert legend.origins[-1] == (0, "3 others")


def test_no_source_is_named_in_the_legend() -> None:
    _, legend = marks.points([reading(claim(9, origin=None))])
    assert legend.origins == [(0, "no source named")]


def test_hostile_words_are_escaped() -> None:
    svg = drawn(reading(claim(9, called="<script>", origin='"><x', outlet="&")))
    assert "<script" not in svg
    assert '"><x' not in svg


def test_marks_are_links_by_time_that_say_what_they_show() -> None:
    svg = linked(
        reading(claim(14, "2031-05-14T12:00:00Z", id="b"), claim(14, id="a", is_copy=True)),
        reading(claim(9, "2031-05-15", id="c", current=False), superseded="later"),
        reading(claim(8, "2031-05-16", id="d", at_is="first seen", origin=None)),
        reading(claim(7, "2031-05-17", id="e"), superseded="later"),
    )
    assert re.findall(r'<a href="/c#(\w)" aria-label="([^"]+)">', svg) == [
        ("d", "8 – no source named – Herald, no date printed"),
        ("a", "14 – Police – Herald, 13 May 2031, 09:00 UTC – a copy"),
        ("b", "14 – Police – Herald, 14 May 2031, 12:00 UTC"),
        ("c", "9 – Police – Herald, 15 May 2031 – no longer printed"),
        ("e", "7 – Police – Herald, 17 May 2031 – replaced"),
    ]
    assert 'role="group"' in svg  # the children of an image are hidden from screen readers
    assert 'role="img"' in drawn(reading(claim(9)))


def test_it_says_what_it_shows() -> None:
    svg = drawn(reading(claim(9)), reading(claim(14, "2031-05-14T12:00:00Z")))
    assert 'aria-label="2 claims from 2031-05-13 to 2031-05-14, between 9 and 14.' in svg


def test_no_claims_no_chart() -> None:
    assert charts.chart([], None, width=900, height=300) == ""


def test_labels_are_pushed_apart_and_stay_inside() -> None:
    svg = drawn(*[reading(claim(100 + n)) for n in range(9)])
    ys = [float(y) for y in re.findall(r'class="label" x="[\d.]+" y="([\d.]+)"', svg)]
    assert len(ys) == 9
    assert all(b - a >= 14.9 for a, b in itertools.pairwise(ys))
    assert ys[0] > 0
    assert ys[-1] < 300


NUMBERS = st.one_of(
    st.integers(-(10**15), 10**15), st.floats(allow_nan=False, allow_infinity=False, width=32)
)


@given(st.lists(st.tuples(NUMBERS, st.integers(0, 4_000_000_000)), min_size=1, max_size=20))
def test_any_numbers_and_times_are_drawn_inside(found: list[tuple[float, int]]) -> None:
    points = [
        marks.Point(at, float(value), value, value, "dot", 1, False, False, "t", str(value))
        for value, at in found
    ]
    svg = str(charts.chart(sorted(points, key=lambda mark: mark.at), None, width=900, height=300))
    assert "nan" not in svg
    assert "inf" not in svg
    for x, y in places(svg):
        assert 0 <= x <= 900
        assert -1 <= y <= 301


@pytest.mark.parametrize(
    ("low", "high", "first", "last"),
    [
        (14, 41, "0", "50"),
        (1, 9, "0", "10"),
        (4.1, 4.4, "4", "4.4"),
        (297, 297, "200", "400"),
        (14, 19, "13", "20"),
        (0, 8, "0", "10"),
    ],
)
def test_value_ticks_are_round(low: float, high: float, first: str, last: str) -> None:
    ticks = [text for _, text in axes.values([low, high], 5).ticks]
    assert (ticks[0], ticks[-1]) == (first, last)


def test_a_thousandfold_is_logarithmic_and_says_so() -> None:
    found, _ = marks.points([reading(claim(3)), reading(claim(3000))])
    assert charts.log_note(found)
    assert [text for _, text in axes.values([3, 3000], 5).ticks] == [
        "1", "10", "100", "1,000", "10,000",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2031-05-13T06:00:00Z", "2031-05-13T11:00:00Z", ["13 May, 06:00", "07:00"]),
        (
            "2031-05-13T06:00:00Z",
            "2031-05-14T11:00:00Z",
            ["13 May, 06:00", "12:00", "18:00", "14 May"],
        ),
        ("2031-05-01", "2031-05-20", ["1 May", "5 May"]),
        ("2031-01-10", "2031-06-20", ["Jan 2031", "Feb 2031"]),
        ("2021-01-10", "2031-06-20", ["2022", "2024"]),
    ],
)
def test_time_ticks(start: str, end: str, expected: list[str]) -> None:
    span = [axes.seconds(start), axes.seconds(end)]
    ticks = [text for _, text in axes.times([at for at in span if at is not None], 7).ticks]
    assert ticks[: len(expected)] == expected


@pytest.mark.parametrize("moment", [None, "", "soon", "2031-13-40", "2031-05-13T99:00:00Z"])
def test_times_that_are_none(moment: str | None) -> None:
    assert axes.seconds(moment) is None


def test_miles_and_kilometres_share_one_scale() -> None:
    found, legend = marks.points(
        [
            reading(
                claim(10, unit="km", kind="measurement"), claim(12, unit="km", kind="measurement")
            ),
            reading(claim(5, unit="mile", kind="measurement")),
            reading(claim(3, unit="kg", kind="measurement")),
        ]
    )
    assert sorted(round(mark.value, 2) for mark in found) == [8.05, 10, 12]
    assert (legend.unit, legend.converted, legend.left_out) == ("km", True, 1)


def test_counts_are_counts_whatever_is_counted() -> None:
    found, legend = marks.points(
        [reading(claim(9, unit="person", kind="count"), claim(4, unit="guest", kind="count"))]
    )
    assert sorted(mark.value for mark in found) == [4, 9]
    assert (legend.unit, legend.converted, legend.left_out) == (None, False, 0)


def test_a_strip_brings_fractions_to_percent() -> None:
    part = side(0.25) | {"unit": "fraction", "kind": "ratio"}
    shares = [side(value) | {"unit": "percent", "kind": "percent"} for value in (30, 35)]
    svg = str(number_line.number_line([part, *shares]))
    assert re.findall(r'cx="([\d.]+)%"', svg) == ["2.0", "50.0", "98.0"]
    assert "<span>25%</span>" in svg


def side(value: float | None, voices: int = 1, outlets: tuple[str, ...] = ("A",)) -> dict[str, Any]:
    called = "no number" if value is None else str(value)
    return {"value": value, "voice_count": voices, "outlets": outlets, "called": called}


def test_the_strip_shows_how_far_apart_numbers_lie() -> None:
    svg = str(number_line.number_line([side(10), side(20), side(15, 4), side(12, outlets=())]))
    assert re.findall(r'cx="([\d.]+)%"', svg) == ["2.0", "98.0", "50.0", "21.2"]
    assert svg.count("copy") == 1


@pytest.mark.parametrize("sides", [[], [side(3)], [side(3), side(3)], [side(None), side(3)]])
def test_one_number_has_no_line(sides: list[dict[str, Any]]) -> None:
    assert number_line.number_line(sides) == ""


def test_origins_are_numbered_where_there_are_several() -> None:
    one, two = reading(claim(9)), reading(claim(8, origin="Fire service"), claim(7, origin=None))
    found, _ = marks.points([one, two])
    assert charts.numbered(found)
    assert not charts.numbered(marks.points([one])[0])
    svg = str(charts.chart(found, None, width=900, height=300, numbers=True))
    found_in = re.findall(r'<text x="[\d.]+" y="[\d.]+">(\d)</text>', svg)
    assert sorted(found_in) == ["1", "2"]
    assert ">2</text>" in charts.swatch("dot", 2, number=True)
    assert "<text" not in charts.swatch("dot", 0, number=True)


def test_a_number_is_told_once_with_all_who_print_it() -> None:
    sides = [{"called": "12", "origin": "A"}, {"called": "21"}, {"called": "12", "origin": None}]
    assert cells.together(sides) == [("12", [sides[0], sides[2]]), ("21", [sides[1]])]


SILENT = [
    "no immediate reports of injuries", "no reports", "no word of deaths", "no sign of survivors",
]  # fmt: skip


@pytest.mark.parametrize("called", SILENT)
def test_that_nothing_is_reported_is_never_drawn_as_zero(called: str) -> None:
    found, legend = marks.points([reading(claim(7)), reading(claim(0, called=called))])
    assert [mark.value for mark in found] == [7]
    assert legend.unreported == 1
    assert number_line.number_line([side(7), side(0) | {"called": called}]) == ""
    found, _ = marks.points([reading(claim(7)), reading(claim(0, called="no deaths"))])
    assert [mark.value for mark in found] == [0, 7]


def test_marks_never_leave_their_time() -> None:
    apart = drawn(reading(claim(9)), reading(claim(14, "2031-05-14T12:00:00Z")))
    crowd = drawn(
        reading(*[claim(9) for _ in range(9)]),
        reading(*[claim(14, "2031-05-14T12:00:00Z") for _ in range(9)]),
    )
    assert {x for x, _ in places(crowd)} == {x for x, _ in places(apart)}
    assert len(set(places(crowd))) == 18


def test_claims_without_a_date_have_a_lane_of_their_own() -> None:
    import_time = "2040-01-01T00:00:00Z"
    svg = drawn(
        reading(claim(9, "2031-05-13T09:00:00Z")),
        reading(claim(14, "2031-05-14T09:00:00Z")),
        reading(claim(12, import_time, at_is="first seen")),
    )
    (undated, _), (x1, _), (x2, _) = places(svg)
    assert undated < x1 < x2
    assert "no date" in svg
    assert "2040" not in svg


def test_only_claims_without_a_date_have_no_axis_of_time() -> None:
    svg = drawn(*[reading(claim(n, at_is="first seen")) for n in (9, 12)])
    assert "no date" in svg
    assert "tickmark" not in svg


def test_the_line_joins_the_first_prints_of_each_number() -> None:
    times = [f"2031-05-13T{hour:02}:00:00Z" for hour in (9, 10, 11, 12)]
    printed = zip((2, 5, 2, 7), times, strict=True)
    found, _ = marks.points([reading(claim(n, at)) for n, at in printed])
    assert [value for _, value in marks.steps(found)] == [2, 5, 7]
    svg = str(charts.chart(found, None, width=900, height=300, line=True))
    assert svg.count('class="steps"') == 1
    assert 'class="steps"' not in drawn(reading(claim(2)))


def test_words_of_ticks_and_captions_stay_inside() -> None:
    found, _ = marks.points([reading(claim(9)), reading(claim(14, "2031-05-14T12:00:00Z"))])
    captions = charts.Captions("People <hurt> " * 30, "claimledger, 14 May 2031")
    svg = str(charts.chart(found, None, width=350, height=290, captions=captions))
    assert "People &lt;hurt&gt;" in svg
    assert "claimledger, 14 May 2031" in svg
    assert max(len(text) for text in re.findall(r'class="title"[^>]*>([^<]*)<', svg)) < 80
