"""What must hold for any text: offsets, determinism, independence of neighbours, linear time."""

import re
import subprocess
import sys
import time
from importlib import import_module
from itertools import pairwise
from pkgutil import walk_packages

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp import numbers
from nlp.gate import needs_parse
from nlp.numbers import find_candidates, find_quantities
from terms.model import Quantity

PIECES = [
    "3", "40", "1,234", "1.5", "12", "2019", "£", "$", "€", "US$", "Rs ", "%", " percent",
    " million", "bn", "m", " km", " miles", " years", " people", " boats", " to ", "-", "–",
    " and ", " or ", " of ", " of the ", "about ", "more than ", "at least ", " or more",
    "two", "three", "twenty-six", "half", "a third", "dozens", "hundreds of ", "no one ",
    "doubled", "third-largest", " (", ")", ", ", ". ", "\n", " in ", " per ", " a day",
    "The ", "harbour ", "from ", "rose ", "March ", "aged ", "one ", "½", "\u00a0", "'", "٣",
    "\u200b", "🙂", "مرحبا", "A-", "#", "@", ":", "/", "+", "minus ",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)
SENTENCES = [
    "Nearly 40 boats sank.",
    "It cost £3-5m, up from £2m.",
    "At least 12 people died.",
    "The fleet fell from 90 to 70.",
    "Some 30 miles (48 km) of pipe leaked.",
    "Half of the 12 crews left.",
    "They waited 2 hours.",
    "No one was hurt.",
    "The harbour was calm.",
]


@given(TEXTS | st.text(max_size=60))
def test_offsets_hold(text: str) -> None:
    found = find_quantities(text)
    for quantity in found:
        assert text[quantity.start : quantity.end] == quantity.quote
        assert quantity.quote
        assert quantity.value is not None or quantity.low is not None
        if quantity.hedge is not None:
            assert 0 <= quantity.hedge[0] < quantity.hedge[1] <= len(text)
        if quantity.converts is not None:
            assert 0 <= quantity.converts < len(found)
    for first, second in pairwise(found):
        assert first.end <= second.start


@given(TEXTS)
def test_reading_is_deterministic(text: str) -> None:
    assert find_quantities(text) == find_quantities(text)


def shifted(quantity: Quantity, by: int, index: int) -> tuple[object, ...]:
    hedge = quantity.hedge
    return (
        quantity.start + by,
        quantity.end + by,
        quantity.quote,
        quantity.kind,
        quantity.value,
        quantity.low,
        quantity.high,
        quantity.qualifier,
        quantity.unit,
        (hedge[0] + by, hedge[1] + by) if hedge else None,
        quantity.change,
        quantity.converts + index if quantity.converts is not None else None,
    )


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6), st.sampled_from([" ", "\n"]))
def test_reading_is_independent_of_neighbours(sentences: list[str], gap: str) -> None:
    whole = find_quantities(gap.join(sentences))
    alone: list[tuple[object, ...]] = []
    at = 0
    for sentence in sentences:
        begin = len(alone)
        alone += [shifted(quantity, at, begin) for quantity in find_quantities(sentence)]
        at += len(sentence) + len(gap)
    assert [shifted(quantity, 0, 0) for quantity in whole] == alone


@given(TEXTS, TEXTS)
def test_a_slice_is_read_as_if_it_stood_alone(left: str, text: str) -> None:
    start = len(left)
    inside = find_quantities(left + text + " 7 boats", start, start + len(text))
    assert [shifted(quantity, 0, 0) for quantity in inside] == [
        shifted(quantity, start, 0) for quantity in find_quantities(text)
    ]


@given(st.integers(0, 10**9), st.sampled_from(["boats", "people", "km", "years"]))
def test_a_printed_value_reads_back(value: int, noun: str) -> None:
    found = [c.quantity for c in find_candidates(f"They list {value:,} {noun} there")]
    assert [quantity.value for quantity in found] == [value]


