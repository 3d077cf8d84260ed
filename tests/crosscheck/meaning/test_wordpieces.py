"""Texts as pieces: what is hidden of a number, and that each number lies in a window."""

import pytest

from crosscheck.meaning.wordpieces import MOST, hidden, pieces_of, windows

UNKNOWN = 1


@pytest.mark.parametrize(
    ("quote", "values"),
    [
        ("22,000", ["22,000"]),
        ("$1.2 million", ["1.2 million"]),
        ("twenty-two", ["twenty-two"]),
        ("two to three dozen", ["two", "three dozen"]),
        ("a third", ["third"]),
        ("nobody", ["nobody"]),
        ("€3.5m", ["3.5m"]),
    ],
)
def test_the_value_of_a_number_is_hidden(quote: str, values: list[str]) -> None:
    text = f"In all {quote} of it"
    found = hidden(text, 7, 7 + len(quote))
    assert [text[start:end] for start, end in found] == values


def test_a_word_is_taken_apart_into_the_longest_pieces() -> None:
    assert len(pieces_of("Wounded")) == 1
    assert pieces_of("WOUNDED") == pieces_of("wounded") == pieces_of("wóunded")
    assert len(pieces_of("footbridges")) > 1
    assert pieces_of("\u5e74") == (UNKNOWN,)


def test_a_short_text_is_one_window_in_which_no_value_is_read() -> None:
    told = []
    for value in ("12", "forty"):
        text = f"Fire in Lorn\n\nIt killed {value} people."
        (window,) = windows(text, 12, [("a", text.index(value), text.index(value) + len(value))])
        ((key, place),) = window.numbers
        assert key == "a"
        told.append((window.pieces.tolist(), place))
    assert told[0] == told[1]


def test_each_number_of_a_long_text_lies_in_one_window_behind_the_headline() -> None:
    filling = "The minister said that nothing of it was known to her. " * 12
    text = "Fire in Lorn\n\n" + "".join(f"{filling}It hurt {n} people. " for n in range(101, 121))
    numbers = [(str(n), text.index(f"{n} p"), text.index(f"{n} p") + 3) for n in range(101, 121)]
    found = windows(text, 12, numbers)
    assert sorted(key for window in found for key, _ in window.numbers) == [n[0] for n in numbers]
    head = windows("Fire in Lorn", 12, [("x", 0, 4)])[0].pieces[2:4].tolist()
    for window in found:
        assert len(window.pieces) <= MOST
        assert window.pieces[2:4].tolist() == head
        assert all(0 < place < len(window.pieces) - 1 for _, place in window.numbers)
