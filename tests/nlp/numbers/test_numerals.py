"""Numerals: printed from a value they read back as that value, whatever the convention."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.numbers.numerals import SEED, Form, Numeral, numeral_at
from nlp.numbers.spelled import spelled
from nlp.text.folding import fold

SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def in_words(number: int, *, link: str = " and ") -> str:
    """A whole number below 10^15 in English words."""
    if number < 20:
        return SMALL[number]
    if number < 100:
        rest = f"-{SMALL[number % 10]}" if number % 10 else ""
        return TENS[number // 10 - 2] + rest
    if number < 1000:
        rest = link + in_words(number % 100) if number % 100 else ""
        return f"{SMALL[number // 100]} hundred{rest}"
    for scale, name in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million")):
        if number >= scale:
            rest = f" {in_words(number % scale, link=link)}" if number % scale else ""
            return f"{in_words(number // scale, link=link)} {name}{rest}"
    rest = f" {in_words(number % 1000, link=link)}" if number % 1000 else ""
    return f"{in_words(number // 1000, link=link)} thousand{rest}"


def read(text: str) -> Numeral | None:
    folded = fold(text)
    seed = SEED.search(folded)
    return numeral_at(folded, seed.start()) if seed else None


@given(st.integers(0, 10**15 - 1), st.sampled_from([" and ", " "]))
def test_reads_back_numbers_in_words(number: int, link: str) -> None:
    words = in_words(number, link=link)
    found = spelled(words, 0)
    assert found is not None
    assert found[:2] == (number, len(words))


@given(st.integers(0, 10**12), st.sampled_from([",", "\u00a0", "\u2009", "\u202f", " ", "'", ""]))
def test_reads_back_grouped_digits(number: int, separator: str) -> None:
    text = f"{number:,}".replace(",", separator)
    found = read(text)
    assert found is not None
    assert (found.value, found.end) == (number, len(text))


@given(
    st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False, allow_infinity=False),
    st.booleans(),
)
def test_reads_back_decimals(number: Decimal, grouped: bool) -> None:
    text = f"{number:,}" if grouped else f"{number}"
    found = read(text)
    assert found is not None
    assert found.value == number
    assert found.places == 2


@given(
    st.decimals(min_value=1, max_value=999, places=1, allow_nan=False, allow_infinity=False),
    st.sampled_from(
        [("million", 10**6), ("billion", 10**9), ("bn", 10**9), ("lakh", 10**5), ("crore", 10**7)]
    ),
)
def test_reads_back_scaled_numbers(number: Decimal, scale: tuple[str, int]) -> None:
    found = read(f"{number} {scale[0]}")
    assert found is not None
    assert found.value == number * scale[1]
    assert found.mantissa == number
    assert found.scale == scale[1]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("two thousand and eight", 2008, id="and after thousand"),
        pytest.param("twelve hundred", 1200, id="twelve hundred"),
        pytest.param("five hundred thousand", 500000, id="hundred thousand"),
        pytest.param("ninety-nine", 99, id="hyphen"),
        pytest.param("ninety nine", 99, id="no hyphen"),
        pytest.param("one hundred million", 10**8, id="hundred million"),
        pytest.param("a thousand", 1000, id="article"),
        pytest.param("half a billion", 5 * 10**8, id="half a billion"),
        pytest.param("quarter of a million", 250000, id="quarter of a million"),
        pytest.param("one and three-quarter million", 1750000, id="and three-quarter"),
        pytest.param("2-and-a-half million", 2500000, id="hyphened half"),
        pytest.param("4 hundred million", 4 * 10**8, id="digit hundred million"),
    ],
)
def test_values(text: str, value: int | None) -> None:
    found = read(text)
    assert (found.value if found else None) == value


@pytest.mark.parametrize(
    ("text", "end"),
    [
        pytest.param("two and three", 3, id="two numbers"),
        pytest.param("five, six", 4, id="list"),
        pytest.param("one million, two cats", 11, id="comma ends"),
        pytest.param("twenty thirty", 6, id="two tens"),
        pytest.param("three five", 5, id="two ones"),
    ],
)
def test_stops_where_the_number_ends(text: str, end: int) -> None:
    found = read(text)
    assert (found.end if found else 0) == end


@pytest.mark.parametrize(
    ("text", "magnitude"),
    [
        ("dozens", 12),
        ("hundreds of thousands", 100000),
        ("tens of millions", 10**7),
        ("a few hundred", 100),
        ("several dozen", 12),
        ("many thousands", 1000),
        ("a couple of hundred", 100),
    ],
)
def test_vague_words_have_a_magnitude(text: str, magnitude: int) -> None:
    found = read(text)
    assert found is not None
    assert (found.form, found.value, found.magnitude, found.end) == (
        Form.VAGUE,
        None,
        magnitude,
        len(text),
    )


def test_scale_letters_need_money_before_them() -> None:
    assert numeral_at("5m", 0, money=True) == Numeral(
        0, 2, Form.DIGITS, Decimal(5000000), Decimal(5), 10**6
    )
    plain = numeral_at("5m", 0)
    assert plain is not None
    assert plain.end == 1
