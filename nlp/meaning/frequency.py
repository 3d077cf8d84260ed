"""How often what is counted happens: "forty flights *daily*", "vehicles use it *every day*"."""

from collections.abc import Iterator
from dataclasses import replace

from nlp.lexicon import column, rule, words
from nlp.meaning.record import NumberFrame
from nlp.text import Grammar
from terms.enums import Kind

_OFTEN = column("denominators", "name", "often.")
_TIMES = words("denominators", "time")
_EACH = words("denominators", "each")
_COUNTED = (Kind.COUNT, Kind.MONEY, Kind.MEASUREMENT)
_AMOUNTS = frozenset({"nsubj", "nsubjpass", "dobj"})


def with_frequency(frame: NumberFrame, grammar: Grammar) -> NumberFrame:
    """The record of a number that is one of each such time: a rate, as "40 a day" is one."""
    if frame.quantity.kind not in _COUNTED or frame.unit is None or "/" in frame.unit:
        return frame
    time = _time_of(frame, grammar)
    if time is None:
        return frame
    unit = f"{frame.unit}/{time}"
    return replace(frame, unit=unit, quantity=replace(frame.quantity, kind=Kind.RATE, unit=unit))


@rule("frequency.clause")
def _time_of(frame: NumberFrame, grammar: Grammar) -> str | None:
    """The time that the verb of a number is told for, "day", where its phrase is no known one."""
    if frame.verb is None or frame.prep is not None or frame.role not in _AMOUNTS:
        return None
    if _is_known(frame, grammar):
        return None
    return next(_times_under(frame, grammar), None)


def _is_known(frame: NumberFrame, grammar: Grammar) -> bool:
    """Whether the number says how many are meant, not how many there were: "*the* 300 who"."""
    syntax = grammar.syntax
    top = frame.anchor if frame.noun is None else frame.noun
    return any(syntax.words[kid] in ("the", "these", "those", "all") for kid in syntax.kids[top])


def _times_under(frame: NumberFrame, grammar: Grammar) -> Iterator[str]:
    """ "daily" behind what is counted, "every day" anywhere under its verb."""
    syntax = grammar.syntax
    low, high = syntax.bounds(frame.first)
    behind = frame.last if frame.noun is None else max(frame.last, frame.noun + 1)
    for token in range(low, high):
        word = syntax.words[token]
        if word in _OFTEN and token >= behind and _is_under(frame, token, grammar):
            yield _OFTEN[word]
        each = word in _TIMES and any(syntax.words[one] in _EACH for one in syntax.kids[token])
        if each and syntax.heads[token] in (frame.noun, frame.verb):
            yield word


def _is_under(frame: NumberFrame, adverb: int, grammar: Grammar) -> bool:
    """Whether an adverb belongs to the verb, or to the phrase of what is counted."""
    syntax = grammar.syntax
    token = syntax.heads[adverb]
    while token not in (frame.noun, frame.verb) and syntax.deps[token] in ("prep", "pobj"):
        token = syntax.heads[token]
    return token in (frame.noun, frame.verb)
