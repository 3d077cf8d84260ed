"""Trains the encoder of ``crosscheck/meaning``: numbers of one question lie near each other.

    python -m benchmarks.training.encoder --base FOLDER --keep LEDGERS --out FOLDER [--write]

``FOLDER`` of ``--base`` holds ``model.safetensors`` and ``vocab.txt`` of all-MiniLM-L6-v2
(Apache-2.0; SHA-256 below), whose lower layers go on from there. It needs jax, which nothing else
here does. What is learned from is our own prose alone: the invented newsrooms and marked news; no
publisher's text. Written to ``--out`` are two encoders, each of which never saw one half of the
writers (``half-0.npz``, ``half-1.npz``: with them ``benchmarks.crosscheck`` measures, and learns
what a meaning is worth), and with ``--write`` the one that is shipped, of all of them.

Each step takes one story. The loss is contrastive (van den Oord et al. 2018, "InfoNCE"): each pair
of one question against what its numbers share with all others, and the same as a yes or no; beside
it, of the pairs of one question whose numbers differ, whether gold has a dispute or an update.
"""

import argparse
import json
import random
import struct
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import combinations
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from benchmarks.loading import of_newsrooms, writer
from benchmarks.training import gold, marked
from benchmarks.training.gold import Set, verdict_of
from crosscheck.meaning import wordpieces
from crosscheck.meaning.encoder import HEADS, STEPS
from crosscheck.model import LedgerClaim
from crosscheck.relations.evidence import disjoint

BASE_DIGEST = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
LAYERS = 3
SIZE = 128
EPOCHS = 2
RATE = 7e-5
"""Of the layers; what casts the last states learns five times as fast."""
DROPOUT = 0.1
DISPUTES = 20
"""Pairs that differ from which on a story's loss of their disputes has its whole weight, 1."""
_SMALL = 1e-12
_PLACES = wordpieces.MOST
_WIDTHS = (96, 144, _PLACES)
_SIGNS = {"conflict": 1, "update": -1}
_NUMBERS = 16
"""Numbers of a story are filled up to a multiple of this, windows to one of two."""

