"""What a number counts and what happened to it: the making of its record.

The unit of a count is the lemma of the literal noun ("17 cases" → case), "person" for people, the
dead and the injured. The predicate is the lemma of the verb, participle, adjective or noun that the
number is bound to ("killing 12" → kill, "178 people charged" → charge, "a toll of 12" → death);
verbs that only report, have or move a number are looked through.
"""

from collections.abc import Callable
from dataclasses import fields, replace

from nlp.lexicon import words
from nlp.meaning.level import GENERIC_NOUNS, inner_noun, level_of, mover_of, points_back
from nlp.meaning.predicate import (
    complement_of,
    object_of,
    predicate_of,
    state_after,
    state_of,
)
from nlp.meaning.record import NumberFrame, sides_of
from nlp.meaning.wholes import fronted_whole
from nlp.text import PERSON_STATES, PERSON_VERBS, Binding, Grammar, bind
from terms.enums import SHARE_KINDS, Kind
from terms.model import Quantity

PERSON = "person"
PEOPLE = words("people", "word")
_GATHERINGS = words("people", "gathering")
_PERSON_PLACES = words("person_states", "place")
_HOLDS_PEOPLE = words("people", "group") | _GATHERINGS
_PERSONAL = words("people", "pronoun") | PERSON_STATES
_POINTING = words("people", "pointer")
_DRAWING = frozenset({"draw", "attract", "send", "leave"})
_SPENDING = frozenset({"spend", "pay", "cost", "raise", "owe", "need", "use", "want"})
_OF_BINDING = tuple(field.name for field in fields(Binding))

Unit = tuple[str | None, int | None]
"""A unit, and the noun right at the number that the measure is built around."""


def frame_of(quantity: Quantity, grammar: Grammar) -> NumberFrame:
    """The record of one number."""
    binding = bind(quantity.start, quantity.end, grammar)
    mover, way = mover_of(binding, grammar)
    level = level_of(binding, mover, grammar)
    shared = quantity.kind in SHARE_KINDS and grammar.word(binding.last) == "of"
    frame = replace(
        _placed(quantity, binding, grammar),
        mover=mover,
        way=way,
        level=level,
        base=binding.noun if shared else None,
        points=level is not None and points_back(level, grammar),
    )
    unit, head = _unit(frame, grammar)
    if head is None and not frame.points and grammar.is_noun(level):
        head = level
    frame = replace(frame, unit=unit, head=head)
    state = state_of(frame, grammar)
    return replace(frame, state=state, predicate=predicate_of(state, grammar))


def cell_frame(quantity: Quantity, unit: str | None, grammar: Grammar) -> NumberFrame:
    """The record of a number in a table, which has no sentence around it."""
    binding = bind(quantity.start, quantity.end, grammar)
    return replace(_placed(quantity, binding, grammar), unit=unit)


def _placed(quantity: Quantity, binding: Binding, grammar: Grammar) -> NumberFrame:
    """The record of where a number stands, before anything is read of it."""
    before, after, hedge = sides_of(quantity, binding.first, grammar)
    stands = {name: getattr(binding, name) for name in _OF_BINDING}
    return NumberFrame(**stands, quantity=quantity, before=before, after=after, hedge=hedge)


def restated(quantity: Quantity, original: NumberFrame, grammar: Grammar) -> NumberFrame:
    """A conversion in brackets says of another unit what the number before it says."""
    before, after, hedge = sides_of(quantity, original.first, grammar)
    unit = quantity.unit or original.unit
    return replace(original, quantity=quantity, before=before, after=after, hedge=hedge, unit=unit)


def alone(frame: NumberFrame, grammar: Grammar) -> NumberFrame:
    """A bare whole number that is a subject and continues nothing counts people."""
    quantity = frame.quantity
    if frame.unit is not None or quantity.kind is not Kind.COUNT or quantity.places:
        return frame
    people = frame.is_subject or _is_of_named(frame, grammar) or _is_moved(frame, grammar)
    return replace(frame, unit=PERSON) if people else frame


def _is_moved(frame: NumberFrame, grammar: Grammar) -> bool:
    """Whether a bare object is made to do something: "the verdict prompted *hundreds* to march"."""
    syntax, lemma = grammar.syntax, grammar.lemma(frame.verb)
    if frame.role != "dobj" or frame.noun is not None or frame.level is not None:
        return False
    aims = syntax.tags[frame.last : frame.last + 2] == ["TO", "VB"]
    return lemma in _DRAWING or (aims and lemma not in _SPENDING)


def noun_unit(noun: int, grammar: Grammar) -> str:
    """The unit that a counted noun gives: its lemma, or person."""
    return unit_of_word(grammar.syntax.words[noun], grammar.lemma(noun))


def unit_of_word(word: str, lemma: str) -> str:
    """The unit of a counted word in small letters with this lemma."""
    if word in PEOPLE or word in PERSON_STATES or lemma in ("people", PERSON, "toll"):
        return PERSON
    return lemma


def _unit(frame: NumberFrame, grammar: Grammar) -> Unit:
    quantity = frame.quantity
    if quantity.unit is not None or quantity.kind not in (Kind.COUNT, Kind.RATE):
        return quantity.unit, frame.noun_behind
    for find in _STEPS:
        found = find(frame, grammar)
        if found is not None:
            return found
    return None, None


