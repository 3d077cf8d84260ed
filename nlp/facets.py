"""What a number counts and what happened to it: unit, predicate, and the nouns behind them.

The unit of a count is the lemma of the literal noun ("17 cases" → case), "person" for people, the
dead and the injured. The predicate is the lemma of the verb, participle, adjective or noun that the
number is bound to ("killing 12" → kill, "178 people charged" → charge, "a toll of 12" → death);
verbs that only report, have or move a number are looked through.
"""

from dataclasses import dataclass, replace

from nlp.grammar import NOUN_TAGS, Binding, Grammar
from nlp.lexicon import (
    CARRYING,
    COPULAS,
    GENERIC_NOUNS,
    GROUPS,
    HUMAN_PLACES,
    HUMAN_STATES,
    HUMAN_VERBS,
    LEVEL_VERBS,
    LIGHT_VERBS,
    MOTION_VERBS,
    PEOPLE,
    POINTERS,
    PREPOSITIONAL,
    TRANSITIVE,
)
from nlp.model import Quantity
from nlp.movements import moved_by, mover_of
from nlp.vocabulary import Kind

PERSON = "person"
_DEGREE = frozenset(
    """
    more others other another additional further people also still seriously critically severely
    slightly badly lightly fatally feared confirmed reported reportedly of them whom were was are
    is have has been being had
    """.split()
)
_DEFINITE = frozenset("the those these them whom their its our his her".split())
_PERSONAL = frozenset("us them you whom".split())
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
    level = _level(binding, grammar)
    base = binding.noun if quantity.kind in _SHARE_KINDS and _has_of(binding, grammar) else -1
    points = level >= 0 and _points_back(level, grammar)
    unit, head = _unit(quantity, binding, level, grammar)
    if head < 0 and not points and grammar.is_noun(level):
        head = level
    state = _state(quantity, binding, head, level, base, grammar)
    predicate = _predicate(state, grammar)
    return Facets(unit, predicate, head, state, level, base, points)


def _has_of(binding: Binding, grammar: Grammar) -> bool:
    words = grammar.syntax.words
    return binding.last < len(words) and words[binding.last] == "of"


def _points_back(level: int, grammar: Grammar) -> bool:
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


def _unit(
    quantity: Quantity, binding: Binding, level: int, grammar: Grammar
) -> tuple[str | None, int]:
    """The unit, and the noun right at the number that the measure is built around."""
    noun = binding.noun
    if quantity.unit is not None or quantity.kind not in (Kind.COUNT, Kind.RATE):
        return quantity.unit, noun if noun >= binding.last else -1
    if noun < 0 and quantity.value == 0:
        noun = _noun_inside(binding, grammar)
    if noun >= 0:
        return noun_unit(noun, grammar), noun
    if _state_after(binding.last, grammar) >= 0 or _followed_by_people(binding, grammar):
        return PERSON, -1
    if level >= 0 and grammar.is_noun(level):
        if grammar.lemma(level) in GENERIC_NOUNS and not _is_toll(level, grammar):
            inner = _inner(level, grammar)
            return (noun_unit(inner, grammar), inner) if inner >= 0 else (None, -1)
        return noun_unit(level, grammar), level
    if binding.prep >= 0 and grammar.lemma(binding.governor) in GROUPS:
        return PERSON, -1
    for token in (binding.verb, binding.governor):
        if grammar.lemma(token) in HUMAN_VERBS:
            return PERSON, -1
    if binding.role.startswith("nsubj"):
        where = grammar.lemma(_object_of(binding.verb, ("in", "to", "into"), grammar))
        if where in HUMAN_PLACES:
            return PERSON, -1
        state = _complement(binding.verb, grammar)
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


def noun_unit(noun: int, grammar: Grammar) -> str:
    """The unit that a counted noun gives: its lemma, or person."""
    word, lemma = grammar.syntax.words[noun], grammar.lemma(noun)
    if word in PEOPLE or lemma in ("people", PERSON) or word in HUMAN_STATES:
        return PERSON
    if _is_toll(noun, grammar):
        return PERSON
    return lemma


def _is_toll(noun: int, grammar: Grammar) -> bool:
    return grammar.lemma(noun) == "toll"


def _inner(noun: int, grammar: Grammar) -> int:
    """The noun under a generic one: "the number of *cases*", "the *case* count"."""
    syntax = grammar.syntax
    of = next((kid for kid in syntax.kids[noun] if syntax.words[kid] == "of"), -1)
    if of >= 0:
        found = syntax.child(of, "pobj")
        if found >= 0 and not _is_measure(found, grammar):
            return found
    found = syntax.child(noun, "compound")
    return found if found >= 0 and grammar.is_noun(found) else -1


