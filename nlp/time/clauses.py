"""What it costs a period to reach a number through the clauses between them.

A period counts for the numbers of its own clause and of those below it. ``clause_cost`` walks from
the period up the tree until it meets the number's words or a verb above them; each clause left on
the way costs something, and ``FAR`` where the two clauses tell of different times.
"""

from dataclasses import dataclass
from itertools import pairwise

from nlp.lexicon import rule, words
from nlp.text.binding import PERSON_STATES, Binding
from nlp.text.grammar import Grammar
from nlp.text.syntax import Syntax
from nlp.time.asides import takes_place
from nlp.time.tense import one_time, shares_conjunct, tense_of, verb_above

FAR = 1000.0
"""The cost of what no number is reached through."""
_CLAUSE = 3.0
"""The cost of leaving a clause upwards, or of a period that hangs on a verb above."""
_NOUN_CLAUSE = 5.0
"""The cost of leaving a clause that a noun carries for the number's clause."""
_REPORT = 4.0
"""The cost of a period under the verb that reports the number."""
_NOUN = 1.5
"""The cost of passing a noun that is not the number's."""
_LONGEST = 14
"""Arcs walked up at most."""

ANNOUNCING = words("time_verbs", "announcing")
_PLACED = words("time_verbs", "placed")
_AFTERMATH = words("time_verbs", "aftermath")
_HARM = ("killed", "hurt", "ill", "endangered")
_HARMING = words("events", "wrecking") | PERSON_STATES | words("person_verbs", *_HARM)
_UNITS = words("time_units")
_APART = words("clause_words", "apart")
_TOLD_OF = frozenset({"acl", "advcl", "pcomp", "relcl"})
_CLAUSES = frozenset({"advcl", "ccomp", "conj", "parataxis"})


@dataclass(frozen=True, slots=True)
class Clause:
    """The words of a number: ``own`` tokens that are its phrase, ``chain`` the verbs above it."""

    own: frozenset[int | None]
    chain: tuple[int, ...]

    @classmethod
    def of(cls, binding: Binding, state: int | None, grammar: Grammar) -> "Clause":
        """The clause of a number by its binding; ``state`` is the token of its predicate."""
        syntax = grammar.syntax
        own = {binding.anchor, binding.noun, state}
        chain = binding.verbs
        if not grammar.is_verb(binding.governor):
            own.add(binding.governor)
        at = chain[0] if chain else binding.anchor
        while syntax.deps[at] in ("ccomp", "conj"):
            at = syntax.heads[at]
        if chain and syntax.deps[at] == "relcl":
            own.add(syntax.heads[at])  # "the 2021 *riots*, which, police say, left 350 dead"
        return cls(frozenset(own), chain)

    def holds(self, token: int) -> bool:
        """Whether a token is the number's phrase or its nearest verb."""
        return token in self.own or token in self.chain[:1]


def clause_cost(
    token: int, clause: Clause, grammar: Grammar, *, of_year: bool, now: bool
) -> float | None:
    """The cost of the clauses between a period's ``token`` and a number; ``None`` where no verb
    or phrase of the number stands above the period. ``of_year``: it is a year or longer, in which
    what is told falls as well ("In 2003 officials admitted that it had 40"); ``now``: it is the
    day of publication, for which what is told in the present holds too."""
    syntax = grammar.syntax
    cost = 0.0
    reported: int | None = None  # a verb of a reported clause on the way up
    at = token
    for _ in range(_LONGEST):
        if clause.holds(at):
            return cost
        if at in clause.chain:
            told = any(_is_told(one, grammar) for one in clause.chain[: clause.chain.index(at)])
            if told and not (of_year or (now and one_time(clause.chain[0], at, grammar))):
                beside = reported is not None and one_time(reported, clause.chain[0], grammar)
                return cost + (_REPORT if beside else FAR)
            return cost + _cost_of_verb_above(at, clause, grammar)
        head = syntax.heads[at]
        if head == at:
            break
        cost += _step_cost(at, head, clause, grammar)
        if cost >= FAR:
            return FAR
        reported = at if syntax.deps[at] == "ccomp" else reported
        cost += _NOUN if head not in clause.own and grammar.is_noun(head) else 0.0
        at = head
    return None


