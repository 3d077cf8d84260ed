"""Numbers of a clause that leaves out its verb: "Orla won 12 medals and *Lorn nine*".

What stands right before such a number stands against a noun of the clause before: the subject of
its verb, or the object between verb and number ("fined the mill £5m and *the dairy* £2m"). The
words are asked, and the parse only of the clause that has a verb: of the other it knows nothing.
"""

from collections.abc import Sequence
from typing import NamedTuple

from nlp.lexicon import rule, words
from nlp.text import (
    LEVEL_VERBS,
    MOVING,
    NOUN_TAGS,
    PERSON_VERBS,
    Binding,
    Border,
    Grammar,
    Span,
    bind,
    noun_phrase,
)
from nlp.text.tags import FINITE_TAGS, NAME_TAGS, PLACE_LABELS, RELATIVE_TAGS, TIME_LABELS
from terms.enums import Kind
from terms.model import Quantity

_LENDING = frozenset({Kind.MEASUREMENT, Kind.DURATION, Kind.PERCENT})
_MOST_TIMES = 20
"""How many times as large as the number that lends its unit one without a unit may be."""
_JOINS = frozenset({",", ";", "and", "but", "while"})
_ENDS = frozenset({",", ".", ";", "and", "but", "while", ")", "—", "–", "!", "?", "|"})
_BREAKS = frozenset({":", "(", ")", '"', "“", "”", "—", "–", "|"})
_INNER = NOUN_TAGS | {"JJ", "HYPH", "POS"}
_ARTICLES = frozenset({"DT", "PRP$"})
_OF = frozenset({"of", "for"})
_TIES = frozenset({"to", "at", "by"})
"""Prepositions before a number that both clauses may have: "rose *to* 40 and the toll *to* 12"."""
_SOLD = {("for", Kind.DURATION), ("for", Kind.MONEY)}
_NAMED = PLACE_LABELS | {"ORG", "PERSON", "NORP"}
_SHARED = frozenset({"to", "from", "for", "on", "with", "against", "at", "in"})
"""Prepositions that tell two numbers of one verb apart."""
_POINTING = frozenset({"those", "that"})
_SKIPPED = frozenset({"$", "RB", "RBR", "JJR", "-LRB-"})
_VERBS = LEVEL_VERBS | MOVING | PERSON_VERBS
_TIMES = words("time_units") | words("weekdays") | words("months") | words("noun_phrases", "day")
_COMMON = words("levels", "noun.total") | {"record", "average", "rest"}
"""Nouns that are nobody's who could have done it."""
_FARTHEST = 9
"""Tokens between a number and the noun of the clause behind it."""
_LONGEST = 7
"""Tokens of the longest noun phrase that stands against another."""
_PRONOUNS = frozenset({"PRP", "WP", "WDT", "EX"})


class Gap(NamedTuple):
    """Whose a number is that leaves out its verb, and against whom it stands, as token spans.

    ``base`` is the place of the number whose verb it shares, among those of the sentence, and
    ``clause`` all that is said without one. ``shares`` where the two numbers share their subject
    and differ in what a preposition says behind them.
    """

    base: int
    own: Span
    against: Span
    clause: Span
    shares: bool = False


def gaps_of(quantities: Sequence[Quantity], grammar: Grammar) -> list[Gap | None]:
    """For each number of a sentence its gap, or ``None`` where its clause has a verb."""
    found: list[Gap | None] = []
    for place, quantity in enumerate(quantities):
        gap = None
        if place:
            last = found[place - 1]
            base = place - 1 if last is None else last.base
            if _alike(quantity, quantities[base]):
                pair = quantities[place - 1], quantities[base]
                gap = _gap(quantity, *pair, base, grammar) or _shared(
                    quantity, *pair, base, grammar
                )
        found.append(gap)
    return found


def _alike(quantity: Quantity, base: Quantity) -> bool:
    """Whether a number may measure what another does, in its unit or in none."""
    if quantity.kind is base.kind:
        return quantity.kind is not Kind.MEASUREMENT or quantity.unit == base.unit
    if quantity.kind is not Kind.COUNT or quantity.unit is not None or base.kind not in _LENDING:
        return False
    if quantity.value is None or base.value is None or quantity.scaled:
        return False
    return 0 < quantity.value <= _MOST_TIMES * base.value


