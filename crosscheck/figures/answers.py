"""Answers: claims of one value that answer one question, and what two answers have in common.

One linkage of all claims lets equal numbers glue what words part, and differing ones drift apart.
So claims of one value become answers first, by the full score; whether two answers are of one
question is then learned from how the blind and the full score like their claims, in sum and beside
the other numbers of the same articles.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice
from statistics import fmean, median

from crosscheck.articles import average_linkage
from crosscheck.figures.bars import barred, certain, comparable, corrected
from crosscheck.figures.likeness import Side, features

ANSWER_CUT = 0.5
"""Mean probability from which claims of one value are one answer: plateau 0.4 to 0.65, left out."""
FAINT = 0.05
"""Answers of which no two claims are likelier than this to ask one question are not compared."""
NEVER = float("-inf")
CERTAIN = 50.0
_TOP = 3
_MOST_PAIRS = 8
"""Pairs of claims, the likeliest, whose facets speak for two answers."""
_LAST_RANK = 8
_AT_ONCE = 2000

Pair = tuple[str, str]
Scorer = Callable[[Sequence[Pair], Sequence[Mapping[str, float]]], Iterable[tuple[float, float]]]
"""Pairs and their features in, the probabilities of the full and the blind score out."""


@dataclass(frozen=True, slots=True)
class Compared:
    """The claims of a story pair by pair: the probabilities of the full and the blind score.

    ``answers`` are the ids of the claims of each. ``barred`` are pairs that never answer one
    question; pairs that cannot be compared are in no table.
    """

    sides: Mapping[str, Side]
    full: Mapping[Pair, float]
    blind: Mapping[Pair, float]
    barred: frozenset[Pair]
    answers: Sequence[Sequence[str]]

    def questions(self) -> Iterator[tuple[int, int, dict[str, float]]]:
        """Every two answers that may be of one question, with what they have in common."""
        ranks = Ranks(self)
        pairs = {
            (x, y): found
            for x, y in combinations(range(len(self.answers)), 2)
            if (found := self._between(x, y)) is not None
        }
        likings = [_Likings(pairs, table) for table in (self.blind, self.full)]
        for (x, y), between in pairs.items():
            likely = max(max(table[pair] for pair in between) for table in (self.blind, self.full))
            if likely >= FAINT:
                yield x, y, self._common(x, y, between, ranks, likings)

    def corrects(self, x: int, y: int) -> bool:
        """Does a correction name the one answer in place of the other?"""
        return any(
            corrected(self.sides[a], self.sides[b])
            for a in self.answers[x]
            for b in self.answers[y]
        )

    def bars(self, x: int, y: int) -> bool:
        """Do at least half of the smaller answer's claims stand beside one of the other's?"""
        one, other = self.answers[x], self.answers[y]
        found = sum(_ordered(a, b) in self.barred for a in one for b in other)
        return bool(found) and 2 * found >= min(len(one), len(other))

    def _between(self, x: int, y: int) -> list[Pair] | None:
        pairs = [_ordered(a, b) for a in self.answers[x] for b in self.answers[y]]
        return pairs if all(pair in self.full for pair in pairs) else None

    def _common(
        self, x: int, y: int, pairs: Sequence[Pair], ranks: "Ranks", likings: Sequence["_Likings"]
    ) -> dict[str, float]:
        one, other = ([self.sides[key].claim for key in self.answers[at]] for at in (x, y))
        articles = [{claim.article_id for claim in side} for side in (one, other)]
        sentences = [{(c.version_id, c.sentence_start) for c in side} for side in (one, other)]
        origins = [{c.origin_name for c in side if c.origin_name} for side in (one, other)]
        sizes = sorted((len(one), len(other)))
        both = len(articles[0] & articles[1])
        found = {
            "claims_smaller": float(sizes[0]),
            "claims_larger": float(sizes[1]),
            "articles_shared": float(both),
            "articles_share": both / min(map(len, articles)),
            "articles": float(len(articles[0] | articles[1])),
            "sentences_shared": float(len(sentences[0] & sentences[1])),
            "origin_shared": float(bool(origins[0] & origins[1])),
            "barred_share": sum(pair in self.barred for pair in pairs) / sizes[0],
        }
        for name, table, liking in zip(
            ("blind", "full"), (self.blind, self.full), likings, strict=True
        ):
            likely = sorted((table[pair] for pair in pairs), reverse=True)
            found |= {
                f"{name}_mean": fmean(likely),
                f"{name}_best": likely[0],
                f"{name}_top": fmean(likely[:_TOP]),
                f"{name}_median": median(likely),
                f"{name}_least": likely[-1],
                f"{name}_rank": liking.rank(x, y),
                f"{name}_mutual": float(liking.rank(x, y) == 0),
            }
        chosen = sorted(pairs, key=lambda pair: (-self.blind[pair], pair))[:_MOST_PAIRS]
        rows = [features(self.sides[a], self.sides[b]) | ranks.of((a, b)) for a, b in chosen]
        for name in rows[0]:
            values = [row[name] for row in rows]
            found[f"{name} mean"], found[f"{name} most"] = sum(values) / len(values), max(values)
        return found


def compare(sides: Sequence[Side], score: Scorer) -> Compared:
    """Score every two claims of a story that can be compared, and find the answers."""
    by_id = {side.claim.id: side for side in sides}
    full: dict[Pair, float] = {}
    blind: dict[Pair, float] = {}
    linked = dict.fromkeys(combinations(sorted(by_id), 2), NEVER)
    never: set[Pair] = set()
    able = (pair for pair in linked if comparable(by_id[pair[0]], by_id[pair[1]]))
    while pairs := list(islice(able, _AT_ONCE)):
        found = [features(by_id[x], by_id[y]) for x, y in pairs]
        for pair, row, values in zip(pairs, found, score(pairs, found), strict=True):
            a, b = (by_id[key].claim for key in pair)
            full[pair], blind[pair] = values
            if certain(a, b):
                full[pair], blind[pair], linked[pair] = 1.0, 1.0, CERTAIN
            elif barred(by_id[pair[0]], by_id[pair[1]]):
                never.add(pair)
            elif row["equal"]:
                linked[pair] = full[pair]
    answers = average_linkage(list(by_id), linked, ANSWER_CUT)
    return Compared(by_id, full, blind, frozenset(never), answers)


def _ordered(a: str, b: str) -> Pair:
    return (a, b) if a < b else (b, a)


class Ranks:
    """How the claims of a pair stand among the other numbers of each other's article."""

    def __init__(self, compared: Compared) -> None:
        self.sides = compared.sides
        self.tables = (("blind", compared.blind), ("full", compared.full))
        self.beside: dict[tuple[str, str, str], list[float]] = defaultdict(list)
        for name, table in self.tables:
            for (a, b), value in table.items():
                self.beside[name, a, self.sides[b].claim.article_id].append(-value)
                self.beside[name, b, self.sides[a].claim.article_id].append(-value)
        for values in self.beside.values():
            values.sort()

    def of(self, pair: Pair) -> dict[str, float]:
        """By score: how many numbers are liked better, whether none is, and by how much."""
        found = {}
        for name, table in self.tables:
            value, ranks, rival = table[pair], [], 0.0
            for mine, other in (pair, pair[::-1]):
                values = self.beside[name, mine, self.sides[other].claim.article_id]
                at = bisect_right(values, -value - 1e-12)
                ranks.append(at)
                rest = values[:at] or values[1:]
                rival = max(rival, -rest[0] if rest else 0.0)
            found[f"{name}_better"] = float(min(sum(ranks), _LAST_RANK))
            found[f"{name}_first"] = float(sum(ranks) == 0)
            found[f"{name}_lead"] = value - rival
        return found


class _Likings:
    """How many other answers each answer likes better than a given one."""

    def __init__(
        self, pairs: Mapping[tuple[int, int], Sequence[Pair]], table: Mapping[Pair, float]
    ):
        self.mean = {key: fmean(table[pair] for pair in found) for key, found in pairs.items()}
        self.of: dict[int, list[float]] = defaultdict(list)
        for (x, y), value in self.mean.items():
            self.of[x].append(-value)
            self.of[y].append(-value)
        for values in self.of.values():
            values.sort()

    def rank(self, x: int, y: int) -> float:
        value = -self.mean[x, y] - 1e-12
        return float(min(bisect_right(self.of[x], value) + bisect_right(self.of[y], value), 10))
