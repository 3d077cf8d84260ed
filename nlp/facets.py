"""What a number counts and what happened to it: unit, predicate, population, whole.

The unit of a count is the lemma of the literal noun ("17 cases" → case), "person" for people, the
dead and the injured. The predicate is the lemma of the verb, participle or adjective that the
number is bound to ("killing 12" → kill, "178 people charged" → charge); verbs that only report,
have or move a number are looked through.
"""

from dataclasses import dataclass, replace

from nlp.grammar import NOUN_TAGS, Binding, Grammar
from nlp.model import Quantity
from nlp.vocabulary import Kind

PERSON = "person"
_PEOPLE = frozenset(
    """
        people person persons others other dead injured wounded missing hurt ones folks
        those them whom us who killed survivors_ everyone somebody
        """.split()
)
_TOLLS = frozenset({"toll", "tally"})
# Verbs whose bare number is a number of people ("killed 12", "40 were hurt").
HUMAN_VERBS = frozenset(
    """
        kill injure wound hurt arrest detain hospitalize hospitalise evacuate rescue
        displace infect die perish drown kidnap abduct trap shoot stab convict sentence
        indict employ hire lay vaccinate deport jail imprison behead execute slay maim
        sicken suffer survive attend flee protest test acquit strand
        """.split()
)
HUMAN_STATES = frozenset(
    """
        dead injured wounded missing hurt homeless hospitalised hospitalized unaccounted
        trapped ill sick arrested detained killed infected displaced stranded critical
        serious stable jobless unemployed alive positive
        """.split()
)
# Verbs that carry a number without saying what happened: the noun or the subject says it.
LIGHT_VERBS = frozenset(
    """
        be have do get make take report record register confirm log count see face number
        total reach stand hit come go remain include say show announce claim estimate put
        give bring find note add list document tally cite contain comprise represent involve
        follow become seem appear feature state reveal predict forecast expect project top
        exceed surpass pass equal average amount mean lead leave keep hold cover carry need
        require use set help let want
        """.split()
)
MOTION_VERBS = frozenset(
    """
        rise increase climb jump grow soar surge swell gain advance expand leap spike rocket
        balloon creep edge inch tick mount widen accelerate double triple quadruple
        skyrocket escalate rally fall decrease drop decline slip sink plunge tumble shrink
        slide dip ease slump plummet dive narrow reduce cut lower slash trim raise boost
        lift hike push bump contract recede lose revise slow retreat halve move go change
        fluctuate hover
        """.split()
)
_COPULAS = frozenset({"be", "remain", "become", "stay", "lie", "stand", "feel", "seem"})
_STATE_LABELS = ("acomp", "attr", "oprd", "prep")


@dataclass(frozen=True, slots=True)
class Facets:
    """The facets of one number; tokens are indexes into the document, -1 is none.

    ``head`` is the noun that the measure is built around, ``state`` the token of the predicate.
    """

    unit: str | None
    predicate: str | None
    head: int
    state: int
    population: str | None = None


def facets_of(quantity: Quantity, binding: Binding, grammar: Grammar) -> Facets:
    """Unit, predicate and heads of one number."""
    unit, head = _unit(quantity, binding, grammar)
    state = _state(quantity, binding, grammar, head)
    predicate = grammar.lemma(state) or None
    return Facets(unit, predicate, head, state)


def _unit(quantity: Quantity, binding: Binding, grammar: Grammar) -> tuple[str | None, int]:
    """The unit, and the noun that it or the measure comes from."""
    if quantity.unit is not None or quantity.kind not in (Kind.COUNT, Kind.RATE):
        return quantity.unit, _measured_noun(quantity, binding, grammar)
    noun = binding.noun
    if noun >= 0:
        return noun_unit(noun, grammar), noun
    syntax = grammar.syntax
    after = syntax.words[binding.last] if binding.last < len(syntax.words) else ""
    if after in _PEOPLE or after in HUMAN_STATES:
        return PERSON, -1
    subject = _counted_subject(binding, grammar)
    if subject >= 0:
        return noun_unit(subject, grammar), subject
    for token in (binding.verb, binding.governor):
        if grammar.lemma(token) in HUMAN_VERBS:
            return PERSON, -1
    state = _complement(binding.verb, grammar) if binding.role.startswith("nsubj") else -1
    if state >= 0:
        if syntax.words[state] in HUMAN_STATES or grammar.lemma(state) in HUMAN_VERBS:
            return PERSON, -1
        if grammar.is_noun(state):
            return noun_unit(state, grammar), state
    return None, -1


def noun_unit(noun: int, grammar: Grammar) -> str:
    """The unit that a counted noun gives: its lemma, or person."""
    word, lemma = grammar.syntax.words[noun], grammar.lemma(noun)
    if word in _PEOPLE or lemma in ("people", PERSON) or lemma in _TOLLS:
        return PERSON
    return lemma


