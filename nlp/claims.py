"""Claims: quantities with everything that their sentence says about them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from nlp.accumulations import accumulation_of
from nlp.calendars import published_day
from nlp.changes import change_of
from nlp.continuity import Before, carried_timing, is_harm, predecessor
from nlp.facets import Facets, continued, facets_of
from nlp.frames import Frame
from nlp.grammar import Binding, Grammar
from nlp.intervals import pragmatic, strict
from nlp.measures import measure_of
from nlp.model import Claim, Document, Hop, Quantity
from nlp.periods import Period, find_periods
from nlp.places import Places
from nlp.regions import Regions
from nlp.salience import Features, salience_of
from nlp.sources import chain_at
from nlp.statuses import is_withdrawn, status_of
from nlp.timing import NO_TIMING, Timed, Timing, timing_of
from nlp.wholes import population_of, whole_of
from nlp.vocabulary import Change, Kind, Region, Role, Status

_RESTATED = re.compile(
    r"\b(?:the|these|those|both|the other|the first|the last)(?: (?:about|around|some|other|first|last|same|remaining))? $",
    re.IGNORECASE,
)
_FAMILY = re.compile(
    r"^(?: (?:young|older|younger|small|adult|teenage))?(?: (?:brothers?|sisters?|sons?|daughters?|siblings?|cousins|grandchildren))\b|^[^a-z]{0,2}$"
)
_FAMILY_OF = re.compile(
    r"\b(?:family|mother|father|parent|married|household|party|group|team|grandmother|grandfather) of(?: (?:about|around))? $",
    re.IGNORECASE,
)
_SHARES = frozenset({Kind.MONEY, Kind.PERCENT, Kind.PERCENTAGE_POINTS, Kind.RATE, Kind.RATIO})
_SMALL = 4
_SOON = timedelta(days=1)
_ORDINAL = re.compile(
    r"(?:\d(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|[a-z]+eenth|[a-z]+ieth)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with quantities: its span, its number in the text and its paragraph's."""

    start: int
    end: int
    quantities: Sequence[Quantity]
    number: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class _Reading:
    """A quantity on its way to a claim."""

    quantity: Quantity
    sentence: Sentence
    binding: Binding
    facets: Facets
    change: Change | None


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


