"""The evidence between readings, what the judge makes of it, and which readings to hold together.

Candidates are looked for inside figures and across those of one story: a clash may keep two numbers
from ever sharing a figure.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from crosscheck.figures.facets import Facets
from crosscheck.figures.grouping import Alike, Likings
from crosscheck.figures.readings import Reading
from crosscheck.model import LedgerClaim
from crosscheck.relations.doubt import Lists, Told, several_events
from crosscheck.relations.evidence import Around, Evidence, Side, disjoint, of_claims, of_readings
from crosscheck.relations.judge import Judge, Opinion, Pair, together
from crosscheck.relations.updates import Motion, replaced_numbers, strays
from crosscheck.values.odds import log_odds
from nlp.lexicon.classes import fluctuates, harms, moves, sways

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

    ``readings`` are those of each figure, ``likings`` (by claim) how likely it and others ask
    one question, ``voices`` who prints a claim, ``lists`` the numbers beside it.
    """

    readings: Mapping[str, Sequence[Reading]]
    facets: Mapping[str, Facets]
    likings: Mapping[str, Likings]
    voices: Mapping[str, str]
    lists: Lists
    judge: Judge
    _around: dict[FigurePair, tuple[Around, Motion, bool]] = field(default_factory=dict)
    _told: dict[frozenset[str], tuple[Opinion, int]] = field(default_factory=dict)
    _sides: dict[str, Side] = field(default_factory=dict)

    def likely(self, a: Reading, b: Reading) -> Opinion:
        """What the judge makes of two readings whose numbers differ, without its grounds."""
        return self._judged(a, b)[0]

    def opinion(self, a: Reading, b: Reading) -> Opinion:
        """The same with the grounds, those of the likeliest claims."""
        found, at = self._judged(a, b)
        told = self.judge(self.pairs(a, b)[at], grounds=True)
        return replace(told, conflict=found.conflict, update=found.update)

    def _judged(self, a: Reading, b: Reading) -> tuple[Opinion, int]:
        key = frozenset((a.id, b.id))
        if key not in self._told:
            self._told[key] = together(self.pairs(a, b), self.judge)
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

    def across(self, swaps: frozenset[frozenset[str]]) -> Iterator[tuple[Reading, Reading]]:
        """Readings of two figures of one story that may answer one question with other numbers.

        Pairs of claims in ``swaps`` surely do. Each pair once, that of the figure with more voices
        first, else of the one with the smaller claim: the ids of figures tell which was there
        first.
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
        stories = {id(one): one for one in self.likings.values()}.values()
        likely = {pair for one in stories for pair in one.likely(ACROSS)}
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

    def _alike(self, x: LedgerClaim, y: LedgerClaim) -> Alike[float]:
        mine = self.likings.get(x.id)
        if mine is None or y.id not in mine.place:
            return _UNKNOWN
        return mine.of(x.id, y.id) or _UNKNOWN

    def _evidence(
        self, x: LedgerClaim, y: LedgerClaim, alike: Alike[float], around: Around, *, several: bool
    ) -> Evidence:
        found = of_claims(self._side(x), self._side(y), around, several=several)
        found["alike"] = _odds(alike.blind)
        found["alike with numbers"] = _odds(alike.full)
        found["alike as answers"] = _odds(alike.answers)
        return found

    def _side(self, claim: LedgerClaim) -> Side:
        if claim.id not in self._sides:
            told = Told(claim, self.facets[claim.id], self.lists.get(claim.id, ()))
            self._sides[claim.id] = Side.of(told)
        return self._sides[claim.id]

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
    return log_odds(probability, _FAINT, 1 - _FAINT)


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
    toll = people and harms(common)
    return Motion(
        moving=toll or moves(common),
        toll=toll,
        swaying=people and sways(common),
        fluctuating=any(f.dimension == "money" for f in seen) and fluctuates(common),
        replaced=replaced,
    )
