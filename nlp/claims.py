"""Claims: quantities with everything that their sentence says about them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from nlp.meaning.accumulations import accumulation_of
from nlp.meaning.changes import change_of, is_coordinated
from nlp.meaning.confidence import confidence_of
from nlp.meaning.continuity import Before, carried_timing, happened_then, predecessor
from nlp.meaning.denials import is_denied, is_withdrawn
from nlp.meaning.ellipses import goes_on, trails
from nlp.meaning.facets import Facets, alone, continued, facets_of
from nlp.meaning.measures import measure_of
from nlp.meaning.places import Places
from nlp.meaning.predicates import happens
from nlp.meaning.question import with_questions
from nlp.meaning.salience import features_of, salience_of
from nlp.meaning.statuses import status_of
from nlp.meaning.wholes import population_of, whole_of
from nlp.numbers import pragmatic, strict
from nlp.sources import Frame, chain_at
from nlp.text import Binding, Grammar, Regions, Row, measure_in_row
from nlp.time import (
    NO_TIMING,
    UNRESOLVED,
    Days,
    EventDays,
    Period,
    Tense,
    Timed,
    Timing,
    dates_something,
    find_periods,
    published_day,
    tense_of,
    timing_of,
)
from terms.enums import Change, Kind, Region, Status
from terms.model import Claim, Document, Interval, Quantity

_SOON = timedelta(days=1)
# Numbers that are points however round: nobody rounds a quake's magnitude or a count of votes.
_POINT_UNITS = frozenset({"magnitude", "vote", "page", "seat"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with quantities: its span, its number in the text and its paragraph's.

    ``row`` is set where the sentence is a row of a table.
    """

    start: int
    end: int
    quantities: Sequence[Quantity]
    number: int
    paragraph: int
    row: Row | None = None


@dataclass(frozen=True, slots=True)
class _Reading:
    """A quantity on its way to a claim."""

    quantity: Quantity
    binding: Binding
    facets: Facets
    change: Change | None
    measure: str | None
    continues: bool = False
    trails: bool = False


