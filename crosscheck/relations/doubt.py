"""What the words leave open between two numbers, by name: each a weight of the judge's, no gate.

Is each bound to the same predicate or thing, is neither a rest or part of the other, does no cue
put one of them into another event, place, list or kind of statement?
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from crosscheck.figures import scopes as lattice
from crosscheck.figures.facets import Facets
from crosscheck.figures.pairs import clocks_apart, jaccard, revised
from crosscheck.figures.readings import origin_of, same_body
from crosscheck.model import LedgerClaim
from nlp.lexicon import words
from nlp.lexicon.stems import content_stems
from terms.model import Number

# Words that stand beside many numbers of one kind and tell none of them apart.
_COMMON = content_stems(" ".join(words("levels", "noun.generic")))
_COMMON |= {"percent", "person", "mile", "year", "million", "billion"}
# Two numbers of one article ask one question only where their words are nearly the same ones.
_ONE_ARTICLE = 0.5
_TWO_ORIGINS = 0.3
_SHARED = 2


@dataclass(frozen=True, slots=True)
class Told:
    """A claim as it is told; ``row`` are the numbers of its kind in its sentence, in order.

    It is empty where the number stands alone; the claim's own place in it holds ``None``.
    """

    claim: LedgerClaim
    facets: Facets
    row: tuple[Number | None, ...] = ()


Lists = Mapping[str, tuple[Number | None, ...]]


def lists_of(
    sentences: Mapping[tuple[str, int], Sequence[LedgerClaim]], facets: Mapping[str, Facets]
) -> Lists:
    """By claim id: the numbers of one kind that its sentence prints beside it.

    "Five died in Aster and three in Brel": which of them another text means, no number tells. A
    conversion, a number in place of another one, and two bodies' answers are no list.
    """
    found: dict[str, tuple[Number | None, ...]] = {}
    for group in sentences.values():
        ordered = sorted(group, key=lambda c: (c.start, c.id))
        for a in ordered:
            row = [
                b for b in ordered
                if b is a or (a.value != b.value and _in_one_list(a, facets[a.id], b, facets[b.id]))
            ]  # fmt: skip
            if len(row) > 1:
                found[a.id] = tuple(None if b is a else b.value for b in row)
    return found


def _in_one_list(a: LedgerClaim, fa: Facets, b: LedgerClaim, fb: Facets) -> bool:
    if (fa.dimension, fa.counted) != (fb.dimension, fb.counted) or a.kind != b.kind:
        return False
    if fa.word_class != fb.word_class and fa.word_class is not None and fb.word_class is not None:
        return False
    if a.equivalent_of or b.equivalent_of or revised(a, b) or _hyphened(a) != _hyphened(b):
        return False
    mine, theirs = origin_of(a), origin_of(b)
    return not (mine and theirs and mine.key != theirs.key)


def _hyphened(claim: LedgerClaim) -> bool:
    """Does the number only describe a thing: "the 240-seat assembly"?"""
    return claim.question.hyphened


def several_events(group: Sequence[Facets]) -> bool:
    """Do claims of one figure name different events: other times of day, a first and a second?"""
    clocks = [f.clock for f in group if f.clock]
    which = [f.which for f in group if f.which]
    return any(clocks_apart(x, y) for x, y in combinations(clocks, 2)) or any(
        not x & y for x, y in combinations(which, 2)
    )


def left_open(x: Told, y: Told, *, several: bool) -> tuple[str, ...]:
    """What one pair of claims leaves open, of the names in ``OPEN``; symmetric.

    Two numbers of one article hardly ever answer one question, so more is asked of them; and where
    the figure names ``several`` events, both must name the same one.
    """
    found = [words for words, holds in _HOLDS if not holds(x, y)]
    if (x.row or y.row) and not _in_one_place(x, y):
        found.append(_WHICH_NUMBER)
    a, b = x.facets, y.facets
    other = a.which != b.which and not a.which & b.which
    if other or (several and not (_same_event(a, b) or _aligned(x, y))):
        found.append(_WHICH_EVENT)
    if a.dimension == "share" and (a.poll or b.poll) and not _one_origin(x, y):
        found.append(_SAMPLES)
    if x.claim.article_id == y.claim.article_id and not _asked_twice(x, y):
        found.append(_ONE_ARTICLE_TWICE)
    return tuple(found)


def _one_predicate(x: Told, y: Told) -> bool:
    a, b = x.facets, y.facets
    if "table" in (x.claim.region, y.claim.region):
        return False
    shared = (a.phrase & b.phrase) - _COMMON
    known = a.word_class is not None, b.word_class is not None
    if a.dimension in ("money", "share"):
        near = ((a.beside | a.topic) & (b.beside | b.topic)) - _COMMON
        if all(known) and a.word_class != b.word_class:
            return False
        return len(near) >= (1 if all(known) and a.tight and b.tight else _SHARED)
    if all(known):
        return a.word_class == b.word_class and (a.head == b.head or (a.tight and b.tight))
    if a.dimension == "magnitude":
        return True
    if any(known):
        if "people" in (a.counted, b.counted):
            return False
        return len(shared - {a.counted, a.head}) >= _SHARED
    if a.counted == "people" and a.head != b.head:
        return False
    return bool(shared - {a.counted, a.head})


def _one_side_counts(x: Told, y: Told) -> bool:
    a, b = x.facets, y.facets
    return (a.rest or a.part) == (b.rest or b.part)


def _one_event(x: Told, y: Told) -> bool:
    a, b = x.facets, y.facets
    if a.item != b.item:
        return False
    return a.when.other == b.when.other or lattice.period(x.claim, y.claim) is lattice.Scope.SAME


def _same_event(a: Facets, b: Facets) -> bool:
    if a.which & b.which:
        return True
    return bool(a.clock and b.clock) and not clocks_apart(a.clock, b.clock)


def _one_origin(x: Told, y: Told) -> bool:
    return same_body(origin_of(x.claim), origin_of(y.claim))


def _one_place(x: Told, y: Told) -> bool:
    """A distance is measured from a place that both must name; a count may name where."""
    a, b = x.facets, y.facets
    if "away" in (a.word_class, b.word_class):
        return bool(a.landmarks & b.landmarks)
    mine, theirs = a.area, b.area
    return not mine or not theirs or bool(mine & theirs)


def _one_standing(x: Told, y: Told) -> bool:
    a, b = x.facets, y.facets
    return a.standing == b.standing


def _no_witness(x: Told, y: Told) -> bool:
    a, b = x.facets, y.facets
    return a.witness == b.witness


def _one_thing(x: Told, y: Told) -> bool:
    a, b = x.facets, y.facets
    one, other = a, b
    return not (one.fresh or other.fresh or one.in_name or other.in_name)


def _no_rest(x: Told, y: Told) -> bool:
    """ "250 others" and "300 others" are rests of two numbers, if of any."""
    return not (x.facets.rest and y.facets.rest)


def _one_noun(x: Told, y: Told) -> bool:
    a, b = x.facets, y.facets
    return a.dimension != "count" or (a.counted is None) == (b.counted is None)


_WHICH_NUMBER = "which of the numbers beside it is meant"
_WHICH_EVENT = "which of several events is meant"
_SAMPLES = "whether two samples were asked"
_ONE_ARTICLE_TWICE = "whether one article asks one question twice"
_HOLDS = (
    ("what the number is bound to", _one_predicate),
    ("whether one counts a part or rest of the other", _one_side_counts),
    ("whether both speak of one event", _one_event),
    ("whether both speak of one place or name", _one_place),
    ("whether both are told as facts", _one_standing),
    ("how much one witness saw", _no_witness),
    ("whether both speak of one thing", _one_thing),
    ("what is counted", _one_noun),
    ("of what it is the rest", _no_rest),
)
OPEN = (*(words for words, _ in _HOLDS), _WHICH_NUMBER, _WHICH_EVENT, _SAMPLES, _ONE_ARTICLE_TWICE)
"""Everything that may be left open."""


def _in_one_place(x: Told, y: Told) -> bool:
    """Do both name one place, or stand in the same place of two lists that share a number?"""
    if _aligned(x, y):
        return True
    a, b = x.facets, y.facets
    if "away" in (a.word_class, b.word_class):
        return bool(a.landmarks & b.landmarks)
    return bool(a.area & b.area)


def _aligned(x: Told, y: Told) -> bool:
    """ "quakes of 7.6 and 7.4" and "of 7.6 and 7.5": 7.4 and 7.5 are told of one of the two."""
    mine, theirs = x.row, y.row
    if not mine or len(mine) != len(theirs) or mine.index(None) != theirs.index(None):
        return False
    return any(a is not None and a == b for a, b in zip(mine, theirs, strict=True))


def _asked_twice(x: Told, y: Told) -> bool:
    """Does one article print the two as answers to one question, in nearly the same words?"""
    a, b = x.facets, y.facets
    mine, theirs = origin_of(x.claim), origin_of(y.claim)
    two = mine is not None and theirs is not None and mine.key != theirs.key
    if x.claim.sentence_start == y.claim.sentence_start:
        return two and a.word_class is not None and a.word_class == b.word_class
    if a.word_class != b.word_class or (a.names and b.names and not a.names & b.names):
        return False
    if a.word_class == "away" and a.landmarks & b.landmarks:
        return True
    verbs = x.claim.predicate, y.claim.predicate
    bound = a.word_class is not None or (verbs[0] == verbs[1] and verbs[0] != x.claim.unit)
    shared = len((a.topic & b.topic) - _COMMON) >= _SHARED or two
    return (
        bound and shared and jaccard(a.phrase, b.phrase) >= (_TWO_ORIGINS if two else _ONE_ARTICLE)
    )