def _measured_noun(quantity: Quantity, binding: Binding, grammar: Grammar) -> int:
    """The noun that a sum, share or size modifies or stands before: "a $3m *fine*"."""
    noun = binding.noun
    if noun >= 0 and (noun >= binding.last):
        return noun
    return -1


def _counted_subject(binding: Binding, grammar: Grammar) -> int:
    """The subject that a level belongs to: "*cases* rose to 40", "the death *toll* is 12"."""
    if binding.subject < 0 or not grammar.is_noun(binding.subject):
        return -1
    if binding.first <= binding.subject < binding.last or binding.role.startswith("nsubj"):
        return -1
    lemma = grammar.lemma(binding.verb)
    moved = lemma in MOTION_VERBS or lemma in (
        "stand",
        "reach",
        "hit",
        "total",
        "pass",
        "top",
        "number",
    )
    levelled = lemma in _COPULAS and binding.role in ("attr", "acomp", "pobj", "npadvmod")
    if not (moved or levelled):
        return -1
    syntax = grammar.syntax
    if syntax.tags[binding.subject] not in NOUN_TAGS:
        return -1
    subject = binding.subject
    if grammar.lemma(subject) in ("number", "total", "figure", "count", "amount"):
        of = syntax.child(subject, "prep")
        inner = syntax.child(of, "pobj") if of >= 0 else -1
        return inner if inner >= 0 else -1
    return subject


def _complement(verb: int, grammar: Grammar) -> int:
    """What a copula says of its subject: "113 were *teenagers*", "four are *missing*"."""
    if verb < 0 or grammar.lemma(verb) not in _COPULAS:
        return verb if verb >= 0 and grammar.lemma(verb) in HUMAN_VERBS else -1
    return grammar.syntax.child(verb, "attr", "acomp", "oprd")


def _state(quantity: Quantity, binding: Binding, grammar: Grammar, head: int) -> int:
    """The token of the predicate, or -1."""
    syntax = grammar.syntax
    noun = binding.noun if binding.noun >= 0 else head
    # A participle or adjective beside the noun: "178 people charged", "12 injured workers".
    if quantity.kind in (Kind.COUNT, Kind.RATIO):
        beside = _beside(binding, noun, grammar)
        if beside >= 0:
            return beside
    verb = binding.verb
    if verb >= 0:
        lemma = grammar.lemma(verb)
        if lemma in _COPULAS and binding.role.startswith("nsubj"):
            state = _complement(verb, grammar)
            if state >= 0:
                return state
        if lemma not in LIGHT_VERBS and lemma not in MOTION_VERBS and _direct(binding):
            return verb
        if lemma in ("leave", "report", "declare", "confirm", "feel", "find", "keep", "hold"):
            state = syntax.child(verb, "oprd", "acomp", "ccomp", "xcomp")
            if state >= 0 and syntax.words[state] in HUMAN_STATES:
                return state
    if noun >= 0:
        return noun
    if binding.subject >= 0 and grammar.is_noun(binding.subject):
        return binding.subject
    if binding.governor >= 0 and grammar.is_noun(binding.governor):
        return binding.governor
    return verb if verb >= 0 and grammar.lemma(verb) not in LIGHT_VERBS else -1


def _direct(binding: Binding) -> bool:
    return binding.role in (
        "nsubj",
        "nsubjpass",
        "dobj",
        "pobj",
        "attr",
        "dative",
        "npadvmod",
        "dep",
    )


def _beside(binding: Binding, noun: int, grammar: Grammar) -> int:
    """A state word within the phrase: before the noun, behind it, or behind a bare number."""
    syntax = grammar.syntax
    _, high = syntax.bounds(binding.anchor)
    for token in range(binding.last, noun if noun >= 0 else binding.last):
        if syntax.tags[token] in ("VBN", "JJ") and syntax.words[token] in HUMAN_STATES:
            return token
    at = (noun if noun >= 0 else binding.last - 1) + 1
    if at < high and syntax.words[at] in HUMAN_STATES:
        return at
    if noun >= 0:
        for kid in syntax.kids[noun]:
            if kid > noun and syntax.deps[kid] == "acl" and syntax.tags[kid] == "VBN":
                return kid
    elif at < high and syntax.tags[at] == "VBN" and syntax.deps[at] in ("acl", "amod"):
        return at
    return -1


def continued(facets: Facets, before: Facets) -> Facets:
    """The facets of an elliptic number that goes on with what an earlier one counted."""
    return replace(
        facets,
        unit=facets.unit or before.unit,
        predicate=facets.predicate or before.predicate,
        head=facets.head if facets.head >= 0 else before.head,
        state=facets.state if facets.state >= 0 else before.state,
    )
