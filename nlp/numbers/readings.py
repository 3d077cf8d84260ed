"""One number with its currency, sign, unit and denominator, read at one place of a sentence."""

import re
from decimal import Decimal

from nlp.numbers import currencies
from nlp.numbers.amounts import read_amount
from nlp.numbers.drafts import Draft
from nlp.numbers.numerals import FRACTION_SIGNS, Form, Numeral, numeral_at
from nlp.numbers.portions import is_part
from nlp.numbers.rates import read_rate
from nlp.numbers.sentence import Context
from terms.enums import Change, Kind, Qualifier

_MINUS = re.compile(r"(?:(?:^|[ (\[])[-−–]|\bminus[ -]|\bnegative )$")
_PLUS = re.compile(r"(?:^|[ (\[])\+$")
_GLUE = re.compile(
    r"(?:^|[^a-z])(?:sub|minus|plus|over|under|about|almost|nearly|around|to|a|an|the|mid"
    r"|roughly|some|of|and|or"
    r"|up|post|pre|magnitude|now|then|just)-$"
)
_MORE_DIGITS = re.compile(r"\.[0-9]{20}")
_YEAR_GLUE = re.compile(r"(?:^|[^a-z])(?:mid|post|pre|early|late|non|ex|re)-$")


def read_at(context: Context, position: int, country: str | None) -> tuple[Draft | None, int]:
    """The draft of the number that starts at a seed, and where to go on reading."""
    folded, tidied = context.folded, context.tidied
    start = position
    currency = None
    is_digit = folded[position].isdigit()
    if is_digit or folded[position] in FRACTION_SIGNS:
        currency = currencies.currency_before(folded, tidied, position, country)
        if currency is None:
            named = _joined_left(context, position)
            if named is not None:
                return named
        else:
            start = currency.start
    if is_digit and folded[position - 1 : position] == "." and _leading_point(folded, position):
        numeral = _point_numeral(folded, position)
        start = min(start, position - 1)
    else:
        numeral = numeral_at(folded, position, money=currency is not None)
    if numeral is None:
        return None, _skip(folded, position)
    if is_digit and _MORE_DIGITS.match(folded, numeral.end):
        return None, _skip(folded, numeral.end)
    if numeral.form is Form.FRACTION and not is_part(context, numeral):
        return None, numeral.end
    draft = Draft(start, numeral.end, numeral, Kind.COUNT, numeral.value, places=numeral.places)
    draft.scaled = numeral.scale > 1 and numeral.scale not in (12, 100)
    if numeral.form is Form.VAGUE:
        draft.value, draft.low, draft.qualifier = (
            None,
            Decimal(2 * numeral.magnitude),
            Qualifier.VAGUE,
        )
    if numeral.form is Form.FRACTION:
        draft.kind, draft.unit = Kind.RATIO, "fraction"
    if currency is not None:
        draft.kind, draft.unit, draft.assumed = Kind.MONEY, currency.code, currency.assumed
        draft.own = draft.prefixed = True
        tail = currencies.local_tail(folded, draft.end)
        if tail is not None:
            draft.end, draft.unit = tail
            draft.assumed = False
    else:
        skipped = read_amount(context, draft, country)
        if skipped:
            return None, skipped
    _sign(folded, draft)
    if draft.kind is not Kind.RATIO or draft.own:
        read_rate(context, draft)
    return draft, draft.end


def _joined_left(context: Context, position: int) -> tuple[Draft | None, int] | None:
    """What to do with digits that letters, a hyphen or a point touch on the left."""
    folded = context.folded
    left = folded[position - 1 : position]
    if left.isalpha() or left in "_#@&\\=":
        return (None, _skip(folded, position)) if left else None
    if left == "-" and folded[position - 2 : position - 1].isalnum():
        glued = folded[max(0, position - 10) : position]
        if _YEAR_GLUE.search(glued):
            return None, _skip(folded, position)
        if folded[position - 2].isalpha() and not _GLUE.search(glued) and not _to_glue(glued):
            return None, _skip(folded, position)
    if left == "/" and folded[position - 2 : position - 1].isalpha() and position > 2:
        return (
            (None, _skip(folded, position))
            if re.search(r"\d", folded[max(0, position - 14) : position]) is None
            else None
        )
    if left == "." and folded[position - 2 : position - 1].isalpha():
        return None, _skip(folded, position)
    if left in "./" and folded[position - 2 : position - 1].isdigit():
        return None, _skip(folded, position)
    return None


def _to_glue(glued: str) -> bool:
    """ "15-to-20", "2m-3m", "$5bn-6bn": the hyphen of a range and not of a name."""
    return (
        re.search(
            r"(?:[0-9](?:k|m|mn|bn|tn|b|km|kg|mm|cm|c|f|p|pc|g|mph|kph|ft)|percent|cent|million"
            r"|billion|"
            r"trillion|thousand|dollars|euros|-to)-$",
            glued,
        )
        is not None
    )


def _leading_point(folded: str, position: int) -> bool:
    return position < 2 or folded[position - 2] in " ($£€-+"


def _point_numeral(folded: str, position: int) -> Numeral | None:
    digits = re.compile(r"[0-9]{1,10}(?![0-9])").match(folded, position)
    if digits is None:
        return None
    value = Decimal("0." + digits.group())
    return Numeral(
        position - 1, digits.end(), Form.DIGITS, value, value, places=len(digits.group())
    )


def _skip(folded: str, position: int) -> int:
    """The end of the token that a position stands in."""
    found = re.compile(r"[\w.,:/'-]{1,60}").match(folded, position)
    return max(found.end() if found else 0, position + 1)


def _sign(folded: str, draft: Draft) -> None:
    """A minus or plus before the number; after a blank it may be a dash, then only a unit tells."""
    if draft.value is None or draft.numeral.form is not Form.DIGITS:
        return
    left = folded[max(0, draft.start - 10) : draft.start]
    minus = _MINUS.search(left)
    if minus is None and draft.prefixed and folded[draft.numeral.start - 1] in "-−":
        draft.value = -draft.value
        return
    if minus is not None:
        word = minus.group().strip(" ([")
        if len(word) == 1 and (word == "–" or not (draft.own or draft.places)):
            return
        draft.value = -draft.value
        draft.start = draft.start - len(minus.group().lstrip(" (["))
        return
    plus = _PLUS.search(left)
    if plus is not None and (draft.own or draft.places):
        draft.start -= 1
        draft.change = Change.INCREASE_BY