def _level(binding: Binding, grammar: Grammar) -> int:
    """The noun (or pronoun) whose level the number states: subject or object of a moving verb."""
    syntax = grammar.syntax
    verb, lemma = binding.verb, grammar.lemma(binding.verb)
    inside = range(binding.first, binding.last)
    if grammar.is_verb(binding.anchor):
        return grammar.subject(binding.anchor)  # "turnover *doubled*"
    if verb < 0 or binding.role.startswith("nsubj"):
        return -1
    prep = syntax.words[binding.prep] if binding.prep >= 0 else ""
    if binding.first and syntax.words[binding.first - 1] in ("to", "from", "by"):
        moved = _moved(binding, grammar)
        if moved >= 0 and moved not in inside:
            return moved
    if lemma in MOTION_VERBS or lemma in CARRYING:
        moved = syntax.child(verb, "dobj")
        if moved >= 0 and moved not in inside and moved < binding.first and moved != binding.anchor:
            if (prep == "at" or prep in _MOVING_PREPS) and not _is_measure(moved, grammar):
                return moved
    if binding.role == "dobj" and binding.noun >= binding.last and lemma in TRANSITIVE:
        return -1
    wanted = (
        lemma in MOTION_VERBS
        and (prep in _MOVING_PREPS or binding.role in ("dobj", "npadvmod"))
        or lemma in LEVEL_VERBS
        and (prep in ("", "at") or binding.role in ("dobj", "attr"))
        or lemma in COPULAS
        and (
            binding.role in ("attr", "acomp", "npadvmod", "advmod", "dep")
            or prep in ("at", "up", "down", "from")
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
    if moved >= 0 and _is_measure(moved, grammar) and grammar.is_verb(mover):
        moved = grammar.subject(mover)  # "rose 3% to 40": the percentage is no object
    return moved if 0 <= moved < binding.first and not _is_measure(moved, grammar) else -1


_MOVING_PREPS = frozenset(
    {"", "to", "from", "by", "past", "above", "below", "over", "under", "beyond"}
)


def _is_measure(token: int, grammar: Grammar) -> bool:
    """Whether a token is itself part of a printed amount."""
    return grammar.syntax.tags[token] in ("CD", "$") or grammar.syntax.words[token] in (
        "%",
        "percent",
    )


def _complement(verb: int, grammar: Grammar) -> int:
    """What a copula says of its subject: "113 were *teenagers*", "four are *missing*"."""
    if verb < 0 or grammar.lemma(verb) not in COPULAS:
        return -1
    return grammar.syntax.child(verb, "attr", "acomp", "oprd")


def _state(
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
    if governor >= 0 and tags[governor] in ("NN", "NNS"):
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


_EMPTY_VERBS = frozenset("be have do get make take say tell come go include put".split())
_NAME_TAGS = frozenset({"NNP", "NNPS"})
_DIMENSIONS = frozenset(
    """
    deep wide tall high long thick broad away from north south east west off apart underground
    northeast northwest southeast southwest across inland offshore
    """.split()
)


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
    return grammar.lemma(noun) in GENERIC_NOUNS and _inner(noun, grammar) < 0


def _action(binding: Binding, grammar: Grammar) -> int:
    """The verb that the number is bound to, looking through light ones, or -1."""
    syntax = grammar.syntax
    verb = binding.verb
    if verb < 0 or not _direct(binding):
        return -1
    lemma = grammar.lemma(verb)
    if lemma in COPULAS:
        state = _complement(verb, grammar) if binding.role.startswith("nsubj") else -1
        if state >= 0:
            return _condition(state, grammar)
        if binding.role.startswith("nsubj"):
            return _condition(
                _object_of(verb, ("in", "at", "on", "under", "from"), grammar), grammar
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
    return _object_of(verb, ("to", "into", "from"), grammar)


def _condition(noun: int, grammar: Grammar) -> int:
    """ "in *critical* condition": the adjective says more than the noun."""
    if noun >= 0 and grammar.lemma(noun) in ("condition", "state", "status"):
        found = grammar.syntax.child(noun, "amod")
        return found if found >= 0 else noun
    return noun


def _object_of(verb: int, preps: tuple[str, ...], grammar: Grammar) -> int:
    """The noun behind a verb's preposition: "taken to *hospital*"."""
    syntax = grammar.syntax
    for kid in syntax.kids[verb]:
        if kid > verb and syntax.words[kid] in preps:
            found = syntax.child(kid, "pobj")
            if found >= 0 and grammar.is_noun(found):
                return found
    return -1


def _direct(binding: Binding) -> bool:
    return binding.role in (
        "nsubj", "nsubjpass", "dobj", "pobj", "attr", "dative", "npadvmod", "dep", "oprd", "advmod", "ROOT"
    )  # fmt: skip


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
    found = _state_after((noun if noun >= binding.last else binding.last - 1) + 1, grammar)
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
        if (
            kid >= binding.last
            and syntax.deps[kid] == "acl"
            and syntax.tags[kid] == "VBN"
            and kid < high
        ):
            if kid - at <= 3 and "," not in syntax.words[at:kid]:
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
        found = _object_of(participle, ("to", "into", "from", "in"), grammar)
        return found if found >= 0 else participle
    return participle


def _state_after(token: int, grammar: Grammar) -> int:
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


def _predicate(state: int, grammar: Grammar) -> str | None:
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
        inner = _inner(state, grammar)
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


def alone(facets: Facets, quantity: Quantity, binding: Binding) -> Facets:
    """A bare whole number that is a subject and continues nothing counts people."""
    if facets.unit is not None or quantity.kind is not Kind.COUNT or quantity.places:
        return facets
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
