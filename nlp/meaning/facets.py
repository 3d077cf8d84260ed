"""What a number counts and what happened to it: unit, predicate, and the nouns behind them.

The unit of a count is the lemma of the literal noun ("17 cases" → case), "person" for people, the
dead and the injured. The predicate is the lemma of the verb, participle, adjective or noun that the
number is bound to ("killing 12" → kill, "178 people charged" → charge, "a toll of 12" → death);
verbs that only report, have or move a number are looked through.
"""

from dataclasses import dataclass, replace

from nlp.lexicon.vocabulary import (
    GATHERINGS,
    GENERIC_NOUNS,
    GROUPS,
    HUMAN_PLACES,
    HUMAN_STATES,
    HUMAN_VERBS,
    PEOPLE,
)
from nlp.meaning.levels import inner_noun, is_toll, level_of, points_back
from nlp.meaning.predicates import complement_of, object_of, predicate_of, state_after, state_of
from nlp.text.grammar import Binding, Grammar
from terms.enums import Kind, Qualifier
from terms.model import Quantity

PERSON = "person"
_PERSONAL = frozenset("us you whom".split())
_POINTING = frozenset("them those these which whom".split())
_SHARE_KINDS = frozenset({Kind.PERCENT, Kind.RATIO})


@dataclass(frozen=True, slots=True)
class Facets:
    """The facets of one number; tokens are indexes into the document, -1 is none.

    ``head`` is the noun that the measure is built around, ``state`` the token of the predicate,
    ``level`` the noun whose level the number is ("*cases* rose to 40"), ``base`` the noun of the
    whole that a share is of ("12% of *voters*"), ``points`` whether the sentence only points back
    to what was measured before ("This was up 180").
    """

    unit: str | None
    predicate: str | None
    head: int
    state: int
    level: int = -1
    base: int = -1
    points: bool = False


def facets_of(quantity: Quantity, binding: Binding, grammar: Grammar) -> Facets:
    """Unit, predicate and nouns of one number."""
    level = level_of(binding, grammar)
    base = binding.noun if quantity.kind in _SHARE_KINDS and _has_of(binding, grammar) else -1
    points = level >= 0 and points_back(level, grammar)
    unit, head = _unit(quantity, binding, level, grammar)
    if head < 0 and not points and grammar.is_noun(level):
        head = level
    state = state_of(quantity, binding, head, level, base, grammar)
    predicate = predicate_of(state, grammar)
    return Facets(unit, predicate, head, state, level, base, points)


def _has_of(binding: Binding, grammar: Grammar) -> bool:
    words = grammar.syntax.words
    return binding.last < len(words) and words[binding.last] == "of"


def _unit(
    quantity: Quantity, binding: Binding, level: int, grammar: Grammar
) -> tuple[str | None, int]:
    """The unit, and the noun right at the number that the measure is built around."""
    noun = binding.noun
    if quantity.unit is not None or quantity.kind not in (Kind.COUNT, Kind.RATE):
        return quantity.unit, noun if noun >= binding.last else -1
    if noun < 0 and quantity.value == 0:
        noun = _noun_inside(binding, grammar)
    if noun >= 0 and _flees(quantity, binding, noun, grammar):
        return PERSON, -1
    if noun >= 0:
        return noun_unit(noun, grammar), noun
    if _of_named(binding, grammar):
        part = _part_named(binding, grammar)
        return (noun_unit(part, grammar), part) if part >= 0 else (None, -1)
    if state_after(binding.last, grammar) >= 0 or _followed_by_people(binding, grammar):
        return PERSON, -1
    if level >= 0 and grammar.is_noun(level):
        if grammar.lemma(level) in GENERIC_NOUNS and not is_toll(level, grammar):
            inner = inner_noun(level, grammar)
            return (noun_unit(inner, grammar), inner) if inner >= 0 else (None, -1)
        if grammar.lemma(level) in GATHERINGS:
            return PERSON, level
        return noun_unit(level, grammar), level
    governor = grammar.lemma(binding.governor)
    if binding.prep >= 0 and (governor in GROUPS or governor in GATHERINGS):
        return PERSON, -1
    if grammar.lemma(binding.subject) in GATHERINGS and not binding.role.startswith("nsubj"):
        return PERSON, binding.subject
    for token in (binding.verb, binding.governor):
        if grammar.lemma(token) in HUMAN_VERBS:
            return PERSON, -1
    if binding.role.startswith("nsubj"):
        where = grammar.lemma(object_of(binding.verb, ("in", "to", "into"), grammar))
        if where in HUMAN_PLACES:
            return PERSON, -1
        state = complement_of(binding.verb, grammar)
        if state >= 0 and grammar.syntax.words[state] in HUMAN_STATES:
            return PERSON, -1
        if state >= 0 and grammar.syntax.tags[state] in ("NN", "NNS"):
            return noun_unit(state, grammar), state
    return None, -1


