"""The measure phrase: what a number measures, in the text's own words, at most twelve.

The noun with its complements comes first, then the predicate that says what is counted, then the
subject of a level; what is kept is printed in the order of the text, without the number itself.
"""

from nlp.facets import LIGHT_VERBS, Facets
from nlp.grammar import Binding, Grammar
from nlp.model import Quantity
from nlp.vocabulary import Kind

LONGEST = 12
"""Words of the longest measure phrase."""

_DROPPED_TAGS = frozenset(
    {"DT", "CD", "PRP$", ",", "``", "''", "-LRB-", "-RRB-", ":", "$", "_SP", "WDT", "EX"}
)
_DROPPED_WORDS = frozenset(
    {
        "%",
        "percent",
        "per",
        "cent",
        "about",
        "around",
        "nearly",
        "almost",
        "some",
        "up",
        "least",
        "most",
    }
)


def measure_of(
    quantity: Quantity, binding: Binding, facets: Facets, grammar: Grammar
) -> str | None:
    """The measure phrase of a number, or ``None`` where the sentence does not say."""
    kept: list[int] = []
    for part in _parts(quantity, binding, facets, grammar):
        new = [t for t in part if t not in kept and _worth(t, binding, grammar)]
        room = LONGEST - _word_count(kept, grammar)
        if room <= 0:
            break
        kept += _fitting(new, room, grammar)
    if not kept:
        return None
    return _print(sorted(kept), grammar)


def _parts(
    quantity: Quantity, binding: Binding, facets: Facets, grammar: Grammar
) -> list[list[int]]:
    """Token lists in the order of their weight."""
    syntax = grammar.syntax
    parts: list[list[int]] = []
    if facets.head >= 0:
        first, last = grammar.phrase(facets.head)
        parts.append(list(range(first, last)))
    if facets.state >= 0 and facets.state != facets.head:
        if grammar.is_noun(facets.state):
            parts.append(list(range(*grammar.phrase(facets.state))))
        else:
            parts.append([facets.state])
    governor = binding.governor
    if governor >= 0 and governor not in (facets.head, facets.state) and grammar.is_noun(governor):
        parts.append(list(range(*grammar.phrase(governor))))
    if quantity.kind is not Kind.COUNT or not parts:
        subject = binding.subject
        if subject >= 0 and not binding.first <= subject < binding.last:
            parts.append(list(range(*grammar.phrase(subject))))
        verb = binding.verb
        if verb >= 0:
            if grammar.lemma(verb) not in LIGHT_VERBS:
                parts.append([verb])
            for kid in syntax.kids[verb]:
                if syntax.deps[kid] == "dobj" and kid != binding.anchor:
                    parts.append(list(range(*grammar.phrase(kid))))
            after = [
                kid
                for kid in syntax.kids[verb]
                if syntax.deps[kid] == "prep" and kid >= binding.last
            ]
            for kid in after[:1]:
                parts.append(list(range(kid, grammar.right_edge(kid) + 1)))
        for kid in syntax.kids[binding.anchor]:
            if syntax.deps[kid] in ("prep", "acl") and kid >= binding.last:
                parts.append(list(range(kid, grammar.right_edge(kid) + 1)))
    return parts


def _worth(token: int, binding: Binding, grammar: Grammar) -> bool:
    syntax = grammar.syntax
    if binding.first <= token < binding.last:
        return False
    return syntax.tags[token] not in _DROPPED_TAGS and syntax.words[token] not in _DROPPED_WORDS


def _word_count(tokens: list[int], grammar: Grammar) -> int:
    return len(_print(sorted(tokens), grammar).split()) if tokens else 0


def _fitting(tokens: list[int], room: int, grammar: Grammar) -> list[int]:
    while tokens and _word_count(tokens, grammar) > room:
        tokens = tokens[:-1]
    while tokens and grammar.syntax.tags[tokens[-1]] in ("IN", "TO", "CC", "HYPH", "POS", "DT"):
        tokens = tokens[:-1]
    return tokens


def _print(tokens: list[int], grammar: Grammar) -> str:
    """The words with the text's own blanks where tokens are neighbours."""
    syntax = grammar.syntax
    out: list[str] = []
    before = -2
    for token in tokens:
        joined = token == before + 1 and syntax.ends[before] == syntax.starts[token]
        if out and not joined:
            out.append(" ")
        out.append(syntax.raw[token])
        before = token
    return " ".join("".join(out).split())