def _cost_of_verb_above(verb: int, clause: Clause, grammar: Grammar) -> float:
    """The cost of a period under a verb above the number's: it sets the scene, unless that tells
    of another time."""
    if _is_charged_later(clause.chain, verb, grammar):
        return FAR
    if decided_apart(clause.chain, verb, grammar) or _other_tense(clause.chain, verb, grammar):
        return FAR
    return _CLAUSE + clause.chain.index(verb)


@rule("time.told-by-verb", otherwise=False)
def _is_told(verb: int, grammar: Grammar) -> bool:
    """Whether a verb is what another one tells: "a judge *ruled* on Monday that it *owes* 40"."""
    return grammar.syntax.deps[verb] == "ccomp" and tense_of(verb, grammar) is not None


def _step_cost(token: int, head: int, clause: Clause, grammar: Grammar) -> float:
    """The cost of one step up from a token to its head."""
    label = grammar.syntax.deps[token]
    if label == "advcl" and opens_apart(token, head, grammar):
        return FAR
    if label == "conj" and grammar.is_verb(token) and grammar.is_verb(head):
        return _CLAUSE if shares_conjunct(token, head, grammar) else FAR
    if label == "ccomp" and head in clause.chain[:1]:
        return FAR
    named = grammar.word(head) in _UNITS  # "in its worst year, 2009, …"
    if label == "appos" and not named and not clause.own & {token, head}:
        return FAR  # "Ana Orn, mayor since 2015, has 40"
    if label in _CLAUSES:
        return _CLAUSE
    return _noun_clause_cost(token, head, clause, grammar) if label in ("relcl", "acl") else 0.0


def _noun_clause_cost(token: int, head: int, clause: Clause, grammar: Grammar) -> float:
    """The cost of leaving a relative clause or a participle for the noun that carries it."""
    syntax = grammar.syntax
    if syntax.tags[token] == "VBG" and syntax.find(token, "dobj", "nsubj", "prt") is None:
        return 0.0  # a gerund that the parser takes for a clause: "school funding over two years"
    opening = {syntax.words[kid] for kid in syntax.kids[token] if kid < token}
    if not opening.isdisjoint(("when", "after", "as")):
        return _CLAUSE
    if head in clause.own or head in clause.chain:
        return _CLAUSE
    return _NOUN_CLAUSE if _told_of_more(token, head, clause, grammar) else FAR


def _told_of_more(token: int, head: int, clause: Clause, grammar: Grammar) -> bool:
    """Whether what a clause tells of its noun holds for the number: "the cases *reported* in May",
    "replied to the survey, which *ran* in May", "the man *arrested* on Sunday had 40 knives"."""
    syntax = grammar.syntax
    if syntax.deps[token] == "acl" and grammar.lemma(token) in _PLACED:
        return True
    chain = clause.chain
    return takes_place(token, grammar) and bool(chain) and syntax.within(head, chain[0])


@rule("time.clause-apart", otherwise=False)
def opens_apart(verb: int, head: int, grammar: Grammar) -> bool:
    """Whether an adverbial clause has a time of its own: after, before, because, if, although.

    "Twelve drowned after a ferry sank on Sunday" is one event, though.
    """
    syntax = grammar.syntax
    marks = {syntax.words[kid] for kid in syntax.kids[verb] if kid < verb} & _APART
    if not marks:
        return False
    return marks != {"after"} or _HARMING.isdisjoint((grammar.lemma(head), grammar.word(head)))


