"""When each number of a text holds: by its own sentence, else carried on from before."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from nlp.meaning import (
    Before,
    NumberFrame,
    carried_timing,
    happened_then,
    is_apart,
    is_harmed,
    is_of_vote,
    main_of,
)
from nlp.reading import Reading, Sentence
from nlp.text import Grammar
from nlp.time import (
    NO_TIMING,
    Days,
    EventDays,
    Period,
    Tense,
    Timing,
    dates_event,
    dates_something,
    day_of,
    tense_of,
    timing_of,
)

_SOON = timedelta(days=1)
_UNTIL = re.compile("until|till|through", re.IGNORECASE)
_NEAR = 12
"""Numbers before a sentence among which one with a day is looked for."""


class Holding:
    """Finds the times of the numbers of one text."""

    def __init__(
        self, text: str, grammar: Grammar, today: date | None, event_days: EventDays
    ) -> None:
        """``today`` is the local day of publication."""
        self._text, self._grammar = text, grammar
        self._today, self._event_days = today, event_days

    def timings(
        self,
        readings: Sequence[Reading],
        sentence: Sentence,
        periods: Sequence[Period],
        before: list[Before],
    ) -> list[Timing]:
        """When each number holds; what trails another holds when that one does.

        ``before`` are the numbers read so far, those of the sentence last: their times are put in.
        """
        timings: list[Timing] = []
        first = len(before) - len(readings)
        for place, reading in enumerate(readings):
            timing = self._timing(reading, sentence, periods, readings, before)
            behind = self._text[reading.quantity.end : sentence.end]
            dated_behind = timing.text is not None and timing.text in behind
            if reading.trails and not dated_behind and timings[-1].text is not None:
                timing = timings[-1]
            timings.append(timing)
            at = first + place
            before[at] = replace(before[at], timing=timing)
        return timings

    def _timing(
        self,
        reading: Reading,
        sentence: Sentence,
        periods: Sequence[Period],
        readings: Sequence[Reading],
        before: Sequence[Before],
    ) -> Timing:
        """When the number holds: from its own sentence, else carried on from before."""
        grammar, frame = self._grammar, reading.frame
        numbers = [one.timed for one in readings]
        scene = self._event_days.scene(sentence.start)
        named = NO_TIMING if scene is None else Timing(scene.text, scene.days)
        days = _days_before(sentence, named.days, before)
        timing = timing_of(reading.timed, periods, numbers, grammar, days)
        if timing.text is not None or sentence.row is not None:
            return timing
        story = self._event_days.story if is_harmed(frame, grammar) else None
        of_story = NO_TIMING if story is None else Timing(story.text, story.days)
        dates = dates_something if story is None else dates_event
        named_here = [period for period in periods if dates(period, grammar)]
        if named_here:
            same = story is not None and {day_of(one) for one in named_here} == {day_of(story)}
            return of_story if same else timing
        words = self._text[sentence.start : sentence.end]
        tenses = (tense_of(verb, grammar) for verb in frame.verbs)
        tense = next((found for found in tenses if found is not None), None)
        if tense is Tense.PAST and is_apart(frame, grammar):
            tense = None
        carried = carried_timing(
            frame, words, tense, before, sentence.number, sentence.paragraph, named
        )
        if carried is not None:
            return carried
        if of_story.text is not None:
            return of_story
        day = self._event_days.at(sentence.start)
        if day is not None and happened_then(frame, grammar):
            return Timing(day.text, day.days)
        voted = is_of_vote(frame, tense, grammar)
        vote = self._event_days.vote(sentence.start) if voted else None
        if vote is not None:
            return Timing(vote.text, vote.days)
        return timing

    def is_ahead(self, frame: NumberFrame, timing: Timing) -> bool:
        """Whether the time of a number has not come when the text was published.

        What is or was done already may last until a day to come: "has shut 40 until May".
        """
        today, days = self._today, timing.days
        if today is None or days.last is None or days.last <= today + _SOON:
            return False
        if days.first is None and timing.text is not None and _UNTIL.match(timing.text):
            return self._is_to_be(frame)
        return days.first is None or days.first >= today

    def _is_to_be(self, frame: NumberFrame) -> bool:
        """Whether the verb of a number tells what is still to be done."""
        grammar, verbs = self._grammar, frame.verbs
        if verbs and grammar.is_infinitive(verbs[0]):
            return True
        tenses = (tense_of(verb, grammar) for verb in verbs)
        return next((told for told in tenses if told is not None), None) in (None, Tense.COMING)


def _days_before(sentence: Sentence, scene: Days, before: Sequence[Before]) -> Days:
    """The days of the nearest level before a sentence, in its paragraph; else of ``scene``."""
    dated = [
        one
        for one in before[-_NEAR:]
        if one.paragraph == sentence.paragraph
        and one.sentence < sentence.number
        and one.timing.days.first is not None
    ]
    near = [one for one in dated if one.sentence == dated[-1].sentence]
    return main_of(near).timing.days if near else scene
