"""How a number stands in its sentence: the noun it counts, the verb it hangs on, its phrase."""

from dataclasses import dataclass

from nlp.lexicon import words
from nlp.text.grammar import Grammar
from nlp.text.tags import VERB_TAGS

_MODIFIES = frozenset({"nummod", "quantmod", "amod", "compound", "nmod", "npadvmod", "poss", "det"})
_WAYS = ("up", "down", "either", "drift")
MOVING_OBJECT = words("movement", *(f"{way}.verb.object" for way in _WAYS))
"""Moving verbs whose object is what moves: never the level of their subject."""
MOVING = MOVING_OBJECT | words("movement", *(f"{way}.verb.level" for way in _WAYS))
"""Moving verbs that take the level reached."""
LEVEL_VERBS = words("levels", "verb.level")
PERSON_VERBS = words("person_verbs")
_TURNING = words("time_units")
_LIMITS = words("hedges", "after-end.")
"""What may be taken for the noun and ends its phrase: "12 people *max*"."""
PERSON_STATES = words("person_states", "state.")
_EXPECTING = words("standing", "verb.projected", "verb.planned", "verb.proposed")
_TOLD, _ENDS = frozenset({"VBD", "VBN", "VBP"}), frozenset({".", ",", ":", "-RRB-", "CC"})
TOTALS = words("levels", "noun.total")
"""What only says how a number was reckoned: "a *total* of 40", "an *average* of $3"."""


@dataclass(frozen=True, slots=True)
class Binding:
    """How a number stands in its sentence; tokens are indexes into the document.

    ``first``/``last`` the number's own tokens (past the last), ``anchor`` their head, ``noun`` what
    is counted or measured right beside it ("17 *cases*", "hundreds of *people*", "a $3m *fine*"),
    ``verb`` the verb that governs the phrase, ``role`` the dependency label under it, ``prep`` the
    preposition between phrase and governor ("rose *to* 40"), ``governor`` the token above phrase
    and preposition, ``subject`` the subject of ``verb``, ``verbs`` all verbs above, nearest first.
    """

    first: int
    last: int
    anchor: int
    noun: int | None
    verb: int | None
    role: str
    prep: int | None
    governor: int | None
    subject: int | None
    verbs: tuple[int, ...]

    @property
    def noun_behind(self) -> int | None:
        """The noun, where it stands behind the number and not within it."""
        return self.noun if self.noun is not None and self.noun >= self.last else None

    @property
    def is_subject(self) -> bool:
        """Whether the number's phrase is the subject of its verb."""
        return self.role.startswith("nsubj")

    def holds(self, token: int | None) -> bool:
        """Whether a token is one of the number's own."""
        return token is not None and self.first <= token < self.last


def bind(start: int, end: int, grammar: Grammar) -> Binding:
    """The binding of the number at a character span."""
    first, last = grammar.tokens(start, end)
    anchor = grammar.anchor(first, last)
    prep, governor, role = _climb(_top(anchor, grammar), grammar)
    verb = grammar.verb_over(governor)
    beside = _verb_before(first, grammar)
    if beside is not None and beside != verb:
        verb, governor, prep, role = beside, beside, None, "dobj"
    if role == "npadvmod" and _is_object(first, last, verb, grammar):
        role = "dobj"
    return Binding(
        first,
        last,
        anchor,
        _noun_of(first, last, anchor, grammar),
        verb,
        role,
        prep,
        governor,
        grammar.subject(verb),
        grammar.verbs_over(anchor if verb is None else verb),
    )


def is_parsed(binding: Binding, grammar: Grammar) -> bool:
    """Whether the sentence of a number was parsed."""
    return grammar.syntax.tags[binding.anchor] != ""


def has_verb(binding: Binding, grammar: Grammar) -> bool:
    """Whether the sentence of a number has a verb (a word that names a state will do)."""
    syntax = grammar.syntax
    return any(
        syntax.tags[token] in VERB_TAGS or syntax.words[token] in PERSON_STATES
        for token in range(*syntax.bounds(binding.first))
    )


def preposition_before(first: int, grammar: Grammar) -> str:
    """The word before a number, a sign of money aside: "from $12"."""
    syntax = grammar.syntax
    low, _ = syntax.bounds(first)
    at = first - 1
    while at >= low and syntax.tags[at] == "$":
        at -= 1
    return syntax.words[at] if at >= low else ""


