"""Noun phrases: which tokens around a head name it, without asides, relative clauses and dates."""

from nlp.lexicon.nouns import PERSON_NOUNS
from nlp.sources.cues import VERBS
from nlp.text.syntax import Span, Syntax

RELATIVES = frozenset({"who", "which", "that", "whose", "whom", "where"})
_STOP_AT = frozenset({",", "(", ")", ";", ":", "–", "—", "-", '"', "“", "”", "``", "''", "--", "|"})
_FINITE = frozenset({"VBZ", "VBD", "VBP", "MD"})
# "people close to the talks": what tells anonymous sources apart belongs to their name.
_KNOWING = frozenset({"close", "familiar", "briefed", "involved", "aware"})
_LEAD = frozenset(
    {"CC", "RB", "IN", "_SP", ",", "``", "''", ":", "-LRB-", "-RRB-", "WRB", "NFP", "UH"}
)


def phrase(s: Syntax, head: int) -> Span:
    """Token span of the noun phrase of a head: up to its first aside or relative clause.

    "Ana Ruiz, who lives there" → Ana Ruiz; "the mayor, the vicar and the cook" stays whole;
    "police in Seoul on Friday" → police in Seoul.
    """
    entity = s.entity_at[head]
    if not s.deps[head]:
        return _unparsed(s, head)
    low, high = s.edges(head)
    while low < head and s.tags[low] in _LEAD and (entity < 0 or s.entity_at[low] != entity):
        low += 1
    for i in range(head - 1, low - 1, -1):
        if s.raw[i] not in _STOP_AT or s.entity_at[i] >= 0 or s.deps[i] != "punct":
            continue
        if s.raw[i] != "-" and not any(low <= kid < i for kid in s.kids[head]):
            low = i + 1
            break
    for kid in s.kids[head]:
        if s.deps[kid] == "relcl":
            high = min(high, max(head + 1, s.edges(kid)[0]))
        elif kid > head and s.tags[kid] == "VBG" and s.words[kid] in VERBS:
            high = min(high, kid)
    stop = head + 1
    while stop < high and not _breaks(s, head, stop):
        stop += 1
    if stop < len(s.words) and s.words[stop] in _KNOWING and s.words[head] in PERSON_NOUNS:
        end = s.edges(stop)[1]
        while stop < end and s.raw[stop] not in _STOP_AT:
            stop += 1
    while stop - 1 > head and s.tags[stop - 1] in ("IN", "CC", "DT", ",", "TO", "VBN"):
        stop -= 1
    return low, stop


def _unparsed(s: Syntax, head: int) -> Span:
    """A noun phrase where nothing was parsed: its entity, or the capitals before it."""
    if s.entity_at[head] >= 0:
        first, last, _ = s.entities[s.entity_at[head]]
        return first, last
    low = head
    while low > s.bounds(head)[0] and s.raw[low - 1][:1].isupper() and s.entity_at[low - 1] < 0:
        low -= 1
    return low, head + 1


def _breaks(s: Syntax, head: int, token: int) -> bool:
    """Whether the noun phrase ends before a token."""
    if s.entity_at[token] >= 0 and s.entity_at[token] == s.entity_at[token - 1]:
        return False
    word, tag = s.words[token], s.tags[token]
    if word in RELATIVES and tag in ("WDT", "WP", "WP$", "WRB"):
        return True
    if tag in _FINITE or tag == "_SP":
        return True
    if word in _STOP_AT:
        inside = word == "-" and s.ends[token - 1] == s.starts[token]
        return not inside and not (word == "," and _lists(s, head, token))
    if word == "at" and any(s.tags[k] == "CD" or label_at(s, k) for k in s.kids[token]):
        number = s.child(token, "pobj")
        return number >= 0 and (s.tags[number] == "CD" or s.child(number, "nummod") >= 0)
    return _temporal(s, token)


def _lists(s: Syntax, head: int, comma: int) -> bool:
    """Whether a comma stands inside a list of coordinated nouns that the head opens."""
    conj = s.child(head, "conj")
    if conj <= comma or not s.tags[conj].startswith("NN"):
        return False
    aside = s.child(head, "appos")
    if comma < aside < conj:
        return False
    return label_at(s, head) != "PERSON" or label_at(s, conj) == "PERSON"


def _temporal(s: Syntax, token: int) -> bool:
    """Whether a token opens a time phrase ("on Tuesday", "Friday")."""
    if label_at(s, token) in ("DATE", "TIME"):
        return s.deps[token] not in ("compound", "nmod", "pobj")
    return s.tags[token] == "IN" and any(
        label_at(s, kid) in ("DATE", "TIME") for kid in s.kids[token]
    )


def label_at(s: Syntax, token: int) -> str:
    """The entity label of a token, or ""."""
    entity = s.entity_at[token]
    return s.entities[entity][2] if entity >= 0 else ""


def entity_or_lead(s: Syntax, token: int) -> Span:
    """The entity around a token, else its phrase from the left up to it."""
    entity = s.entity_at[token]
    if entity >= 0:
        first, last, _ = s.entities[entity]
        return first, last
    return s.edges(token)[0], token + 1


def words_of(s: Syntax, first: int, last: int) -> str:
    """The text's own words of a token span."""
    start, end = s.chars(first, last)
    return s.text[start:end]
