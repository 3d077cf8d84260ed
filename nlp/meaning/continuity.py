"""What a number takes over from those before it: the noun it counts, the time it holds for.

"This was up 180" measures what the sentence before did. A period is carried into the next sentence
of the paragraph when the same subject continues, and through the passage on one event for what it
did to people and things.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.lexicon.vocabulary import HUMAN_STATES, HUMAN_VERBS, RESULTS
from nlp.meaning.facets import Facets
from nlp.text.grammar import Binding, Grammar
from nlp.time import Days, Tense, Timing, tense_of
from terms.enums import Kind
from terms.model import Quantity

_GOES_ON = re.compile(
    r"\b(?:a further|another|at (?:that|the same) (?:point|time|stage|date)|at the time|by then"
    r"|that (?:year|month|week|day|period)|the same (?:year|month|period|day)|of (?:them|these"
    r"|those|whom)"
    r"|the remaining|the rest|the others?)\b",
    re.IGNORECASE,
)
# Verbs of what a disaster or an accident does to things and traffic.
_EVENT_VERBS = frozenset(
    """
    bury destroy damage flatten demolish wreck flood burn derail overturn capsize cancel ground
    divert pull rescue involve topple uproot gut block sink
    """.split()
)
_OF_PEOPLE = frozenset("person case patient infection death victim worker passenger".split())
_TREATED = re.compile(r"\b(?:hospital\w*|treated|treatment|intensive care|custody)\b")
# What others had expected is compared with what came: "Analysts had expected 3.6%".
_EXPECTED = re.compile(
    r"(?:\w+ ){1,5}(?:had|were|was|have) (?:been )?(?:expect(?:ed|ing)|forecast(?:ing)?"
    r"|predict(?:ed|ing)"
    r"|estimated|hoping|hoped)\b"
)
# How long an occurrence itself took.
_LASTING = frozenset("last take fight battle rage trap burn".split())
_SPEAKING = frozenset("say tell add call believe think know want ask".split())
_OF_EVENTS = frozenset({Kind.COUNT, Kind.MEASUREMENT, Kind.DURATION, Kind.RATIO, Kind.PERCENT})
_SUMS = frozenset({Kind.COUNT, Kind.MONEY, Kind.PERCENT, Kind.RATE})
_REPORTING = 27  # days of the shortest period that a company reports on
_SAME_ONE = re.compile(
    r"(?:He|She|They|It) (?!ha[sd]\b|have\b|is\b|are\b|will\b|would\b|may\b|can\b|could\b"
    r"|\w+s\b)\w+"
)
_THE_PERIOD = re.compile(
    r"\b(?:over|in|during|for) (?:the|that) (?:quarter|half|period)"
    r"(?! (?:of|to|end|from|before|ahead))"
)
_PAST_EVENT = re.compile(
    r"\b(?:previous|earlier|last (?:year|month|decade)|ago|since|worst|history|historic|similar"
    r"|another"
    r"|in recent|over the (?:past|last|years)|every (?:year|day|month)|each (?:year|day)|annually"
    r"|a year)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Before:
    """A number already read: where it stood, what it measured and when."""

    quantity: Quantity
    facets: Facets
    timing: Timing
    sentence: int
    paragraph: int


def is_harm(predicate: str | None, unit: str | None) -> bool:
    """Whether a count is of people killed, hurt, held or driven out."""
    return (
        predicate in HUMAN_VERBS
        or predicate in HUMAN_STATES
        or unit in ("death", "casualty", "fatality", "injury")
        or predicate in ("death", "casualty", "fatality", "injury")
    )


def predecessor(
    facets: Facets, quantity: Quantity, before: Sequence[Before], sentence: int, paragraph: int
) -> Before | None:
    """The number that an elliptic one goes on with, or ``None`` when it stands on its own."""
    if not before or before[-1].paragraph != paragraph:
        return None
    last = before[-1]
    if facets.points:
        return last
    if facets.state < 0 and last.sentence == sentence and last.quantity.kind is quantity.kind:
        return last
    if facets.unit is None and quantity.kind is Kind.COUNT:
        return next((one for one in reversed(before[-3:]) if one.quantity.kind is Kind.COUNT), None)
    return None


def _same_subject(one: Before, facets: Facets, quantity: Quantity) -> bool:
    """Whether two numbers measure one thing; shares and sums of one unit need one predicate too."""
    if one.quantity.kind is not quantity.kind or one.facets.unit != facets.unit:
        return False
    alike = quantity.kind in (Kind.COUNT, Kind.MEASUREMENT)
    return alike or one.facets.predicate == facets.predicate


def _same_people(one: Before, facets: Facets, quantity: Quantity, words: str) -> bool:
    """Whether a count is of those among the people or cases counted before: "340 fell ill in May.
    Nineteen were taken to hospital"."""
    if quantity.kind not in (Kind.COUNT, Kind.RATIO, Kind.PERCENT) or _PAST_EVENT.search(words):
        return False
    harmed = is_harm(facets.predicate, facets.unit) or _TREATED.search(words) is not None
    return harmed and one.quantity.kind is Kind.COUNT and one.facets.unit in _OF_PEOPLE


