"""Asides: what stands between commas and is told of its noun alone, not of the sentence."""

from nlp.lexicon import rule, words
from nlp.text.grammar import Grammar

TAKING_PLACE = words("time_verbs", "taking-place")
"""Verbs of what happens: where and when it did, its counts did too."""
_MARKS = frozenset({",", "-", "–", "—", "--", "(", ")"})
_RELATIVE = frozenset({"WDT", "WP", "WP$", "WRB"})
_OPENING = _RELATIVE | {"VBN", "TO"}


@rule("time.aside", otherwise=False)
def in_aside(first: int, last: int, at: int, grammar: Grammar) -> bool:
    """Whether the tokens ``first``:``last`` stand in an aside that the token ``at`` is not in.

    An aside opens with a relative pronoun, a participle, an infinitive or "due" behind a comma,
    and ends at the next comma or with the sentence: ", which opened its first mill in 1998,".
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
    if syntax.tags[opening] not in _OPENING and syntax.words[opening] not in ("due", "set"):
        return False
    is_ahead = syntax.tags[opening] not in _RELATIVE and syntax.tags[opening] != "VBN"
    return is_ahead or not any(grammar.lemma(k) in TAKING_PLACE for k in range(opening, first))


def _mark(tokens: range, grammar: Grammar) -> int | None:
    """The first mark that parts clauses among tokens."""
    return next((token for token in tokens if _parts(token, grammar)), None)


def _ends_aside(mark: int, begin: int, grammar: Grammar) -> bool:
    """Whether a mark ends an aside: "a tram, whose driver …, overturned in May"."""
    before = _mark(range(mark - 1, begin, -1), grammar)
    return before is not None and grammar.syntax.tags[before + 1] in _RELATIVE


def _parts(token: int, grammar: Grammar) -> bool:
    """Whether a comma, a bracket or a dash (not a hyphen) parts what stands around it."""
    syntax = grammar.syntax
    if syntax.words[token] not in _MARKS:
        return False
    return syntax.words[token] != "-" or syntax.ends[token - 1] < syntax.starts[token]
