"""From a group of claims to its readings, relations and verdict."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations

from crosscheck.decisions import Rulings
from crosscheck.figures.arithmetic import Misreckoned, sum_of_parts
from crosscheck.figures.facets import Facets
from crosscheck.figures.grouping import Likings
from crosscheck.figures.percapita import PerCapita
from crosscheck.figures.readings import Reading, find_readings
from crosscheck.figures.slips import way_between
from crosscheck.figures.things import by_chance
from crosscheck.model import CheckArticle, Facts, LedgerClaim, RelationRow
from crosscheck.relations.decide import CONFLICTS, between, clash_severity, relate
from crosscheck.relations.doubt import Lists
from crosscheck.relations.judge import Cuts, Judge
from crosscheck.relations.verdicts import CONTRADICTION_TIER, Judgement, judge
from crosscheck.values.intervals import span
from crosscheck.weighing import Weigher
from terms.enums import Relation, Verdict

MOST_READINGS = 500
"""Readings of one figure that are related to each other, the latest ones; a reason says so."""


@dataclass(frozen=True, slots=True)
class Voices:
    """By claim id: the voice that prints it, and whether its text is a copy."""

    of: Mapping[str, str]
    copied: frozenset[str]


@dataclass(frozen=True, slots=True)
class Scene:
    """What every figure of a batch is judged against.

    ``sentences`` holds the claims by version and start of the sentence, ``lists`` the numbers of
    one kind that stand beside a claim (see ``doubt.lists_of``), ``wrong`` the claims that
    print a share which only a wrong formula gives, ``rates`` the
    rates that a count and a printed population make, ``swaps`` two claims of which one prints the
    number of another count, ``ruled`` what reviewers decided; ``likings`` has for each claim how
    likely it and others of its story ask one question.
    """

    articles: Mapping[str, CheckArticle]
    story_of: Mapping[str, str]
    voices: Voices
    facets: Mapping[str, Facets]
    sentences: Mapping[tuple[str, int], Sequence[LedgerClaim]]
    lists: Lists
    wrong: Mapping[str, Misreckoned]
    rates: Mapping[str, PerCapita]
    swaps: frozenset[frozenset[str]]
    ruled: Rulings
    likings: Mapping[str, Likings]


@dataclass(frozen=True, slots=True)
class Judged:
    """A figure's claims with what was concluded of them."""

    id: str
    claims: tuple[LedgerClaim, ...]
    readings: tuple[Reading, ...]
    relations: tuple[RelationRow, ...]
    judgement: Judgement

    @property
    def current(self) -> tuple[LedgerClaim, ...]:
        """The claims that count: standing in the latest version, and no conversion of another."""
        found = tuple(c for c in self.claims if c.current and c.equivalent_of is None)
        return found or self.claims


def weigher_of(groups: Mapping[str, Sequence[LedgerClaim]], scene: Scene, judge: Judge) -> Weigher:
    """What asks ``judge`` about the readings of figures; ``groups`` are claims by figure id."""
    readings = {
        key: tuple(find_readings(key, groups[key], scene.articles, scene.voices.of))
        for key in sorted(groups)
    }
    return Weigher(readings, scene.facets, scene.likings, scene.voices.of, scene.lists, judge)


def judge_figures(
    weigher: Weigher,
    groups: Mapping[str, Sequence[LedgerClaim]],
    scene: Scene,
    forced: Mapping[str, tuple[str, Facts]],
    cuts: Cuts,
) -> list[Judged]:
    """Judge every figure.

    ``groups`` are claims by figure id, ``forced`` reviewers' verdicts with who decided, ``cuts``
    from where an opinion is acted upon.
    """
    readings = weigher.readings
    home = {c.id: r for found in readings.values() for r in found for c in r.claims}
    apart = _between_figures(weigher, scene, cuts)
    judged = []
    for key, found in readings.items():
        relations = _relations(found, weigher, scene, cuts) + tuple(apart.get(key, ()))
        relations += _across(found, relations, home, scene)
        figure = Judged(key, tuple(groups[key]), tuple(found), relations, _UNJUDGED)
        voices = {scene.voices.of[c.id] for c in figure.current}
        printed = {r.id: r.last_at or "" for r in found}
        judgement = judge(
            relations, len(voices), printed, _numbers(found), by_chance=_by_chance(found)
        )
        verdict, facts = forced.get(key, ("", {}))
        if verdict in set(Verdict):
            size = judgement.severity if verdict == Verdict.CONFLICT else 0.0
            tier = (judgement.tier or CONTRADICTION_TIER) if verdict == Verdict.CONFLICT else None
            judgement = Judgement(Verdict(verdict), size, "reviewer", facts, tier)
        judged.append(replace(figure, judgement=judgement))
    return judged


def _numbers(readings: Sequence[Reading]) -> int:
    """How many different numbers are printed."""
    return len({(r.value, r.unit, r.claim.kind) for r in readings if r.value is not None})


def _by_chance(readings: Sequence[Reading]) -> bool:
    """Is one number printed that goes two ways, or is of two things?"""
    some = readings[:MOST_READINGS]
    pairs = ((a.claim, b.claim) for a, b in combinations(some, 2) if a.value == b.value is not None)
    return any(by_chance(a, b) or way_between(a, b) for a, b in pairs)


_UNJUDGED = Judgement(Verdict.SINGLE, 0.0, "one-voice", {})


def _relations(
    readings: Sequence[Reading], weigher: Weigher, scene: Scene, cuts: Cuts
) -> tuple[RelationRow, ...]:
    latest = sorted(readings, key=lambda r: (r.last_at or "", r.claim.id))[-MOST_READINGS:]
    rows = [_relation(a, b, weigher, scene, cuts) for a, b in combinations(latest, 2)]
    return tuple(row for row in rows if row is not None)