@given(
    st.decimals(min_value=0, max_value=10**6, places=2, allow_nan=False, allow_infinity=False),
    st.sampled_from(["$", "€", "£", "US$"]),
)
def test_printed_money_reads_back(value: object, sign: str) -> None:
    (found,) = find_quantities(f"It cost {sign}{value:,} then")
    assert found.value == pytest.approx(float(str(value)))
    assert found.places == 2


HOSTILE = [
    "1", "1,", "1 ", "1.", "-1", "1–", "½", "1/", "1:", "1: ", ".1", "(", "$", " ", "'1", "0",
    "one ", "twenty-", "hundred ", "one million ", "a ", "no ", "no one ", "of ", "about ",
    "more than ", "up to ", "between 1 and ", "from 1 to ", "1 of ", "1 in ", "1% ", "1 mile (",
    "(1 km)", "1 per 1 ", "1 a day ", "1 a a a a per ", "hundreds of ", "first in the a a ",
    "was the first a ", "ranked in the ", "none of a ", "for over a decade ", "aged 1, ",
    "call 0", "http://", "a@", "a.", "a.b.", "aaaa-", "www.", "March 1, ", "12 Aa Bb ", "1e5",
    "1×10", "U.S. ", ". A", "1\n", "\u00a0", "1000 ", "1 000 ", "more than 1 a and ", "_1", "x",
    "Aa Bb 5, ", "6-4 (7-5), ", "voted 5-4 ", "§ 1", "18 U.S. ", "1.1 N ", "9mm ", "girl of 12 ",
    "at 16 ", "65 or ", "the fifth a b c ", "1/2 A ", "No 26 seed ", "phase 2 ", "The Aa Bb 2 ",
    "three months after a ", "5 points percent ", "$1 bill ", "amount — 5 ", "code ",
]  # fmt: skip
SIZE = 1000
"""Characters of a text; one three times as long takes three times as long, or nine if each part is
looked at from each other."""
LEAST = 1.0
"""Seconds of the longer text below which nothing is told of how they grow."""
LONG = 30_000
SECONDS = 3.0
"""Of such a text most patterns take 0.02; one that backtracks takes ten and more."""


@pytest.mark.slow
@pytest.mark.parametrize("piece", HOSTILE, ids=[repr(piece) for piece in HOSTILE])
def test_hostile_texts_take_linear_time(piece: str) -> None:
    _seconds(piece, 100)  # patterns and tables are made now
    assert _seconds(piece, 3 * SIZE) < max(LEAST, 6 * _seconds(piece, SIZE))


def _seconds(piece: str, size: int) -> float:
    text = (piece * (size // len(piece) + 1))[:size]
    began = time.process_time()
    find_candidates(text)
    needs_parse(text)
    return time.process_time() - began


PATTERNS = [
    pytest.param(value, id=f"{module.name}.{name}")
    for module in walk_packages(numbers.__path__, "nlp.numbers.")
    for name, value in sorted(vars(import_module(module.name)).items())
    if isinstance(value, re.Pattern)
]
TANGLES = ["1 ", "1-", "a ", "a-", "a.", "one ", "of 1 ", " "]


@pytest.mark.slow
@pytest.mark.parametrize("pattern", PATTERNS)
def test_each_pattern_takes_linear_time(pattern: re.Pattern[str]) -> None:
    began = time.process_time()
    for piece in TANGLES:
        text = (piece * LONG)[:LONG]
        sum(1 for _ in pattern.finditer(text))
    assert time.process_time() - began < SECONDS


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map("".join))
def test_any_repetition_takes_linear_time(piece: str) -> None:
    text = piece * (4000 // len(piece) + 1)
    began = time.process_time()
    find_candidates(text)
    assert time.process_time() - began < SECONDS


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n",
        "\u200b\u200b",
        "🙂🙂",
        "مرحبا ٣٤",
        "THE END",
        "l0ve 1s bl1nd",
        "﷽",
        "\ud83d",
    ],
)
def test_odd_texts_are_read_without_complaint(text: str) -> None:
    assert isinstance(find_quantities(text), list)


def test_reading_the_surface_loads_no_model() -> None:
    code = "import sys, nlp.numbers.quantities, nlp.gate, nlp.numbers.intervals; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
