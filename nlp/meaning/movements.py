"""Words of movement, and the one that a number belongs to."""

from nlp.lexicon import words
from nlp.text.grammar import Binding, Grammar

UP, UP_NOUNS = words("movement", "up.verb."), words("movement", "up.noun")
DOWN, DOWN_NOUNS = words("movement", "down.verb."), words("movement", "down.noun")
NEUTRAL = words("movement", "either.verb.")
_REACH = 22
"""Words on the left of a number among which its moving word is looked for."""
_BOUNDARY = frozenset(
    {";", ":", "—", "–", "(", "after", "when", "while", "because", "although", "who"}
)


def mover_of(binding: Binding, grammar: Grammar) -> tuple[int, int]:
    """The moving word that a preposition belongs to and its way: +1 up, -1 down, 0 unknown.

    The nearest moving verb on the left, within the clause; else a noun or "up", "down".
    """
    syntax = grammar.syntax
    low, _ = syntax.bounds(binding.first)
    tied = binding.prep >= 0 and binding.governor == binding.verb < binding.first
    if tied and syntax.deps[binding.verb] not in ("acl", "relcl"):
        low = max(low, binding.verb)
    reach = range(binding.first - 1, max(low, binding.first - _REACH) - 1, -1)
    other = (-1, 0)
    for token in reach:
        word = syntax.words[token]
        if word in _BOUNDARY:
            break
        lemma = grammar.lemma(token)
        if grammar.is_verb(token):
            way = 1 if lemma in UP else -1 if lemma in DOWN else 0
            if way or lemma in NEUTRAL:
                return token, way or _particle_way(token, grammar) or other[1]
        elif other[0] < 0:
            noun = grammar.is_noun(token)
            if (noun and lemma in UP_NOUNS) or word in ("up", "higher"):
                other = token, 1
            elif (noun and lemma in DOWN_NOUNS) or word in ("down", "lower"):
                other = token, -1
    lemma = grammar.lemma(binding.verb)
    if 0 <= binding.verb < binding.first and (lemma in UP or lemma in DOWN):
        return binding.verb, 1 if lemma in UP else -1
    return other


def _particle_way(verb: int, grammar: Grammar) -> int:
    """The way that a particle gives a verb: "go *up* to 40"."""
    after = grammar.syntax.words[verb + 1 : verb + 2]
    return 1 if after == ["up"] else -1 if after == ["down"] else 0


def moved_by(mover: int, grammar: Grammar) -> int:
    """What a moving word moves: the verb's object or subject, what a rise is "in", or -1."""
    syntax = grammar.syntax
    if grammar.is_verb(mover):
        head = syntax.heads[mover]
        if syntax.deps[mover] == "amod" and head > mover and grammar.is_noun(head):
            return head  # "increasing funding to 5%", taken for an adjective
        moved = syntax.child(mover, "dobj")
        return moved if moved >= 0 else grammar.subject(mover)
    for kid in syntax.kids[mover]:
        if syntax.words[kid] in ("in", "of"):
            found = syntax.child(kid, "pobj")
            if found >= 0:
                return found
    return syntax.child(mover, "compound")