def _is_event(facets: Facets, quantity: Quantity) -> bool:
    """Whether a count is of what an event did: those it harmed, what it buried, halted or hit."""
    if is_harm(facets.predicate, facets.unit):
        return True
    return quantity.kind is Kind.COUNT and facets.predicate in _EVENT_VERBS


def _length(days: Days) -> int:
    """Days from the first to the last of a period, or -1 where an end is open."""
    return -1 if days.first is None or days.last is None else (days.last - days.first).days


def _tells_on(words: str) -> bool:
    """Whether a sentence goes on in the past with the same he, she, it or they."""
    return _SAME_ONE.match(words) is not None and _PAST_EVENT.search(words) is None


def _reports_on(words: str, near: Sequence[Before]) -> bool:
    """Whether results are told that belong to the reporting period of the sentence before."""
    if _length(near[-1].timing.days) < _REPORTING:
        return False
    money = any(one.quantity.kind in (Kind.MONEY, Kind.PERCENT, Kind.RATE) for one in near)
    return money and not RESULTS.isdisjoint(words.lower().split()[:12])


def carried_timing(
    facets: Facets,
    quantity: Quantity,
    words: str,
    tense: Tense | None,
    before: Sequence[Before],
    sentence: int,
    paragraph: int,
) -> Timing | None:
    """The timing that holds on from an earlier sentence; ``words`` are the sentence's own,
    ``tense`` that of the number's verb: what is so now does not go on with a day of the past."""
    near = [one for one in before if one.sentence == sentence - 1 and one.paragraph == paragraph]
    if near and near[-1].timing.text and near[-1].timing.days.first is not None:
        same = any(_same_subject(one, facets, quantity) and one.timing.text for one in near)
        same = same and tense is not Tense.PRESENT
        same = same or (tense is Tense.PAST and _same_people(near[-1], facets, quantity, words))
        expected = quantity.kind in _SUMS and _EXPECTED.match(words)
        onward = tense is not Tense.PRESENT and _GOES_ON.search(words)
        if facets.points or same or expected or onward:
            return near[-1].timing
        if quantity.kind in _SUMS and (_tells_on(words) or _reports_on(words, near)):
            return near[-1].timing
    if _THE_PERIOD.search(words):
        named = [one for one in before[-8:] if paragraph - one.paragraph <= 1]
        spans = [one.timing for one in named if _length(one.timing.days) >= _REPORTING]
        return max(spans, key=lambda timing: timing.days.end or "") if spans else None
    return None


def happened_then(
    facets: Facets, quantity: Quantity, binding: Binding, words: str, grammar: Grammar
) -> bool:
    """Whether a number tells of the occurrence that the passage is about.

    Those harmed and what was buried or hit do in every tense but the future; anything else where
    its verb tells the past ("winds reached 90 mph", "60 firefighters fought the blaze").
    """
    if _PAST_EVENT.search(words) or quantity.kind not in _OF_EVENTS:
        return False
    chain = grammar.verbs_over(binding)
    tenses = [found for verb in chain if (found := tense_of(verb, grammar)) is not None]
    if chain and tense_of(chain[0], grammar) is Tense.COMING:
        return False
    if quantity.unit == "magnitude":
        return not tenses or tenses[0] is not Tense.PRESENT
    if _is_event(facets, quantity):
        return True
    if quantity.kind is Kind.DURATION and facets.predicate not in _LASTING:
        return False
    if quantity.kind is Kind.MEASUREMENT and _describes(quantity, binding, chain, grammar):
        return False
    spoken = [verb for verb in chain if grammar.lemma(verb) in _SPEAKING]
    now = any(tense_of(verb, grammar) is Tense.PRESENT for verb in chain if verb not in spoken)
    return bool(tenses) and tenses[0] is Tense.PAST and not now and chain[0] not in spoken


def _describes(quantity: Quantity, binding: Binding, chain: list[int], grammar: Grammar) -> bool:
    """Whether a measurement only tells what a thing is like: "a 25-tonne truck", "it was 40 m
    deep"."""
    if "-" in quantity.quote and binding.noun >= binding.last:
        return True
    syntax = grammar.syntax
    state = syntax.child(chain[0], "acomp") if chain else -1
    return state >= 0 and grammar.lemma(chain[0]) == "be"
