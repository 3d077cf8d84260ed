"""Spans that own their digits: dates, clock times, links, codes, ages, addresses, scores.

The patterns are the rows of the table ``no_claim`` whose ``place`` is ``span``; what a pattern over
folded text cannot say, such as capitals, is asked of each match by a rule of its look. Whether two
numbers are a result ("2-1", "98 to 96") is asked by those who join them.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from nlp.lexicon import pattern, patterns, rows, rule
from nlp.numbers.numerals import DIVISORS, Form, Numeral
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


_SPANS = [
    (Look(row.cells["look"]), row.id, pattern(row.key))
    for row in rows("no_claim")
    if row.cells["place"] == "span"
]
_GATES = {
    Look(row.cells["look"]): pattern(row.key)
    for row in rows("no_claim")
    if row.cells["place"] == "gate"
}
_MONTH_OR_WEEKDAY = pattern("no_claim.context.month-or-weekday")
_CRICKET = pattern("no_claim.context.cricket")
_PRICED = pattern("no_claim.context.priced")
_HEDGED, _PLURAL = pattern("number_clues.hedged"), pattern("no_claim.year.plural-next")
_WORD = re.compile(r"[^\W\d_][^\s,]*")
_CODE_OF_PLACE = re.compile(r"[a-z]{2} [0-9]{5}|[a-z]{1,2}[0-9]")
_NAME_WORD = re.compile(r"(?<![0-9])[A-Za-z][A-Za-z'.-]*")


def taken(context: Context) -> list[Taken]:
    """Every span of a sentence whose numbers are dates, times, codes, scores, ages, …, in order.

    >>> folded = "it opened on march 3, 2021 at 9.30am"
    >>> [t.look.value for t in taken(Context.of(folded, "It opened on March 3, 2021 at 9.30am"))]
    ['date', 'clock time']
    """
    folded = context.folded
    closed = {look for look, gate in _GATES.items() if gate.search(folded) is None}
    spans = [
        Taken(found.start(), found.end(), look)
        for look, row, span in _SPANS
        if look not in closed
        for found in span.finditer(folded)
        if (fits := _FITS.get(row) or _FITS.get(look)) is None or fits(context, found)
    ]
    spans.sort(key=lambda span: (span.start, -span.end))
    return spans


@rule("no-claim.capital-month", otherwise=True)
def _is_date(context: Context, found: re.Match[str]) -> bool:
    """A month or a weekday has a capital."""
    month = _MONTH_OR_WEEKDAY.search(found.group())
    return month is None or context.tidied[found.start() + month.start()].isupper()


@rule("no-claim.capital-street", otherwise=True)
def _is_address(context: Context, found: re.Match[str]) -> bool:
    """The words of an address have capitals, those of a post code are capitals."""
    start, end = found.span("name") if "name" in found.re.groupindex else found.span()
    words = _NAME_WORD.findall(context.tidied, start, end)
    if _CODE_OF_PLACE.match(found.group()):
        return bool(words) and all(word.isupper() for word in words)
    counted = _PLURAL.match(context.folded, end) and _HEDGED.search(context.folded[:start])
    return not counted and all(word[0].isupper() for word in words if len(word) > 1)


def _printed(context: Context, found: re.Match[str]) -> str:
    """What a match covers, as it is printed."""
    return context.tidied[found.start() : found.end()]


def _is_block(context: Context, found: re.Match[str]) -> bool:
    """A block of a street: the street's name follows."""
    return context.tidied[found.end()].isupper() or context.tidied[found.end()].isdigit()


@rule("no-claim.capital-sides", otherwise=True)
def _is_score_line(context: Context, found: re.Match[str]) -> bool:
    """Two sides of a game are names with capitals."""
    words = _WORD.findall(context.tidied, found.start(), found.end())
    return all(word[0].isupper() for word in words)


@rule("no-claim.hour-no-price", otherwise=True)
def _is_hour(context: Context, found: re.Match[str]) -> bool:
    """What happens "at 6.10" happens at that hour, unless the sentence is about prices."""
    return _PRICED.search(context.folded) is None


@rule("no-claim.picture-of-row", otherwise=True)
def _is_picture(context: Context, found: re.Match[str]) -> bool:
    """ "3/19 The quay": a picture of a row of pictures; it is one of them, and a capital follows.

    Where capitals mean nothing, no fraction may be printed so.
    """
    first, last = (int(number) for number in found.group().split("/"))
    letter = context.tidied[found.end() + 1 : found.end() + 3].lstrip("\"“'")[:1]
    clear = not context.titled or last not in DIVISORS
    return first <= last and letter.isupper() and clear


_FITS: dict[str, Callable[[Context, re.Match[str]], bool]] = {
    Look.DATE: _is_date,
    Look.ADDRESS: _is_address,
    "code.phone-in-letters": lambda *found: _printed(*found).isupper(),
    "code.channel-news": lambda *found: _printed(*found).split()[-1][0].isupper(),
    "address.the-block": lambda *_: True,
    "address.block-of": _is_block,
    "score.cricket": lambda context, _: _CRICKET.search(context.folded) is not None,
    "score.line": _is_score_line,
    "clock.at-decimal": _is_hour,
    "clock.opens-at": _is_hour,
    "numbering.with-slash": _is_picture,
}
"""What is asked of the matches of a look, or of one row."""


# -- two numbers that are a result ---------------------------------------------------------------

_OF = patterns("no_claim", "result.")
_BEFORE_RESULT, _BEHIND_RESULT = 45, 25
"""How many characters around a result tell of a game or a vote."""
_BEFORE_VOTE = 48


@rule("no-claim.score", otherwise=False)
def is_score(context: Context, low: Numeral, high: Numeral) -> bool:
    """Whether two numbers with a hyphen between are the score of a game and no range or vote."""
    if low.value is None or high.value is None or low.form is not Form.DIGITS:
        return False
    folded = context.folded
    near = folded[max(0, low.start - _BEFORE_RESULT) : low.start]
    near += " " + folded[high.end : high.end + _BEHIND_RESULT]
    if folded.startswith(")", high.end) and folded[low.start - 1 : low.start] == "(":
        return True
    if _OF["result.vote-near"].search(near):
        return False
    if low.value >= high.value or _OF["result.winless"].search(folded):
        return True
    if any(one.scale > 1 or one.places or one.grouped for one in (low, high)):
        return False
    counted = _OF["result.counted-next"].match(folded, high.end)
    return counted is None and _OF["result.game"].search(near) is not None


@rule("no-claim.vote", otherwise=False)
def is_vote(context: Context, low: Numeral, high: Numeral) -> bool:
    """Whether two numbers with "-" or "to" between are the votes for and against."""
    if low.value is None or high.value is None:
        return False
    if any(one.scale > 1 or one.places for one in (low, high)):
        return False
    if _OF["result.counted-next"].match(context.folded, high.end):
        return False
    left = context.folded[max(0, low.start - _BEFORE_VOTE) : low.start]
    voted = _OF["result.voted"].search(left)
    return voted is not None and _OF["result.vote-near"].search(context.folded) is not None
