"""The question of each claim of a sentence, read once, with all that the sentence says."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import TypeVar

from nlp.lexicon.stems import STOPWORDS, stem
from nlp.meaning.printing import MeasurePhrase
from nlp.meaning.question import classes, parts, replacing, standing, times
from nlp.meaning.question.nearness import Line
from terms.enums import Kind, Status
from terms.model import ClaimFields
from terms.question import Question, TimeCue

_FAR = 8
_NEAR = 5
_BESIDE = 3
"""Words after a number that may name a place; that tell its topic; that stand right beside it."""
_PERIOD_NEAR = 7.0
_OPENING = 45
_LEFT, _RIGHT, _FROM_REACH = 60, 20, 30
"""Characters beside a number that say of which whole it is: no such phrase is longer."""
_AHEAD = (Status.PROJECTED, Status.PLANNED, Status.PROPOSED, Status.SUSPECTED)


C = TypeVar("C", bound=ClaimFields)


def with_questions(
    claims: Sequence[C],
    text: str,
    before: ClaimFields | None = None,
    measures: Sequence[MeasurePhrase | None] = (),
) -> list[C]:
    """The claims of one sentence of ``text`` with their questions.

    ``before`` is the last claim of the sentences before, which this one may go on about;
    ``measures`` are what the claims measure, with the parts of each phrase.
    """
    if not claims:
        return []
    sentence = _Asked(claims, text, before)
    return [
        replace(claim, question=sentence.question(claim, measure))
        for claim, measure in zip_longest(claims, measures[: len(claims)])
    ]


def _dated_by(claim: ClaimFields) -> str | None:
    """Where the period of a claim stands: in its sentence, or elsewhere in the passage."""
    if not (claim.period_start or claim.period_end):
        return None
    return "sentence" if (claim.period_text or "") in claim.sentence else "passage"


class _Asked:
    """A sentence with what holds for all of its numbers."""

    def __init__(
        self, claims: Sequence[ClaimFields], text: str, before: ClaimFields | None
    ) -> None:
        first = claims[0]
        sentence = first.sentence
        self._claims = claims
        self._line = Line(sentence)
        self._telling = standing.telling_of(sentence)
        self._named = times.named_times(sentence)
        own = times.names_own_time(sentence)
        self._scene: tuple[TimeCue, ...] = ()
        if not own:
            self._scene = times.scene_times(text, first.sentence_start)
        self._clock = parts.clock_times(sentence)
        self._names = frozenset(
            word.stem
            for place, word in enumerate(self._line.words)
            if place and word.capital and self._line.surfaces[place] not in STOPWORDS
        )
        self._superseding = replacing.superseding_words(sentence)
        self._goes_on = replacing.goes_on_about(sentence, first.sentence_start, before)

    def question(self, claim: ClaimFields, measure: MeasurePhrase | None) -> Question:
        """The question of one of the claims."""
        line, telling = self._line, self._telling
        start, end = claim.start - claim.sentence_start, claim.end - claim.sentence_start
        before, after = line.text[max(0, start - _LEFT) : start], line.text[end : end + _RIGHT]
        dimension = classes.dimension_of(claim)
        counted = classes.counted_noun(claim) if dimension == "count" else None
        ballot = classes.ballot_of(line, start, end)
        in_vote = ballot is not None and claim.kind is Kind.COUNT
        word_class, distance = (
            classes.class_in_vote(line, start)
            if in_vote
            else classes.word_class_of(claim, line, start, end, dimension, counted)
        )
        people = counted == "people"
        right, left = line.sides(start, end, _FAR)
        topic = [*right[:_NEAR], *left[: _NEAR - 1]]
        return Question(
            dimension=dimension,
            counted=counted,
            head=stem(claim.unit.split()[-1]) if claim.unit and claim.unit.split() else None,
            word_class=word_class,
            tight=distance < classes.TIGHT,
            subgroups=classes.subgroups_of(claim) if people else frozenset(),
            topic=self._stems(topic),
            beside=self._stems([*right[:_BESIDE], *left[: _BESIDE - 1]]),
            words=" ".join(line.text[w.start : w.end] for w in map(line.words.__getitem__, topic)),
            names=self._names,
            landmarks=parts.landmarks_of(line, right, left[:_NEAR]),
            area=standing.area_of(line.text, end),
            times=self._times(start, end),
            clock=self._clock,
            dated=self._is_dated(claim, start, end),
            dated_by=_dated_by(claim),
            base_year=replacing.base_year(claim),
            part=parts.is_part(before, after),
            rest=parts.is_rest(before, after),
            complement=parts.is_complement(before),
            item=parts.item_of(line.text[:start]),
            ballot=ballot,
            inhabitants=parts.counts_inhabitants(before, after),
            standing=self._standing(claim, start, end),
            witness=telling.witness or (people and standing.is_own_deed(before)),
            fresh=standing.is_fresh(line.text, start),
            in_name=standing.is_in_name(line.text, start, end),
            hyphened="-" in claim.quote or line.text[end : end + 1] == "-",
            poll=telling.poll,
            which=telling.which,
            superseding=self._superseding,
            superseded=replacing.superseded_words(line, start),
            provisional=replacing.is_provisional(before),
            after_from=replacing.stands_after_from(before[-_FROM_REACH:]),
            replaces=replacing.replacing(claim, self._claims, line),
            goes_on=self._goes_on,
            measure_head=None if measure is None else measure.head,
            measure_whole=None if measure is None else measure.whole,
            measure_predicate=None if measure is None else measure.predicate,
            measure_argument=None if measure is None else measure.argument,
        )

    def _stems(self, places: Iterable[int]) -> frozenset[str]:
        """The stems of the content words at these places."""
        words, surfaces = self._line.words, self._line.surfaces
        return frozenset(
            words[place].stem
            for place in places
            if surfaces[place] not in STOPWORDS and len(surfaces[place]) > 1
        )

    def _times(self, start: int, end: int) -> tuple[TimeCue, ...]:
        """The number's own time, then those of the scene; none where nothing is named."""
        own = times.time_cue(self._line, self._named, start, end)
        return (own, *self._scene) if own.other or self._scene else ()

    def _standing(self, claim: ClaimFields, start: int, end: int) -> str:
        if claim.status in _AHEAD:
            return "ahead"
        return standing.standing_of(self._line, self._telling, start, end)

    def _is_dated(self, claim: ClaimFields, start: int, end: int) -> bool:
        """Does the sentence print the claim's period, near enough to be the number's own?"""
        text = claim.period_text
        at = claim.sentence.find(text) if text and claim.period_start else -1
        if not text or at < 0:
            return False
        opens = at < _OPENING and at + len(text) <= start
        return opens or self._line.distance(start, end, at, at + len(text)) <= _PERIOD_NEAR
