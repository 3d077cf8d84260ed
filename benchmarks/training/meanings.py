"""The meanings of claims by encoders that never saw them, to learn from and to measure with.

``benchmarks.training.encoder`` leaves two encoders that saw one half of the invented news each, and
``halves.json``, which tells of each writer which of the two never saw it. Real news no encoder saw:
there it is the shipped one's word that counts.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from benchmarks.loading import writer
from benchmarks.training.gold import Set
from benchmarks.training.pairs import LabelledPair
from crosscheck.meaning import Encoder, encoder, read, with_meanings
from crosscheck.model import CheckArticle, LedgerClaim


@dataclass(frozen=True, slots=True)
class Encoders:
    """Two encoders, and by writer which of them never saw it."""

    halves: Sequence[Encoder]
    unseen: Mapping[str, int]

    @staticmethod
    def load(folder: Path) -> "Encoders":
        """Those that ``benchmarks.training.encoder`` left in a folder."""
        told = json.loads((folder / "halves.json").read_text(encoding="utf-8"))
        halves = []
        for number in sorted(set(told.values())):
            with np.load(folder / f"half-{number}.npz") as file:
                halves.append(read(file))
        return Encoders(halves, told)

    def of(self, name: str) -> Encoder:
        """The encoder that never saw a set."""
        number = self.unseen.get(writer(name))
        return encoder() if number is None else self.halves[number]

    def told(self, one: Set) -> Set:
        """A set whose claims have their meanings."""
        own = [replace(claim, meaning=b"") for claim in one.claims]
        by_id = {article.id: article for article in one.articles}
        read_ = with_meanings(own, by_id, reader=self.of(one.files.name))
        return replace(one, claims=tuple(read_))


def of_pairs(pairs: Sequence[LabelledPair]) -> list[LabelledPair]:
    """Labelled pairs whose claims have their meanings, each article read once."""
    articles: dict[str, CheckArticle] = {}
    claims: dict[str, LedgerClaim] = {}
    for pair in pairs:
        articles |= {article.id: article for article in pair.articles}
        claims |= {claim.id: claim for claim in (pair.a, pair.b)}
    told = {c.id: c for c in with_meanings([*claims.values()], articles)}
    return [replace(pair, a=told[pair.a.id], b=told[pair.b.id]) for pair in pairs]
