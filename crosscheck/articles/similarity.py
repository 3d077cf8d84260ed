"""How alike two articles are: the mean of three cosines, all words counting twice."""

import heapq
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crosscheck.articles.frequencies import weight
from nlp.lexicon.stems import STOPWORDS, content_stems, words_of

_LEAD = 1000
_LONGEST = 20_000


Vector = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Profile:
    """The three unit vectors of an article: all of its words, its lead's, its names'."""

    full: Vector
    lead: Vector
    names: Vector


def _unit(counts: Mapping[str, int]) -> Vector:
    raw = {term: (1.0 + math.log(n)) * weight(term) for term, n in counts.items()}
    length = math.sqrt(sum(x * x for x in raw.values()))
    return {term: x / length for term, x in raw.items()} if length else {}


def profile_of(text: str, house: str = "") -> Profile:
    """The profile of an article's text (headline included).

    ``house`` are the outlet's name and the byline: their words stand on every page of the outlet
    and say nothing of the event.
    """
    text = text[:_LONGEST]
    own = content_stems(house)
    full: Counter[str] = Counter()
    lead: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for word in words_of(text):
        surface = text[word.start : word.end].casefold()
        if word.number or surface in STOPWORDS or len(surface) < 2 or word.stem in own:
            continue
        full[word.stem] += 1
        if word.start < _LEAD:
            lead[word.stem] += 1
        if word.capital:
            names[word.stem] += 1
    for name in [n for n in names if names[n] < full[n] * 0.5]:
        del names[name]  # capital by its place in the sentence only
    return Profile(_unit(full), _unit(lead), _unit(names))


def cosine(a: Vector, b: Vector) -> float:
    """The cosine of two unit vectors."""
    if len(b) < len(a):
        a, b = b, a
    return sum(x * b[term] for term, x in a.items() if term in b)


def likeness(a: Profile, b: Profile) -> float:
    """The similarity of two articles, 0 to 1; symmetric."""
    parts = 2.0 * cosine(a.full, b.full) + cosine(a.lead, b.lead) + cosine(a.names, b.names)
    return parts / 4.0


def average_linkage(
    keys: Sequence[str], similar: Mapping[tuple[str, str], float], cut: float
) -> list[list[str]]:
    """Clusters of ``keys`` by mean similarity between groups; pairs that are absent count as 0.

    A pair of minus infinity bars its two clusters for good. A cluster goes by its smallest key and
    ties go to the smaller names, so the order of ``keys`` does not matter; clusters and members
    come out sorted.
    """
    members = {key: [key] for key in sorted(keys)}
    sums: dict[str, dict[str, float]] = {key: {} for key in members}
    heap: list[tuple[float, str, str, int]] = []
    for a, b in sorted(similar):
        value = similar[a, b]
        sums[a][b] = sums[b][a] = value
        if value >= cut:
            heap.append((-value, min(a, b), max(a, b), 2))
    heapq.heapify(heap)
    while heap:
        _, first, second, size = heapq.heappop(heap)
        alive = first in members and second in members
        if not alive or len(members[first]) + len(members[second]) != size:
            continue
        members[first] = sorted(members[first] + members.pop(second))
        absorbed = sums.pop(second)
        for other in sorted(absorbed):
            if other != first:
                del sums[other][second]
                total = sums[first].get(other, 0.0) + absorbed[other]
                sums[first][other] = sums[other][first] = total
        sums[first].pop(second, None)
        for other, total in sums[first].items():
            mean = total / (len(members[first]) * len(members[other]))
            if mean >= cut:
                size = len(members[first]) + len(members[other])
                heapq.heappush(heap, (-mean, min(first, other), max(first, other), size))
    return sorted(members.values())