def _of_noun(frame: NumberFrame, grammar: Grammar) -> Unit | None:
    """The counted noun, within the number's own words too: "*no reports of injuries*"."""
    noun, tags = frame.noun, grammar.syntax.tags
    if noun is None and frame.quantity.value == 0:
        inside = range(frame.last - 1, frame.first, -1)
        noun = next((token for token in inside if tags[token] in ("NN", "NNS")), None)
    if noun is None:
        return None
    counted = frame.holds(noun) or frame.quantity.value == 1  # "*no arrest* was made"
    harm = tags[noun] == "NN" and not counted and grammar.lemma(noun) in PERSON_VERBS
    # "killed and six *hurt*", "thousands *flee*"
    fired = frame.role == "dobj" and tags[noun] == "NN" and counted  # "firing *one shot*"
    people = harm or (grammar.syntax.words[noun] in PERSON_STATES and not fired)
    return (PERSON, None) if people else (noun_unit(noun, grammar), noun)


def _of_part(frame: NumberFrame, grammar: Grammar) -> Unit | None:
    """What a part is said to be: "three of them *children*", "four of whom were *women*"."""
    if not _is_of_named(frame, grammar):
        return None
    syntax = grammar.syntax
    at = frame.last + 2
    _, high = syntax.bounds(frame.first)
    if at < high and syntax.words[at] in ("were", "are", "was"):
        at += 1
    while at < high and syntax.tags[at] in ("JJ", "RB"):
        at += 1
    ends = at + 1 >= high or syntax.tags[at + 1] in (",", ".", ":", "CC", "IN")
    named = at < high and syntax.tags[at] == "NNS" and ends
    return (noun_unit(at, grammar), at) if named else (None, None)


def _is_of_named(frame: NumberFrame, grammar: Grammar) -> bool:
    """Whether a number is a part of what was named before: "three *of them*"."""
    return grammar.word(frame.last) == "of" and grammar.word(frame.last + 1) in _POINTING


def _of_people_behind(frame: NumberFrame, grammar: Grammar) -> Unit | None:
    """People whom the words beside name: "12 *dead*", "30 of *us*", "57 *who*", "*Dead*: 19"."""
    at = frame.last
    word = grammar.word(at)
    named = word in ("who", "whom", "whose")
    if word == "of":
        at += 1
        while grammar.word(at) in ("the", "those", "these"):
            at += 1
        named = grammar.word(at) in _PERSONAL
    label = grammar.word(frame.first - 2) if grammar.word(frame.first - 1) == ":" else ""
    people = named or label in PERSON_STATES or state_after(frame.last, grammar) is not None
    return (PERSON, None) if people else None


def _of_level(frame: NumberFrame, grammar: Grammar) -> Unit | None:
    """The noun whose level the number is; a generic one is a level of what it is "of"."""
    level = frame.level
    if level is None or not grammar.is_noun(level):
        return None
    lemma = grammar.lemma(level)
    if lemma in GENERIC_NOUNS and lemma != "toll":
        inner = inner_noun(level, grammar)
        return (None, None) if inner is None else (noun_unit(inner, grammar), inner)
    if lemma in _GATHERINGS:
        return PERSON, level
    unit = noun_unit(level, grammar)
    if grammar.syntax.tags[level] == "NN" and unit != PERSON and frame.quantity.value != 1:
        return None, level  # "the outbreak rose to 23": not 23 outbreaks
    return unit, level


def _of_governor(frame: NumberFrame, grammar: Grammar) -> Unit | None:
    """People, by what governs the number: "a *crowd* of 400", "*killing* 12"."""
    governor = grammar.lemma(frame.governor)
    if frame.prep is not None and governor in _HOLDS_PEOPLE:
        return PERSON, None
    if grammar.lemma(frame.subject) in _GATHERINGS and not frame.is_subject:
        return PERSON, frame.subject
    harmed = grammar.lemma(frame.verb) in PERSON_VERBS or governor in PERSON_VERBS
    return (PERSON, None) if harmed else None


def _of_condition(frame: NumberFrame, grammar: Grammar) -> Unit | None:
    """What the sentence says that its bare subject is, or where: "four are in *hospital*"."""
    if not frame.is_subject:
        return None
    where = object_of(frame.verb, ("in", "to", "into"), grammar)
    if grammar.lemma(where) in _PERSON_PLACES:
        return PERSON, None
    state = complement_of(frame.verb, grammar)
    if grammar.word(state) in PERSON_STATES:
        return PERSON, None
    if state is None or grammar.syntax.tags[state] not in ("NN", "NNS"):
        return None
    whole = fronted_whole(frame, grammar)  # "of the 28 *ministers*, nine are women"
    noun = state if whole is None or noun_unit(whole, grammar) == PERSON else whole
    return noun_unit(noun, grammar), noun


_STEPS: tuple[Callable[[NumberFrame, Grammar], Unit | None], ...] = (
    _of_noun,
    _of_part,
    _of_people_behind,
    _of_level,
    _of_governor,
    _of_condition,
)
