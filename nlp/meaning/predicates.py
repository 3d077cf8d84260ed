"""Predicates: the word that says what happened to what a number counts, or what it is a size of."""

from nlp.lexicon import words
from nlp.lexicon.vocabulary import (
    COPULAS,
    GENERIC_NOUNS,
    HUMAN_PLACES,
    HUMAN_STATES,
    HUMAN_VERBS,
    LIGHT_VERBS,
    MOTION_VERBS,
    PREPOSITIONAL,
    TRANSITIVE,
)
from nlp.meaning.levels import inner_noun, is_amount
from nlp.text.grammar import NOUN_TAGS, Binding, Grammar
from terms.enums import Kind
from terms.model import Quantity

_DEGREE = frozenset(
    """
    more others other another additional further people also still seriously critically severely
    slightly badly lightly fatally feared confirmed reported reportedly of them whom were was are
    is have has been being had
    """.split()
)
_DEFINITE = frozenset("the those these them whom their its our his her".split())
_EMPTY_VERBS = words("levels", "verb.empty")
_NAME_TAGS = frozenset({"NNP", "NNPS"})
_DIMENSIONS = frozenset(
    """
    deep wide tall high long thick broad away from north south east west off apart underground
    northeast northwest southeast southwest across inland offshore
    """.split()
)


def state_of(
    quantity: Quantity, binding: Binding, head: int, level: int, base: int, grammar: Grammar
) -> int:
    """The token of the predicate, or -1."""
    people = quantity.kind in (Kind.COUNT, Kind.RATIO, Kind.PERCENT)
    if people:
        beside = _beside(binding, binding.noun, grammar)
        if beside >= 0:
            return beside
        if quantity.kind is Kind.PERCENT and binding.noun >= binding.last and base < 0:
            return binding.noun  # "a 25% tariff"
    elif quantity.kind is Kind.MEASUREMENT and (deep := _deep(binding, grammar)) >= 0:
        return deep
    elif binding.noun >= binding.last:
        return binding.noun
    if level >= 0 and grammar.is_noun(level) and grammar.syntax.tags[level] not in _NAME_TAGS:
        return level
    named = _named_amount(binding, grammar)
    if named >= 0 and not (_is_empty(named, grammar) and _action(binding, grammar) >= 0):
        return named
    acted = _action(binding, grammar)
    if acted < 0 and base >= 0 and binding.role == "nsubj":
        acted = binding.verb
    if acted >= 0 and grammar.syntax.tags[acted] not in _NAME_TAGS:
        return acted
    if base < 0 and binding.noun >= 0:
        return binding.noun
    if head >= 0:
        return head
    tags = grammar.syntax.tags
    subject, governor = binding.subject, binding.governor
    if subject >= 0 and tags[subject] in ("NN", "NNS") and not binding.role.startswith("nsubj"):
        return subject
    if governor >= 0 and tags[governor] in ("NN", "NNS") and not is_amount(governor, grammar):
        return governor
    verb = binding.verb
    return verb if verb >= 0 and grammar.lemma(verb) not in _EMPTY_VERBS else -1


def _deep(binding: Binding, grammar: Grammar) -> int:
    """The adjective that a size stands before: "40 metres *deep*", "a 30cm-*wide* pipe"."""
    syntax = grammar.syntax
    at, size = binding.last, len(syntax.words)
    if at < size and syntax.words[at] in ("(", ","):
        closed = next(
            (t for t in range(at + 1, min(at + 8, size)) if syntax.words[t] in (")", ",")), -1
        )
        at = closed + 1 if closed >= 0 else at
    if at < size and syntax.tags[at] == "HYPH":
        at += 1
    if at < size and syntax.words[at] in _DIMENSIONS:
        return at
    return -1


def _named_amount(binding: Binding, grammar: Grammar) -> int:
    """The noun that an "of" or "at" ties to the number: "a *depth* of 10 km", "a *bill* for $5"."""
    syntax = grammar.syntax
    if binding.prep < 0 or binding.governor < 0 or not grammar.is_noun(binding.governor):
        return -1
    if syntax.words[binding.prep] in ("of", "at") and binding.governor < binding.first:
        return binding.governor
    return -1


def _is_empty(noun: int, grammar: Grammar) -> bool:
    """Whether a noun is generic and says not of what: "at a rate of 3%"."""
    return grammar.lemma(noun) in GENERIC_NOUNS and inner_noun(noun, grammar) < 0


def _action(binding: Binding, grammar: Grammar) -> int:
    """The verb that the number is bound to, looking through light ones, or -1."""
    syntax = grammar.syntax
    verb = binding.verb
    if verb < 0 or not _direct(binding):
        return -1
    lemma = grammar.lemma(verb)
    if lemma in COPULAS:
        state = complement_of(verb, grammar) if binding.role.startswith("nsubj") else -1
        if state >= 0:
            return _condition(state, grammar)
        if binding.role.startswith("nsubj"):
            return _condition(
                object_of(verb, ("in", "at", "on", "under", "from"), grammar), grammar
            )
        return -1
    if (
        lemma in TRANSITIVE
        and binding.role in ("dobj", "nsubjpass")
        and binding.noun >= binding.last
    ):
        return verb
    if lemma in MOTION_VERBS and not binding.role.startswith("nsubj"):
        return -1
    if lemma not in LIGHT_VERBS:
        return verb
    described = syntax.child(verb, "oprd", "acomp", "xcomp")
    if described >= 0 and (
        syntax.words[described] in HUMAN_STATES or syntax.tags[described] == "VBN"
    ):
        return described
    if binding.role == "nsubj":
        object_ = syntax.child(verb, "dobj")
        return _condition(object_, grammar) if grammar.is_noun(object_) else -1
    return object_of(verb, ("to", "into", "from"), grammar)


