"""Excerpts for a public server: the sentence, its neighbours, and a cap on both."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answers import excerpts

FIRST = "The ferry left Marrow Bay at dusk."
COUNT = "Fourteen people died in the fire."
NEXT = "The captain was questioned on shore."
REST = " ".join(f"Nobody knew about line {chr(97 + n)} of the timetable." for n in range(20))


def claim(text: str, words: str, name: str = "c") -> dict[str, object]:
    start = text.index(words)
    return {"id": name, "start": start, "end": start + len(words)}


def test_a_claim_stands_between_its_neighbours() -> None:
    text = f"{FIRST} {COUNT} {NEXT} {REST}"
    assert excerpts.neighbours(text, [claim(text, "Fourteen")]) == {"c": (FIRST, NEXT)}


def test_what_is_shown_already_is_not_shown_again() -> None:
    text = f"{FIRST} {COUNT} In all 60 were hurt. {NEXT} {REST}"
    found = excerpts.neighbours(text, [claim(text, "Fourteen", "a"), claim(text, "60", "b")])
    assert found == {"a": (FIRST, None), "b": (None, NEXT)}


def test_a_short_text_is_not_given_away() -> None:
    text = f"{FIRST} {COUNT} {NEXT}"
    assert excerpts.neighbours(text, [claim(text, "Fourteen")]) == {"c": (None, None)}


def test_long_neighbours_are_cut_on_the_far_side() -> None:
    far, near = "far " * 80, "near " * 80
    text = f"Far {far}end. {COUNT} Near {near}end. {REST * 4}"
    before, after = excerpts.neighbours(text, [claim(text, "Fourteen")])["c"]
    assert before is not None
    assert after is not None
    assert before.startswith("… far")
    assert before.endswith("end.")
    assert after.startswith("Near near")
    assert after.endswith("near …")
    assert max(len(before), len(after)) <= excerpts.BESIDE + 2


@given(st.lists(st.integers(0, 1), min_size=1, max_size=30), st.integers(1, 9))
def test_neighbours_never_go_beyond_their_share(pattern: list[int], length: int) -> None:
    pieces = [
        f"Item {n} says {'word ' * length}end." if has else f"Plain {'word ' * length}end."
        for n, has in enumerate(pattern)
    ]
    text = " ".join(pieces)
    claims = [claim(text, f"{n} says", str(n)) for n, has in enumerate(pattern) if has]
    found = excerpts.neighbours(text, claims)
    beside = sum(len(side or "") for pair in found.values() for side in pair)
    own = sum(len(pieces[n]) for n, has in enumerate(pattern) if has)
    assert beside == 0 or beside + own <= excerpts.SHARE * len(text)


@pytest.mark.parametrize("at", [0, 300, 1190])
def test_a_run_on_sentence_is_cut_around_its_number(at: int) -> None:
    sentence = "x" * at + "41" + "y" * (1198 - at)
    shown, mark = excerpts.cut(sentence, [at, at + 2])
    assert shown[mark[0] : mark[1]] == "41"
    assert len(shown) <= excerpts.SENTENCE + 4