class ClaimMaker:
    """Turns the quantities of one document into claims, in the order of the text."""

    def __init__(self, document: Document, grammar: Grammar, frames: Sequence[Frame]) -> None:
        self._document = document
        self._grammar = grammar
        self._frames = frames
        self._regions = Regions(document)
        self._places = Places(grammar, document)
        self._today = published_day(document.published_at, document.zone)
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
            reading = self._read(quantity, sentence, readings)
            readings.append(reading)
            self._before.append(
                Before(quantity, reading.facets, NO_TIMING, sentence.number, sentence.paragraph)
            )
        for place, reading in enumerate(readings):
            timing = self._timing(reading, periods, readings)
            at = place - len(readings)
            self._before[at] = replace(self._before[at], timing=timing)
            self._claims.append(self._claim(reading, timing, periods, base))

    def _read(
        self,
        quantity: Quantity,
        sentence: Sentence,
        earlier: Sequence[_Reading],
    ) -> _Reading:
        binding = self._grammar.bind(quantity.start, quantity.end)
        previous = (earlier[-1].quantity, earlier[-1].change) if earlier else None
        facets = facets_of(quantity, binding, self._grammar)
        change = change_of(quantity, binding, self._grammar, sentence.quantities, previous)
        before = predecessor(facets, quantity, self._before, sentence.number, sentence.paragraph)
        if before is not None:
            same_kind = before.quantity.kind is quantity.kind
            facets = continued(facets, before.facets, same_kind=same_kind)
        return _Reading(quantity, sentence, binding, facets, change)

    def _timing(
        self, reading: _Reading, periods: Sequence[Period], readings: Sequence[_Reading]
    ) -> Timing:
        """When the number holds: from its own sentence, else carried on from before."""
        quantity, sentence = reading.quantity, reading.sentence
        numbers = [_timed(one) for one in readings]
        timing = timing_of(_timed(reading), periods, numbers, self._grammar)
        if timing.text is not None or periods:
            return timing
        words = self._document.text[sentence.start : sentence.end]
        carried = carried_timing(
            reading.facets, quantity, words, self._before, sentence.number, sentence.paragraph
        )
        return carried or timing

    def _claim(
        self, reading: _Reading, timing: Timing, periods: Sequence[Period], base: int
    ) -> Claim:
        quantity, sentence = reading.quantity, reading.sentence
        text = self._document.text
        words = text[sentence.start : sentence.end]
        region = self._regions.at(quantity.start)
        status = status_of(quantity, reading.binding, reading.facets, reading.change, self._grammar)
        if status is Status.STATED and self._ahead(timing):
            status = Status.PLANNED
        if is_withdrawn(words, quantity.start - sentence.start, region):
            status = Status.WITHDRAWN
        chain = chain_at(quantity.start, quantity.end, self._frames, self._document)
        measure = measure_of(quantity, reading.binding, reading.facets, periods, self._grammar)
        interval = {
            "places": quantity.places,
            "scaled": quantity.scaled,
        }
        s = strict(
            quantity.value,
            quantity.low,
            quantity.high,
            quantity.qualifier,
            quantity.kind,
            **interval,
        )
        p = pragmatic(
            quantity.value,
            quantity.low,
            quantity.high,
            quantity.qualifier,
            quantity.kind,
            **interval,
        )
        claim = Claim(
            sentence=words,
            sentence_start=sentence.start,
            start=quantity.start,
            end=quantity.end,
            quote=quantity.quote,
            region=region,
            kind=quantity.kind,
            value=quantity.value,
            low=s.low,
            high=s.high,
            p_low=p.low,
            p_high=p.high,
            unit=reading.facets.unit,
            unit_assumed=quantity.unit_assumed,
            qualifier=quantity.qualifier,
            change=reading.change,
            status=status,
            measure=measure,
            predicate=reading.facets.predicate,
            accumulation=accumulation_of(quantity, reading.change, words, sentence.start),
            period_text=timing.text,
            period_start=timing.days.start,
            period_end=timing.days.end,
            as_of=timing.as_of.isoformat() if timing.as_of else None,
            place=self._places.of(reading.binding),
            population=population_of(reading.binding, reading.facets, self._grammar),
            part_of=self._whole(reading, base),
            equivalent_of=None if quantity.converts is None else base + quantity.converts,
            confidence=1.0,
            chain=chain,
        )
        return replace(claim, salience=salience_of(self._features(claim, reading, chain)))

    def _ahead(self, timing: Timing) -> bool:
        """Whether the time of a number has not come when the text was published."""
        today, days = self._today, timing.days
        if today is None or days.last is None or days.last <= today + _SOON:
            return False
        return days.first is None or days.first >= today

    def _whole(self, reading: _Reading, base: int) -> int | None:
        """The index of the claim that this one is a part of."""
        sentence = reading.sentence
        place = next(n for n, q in enumerate(sentence.quantities) if q is reading.quantity)
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

    def _features(self, claim: Claim, reading: _Reading, chain: Sequence[Hop]) -> Features:
        quantity = reading.quantity
        offset = quantity.start - claim.sentence_start
        before = claim.sentence[max(0, offset - 40) : offset]
        after = claim.sentence[offset + len(quantity.quote) :][:40]
        harm = is_harm(claim.predicate, claim.unit)
        small = (
            quantity.kind is Kind.COUNT
            and quantity.value is not None
            and 0 < quantity.value <= _SMALL
            and quantity.qualifier == "exact"
            and not harm
        )
        return Features(
            change=claim.change is not None,
            harm=harm,
            sum_or_share=quantity.kind in _SHARES,
            sourced=any(hop.role is Role.ORIGIN for hop in chain),
            headline=claim.region is Region.HEADLINE,
            conversion=claim.equivalent_of is not None,
            related=claim.region is Region.RELATED,
            small_count=small,
            restated=quantity.kind is Kind.COUNT
            and _RESTATED.search(before) is not None
            and not harm,
            adjective_length=quantity.kind is Kind.DURATION and "-" in quantity.quote,
            ordinal_count=quantity.kind is Kind.COUNT
            and _ORDINAL.search(quantity.quote) is not None,
            family=_FAMILY_OF.search(before) is not None
            or (small and _FAMILY.match(after) is not None),
            distance_detail=quantity.kind is Kind.MEASUREMENT
            and re.match(r" (?:north|south|east|west|away|from|off)\w*", after) is not None,
            table=claim.region is Region.TABLE,
            caption=claim.region is Region.CAPTION,
            no_measure=claim.measure is None,
            hypothetical=claim.status is Status.SUSPECTED and not harm,
        )