@rule("time.charged-later", otherwise=False)
def _is_charged_later(chain: tuple[int, ...], above: int, grammar: Grammar) -> bool:
    """Whether a verb tells what came of a deed: "charged on Friday with a raid that *left* 3 dead",
    "named on Friday as one of four people *shot* at a bar"."""
    below = chain[: chain.index(above)]
    told_of = any(grammar.syntax.deps[verb] in _TOLD_OF for verb in below)
    return told_of and grammar.lemma(above) in _AFTERMATH


def is_of_aftermath(token: int, grammar: Grammar) -> bool:
    """Whether the verb at or above a token tells what came of a deed: an arrest, a funeral."""
    verb = verb_above(token, grammar)
    return verb is not None and grammar.lemma(verb) in _AFTERMATH


@rule("time.decided-apart", otherwise=False)
def decided_apart(chain: tuple[int, ...], above: int, grammar: Grammar) -> bool:
    """Whether the time of a verb above a number's own is another one.

    It is for what somebody decided to do ("voted on Thursday *to close* 40") and for the reason of
    a deed ("fined on Friday for *failing* …").
    """
    syntax = grammar.syntax
    if syntax.tags[above] not in ("VBD", "VBN"):
        return False
    below = chain[: chain.index(above)]
    return any(_is_aim(verb, syntax) or _is_reason(verb, syntax) for verb in below)


def _is_aim(verb: int, syntax: Syntax) -> bool:
    return syntax.deps[verb] in ("xcomp", "advcl", "acl", "relcl") and _is_infinitive(verb, syntax)


def _is_reason(verb: int, syntax: Syntax) -> bool:
    return syntax.deps[verb] == "pcomp" and syntax.words[syntax.heads[verb]] == "for"


@rule("time.other-tense", otherwise=False)
def _other_tense(chain: tuple[int, ...], above: int, grammar: Grammar) -> bool:
    """Whether a clause below a verb tells of another time: "has lost 40 *since 2019* and is losing
    3 a year", "a hall that *has* 40 rooms opened in 2016", "fined on Friday because it hid 40"."""
    steps = pairwise(chain[: chain.index(above) + 1])
    return any(_tells_other_time(lower, upper, grammar) for lower, upper in steps)


def _tells_other_time(lower: int, upper: int, grammar: Grammar) -> bool:
    label, below = grammar.syntax.deps[lower], grammar.syntax.heads[lower] == upper
    if label == "conj" and below:
        return not shares_conjunct(lower, upper, grammar)
    if label == "advcl" and below:
        return opens_apart(lower, upper, grammar)
    if label == "pcomp":
        return grammar.word(grammar.syntax.heads[lower]) in _APART
    if label == "acl":
        return tense_of(lower, grammar) is not None  # "claims that he took 40"
    return label == "relcl" and not one_time(lower, upper, grammar)


def _is_infinitive(verb: int, syntax: Syntax) -> bool:
    return syntax.tags[verb] in ("VB", "VBN") and any(
        syntax.tags[kid] == "TO" for kid in syntax.kids[verb] if kid < verb
    )


def is_passive_report(token: int, grammar: Grammar) -> bool:
    """Whether the verb at or above a token is passive: "cases *were reported* in May"; a verb of
    announcing never tells when something happened."""
    verb = verb_above(token, grammar)
    if verb is None or grammar.lemma(verb) in ANNOUNCING:
        return False
    syntax = grammar.syntax
    if syntax.find(verb, "auxpass", "nsubjpass") is not None:
        return True
    is_participle = syntax.deps[verb] == "acl" and syntax.tags[verb] == "VBN"
    return is_participle and syntax.find(verb, "ccomp") is None


def is_announced(token: int, grammar: Grammar) -> bool:
    """Whether a token hangs on a participle of announcing: "a plan *announced* a year ago"."""
    verb = verb_above(token, grammar, 4)
    return (
        verb is not None
        and grammar.syntax.deps[verb] == "acl"
        and grammar.lemma(verb) in ANNOUNCING
    )
