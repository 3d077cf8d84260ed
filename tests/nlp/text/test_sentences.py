"""Sentences by rule: where one ends and where it only looks so."""

import pytest

from nlp.text.sentences import LONGEST, split_sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rain fell. Nobody left.", ["Rain fell.", "Nobody left."]),
        (
            "Mr. Roe met Gov. Ann Lee on Nov. 3. He left.",
            ["Mr. Roe met Gov. Ann Lee on Nov. 3.", "He left."],
        ),
        ("It fell 3.5 percent. Prices rose.", ["It fell 3.5 percent.", "Prices rose."]),
        ("Rents rose 4 per cent. Brokers cheered.", ["Rents rose 4 per cent.", "Brokers cheered."]),
        ("They dug for ore. Larch Mines left.", ["They dug for ore.", "Larch Mines left."]),
        ("It seats max. 40 people.", ["It seats max. 40 people."]),
        ("See Roe vs. Lowe.", ["See Roe vs. Lowe."]),
        ("The U.S. Senate voted. It passed.", ["The U.S. Senate voted.", "It passed."]),
        ("He moved to the U.S. He stayed.", ["He moved to the U.S.", "He stayed."]),
        ("John F. Lowe spoke.", ["John F. Lowe spoke."]),
        ("It began at 9 a.m. The doors shut.", ["It began at 9 a.m.", "The doors shut."]),
        ("It costs Rs. 500. Few paid.", ["It costs Rs. 500.", "Few paid."]),
        ('"We lost 12 boats." She wept.', ['"We lost 12 boats."', "She wept."]),
        ("“Why now?” Mara Quill asked.", ["“Why now?” Mara Quill asked."]),
        ("“Why now?” The hall was silent.", ["“Why now?”", "The hall was silent."]),
        ("One line\nAnother line", ["One line", "Another line"]),
        ("Head\n\nBody. End.", ["Head", "Body.", "End."]),
        ("Wait... what? Yes!", ["Wait... what?", "Yes!"]),
        ("Sales at Mill Inc. rose. Good.", ["Sales at Mill Inc. rose.", "Good."]),
        ("", []),
        (" \n \n", []),
    ],
)
def test_cuts_where_a_sentence_ends(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_spans_are_disjoint_in_order_and_hold_all_but_white_space() -> None:
    text = "A first one.  A second!\r\n\r\n\tA third\u2028fourth. "
    spans = split_sentences(text)
    assert spans == sorted(spans)
    covered = "".join(text[start:end] for start, end in spans)
    assert covered.replace(" ", "") == "".join(text.split())


@pytest.mark.parametrize("filler", ["word ", "x", "a.b", "1, ", "“"])
def test_a_run_without_an_end_is_cut(filler: str) -> None:
    spans = split_sentences(filler * 40_000)
    assert all(end - start <= LONGEST for start, end in spans)