def _noun_inside(binding: Binding, grammar: Grammar) -> int:
    """The noun that a number's own words hold: "*no reports of injuries*", or -1."""
    for token in range(binding.last - 1, binding.first, -1):
        if grammar.syntax.tags[token] in ("NN", "NNS"):
            return token
    return -1


def _followed_by_people(binding: Binding, grammar: Grammar) -> bool:
    """Whether the next words say that people are meant: "30 of us", "the 57 who fled"."""
    words = grammar.syntax.words
    at = binding.last
    if at < len(words) and words[at] == "of":
        at += 1
        while at < len(words) and words[at] in ("the", "those", "these"):
            at += 1
        return at < len(words) and (words[at] in _PERSONAL or words[at] in HUMAN_STATES)
    return at < len(words) and words[at] in ("who", "whom", "whose")


def _flees(quantity: Quantity, binding: Binding, noun: int, grammar: Grammar) -> bool:
    """Whether a headline's verb was taken for a noun: "11 killed, thousands *flee*"."""
    if noun != binding.last or grammar.syntax.tags[noun] != "NN" or quantity.value == 1:
        return False
    vague = quantity.qualifier is Qualifier.VAGUE
    return vague or grammar.lemma(noun) in HUMAN_VERBS


def _of_named(binding: Binding, grammar: Grammar) -> bool:
    """Whether a number is a part of what was named before: "three *of them*"."""
    words = grammar.syntax.words
    at = binding.last
    return at + 1 < len(words) and words[at] == "of" and words[at + 1] in _POINTING


def _part_named(binding: Binding, grammar: Grammar) -> int:
    """What a part is said to be: "three of them *children*", "four of whom were *women*"; or -1."""
    syntax = grammar.syntax
    at = binding.last + 2
    _, high = syntax.bounds(binding.first)
    if at < high and syntax.words[at] in ("were", "are", "was"):
        at += 1
    while at < high and syntax.tags[at] in ("JJ", "RB"):
        at += 1
    ends = at + 1 >= high or syntax.tags[at + 1] in (",", ".", ":", "CC", "IN")
    return at if at < high and syntax.tags[at] == "NNS" and ends else -1


def noun_unit(noun: int, grammar: Grammar) -> str:
    """The unit that a counted noun gives: its lemma, or person."""
    word, lemma = grammar.syntax.words[noun], grammar.lemma(noun)
    if word in PEOPLE or lemma in ("people", PERSON) or word in HUMAN_STATES:
        return PERSON
    if is_toll(noun, grammar):
        return PERSON
    return lemma


def alone(facets: Facets, quantity: Quantity, binding: Binding, grammar: Grammar) -> Facets:
    """A bare whole number that is a subject and continues nothing counts people."""
    if facets.unit is not None or quantity.kind is not Kind.COUNT or quantity.places:
        return facets
    if _of_named(binding, grammar):
        return replace(facets, unit=PERSON)
    return replace(facets, unit=PERSON) if binding.role.startswith("nsubj") else facets


def continued(facets: Facets, before: Facets, *, same_kind: bool) -> Facets:
    """The facets of an elliptic number that goes on with what an earlier one measured.

    The unit is taken over only by a number of the same kind.
    """
    own = facets.state >= 0 and not (facets.points and facets.state == facets.level)
    return replace(
        facets,
        unit=facets.unit or (before.unit if same_kind else None),
        predicate=facets.predicate if own else before.predicate,
        head=facets.head if facets.head >= 0 else before.head,
        state=facets.state if own else before.state,
        level=-1 if facets.points else facets.level,
    )
