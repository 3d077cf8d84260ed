"""Why a number is no claim, judged without a parse by the decision list of the table ``no_claim``.

``taken`` finds spans that own their digits (dates, links, scores); ``judged`` asks what stands
beside one number, a length of time or two numbers that may be a result. The table says how its rows
are read.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from nlp.lexicon import pattern, rows
from nlp.lexicon.gazetteer import country_of
from nlp.numbers.numerals import Form, Numeral
from nlp.numbers.sentence import Context


class Look(StrEnum):
    """Why a number is not read as a claim."""

    ADDRESS = "address"
    AGE = "age"
    CLOCK = "clock time"
    CODE = "code"
    DATE = "date"
    FREQUENCY = "frequency"
    LINK = "link"
    NAME = "name"
    NUMBERING = "numbering"
    ONE = "one"
    PERIOD = "period"
    SCORE = "score"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Taken:
    """A span whose numbers are no claims, and why."""

    start: int
    end: int
    look: Look


@dataclass(slots=True)
class Place:
    """A number, or what a row matched, in its sentence; ``unit`` of a length of time.

    ``known`` remembers which rows were asked.
    """

    context: Context
    start: int
    end: int
    unit: str = ""
    known: dict[str, bool] = field(default_factory=dict)


_BEFORE, _LEFT = 48, 70
"""Characters before a number that are looked at: for the words beside it, and for its clause."""
_CLAUSE_END = re.compile(r"[.;:,]\s")
_WORD_BEFORE = re.compile(r"([^\W\d_][\w&'.’-]{0,30}) ?-?$")


_AROUND = {"near": (60, 60), "around": (45, 25)}
"""Characters before and behind a number that tell of what happened to what it counts."""


def _text(place: Place, where: str) -> str:
    """The text in which the pattern of a row is searched, by the row's ``place``."""
    folded, start, end = place.context.folded, place.start, place.end
    match where:
        case "before":
            return folded[max(0, start - _BEFORE) : start]
        case "before-printed":
            return place.context.tidied[max(0, start - _BEFORE) : start]
        case "left":
            return folded[max(0, start - _LEFT) : start]
        case "clause":
            return _CLAUSE_END.split(_text(place, "left"))[-1]
        case "text":
            return folded[start:end]
        case "printed":
            return place.context.tidied[start:end]
        case "unit":
            return place.unit
        case "sentence":
            return folded
    before, behind = _AROUND[where]
    return folded[max(0, start - before) : end + behind]


def _is_behind_country(place: Place) -> bool:
    word = _WORD_BEFORE.search(_text(place, "before-printed"))
    return word is not None and country_of(word[1]) is not None


_TESTS: dict[str, Callable[[Place], bool]] = {
    "titled": lambda place: place.context.titled,
    "shouted": lambda place: place.context.tidied.isupper(),
    "behind-country": _is_behind_country,
}
"""Conditions that no pattern can say."""
_PLACES = {row.id: (row.key, row.cells["place"]) for row in rows("no_claim") if row.cells["place"]}


def _asked(row: str, place: Place) -> bool:
    """Whether a row's pattern stands at its place, or a test of the code holds."""
    if row in _TESTS:
        return _TESTS[row](place)
    key, where = _PLACES.get(row, ("", ""))
    if not key:
        return False
    found = pattern(key)
    if where == "after":
        return found.match(place.context.folded, place.end) is not None
    if where == "after-printed":
        return found.match(place.context.tidied, place.end) is not None
    return found.search(_text(place, where)) is not None


@dataclass(frozen=True, slots=True)
class _Judge:
    """A row that judges: where all its conditions hold, its look; ``None`` ends its group.

    ``group`` is its id up to the dot, ``conditions`` are alternatives, each a row and whether it
    must hold.
    """

    group: str
    look: Look | None
    conditions: Sequence[Sequence[tuple[str, bool]]]

    def holds(self, place: Place) -> bool:
        """Whether every condition does."""
        known = place.known
        for some in self.conditions:
            for row, wanted in some:
                if row not in known:
                    known[row] = _asked(row, place)
                if known[row] is wanted:
                    break
            else:
                return False
        return True


@dataclass(frozen=True, slots=True)
class _Rules:
    """The rows of the table by what they are asked of: spans in a sentence, numbers by their print.

    A look whose gate is not found in a sentence is no look of its spans.
    """

    spans: Sequence[tuple[_Judge, re.Pattern[str]]]
    gates: Mapping[Look, re.Pattern[str]]
    judges: Mapping[str, Sequence[_Judge]]


