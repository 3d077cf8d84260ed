"""Quantities that are printed without a plain numeral or unit, and read by their wording.

``worded_numbers`` finds ranks, running counts, multiples, nothing and one of a unit by the patterns
of ``lexicon/worded_numbers.tsv``; ``read_topics`` gives bare numbers the unit that their sentence's
topic tells, by ``lexicon/topic_numbers.tsv``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from nlp.lexicon import pattern, patterns, rows
from nlp.lexicon.number_words import ONES, ORDINALS, TENS
from nlp.numbers.drafts import Draft, worded
from nlp.numbers.numerals import Form, half_more
from nlp.numbers.rates import singular
from nlp.numbers.sentence import Context
from nlp.numbers.units import WORDS
from terms.enums import Change, Kind

_IN_ORDER = re.compile(rf"(?:{pattern('worded_numbers.ordinal').pattern})|\bn(?:o\.?|umber) [0-9]")
"""What a sentence with a rank or a running count holds; cheap, and never too narrow."""
_RANKS = patterns("worded_numbers", "rank.")
_STREAKS = patterns("worded_numbers", "streak.")
_MULTIPLES = patterns("worded_numbers", "multiple.")
_NOTHINGS = patterns("worded_numbers", "nothing.")
_PERSONS = patterns("worded_numbers", "persons.")
_ARTICLE = re.compile(r"(?<![a-z])an? ")
_HARM = re.compile(
    rf"{pattern('worded_numbers.harmed').pattern}|{pattern('worded_numbers.harms').pattern}"
)
_UNITS = patterns("worded_numbers", "unit.")
_FIRST_COUNTS = {row.id for row in rows("worded_numbers") if row.cells["first"] == "yes"}
_FACTORS = {
    "dou": Decimal(2), "twi": Decimal(2), "tri": Decimal(3), "tre": Decimal(3), "thr": Decimal(3),
    "qua": Decimal(4), "qui": Decimal(5), "hal": Decimal("0.5"),
}  # fmt: skip
"""What the first letters of a multiple say: doubled, twice, tripled, trebled, thrice, …"""
_FOLDS = {"two-and-a-half": Decimal("2.5"), "hundred": Decimal(100), "thousand": Decimal(1000)}
_HEDGED = pattern("number_clues.hedged")
_SMALLER_TO = pattern("number_links.smaller-to")


def worded_numbers(folded: str) -> list[Draft]:
    """Every worded quantity of a folded sentence, in order; they may overlap."""
    found = [*_ranks(folded), *_streaks(folded)] if _IN_ORDER.search(folded) else []
    found += [*_multiples(folded), *_nothings(folded), *_persons(folded), *_one_of_a_unit(folded)]
    return sorted(found, key=lambda draft: draft.start)


def ordinal_value(word: str) -> int:
    """What an ordinal counts: "45th" → 45, "twenty-third" → 23."""
    if word[0].isdigit():
        return int(re.sub(r"[^0-9]", "", word))
    ten, _, last = word.rpartition("-")
    return TENS.get(ten, 0) + ORDINALS[last]


def _ranks(folded: str) -> Iterator[Draft]:
    """ "third-largest", "ranks 45th", "fourth place", "the No 26 seed"."""
    for row, ranked in _RANKS.items():
        for found in ranked.finditer(folded):
            value = ordinal_value(found["ordinal"])
            if value > 1 or (value == 1 and row in _FIRST_COUNTS):
                yield worded(found.span("span"), Kind.RANK, value, "rank", "rank")


def _streaks(folded: str) -> Iterator[Draft]:
    """ "the fifth straight week", "a third case": running counts, the ordinal as span."""
    for streak in _STREAKS.values():
        for found in streak.finditer(folded):
            value = ordinal_value(found["ordinal"])
            if value > 1:
                yield worded(found.span("span"), Kind.COUNT, value, None, "streak")


def _multiples(folded: str) -> Iterator[Draft]:
    """ "doubled", "twice as many", "threefold", "by half"."""
    for row, multiple in _MULTIPLES.items():
        for found in multiple.finditer(folded):
            if row == "multiple.by-half":
                yield worded(found.span("span"), Kind.RATIO, Decimal("0.5"), "fraction", "half")
                continue
            fold = found["fold"] if row == "multiple.fold" else None
            value = _fold(fold) if fold else _FACTORS[found["span"][:3]]
            change = Change.MULTIPLE_OF
            yield worded(found.span("span"), Kind.RATIO, value, "times", "multiple", change)


def _fold(word: str) -> Decimal:
    if word[0].isdigit():
        return Decimal(word)
    return _FOLDS.get(word) or Decimal(ONES.get(word) or TENS[word])


def _nothings(folded: str) -> Iterator[Draft]:
    """ "no one was hurt", "none of the crew was injured", "no injuries": a count of 0."""
    if "no" not in folded and "zero" not in folded:
        return
    for row, nothing in _NOTHINGS.items():
        for found in nothing.finditer(folded):
            person = row == "nothing.nobody" and found["span"] != "none"
            unit = "person" if person else None
            yield worded(found.span("span"), Kind.COUNT, 0, unit, "nothing")
            for more in _HARM.finditer(folded, *found.span("more")):
                named = unit if row == "nothing.nobody" else singular(more.group())
                yield worded(more.span(), Kind.COUNT, 0, named, "nothing")


def names_persons(folded: str) -> bool:
    """Whether a folded text counts people by listing them."""
    return " and a" in folded and any(row.search(folded) for row in _PERSONS.values())


def _persons(folded: str) -> Iterator[Draft]:
    """ "a woman and a man were killed": as many people as are listed."""
    for persons in _PERSONS.values():
        for found in persons.finditer(folded):
            count = len(_ARTICLE.findall(found["span"]))
            yield worded(found.span("span"), Kind.COUNT, count, "person", "persons")


def _one_of_a_unit(folded: str) -> Iterator[Draft]:
    """ "more than a decade", "20 minutes to an hour": one of a unit, hedged or ending a range."""
    for one in _UNITS.values():
        for found in one.finditer(folded):
            unit = WORDS[found["unit"]]
            start, end = found.span("span")
            left = folded[max(0, start - _REACH) : start]
            if not _HEDGED.search(left) and not _SMALLER_TO.search(left):
                continue
            value = Decimal(1)
            more = half_more(folded, end)
            if more:
                value, end = value + more[0], more[1]
            yield worded((start, end), unit.kind, value, unit.name, "unit")


@dataclass(frozen=True, slots=True)
class _Topic:
    """A row of ``topic_numbers.tsv``."""

    topic: re.Pattern[str]
    unless: re.Pattern[str]
    before: re.Pattern[str]
    behind: re.Pattern[str]
    kind: Kind
    unit: str
    places: int | None
    most: Decimal
    lists: bool

    def is_open(self, draft: Draft) -> bool:
        """Whether a number may have the topic's unit: bare, and neither large nor too fine."""
        bare = draft.kind is Kind.COUNT and draft.bare and not draft.scaled
        if draft.look is not None or draft.value is None or not 0 <= draft.value <= self.most:
            return False
        if self.places is not None:
            return bare and draft.places == self.places
        return bare or draft.numeral.form is Form.FRACTION

    def continues(self, folded: str, drafts: list[Draft], at: int) -> bool:
        """Whether a neighbour has the unit: "7.6 *and 7.4*", "*7.6* and 7.4 quakes"."""
        if not self.lists:
            return False
        draft = drafts[at]
        if at and drafts[at - 1].unit == self.unit and draft.start - drafts[at - 1].end <= _LINK:
            return True
        return any(
            after.start - draft.end < _LINK and self.behind.match(folded, after.end) is not None
            for after in drafts[at + 1 : at + 2]
        )


