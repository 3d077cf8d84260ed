"""Linkage: groups by the mean similarity between them, or by the best that each member has."""

import heapq
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

K = TypeVar("K", str, int)


def components(
    keys: Iterable[K], similar: Mapping[tuple[K, K], float], cut: float
) -> list[list[K]]:
    """The keys that chains of pairs of at least this similarity join; all comes out sorted."""
    root = {key: key for key in keys}

    def of(key: K) -> K:
        while root[key] != key:
            root[key] = key = root[root[key]]
        return key

    for (a, b), value in similar.items():
        if value >= cut:
            first, second = sorted((of(a), of(b)))
            root[second] = first
    found: dict[K, list[K]] = {}
    for key in sorted(root):
        found.setdefault(of(key), []).append(key)
    return list(found.values())


_Link = tuple[float, K, K, int]
"""How alike two clusters are (negative), their keys, and how many members they have together."""


def _link(one: K, other: K, value: float, members: Mapping[K, list[K]]) -> _Link[K]:
    size = len(members[one]) + len(members[other])
    return -value, min(one, other), max(one, other), size


def _nearest(heap: list[_Link[K]], members: Mapping[K, list[K]]) -> Iterator[tuple[K, K]]:
    """The clusters to join next, until none is left; links of clusters that changed are dropped."""
    while heap:
        _, first, second, size = heapq.heappop(heap)
        alive = first in members and second in members
        if alive and len(members[first]) + len(members[second]) == size:
            yield first, second


def average_linkage(
    keys: Iterable[K], similar: Mapping[tuple[K, K], float], cut: float
) -> list[list[K]]:
    """Clusters of ``keys`` by mean similarity between groups; pairs that are absent count as 0.

    A pair of minus infinity bars its two clusters for good. A cluster goes by its smallest key and
    ties go to the smaller names, so the order of ``keys`` does not matter; clusters and members
    come out sorted.
    """
    members = {key: [key] for key in sorted(keys)}
    sums: dict[K, dict[K, float]] = {key: {} for key in members}
    for (a, b), value in sorted(similar.items()):
        sums[a][b] = sums[b][a] = value
    heap = [_link(a, b, value, members) for (a, b), value in similar.items() if value >= cut]
    heapq.heapify(heap)
    for first, second in _nearest(heap, members):
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
                heapq.heappush(heap, _link(first, other, mean, members))
    return sorted(members.values())


def best_linkage(
    keys: Iterable[K], similar: Mapping[tuple[K, K], float], cut: float
) -> list[list[K]]:
    """Clusters of ``keys`` by the mean, over the members of both, of the best link to the other.

    What hardly any two members have in common does not part two clusters whose every member is like
    some of the other. Absent pairs, bars, ties and the order are as in ``average_linkage``.
    """
    members = {key: [key] for key in sorted(keys)}
    best: dict[K, dict[K, float]] = {key: {} for key in members}
    near: dict[K, set[K]] = {key: set() for key in members}
    barred = {(min(a, b), max(a, b)) for (a, b), v in similar.items() if v == float("-inf")}
    for (a, b), value in similar.items():
        best[a][b] = best[b][a] = value
        near[a].add(b)
        near[b].add(a)

    def mean(one: K, other: K) -> float:
        sides = (one, other), (other, one)
        return sum(
            sum(best[key].get(y, 0.0) for key in members[x]) / len(members[x]) for x, y in sides
        ) / len(sides)

    heap = [_link(a, b, value, members) for (a, b), value in similar.items() if value >= cut]
    heapq.heapify(heap)
    for first, second in _nearest(heap, members):
        for other in near.pop(second) - {first}:
            near[other] = near[other] - {second} | {first}
            near[first].add(other)
            if (min(second, other), max(second, other)) in barred:
                barred.add((min(first, other), max(first, other)))
        near[first].discard(second)
        members[first] = sorted(members[first] + members.pop(second))
        for known in best.values():
            if second in known:
                known[first] = max(known.get(first, 0.0), known.pop(second))
        for other in near[first]:
            low, high = min(first, other), max(first, other)
            if (low, high) not in barred and (value := mean(low, high)) >= cut:
                heapq.heappush(heap, _link(low, high, value, members))
    return sorted(members.values())
