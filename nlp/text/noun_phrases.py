"""Noun phrases: which tokens around a head belong to it.

``noun_phrase`` knows two borders. ``Border.COMPLEMENTS`` keeps a noun with its own complements, as
a measure is named: "the number of *people* in care", without clauses, asides and coordinated nouns.
``Border.NAME`` keeps what names somebody: a list of names stays whole, asides, relative clauses and
times are left out.
"""

from enum import Enum, auto

from nlp.lexicon import words
from nlp.lexicon.inflection import verb_forms
from nlp.text.sentences import Span
from nlp.text.syntax import Syntax
from nlp.text.tags import FINITE_TAGS, RELATIVE_TAGS, TIME_LABELS

RELATIVES = frozenset({"who", "which", "that", "whose", "whom", "where"})
_OPENS = frozenset(
    {"CC", "RB", "IN", "_SP", ",", "``", "''", ":", "-LRB-", "-RRB-", "WRB", "NFP", "UH"}
)
"""Tags of what may stand before a name in its subtree and is no part of it."""
_ENDS = frozenset({"IN", "CC", "DT", ",", "TO", "VBN", "RB"})
"""Tags of what is left over at the end of a name that was cut."""
_MARKS = frozenset({",", "(", ")", ";", ":", "–", "—", "-", '"', "“", "”", "``", "''", "--", "|"})
_ASIDE = frozenset({",", ";", "—", "–", "("})
_NOT_LEFT = frozenset({"punct", "cc", "preconj", "conj"})
_COMPLEMENTS = frozenset({"prep", "acl", "nummod", "poss", "amod", "pobj", "nmod", "compound"})
_KNOWING = frozenset({"close", "familiar", "briefed", "involved", "aware"})
_PEOPLE = words("roles", "title.", "people.")
_SAYING = frozenset(verb_forms(verb)[3] for verb in words("saying"))
"""Present participles of what opens a report behind a name: "…, *adding* that"."""
"""Entity labels of what dates a noun."""


class Border(Enum):
    """How far a noun phrase reaches (see the module)."""

    COMPLEMENTS = auto()
    NAME = auto()


def noun_phrase(syntax: Syntax, head: int, border: Border) -> Span:
    """The token span [first, last) of the noun phrase of a head.

    "Ana Ruiz, who lives there" is "Ana Ruiz"; "officials, doctors and teachers" is whole by
    ``NAME`` and "officials" by ``COMPLEMENTS``; "police in Seoul on Friday" is "police in Seoul"
    by ``NAME``.
    """
    if border is Border.COMPLEMENTS:
        return _first_of_noun(syntax, head), last_of_noun(syntax, head) + 1
    if not syntax.deps[head]:
        return _unparsed(syntax, head)
    low, high = _without_opening(syntax, head), _before_clauses(syntax, head)
    stop = head + 1
    while stop < high and not _breaks(syntax, head, stop):
        stop += 1
    stop = _with_knowing(syntax, head, stop)
    while stop - 1 > head and syntax.tags[stop - 1] in _ENDS:
        stop -= 1
    return low, stop


def _first_of_noun(syntax: Syntax, head: int) -> int:
    """The first token of a noun with what modifies it."""
    low, _ = syntax.bounds(head)
    edges = [
        _left_edge(syntax, kid)
        for kid in syntax.kids[head]
        if low <= kid < head and syntax.deps[kid] not in _NOT_LEFT
    ]
    return min([head, *edges])


def _left_edge(syntax: Syntax, token: int) -> int:
    """The leftmost token reached by going to the first child again and again."""
    while (first := min(syntax.kids[token], default=token)) < token:
        token = first
    return token


def last_of_noun(syntax: Syntax, head: int) -> int:
    """The last token of a noun's own complements: prepositions, participles, infinitives."""
    _, high = syntax.bounds(head)
    edge = head
    for kid in syntax.kids[head]:
        if kid <= edge or kid >= high:
            continue
        if any(syntax.words[token] in _ASIDE for token in range(edge, kid)):
            break
        if syntax.deps[kid] in _COMPLEMENTS:
            edge = max(edge, _last_before_aside(syntax, kid, high))
        elif syntax.deps[kid] not in ("case", "punct"):
            break
    return edge


