"""Levels: the noun whose level a number states, and what generic nouns are of."""

from nlp.lexicon.vocabulary import (
    CARRYING,
    COPULAS,
    GENERIC_NOUNS,
    LEVEL_VERBS,
    MOTION_VERBS,
    POINTERS,
    TRANSITIVE,
)
from nlp.meaning.movements import moved_by, mover_of
from nlp.text.grammar import Binding, Grammar

_MOVING_PREPS = frozenset(
    {"", "to", "from", "by", "past", "above", "below", "over", "under", "beyond"}
)


def level_of(binding: Binding, grammar: Grammar) -> int:
    """The noun (or pronoun) whose level the number states: subject or object of a moving verb."""
    syntax = grammar.syntax
    verb, lemma = binding.verb, grammar.lemma(binding.verb)
    inside = range(binding.first, binding.last)
    if grammar.is_verb(binding.anchor):
        return grammar.subject(binding.anchor)  # "turnover *doubled*"
    if verb < 0 or binding.role.startswith("nsubj"):
        return -1
    prep = syntax.words[binding.prep] if binding.prep >= 0 else ""
    if grammar.preposition_before(binding.first) in ("to", "from", "by"):
        moved = _moved(binding, grammar)
        if moved >= 0 and moved not in inside:
            return moved
    if lemma in MOTION_VERBS or lemma in CARRYING:
        moved = syntax.child(verb, "dobj")
        before = 0 <= moved < binding.first and moved != binding.anchor
        carried = prep == "at" or prep in _MOVING_PREPS
        if before and carried and not is_amount(moved, grammar):
            return moved
    if binding.role == "dobj" and binding.noun >= binding.last and lemma in TRANSITIVE:
        return -1
    wanted = (
        (lemma in MOTION_VERBS and (prep in _MOVING_PREPS or binding.role in ("dobj", "npadvmod")))
        or (lemma in LEVEL_VERBS and (prep in ("", "at") or binding.role in ("dobj", "attr")))
        or (
            lemma in COPULAS
            and (
                binding.role in ("attr", "acomp", "npadvmod", "advmod", "dep")
                or prep in ("at", "up", "down", "from")
            )
        )
    )
    if not wanted or binding.subject < 0 or binding.subject in inside:
        return -1
    return binding.subject


def _moved(binding: Binding, grammar: Grammar) -> int:
    """What moves to, from or by the number, if a moving word stands before it."""
    mover, _ = mover_of(binding, grammar)
    if mover < 0 or grammar.syntax.words[mover] in ("up", "down", "higher", "lower"):
        return -1
    moved = moved_by(mover, grammar)
    if moved >= 0 and is_amount(moved, grammar) and grammar.is_verb(mover):
        moved = grammar.subject(mover)  # "rose 3% to 40": the percentage is no object
    return moved if 0 <= moved < binding.first and not is_amount(moved, grammar) else -1


def points_back(level: int, grammar: Grammar) -> bool:
    """Whether a subject names nothing itself: "this", "it", "the total"."""
    syntax = grammar.syntax
    if syntax.words[level] in POINTERS:
        return True
    if grammar.lemma(level) not in GENERIC_NOUNS:
        return False
    return not any(
        syntax.deps[kid] in ("compound", "amod", "prep", "poss", "nmod", "acl")
        for kid in syntax.kids[level]
    )


def is_toll(noun: int, grammar: Grammar) -> bool:
    return grammar.lemma(noun) == "toll"


def inner_noun(noun: int, grammar: Grammar) -> int:
    """The noun under a generic one: "the number of *cases*", "the *case* count"."""
    syntax = grammar.syntax
    of = next((kid for kid in syntax.kids[noun] if syntax.words[kid] == "of"), -1)
    if of >= 0:
        found = syntax.child(of, "pobj")
        if found >= 0 and not is_amount(found, grammar):
            return found
    found = syntax.child(noun, "compound")
    return found if found >= 0 and grammar.is_noun(found) else -1


def is_amount(token: int, grammar: Grammar) -> bool:
    """Whether a token is itself part of a printed amount."""
    return grammar.syntax.tags[token] in ("CD", "$") or grammar.syntax.words[token] in (
        "%",
        "percent",
    )
