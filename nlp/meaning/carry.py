"""What a number takes over from those before it: the noun it counts, its unit, the time it holds.

"This was up 180" measures what the sentence before did; "they asked for 10 years, the defence
sought four" leaves out a unit. A period is carried into the next sentence of the paragraph when the
same subject continues, and through the passage on one event for what it did to people and things.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from nlp.lexicon import pattern, rule, words
from nlp.meaning.printing import MeasurePhrase
from nlp.meaning.record import NumberFrame
from nlp.numbers.units import BY_NAME
from nlp.text import PERSON_STATES, PERSON_VERBS, Grammar
from nlp.time import Tense, Timing, opens_apart, tense_of
from terms.enums import COUNTED_KINDS, Change, Kind
from terms.model import Quantity

_SAME_TIME = pattern("carry.same-time")
_THE_PERIOD, _STEP_BEHIND = pattern("carry.the-period"), pattern("carry.step-behind")
_OF_THE_SUM, _OF_THE = pattern("carry.of-the-sum"), pattern("carry.of-the")
_OF_REACH = 16
"""Characters before a sum in which "of the" makes what follows a part of it."""
_ENDS, _COMPARED = pattern("carry.ends"), pattern("carry.compared")
_SET_AGAINST = pattern("carry.set-against")
_NEAR_WORDS = 50
"""Characters before a number in which it is set against another."""
_RESULTS = words("levels", "noun.result")
_WRECKING, _HARM = words("events", "wrecking"), words("events", "harm")
_KILLED_OR_HURT = words("person_verbs", "killed", "hurt") | PERSON_STATES
_CAST = words("ballots", "verb.vote", "verb.pass", "verb.back", "verb.refuse")
_AWAY = words("person_states", "state.away")
_VICTIMS = _HARM | words("events", "victims")
_HARMED = PERSON_VERBS | PERSON_STATES | _HARM
_OF_EVENTS = COUNTED_KINDS | {Kind.MEASUREMENT, Kind.DURATION}
_SUMS = frozenset({Kind.COUNT, Kind.MONEY, Kind.PERCENT, Kind.RATE, Kind.RATIO})
_STEPS = frozenset({Kind.PERCENT, Kind.PERCENTAGE_POINTS, Kind.MONEY, Kind.COUNT})
_MOST_TIMES = 20
"""How many times as large as the number that lends its unit an elliptic one may be."""
_REPORTING = 27
"""Days of the shortest period that a company reports on."""
_BESIDE = 8
"""Characters before a number in which its preposition stands."""
_FEW = 3
"""Numbers back to which one of the same kind is looked for in a sentence."""
_NEAR = 2
"""Sentences back to which a measure is looked for that a sentence does not name."""
_OPENING = 12
"""Words at the head of a sentence among which it names a result."""


@dataclass(frozen=True, slots=True)
class Before:
    """A number already read: where it stood, what it measured and when."""

    frame: NumberFrame
    timing: Timing
    sentence: int
    paragraph: int
    measure: MeasurePhrase | None = None
    change: Change | None = None

    @property
    def kind(self) -> Kind:
        """The kind of the number."""
        return self.frame.quantity.kind


# --- unit and measure ---------------------------------------------------------------------------


@rule("carry.unit", otherwise=False)
def goes_on(frame: NumberFrame, last: Quantity, text: str) -> bool:
    """Whether a bare number at the end of a clause has the unit of the one before it.

    "They asked for 10 years; the defence sought four", "car sales rose 12 percent, truck sales 3",
    "paid €3 million in May and 2 million in June". ``last`` stands in the same sentence.
    """
    quantity = frame.quantity
    if quantity.kind is not Kind.COUNT or quantity.unit is not None:
        return False
    if last.kind is Kind.MONEY and quantity.scaled and _is_of_sum(quantity, last, text):
        return True
    if quantity.value is None or last.value is None or _ENDS.match(text, quantity.end) is None:
        return False
    if last.kind is Kind.MONEY and quantity.scaled:
        low = max(0, quantity.start - _BESIDE)
        return frame.unit is None or bool(_COMPARED.search(text, low, quantity.start))
    if quantity.scaled or not 0 < quantity.value <= _MOST_TIMES * last.value:
        return False
    if last.kind is Kind.DURATION and frame.unit is None:
        return True
    moved = frame.level is not None and frame.head == frame.level
    return last.kind is Kind.PERCENT and moved


def _is_of_sum(quantity: Quantity, last: Quantity, text: str) -> bool:
    """Whether a number is a part of the sum before it: "€3bn, of which 2bn", "of the €3bn, 2bn"."""
    between = text[last.end : quantity.opens]
    if _OF_THE_SUM.search(between):
        return True
    return between == ", " and bool(_OF_THE.search(text[: last.start][-_OF_REACH:]))


def trails(quantity: Quantity, change: Change | None, last: Quantity, text: str) -> bool:
    """Whether a number says by how much the one before it has moved.

    "Revenue was €4bn on Monday, *up 21%*", "…, a rise of 6%".
    """
    if quantity.kind not in _STEPS and change is not Change.MULTIPLE_OF:
        return False
    between = text[last.end : quantity.opens].lower()
    if change is Change.MULTIPLE_OF:  # "sold 900 tickets, *double* last year's"
        return between.rstrip(" (—–").endswith(",")
    stepped = change in (Change.INCREASE_BY, Change.DECREASE_BY)
    return stepped and _STEP_BEHIND.match(between) is not None


def predecessor(
    frame: NumberFrame, before: Sequence[Before], sentence: int, paragraph: int
) -> Before | None:
    """The number that an elliptic one goes on with, or ``None`` when it stands on its own."""
    if not before or before[-1].paragraph != paragraph:
        return None
    last, kind = before[-1], frame.quantity.kind
    if frame.points:
        return last
    if frame.state is None and last.sentence == sentence and last.kind is kind:
        return last
    if frame.unit is None and kind is Kind.COUNT:
        return next((one for one in reversed(before[-3:]) if one.kind is Kind.COUNT), None)
    return None


def continued(frame: NumberFrame, before: Before) -> NumberFrame:
    """The record of an elliptic number that goes on with what an earlier one measured.

    The unit is taken over only by a number of the same kind.
    """
    earlier = before.frame
    own = frame.state is not None and not (frame.points and frame.state == frame.level)
    same_kind = before.kind is frame.quantity.kind
    return replace(
        frame,
        unit=frame.unit or (earlier.unit if same_kind else None),
        predicate=frame.predicate if own else earlier.predicate,
        head=earlier.head if frame.head is None else frame.head,
        state=frame.state if own else earlier.state,
        level=None if frame.points else frame.level,
    )


def carried_measure(
    quantity: Quantity, before: Sequence[Before], sentence: int, paragraph: int
) -> tuple[MeasurePhrase | None, bool]:
    """The measure of the number just before, and whether that comes before any noun around.

    "There were sixty"; "revenue will reach $119m, more than double last year's $44m".
    """
    kind = quantity.kind
    last = next((one for one in reversed(before[-_FEW:]) if one.kind is kind), None)
    if last is not None and _dimension(last.frame.quantity) != _dimension(quantity):
        return None, False  # "530 miles off the cape and moving at 17 mph"
    if last is None or last.sentence == sentence:
        return (None, False) if last is None else (last.measure, True)
    near = paragraph - last.paragraph <= 1 and sentence - last.sentence <= _NEAR
    found = last.measure if near and last is before[-1] else None
    return found, found is not None and kind is Kind.COUNT


def _dimension(quantity: Quantity) -> str:
    unit = BY_NAME.get(quantity.unit or "")
    return unit.dimension if unit is not None and quantity.kind is Kind.MEASUREMENT else ""


# --- time ---------------------------------------------------------------------------------------


def carried_timing(
    frame: NumberFrame,
    sentence_text: str,
    tense: Tense | None,
    before: Sequence[Before],
    sentence: int,
    paragraph: int,
    scene: Timing,
) -> Timing | None:
    """The timing that holds on from an earlier sentence; ``scene`` is the time that the sentence
    directly before names, where it holds no number.

    ``tense`` is that of the number's verb: what is so now does not go on with a day of the past.
    """
    lately = takewhile(lambda one: one.sentence >= sentence - 1, reversed(before))
    near = [one for one in lately if one.sentence < sentence and one.paragraph == paragraph][::-1]
    if near:
        scene = main_of(near).timing
    if scene.days.first is not None and _same_time(frame, sentence_text, tense, scene, near):
        return scene
    if _THE_PERIOD.search(sentence_text):
        named = [one for one in before[-8:] if paragraph - one.paragraph <= 1]
        spans = [one.timing for one in named if one.timing.days.length >= _REPORTING]
        return max(spans, key=lambda timing: timing.days.end or "") if spans else None
    return None


def main_of(near: Sequence[Before]) -> Before:
    """The last number that is not what others are compared with; else the last of all."""
    main = (one for one in reversed(near) if not _is_of_comparison(one))
    return next(main, near[-1])


def _is_of_comparison(one: Before) -> bool:
    """Whether a number is the old level of another: "*from 4%* in March", "than the 40 of May"."""
    if one.change is Change.FROM_LEVEL:
        return True
    return _SET_AGAINST.search(one.frame.before[-_NEAR_WORDS:]) is not None


def _same_time(
    frame: NumberFrame, text: str, tense: Tense | None, scene: Timing, near: Sequence[Before]
) -> bool:
    """Whether a number holds for the time that the sentence before tells of."""
    if near and (frame.points or (tense is not Tense.PRESENT and _SAME_TIME.search(text))):
        return True
    return (tense is Tense.PAST or _reports_on(text, scene, near)) and frame.quantity.kind in _SUMS


def _reports_on(text: str, scene: Timing, near: Sequence[Before]) -> bool:
    """Whether results are told that belong to the reporting period of the sentence before."""
    if scene.days.length < _REPORTING:
        return False
    money = any(one.kind in (Kind.MONEY, Kind.PERCENT, Kind.RATE) for one in near)
    return money and not _RESULTS.isdisjoint(text.lower().split()[:_OPENING])


def is_harm(predicate: str | None, unit: str | None) -> bool:
    """Whether a count is of people killed, hurt, held or driven out."""
    return predicate in _HARMED or unit in _HARM


def is_harmed(frame: NumberFrame, grammar: Grammar) -> bool:
    """Whether people killed or hurt are counted, or the victims of an event."""
    if frame.quantity.kind is not Kind.COUNT or _is_away_now(frame, grammar):
        return False
    return frame.predicate in _KILLED_OR_HURT or frame.unit in _VICTIMS


@rule("carry.away-now", otherwise=False)
def _is_away_now(frame: NumberFrame, grammar: Grammar) -> bool:
    """Whether people are away when the text is written: "eight *are* unaccounted for"."""
    state = frame.state
    if state is None or grammar.word(state) not in _AWAY or not frame.verbs:
        return False
    return tense_of(frame.verbs[0], grammar) is Tense.PRESENT


def is_of_vote(frame: NumberFrame, tense: Tense | None, grammar: Grammar) -> bool:
    """Whether votes are counted that were cast, or people who cast them."""
    quantity = frame.quantity
    if quantity.scaled or quantity.value is None:  # millions vote in an election, over days
        return False
    if quantity.kind is not Kind.COUNT or tense not in (None, Tense.PAST):
        return False
    if frame.unit == "vote":
        return frame.verb is None or not grammar.is_infinitive(frame.verb)
    return frame.predicate == "vote" or (frame.predicate in _CAST and frame.is_subject)


def is_apart(frame: NumberFrame, grammar: Grammar) -> bool:
    """Whether a number is not of the day on which its sentence goes on: it stands in a relative
    clause, tells what a thing is like, or what it is worth ("had a street value of £30m")."""
    worth = frame.quantity.kind is Kind.MONEY and grammar.lemma(frame.verb) in ("be", "have")
    told_of_noun = bool(frame.verbs) and grammar.syntax.deps[frame.verbs[0]] == "relcl"
    return worth or told_of_noun or (not frame.is_subject and _describes(frame, grammar))


def happened_then(frame: NumberFrame, grammar: Grammar) -> bool:
    """Whether a number tells of the accident or attack that the passage is about.

    Those harmed and what was buried or hit do in every tense but the future; anything else where
    its verb tells the past ("winds reached 90 mph", "60 firefighters fought the blaze").
    """
    kind = frame.quantity.kind
    tenses = [tense_of(verb, grammar) for verb in frame.verbs]
    told = [tense for tense in tenses if tense is not None]
    apart = any(opens_apart(verb, above, grammar) for verb, above in pairwise(frame.verbs))
    if apart or (tenses and tenses[0] is Tense.COMING):
        return False
    if kind not in _OF_EVENTS or _is_away_now(frame, grammar):
        return False
    if frame.quantity.unit == "magnitude":
        return not told or told[0] is not Tense.PRESENT
    if is_harm(frame.predicate, frame.unit) or (
        kind is Kind.COUNT and frame.predicate in _WRECKING
    ):
        return True
    if kind is Kind.DURATION or (kind is Kind.MEASUREMENT and _describes(frame, grammar)):
        return False
    return bool(told) and told[0] is Tense.PAST and Tense.PRESENT not in told


def _describes(frame: NumberFrame, grammar: Grammar) -> bool:
    """Whether a measurement only tells what a thing is like: "a 25-tonne truck", "it was 40 m
    deep"."""
    if "-" in frame.quantity.quote and frame.noun_behind is not None:
        return True
    verb = frame.verbs[0] if frame.verbs else None
    if verb is None or grammar.lemma(verb) != "be":
        return False
    return grammar.syntax.find(verb, "acomp") is not None
