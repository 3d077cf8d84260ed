"""Of what whole a number is a part: "Of the 178 people charged, 113 …", "including nine children".

A share's population is the noun phrase behind its "of"; a part's whole is another number of the
same sentence, or of the one before when only "of them" says so.
"""

from collections.abc import Sequence
from dataclasses import replace

from nlp.lexicon import pattern
from nlp.meaning.printing import MeasurePhrase
from nlp.meaning.record import NumberFrame
from nlp.text import Border, Grammar, noun_phrase
from terms.enums import COUNTED_KINDS, Kind
from terms.model import Quantity

_LONGEST = 12
_OF_BEFORE, _OF_AFTER = pattern("wholes.of-before"), pattern("wholes.of-after")
_INCLUDING, _OF_THEM = pattern("wholes.including"), pattern("wholes.of-them")
_LEAD = 60
"""Characters before a whole in which "of the" makes it one."""
_REACH = 110
"""Characters before a part in which "including" ties it to its whole."""
IN_EARLIER_SENTENCE = -1
"""What ``whole_of`` says of a whole that an earlier sentence names."""


def whole_of(
    place: int, quantities: Sequence[Quantity], text: str, start: int, end: int
) -> int | None:
    """The place, among the quantities of a sentence ``start``:``end``, of the whole that one of
    them is a part of; ``None`` where none is named.
    """
    part = quantities[place]
    if part.kind not in COUNTED_KINDS:
        return None
    named = _named(part, quantities, text, start)
    if named is not None:
        return named
    earlier = [
        number
        for number, other in enumerate(quantities[:place])
        if other.kind is Kind.COUNT and _may_hold(other, part)
    ]
    low = max(start, part.start - _REACH)
    found = _INCLUDING.search(text[low : part.start])
    if found is not None:
        wholes = [one for one in earlier if quantities[one].end <= low + found.start()]
        if wholes:
            return wholes[-1]
        if found.group().lower().startswith(("of", "among")):
            return IN_EARLIER_SENTENCE
    if _OF_THEM.match(text[part.end : end]):
        return earlier[-1] if earlier else IN_EARLIER_SENTENCE
    return None


def _named(part: Quantity, quantities: Sequence[Quantity], text: str, low: int) -> int | None:
    """The whole that stands behind an "of": "12 of the 40", "of the 40 charged, 12"."""
    for number, other in enumerate(quantities):
        if other.kind is not Kind.COUNT or other is part or not _may_hold(other, part):
            continue
        edge = other.opens
        lead = text[max(low, edge - _LEAD) : edge]
        if other.start >= part.end:
            holds = _OF_AFTER.match(text[part.end : edge]) is not None
        else:
            apart = part.change is None and "," in text[other.end : part.start]
            holds = apart and _OF_BEFORE.search(lead) is not None
        if holds:
            return number
    return None


def _may_hold(whole: Quantity, part: Quantity) -> bool:
    """Whether a count may be the whole of a part: shares of any, counts of larger ones."""
    if part.kind is not Kind.COUNT or part.value is None:
        return True
    if whole.value is None:
        return True
    return whole.value >= part.value or whole.qualifier in ("more_than", "at_least")


def like_its_whole(part: MeasurePhrase | None, whole: MeasurePhrase | None) -> MeasurePhrase | None:
    """The measure of a part that says no more than its noun: what befell the whole befell it.

    "Nine people died, including *three children*": children who died.
    """
    if part is None or whole is None or part.head is None or part.text != part.head:
        return part
    if whole.predicate is None or part.head.endswith(whole.head or ""):
        return part
    told = (part.head, whole.predicate, whole.argument)
    text = " ".join(filter(None, told))
    return replace(part, text=text, predicate=whole.predicate, argument=whole.argument)


def population_of(frame: NumberFrame, grammar: Grammar) -> str | None:
    """The phrase behind a share's "of": "12% of *registered voters*"."""
    if frame.base is None:
        return None
    syntax = grammar.syntax
    first, last = noun_phrase(syntax, frame.base, Border.COMPLEMENTS)
    first = max(first, frame.last + 1)
    if first < last and syntax.tags[first] in ("DT", "PRP$", "POS"):
        first += 1
    last = min(last, first + _LONGEST)
    return " ".join(syntax.quote(first, last).split()) or None if first < last else None


def share_base(frame: NumberFrame, grammar: Grammar) -> int | None:
    """The noun of the whole that a share is of.

    "12% of *voters*", "half the *amount*", "*crews* voted and 98% of them …", "of the *firms* that
    answered, 69% …".
    """
    kind = frame.quantity.kind
    if kind is Kind.RATIO and frame.quantity.unit == "times":
        return None
    if frame.base is not None or kind not in (Kind.PERCENT, Kind.RATIO):
        return frame.base
    if kind is Kind.RATIO and grammar.word(frame.last) in ("the", "a", "an"):
        return grammar.noun_from(frame.last + 1)
    syntax, first, last = grammar.syntax, frame.first, frame.last
    low, high = syntax.bounds(first)
    before = range(first - 1, low - 1, -1)
    if last + 1 < high and syntax.words[last] == "of" and syntax.tags[last + 1] == "PRP":
        subjects = (at for at in before if syntax.deps[at].startswith("nsubj"))
        return next((at for at in subjects if syntax.tags[at] == "NNS"), None)
    return fronted_whole(frame, grammar) if grammar.word(first - 1) == "," else None


def fronted_whole(frame: NumberFrame, grammar: Grammar) -> int | None:
    """The noun of a whole that opens the clause of its part: "of the *firms* that answered, 69"."""
    syntax, first = grammar.syntax, frame.first
    low, _ = syntax.bounds(first)
    for at in range(first - 1, low - 1, -1):
        opens = at == low or syntax.tags[at - 1] in (",", "IN", "``", ":")
        noun = syntax.find(at, "pobj") if opens and syntax.words[at] in ("of", "among") else None
        if noun is not None and syntax.tags[noun] == "NNS":
            return noun
    return None