Tree = Any
PARTS = {
    "heard": "attention.output.dense", "norm": "attention.output.LayerNorm",
    "wide": "intermediate.dense", "narrow": "output.dense", "norm_2": "output.LayerNorm",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Story:
    """One story: pieces of its windows, where its numbers stand, which are of one question.

    ``used`` are the pairs of which gold knows that, and that could be compared; ``disputed`` has 1
    for pairs of one question whose numbers are disputed, -1 where they moved, 0 for all else.
    """

    writer: str
    pieces: Any
    where: Any
    same: Any
    used: Any
    disputed: Any


def stories_of(one: Set) -> Iterator[Story]:
    """The stories of a set that hold a pair of one question."""
    by_id = {article.id: article for article in one.articles}
    claims: dict[str, list[LedgerClaim]] = {}
    for claim in one.claims:
        story = one.story.get(claim.article_id)
        if story is not None and claim.current:
            claims.setdefault(story, []).append(claim)
    for _, own in sorted(claims.items()):
        windows = list[Any]()
        where: dict[str, tuple[int, int]] = {}
        for key in dict.fromkeys(claim.article_id for claim in own):
            article = by_id[key]
            numbers = [(c.id, c.start, c.end) for c in own if c.article_id == key]
            for window in wordpieces.windows(article.text, article.headline_end, numbers):
                where |= {at: (len(windows), place) for at, place in window.numbers}
                windows.append(window.pieces)
        asked = [one.asked.get(claim.id) for claim in own]
        known = np.array([each is not None for each in asked])
        kind = np.array([claim.kind for claim in own])
        codes = {each: number for number, each in enumerate(dict.fromkeys(asked))}
        code = np.array([codes[each] for each in asked])
        both = known[:, None] & known
        same = both & (code[:, None] == code)
        used = both | (known[:, None] | known if one.exhaustive else False)
        used &= same | (kind[:, None] == kind)
        np.fill_diagonal(used, False)
        if not (same & used).any():
            continue
        count = -(-len(own) // _NUMBERS) * _NUMBERS
        places = np.zeros((count, 2), np.int32)
        places[: len(own)] = [where[claim.id] for claim in own]
        fill = (0, count - len(own))
        tables = (np.pad(table, (fill, fill)) for table in (same, used, _disputed(own, one)))
        yield Story(writer(one.files.name), _filled(windows), places, *tables)


def _disputed(own: Sequence[LedgerClaim], one: Set) -> Any:
    """The pairs whose numbers gold has as disputed (1), and as moved (-1)."""
    found = np.zeros((len(own), len(own)), np.int8)
    for (i, a), (j, b) in combinations(enumerate(own), 2):
        told = verdict_of(one.asked.get(a.id), one.asked.get(b.id), one.verdicts)
        if told is not None and told[0] in _SIGNS and disjoint(a, b):
            found[i, j] = found[j, i] = _SIGNS[told[0]]
    return found


def _filled(windows: Sequence[Any]) -> Any:
    longest = max(map(len, windows))
    width = next(width for width in _WIDTHS if width >= longest)
    found = np.zeros((-(-len(windows) // 2) * 2, width), np.int32)
    for at, pieces in enumerate(windows):
        found[at, : len(pieces)] = pieces
    return found


def base(folder: Path) -> dict[str, Any]:
    """The tensors of ``model.safetensors``; ``ValueError`` where it is another file."""
    told = (folder / "model.safetensors").read_bytes()
    if sha256(told).hexdigest() != BASE_DIGEST:
        raise ValueError(f"{folder}: model.safetensors is not that of all-MiniLM-L6-v2")
    (size,) = struct.unpack("<Q", told[:8])
    found = {}
    for name, about in json.loads(told[8 : 8 + size]).items():
        if name != "__metadata__" and about["dtype"] == "F32":
            first, last = (8 + size + at for at in about["data_offsets"])
            found[name] = np.frombuffer(told[first:last], np.float32).reshape(about["shape"])
    return found


def kept_pieces(folder: Path) -> list[tuple[int, str]]:
    """The pieces that are kept, with their rows: those of which English news could consist."""
    lines = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
    return [
        (row, piece)
        for row, piece in enumerate(lines)
        if piece and not piece.startswith("[unused") and all(map(_is_latin, piece))
    ]


def _is_latin(character: str) -> bool:
    """Latin letters and digits, and the blocks of signs: punctuation, currencies, letterlike."""
    return character < "\u0250" or "\u2000" <= character < "\u2150"


def start(folder: Path) -> tuple[dict[str, Any], Tree]:
    """What stays as it is (embeddings), and what is trained: layers and the cast."""
    told = base(folder)
    rows = [row for row, _ in kept_pieces(folder)]
    name = "embeddings.{}_embeddings.weight".format
    fixed = {
        "words": told[name("word")][rows],
        "places": told[name("position")][:_PLACES] + told[name("token_type")][0],
        "norm": told["embeddings.LayerNorm.weight"],
        "norm_bias": told["embeddings.LayerNorm.bias"],
    }
    layers = []
    for at in range(LAYERS):
        of = f"encoder.layer.{at}."
        asked = [of + f"attention.self.{part}" for part in ("query", "key", "value")]
        layer = {
            "asked": np.concatenate([told[f"{part}.weight"].T for part in asked], 1),
            "asked_bias": np.concatenate([told[f"{part}.bias"] for part in asked]),
        }
        for part, where in PARTS.items():
            layer[part] = told[f"{of}{where}.weight"].T
            layer[f"{part}_bias"] = told[f"{of}{where}.bias"]
        layers.append(layer)
    random_ = np.random.default_rng(0)
    size = fixed["words"].shape[1]
    cast = (random_.standard_normal((size, SIZE)) * 0.05).astype(np.float32)
    trained = {
        "layers": layers, "cast": cast, "cast_bias": np.zeros(SIZE, np.float32),
        "disputed": (random_.standard_normal((size, 1)) * 0.03).astype(np.float32),
        "sharp": np.float32(np.log(12.0)), "slope": np.float32(8.0), "level": np.float32(-4.0),
    }  # fmt: skip
    return fixed, jax.tree.map(jnp.asarray, trained)


def _normed(x: Any, weight: Any, bias: Any) -> Any:
    x = x - x.mean(-1, keepdims=True)
    return x / jnp.sqrt((x * x).mean(-1, keepdims=True) + _SMALL) * weight + bias


def _dropped(x: Any, key: Any) -> Any:
    if key is None:
        return x
    return x * jax.random.bernoulli(key, 1 - DROPOUT, x.shape) / (1 - DROPOUT)


def _layer(w: Mapping[str, Any], x: Any, there: Any, keys: Any) -> Any:
    some, count, size = x.shape
    asked = (x @ w["asked"] + w["asked_bias"]).reshape(some, count, 3, HEADS, size // HEADS)
    query, key, value = asked.transpose(2, 0, 3, 1, 4)
    looks = query @ key.transpose(0, 1, 3, 2) / np.sqrt(size // HEADS)
    looks = jax.nn.softmax(looks + jnp.where(there, 0.0, -1e9)[:, None, None, :], -1)
    heard = (looks @ value).transpose(0, 2, 1, 3).reshape(some, count, size)
    x = _normed(
        x + _dropped(heard @ w["heard"] + w["heard_bias"], keys[0]), w["norm"], w["norm_bias"]
    )
    wide = jax.nn.gelu(x @ w["wide"] + w["wide_bias"], approximate=True)
    narrow = _dropped(wide @ w["narrow"] + w["narrow_bias"], keys[1])
    return _normed(x + narrow, w["norm_2"], w["norm_2_bias"])


def read(trained: Tree, x: Any, there: Any, where: Any, key: Any = None) -> tuple[Any, Any]:
    """Vectors of length 1 and log-odds of a dispute, a row for each number."""
    count = 2 * len(trained["layers"])
    keys = [None] * count if key is None else list(jax.random.split(key, count))
    for at, layer in enumerate(trained["layers"]):
        x = _layer(layer, x, there, keys[2 * at : 2 * at + 2])
    states = x[where[:, 0], where[:, 1]]
    found = states @ trained["cast"] + trained["cast_bias"]
    found = found / jnp.sqrt((found * found).sum(-1, keepdims=True) + 1e-9)
    return found, states @ trained["disputed"]


def loss(
    trained: Tree, x: Any, there: Any, where: Any, tables: tuple[Any, Any, Any], key: Any
) -> Any:
    """How far one story's numbers are from lying as gold has it."""
    same, used, disputed = tables
    found, odds_of = read(trained, x, there, where, key)
    near = found @ found.T
    sharp = near * jnp.exp(trained["sharp"])
    yes, no = used & same, used & ~same
    others = jax.nn.logsumexp(jnp.where(no, sharp, -1e9), 1)
    missed = ((jnp.logaddexp(sharp, others[:, None]) - sharp) * yes).sum(1)
    pairs = yes.sum(1)
    contrast = (missed / jnp.maximum(pairs, 1)).sum() / jnp.maximum((pairs > 0).sum(), 1)
    odds = near * trained["slope"] + trained["level"]
    wrong = jnp.where(yes, jax.nn.softplus(-odds), 0).sum() / jnp.maximum(yes.sum(), 1)
    wrong += jnp.where(no, jax.nn.softplus(odds), 0).sum() / jnp.maximum(no.sum(), 1)
    told = disputed * (odds_of + odds_of.T)
    differ = (disputed != 0).sum()
    moved = (jax.nn.softplus(-told) * (disputed != 0)).sum() / jnp.maximum(differ, DISPUTES)
    return contrast + wrong / 4 + moved


_gradient = jax.jit(jax.value_and_grad(loss))


def _moved(trained: Tree, first: Tree, second: Tree, by: Tree, rate: Any, step: Any) -> Any:
    """One step of Adam with decay (Loshchilov and Hutter 2019), of a gradient no longer than 1."""
    length = jnp.sqrt(sum((one * one).sum() for one in jax.tree.leaves(by)))
    by = jax.tree.map(lambda one: one / jnp.maximum(length, 1.0), by)
    first = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, first, by)
    second = jax.tree.map(lambda v, g: 0.98 * v + 0.02 * g * g, second, by)
    speeds = jax.tree.map(lambda _: 1.0, trained)
    speeds |= dict.fromkeys(("cast", "cast_bias", "disputed"), 5.0)
    speeds |= dict.fromkeys(("sharp", "slope", "level"), 20.0)

    def moved(value: Any, m: Any, v: Any, speed: float) -> Any:
        step_ = m / (1 - 0.9**step) / (jnp.sqrt(v / (1 - 0.98**step)) + 1e-8)
        return value - rate * speed * (step_ + (0.01 * value if value.ndim > 1 else 0.0))

    return jax.tree.map(moved, trained, first, second, speeds), first, second


_step = jax.jit(_moved)


def fit(stories: Sequence[Story], fixed: Mapping[str, Any], trained: Tree) -> Tree:
    """The trained parts, after all stories were seen ``EPOCHS`` times."""
    first = second = jax.tree.map(jnp.zeros_like, trained)
    key, order, step, begun = jax.random.PRNGKey(0), random.Random(1), 0, time.monotonic()
    steps, recent = EPOCHS * len(stories), list[float]()
    for _ in range(EPOCHS):
        for story in order.sample(stories, len(stories)):
            step += 1
            key, own = jax.random.split(key)
            rate = RATE * min(1.0, step / 50) * max(0.02, 1 - step / steps)
            value, by = _gradient(
                trained, embedded(fixed, story.pieces), story.pieces > 0, story.where,
                (story.same, story.used, story.disputed), own,
            )  # fmt: skip
            trained, first, second = _step(trained, first, second, by, rate, step)
            recent.append(float(value))
            if step % 100 == 0:
                seconds = time.monotonic() - begun
                print(
                    f"{seconds:6.0f} s  step {step} of {steps}: {np.mean(recent):.3f}", flush=True
                )
                recent.clear()
    return trained


def embedded(fixed: Mapping[str, Any], pieces: Any) -> Any:
    """Pieces as what the first layer takes."""
    places = fixed["places"][: pieces.shape[1]]
    return _normed(fixed["words"][pieces] + places, fixed["norm"], fixed["norm_bias"])


def packed(fixed: Mapping[str, Any], trained: Tree) -> dict[str, Any]:
    """An encoder as ``encoder.npz`` has it: matrices in whole steps of each column's largest."""
    whole = dict(fixed) | {name: trained[name] for name in ("cast", "cast_bias", "disputed")}
    for at, layer in enumerate(trained["layers"]):
        whole |= {f"{at}/{name}": value for name, value in layer.items()}
    found = {}
    for name, value in whole.items():
        value = np.asarray(value, np.float32)
        if value.ndim == 1:
            found[name] = value
            continue
        axis = 1 if name in ("words", "places") else 0
        step = np.maximum(np.abs(value).max(axis, keepdims=True), _SMALL) / STEPS
        found[name] = np.rint(value / step).astype(np.int8)
        found[f"{name}/step"] = step.astype(np.float32)
    return found


def halves(stories: Sequence[Story]) -> list[set[str]]:
    """The writers in two halves, of newsrooms and of marked news about as many stories in each."""
    count = Counter(story.writer for story in stories)
    found: list[set[str]] = [set(), set()]
    for kind in (True, False):
        own = [name for name in count if of_newsrooms(name) is kind]
        dealt = [0, 0]
        for name in sorted(own, key=lambda name: (-count[name], name)):
            least = dealt.index(min(dealt))
            found[least].add(name)
            dealt[least] += count[name]
    return found


def main() -> None:
    """Train the encoders and write them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--keep", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    place = Path(wordpieces.__file__).parent
    if options.write:
        pieces = "".join(f"{piece}\n" for _, piece in kept_pieces(options.base))
        (place / "vocabulary.txt").write_text(pieces, encoding="utf-8")
    found = [gold.load(files, options.keep / f"{files.name}.db") for files in gold.newsrooms()]
    found += [marked.load(path, options.keep) for path in marked.files()]
    stories = [story for one in found for story in stories_of(one)]
    print(f"{len(stories)} stories")
    told: dict[str, int] = {}
    for number, half in enumerate(halves(stories)):
        print(f"half {number} never sees {', '.join(sorted(half))}")
        fixed, trained = start(options.base)
        seen = [story for story in stories if story.writer not in half]
        trained = fit(seen, fixed, trained)
        np.savez_compressed(options.out / f"half-{number}.npz", **packed(fixed, trained))
        told |= dict.fromkeys(half, number)
    (options.out / "halves.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    if options.write:
        fixed, trained = start(options.base)
        trained = fit(stories, fixed, trained)
        np.savez_compressed(place / "encoder.npz", **packed(fixed, trained))


if __name__ == "__main__":
    main()
