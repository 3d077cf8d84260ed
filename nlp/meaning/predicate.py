"""Predicates: the word that says what happened to what a number counts, or what it is a size of."""

from collections.abc import Callable

from nlp.lexicon import words
from nlp.meaning.level import COPULAS, GENERIC_NOUNS, inner_noun, is_amount
from nlp.meaning.record import NumberFrame
from nlp.text import MOVING, MOVING_OBJECT, NOUN_TAGS, PERSON_STATES, PERSON_VERBS, Binding, Grammar
from nlp.text.tags import NAME_TAGS
from terms.enums import COUNTED_KINDS, Kind

LIGHT_VERBS = words("levels", "verb.light")
_PREPOSITIONAL = words("levels", "verb.preposition")
_FILLERS = words("predicates", "filler")
_DEFINITE = words("predicates", "definite")
_DIMENSIONS = words("predicates", "dimension")
_DISTANCES = words("predicates", "distance")
_PALE = words("predicates", "pale")
_DIRECT = frozenset(
    {"nsubj", "nsubjpass", "dobj", "pobj", "attr", "dative"}
    | {"npadvmod", "dep", "oprd", "advmod", "ROOT"}
)


def state_of(frame: NumberFrame, grammar: Grammar) -> int | None:
    """The token of the predicate of a number whose unit and nouns are known."""
    for find in _STEPS:
        found = find(frame, grammar)
        if found is not None:
            return found
    return None


def _at_number(frame: NumberFrame, grammar: Grammar) -> int | None:
    """What stands right at a number: a state of people, an adjective of size, its own noun."""
    kind = frame.quantity.kind
    if kind in COUNTED_KINDS:
        beside = _beside(frame, grammar)
        if beside is None and kind is Kind.PERCENT and frame.base is None:
            return frame.noun_behind  # "a 25% tariff"
        return beside
    deep = _deep(frame, grammar) if kind is Kind.MEASUREMENT else None
    return frame.noun_behind if deep is None else deep


def _level(frame: NumberFrame, grammar: Grammar) -> int | None:
    level = frame.level
    if level is None or not grammar.is_noun(level):
        return None
    return None if grammar.syntax.tags[level] in NAME_TAGS else level


def _named_amount(frame: NumberFrame, grammar: Grammar) -> int | None:
    """The noun that an "of" or "at" ties to the number: "a *depth* of 10 km", "a *bill* for $5"."""
    governor = frame.governor
    if governor is None or grammar.word(frame.prep) not in ("of", "at"):
        return None
    if governor >= frame.first or not grammar.is_noun(governor):
        return None
    # A generic noun that says not of what yields: "at a rate of 3%".
    empty = grammar.lemma(governor) in GENERIC_NOUNS and inner_noun(governor, grammar) is None
    return None if empty and _action(frame, grammar) is not None else governor


def _acted(frame: NumberFrame, grammar: Grammar) -> int | None:
    acted = _action(frame, grammar)
    if acted is None and frame.base is not None and frame.role == "nsubj":
        acted = frame.verb
    return None if acted is None or grammar.syntax.tags[acted] in NAME_TAGS else acted


def _own_noun(frame: NumberFrame, grammar: Grammar) -> int | None:
    return frame.head if frame.base is not None or frame.noun is None else frame.noun


def _around(frame: NumberFrame, grammar: Grammar) -> int | None:
    """The subject, the governor, the verb: whatever says something."""
    tags, subject, governor = grammar.syntax.tags, frame.subject, frame.governor
    if subject is not None and tags[subject] in ("NN", "NNS") and not frame.is_subject:
        return subject
    common = governor is not None and tags[governor] in ("NN", "NNS")
    if common and governor is not None and not is_amount(governor, grammar):
        return governor
    return frame.verb


_STEPS: tuple[Callable[[NumberFrame, Grammar], int | None], ...] = (
    _at_number,
    _level,
    _named_amount,
    _acted,
    _own_noun,
    _around,
)


def _deep(frame: NumberFrame, grammar: Grammar) -> int | None:
    """The adjective that a size stands before: "40 metres *deep*", "a 30cm-*wide* pipe"."""
    syntax, at = grammar.syntax, frame.last
    if grammar.word(at) in ("(", ","):
        near = range(at + 1, min(at + 8, len(syntax.words)))
        closed = next((t for t in near if syntax.words[t] in (")", ",")), None)
        at = at if closed is None else closed + 1
    if at < len(syntax.words) and syntax.tags[at] == "HYPH":
        at += 1
    return at if grammar.word(at) in _DIMENSIONS else None


def _action(binding: Binding, grammar: Grammar) -> int | None:
    """The verb that the number is bound to, looking through light ones."""
    verb, role = binding.verb, binding.role
    if verb is None or role not in _DIRECT:
        return None
    lemma = grammar.lemma(verb)
    if lemma in COPULAS:
        return _said_of(verb, grammar) if binding.is_subject else None
    moves = lemma in MOVING_OBJECT and role in ("dobj", "nsubjpass")
    if moves and binding.noun_behind is not None:
        return verb
    if lemma in MOVING and not binding.is_subject:
        return None
    return _through_light(binding, verb, grammar) if lemma in LIGHT_VERBS else verb


def _said_of(verb: int, grammar: Grammar) -> int | None:
    """What a copula says of its subject, or where it is."""
    state = complement_of(verb, grammar)
    if state is None:
        state = object_of(verb, ("in", "at", "on", "under", "from"), grammar)
    return _condition(state, grammar)


