"""Asides: what stands between commas and is told of its noun alone, not of the sentence."""

from nlp.lexicon import rule, words
from nlp.text.grammar import Grammar
from nlp.text.tags import RELATIVE_TAGS

_TAKING_PLACE = words("time_verbs", "taking-place")
"""Verbs of what happens: where and when it did, its counts did too."""
_MARKS = frozenset({",", "-", "–", "—", "--", "(", ")"})
_OPENING = RELATIVE_TAGS | {"VBN", "TO"}


@rule("time.aside", otherwise=False)
def in_aside(first: int, last: int, at: int, grammar: Grammar, *, since: bool) -> bool:
    """Whether the tokens ``first``:``last`` stand in an aside that the token ``at`` is not in.

    An aside opens with a relative pronoun, a participle, an infinitive or "due" behind a comma,
    and ends at the next comma or with the sentence: ", which opened its first mill in 1998,". Since
    when (``since``) a subject is what it is stands in one of any kind.
    """
    syntax = grammar.syntax
    begin, end = syntax.bounds(first)
    low = _mark(range(first - 1, begin, -1), grammar)
    if low is None:
        return False
    high = _mark(range(last, end), grammar) or end
    opening = low + 1
    if low <= at < high or opening >= end or _ends_aside(low, begin, grammar):
        return False
    while opening < first and syntax.tags[opening] == "RB":
        opening += 1
    event = any(takes_place(token, grammar) for token in range(opening, first))
    if since and not event and _is_of_subject(low, high, grammar):
        return True  # "The mayor, in office since May, has 40"
    if syntax.tags[opening] not in _OPENING and syntax.words[opening] not in ("due", "set"):
        return False
    return not event or (
        syntax.tags[opening] not in RELATIVE_TAGS and syntax.tags[opening] != "VBN"
    )


def _is_of_subject(low: int, high: int, grammar: Grammar) -> bool:
    """Whether what stands between two marks is told of a subject whose verb follows behind."""
    syntax = grammar.syntax
    subject = low - 1
    while syntax.deps[subject] in ("pobj", "prep", "conj") and syntax.heads[subject] < low:
        subject = syntax.heads[subject]
    verb = syntax.heads[subject]
    told = any(syntax.tags[token] in ("VBD", "VBZ", "VBP") for token in range(low, high))
    return syntax.deps[subject] in ("nsubj", "nsubjpass") and verb > high and not told


def takes_place(verb: int, grammar: Grammar) -> bool:
    """Whether a verb tells when its subject took place: "which ran in May", not "who ran it"."""
    return grammar.lemma(verb) in _TAKING_PLACE and grammar.syntax.find(verb, "dobj") is None


def _mark(tokens: range, grammar: Grammar) -> int | None:
    """The first mark that parts clauses among tokens."""
    return next((token for token in tokens if _parts(token, grammar)), None)


def _ends_aside(mark: int, begin: int, grammar: Grammar) -> bool:
    """Whether a mark ends an aside: "a tram, whose driver …, overturned in May"."""
    before = _mark(range(mark - 1, begin, -1), grammar)
    return before is not None and grammar.syntax.tags[before + 1] in RELATIVE_TAGS


def _parts(token: int, grammar: Grammar) -> bool:
    """Whether a comma, a bracket or a dash (not a hyphen) parts what stands around it."""
    syntax = grammar.syntax
    if syntax.words[token] not in _MARKS:
        return False
    return syntax.words[token] != "-" or syntax.ends[token - 1] < syntax.starts[token]
