"""Tense: when a finite verb says that something is, and whether two verbs tell of one time."""

from enum import Enum, auto

from nlp.lexicon import rule, words
from nlp.text.grammar import Grammar

_ARRANGED, _TIMETABLED = words("time_verbs", "arranged"), words("time_verbs", "timetabled")
_STEPS = 6
"""Arcs from an expression of time up to its verb, at most."""

_PERFECT = frozenset({"has", "have", "'ve", "’ve"})
_LOOKING_BACK = frozenset({"should", "could", "may", "might", "must", "can", "cannot"})
"""What says with "have" how things were: "may have killed 30", but not "will have spent"."""


class Tense(Enum):
    """When a finite verb says that something is; participles and infinitives have none."""

    PAST = auto()
    PERFECT = auto()
    BEFORE = auto()  # had closed
    PRESENT = auto()
    COMING = auto()  # will, would, may, …


PAST = frozenset({Tense.PAST, Tense.PERFECT, Tense.BEFORE})


def tense_of(verb: int, grammar: Grammar) -> Tense | None:
    """The tense of a verb with its auxiliaries, or ``None`` for a form that has none."""
    syntax = grammar.syntax
    helpers = [kid for kid in syntax.kids[verb] if syntax.deps[kid] in ("aux", "auxpass")]
    said = {syntax.words[kid] for kid in helpers}
    modals = {syntax.words[kid] for kid in helpers if syntax.tags[kid] == "MD"}
    if modals:
        return Tense.PERFECT if "have" in said and modals <= _LOOKING_BACK else Tense.COMING
    if "had" in said:
        return Tense.BEFORE
    if said & _PERFECT:
        return Tense.PERFECT
    tags = {syntax.tags[verb], *(syntax.tags[kid] for kid in helpers)}
    if "VBD" in tags:
        return Tense.PAST
    return Tense.PRESENT if tags & {"VBZ", "VBP"} else None


def verb_above(token: int, grammar: Grammar, steps: int = _STEPS) -> int | None:
    """The nearest verb at or above a token, within so many steps."""
    for _ in range(steps):
        if grammar.is_verb(token):
            return token
        token = grammar.syntax.heads[token]
    return None


@rule("time.looks-ahead")
def looks_ahead(verb: int, grammar: Grammar, *, limits: bool = False) -> bool | None:
    """Whether the time that stands with a verb is still to come; ``None`` where it does not say.

    What has happened never is, unless it was arranged: "was due in May". What is on a timetable is
    told in the present: "opens on Tuesday". A time that ``limits`` ("until", "through") is past
    only where its verb is: "to feed them through May", "has shut it until May".
    """
    tense, lemma = tense_of(verb, grammar), grammar.lemma(verb)
    if tense is Tense.COMING:
        return True
    if limits and tense not in (Tense.PAST, Tense.BEFORE):
        return True
    if tense in PAST:
        return lemma in _ARRANGED
    return True if tense is Tense.PRESENT and lemma in _TIMETABLED else None


def one_time(first: int, second: int, grammar: Grammar) -> bool:
    """Whether two verbs can tell of one time: their tenses are the same, or one has none."""
    one, other = tense_of(first, grammar), tense_of(second, grammar)
    return None in (one, other) or one is other or {one, other} == {Tense.PAST, Tense.BEFORE}


@rule("time.shares-conjunct", otherwise=True)
def shares_conjunct(verb: int, head: int, grammar: Grammar) -> bool:
    """Whether the time behind a verb joined by "and" is that of the verb before it.

    A participle that leaves its "has" to the verb before passes for the past with many a parser.
    """
    bare = tense_of(verb, grammar) is Tense.PAST and grammar.syntax.tags[verb] == "VBD"
    if bare and tense_of(head, grammar) in (Tense.PERFECT, Tense.BEFORE):
        return grammar.syntax.find(verb, "nsubj", "nsubjpass") is None
    return one_time(verb, head, grammar)