class ClaimMaker:
    """Turns the quantities of one document into claims, in the order of the text."""

    def __init__(self, document: Document, grammar: Grammar, frames: Sequence[Frame]) -> None:
        self._document = document
        self._grammar = grammar
        self._frames = frames
        self._regions = Regions(document)
        self._places = Places(grammar, document)
        self._today = published_day(document.published_at, document.zone)
        syntax = grammar.syntax
        spans = [syntax.chars(*span) for span in syntax.sentences]
        self._event_days = EventDays(document.text, spans, self._today)
        self._claims: list[Claim] = []
        self._before: list[Before] = []

    def make(self, sentences: Sequence[Sentence]) -> list[Claim]:
        """The claims of all sentences."""
        for sentence in sentences:
            self._sentence(sentence)
        return self._claims

    def _sentence(self, sentence: Sentence) -> None:
        text = self._document.text
        periods = find_periods(text, sentence.start, sentence.end, self._today)
        base = len(self._claims)
        readings: list[_Reading] = []
        for quantity in sentence.quantities:
            if sentence.row is not None:
                reading = self._read_cell(quantity, sentence.row)
            else:
                reading = self._read(quantity, sentence, readings, periods)
            readings.append(reading)
            self._before.append(
                Before(quantity, reading.facets, NO_TIMING, sentence.number, sentence.paragraph)
            )
        for place, reading in enumerate(readings):
            timing = self._timing(reading, sentence, periods, readings)
            at = place - len(readings)
            if reading.trails and not self._dated_behind(timing, reading, sentence):
                level = self._before[at - 1].timing
                timing = level if level.text is not None else timing
            self._before[at] = replace(self._before[at], timing=timing)
            self._claims.append(self._claim(reading, sentence, place, timing, base))
        before = self._claims[base - 1] if base else None
        self._claims[base:] = with_questions(self._claims[base:], self._document.text, before)

    def _read(
        self,
        quantity: Quantity,
        sentence: Sentence,
        earlier: Sequence[_Reading],
        periods: Sequence[Period],
    ) -> _Reading:
        if quantity.converts is not None and quantity.converts < len(earlier):
            return _restated(quantity, earlier[quantity.converts])
        grammar = self._grammar
        binding = grammar.bind(quantity.start, quantity.end)
        facets = facets_of(quantity, binding, grammar)
        if earlier and goes_on(quantity, facets, earlier[-1].quantity, self._document.text):
            last = earlier[-1]
            quantity = replace(quantity, kind=last.quantity.kind, unit=last.quantity.unit)
            facets = replace(facets, unit=last.facets.unit)
        previous = (earlier[-1].quantity, earlier[-1].change) if earlier else None
        change = change_of(quantity, binding, grammar, sentence.quantities, previous)
        if change is not None and earlier and change is earlier[-1].change:
            last = earlier[-1]
            if is_coordinated(quantity, binding, grammar, last.quantity):
                facets = replace(last.facets, unit=facets.unit or last.facets.unit)
                return _Reading(quantity, binding, facets, change, last.measure, continues=True)
        if earlier and trails(quantity, change, earlier[-1].quantity, self._document.text):
            last = earlier[-1]
            facets = replace(last.facets, unit=facets.unit, state=facets.state)
            return _Reading(quantity, binding, facets, change, last.measure, True, trails=True)
        before = predecessor(facets, quantity, self._before, sentence.number, sentence.paragraph)
        if before is not None:
            same_kind = before.quantity.kind is quantity.kind
            facets = continued(facets, before.facets, same_kind=same_kind)
        else:
            facets = alone(facets, quantity, binding, grammar)
        left_out = [(period.start, period.end) for period in periods]
        left_out += [_whole_span(other) for other in sentence.quantities]
        measure = measure_of(quantity, binding, facets, left_out, grammar)
        return _Reading(quantity, binding, facets, change, measure, before is not None)

    def _read_cell(self, quantity: Quantity, row: Row) -> _Reading:
        """A number of a table: its measure is the row's label and the column's header."""
        label, header = measure_in_row(self._document.text, row, quantity.start)
        unit = quantity.unit
        if unit is None and header and quantity.kind is Kind.COUNT:
            if "%" in header:
                unit = "percent"
                quantity = replace(quantity, kind=Kind.PERCENT)
            elif header.replace(" ", "").isalpha():
                unit = self._grammar.lemma_of(header.split()[-1], "NNS")
        facets = Facets(unit, None, -1, -1)
        measure = " ".join(part for part in (label, header) if part) or None
        binding = self._grammar.bind(quantity.start, quantity.end)
        return _Reading(quantity, binding, facets, quantity.change, measure)

    def _timing(
        self,
        reading: _Reading,
        sentence: Sentence,
        periods: Sequence[Period],
        readings: Sequence[_Reading],
    ) -> Timing:
        """When the number holds: from its own sentence, else carried on from before."""
        numbers = [_timed(one) for one in readings]
        timing = timing_of(
            _timed(reading), periods, numbers, self._grammar, self._days_before(sentence)
        )
        if timing.text is not None or sentence.row is not None:
            return timing
        own = [period for period in periods if dates_something(period, self._grammar)]
        if own:
            return timing
        words = self._document.text[sentence.start : sentence.end]
        tense = self._tense(reading)
        carried = carried_timing(
            reading.facets,
            reading.quantity,
            words,
            tense,
            self._before,
            sentence.number,
            sentence.paragraph,
        )
        if carried is not None:
            return carried
        day = self._event_days.before(sentence.start)
        if day is not None and happened_then(
            reading.facets, reading.quantity, reading.binding, words, self._grammar
        ):
            return Timing(day.text, day.days)
        return timing

    def _dated_behind(self, timing: Timing, reading: _Reading, sentence: Sentence) -> bool:
        """Whether what dates a number stands behind it: "revenue of €4m, up 2% *in May*"."""
        if timing.text is None:
            return False
        return timing.text in self._document.text[reading.quantity.end : sentence.end]

    def _days_before(self, sentence: Sentence) -> Days:
        """The days of the nearest number before a sentence, in its paragraph."""
        for one in reversed(self._before[-12:]):
            if sentence.paragraph != one.paragraph:
                break
            if one.sentence < sentence.number and one.timing.days.first is not None:
                return one.timing.days
        return UNRESOLVED

    def _tense(self, reading: _Reading) -> Tense | None:
        """The tense of the nearest verb above a number that has one."""
        chain = self._grammar.verbs_over(reading.binding)
        return next((found for verb in chain if (found := tense_of(verb, self._grammar))), None)

    def _claim(
        self, reading: _Reading, sentence: Sentence, place: int, timing: Timing, base: int
    ) -> Claim:
        quantity, facets = reading.quantity, reading.facets
        text = self._document.text
        words = text[sentence.start : sentence.end]
        region = self._regions.at(quantity.start)
        low_high = _interval(quantity, facets, strict)
        pragmatic_ends = _interval(quantity, facets, pragmatic)
        in_row = sentence.row is not None
        claim = Claim(
            sentence=words,
            sentence_start=sentence.start,
            start=quantity.start,
            end=quantity.end,
            quote=quantity.quote,
            region=Region.TABLE if in_row and region is Region.BODY else region,
            kind=quantity.kind,
            value=quantity.value,
            low=low_high.low,
            high=low_high.high,
            p_low=pragmatic_ends.low,
            p_high=pragmatic_ends.high,
            unit=facets.unit,
            unit_assumed=quantity.unit_assumed,
            qualifier=quantity.qualifier,
            change=reading.change,
            status=self._status(reading, words, sentence.start, region, timing),
            measure=reading.measure,
            predicate=facets.predicate,
            accumulation=accumulation_of(quantity, reading.change, words, sentence.start),
            period_text=timing.text,
            period_start=timing.days.start,
            period_end=timing.days.end,
            as_of=timing.as_of.isoformat() if timing.as_of else None,
            place=self._places.of(reading.binding),
            population=population_of(reading.binding, facets, self._grammar),
            part_of=self._whole(sentence, place, base),
            equivalent_of=None if quantity.converts is None else base + quantity.converts,
            chain=chain_at(quantity.start, quantity.end, self._frames, self._document),
        )
        return replace(
            claim,
            salience=salience_of(
                features_of(
                    claim,
                    has_verb=in_row or self._grammar.has_verb(reading.binding),
                    happens=happens(reading.binding, self._grammar),
                )
            ),
            confidence=confidence_of(
                claim, parsed=self._grammar.is_parsed(reading.binding), continued=reading.continues
            ),
        )

    def _status(
        self, reading: _Reading, words: str, offset: int, region: Region, timing: Timing
    ) -> Status:
        quantity = reading.quantity
        if is_withdrawn(words, quantity.start - offset, region):
            return Status.WITHDRAWN
        status = status_of(quantity, reading.binding, reading.facets, reading.change, self._grammar)
        if status is Status.STATED and is_denied(self._document.text, offset, offset + len(words)):
            return Status.DENIED
        if status is Status.STATED and self._ahead(timing):
            return Status.PLANNED
        return status

    def _ahead(self, timing: Timing) -> bool:
        """Whether the time of a number has not come when the text was published."""
        today, days = self._today, timing.days
        if today is None or days.last is None or days.last <= today + _SOON:
            return False
        return days.first is None or days.first >= today

    def _whole(self, sentence: Sentence, place: int, base: int) -> int | None:
        """The index of the claim that a sentence's number is a part of."""
        found = whole_of(
            place, sentence.quantities, self._document.text, sentence.start, sentence.end
        )
        if found is None:
            return None
        if found >= 0:
            return base + found
        for at in range(base - 1, max(-1, base - 4), -1):
            claim = self._claims[at]
            if claim.kind is Kind.COUNT and claim.unit is not None:
                return at
        return None


def _restated(quantity: Quantity, original: _Reading) -> _Reading:
    """A conversion in brackets says of another unit what the number before it says."""
    unit = quantity.unit or original.facets.unit
    return replace(original, quantity=quantity, facets=replace(original.facets, unit=unit))


def _whole_span(quantity: Quantity) -> tuple[int, int]:
    """The span of a number with its hedge."""
    start, end = quantity.hedge or (quantity.start, quantity.end)
    return min(start, quantity.start), max(end, quantity.end)


def _timed(reading: _Reading) -> Timed:
    quantity = reading.quantity
    return Timed(
        quantity.start,
        quantity.end,
        quantity.kind,
        reading.change,
        reading.binding,
        reading.facets.state,
    )


def _interval(quantity: Quantity, facets: Facets, rule: Callable[..., Interval]) -> Interval:
    return rule(
        quantity.value,
        quantity.low,
        quantity.high,
        quantity.qualifier,
        quantity.kind,
        places=quantity.places,
        scaled=quantity.scaled,
        exact=facets.unit in _POINT_UNITS,
    )