def _relation(
    a: Reading, b: Reading, weigher: Weigher, scene: Scene, cuts: Cuts
) -> RelationRow | None:
    """The relation of two readings, with what reviewers say of it."""
    if _swapped(a, b, scene):
        return _swap(a, b, scene)
    weigh = partial(weigher.opinion, a, b)
    row = relate(a, b, weigher.motion(a, b), weigh, cuts, scene.wrong)
    if row is None:
        return None
    clash = Relation(row.relation) in CONFLICTS
    if clash and row.severity:
        row = _derived(row, a, b, scene)
    sure = clash_severity(row.relation, a, b, 1.0, certain=True) if clash else 0.0
    return scene.ruled.on(row, a, b, sure)


def _between_figures(weigher: Weigher, scene: Scene, cuts: Cuts) -> dict[str, list[RelationRow]]:
    """Clashes and updates between readings of two figures, by the figure with more voices.

    What neither is one nor the other, or is a mere lead, is no relation of two figures.
    """
    found: dict[str, list[RelationRow]] = {}
    for a, b in weigher.across(scene.swaps):
        if _swapped(a, b, scene):
            found.setdefault(a.figure_id, []).append(_swap(a, b, scene))
            continue
        opinion = weigher.likely(a, b)
        if max(opinion.conflict, opinion.update) < cuts.across:
            continue
        weigh = partial(weigher.opinion, a, b)
        row = relate(a, b, weigher.motion(a, b), weigh, cuts, scene.wrong)
        if row is None or row.probability is None or row.probability < cuts.across:
            continue
        row = scene.ruled.on(row, a, b, row.severity)
        if row.severity:
            row = _derived(row, a, b, scene)
        found.setdefault(a.figure_id, []).append(replace(row, figure_id=a.figure_id))
    return found


def _swapped(a: Reading, b: Reading, scene: Scene) -> bool:
    """Does a claim of one print the number that is another count's in a text of the other?"""
    pairs = (frozenset((x.id, y.id)) for x in a.claims for y in b.claims)
    return bool(scene.swaps) and any(pair in scene.swaps for pair in pairs)


def _swap(a: Reading, b: Reading, scene: Scene) -> RelationRow:
    said = {"number": a.claim.quote, "swapped_for": b.claim.quote}
    row = between(a, b, Relation.MISQUOTE, "swapped", said)
    return scene.ruled.on(row, a, b, row.severity)


def _derived(row: RelationRow, a: Reading, b: Reading, scene: Scene) -> RelationRow:
    """The row as a derivation where the two are parts, or part and rest, of a third number."""
    inside = {c.id for r in (a, b) for c in r.claims}
    places = sorted({(c.version_id, c.sentence_start) for r in (a, b) for c in r.claims})
    around = [c for place in places for c in scene.sentences[place] if c.id not in inside]
    sums = sum_of_parts(a.claim, b.claim, around)
    if sums is None:
        return row
    return replace(
        row,
        relation=str(Relation.DERIVED),
        rule="sum",
        facts=sums,
        severity=0.0,
    )


def _across(
    readings: Sequence[Reading],
    relations: Sequence[RelationRow],
    home: Mapping[str, Reading],
    scene: Scene,
) -> tuple[RelationRow, ...]:
    """Relations with readings of other figures.

    Shares reckoned wrongly, parts above their whole, rates and the counts that they stand for: the
    row stands in the figure of the share, the part or the rate.
    """
    told = {row.reading_a for row in relations if row.relation == Relation.DERIVED_WRONGLY}
    told |= {row.reading_b for row in relations if row.relation == Relation.DERIVED_WRONGLY}
    rows: dict[tuple[str, str], RelationRow] = {}
    for reading in readings:
        for claim in reading.claims:
            wrong = scene.wrong.get(claim.id)
            other = home.get(wrong.level.id) if wrong else None
            if wrong and other and other.id != reading.id and reading.id not in told:
                row = between(reading, other, Relation.DERIVED_WRONGLY, wrong.rule, wrong.facts)
                row = scene.ruled.on(row, reading, other, row.severity)
                rows[row.reading_a, row.reading_b] = row
            rate = scene.rates.get(claim.id)
            count = home.get(rate.count.id) if rate else None
            if rate and count and count.id != reading.id:
                row = between(reading, count, Relation.CONVERTED, "per-capita", rate.facts)
                rows[row.reading_a, row.reading_b] = replace(row, severity=0.0)
            whole = home.get(claim.part_of or "")
            if whole is not None and whole.id != reading.id and _exceeds(claim, whole, scene):
                row = between(
                    reading,
                    whole,
                    Relation.PART_EXCEEDS_WHOLE,
                    "part-of",
                    {"part": claim.quote, "whole": whole.claim.quote},
                )
                row = scene.ruled.on(row, reading, whole, row.severity)
                rows[row.reading_a, row.reading_b] = row
    return tuple(rows[key] for key in sorted(rows))


def _exceeds(part: LedgerClaim, whole: Reading, scene: Scene) -> bool:
    """Is a part certainly larger than the whole that its own sentence names?"""
    of = next((c for c in whole.claims if c.id == part.part_of), None)
    if of is None or of.sentence_start != part.sentence_start or part.unit == "fraction":
        return False
    mine, theirs = scene.facets[part.id], scene.facets[of.id]
    same = mine.counted == theirs.counted is not None
    low, high = span(part.low, part.high, part.qualifier).low, of.high
    return same and low is not None and high is not None and low > high
