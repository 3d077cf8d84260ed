"""Average linkage: groups by the mean similarity between them."""

import heapq
from collections.abc import Mapping, Sequence


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