def happens(binding: Binding, grammar: Grammar) -> bool:
    """Whether something was done to or by what a number counts: "fire *four missiles*".

    Verbs that only have, report or rank it do not tell of an event, nor does what stands behind a
    preposition.
    """
    syntax, verb = grammar.syntax, binding.verb
    if verb < 0 or binding.prep >= 0 or binding.noun < binding.last:
        return False
    lemma = grammar.lemma(verb)
    if lemma in LIGHT_VERBS or lemma in COPULAS or lemma in _EMPTY_VERBS:
        return False
    if binding.role in ("dobj", "nsubjpass"):
        return binding.governor == verb
    return binding.role == "nsubj" and syntax.tags[verb] == "VBD" and binding.governor == verb


def _condition(noun: int, grammar: Grammar) -> int:
    """ "in *critical* condition": the adjective says more than the noun."""
    if noun >= 0 and grammar.lemma(noun) in ("condition", "state", "status"):
        found = grammar.syntax.child(noun, "amod")
        return found if found >= 0 else noun
    return noun


def complement_of(verb: int, grammar: Grammar) -> int:
    """What a copula says of its subject: "113 were *teenagers*", "four are *missing*"."""
    if verb < 0 or grammar.lemma(verb) not in COPULAS:
        return -1
    return grammar.syntax.child(verb, "attr", "acomp", "oprd")


def object_of(verb: int, preps: tuple[str, ...], grammar: Grammar) -> int:
    """The noun behind a verb's preposition: "taken to *hospital*"."""
    syntax = grammar.syntax
    for kid in syntax.kids[verb]:
        if kid > verb and syntax.words[kid] in preps:
            found = syntax.child(kid, "pobj")
            if found >= 0 and grammar.is_noun(found):
                return found
    return -1


_DIRECT = frozenset(
    """
    nsubj nsubjpass dobj pobj attr dative npadvmod dep oprd advmod ROOT
    """.split()
)


def _direct(binding: Binding) -> bool:
    return binding.role in _DIRECT


def _beside(binding: Binding, noun: int, grammar: Grammar) -> int:
    """A state word within the phrase: before the noun, behind it, or behind a bare number."""
    syntax = grammar.syntax
    _, high = syntax.bounds(binding.anchor)
    if binding.last <= noun:
        for token in range(binding.last, noun):
            if syntax.words[token] in HUMAN_STATES:
                return token
        if syntax.words[noun] in HUMAN_STATES:
            return noun
    found = state_after((noun if noun >= binding.last else binding.last - 1) + 1, grammar)
    if found >= 0:
        return found
    if _of_a_whole(binding, grammar):
        return -1  # "21 of the 200 pupils who were seized": the clause tells of the whole
    at = noun if noun >= binding.last else binding.anchor
    for kid in syntax.kids[at]:
        if syntax.deps[kid] == "relcl" and grammar.lemma(kid) in HUMAN_VERBS:
            return kid
    for kid in syntax.kids[at]:
        if grammar.lemma(kid) in PREPOSITIONAL:
            continue
        said_of = syntax.deps[kid] == "acl" and syntax.tags[kid] == "VBN"
        near = binding.last <= kid < high and kid - at <= 3 and "," not in syntax.words[at:kid]
        if said_of and near:
            return _through(kid, grammar)
    after = binding.last
    if noun < 0 and after < high and syntax.tags[after] == "VBN":
        if grammar.lemma(after) in PREPOSITIONAL:
            return -1
        return _through(after, grammar)
    return -1


def _of_a_whole(binding: Binding, grammar: Grammar) -> bool:
    words = grammar.syntax.words
    at = binding.last
    return at + 1 < len(words) and words[at] == "of" and words[at + 1] in _DEFINITE


def _through(participle: int, grammar: Grammar) -> int:
    """A light participle's own object: "50 *taken to hospital*"."""
    if grammar.lemma(participle) in LIGHT_VERBS:
        found = object_of(participle, ("to", "into"), grammar)
        inside = object_of(participle, ("in",), grammar)
        if found < 0 and grammar.lemma(inside) in HUMAN_PLACES:
            found = inside
        return found if found >= 0 else participle
    return participle


def state_after(token: int, grammar: Grammar) -> int:
    """A word like "dead" or "injured" right behind, fillers aside ("dozens *more* were hurt")."""
    syntax = grammar.syntax
    if token >= len(syntax.words):
        return -1
    _, high = syntax.bounds(token)
    for at in range(token, min(high, token + 5)):
        if syntax.words[at] in HUMAN_STATES:
            return at
        if syntax.words[at] not in _DEGREE:
            return -1
    return -1


def predicate_of(state: int, grammar: Grammar) -> str | None:
    """The lemma of the predicate; a generic noun gives way to what it is of ("death toll")."""
    if state < 0:
        return None
    syntax = grammar.syntax
    lemma = grammar.lemma(state)
    word = syntax.words[state]
    if word in ("from", "away", "off", "apart"):
        return "distance"
    if word in HUMAN_STATES and (verb := grammar.lemma_of(word, "VBN")) in HUMAN_VERBS:
        return verb  # whatever the tagger makes of "Injured" in a headline
    if lemma in GENERIC_NOUNS and syntax.tags[state] in NOUN_TAGS:
        inner = inner_noun(state, grammar)
        if inner < 0:
            inner = syntax.child(state, "amod")
        if inner >= 0 and syntax.words[inner] not in (
            "new",
            "total",
            "official",
            "latest",
            "overall",
        ):
            return grammar.lemma(inner)
    return lemma or None