@cache
def _rules() -> _Rules:
    """Made when first asked for: to compile the patterns takes longer than all else at import."""
    spans: list[tuple[_Judge, re.Pattern[str]]] = []
    gates: dict[Look, re.Pattern[str]] = {}
    judges: dict[str, list[_Judge]] = {}
    for row in rows("no_claim"):
        cells = row.cells
        group = row.id.partition(".")[0]
        look = None if cells["look"] in ("", "-") else Look(cells["look"])
        needed = [
            [(one.removeprefix("!"), one[0] != "!") for one in condition.split("|")]
            for condition in cells["when"].split()
        ]
        if cells["of"] == "span":
            spans.append((_Judge(group, look, needed), pattern(row.key)))
        elif cells["of"] == "gate" and look is not None:
            gates[look] = pattern(row.key)
        elif cells["of"]:
            own = [[(row.id, True)]] if cells["place"] else []
            for printed in cells["of"].split(","):
                judges.setdefault(printed, []).append(_Judge(group, look, [*own, *needed]))
    return _Rules(spans, gates, judges)


def judged(kind: str, place: Place) -> Look | None:
    """The look of the first row for a kind of print that holds; ``None`` when none does."""
    passed = ""
    for judge in _rules().judges.get(kind, ()):
        if judge.group != passed and judge.holds(place):
            if judge.look is not None:
                return judge.look
            passed = judge.group
    return None


def look_of_number(context: Context, numeral: Numeral, end: int) -> Look | None:
    """Why a bare number (no currency, unit or scale word) is no claim."""
    place = Place(context, numeral.start, end)
    if numeral.form is Form.FRACTION:
        return judged("fraction", place)
    if numeral.form is Form.WORDS and numeral.value == 0:
        return judged("zero", place)
    if numeral.value == 1 and context.folded.startswith("one", numeral.start):
        return judged("one", place)
    if numeral.form is Form.WORDS:
        return judged("words", place)
    if numeral.form is not Form.DIGITS or numeral.grouped:
        return None
    return judged("decimals" if numeral.places else "digits", place)


def look_of_length(context: Context, start: int, end: int, unit: str) -> Look | None:
    """ "the past six months", "five years ago", "the highest in 12 years": a place in time."""
    return judged("length", Place(context, start, end, unit))


def look_of_measurement(context: Context, start: int, end: int) -> Look | None:
    """ "Three Mile Island", "the Two Acre Field": a size in a name."""
    return judged("measurement", Place(context, start, end))


def taken(context: Context) -> list[Taken]:
    """Every span of a sentence whose numbers are dates, times, codes, scores, ages, …, in order.

    >>> folded = "it opened on march 3, 2021 at 9.30am"
    >>> [t.look.value for t in taken(Context.of(folded, "It opened on March 3, 2021 at 9.30am"))]
    ['date', 'clock time']
    """
    folded, rules = context.folded, _rules()
    closed = {look for look, gate in rules.gates.items() if gate.search(folded) is None}
    spans = [
        Taken(found.start(), found.end(), judge.look)
        for judge, span in rules.spans
        if judge.look is not None and judge.look not in closed
        for found in span.finditer(folded)
        if not judge.conditions or judge.holds(_place_of(context, found))
    ]
    spans.sort(key=lambda span: (span.start, -span.end))
    return spans


def _place_of(context: Context, found: re.Match[str]) -> Place:
    """What a span's row matched, or the name in it."""
    return Place(context, *found.span("name" if "name" in found.re.groupindex else 0))


_OVERLAPS = 8
"""Taken spans that may reach over one number."""


def overlapping(spans: list[Taken], start: int, end: int) -> Iterator[Taken]:
    """The taken spans that overlap a number; they are few around any one place."""
    last = bisect_left(spans, end, key=lambda span: span.start)
    for span in reversed(spans[max(0, last - _OVERLAPS) : last]):
        if span.end > start:
            yield span


def is_score(context: Context, low: Numeral, high: Numeral) -> bool:
    """Whether two numbers with a hyphen between are the score of a game and no range or vote."""
    if low.value is None or high.value is None or low.form is not Form.DIGITS:
        return False
    kind = "falling" if low.value >= high.value else "rising"
    if kind == "rising" and any(one.scale > 1 or one.places or one.grouped for one in (low, high)):
        return False
    return judged(kind, Place(context, low.start, high.end)) is not None


def is_vote(context: Context, low: Numeral, high: Numeral) -> bool:
    """Whether two numbers with "-" or "to" between are the votes for and against."""
    if low.value is None or high.value is None or low.scale > 1 or high.scale > 1:
        return False
    place = Place(context, low.start, high.end)
    return not low.places and not high.places and judged("vote", place) is not None
