"""What follows a number and belongs to it: percent, money, units of measurement and time, scale."""

import re
from decimal import Decimal

from nlp.numbers import currencies, units
from nlp.numbers.drafts import Draft
from nlp.numbers.numerals import LETTER_SCALES, PARTS, SEED, Form, Numeral, numeral_at
from nlp.numbers.sentence import Context
from terms.enums import Change, Kind

_TIMES_AFTER = re.compile(
    r"(?: times|[ -]times|x|-times|×)(?! [a-z]{0,3}ago)(?= (?:as|more|less|higher|lower|larger"
    r"|bigger|greater|faster"
    r"|stronger|smaller|the|that|those|its|their|his|her|what|likelier|worse|better|longer"
    r"|deadlier|last|this"
    r"|earnings|book|sales|revenue|profits?|over|normal|average|leverage|fewer|heavier|hotter"
    r"|cheaper)\b)(?![a-z])"
)
_LETTERS = re.compile(r"[a-z]{1,12}")
_ORDINAL_TAIL = re.compile(r"(?:st|nd|rd|th)(?![a-z])")
_SCALE_LETTER = re.compile(r"( ?)(mm|cr|[kmbt])(?![a-z0-9²³/°])(?!-[a-z])")
_PART_OF_UNIT = re.compile(r"(?: of)?(?: an?)?(?: (?:us|u\.s\.|imperial|british))?(?=[ -])")
_HEIGHT = re.compile(r"['′] ?(1[01]|[0-9])(?: ?[\"″”]|'')(?![0-9])")
_INNER_HEDGE = re.compile(
    r"(?:-odd|-plus|-something|\+| odd| plus| or more| or so| or fewer| or less)(?=[ -])"
)
_MAGNITUDE_BEFORE = re.compile(r"\bmagnitude(?:[ -]| of | was )(?:a )?$")
_AND_A_HALF = re.compile(r" and an? (half|quarter|third)(?![a-z])")
_COMPOUND = re.compile(
    r"(?:,? and |, | )?(?=[0-9]|one|two|three|four|five|six|seven|eight|nine|ten|eleven)"
)
_RESOLUTIONS = frozenset({240, 360, 480, 720, 1080, 1440, 2160, 4320})
_VAGUE_OF = re.compile(r" of(?= )")


def read_amount(context: Context, draft: Draft, country: str | None) -> int:
    """Read what follows the number into the draft; a position to skip to when it is no number."""
    folded, tidied, numeral = context.folded, context.tidied, draft.numeral
    end = numeral.end
    digits = numeral.form is Form.DIGITS
    close = _LETTERS.match(folded, end) if digits and folded[end - 1].isdigit() else None
    if close and _ORDINAL_TAIL.match(folded, end):
        return close.end()
    if close and close.group() == "s":
        return close.end()
    if digits and numeral.scale == 1 and _scale_letter(context, draft):
        end = draft.end
    if digits and _is_inch(folded, end) and (numeral.value or 0) <= 150:
        draft.kind, draft.unit, draft.own = Kind.MEASUREMENT, "inch", True
        draft.end = end + 1
        return 0
    height = _HEIGHT.match(folded, end) if digits and numeral.places == 0 else None
    if height is not None and numeral.value is not None and numeral.value < 10:
        draft.value = numeral.value + Decimal(height.group(1)) / 12
        draft.kind, draft.unit, draft.own = Kind.MEASUREMENT, "foot", True
        draft.end = height.end()
        return 0
    percent = units.PERCENT.match(folded, end)
    part = numeral.form is Form.FRACTION or (numeral.value is not None and numeral.value < 1)
    if percent is None and part:
        link = _PART_OF_UNIT.match(folded, end)
        percent = units.PERCENT.match(folded, link.end()) if link else None
    if percent is not None and numeral.form is not Form.VAGUE:
        _percent(draft, percent)
        return 0
    times = _TIMES_AFTER.match(folded, end)
    if times and numeral.form in (Form.DIGITS, Form.WORDS):
        draft.kind, draft.unit, draft.change = Kind.RATIO, "times", Change.MULTIPLE_OF
        draft.end, draft.own, draft.form = times.end(), True, "multiple"
        return 0
    if _money(context, draft, end, country):
        return 0
    if digits and _MAGNITUDE_BEFORE.search(folded[max(0, draft.start - 16) : draft.start]):
        draft.kind, draft.unit, draft.own = Kind.MEASUREMENT, "magnitude", True
        return 0
    inner = _INNER_HEDGE.match(folded, end)
    if inner is not None:
        end = inner.end()
    span = units.unit_after(folded, tidied, end)
    if span is None and numeral.form is Form.VAGUE:
        of = _VAGUE_OF.match(folded, end)
        span = units.unit_after(folded, tidied, of.end()) if of else None
        if span is not None and span.symbol:
            span = None
    if span is None and numeral.form is Form.FRACTION:
        link = _PART_OF_UNIT.match(folded, end)
        span = units.unit_after(folded, tidied, link.end()) if link else None
        if span is not None and (span.symbol or span.unit.name == "quarter"):
            span = None
    if span is not None and _is_unit(context, draft, span, end):
        _measure(context, draft, span)
        return 0
    if close and draft.end == numeral.end:
        return close.end()
    return 0


