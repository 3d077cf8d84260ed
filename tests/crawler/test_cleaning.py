"""Text made harmless, paragraphs kept."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.cleaning import clean, one_line, paragraphs_of, squash


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("caf\u0065\u0301", "caf\u00e9"),
        ("5\u200b00", "500"),
        ("\u202e005\u202c", "005"),
        ("a\x00b\x07c", "abc"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("co\u00adoperate", "cooperate"),
        ("\ufeffStart", "Start"),
        ("tab\tstays", "tab\tstays"),
        ("\ud800lone", "lone"),
        ("\ue000private", "private"),
    ],
)
def test_clean(raw, expected):
    assert clean(raw) == expected


@given(st.text())
def test_clean_leaves_nothing_harmful(text):
    kept = clean(text)
    assert kept == unicodedata.normalize("NFC", kept)
    assert not [
        char
        for char in kept
        if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co") and char not in "\n\t"
    ]
    assert clean(kept) == kept


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("  two   words\n here ", "two words here"),
        ("10\u202f000 people", "10\u202f000 people"),
        ("10\u00a0000\u00a0people", "10\u00a0000 people"),
        ("10  000", "10 000"),
        ("\u00a05\u00a0", "5"),
    ],
)
def test_one_line(raw, expected):
    assert one_line(raw) == expected


def test_paragraphs_by_blank_lines():
    assert paragraphs_of("One.\n\nTwo.\n \n\nThree.") == ["One.", "Two.", "Three."]


def test_single_newlines_part_paragraphs_and_headings():
    text = "A heading without an end\nThe first paragraph is here.\nThe second is here."

    assert paragraphs_of(text) == text.split("\n")


def test_hard_wrapped_lines_are_joined():
    text = (
        "The stone bridge at Orrin was closed on Sunday after the\n"
        "river rose by 3 metres, the county's engineers said in\n"
        "a report.\n\nAbout 1,200 people live on the northern bank and\nnow drive further."
    )

    assert paragraphs_of(text) == [
        "The stone bridge at Orrin was closed on Sunday after the river rose by 3 metres, the "
        "county's engineers said in a report.",
        "About 1,200 people live on the northern bank and now drive further.",
    ]


@pytest.mark.parametrize("hostile", ["\n" * 100_000, " \n" * 50_000, "\u200b" * 100_000])
def test_paragraphs_are_linear(hostile):
    began = time.process_time()
    paragraphs_of(hostile)
    paragraphs_of("a" + hostile + "b")
    assert time.process_time() - began < 2


def test_squash():
    assert squash("“Bridge” closes: 3 m!") == "bridgecloses3m"