@rule("gapped.clause-without-verb")
def _gap(
    quantity: Quantity, last: Quantity, base: Quantity, at: int, grammar: Grammar
) -> Gap | None:
    """The gap of a number behind a noun of its own: "Orla won 12 medals and *Lorn* nine"."""
    _, behind = grammar.tokens(last.start, last.end)
    tied, edge = _edge(base, grammar), _edge(quantity, grammar)
    word = grammar.word(edge - 1)
    if word == grammar.word(tied - 1) and (word in _TIES or (word, base.kind) in _SOLD):
        tied, edge = tied - 1, edge - 1
    own = _noun_before(edge, grammar)
    if own is None or own[0] <= behind:
        return None
    join = _join_before(own[0], grammar)
    stop = _stop(quantity, grammar)
    if join is None or stop is None or not _is_plain(behind, join, grammar):
        return None
    binding = bind(base.start, base.end, grammar)
    against = _against(binding, tied, grammar)
    if against is None or not _stands(own, binding, grammar):
        return None
    if _crosses(own, against, join, quantity, grammar):
        return None
    return _narrowed(Gap(at, own, against, (own[0], stop)), grammar)


@rule("gapped.preposition-twice")
def _shared(
    quantity: Quantity, last: Quantity, base: Quantity, at: int, grammar: Grammar
) -> Gap | None:
    """The gap of a number with the same preposition: "owes £3m to banks, £2m *to lessors*"."""
    syntax, edge = grammar.syntax, _edge(quantity, grammar)
    first, own = _end(base, grammar), _end(quantity, grammar)
    join = _join_before(edge, grammar)
    stop = _stop(quantity, grammar)
    if join is None or stop is None or first + 1 >= join or own + 1 >= stop:
        return None
    if grammar.word(stop) in ("and", "but") and syntax.tags[stop + 1] not in ("CD", "$"):
        return None  # "to schools *and parks*"
    if syntax.words[first] != syntax.words[own] or syntax.words[own] not in _SHARED:
        return None
    until = next((t for t in range(first, join) if syntax.words[t] in _JOINS), join)
    if (last is base and until < join) or not _is_plain(first, until, grammar):
        return None
    verb = bind(base.start, base.end, grammar).verb
    ends = _undated(first, until, grammar), _undated(own, stop, grammar)
    named = all(grammar.is_noun(end - 1) for end in ends)
    if not named or verb is None or verb > first:
        return None
    return Gap(at, (own, ends[1]), (first, ends[0]), (edge, stop), shares=True)


def _undated(first: int, last: int, grammar: Grammar) -> int:
    """Where a phrase ends without the time behind it: "to schools | in May"."""
    syntax = grammar.syntax
    last = next((at for at in range(first, last) if syntax.label(at) in TIME_LABELS), last)
    while last > first and syntax.tags[last - 1] in ("IN", "DT"):
        last -= 1
    return last


def _end(quantity: Quantity, grammar: Grammar) -> int:
    """Past a number and the noun that it counts."""
    _, last = grammar.tokens(quantity.start, quantity.end)
    noun = grammar.noun_from(last) if quantity.kind is Kind.COUNT else None
    return last if noun is None else noun + 1


def _edge(quantity: Quantity, grammar: Grammar) -> int:
    """The first token of a number with its hedge, its currency and adverbs before it."""
    first, _ = grammar.tokens(quantity.opens, quantity.end)
    low, _ = grammar.syntax.bounds(first)
    while first > low and grammar.syntax.tags[first - 1] in _SKIPPED:
        first -= 1
    return first


def _noun_before(edge: int, grammar: Grammar) -> Span | None:
    """The noun phrase that ends at a token: "*the new pitch* £900,000"."""
    syntax = grammar.syntax
    low, _ = syntax.bounds(max(0, edge - 1))
    start = edge
    while start > low and (
        syntax.tags[start - 1] in _INNER or (syntax.words[start - 1] in _OF and start < edge)
    ):
        start -= 1
    if start > low and syntax.tags[start - 1] in _ARTICLES and start < edge:
        start -= 1
    named = start < edge and grammar.is_noun(edge - 1) and syntax.words[start] not in _OF
    return (start, edge) if named and edge - start <= _LONGEST else None


def _stands(own: Span, binding: Binding, grammar: Grammar) -> bool:
    """Whether a noun phrase can be a subject: a name, a thing with its article, a bare sum."""
    syntax, last = grammar.syntax, own[1] - 1
    word = syntax.words[last]
    if word in _TIMES or word in _COMMON or syntax.words[own[0]] in ("a", "an"):
        return False
    if syntax.tags[own[0]] in _ARTICLES:
        return True
    if grammar.lemma_of(word, "VBZ") in _VERBS or grammar.lemma_of(word, "VBD") in _VERBS:
        return False  # "fire kills 12, wounds 40"
    if syntax.tags[last] in NAME_TAGS:
        told = binding.verb is not None and syntax.raw[binding.verb].islower()
        return told or bool(syntax.label(last))  # not "Fire Kills 12, *Injures* 40"
    return not any(syntax.raw[at][0].isupper() for at in range(*own))


