"""Levels: the noun whose level a number states, and the word that moves it."""

from nlp.lexicon import rule, words
from nlp.text import LEVEL_VERBS, MOVING, MOVING_OBJECT, Binding, Grammar, preposition_before

COPULAS = words("levels", "verb.copula")
GENERIC_NOUNS = words("levels", "noun.generic")
UP, UP_NOUNS = words("movement", "up.verb."), words("movement", "up.noun")
DOWN, DOWN_NOUNS = words("movement", "down.verb."), words("movement", "down.noun")
_SIZE_VERBS = words("movement", "up.verb.size", "down.verb.size")
_EITHER_WAY = words("movement", "either.verb.")
_CARRYING = words("levels", "verb.carrying")
_POINTERS = words("levels", "pointer")
_MOVING_PREPS = words("levels", "preposition") | {""}
_PARTICLES = {"up": 1, "down": -1}
_ADVERBS = {**_PARTICLES, "higher": 1, "lower": -1}
_STATES = frozenset({"attr", "acomp", "npadvmod", "advmod", "dep"})
_DESCRIBES = ("compound", "amod", "prep", "poss", "nmod", "acl")
_LATEST = words("levels", "latest")
_PERCENT = frozenset({"%", "percent", "cent"})
_REACH = 22
"""Words on the left of a number among which its moving word is looked for."""
_CURRENCY_SIGNS = frozenset("$£€¥")
_MARKS = words("levels", "noun.mark")
_BOUNDARY = frozenset({";", ":", "—", "–", "("})


def mover_of(binding: Binding, grammar: Grammar) -> tuple[int | None, int]:
    """The moving word that a preposition belongs to and its way: +1 up, -1 down, 0 unknown.

    The nearest moving verb on the left, within the clause; else a noun or "up", "down".
    """
    syntax, verb = grammar.syntax, binding.verb
    low, _ = syntax.bounds(binding.first)
    tied = binding.prep is not None and binding.governor == verb
    if tied and verb is not None and syntax.deps[verb] not in ("acl", "relcl"):
        low = max(low, verb) if verb < binding.first else low
    other: tuple[int | None, int] = (None, 0)
    for token in range(binding.first - 1, max(low, binding.first - _REACH) - 1, -1):
        if syntax.words[token] in _BOUNDARY:
            break
        if grammar.is_verb(token):
            way = _way(grammar.lemma(token), UP, DOWN)
            if way or grammar.lemma(token) in _EITHER_WAY:
                return token, way or _PARTICLES.get(grammar.word(token + 1), 0) or other[1]
        elif other[0] is None and (way := way_of_noun(token, grammar)):
            other = token, way
    way = _way(grammar.lemma(verb), UP, DOWN)
    return (verb, way) if verb is not None and verb < binding.first and way else other


def _way(lemma: str, up: frozenset[str], down: frozenset[str]) -> int:
    return 1 if lemma in up else -1 if lemma in down else 0


def way_of_noun(token: int | None, grammar: Grammar, *, adverbs: bool = True) -> int:
    """The way of a noun of movement, or of "up", "higher", "down", "lower"; 0 for none."""
    way = _way(grammar.lemma(token), UP_NOUNS, DOWN_NOUNS) if grammar.is_noun(token) else 0
    return way or (_ADVERBS.get(grammar.word(token), 0) if adverbs else 0)


def moved_by(mover: int, grammar: Grammar) -> int | None:
    """What a moving word moves: the verb's object or subject, what a rise is "in"."""
    syntax = grammar.syntax
    if grammar.is_verb(mover):
        head = syntax.heads[mover]
        if syntax.deps[mover] == "amod" and head > mover and grammar.is_noun(head):
            return head  # "increasing funding to 5%", taken for an adjective
        moved = syntax.find(mover, "dobj")
        return grammar.subject(mover) if moved is None else moved
    for kid in syntax.kids[mover]:
        if syntax.words[kid] in ("in", "of"):
            found = syntax.find(kid, "pobj")
            if found is not None:
                return found
    return syntax.find(mover, "compound")


def level_of(binding: Binding, mover: int | None, grammar: Grammar) -> int | None:
    """The noun (or pronoun) whose level the number states: subject or object of a moving verb."""
    if grammar.is_verb(binding.anchor) and grammar.syntax.raw[binding.anchor].isalpha():
        return grammar.subject(binding.anchor)  # "turnover *doubled*"
    if binding.verb is None or binding.is_subject:
        return None
    if preposition_before(binding.first, grammar) in ("to", "from", "by"):
        moved = _moved(binding, mover, grammar)
        if moved is not None and not binding.holds(moved):
            return moved
    carried = _carried(binding, grammar)
    if carried is not None:
        return carried
    subject = binding.subject if _has_level(binding, grammar) else None
    return None if binding.holds(subject) else subject