_TOPICS = [
    _Topic(
        re.compile(row.cells["topic"]),
        re.compile(row.cells["unless"]),
        re.compile(row.cells["before"]),
        re.compile(row.cells["behind"]),
        Kind(row.cells["kind"]),
        row.cells["unit"],
        None if row.cells["places"] == "-" else int(row.cells["places"]),
        Decimal(row.cells["most"]),
        row.cells["lists"] == "yes",
    )
    for row in rows("topic_numbers")
]
_LINK = 6
"""Characters between two numbers of one list: ", and "."""
_REACH = 24
"""Characters before a number that introduce or hedge it: "registering about "."""


def read_topics(context: Context, drafts: list[Draft]) -> None:
    """Give bare numbers the unit that the topic tells: "two quakes, measuring 7.6 and 7.4"."""
    folded = context.folded
    for topic in _TOPICS:
        if topic.topic.search(folded) is None or topic.unless.search(folded):
            continue
        for at, draft in enumerate(drafts):
            if not topic.is_open(draft):
                continue
            behind = topic.behind.match(folded, draft.end)
            left = folded[max(0, draft.start - _REACH) : draft.start]
            if behind or topic.before.search(left) or topic.continues(folded, drafts, at):
                draft.measure(topic.kind, topic.unit, behind.end() if behind else None)
