"""What a number is told of, as a vector: a small transformer reads it among its words.

A number's place is taken by a mask, and what the last layer says there, cast to 128 numbers of
length 1, is its meaning: that of two numbers of one story lies near where they answer one question,
whatever their values and words. A last number says whether such a number is rather disputed than
one that moves: a toll is reported again, the length of a bridge is not. The layers are those of a
BERT (Devlin et al. 2019) that others trained on English text (Wang et al. 2020, "MiniLM"; NOTICE
names it), trained further on our invented news by ``python -m benchmarks.training.encoder``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from importlib.resources import as_file, files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crosscheck.meaning.wordpieces import Pieces, windows

Floats = NDArray[np.float32]
Weights = Mapping[str, Floats]

_SHIPPED = files("crosscheck.meaning").joinpath("encoder.npz")
HEADS = 12
STEPS = 127
"""A vector of length 1 is kept in steps of a 127th, a byte each."""
ODDS_STEPS = 24
"""Log-odds are kept in steps of a 24th, in a byte behind the vector."""
_SMALL = np.float32(1e-12)
_BEND, _CUBE = np.float32(0.7978845608), np.float32(0.044715)


@dataclass(frozen=True, slots=True)
class Encoder:
    """The transformer: embeddings, layers, and what casts their last states.

    ``cast`` makes vectors of them, ``disputed`` log-odds.
    """

    words: Floats
    places: Floats
    norm: tuple[Floats, Floats]
    layers: Sequence[Weights]
    cast: tuple[Floats, Floats]
    disputed: Floats

    def states(self, pieces: Pieces) -> Floats:
        """The states of the last layer, a row for each piece."""
        x = _normed(self.words[pieces] + self.places[: len(pieces)], *self.norm)
        for layer in self.layers:
            x = _layer(x, layer)
        return x

    def meanings(self, pieces: Pieces, places: Sequence[int]) -> list[bytes]:
        """The meanings of the numbers at some places of a window, in bytes."""
        with np.errstate(all="ignore"):  # some processors warn of what lies beside a matrix
            states = self.states(pieces)[list(places)]
            found = states @ self.cast[0] + self.cast[1]
            odds = states @ self.disputed * ODDS_STEPS
        found /= np.sqrt((found * found).sum(1, keepdims=True)) + _SMALL
        steps = np.hstack([found * STEPS, np.clip(odds, -STEPS, STEPS)])
        return [row.tobytes() for row in np.rint(steps).astype(np.int8)]


def meanings(
    text: str,
    headline_end: int,
    numbers: Sequence[tuple[str, int, int]],
    reader: Encoder | None = None,
) -> dict[str, bytes]:
    """The meanings of an article's numbers (id, start, end), by id.

    ``reader`` replaces the shipped encoder, which remembers what it read: outlets print one text.
    """
    found: dict[str, bytes] = {}
    for pieces, told in windows(text, headline_end, numbers):
        places = tuple(place for _, place in told)
        if reader is None:
            known = _remembered(pieces.tobytes(), places)
        else:
            known = reader.meanings(pieces, places)
        found |= zip((key for key, _ in told), known, strict=True)
    return found


@lru_cache(maxsize=4096)
def _remembered(pieces: bytes, places: tuple[int, ...]) -> list[bytes]:
    return encoder().meanings(np.frombuffer(pieces, np.int32), places)


def vectors(told: Sequence[bytes]) -> Floats:
    """The vectors of meanings as rows; what is not known is a row of noughts."""
    size = max((len(meaning) - 1 for meaning in told if meaning), default=0)
    found = np.zeros((len(told), size), np.float32)
    for row, meaning in zip(found, told, strict=True):
        if meaning:
            row[:] = np.frombuffer(meaning, np.int8)[:-1]
    return found


def disputed(meaning: bytes) -> float:
    """What a number's words add to the log-odds that another one disputes it, not follows on it.

    0 where its meaning is not known.
    """
    return int.from_bytes(meaning[-1:], signed=True) / ODDS_STEPS if meaning else 0.0


@cache
def encoder() -> Encoder:
    """The encoder that the package ships."""
    with as_file(_SHIPPED) as path, np.load(path) as told:
        return read(told)


@cache
def encoder_name() -> str:
    """The first 16 hex digits of the SHA-256 of the shipped encoder's file."""
    return sha256(_SHIPPED.read_bytes()).hexdigest()[:16]


def read(told: Mapping[str, NDArray[Any]]) -> Encoder:
    """An encoder as ``encoder.npz`` has it: matrices in whole steps, ``NAME/step`` a column's."""
    whole = {
        name: _times(value, told.get(f"{name}/step"))
        for name, value in told.items()
        if not name.endswith("/step")
    }
    count = 1 + max(int(name.split("/")[0]) for name in whole if name[0].isdigit())
    layers = [
        {name.split("/")[1]: value for name, value in whole.items() if name.startswith(f"{at}/")}
        for at in range(count)
    ]
    return Encoder(
        whole["words"], whole["places"], (whole["norm"], whole["norm_bias"]), layers,
        (whole["cast"], whole["cast_bias"]), whole["disputed"],
    )  # fmt: skip


def _times(value: NDArray[Any], step: NDArray[Any] | None) -> Floats:
    found = value.astype(np.float32)
    return found if step is None else np.asarray(found * step.astype(np.float32))


def _normed(x: NDArray[Any], weight: Floats, bias: Floats) -> Floats:
    x = x - x.mean(1, keepdims=True)
    return np.asarray(x / np.sqrt((x * x).mean(1, keepdims=True) + _SMALL) * weight + bias)


def _layer(x: Floats, w: Weights) -> Floats:
    count, size = x.shape
    asked = (x @ w["asked"] + w["asked_bias"]).reshape(count, 3, HEADS, size // HEADS)
    query, key, value = asked.transpose(1, 2, 0, 3)
    looks = query @ key.transpose(0, 2, 1) / np.float32((size // HEADS) ** 0.5)
    looks = np.exp(looks - looks.max(2, keepdims=True))
    looks /= looks.sum(2, keepdims=True)
    heard = (looks @ value).transpose(1, 0, 2).reshape(count, size)
    x = _normed(x + heard @ w["heard"] + w["heard_bias"], w["norm"], w["norm_bias"])
    wide = x @ w["wide"] + w["wide_bias"]
    wide *= 0.5 * (1 + np.tanh(_BEND * (wide + _CUBE * wide * wide * wide)))
    return _normed(x + wide @ w["narrow"] + w["narrow_bias"], w["norm_2"], w["norm_2_bias"])
