"""The day of an event: the one day on which what an article tells of happened.

An accident, a disaster or an attack has a day, and the figures of the passage on it are that day's
("All figures of one event carry its date"), those before the day is named as well. The day is named
once; what follows goes on with it for two paragraphs beyond the last words about the event.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from nlp.lexicon import pattern, rule, words
from nlp.text.dateline import behind_dateline
from nlp.text.folding import fold
from nlp.text.grammar import Grammar
from nlp.text.sentences import Span
from nlp.time.attach import dates_event, dates_something
from nlp.time.clauses import opens_apart
from nlp.time.costs import DatedToken
from nlp.time.expressions import Period, Role, find_periods
from nlp.time.story_day import Mention, is_day, story_day, tells_of_event
from nlp.time.tense import verb_above
from nlp.time.vote_day import Named, vote_day

REACH = 2
"""How many paragraphs on the day of an event still holds."""
_RECENT = timedelta(days=21)
"""How long before publication the event of a story lies; older ones are background."""
_OPENING = 700
"""Characters of headline and opening, which say what a text is about."""
_LASTING = pattern("event_cues.lasting")
_FOUNDING = words("time_verbs", "founding")
_HAPPENED = pattern("event_cues.happened")
_LATER, _WHEN = pattern("event_cues.later"), pattern("event_cues.when")


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence: where it stands, what it tells of, and the day of the past that it names."""

    start: int
    paragraph: int
    harm: bool
    period: Period | None
    recent: bool