def _verb_before(first: int, grammar: Grammar) -> int | None:
    """A verb of level or movement right before the number: "*reached* about 12"."""
    syntax = grammar.syntax
    low, _ = syntax.bounds(first)
    at = first - 1
    while at >= low and syntax.tags[at] in ("$", "JJR", "JJS", "RBR"):
        at -= 1
    if at < low:
        return None
    if syntax.tags[at] in ("VBD", "VBZ", "VBP", "VBG", "VB"):
        lemma = grammar.lemma(at)
        return at if lemma in LEVEL_VERBS or lemma in MOVING else None
    if syntax.tags[at] == "NNS":  # "Fire kills 7, *wounds* 30"
        return at if grammar.lemma_of(syntax.words[at], "VBZ") in PERSON_VERBS else None
    return None


def _is_object(first: int, last: int, verb: int | None, grammar: Grammar) -> bool:
    """Whether a number that was taken for an adverb is what its verb gives or does.

    Another of its tokens is the object, or somebody gets it: "paid the coach *£2m*".
    """
    if verb is None:
        return False
    thing = grammar.syntax.find(verb, "dobj")
    given = thing is None and grammar.syntax.find(verb, "dative") is not None
    return given or (thing is not None and first <= thing < last)


def _noun_of(first: int, last: int, anchor: int, grammar: Grammar) -> int | None:
    """The noun right of the number or under its "of"; else the noun it modifies."""
    if expected_by(first, last, grammar) is not None:
        return None
    noun = None if _turns(last, grammar) else grammar.noun_from(last)
    if noun is not None:
        hedge = grammar.word(noun) in _LIMITS and noun > last and grammar.is_noun(noun - 1)
        return noun - 1 if hedge else noun
    syntax = grammar.syntax
    head = syntax.heads[anchor]
    modifies = syntax.deps[anchor] in _MODIFIES and grammar.is_noun(head) and head >= last
    if not modifies or grammar.is_other_name(head) or _turns(head, grammar):
        return None
    _, high = syntax.bounds(anchor)
    return head if head < high and head - last <= 6 else None


def expected_by(first: int, last: int, grammar: Grammar) -> tuple[int, int] | None:
    """The tokens of who expected or asked for a number: "the £240m *analysts had forecast*"."""
    syntax, words = grammar.syntax, grammar.syntax.words
    _, high = syntax.bounds(first)
    at = who = last + (words[last : last + 1] == ["the"])
    while at < high and (syntax.tags[at] == "NNP" or at == who) and grammar.is_noun(at):
        at += 1
    if words[first - 1] != "the" or at == who:
        return None
    helped = at < high and grammar.lemma(at) == "have"
    at += helped
    open_end = syntax.deps[at + 1 : at + 2] == ["prt"] or words[at + 1 : at + 2] == ["for"]
    end = at + 1 + open_end  # "had pencilled *in*", "had hoped *for*"
    asks = at < high and syntax.tags[at] in _TOLD and grammar.lemma(at) in _EXPECTING
    ends = end >= high or syntax.tags[end] in _ENDS or (helped and syntax.tags[end] == "IN")
    return (last, end) if asks and ends else None


def _turns(at: int, grammar: Grammar) -> bool:
    """Whether "year on year" or "month-over-month" stands there: what a rise is over, no noun."""
    unit, words = grammar.word(at), grammar.syntax.words
    behind = [word for word in words[at + 1 : at + 5] if word != "-"]
    return unit in _TURNING and behind[:1] in (["on"], ["over"], ["to"]) and unit in behind[1:2]


def _top(anchor: int, grammar: Grammar) -> int:
    """The head of the whole phrase that holds the number."""
    syntax = grammar.syntax
    top = anchor
    for _ in range(6):
        head = syntax.heads[top]
        nominal = grammar.is_noun(head) or syntax.tags[head] in ("CD", "$", "JJ")
        if syntax.deps[top] == "pobj" and syntax.words[head] == "of":
            head = syntax.heads[head]
            if grammar.lemma(head) not in TOTALS or head >= top:
                break
        elif head == top or syntax.deps[top] not in _MODIFIES or not nominal:
            break
        top = head
    return top


def _climb(top: int, grammar: Grammar) -> tuple[int | None, int | None, str]:
    """From a phrase's head to what governs it: preposition, governor, label."""
    syntax = grammar.syntax
    at = top
    for _ in range(4):
        if syntax.deps[at] not in ("conj", "appos") or syntax.heads[at] == at:
            break
        at = syntax.heads[at]
    head, label = syntax.heads[at], syntax.deps[at]
    if head == at:
        return None, None, label
    under = label in ("pobj", "pcomp") or (syntax.tags[head] in ("IN", "TO") and label != "advcl")
    if not under:
        return None, head, label
    prep = head
    while syntax.deps[head] in ("prep", "pcomp", "agent") and syntax.heads[head] != head:
        inner = head
        head = syntax.heads[head]
        if syntax.tags[head] not in ("IN", "TO", "RP"):
            break
        prep = inner
    return prep, None if head == prep else head, "pobj"