def _join_before(first: int, grammar: Grammar) -> int | None:
    """The comma or "and" that a clause opens with; the first of ", and"."""
    word = grammar.word
    if word(first - 1) not in _JOINS:
        return None
    return first - 2 if word(first - 2) in (",", ";") else first - 1


def _is_plain(first: int, last: int, grammar: Grammar) -> bool:
    """Whether between two clauses there is only the end of a phrase: no verb, number, aside."""
    syntax, between = grammar.syntax, range(first, last)
    if not 0 <= len(between) <= _FARTHEST or not _BREAKS.isdisjoint(syntax.words[first:last]):
        return False
    return FINITE_TAGS.isdisjoint(syntax.tags[first:last]) and not any(
        syntax.tags[at] in RELATIVE_TAGS or (syntax.tags[at] == "CD" and not syntax.label(at))
        for at in between
    )


def _stop(quantity: Quantity, grammar: Grammar) -> int | None:
    """Where the clause of a number ends; ``None`` where a verb or a relative pronoun follows."""
    syntax = grammar.syntax
    _, last = grammar.tokens(quantity.start, quantity.end)
    _, high = syntax.bounds(last - 1)
    stop = next((at for at in range(last, high) if syntax.words[at] in _ENDS), high)
    tags = syntax.tags[last:stop]
    told = any(tag.startswith("VB") or tag == "MD" or tag in RELATIVE_TAGS for tag in tags)
    return None if told else stop


def _against(binding: Binding, edge: int, grammar: Grammar) -> Span | None:
    """The noun of the clause with a verb that another noun stands against."""
    syntax = grammar.syntax
    verb, subject = binding.verb, binding.subject
    beside = _noun_before(edge, grammar)
    if verb is None or not verb < edge:
        return _before_lost_verb(beside, grammar)
    if beside is not None and verb < beside[0]:
        return beside
    if subject is None or subject >= verb or syntax.tags[subject] in _PRONOUNS:
        return None
    if syntax.bounds(subject) != syntax.bounds(verb) or not grammar.is_noun(subject):
        return None
    first, last = noun_phrase(syntax, subject, Border.COMPLEMENTS)
    return first, min(last, verb)


def _before_lost_verb(beside: Span | None, grammar: Grammar) -> Span | None:
    """The subject of a verb that was taken for a noun: "*the theatre* cost £5m"."""
    if beside is None or beside[1] - beside[0] < 2:
        return None
    verb = grammar.lemma_of(grammar.word(beside[1] - 1), "VBZ")
    return (beside[0], beside[1] - 1) if verb in LEVEL_VERBS else None


def _crosses(own: Span, against: Span, join: int, quantity: Quantity, grammar: Grammar) -> bool:
    """Whether a name stands against no name: "sales rose 4% in Orlo, *Lorn* 6%", "the *Lorn 9*"."""
    syntax = grammar.syntax
    named = syntax.tags[own[1] - 1] in NAME_TAGS and syntax.raw[own[1] - 1][0].isupper()
    if not named or any(map(syntax.label, range(*against))):
        return False
    if any(syntax.tags[at] in NAME_TAGS for at in range(*against)):
        return False
    numbered = quantity.kind is Kind.COUNT and quantity.quote.isdigit()
    return numbered or any(syntax.label(at) in _NAMED for at in range(against[1], join))


def _narrowed(gap: Gap, grammar: Grammar) -> Gap | None:
    """The gap with what of the nouns differs: "sales *of vans*", "those *of lorries*"."""
    syntax, (opens, ends), (first, last) = grammar.syntax, gap.own, gap.against
    if syntax.words[opens] in _POINTING:
        of = syntax.words[opens + 1]
        first = next((at for at in range(first, last) if syntax.words[at] == of), last)
        return gap._replace(own=(opens + 1, ends), against=(first, last)) if first < last else None
    bare = syntax.tags[opens] not in _ARTICLES | NAME_TAGS
    owner = max((at for at in range(first, last) if syntax.tags[at] == "POS"), default=last)
    return gap._replace(against=(owner + 1, last)) if bare and owner + 1 < last else gap
