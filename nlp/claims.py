"""Claims: quantities with everything that their sentence says about them."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from nlp.headlines import with_opening
from nlp.holding import Holding
from nlp.lexicon import words
from nlp.meaning import (
    IN_EARLIER_SENTENCE,
    Before,
    MeasurePhrase,
    NumberFrame,
    Places,
    accumulation_of,
    alone,
    carried_measure,
    cell_frame,
    change_of,
    class_of,
    confidence_of,
    continued,
    criteria_in,
    features_of,
    frame_of,
    gapped,
    goes_on,
    happens,
    is_coordinated,
    is_denied,
    is_withdrawn,
    like_its_whole,
    measure_of,
    parallel_share,
    population_of,
    predecessor,
    restated,
    salience_of,
    status_ahead,
    status_of,
    swap_of,
    ties_of,
    trails,
    unit_of_word,
    whole_of,
    with_frequency,
    with_questions,
)
from nlp.numbers import Gap, gaps_of, pragmatic, strict, with_head_unit
from nlp.reading import Reading, Sentence
from nlp.sources import Frame, chain_at
from nlp.text import Grammar, Regions, Row, Span, has_verb, is_parsed, measure_in_row
from nlp.time import (
    NO_TIMING,
    EventDays,
    Period,
    Timing,
    published_day,
)
from terms.enums import Change, Kind, Region, Status
from terms.model import Claim, Document, Quantity

_POINT_UNITS = words("levels", "noun.point-unit")
_RELATIVE_PERIOD = re.compile(
    r"(?:this|last|next|previous|past|current) (?:year|quarter|month|week|season)"
)
"""The head of a column that says when, and not what is counted."""

_BRACKETS = re.compile(r"\([^()]*\)")
_WHOLE_BEFORE = 3
"""Numbers before a sentence among which the whole of "of them" is looked for."""


class ClaimMaker:
    """Turns the quantities of one document into claims, in the order of the text.

    Three steps a sentence: what each number measures, when it holds, and the claim.
    """

    def __init__(
        self,
        document: Document,
        grammar: Grammar,
        frames: Sequence[Frame],
        counts: Collection[int] = (),
    ) -> None:
        """``counts`` are where numbers start that look like a year and are none."""
        self._document = document
        self._text = document.text
        self._grammar = grammar
        self._frames = frames
        self._speakers = {
            (source.start, source.end)
            for frame in frames
            for source in (frame.origin, *frame.relays)
            if source is not None
        }
        self._regions = Regions(document)
        self._places = Places(grammar, document)
        today = published_day(document.published_at, document.zone)
        self._event_days = EventDays(grammar, today, counts, document.country)
        self._holding = Holding(document.text, grammar, today, self._event_days)
        self._claims: list[Claim] = []
        self._before: list[Before] = []

    def make(self, sentences: Sequence[Sentence]) -> list[Claim]:
        """The claims of all sentences."""
        for sentence in sentences:
            periods = self._event_days.periods(sentence.start, sentence.end)
            readings = self._readings(sentence, periods)
            timings = self._holding.timings(readings, sentence, periods, self._before)
            base = len(self._claims)
            made = [
                self._claim(reading, sentence, place, timing, base)
                for place, (reading, timing) in enumerate(zip(readings, timings, strict=True))
            ]
            before = self._claims[-1] if self._claims else None
            parts = [reading.measure for reading in readings]
            asked = with_questions(made, self._text, before, parts)
            self._claims += [
                self._tied(claim, reading, before)
                for claim, reading in zip(asked, readings, strict=True)
            ]
        return with_opening(self._claims, self._document.headline_end)

    # --- what it measures ---

    def _readings(self, sentence: Sentence, periods: Sequence[Period]) -> list[Reading]:
        readings: list[Reading] = []
        gaps, criteria = self._gaps(sentence), self._criteria(sentence)
        left_out = self._left_out(sentence, periods, gaps, criteria)
        meant = [
            (one.hedge[0] if one.hedge and one.hedge[0] < one.start else one.start, one.end)
            for one, restricts in zip(sentence.quantities, criteria, strict=True)
            if restricts
        ]
        for place, quantity in enumerate(sentence.quantities):
            if sentence.row is not None:
                reading = self._read_cell(quantity, sentence.row)
            elif quantity.converts is not None and quantity.converts < len(readings):
                original = readings[quantity.converts]
                frame = restated(quantity, original.frame, self._grammar)
                reading = replace(original, frame=frame)
            else:
                reading = self._read(quantity, sentence, readings, left_out, gaps[place], meant)
                reading = self._as_part(reading, place, sentence, readings)
                reading = self._in_parallel(reading, readings)
            readings.append(replace(reading, restricts=criteria[place]))
            self._before.append(
                Before(
                    reading.frame,
                    NO_TIMING,
                    sentence.number,
                    sentence.paragraph,
                    reading.measure,
                    reading.change,
                )
            )
        return _with_elided_units(readings)

    def _as_part(
        self, reading: Reading, place: int, sentence: Sentence, earlier: Sequence[Reading]
    ) -> Reading:
        """A part that says no more than its noun measures what its whole does."""
        told = sentence.quantities, self._text, sentence.start, sentence.end
        whole = whole_of(place, *told) if earlier and reading.measure else None
        if whole is None or not 0 <= whole < len(earlier):
            return reading
        return replace(reading, measure=like_its_whole(reading.measure, earlier[whole].measure))

    def _in_parallel(self, reading: Reading, earlier: Sequence[Reading]) -> Reading:
        """A share that leaves out what the one before it in the sentence says."""
        before = earlier[-1] if earlier else None
        if before is None or reading.measure is None or before.measure is None:
            return reading
        between = self._text[before.quantity.end : reading.quantity.start]
        told = parallel_share(reading.measure, before.measure, between)
        return reading if told is None else replace(reading, measure=told)

    def _gaps(self, sentence: Sentence) -> list[Gap | None]:
        if sentence.row is not None:
            return [None] * len(sentence.quantities)
        return gaps_of(sentence.quantities, self._grammar)

    def _criteria(self, sentence: Sentence) -> list[bool]:
        if sentence.row is not None:
            return [False] * len(sentence.quantities)
        return criteria_in(sentence.quantities, self._grammar)

    def _left_out(
        self,
        sentence: Sentence,
        periods: Sequence[Period],
        gaps: Sequence[Gap | None],
        criteria: Sequence[bool],
    ) -> list[Span]:
        """The words that are no part of a measure: times, the numbers, whose clause has no verb.

        A criterion is a part of what it restricts.
        """
        left_out = [(period.start, period.end) for period in periods]
        for other, restricts in zip(sentence.quantities, criteria, strict=True):
            if restricts:
                continue
            left_out += [(other.start, other.end), *([other.hedge] if other.hedge else [])]
        own = [self._grammar.syntax.chars(*gap.clause) for gap in gaps if gap is not None]
        return [*left_out, *own]

    def _read_cell(self, quantity: Quantity, row: Row) -> Reading:
        """A number of a table: its measure is the row's label and the column's header."""
        label, header = measure_in_row(self._text, row, quantity.start)
        for head in filter(None, (header, label, row.title)):
            quantity = with_head_unit(quantity, head, self._document.country)
        unit = quantity.unit
        if unit is None and header and quantity.kind is Kind.COUNT:
            unit = self._counted_in(header, label)
        text = " ".join(part for part in (label, header) if part)
        measure = MeasurePhrase(text) if text else None
        return Reading(cell_frame(quantity, unit, self._grammar), quantity.change, measure)

    def _counted_in(self, *heads: str | None) -> str | None:
        """What a cell counts: the first plural of the heads, else the last word of the first.

        A head that says when names nothing.
        """
        bare = [_BRACKETS.sub("", head).partition(",")[0].strip().lower() for head in heads if head]
        told = [head for head in bare if not _RELATIVE_PERIOD.fullmatch(head)]
        named = [head.split() for head in told if head.replace(" ", "").isalpha()]
        for words_of_head in named:
            for word in words_of_head:
                lemma = self._grammar.lemma_of(word, "NNS")
                unit = unit_of_word(word, lemma)
                if unit != word:
                    return unit
        says_when = told[:1] != bare[:1]
        return self._grammar.lemma_of(named[0][-1], "NNS") if named and not says_when else None

    def _read(
        self,
        quantity: Quantity,
        sentence: Sentence,
        earlier: Sequence[Reading],
        left_out: Sequence[Span],
        gap: Gap | None,
        criteria: Sequence[Span],
    ) -> Reading:
        """A number of running text, with what it takes over from the one before it."""
        grammar = self._grammar
        frame = with_frequency(frame_of(quantity, grammar), grammar)
        quantity = frame.quantity
        if gap is not None:
            found = self._read_gapped(frame, earlier[gap.base], gap, left_out)
            if found is not None:
                return found
        last = earlier[-1] if earlier else None
        if last is not None and goes_on(frame, last.quantity, self._text):
            quantity = replace(quantity, kind=last.quantity.kind, unit=last.quantity.unit)
            frame = replace(frame, quantity=quantity, unit=last.frame.unit)
        previous = None if last is None else (last.quantity, last.change)
        change = change_of(frame, grammar, sentence.quantities, previous)
        if last is not None:
            same = change is not None and change is last.change
            moves = frame.mover is not None and frame.mover == last.frame.mover
            moves = moves and frame.noun_behind is None  # "rents rose 3% on her watch, or by £40"
            if same and (moves or is_coordinated(frame, last.quantity, grammar)):
                frame = frame.like(last.frame, frame.unit or last.frame.unit)
                return Reading(frame, change, last.measure, continues=True)
            if trails(quantity, change, last.quantity, self._text):
                moved = _moved(earlier)
                frame = replace(frame.like(moved.frame, frame.unit), state=frame.state)
                return Reading(frame, change, moved.measure, continues=True, trails=True)
            if change is Change.FROM_LEVEL and frame.noun_behind is None:
                alike = [one for one in earlier if one.quantity.kind is quantity.kind]
                if alike:
                    moved = _moved(alike)
                    frame = frame.like(moved.frame, frame.unit or moved.frame.unit)
                    return Reading(frame, change, moved.measure, continues=True)
        before = predecessor(frame, self._before, sentence.number, sentence.paragraph)
        frame = alone(frame, grammar) if before is None else continued(frame, before)
        carried = carried_measure(quantity, self._before, sentence.number, sentence.paragraph)
        measure = measure_of(frame, left_out, grammar, carried, criteria=criteria)
        return Reading(frame, change, measure, continues=before is not None)

    def _read_gapped(
        self, frame: NumberFrame, base: Reading, gap: Gap, left_out: Sequence[Span]
    ) -> Reading | None:
        """A number that says of a noun of its own what one before says: "and *Lorn nine*"."""
        swap = swap_of(gap, base.frame, frame, self._grammar)
        measure = measure_of(base.frame, left_out, self._grammar, swap=swap)
        if measure is None or base.measure is None or measure.text == base.measure.text:
            return None
        frame = gapped(frame, base.frame, gap, self._grammar)
        return Reading(frame, base.change, measure, continues=True)

    # --- the claim ---

    def _claim(
        self, reading: Reading, sentence: Sentence, place: int, timing: Timing, base: int
    ) -> Claim:
        quantity, frame, grammar = reading.quantity, reading.frame, self._grammar
        region = self._regions.at(quantity.start)
        exact = frame.unit in _POINT_UNITS
        entailed, suggested = strict(quantity, exact=exact), pragmatic(quantity, exact=exact)
        in_row = sentence.row is not None
        claim = Claim(
            sentence=self._text[sentence.start : sentence.end],
            sentence_start=sentence.start,
            start=quantity.start,
            end=quantity.end,
            quote=quantity.quote,
            region=Region.TABLE if in_row and region is Region.BODY else region,
            kind=quantity.kind,
            value=quantity.value,
            low=entailed.low,
            high=entailed.high,
            p_low=suggested.low,
            p_high=suggested.high,
            unit=frame.unit,
            unit_assumed=quantity.unit_assumed,
            qualifier=quantity.qualifier,
            change=reading.change,
            status=self._status(reading, sentence, region, timing),
            measure=None if reading.measure is None else reading.measure.text,
            predicate=frame.predicate,
            accumulation=accumulation_of(
                frame, reading.change, self._text, sentence.start, sentence.end
            ),
            period_text=timing.text,
            period_start=timing.days.start,
            period_end=timing.days.end,
            as_of=timing.as_of.isoformat() if timing.as_of else None,
            place=self._places.of(frame),
            population=population_of(frame, grammar),
            part_of=self._whole(sentence, place, base),
            equivalent_of=None if quantity.converts is None else base + quantity.converts,
            chain=chain_at(quantity.start, quantity.end, self._frames, self._document),
        )
        features = features_of(
            claim,
            has_verb=in_row or has_verb(frame, grammar),
            happens=happens(frame, grammar),
            speaks=self._speaks(quantity),
            restricts=reading.restricts,
        )
        return replace(
            claim,
            salience=salience_of(features),
            confidence=confidence_of(
                claim, parsed=is_parsed(frame, grammar), continued=reading.continues
            ),
        )

    def _speaks(self, quantity: Quantity) -> bool:
        """Whether a number stands in the words that name a source, and behind no comma there."""
        return any(
            low <= quantity.start < high and "," not in self._text[low : quantity.start]
            for low, high in self._speakers
        )

    def _status(
        self, reading: Reading, sentence: Sentence, region: Region, timing: Timing
    ) -> Status:
        quantity, start, end = reading.quantity, sentence.start, sentence.end
        words = self._text[start:end]
        if is_withdrawn(words, quantity.start - start, quantity.end - start, region):
            return Status.WITHDRAWN
        status = status_of(reading.frame, reading.change, self._grammar)
        if status is not Status.STATED:
            return status
        if is_denied(self._text, start, end):
            return Status.DENIED
        return (
            status_ahead(reading.frame, self._grammar)
            if self._holding.is_ahead(reading.frame, timing)
            else status
        )

    def _whole(self, sentence: Sentence, place: int, base: int) -> int | None:
        """The index of the claim that a sentence's number is a part of."""
        found = whole_of(place, sentence.quantities, self._text, sentence.start, sentence.end)
        if found is None or found != IN_EARLIER_SENTENCE:
            return None if found is None else base + found
        for at in range(base - 1, max(-1, base - 1 - _WHOLE_BEFORE), -1):
            claim = self._claims[at]
            if claim.kind is Kind.COUNT and claim.unit is not None:
                return at
        return None

    def _tied(self, claim: Claim, reading: Reading, before: Claim | None) -> Claim:
        """A claim whose question holds what its clause ties it to.

        A pronoun stands for the subject of the number before.
        """
        ties = ties_of(reading.frame, self._grammar)
        subject = ties.subject
        if ties.points and before is not None:
            subject = before.question.subject
        asked = claim.question
        known = asked.ballot is not None or (asked.tight and asked.word_class is not None)
        own = None if known else class_of(asked, claim.sentence)
        question = replace(
            asked,
            subject=subject,
            event=ties.event,
            background=ties.background,
            word_class=own or asked.word_class,
            tight=asked.tight or own is not None,
        )
        return replace(claim, question=question)


def _moved(earlier: Sequence[Reading]) -> Reading:
    """The number that has moved: the last one, or what its verb is about where that is only where.

    "*A thousand pupils* applied to three colleges, up 6%".
    """
    last = earlier[-1]
    if last.frame.role == "pobj":
        for one in reversed(earlier):
            about = one.frame.is_subject or one.frame.role == "dobj"
            if about and one.frame.verb == last.frame.verb:
                return one
    return last


def _with_elided_units(readings: Sequence[Reading]) -> list[Reading]:
    """A level without a noun has that of its other level: "to 7,100 from 7,250 points"."""
    found = list(readings)
    for at in range(len(found) - 1):
        for plain, named in ((at, at + 1), (at + 1, at)):
            one, other = found[plain], found[named]
            kinds = {one.quantity.kind, other.quantity.kind}
            levels = Change.FROM_LEVEL in (one.change, other.change) and one.change != other.change
            elided = one.frame.noun is None and other.frame.noun_behind is not None
            elided = elided and (other.change is not None or one.frame.unit is None)
            if kinds == {Kind.COUNT} and levels and elided and one.change is not None:
                found[plain] = replace(one, frame=replace(one.frame, unit=other.frame.unit))
    return found
