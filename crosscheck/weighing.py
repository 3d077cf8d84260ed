"""The evidence between readings, what the judge makes of it, and which readings to hold together.

Candidates are looked for inside figures and across those of one story: a clash may keep two numbers
from ever sharing a figure.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from crosscheck.figures.facets import Facets
from crosscheck.figures.grouping import Alike
from crosscheck.figures.readings import Reading
from crosscheck.model import LedgerClaim
from crosscheck.relations.doubt import Lists, Told, several_events
from crosscheck.relations.evidence import Around, Evidence, disjoint, of_claims, of_readings
from crosscheck.relations.judge import Judge, Opinion, Pair, together
from crosscheck.relations.updates import Motion, replaced_numbers, strays
from nlp.lexicon.classes import fluctuates, grows, moves

ACROSS = 0.08
"""Least probability, blind to values, that two claims of two figures ask one question."""
_MOST_CLAIMS = 6
"""Pairs of claims, the likeliest, that speak for two readings."""
_UNKNOWN = Alike(0.5, 0.5, 0.5)
_FAINT = 1e-4

FigurePair = tuple[str, str]


@dataclass
class Weigher:
    """Asks the judge about readings of figures; what figures say is worked out once.

    ``readings`` are those of each figure, ``alike`` how likely two claims ask one question (by
    their ids in order), ``voices`` who prints a claim, ``lists`` the numbers beside it.
    """

    readings: Mapping[str, Sequence[Reading]]
    facets: Mapping[str, Facets]
    alike: Mapping[tuple[str, str], Alike]
    voices: Mapping[str, str]
    lists: Lists
    judge: Judge
    _around: dict[FigurePair, tuple[Around, Motion, bool]] = field(default_factory=dict)
    _told: dict[frozenset[str], Opinion] = field(default_factory=dict)

    def opinion(self, a: Reading, b: Reading) -> Opinion:
        """What the judge makes of two readings whose numbers differ."""
        key = frozenset((a.id, b.id))
        if key not in self._told:
            self._told[key] = together([self.judge(pair) for pair in self.pairs(a, b)])
        return self._told[key]

    def motion(self, a: Reading, b: Reading) -> Motion:
        """How the number of the figure, or of both figures, moves."""
        return self._figures(a, b)[1]

    def pairs(self, a: Reading, b: Reading) -> list[Pair]:
        """The claims of two readings, the likeliest pairs first, with the evidence between them."""
        around, motion, several = self._figures(a, b)
        order = of_readings(a, b, motion)
        order["one figure"] = float(a.figure_id == b.figure_id)
        both = [(x, y, self._alike(x, y)) for x in a.claims for y in b.claims]
        both.sort(key=lambda found: (-found[2].blind, found[0].id, found[1].id))
        return [
            Pair(x, y, self._evidence(x, y, alike, around, several=several) | order)
            for x, y, alike in both[:_MOST_CLAIMS]
        ]

    def across(
        self, barred: frozenset[tuple[str, str]], swaps: frozenset[frozenset[str]]
    ) -> Iterator[tuple[Reading, Reading]]:
        """Readings of two figures of one story that may answer one question with other numbers.

        ``barred`` pairs of claims never do, ``swaps`` surely do.

        Each pair once, that of the figure with more voices first, else of the one with the smaller
        claim: the ids of figures tell which was there first.
        """
        home = {c.id: r for found in self.readings.values() for r in found for c in r.claims}
        rank = {
            key: (
                -len({voice for r in found for voice in r.voices}),
                min(r.claim.id for r in found),
            )
            for key, found in self.readings.items()
        }
        seen: set[tuple[str, str]] = set()
        sure = {(min(pair), max(pair)) for pair in swaps}
        likely = {
            pair
            for pair, alike in self.alike.items()
            if max(alike.blind, alike.answers) >= ACROSS and pair not in barred
        }
        for x, y in sorted(sure | likely):
            one, other = home.get(x), home.get(y)
            if one is None or other is None:
                continue
            pair = min(one.id, other.id), max(one.id, other.id)
            if one.figure_id == other.figure_id or pair in seen:
                continue
            seen.add(pair)
            if disjoint(one.claim, other.claim):
                yield (
                    (one, other) if rank[one.figure_id] <= rank[other.figure_id] else (other, one)
                )

    def _alike(self, x: LedgerClaim, y: LedgerClaim) -> Alike:
        return self.alike.get((min(x.id, y.id), max(x.id, y.id)), _UNKNOWN)

    def _evidence(
        self, x: LedgerClaim, y: LedgerClaim, alike: Alike, around: Around, *, several: bool
    ) -> Evidence:
        a, b = (Told(c, self.facets[c.id], self.lists.get(c.id, ())) for c in (x, y))
        found = of_claims(a, b, around, several=several)
        found["alike"] = _odds(alike.blind)
        found["alike with numbers"] = _odds(alike.full)
        found["alike as answers"] = _odds(alike.answers)
        return found

    def _figures(self, a: Reading, b: Reading) -> tuple[Around, Motion, bool]:
        key = min(a.figure_id, b.figure_id), max(a.figure_id, b.figure_id)
        if key not in self._around:
            readings = [r for figure in dict.fromkeys(key) for r in self.readings[figure]]
            claims = [
                c for r in readings for c in r.claims
                if c.equivalent_of is None and c.status != "denied"
            ]  # fmt: skip
            motion = replace(motion_of(claims, self.facets), strays=strays(readings))
            several = several_events([self.facets[c.id] for r in readings for c in r.claims])
            self._around[key] = Around.of(claims, self.voices), motion, several
        return self._around[key]


def _odds(probability: float) -> float:
    sure = min(1 - _FAINT, max(_FAINT, probability))
    return math.log(sure / (1 - sure))


def motion_of(claims: Sequence[LedgerClaim], facets: Mapping[str, Facets]) -> Motion:
    """Does the number of these claims move? What lies years back, or is a share, does not."""
    seen = [facets[c.id] for c in claims]
    classes: dict[str, int] = defaultdict(int)
    for asked in seen:
        if asked.word_class is not None:
            classes[asked.word_class] += 1
    common = max(sorted(classes), key=lambda name: classes[name], default=None)
    people = 2 * sum(f.counted == "people" for f in seen) >= len(seen)
    replaced = replaced_numbers(claims)
    if 2 * sum(f.when.other for f in seen) > len(seen) or not any(f.lead for f in seen):
        return Motion(replaced=replaced)
    toll = people and grows(common)
    return Motion(
        moving=toll or moves(common),
        toll=toll,
        fluctuating=any(f.dimension == "money" for f in seen) and fluctuates(common),
        replaced=replaced,
    )