class EventDays:
    """The days of the events of one document, by the sentences that go on with them.

    ``counts`` are where numbers start that are printed like a year and count: they date nothing;
    ``country`` is the outlet's.
    """

    def __init__(
        self,
        grammar: Grammar,
        today: date | None,
        counts: Collection[int] = (),
        country: str | None = None,
    ) -> None:
        self._grammar, self._today = grammar, today
        self._counts, self._country = counts, country
        self._periods: dict[int, list[Period]] = {}
        told = [self._tell(*chars, paragraph) for _, chars, paragraph in self._sentences()]
        self._days: dict[int, Period] = {}
        text = grammar.syntax.folded
        lasts = _LASTING.search(text, 0, _OPENING) is not None
        self.story = None if lasts else story_day(self.mentions(), text, today)
        self._go_forward(told)
        self._go_back(told)

    def mentions(self) -> list[Mention]:
        """The days that the text names, in order."""
        syntax, found = self._grammar.syntax, list[Mention]()
        for (first, last), (start, end), paragraph in self._sentences():
            if not tells_of_event(syntax.folded, start, end):
                continue
            body, _ = syntax.chars(behind_dateline(first, last, syntax), last)
            found += [
                Mention(period, (start, end), paragraph)
                for period in self.periods(start, end)
                if period.start >= body
                and is_day(period, self._today)
                and dates_event(period, self._grammar)
            ]
        return found

    def _sentences(self) -> Iterator[tuple[Span, Span, int]]:
        """Each sentence: its tokens, its characters, and the number of its paragraph."""
        syntax = self._grammar.syntax
        paragraph, before = 0, 0
        for tokens in syntax.sentences:
            start, end = syntax.chars(*tokens)
            paragraph += "\n" in syntax.text[before:start]
            before = start
            yield tokens, (start, end), paragraph

    def periods(self, start: int, end: int) -> list[Period]:
        """The expressions of time of the sentence ``start``:``end``, read once."""
        found = self._periods.get(start)
        if found is None:
            text = self._grammar.syntax.text
            found = find_periods(text, start, end, self._today, self._grammar, self._country)
            if self._counts:
                found = [one for one in found if not self._is_count(one)]
            self._periods[start] = found
        return found

    def _is_count(self, period: Period) -> bool:
        return any(period.start <= start < period.end for start in self._counts)

    def scene(self, start: int) -> Period | None:
        """The time that the sentence right before the one at ``start`` tells of, in one paragraph;
        ``None`` where it names none of the past."""
        syntax = self._grammar.syntax
        number = syntax.sentence_of[syntax.token_at(start)]
        if not number:
            return None
        low, high = syntax.chars(*syntax.sentences[number - 1])
        if "\n" in syntax.text[low:start]:
            return None
        for period in self.periods(low, high):
            last = period.days.last
            past = last is not None and (self._today is None or last <= self._today)
            if past and period.role is Role.DURING and dates_something(period, self._grammar):
                return None if self._is_apart(period) else period
        return None

    def _is_apart(self, period: Period) -> bool:
        """Whether it is when somebody was born or something founded, or what a clause tells of a
        noun: "a story that it *aired* on Sunday"."""
        verb = verb_above(DatedToken.of(period, self._grammar).token, self._grammar)
        if verb is None:
            return False
        told_of_noun = self._grammar.syntax.deps[verb] in ("relcl", "acl")
        return told_of_noun or self._grammar.lemma(verb) in _FOUNDING

    def at(self, start: int) -> Period | None:
        """The day that the sentence at ``start`` goes on with, if any."""
        return self._days.get(start)

    def vote(self, start: int) -> Period | None:
        """The day of the vote that the sentence at ``start`` gives the numbers of, if told."""
        syntax = self._grammar.syntax
        at = syntax.sentence_of[syntax.token_at(start)]

        def named(place: int) -> Named:
            span = syntax.chars(*syntax.sentences[place])
            return span, self.periods(*span)

        return vote_day(at, named, self._today, self._grammar)

    def _tell(self, start: int, end: int, paragraph: int) -> _Told:
        text = self._grammar.syntax.folded
        harm = _HAPPENED.search(text, start, end) is not None
        if harm and _LATER.search(text, start, end):
            harm = False
        period = None
        if _WHEN.search(text, start, end):
            period = self._day_of(self.periods(start, end))
        if period is not None and harm:
            harm = self._is_day_of_it(period, start, end)
        first = None if period is None else period.days.first
        recent = first is not None and (self._today is None or first >= self._today - _RECENT)
        return _Told(start, paragraph, harm, period, recent)

    def _day_of(self, periods: Sequence[Period]) -> Period | None:
        """The day of the past that a sentence names."""
        today = self._today
        for period in periods:
            days = period.days
            if days.first is None or days.last is None or (today and days.first > today):
                continue
            named = fold(period.text)
            told = period.role is Role.DURING or _WHEN.search(named)  # "today", not "now"
            if told and days.first == days.last and dates_something(period, self._grammar):
                return period
        return None

    def _is_day_of_it(self, period: Period, start: int, end: int) -> bool:
        """Whether the clause that names a day tells of an event as well: "a blast on Monday", not
        "a blast in the mill sold on Monday"."""
        grammar = self._grammar
        verb = verb_above(DatedToken.of(period, grammar).token, grammar)
        if verb is None:
            return True
        while grammar.syntax.deps[verb] == "advcl":
            above = grammar.syntax.heads[verb]
            if opens_apart(verb, above, grammar):
                break
            verb = above  # "were hurt when the mill blew up on Monday"
        low, high = grammar.syntax.chars(*grammar.syntax.edges(verb))
        return _HAPPENED.search(grammar.syntax.folded, max(start, low), min(end, high)) is not None

    def _go_forward(self, told: Sequence[_Told]) -> None:
        """Give each sentence the day named last, as long as the text stays with the event."""
        story: Period | None = None
        near = 0
        for at, one in enumerate(told):
            if one.paragraph - near > REACH:
                story = None
            if story is not None:
                self._days[one.start] = story
            near = one.paragraph if one.harm else near
            if one.recent and (one.harm or _goes_on_with_harm(told, at)):
                story, near = one.period, one.paragraph

    @rule("time.day-before-it-is-named")
    def _go_back(self, told: Sequence[_Told]) -> None:
        """Give the day of the story's event to what is told of it before the day is named."""
        first = next((at for at, one in enumerate(told) if one.harm and one.period), None)
        if first is None or not told[first].recent:
            return
        period, near = told[first].period, told[first].paragraph
        for one in reversed(told[:first]):
            if near - one.paragraph > REACH or one.period is not None or period is None:
                return
            if one.harm:
                near = one.paragraph
                self._days.setdefault(one.start, period)


def _goes_on_with_harm(told: Sequence[_Told], at: int) -> bool:
    """Whether what a sentence tells turns out an accident in the next one of its paragraph."""
    if at + 1 == len(told):
        return False
    following = told[at + 1]
    return following.harm and following.period is None and following.paragraph == told[at].paragraph
