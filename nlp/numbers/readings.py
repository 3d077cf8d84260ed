"""One number with its currency, sign, unit and denominator, read at one place of a sentence."""

import re
from decimal import Decimal

from nlp.lexicon import pattern
from nlp.numbers.amounts import go_on, read_amount
from nlp.numbers.drafts import Draft
from nlp.numbers.looks import look_of_number
from nlp.numbers.money import Currency, country_behind, currency_before
from nlp.numbers.numerals import FRACTION_SIGNS, Form, Numeral, numeral_at, starts_at
from nlp.numbers.rates import read_rate
from nlp.numbers.sentence import Context
from terms.enums import Change, Kind, Qualifier

_MINUS = pattern("number_clues.sign.minus")
_EITHER_SIGN = pattern("number_clues.sign.either")
_SIGNS = ("-", "−", "–", "minus ", "negative ")
_BELOW = pattern("number_clues.sign.below-behind")
_PLUS = re.compile(r"(?:^|[ (\[])\+$")
_GLUE = pattern("number_clues.sign.glued")
_RANGE_HYPHEN = pattern("number_clues.sign.range-hyphen")
_TOKEN = re.compile(r"[\w.,:/'-]{1,60}")
_DIGIT = re.compile(r"\d")
_SCALES_OF_COUNTS = (12, 100)
"""Scale words that say nothing of rounding: "three dozen", "four hundred"."""
_SIGN_REACH = 24
"""Characters before a number that hold its sign, or the word that a hyphen ties to it."""
_SLASH_REACH = 14
"""Characters before a slash in which a digit makes it part of a date or a code."""


def read_at(context: Context, position: int, country: str | None) -> tuple[Draft | None, int]:
    """The draft of the number that starts at a seed, and where to go on reading."""
    folded = context.folded
    currency = None
    if folded[position].isdigit() or folded[position] in FRACTION_SIGNS:
        start = starts_at(folded, position)
        currency = currency_before(folded, context.tidied, start, country)
        if currency is None and _is_glued(folded, position):
            return None, _skip(folded, position)
    numeral = numeral_at(folded, position, money=currency is not None)
    if numeral is None:
        return None, _skip(folded, position)
    if numeral.form is Form.FRACTION and look_of_number(context, numeral, numeral.end):
        return None, numeral.end
    draft = _draft(numeral, currency)
    if currency is not None:
        _country_behind(folded, draft)
        go_on(context, draft, country)
    elif skipped := read_amount(context, draft, country):
        return None, skipped
    _sign(folded, draft)
    if draft.kind is not Kind.RATIO or draft.own:
        read_rate(context, draft)
    return draft, draft.end


def _draft(numeral: Numeral, currency: Currency | None) -> Draft:
    """The draft of a numeral and the currency before it."""
    draft = Draft(
        numeral.start, numeral.end, numeral, Kind.COUNT, numeral.value, places=numeral.places
    )
    draft.scaled = numeral.scale > 1 and numeral.scale not in _SCALES_OF_COUNTS
    if numeral.form is Form.VAGUE:
        draft.low, draft.qualifier = Decimal(2 * numeral.magnitude), Qualifier.VAGUE
    if numeral.form is Form.FRACTION:
        draft.kind, draft.unit = Kind.RATIO, "fraction"
    if currency is not None:
        draft.measure(Kind.MONEY, currency.code)
        draft.value = None if draft.value is None else draft.value * currency.factor
        draft.scaled |= currency.factor > 1
        draft.assumed, draft.prefixed = currency.assumed, True
        draft.start = min(currency.start, numeral.start)
    return draft


def _country_behind(folded: str, draft: Draft) -> None:
    """ "$60 Canadian": whose dollars they are."""
    tail = country_behind(folded, draft.end)
    if tail is not None:
        draft.end, draft.unit = tail
        draft.assumed = False


def _is_glued(folded: str, position: int) -> bool:
    """Whether letters, a hyphen, a slash or a point tie digits to something that is no number."""
    left, before = folded[position - 1 : position], folded[max(0, position - 2) : position - 1]
    if left == "x" and before.isdigit():
        return False
    if left.isalpha() or (left and left in "_#@&\\="):
        return True
    if left == "-" and before.isalnum():
        glued = folded[max(0, position - _SIGN_REACH) : position]
        tied = _GLUE.search(glued) or _RANGE_HYPHEN.search(glued)
        return before.isalpha() and not tied
    if left == "/" and before.isalpha() and position > 2:
        return not _DIGIT.search(folded[max(0, position - _SLASH_REACH) : position])
    return (left == "." and before.isalnum()) or (left == "/" and before.isdigit())


def _skip(folded: str, position: int) -> int:
    """The end of the token that a position stands in."""
    found = _TOKEN.match(folded, position)
    return max(found.end() if found else 0, position + 1)


def _sign(folded: str, draft: Draft) -> None:
    """A minus or plus before the number; after a blank it may be a dash, then only a unit tells."""
    below = _BELOW.match(folded, draft.end)
    if below is not None and draft.value is not None and draft.unit in (None, "degree", "°C", "°F"):
        draft.value, draft.end = -draft.value, below.end()
        return
    left = folded[max(0, draft.start - _SIGN_REACH) : draft.start]
    minus = _MINUS.search(left) if left.endswith(_SIGNS) else None
    if draft.value is None or (minus and _EITHER_SIGN.search(left)):
        return
    if minus is None and draft.prefixed and folded[draft.numeral.start - 1] in "-−":
        draft.value = -draft.value
    elif minus is not None:
        if len(minus["sign"]) == 1 and not (draft.own or draft.places):
            return
        draft.value = -draft.value
        draft.start -= len(left) - minus.start("sign")
    elif _PLUS.search(left) and (draft.own or draft.places):
        draft.start -= 1
        draft.change = Change.INCREASE_BY
