"""What the encoder says of numbers, and which claims are read."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from crosscheck.meaning import STEPS, known_meaning, meaning_rows, vectors, with_meanings
from crosscheck.meaning.encoder import encoder_name, meanings


def near(text: str, *quotes: str) -> Any:
    """How near the numbers of a text lie to each other, those in its quotes."""
    numbers = [(quote, text.index(quote), text.index(quote) + len(quote)) for quote in quotes]
    told = meanings(text, 0, numbers)
    rows = vectors([told[quote] for quote in quotes])
    return rows @ rows.T / STEPS**2


def by_id(desk: Any) -> dict[str, Any]:
    return {article.id: article for article in desk.articles}


def test_a_meaning_has_length_one_and_knows_no_value() -> None:
    told = []
    for value in ("15", "2,700"):
        text = f"The fire killed {value} people in Lorn."
        told.append(meanings(text, 0, [("a", 16, 16 + len(value))])["a"])
    assert told[0] == told[1]
    assert float(np.linalg.norm(vectors(told)[0])) == pytest.approx(STEPS, rel=0.02)


def test_what_asks_one_question_in_other_words_lies_nearer() -> None:
    text = (
        "The mill is to lose 1,200 jobs. It made 310 tonnes of paper a day. "
        "Its owner will dismiss 1,500 of the staff."
    )
    table = near(text, "1,200", "310", "1,500")
    assert table[0, 2] > table[0, 1]
    assert table[0, 2] > table[1, 2]


def test_what_is_not_known_is_a_row_of_noughts() -> None:
    assert vectors([b"", bytes([1, 255, 9])]).tolist() == [[0, 0], [1, -1]]
    assert vectors([]).shape == (0, 0)


def test_a_claim_is_read_once_and_kept_as_a_row(desk: Any) -> None:
    people = {"kind": "count", "unit": "person", "value": 12}
    desk.write("lantern", "A fire in Lorn killed [12 people].", people)
    desk.write("courier", "The fire in Lorn killed [12 people].", people)
    both = with_meanings(desk.claims, by_id(desk))
    assert all(len(claim.meaning) == 129 for claim in both)
    assert with_meanings(both, {}) == both
    rows = meaning_rows(both)
    assert [row.encoder for row in rows] == [encoder_name()] * 2
    told = {row.claim_id: row for row in rows}
    for claim in both:
        row = told[claim.id]
        assert known_meaning({"encoder": row.encoder, "vector": row.vector}) == claim.meaning
        assert known_meaning({"encoder": "another", "vector": row.vector}) == b""
        assert known_meaning({"encoder": None, "vector": None}) == b""


def test_a_claim_that_is_not_where_it_says_is_not_read(desk: Any) -> None:
    desk.write("lantern", "It killed [12 people].", {"value": 12})
    desk.write("courier", "It killed [12 people].", {"value": 12})
    articles = by_id(desk)
    first, second = desk.articles
    articles[first.id] = replace(first, text="Other words now.")
    told = {claim.article_id: claim.meaning for claim in with_meanings(desk.claims, articles)}
    assert told[first.id] == b""
    assert told[second.id] != b""


def test_a_claim_of_an_earlier_version_is_read_there(desk: Any) -> None:
    article = desk.write("lantern", "A fire in Lorn killed [36] people.", {})
    desk.rewrite(article, "A fire in Lorn killed [36] people.", "Fire in Lorn: [63] died.", {})
    told = with_meanings(desk.claims, by_id(desk), desk.versions)
    assert len(told) == 2
    assert all(claim.meaning for claim in told)


def test_what_the_ledger_has_is_not_written_again(desk: Any) -> None:
    desk.write("lantern", "A fire in Lorn killed [12] people.", {})
    desk.write("courier", "The fire in Lorn killed [12] people.", {})
    assert len(desk.check().meanings) == 2
    desk.claims = with_meanings(desk.claims, by_id(desk))
    assert desk.check().meanings == ()