def _moved(binding: Binding, mover: int | None, grammar: Grammar) -> int | None:
    """What moves to, from or by the number, if a moving word stands before it."""
    if mover is None or grammar.word(mover) in _ADVERBS:
        return None
    moved = moved_by(mover, grammar)
    if moved is not None and is_amount(moved, grammar) and grammar.is_verb(mover):
        moved = grammar.subject(mover)  # "rose 3% to 40": the percentage is no object
    if moved is None or moved >= binding.first or is_amount(moved, grammar):
        return None
    return moved


def _carried(binding: Binding, grammar: Grammar) -> int | None:
    """The object that a verb moves or brings to the number: "bringing *the toll* to 12"."""
    verb, lemma = binding.verb, grammar.lemma(binding.verb)
    prep = grammar.word(binding.prep)
    polled = (
        lemma in ("have", "hold") and prep == "at" and grammar.word(binding.last - 1) in _PERCENT
    )
    if verb is None or not (lemma in MOVING or lemma in _CARRYING or polled):
        return None
    moved = grammar.syntax.find(verb, "dobj")
    if moved is None or moved >= binding.first or moved == binding.anchor:
        return None
    carried = prep == "at" or prep in _MOVING_PREPS
    return moved if carried and not is_amount(moved, grammar) else None


def _has_level(binding: Binding, grammar: Grammar) -> bool:
    """Whether the subject of the number's verb is what has the level."""
    lemma, prep, role = grammar.lemma(binding.verb), grammar.word(binding.prep), binding.role
    if role == "dobj" and binding.noun_behind is not None and lemma in MOVING_OBJECT:
        return False
    if role == "dobj" and _describes_object(binding, grammar):
        return False
    if grammar.word(binding.last - 1) in _PERCENT:
        whole = binding.noun is not None or grammar.word(binding.last) == "of"
        if lemma in _SIZE_VERBS and not whole and role in ("dobj", "npadvmod"):
            return True  # "shares *added* 4%"
        if lemma == "hold" and prep == "at":
            return True  # "inflation *held* at 4%"
    if lemma in MOVING and (prep in _MOVING_PREPS or role in ("dobj", "npadvmod")):
        return True
    if lemma in LEVEL_VERBS and (prep in ("", "at") or role in ("dobj", "attr")):
        return True
    return lemma in COPULAS and (role in _STATES or prep in ("at", "up", "down", "from"))


@rule("level.sum-of-object", otherwise=False)
def _describes_object(binding: Binding, grammar: Grammar) -> bool:
    """Whether a sum only describes the object of its verb: "passed a *$2m* bill", no "$2m mark"."""
    noun = binding.noun_behind
    if noun is None or grammar.lemma(noun) in GENERIC_NOUNS | _MARKS:
        return False
    printed = grammar.syntax.quote(binding.first, binding.last)
    return not _CURRENCY_SIGNS.isdisjoint(printed)


def points_back(level: int, grammar: Grammar) -> bool:
    """Whether a subject names nothing itself: "this", "it", "the total"."""
    syntax = grammar.syntax
    if syntax.words[level] in _POINTERS:
        return True
    if grammar.lemma(level) not in GENERIC_NOUNS:
        return False
    told = (kid for kid in syntax.kids[level] if syntax.deps[kid] in _DESCRIBES)
    return all(syntax.words[kid] in _LATEST or syntax.label(kid) == "DATE" for kid in told)


def inner_noun(noun: int, grammar: Grammar) -> int | None:
    """The noun under a generic one: "the number of *cases*", "the *case* count"."""
    syntax = grammar.syntax
    of = next((kid for kid in syntax.kids[noun] if syntax.words[kid] == "of"), None)
    if of is not None:
        found = syntax.find(of, "pobj")
        if found is not None and not is_amount(found, grammar):
            return found
    found = syntax.find(noun, "compound")
    return found if grammar.is_noun(found) else None


def is_amount(token: int, grammar: Grammar) -> bool:
    """Whether a token is itself part of a printed amount."""
    syntax = grammar.syntax
    return syntax.tags[token] in ("CD", "$") or syntax.words[token] in ("%", "percent")