def _is_inch(folded: str, end: int) -> bool:
    """Whether the straight mark behind a number is inches and closes no quotation."""
    if not folded.startswith('"', end):
        return False
    return folded.count('"', max(0, end - 200), end) % 2 == 0


def _scale_letter(context: Context, draft: Draft) -> bool:
    """ "1.2m homes", "25k", "8 B": a letter close to the digits that scales them."""
    folded, tidied, numeral = context.folded, context.tidied, draft.numeral
    found = _SCALE_LETTER.match(folded, numeral.end)
    if found is None or numeral.value is None:
        return False
    letter, spaced = found.group(2), bool(found.group(1))
    printed = tidied[found.start(2) : found.end(2)]
    if letter == "mm" or (letter == "t" and printed == "t"):
        return False
    if letter == "m":
        if printed == "m" or spaced:
            large = numeral.value >= 1000 or numeral.grouped
            if spaced or units.is_length_m(
                folded, numeral.start, found.end(), spaced=spaced, large=large
            ):
                return False
        elif context.titled is False and numeral.value >= 1000:
            return False
    if letter == "k":
        if spaced:
            return False
        if (
            printed == "K"
            and numeral.value in (2, 4, 8)
            and not units.is_plural(folded, found.end())
        ):
            return False
    if letter == "b" and (
        printed == "b"
        or (spaced and not re.match(r" [a-z]|[.,]|$", folded[found.end() : found.end() + 2]))
    ):
        return False
    if letter == "t" and spaced:
        return False
    scale = LETTER_SCALES[letter]
    value = numeral.value * scale
    draft.numeral = Numeral(
        numeral.start, found.end(), Form.DIGITS, value, numeral.mantissa, scale, numeral.places,
        grouped=numeral.grouped,
    )  # fmt: skip
    draft.value, draft.end, draft.scaled = value, found.end(), True
    return True


def _percent(draft: Draft, found: re.Match[str]) -> None:
    draft.own = True
    draft.end = found.end()
    if found.group("points"):
        draft.kind, draft.unit = Kind.PERCENTAGE_POINTS, "percentage_point"
    elif found.group("basis"):
        draft.kind, draft.unit = Kind.PERCENTAGE_POINTS, "basis_point"
    else:
        draft.kind, draft.unit = Kind.PERCENT, "percent"
    draft.spaced = found.group()[0] in " -"


# Names of currencies that are other words as well: not after a small number.
_WARY_NAMES = frozenset(
    """
    won real rand crown crowns sen dong lev lei dram kina mark pula buck kip som sterling kn
    """.split()
)