def _last_before_aside(syntax: Syntax, token: int, high: int) -> int:
    """The last token of a subtree up to the next comma, dash or bracket."""
    last = min(syntax.edges(token)[1], high)
    return next((at - 1 for at in range(token, last) if syntax.words[at] in _ASIDE), last - 1)


def _without_opening(syntax: Syntax, head: int) -> int:
    """The first token of a name: behind conjunctions, adverbs and the last aside before it."""
    entity = syntax.entity(head)
    low = syntax.edges(head)[0]
    while low < head and syntax.tags[low] in _OPENS:
        if entity is not None and syntax.entity(low) == entity:
            break
        low += 1
    for mark in range(head - 1, low - 1, -1):
        if syntax.raw[mark] not in _MARKS or syntax.deps[mark] != "punct" or syntax.label(mark):
            continue
        if syntax.raw[mark] != "-" and not any(low <= kid < mark for kid in syntax.kids[head]):
            return mark + 1
    return low


def _before_clauses(syntax: Syntax, head: int) -> int:
    """Where the first relative clause of a name begins, or "…, adding that"; else its edge."""
    high = syntax.edges(head)[1]
    for kid in syntax.kids[head]:
        if syntax.deps[kid] == "relcl":
            high = min(high, max(head + 1, syntax.edges(kid)[0]))
        elif kid > head and syntax.tags[kid] == "VBG" and syntax.words[kid] in _SAYING:
            high = min(high, kid)
    return high


def _with_knowing(syntax: Syntax, head: int, stop: int) -> int:
    """Where "people *close to the talks*" ends: what tells anonymous sources apart belongs to
    their name."""
    if stop >= len(syntax.words) or syntax.words[stop] not in _KNOWING:
        return stop
    if syntax.words[head] not in _PEOPLE:
        return stop
    end = syntax.edges(stop)[1]
    while stop < end and syntax.raw[stop] not in _MARKS:
        stop += 1
    return stop


def _unparsed(syntax: Syntax, head: int) -> Span:
    """A noun phrase where nothing was parsed: its entity, or the capitals before it."""
    entity = syntax.entity(head)
    if entity is not None:
        return entity[:2]
    low = head
    while low > syntax.bounds(head)[0] and syntax.raw[low - 1][:1].isupper():
        if syntax.label(low - 1):
            break
        low -= 1
    return low, head + 1


def _breaks(syntax: Syntax, head: int, token: int) -> bool:
    """Whether a name ends before a token."""
    entity = syntax.entity(token)
    if entity is not None and entity == syntax.entity(token - 1):
        return False
    word, tag = syntax.words[token], syntax.tags[token]
    if tag in FINITE_TAGS or tag == "_SP" or (word in RELATIVES and tag in RELATIVE_TAGS):
        return True
    if word in _MARKS:
        inside = word == "-" and syntax.ends[token - 1] == syntax.starts[token]
        return not inside and not (word == "," and _lists(syntax, head, token))
    return _is_price(syntax, token) if _has_number(syntax, token) else _dates(syntax, token)


def _has_number(syntax: Syntax, token: int) -> bool:
    """Whether "at" stands before a number or a name."""
    return syntax.words[token] == "at" and any(
        syntax.tags[kid] == "CD" or syntax.label(kid) for kid in syntax.kids[token]
    )


def _is_price(syntax: Syntax, token: int) -> bool:
    """Whether "at" opens an age or a price, not a place."""
    number = syntax.find(token, "pobj")
    return number is not None and (
        syntax.tags[number] == "CD" or syntax.find(number, "nummod") is not None
    )


def _lists(syntax: Syntax, head: int, comma: int) -> bool:
    """Whether a comma stands inside a list of coordinated nouns that the head opens."""
    joined = syntax.find(head, "conj")
    if joined is None or joined <= comma or not syntax.tags[joined].startswith("NN"):
        return False
    aside = syntax.find(head, "appos")
    if aside is not None and comma < aside < joined:
        return False
    return syntax.label(head) != "PERSON" or syntax.label(joined) == "PERSON"


def _dates(syntax: Syntax, token: int) -> bool:
    """Whether a token opens an expression of time ("on Tuesday", "Friday")."""
    if syntax.label(token) in TIME_LABELS:
        return syntax.deps[token] not in ("compound", "nmod", "pobj")
    return syntax.tags[token] == "IN" and any(
        syntax.label(kid) in TIME_LABELS for kid in syntax.kids[token]
    )
