"""A claim's question beside its article: what two claims are compared by.

A facet that the text does not show is ``None`` or empty: unknown, which is compatible with all.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date

from crosscheck.model import CheckArticle, LedgerClaim
from nlp.lexicon.stems import content_stems
from terms.question import Question, TimeCue

_LEAD = 350
"""Characters behind the headline in which a number still belongs to what the article is about."""
_SCENE = 200
"""Characters before a sentence that set its scene."""
_NEAR_DAYS = 7
"""A day that is named within a week of the publication is the article's own."""
_NEAR_MONTHS = (0, 1, 11)
"""How many months back a month that is named is no other time than the article's own."""

_STATUS_CLASSES = {
    "suspected": "unproved", "probable": "unproved",
    "projected": "ahead", "planned": "ahead", "proposed": "ahead",
    "denied": "rejected", "withdrawn": "withdrawn",
}  # fmt: skip
_NO_TIME = TimeCue()


@dataclass(frozen=True, slots=True)
class Facets(Question):
    """A question with what only its article tells.

    ``lead``: whether the number stands in the headline or the first lines; ``when``: the time that
    its words give its event, where that is not the article's own; ``phrase``: the stems right
    beside the number and those of the measure; ``status_class``: see
    ``status_class_of``.
    """

    lead: bool = False
    when: TimeCue = _NO_TIME
    phrase: frozenset[str] = frozenset()
    before: str = ""
    status_class: str = "actual"


_ASKED = tuple(field.name for field in fields(Question))


def status_class_of(claim: LedgerClaim) -> str:
    """Whether a number is told as what is (actual), ahead, unproved, rejected or withdrawn."""
    return _STATUS_CLASSES.get(claim.status, "actual")


def facets_of(claim: LedgerClaim, article: CheckArticle, day: str | None = None) -> Facets:
    """The facets of a claim of an article.

    ``day`` stands in for the date of an undated article: its story's.
    """
    question = claim.question
    asked = {name: getattr(question, name) for name in _ASKED}
    asked["part"] = question.part or claim.part_of is not None
    return Facets(
        **asked,
        lead=claim.start < article.headline_end + _LEAD,
        when=_other_time(question.times, article.published_at or day),
        phrase=content_stems(claim.measure or "") | question.beside,
        before=article.text[max(0, claim.sentence_start - _SCENE) : claim.sentence_start],
        status_class=status_class_of(claim),
    )


def _other_time(times: Sequence[TimeCue], published: str | None) -> TimeCue:
    """The first of the times that are told which is not the article's own."""
    others = (time_beside(time, published) for time in times)
    return next((time for time in others if time.other), _NO_TIME)


def time_beside(time: TimeCue, published: str | None) -> TimeCue:
    """What is left of a time without the article's own year, month and week."""
    if published is None:
        return TimeCue(time.years, frozenset(), time.past)
    own = date.fromisoformat(published[:10])
    days = frozenset(day for day in time.days if _is_other_day(day, own))
    return TimeCue(time.years - {own.year}, days, time.past)


def _is_other_day(day: str, own: date) -> bool:
    """Is "12-31", or the month "12", another time than the article's own?"""
    month = int(day[:2])
    if len(day) == 2:
        return (own.month - month) % 12 not in _NEAR_MONTHS
    for year in (own.year - 1, own.year, own.year + 1):
        try:
            named = date(year, month, int(day[3:]))
        except ValueError:  # 29 February, or a day that the month does not have
            continue
        if abs((own - named).days) <= _NEAR_DAYS:
            return False
    return True
