"""Hedges on either side of a number, and words that only look like them."""

import re

import pytest

from nlp.numbers.hedges import AFTER, BEFORE, after, before
from terms.enums import Qualifier


@pytest.mark.parametrize(("phrase", "qualifier"), BEFORE.items())
def test_every_phrase_of_the_table_is_read_before_a_number(
    phrase: str, qualifier: Qualifier
) -> None:
    text = f"here {phrase}{'' if phrase in ('~', '≈', '±', 'sub-') else ' '}40 geese"
    found = before(text, text.index("40"))
    if qualifier is Qualifier.EXACT:
        assert found is None
    else:
        assert found is not None
        assert found.qualifier is qualifier
        assert text[found.start : found.end] == phrase


@pytest.mark.parametrize(("phrase", "qualifier"), AFTER.items())
def test_every_phrase_of_the_table_is_read_after_a_number(
    phrase: str, qualifier: Qualifier
) -> None:
    close = phrase.startswith(("-", "+"))
    tail = " boats" if phrase in ("odd", "plus") else "."
    text = f"40{'' if close else ' '}{phrase}{tail}"
    found = after(text, 2)
    assert found is not None
    assert found.qualifier is qualifier


@pytest.mark.parametrize(
    "text",
    [
        "more than the 40 that came",
        "it went up to 40",
        "they handed over 40",
        "what about 40",
        "exactly 40",
        "only 40",
        "spread over 40 months",
        "people over 40",
    ],
)
def test_words_that_do_not_hedge(text: str) -> None:
    at = text.index("40")
    assert before(text, at, time="months" in text) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("more than another 40", "more than"),
        ("at least an additional 40", "at least"),
        ("nearly a record 40", "nearly"),
        ("lasted over 40 months", "over"),
    ],
)
def test_fillers_may_stand_between(text: str, words: str) -> None:
    found = before(text, text.index("40"))
    assert found is not None
    assert text[found.start : found.end] == words


@pytest.mark.parametrize(
    "text", ["40 or 50", "40 and up 5 percent", "40 plus costs", "40 or more than 3"]
)
def test_what_runs_on_does_not_hedge(text: str) -> None:
    assert after(text, 2) is None


def test_looks_no_further_than_the_sentence() -> None:
    text = "about. 40 geese"
    assert before(text, 7, 7) is None


def test_after_reads_behind_the_noun() -> None:
    found = after("40 people or more", 2)
    assert found is not None
    assert found.qualifier is Qualifier.AT_LEAST


def test_tables_hold_plain_phrases() -> None:
    assert all(re.fullmatch(r"[a-z~≈±≤≥<>=. -]+|\+", phrase) for phrase in {*BEFORE, *AFTER})