def _through_light(binding: Binding, verb: int, grammar: Grammar) -> int | None:
    """What a light verb leaves to others: its complement, object or preposition's noun."""
    syntax = grammar.syntax
    described = syntax.find(verb, "oprd", "acomp", "xcomp")
    if described is not None and (
        syntax.words[described] in PERSON_STATES or syntax.tags[described] == "VBN"
    ):
        return described
    if binding.role == "nsubj":
        found = syntax.find(verb, "dobj")
        return _condition(found, grammar) if grammar.is_noun(found) else None
    return object_of(verb, ("to", "into", "from"), grammar)


def happens(binding: Binding, grammar: Grammar) -> bool:
    """Whether something was done to or by what a number counts: "fire *four missiles*".

    Verbs that only have, report or rank it do not tell of an event, nor does what stands behind a
    preposition.
    """
    verb, lemma = binding.verb, grammar.lemma(binding.verb)
    if verb is None or binding.prep is not None or binding.noun_behind is None:
        return False
    if lemma in LIGHT_VERBS or lemma in COPULAS:
        return False
    past = binding.role == "nsubj" and grammar.syntax.tags[verb] == "VBD"
    return binding.governor == verb and (past or binding.role in ("dobj", "nsubjpass"))


def _condition(noun: int | None, grammar: Grammar) -> int | None:
    """ "in *critical* condition": the adjective says more than the noun."""
    if noun is not None and grammar.lemma(noun) in ("condition", "state", "status"):
        found = grammar.syntax.find(noun, "amod")
        return noun if found is None else found
    return noun


def complement_of(verb: int | None, grammar: Grammar) -> int | None:
    """What a copula says of its subject: "113 were *teenagers*", "four are *missing*"."""
    if verb is None or grammar.lemma(verb) not in COPULAS:
        return None
    return grammar.syntax.find(verb, "attr", "acomp", "oprd")


def object_of(verb: int | None, preps: tuple[str, ...], grammar: Grammar) -> int | None:
    """The noun behind a verb's preposition: "taken to *hospital*"."""
    if verb is None:
        return None
    syntax = grammar.syntax
    for kid in syntax.kids[verb]:
        if kid > verb and syntax.words[kid] in preps:
            found = syntax.find(kid, "pobj")
            if grammar.is_noun(found):
                return found
    return None


def _beside(frame: NumberFrame, grammar: Grammar) -> int | None:
    """A state word within the phrase: before the noun, behind it, or behind a bare number."""
    syntax, noun = grammar.syntax, frame.noun_behind
    if noun is not None:
        for token in range(frame.last, noun + 1):
            if syntax.words[token] in PERSON_STATES:
                return token
    found = state_after(frame.last if noun is None else noun + 1, grammar)
    if found is not None:
        return found
    if grammar.word(frame.last) == "of" and grammar.word(frame.last + 1) in _DEFINITE:
        return None  # "21 of the 200 pupils who were seized": the clause tells of the whole
    clause = _clause_of(frame, frame.anchor if noun is None else noun, grammar)
    if clause is not None:
        return clause
    _, high = syntax.bounds(frame.anchor)
    after = frame.last
    bare = frame.noun is None and after < high and syntax.tags[after] == "VBN"
    return after if bare and grammar.lemma(after) not in _PREPOSITIONAL else None


def _clause_of(frame: NumberFrame, at: int, grammar: Grammar) -> int | None:
    """The verb of a clause on a noun that says what was done: "40 pupils *seized* in May"."""
    syntax = grammar.syntax
    _, high = syntax.bounds(frame.anchor)
    for kid in syntax.kids[at]:
        if syntax.deps[kid] == "relcl" and grammar.lemma(kid) in PERSON_VERBS:
            return kid
    for kid in syntax.kids[at]:
        if syntax.deps[kid] != "acl" or syntax.tags[kid] != "VBN":
            continue
        near = frame.last <= kid < high and kid - at <= 3 and "," not in syntax.words[at:kid]
        if near and grammar.lemma(kid) not in _PREPOSITIONAL:
            return kid
    return None


def state_after(token: int, grammar: Grammar) -> int | None:
    """A word like "dead" or "injured" right behind, fillers aside ("dozens *more* were hurt")."""
    syntax = grammar.syntax
    if token >= len(syntax.words):
        return None
    _, high = syntax.bounds(token)
    for at in range(token, min(high, token + 5)):
        if syntax.words[at] in PERSON_STATES:
            return at
        if syntax.words[at] not in _FILLERS:
            return None
    return None


def predicate_of(state: int | None, grammar: Grammar) -> str | None:
    """The lemma of the predicate; a generic noun gives way to what it is of ("death toll")."""
    if state is None:
        return None
    syntax = grammar.syntax
    lemma, word = grammar.lemma(state), syntax.words[state]
    if word in _DISTANCES:
        return "distance"
    if word in PERSON_STATES and (verb := grammar.lemma_of(word, "VBN")) in PERSON_VERBS:
        return verb  # whatever the tagger makes of "Injured" in a headline
    if lemma in GENERIC_NOUNS and syntax.tags[state] in NOUN_TAGS:
        inner = inner_noun(state, grammar)
        if inner is None:
            inner = syntax.find(state, "amod")
        if inner is not None and syntax.words[inner] not in _PALE:
            return grammar.lemma(inner)
    return lemma or None
