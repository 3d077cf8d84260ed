"""Criteria: bounds that only say which ones are meant: "patients *waiting more than 18 weeks*".

Such a number is no news of its own. It belongs into what another number measures.
"""

from collections.abc import Sequence

from nlp.lexicon import rule, words
from nlp.meaning.level import GENERIC_NOUNS, inner_noun
from nlp.text import Binding, Grammar, bind
from nlp.time import Tense, tense_of
from terms.enums import Kind, Qualifier
from terms.model import Quantity

_ANY = words("measures", "any")
_STATES, _LASTING = words("measures", "verb.state"), words("measures", "verb.lasting")
_LIMITS = frozenset({"above", "below", "over", "under"})
_BOUNDS = frozenset(Qualifier) - {Qualifier.EXACT, Qualifier.VAGUE, Qualifier.ABOUT}
_GOES_ON = (Tense.PRESENT, Tense.PERFECT, None)


def criteria_in(quantities: Sequence[Quantity], grammar: Grammar) -> list[bool]:
    """Which numbers of a sentence only say which ones are meant."""
    return [
        one.qualifier in _BOUNDS
        and "-" not in one.quote
        and _restricts(one, bind(one.start, one.end, grammar), len(quantities), grammar)
        for one in quantities
    ]


@rule("criteria.restricts", otherwise=False)
def _restricts(quantity: Quantity, binding: Binding, numbers: int, grammar: Grammar) -> bool:
    """Whether a bound only says which ones are meant: "anyone *earning over $200,000*"."""
    noun, verb = _restricted(quantity, binding, grammar), binding.verb
    if noun is None:
        return _lasts(quantity, binding.subject, verb, grammar)
    if _is_any(noun, grammar) or _lasts(quantity, noun, verb, grammar):
        return True
    if grammar.word(binding.prep) == "with" and _is_of_each(quantity, noun, grammar):
        return True
    syntax = grammar.syntax
    if syntax.tags[noun] != "NNS" or syntax.find(noun, "det", "poss", "nummod") is not None:
        return False
    told = verb is not None and _of_clause(verb, grammar) == noun
    if told and grammar.lemma(verb) not in _STATES and not _is_of_number(noun, grammar):
        return False
    above = grammar.verb_over(syntax.heads[noun])
    ruled = above is not None and any(syntax.tags[kid] == "MD" for kid in syntax.kids[above])
    return numbers > 1 or ruled


def _restricted(quantity: Quantity, binding: Binding, grammar: Grammar) -> int | None:
    """The noun before a number that its clause, "with", a limit or "taller than" restricts."""
    syntax, verb, above = grammar.syntax, binding.verb, binding.governor
    found: int | None = None
    if grammar.is_noun(above) or grammar.word(above) in _ANY:
        limited = quantity.kind is Kind.MONEY and grammar.word(binding.prep) in _LIMITS
        found = above if limited or grammar.word(binding.prep) == "with" else None
    elif above is not None and syntax.tags[above] == "JJR" and syntax.deps[above] == "amod":
        found = syntax.heads[above]
    elif verb is not None and not binding.is_subject:
        found = _of_clause(verb, grammar)
    if found is None or found > binding.first or "," in syntax.words[found : binding.first]:
        return None
    return found


def _of_clause(verb: int, grammar: Grammar) -> int | None:
    """The noun that a relative clause or participle is told of."""
    syntax = grammar.syntax
    if syntax.deps[verb] not in ("acl", "relcl"):
        return None
    head = syntax.heads[verb]
    inner = inner_noun(head, grammar) if grammar.lemma(head) in GENERIC_NOUNS else None
    return head if inner is None else inner  # tied to "the *number* of pupils missing"


def _is_any(noun: int, grammar: Grammar) -> bool:
    """Whether nobody in particular is named: "anyone", "those", "every firm"."""
    syntax = grammar.syntax
    determiner = syntax.find(noun, "det")
    pointed = grammar.word(determiner) in _ANY - {"those"}
    return syntax.words[noun] in _ANY or pointed


def _is_of_each(quantity: Quantity, noun: int, grammar: Grammar) -> bool:
    """Whether there are more of a noun than it has: "640 firms with *fewer than ten* bakers"."""
    counted = grammar.syntax.find(noun, "nummod")
    printed = "" if counted is None else grammar.syntax.words[counted].replace(",", "")
    return printed.isdigit() and quantity.value is not None and int(printed) > quantity.value


def _is_of_number(noun: int, grammar: Grammar) -> bool:
    """Whether it is counted how many there are: "the *number of* pupils"."""
    syntax, prep = grammar.syntax, grammar.syntax.heads[noun]
    return syntax.words[prep] == "of" and grammar.lemma(syntax.heads[prep]) in GENERIC_NOUNS


def _lasts(quantity: Quantity, subject: int | None, verb: int | None, grammar: Grammar) -> bool:
    """Whether those counted are such as have been at it so long: "40 have *waited over a year*"."""
    if quantity.kind is not Kind.DURATION or subject is None or verb is None:
        return False
    counted = grammar.syntax.find(subject, "nummod") is not None
    lasting = grammar.lemma(verb) in _LASTING and tense_of(verb, grammar) in _GOES_ON
    return counted and lasting