def _money(context: Context, draft: Draft, end: int, country: str | None) -> bool:
    folded, numeral = context.folded, draft.numeral
    vague = numeral.form is Form.VAGUE
    found = currencies.currency_after(folded, context.tidied, end, country, after_of=vague)
    if found is not None:
        word = folded[end : found.end].lstrip(" -")
        small = numeral.value is not None and numeral.value < 100 and numeral.scale == 1
        if (word in _WARY_NAMES and small) or (
            word == "p" and (numeral.value in _RESOLUTIONS or numeral.form is not Form.DIGITS)
        ):
            found = None
    if found is None:
        pounds = re.compile(r"(?: of)? pounds?(?![a-z-])|-pound(?![a-z-])").match(folded, end)
        if pounds is None or (pounds.group().startswith(" of") and not vague):
            return False
        large = numeral.scale >= 1000 or vague or (numeral.value or 0) >= 5000
        weight = units.is_weight(folded, draft.start, pounds.end(), large=large)
        money = units.is_spent(folded, draft.start)
        if weight or not (large or money or country in ("GB", "IE", "GG", "JE", "IM", "GI")):
            draft.kind, draft.unit, draft.own = Kind.MEASUREMENT, "pound", True
            draft.end = pounds.end()
            return True
        draft.unit, draft.assumed = currencies.pounds(country)
        draft.kind, draft.own, draft.end = Kind.MONEY, True, pounds.end()
        return True
    draft.kind, draft.unit, draft.assumed = Kind.MONEY, found.code, found.assumed
    draft.own = True
    draft.spaced = folded[end : end + 1] in " -"
    draft.end = found.end
    if found.divisor > 1 and draft.value is not None:
        draft.value /= found.divisor
        draft.places += 2
    return True


def _is_unit(context: Context, draft: Draft, span: units.UnitSpan, end: int) -> bool:
    """Whether what looks like a unit is one, and not "12 second-hand cars", "90 second-half"."""
    folded, numeral = context.folded, draft.numeral
    word = folded[end : span.end]
    name = span.unit.name
    if numeral.form is Form.FRACTION and name in (
        "second",
        "minute",
        "night",
        "day",
        "week",
        "quarter",
        "bit",
        "degree",
        "calorie",
    ):
        return word.strip(" -") == name and name in ("day", "minute", "degree", "week")
    if name == "second" and not word.endswith(("seconds", "sec", "secs", "s")):
        return (
            re.compile(
                r"[ -]?(?:half|largest|biggest|highest|hand|placed|time|round|most|best|world"
                r"|person|term|homes?)"
            ).match(folded, span.end)
            is None
        )
    if span.symbol and numeral.form is not Form.DIGITS:
        return False
    if span.symbol and word in ("s",) and numeral.places == 0:
        return False
    if (
        word in ("c", " c", "f", " f")
        and re.compile(r"\.? [a-z]").match(folded, span.end)
        and word[0] == " "
    ):
        return context.tidied[span.end + 1 : span.end + 2].islower()
    if name == "bit" and word.startswith("-"):
        return False
    if name == "stone":
        return units.is_weight(folded, draft.start, span.end, large=True)
    return not (name == "magnitude" and not word.startswith("-"))


def _measure(context: Context, draft: Draft, span: units.UnitSpan) -> None:
    folded = context.folded
    draft.kind, draft.unit, draft.own = span.unit.kind, span.unit.name, True
    draft.spaced = folded[draft.end : draft.end + 1] in " -"
    draft.end = span.end
    added = _AND_A_HALF.match(folded, span.end)
    if added and draft.value is not None:
        draft.value += Decimal(1) / PARTS[added.group(1)]
        draft.end = added.end()
    elif span.unit.name in ("foot", "pound", "hour", "year", "minute", "m"):
        _compound(context, draft, span)


_SMALLER = {
    "foot": "inch",
    "m": "cm",
    "pound": "ounce",
    "hour": "minute",
    "year": "month",
    "minute": "second",
}


def _compound(context: Context, draft: Draft, span: units.UnitSpan) -> None:
    """ "5ft 10in", "two hours and 15 minutes": the smaller unit as part of the larger."""
    folded = context.folded
    link = _COMPOUND.match(folded, draft.end)
    smaller = _SMALLER.get(span.unit.name)
    if link is None or smaller is None or draft.value is None or draft.value != int(draft.value):
        return
    if SEED.match(folded, link.end()) is None:
        return
    numeral = numeral_at(folded, link.end())
    if numeral is None or numeral.value is None or numeral.scale > 1:
        return
    if smaller == "inch":
        inch = re.compile(r" ?-?(?:in|ins|inches|inch)(?![a-z])").match(folded, numeral.end)
        end, factor = (inch.end() if inch else 0), Decimal(12)
    else:
        part = units.unit_after(folded, context.tidied, numeral.end)
        end = part.end if part and part.unit.name == smaller else 0
        factor = Decimal({"ounce": 16, "cm": 100, "minute": 60, "month": 12, "second": 60}[smaller])
    if end and numeral.value < factor:
        draft.value += numeral.value / factor
        draft.end = end
