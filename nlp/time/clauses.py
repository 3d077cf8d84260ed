"""Subclauses: whether the time of one clause is also that of the clause above or beside it.

What dates a relative clause, an aside between commas, a condition or a reason says nothing of the
main clause, and clauses joined by "and" share a time only where they share a tense.
"""

from enum import Enum, auto

from nlp.text.grammar import Grammar

# Verbs of what happens: where and when it did, its counts did too.
TAKING_PLACE = frozenset(
    """
    hold stage host conduct carry play fight run mark follow happen occur take begin start strike
    hit break erupt end
    """.split()
)
_APART = frozenset("after before because if unless although though until once lest whether".split())
_HARMED = frozenset(
    """
    die kill injure wound hurt drown perish evacuate trap strand rescue hospitalise hospitalize
    miss shoot burn sink collapse derail
    """.split()
)
_TO_COME = frozenset({"will", "would", "could", "can", "may", "might", "should", "shall", "must"})


class Tense(Enum):
    """When a finite verb says that something is; participles and infinitives have none."""

    PAST = auto()
    PERFECT = auto()
    BEFORE = auto()  # had closed
    PRESENT = auto()
    COMING = auto()  # will, would, may, …


def tense_of(verb: int, grammar: Grammar) -> Tense | None:
    """The tense of a verb with its auxiliaries, or ``None`` for a form that has none."""
    syntax = grammar.syntax
    helpers = [kid for kid in syntax.kids[verb] if syntax.deps[kid] in ("aux", "auxpass")]
    words = {syntax.words[kid] for kid in helpers}
    if any(syntax.tags[kid] == "MD" for kid in helpers) or words & _TO_COME:
        return Tense.COMING
    if "had" in words:
        return Tense.BEFORE
    if words & {"has", "have", "'ve", "’ve"}:
        return Tense.PERFECT
    tags = {syntax.tags[verb], *(syntax.tags[kid] for kid in helpers)}
    if "VBD" in tags:
        return Tense.PAST
    return Tense.PRESENT if tags & {"VBZ", "VBP"} else None


def one_time(first: int, second: int, grammar: Grammar) -> bool:
    """Whether two verbs can tell of one time: their tenses are the same, or one has none."""
    one, other = tense_of(first, grammar), tense_of(second, grammar)
    past = {Tense.PAST, Tense.BEFORE}
    return one is None or other is None or one is other or {one, other} == past


def shares_conjunct(verb: int, head: int, grammar: Grammar) -> bool:
    """Whether the time behind a verb joined by "and" is that of the verb before: "shipped 40 and
    sold 30 *in May*", not "has 40 shops and sold 30 *in May*".

    A participle that leaves its "has" to the verb before passes for the past with many a parser.
    """
    bare = tense_of(verb, grammar) is Tense.PAST and grammar.syntax.tags[verb] == "VBD"
    if bare and tense_of(head, grammar) in (Tense.PERFECT, Tense.BEFORE):
        return grammar.syntax.child(verb, "nsubj", "nsubjpass") < 0
    return one_time(verb, head, grammar)


def opens_apart(verb: int, head: int, grammar: Grammar) -> bool:
    """Whether an adverbial clause has a time of its own: after, before, because, if, although.

    "Twelve died after a bus overturned on Sunday" is one event, though.
    """
    syntax = grammar.syntax
    marks = {syntax.words[kid] for kid in syntax.kids[verb] if kid < verb} & _APART
    if not marks:
        return False
    return marks != {"after"} or grammar.lemma(head) not in _HARMED


def between_commas(first: int, last: int, at: int, grammar: Grammar) -> bool:
    """Whether the tokens ``first``:``last`` stand in an aside that the token ``at`` is not in.

    An aside opens with a relative pronoun, a participle, an infinitive or "due" behind a comma,
    and ends at the next comma or with the sentence: ", which opened its first mill in 1998,".
    """
    syntax = grammar.syntax
    begin, end = syntax.bounds(first)
    low = next((k for k in range(first - 1, begin, -1) if _parts(k, grammar)), -1)
    if low < 0:
        return False
    high = next((k for k in range(last, end) if _parts(k, grammar)), end)
    opening = low + 1
    if low <= at < high or opening >= end:
        return False
    before = next((k for k in range(low - 1, begin, -1) if _parts(k, grammar)), -1)
    if before >= 0 and syntax.tags[before + 1] in _RELATIVE:
        return False  # the mark ends an aside: "a tram, whose driver …, overturned in May"
    while opening < first and syntax.tags[opening] == "RB":
        opening += 1
    if syntax.tags[opening] not in _OPENING and syntax.words[opening] not in ("due", "set"):
        return False
    return not any(grammar.lemma(k) in TAKING_PLACE for k in range(opening, first))


def told_of_now(first: int, last: int, at: int, grammar: Grammar) -> bool:
    """Whether the tokens stand in an aside of what is so now: "Orla – which *has* 40 shops –"."""
    syntax = grammar.syntax
    if not between_commas(first, last, at, grammar):
        return False
    begin, _ = syntax.bounds(first)
    for token in range(first - 1, begin, -1):
        if _parts(token, grammar):
            return False
        if grammar.is_verb(token):
            return tense_of(token, grammar) is Tense.PRESENT
    return False


def _parts(token: int, grammar: Grammar) -> bool:
    """Whether a comma, a bracket or a dash (not a hyphen) parts what stands around it."""
    syntax = grammar.syntax
    if syntax.words[token] not in _MARKS:
        return False
    return syntax.words[token] != "-" or syntax.ends[token - 1] < syntax.starts[token]


_MARKS = frozenset({",", "-", "–", "—", "--", "(", ")"})
_RELATIVE = frozenset({"WDT", "WP", "WP$", "WRB"})
_OPENING = _RELATIVE | {"VBN", "TO"}
