"""The transformer's arithmetic, against the same worked out piece by piece."""

import math

import numpy as np
import pytest

from crosscheck.meaning.encoder import HEADS, ODDS_STEPS, STEPS, disputed, read

SIZE, WIDE, COUNT = 2 * HEADS, 5, 4
_random = np.random.default_rng(7)


def some(*shape: int) -> np.ndarray:
    return _random.standard_normal(shape).astype(np.float32)


TOLD = {
    "words": some(9, SIZE), "places": some(COUNT, SIZE), "norm": some(SIZE),
    "norm_bias": some(SIZE), "cast": some(SIZE, 3), "cast_bias": some(3),
    "disputed": some(SIZE, 1) / 8,
    "0/asked": some(SIZE, 3 * SIZE), "0/asked_bias": some(3 * SIZE),
    "0/heard": some(SIZE, SIZE), "0/heard_bias": some(SIZE),
    "0/norm": some(SIZE), "0/norm_bias": some(SIZE),
    "0/wide": some(SIZE, WIDE), "0/wide_bias": some(WIDE),
    "0/narrow": some(WIDE, SIZE), "0/narrow_bias": some(SIZE),
    "0/norm_2": some(SIZE), "0/norm_2_bias": some(SIZE),
}  # fmt: skip


def normed(row: np.ndarray, weight: np.ndarray, bias: np.ndarray) -> np.ndarray:
    return (row - row.mean()) / math.sqrt(row.var()) * weight + bias


def by_hand(pieces: list[int]) -> list[np.ndarray]:
    told = {name: value.astype(float) for name, value in TOLD.items()}
    x = [
        normed(told["words"][piece] + told["places"][at], told["norm"], told["norm_bias"])
        for at, piece in enumerate(pieces)
    ]
    asked = [row @ told["0/asked"] + told["0/asked_bias"] for row in x]
    found = []
    for row, mine in zip(x, asked, strict=True):
        heard = []
        for head in range(HEADS):
            own = slice(2 * head, 2 * head + 2)
            looks = [
                math.exp(mine[:SIZE][own] @ other[SIZE : 2 * SIZE][own] / math.sqrt(2))
                for other in asked
            ]
            told_by = [other[2 * SIZE :][own] for other in asked]
            heard.append(sum(w * v for w, v in zip(looks, told_by, strict=True)) / sum(looks))
        row = row + np.concatenate(heard) @ told["0/heard"] + told["0/heard_bias"]
        row = normed(row, told["0/norm"], told["0/norm_bias"])
        wide = row @ told["0/wide"] + told["0/wide_bias"]
        bent = [
            w / 2 * (1 + math.tanh(math.sqrt(2 / math.pi) * (w + 0.044715 * w**3))) for w in wide
        ]
        row = row + np.array(bent) @ told["0/narrow"] + told["0/narrow_bias"]
        found.append(normed(row, told["0/norm_2"], told["0/norm_2_bias"]))
    return found


def test_the_states_are_those_worked_out_by_hand() -> None:
    pieces = [3, 0, 8, 3]
    states = read(TOLD).states(np.array(pieces, np.int32))
    assert states == pytest.approx(np.array(by_hand(pieces)), abs=1e-3)


def test_a_meaning_is_the_cast_state_at_length_one() -> None:
    pieces = [1, 2, 7]
    (told,) = read(TOLD).meanings(np.array(pieces, np.int32), [2])
    cast = by_hand(pieces)[2] @ TOLD["cast"] + TOLD["cast_bias"]
    assert np.frombuffer(told, np.int8)[:-1] == pytest.approx(
        cast / np.linalg.norm(cast) * STEPS, abs=0.6
    )


def test_behind_a_meaning_stand_the_odds_of_a_dispute() -> None:
    pieces = [1, 2, 7]
    (told,) = read(TOLD).meanings(np.array(pieces, np.int32), [2])
    (odds,) = by_hand(pieces)[2] @ TOLD["disputed"]
    assert abs(odds) < STEPS / ODDS_STEPS
    assert disputed(told) == pytest.approx(odds, abs=0.6 / ODDS_STEPS)
    assert disputed(b"") == 0


def test_odds_beyond_what_a_byte_holds_are_cut() -> None:
    far = TOLD | {"disputed": np.full((SIZE, 1), 1e3, np.float32)}
    (told,) = read(far).meanings(np.array([1, 2], np.int32), [1])
    assert abs(disputed(told)) == STEPS / ODDS_STEPS


def test_matrices_may_be_kept_in_whole_steps() -> None:
    step = np.full((1, 3), 0.5, np.float32)
    told = TOLD | {"cast": np.full((SIZE, 3), 4, np.int8), "cast/step": step}
    assert read(told).cast[0].tolist() == [[2.0] * 3] * SIZE
