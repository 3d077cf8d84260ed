"""What follows a number and belongs to it: percent, money, units of measurement and time, scale."""

import re
from dataclasses import replace
from decimal import Decimal

from nlp.lexicon import alternation, pattern
from nlp.lexicon.number_words import LETTER_SCALES
from nlp.numbers import money, units
from nlp.numbers.drafts import Draft
from nlp.numbers.numerals import SEED, Form, Numeral, numeral_at, part_behind
from nlp.numbers.sentence import Context
from terms.enums import Change, Kind

_LETTERS = re.compile(r"(?!x[0-9])[a-z]{1,12}")
_SCALE_LETTER = re.compile(r"( ?)(mm|cr|[kmbt])(?![a-z0-9²³/°])(?!-[a-z])")
_PERCENT = [
    (Kind.PERCENTAGE_POINTS, "percentage_point", pattern("number_clues.percent.points")),
    (Kind.PERCENTAGE_POINTS, "basis_point", pattern("number_clues.percent.basis")),
    (Kind.PERCENT, "percent", pattern("number_clues.percent.percent")),
]
_TIMES = pattern("number_clues.times.behind")
_METRES_BEHIND = pattern("number_clues.unit.metres-behind")
_METRES_BEFORE = pattern("number_clues.unit.metres-before")
_NAMED_BY_TIME = pattern("number_clues.unit.named-by-time")
_SECOND_IN_ORDER = pattern("number_clues.unit.second-in-order")
_WEIGHT_NEAR = pattern("number_clues.unit.weight-near")
_MONEY_BEFORE = pattern("number_clues.money.before")
_PART_OF_UNIT = re.compile(r"(?: of)?(?: an?)?(?: (?:us|u\.s\.|imperial|british))?(?=[ -])")
_HEIGHT = re.compile(
    r"(?:['′] ?(?=[0-9]+(?: ?[\"″”]|''))|-foot-)(1[01]|[0-9])(?: ?[\"″”]|'')?(?![0-9])"
)
_INNER_HEDGE = re.compile(
    r"(?:-odd|-plus|-something|\+| odd| plus| or more| or so| or fewer| or less)(?=[ -])"
)
_MAGNITUDE_BEFORE = re.compile(r"\bmagnitude(?:[ -]| of | was )(?:a )?$")
_COMPOUND = re.compile(
    rf"(?:,? and |, | )?(?=[0-9]|{alternation('number_words', 'ones', 'teens', 'tens')})"
)
_OF = re.compile(r" of(?= )")
_POUNDS = re.compile(r"(?: of)? pounds?(?![a-z-])(?! per square)|-pound(?![a-z-])")
_COIN_NEXT = re.compile(
    r"(?:,? and | )[0-9a-z-]{1,12} (?:pence|pennies|p)\b"
    r"| (?:[0-9]{2}|[a-z]+t(?:y|een)) (?:an?|each|per) "
)
_INCH_BEHIND = pattern("number_clues.unit.inch-behind")
_SIDE = re.compile(r"[0-9] ?m ?(?:x|×|by) ?$")
"""Another side before the number: "25m x 12.5m"."""
_PLURAL_BEHIND = re.compile(r" (?:[a-z][a-z'-]{1,15} ){0,3}(?:[a-z-]{3,20}s|people|children)\b")
_BARE_BEHIND = pattern("number_clues.unit.function-word-behind")
_SENTENCE_GOES_ON = re.compile(r" [a-z]|[.,]|$")
_DEGREES_OR_WORD = re.compile(r"\.? [a-z]")
_NEAR = 40
"""Characters before a number whose words tell metres from millions and pounds from pounds."""
_NEAR_BEHIND = 25
_QUOTED = 200
"""Characters before a straight mark in which a quotation may have been opened."""
_LARGEST_INCHES = 150
_LARGEST_FEET = 10
"""Feet before inches are a height."""
_RESOLUTIONS = frozenset({240, 360, 480, 720, 1080, 1440, 2160, 4320})
"""Lines of a picture, printed with a p that is no pence."""
_PICTURES = (2, 4, 8)
"""Thousands of points of a picture, no number of things: "4K screens"."""
_SMALL = 100
"""Numbers below are no money before a word that is no currency elsewhere: "3 won", "2 real"."""
_PRICED = 2
"""Decimals of a price: "4.50 crowns"."""
_MUCH = 5000
"""Pounds from which a number is money and not weight."""
_POUND_COUNTRIES = frozenset({"GB", "IE", "GG", "JE", "IM", "GI"})
_SMALLER = {
    "foot": ("inch", 12),
    "m": ("cm", 100),
    "pound": ("ounce", 16),
    "hour": ("minute", 60),
    "year": ("month", 12),
    "minute": ("second", 60),
}
"""The unit that may go on behind a larger one, and how many make one."""
_COIN = ("", 100)
_COIN_LEFT_OUT = re.compile(
    r"(?:(?<=[a-z] [1-9][0-9])|(?<=ty)|(?<=teen))(?=[.,;:)]|$| (?:an?|each|per|for)\b)"
)
"""What a coin without its name is followed by: "2 euros 40."."""
_INCHES = re.compile(r" ?-?(?:in|ins|inches|inch)(?![a-z])")
_PARTED_UNITS = frozenset({"day", "minute", "degree", "week"})
_UNPARTED_UNITS = frozenset({"second", "night", "quarter", "bit", "calorie"})
"""Of these nobody prints a part: "a third quarter" is the third one."""


def read_amount(context: Context, draft: Draft, country: str | None) -> int:
    """Read what follows the number into the draft; a position to skip to when it is no number."""
    folded, end = context.folded, draft.numeral.end
    close = None
    if draft.numeral.form is Form.DIGITS:
        close = _LETTERS.match(folded, end) if folded[end - 1].isdigit() else None
        if draft.numeral.scale == 1:
            _scale_letter(context, draft)
    if (
        _length_mark(context, draft)
        or _percent(context, draft)
        or _multiple(context, draft)
        or _money(context, draft, country)
        or _magnitude(context, draft)
        or _measure(context, draft)
    ):
        return 0
    return close.end() if close and draft.end == end else 0


def _scale_letter(context: Context, draft: Draft) -> None:
    """ "1.2m homes", "25k", "8 B": a letter close to the digits that scales them."""
    numeral = draft.numeral
    found = _SCALE_LETTER.match(context.folded, numeral.end)
    if found is None or numeral.value is None or not _scales(context, numeral, found):
        return
    scale = LETTER_SCALES[found[2]]
    draft.value, draft.end, draft.scaled = numeral.value * scale, found.end(), True
    draft.numeral = replace(numeral, end=found.end(), value=draft.value, scale=scale)


def _scales(context: Context, numeral: Numeral, found: re.Match[str]) -> bool:
    """Whether a letter behind digits scales them and is no unit, name or version."""
    folded, end = context.folded, found.end()
    letter, spaced = found.group(2), bool(found.group(1))
    small = context.tidied[found.start(2) : end] == letter
    value = numeral.value or 0
    match letter:
        case "m" if small or spaced:
            large = value >= 1000 or numeral.grouped
            metres = _is_metres(folded, numeral.start, end, large=large)
            return not spaced and (not metres or _names_money(context, end))
        case "m":
            return context.titled or value < 1000
        case "k":
            return not spaced and (small or value not in _PICTURES)
        case "b":
            return not small and (not spaced or _SENTENCE_GOES_ON.match(folded, end) is not None)
        case "t":
            return not small and not spaced
    return letter != "mm" or money.currency_after(folded, context.tidied, end, None) is not None


def _names_money(context: Context, end: int) -> bool:
    """Whether a word behind a letter that may be a scale is a currency: "4.5m kroner"."""
    found = money.currency_after(context.folded, context.tidied, end, None)
    word = context.folded[end : found.end].strip(" -") if found else ""
    return bool(word) and word not in money.AMBIGUOUS


def _is_metres(folded: str, start: int, end: int, *, large: bool) -> bool:
    """Whether the "m" after a number that ends at ``end - 1`` is metres and not millions."""
    left = folded[max(0, start - _NEAR) : start]
    if large or _METRES_BEHIND.match(folded, end) or _SIDE.search(left):
        return True
    if _PLURAL_BEHIND.match(folded, end):
        return False
    if _BARE_BEHIND.match(folded, end) is None:
        return True
    return _METRES_BEFORE.search(left) is not None


def _length_mark(context: Context, draft: Draft) -> bool:
    """6", 5'10", 6-foot-2: inches, and feet with inches."""
    folded, numeral = context.folded, draft.numeral
    if numeral.form is not Form.DIGITS or numeral.value is None:
        return False
    if folded.startswith('"', draft.end) and numeral.value <= _LARGEST_INCHES:
        opened = folded.count('"', max(0, draft.end - _QUOTED), draft.end) % 2
        if not opened:
            draft.measure(Kind.MEASUREMENT, "inch", draft.end + 1)
        return not opened
    height = _HEIGHT.match(folded, draft.end) if numeral.places == 0 else None
    if height is None or numeral.value >= _LARGEST_FEET:
        return False
    draft.value = numeral.value + Decimal(height.group(1)) / 12
    draft.measure(Kind.MEASUREMENT, "foot", height.end())
    return True


def _ends(context: Context, draft: Draft) -> list[int]:
    """Where a unit may stand: behind the number, or the article behind a part: "half *a* cent"."""
    numeral, ends = draft.numeral, [draft.end]
    if numeral.form is Form.FRACTION or (numeral.value is not None and numeral.value < 1):
        link = _PART_OF_UNIT.match(context.folded, draft.end)
        ends += [link.end()] if link else []
    return ends


def _percent(context: Context, draft: Draft) -> bool:
    """ "40%", "two basis points", "half of a percentage point"."""
    for end in _ends(context, draft) if draft.numeral.form is not Form.VAGUE else []:
        for kind, unit, printed in _PERCENT:
            if found := printed.match(context.folded, end):
                draft.measure(kind, unit, found.end())
                return True
    return False


def _multiple(context: Context, draft: Draft) -> bool:
    """ "3 times larger", "2x the size"."""
    times = _TIMES.match(context.folded, draft.end)
    if times is None or draft.numeral.form not in (Form.DIGITS, Form.WORDS):
        return False
    draft.measure(Kind.RATIO, "times", times.end())
    draft.change, draft.form = Change.MULTIPLE_OF, "multiple"
    return True


def _money(context: Context, draft: Draft, country: str | None) -> bool:
    """A currency or a coin behind the number; "pounds" may be a weight as well."""
    folded, end = context.folded, _ends(context, draft)[-1]
    vague = draft.numeral.form is Form.VAGUE
    found = money.currency_after(folded, context.tidied, end, country, after_of=vague)
    if found is None or _is_other_word(draft, folded[end : found.end].lstrip(" -")):
        found = _pounds(context, draft, country)
    if found is None:
        return False
    draft.measure(Kind.MONEY, found.code, found.end)
    draft.assumed = found.assumed
    if draft.value is not None:
        draft.value *= found.factor
        draft.places += 2 if found.factor < 1 else 0
        draft.scaled |= found.factor > 1
    if found.factor == 1:
        go_on(context, draft, country)
    return True


def _is_other_word(draft: Draft, word: str) -> bool:
    """ "3 won prizes", "1080p": a word that is no money behind such a number."""
    numeral = draft.numeral
    if word == "p":
        return numeral.value in _RESOLUTIONS or numeral.form is not Form.DIGITS
    small = numeral.value is not None and numeral.value < _SMALL and numeral.scale == 1
    small = small and (numeral.places != _PRICED or word == "won")
    return small and word in money.AMBIGUOUS


def _pounds(context: Context, draft: Draft, country: str | None) -> money.Currency | None:
    """Pounds, of money where the country, the size or the words say so; ``None``: of weight."""
    folded, numeral = context.folded, draft.numeral
    vague = numeral.form is Form.VAGUE
    found = _POUNDS.match(folded, draft.end)
    if found is None or (found.group().startswith(" of") and not vague):
        return None
    left = folded[max(0, draft.start - _NEAR) : draft.start]
    large = numeral.scale >= 1000 or vague or (numeral.value or 0) >= _MUCH
    coined = _COIN_NEXT.match(folded, found.end()) is not None
    spent = country in _POUND_COUNTRIES or _MONEY_BEFORE.search(left) is not None
    if not (large or coined or spent) or _is_weight(folded, draft.start, found.end(), large=large):
        return None
    return money.pounds(draft.start, found.end(), country)


def _is_weight(folded: str, start: int, end: int, *, large: bool) -> bool:
    """Whether "pounds" or "stone" beside a number are a weight."""
    near = folded[max(0, start - _NEAR) : start] + " " + folded[end : end + _NEAR_BEHIND]
    return bool(_WEIGHT_NEAR.search(near)) or (folded.startswith(" of ", end) and not large)


def _magnitude(context: Context, draft: Draft) -> bool:
    """ "magnitude 6.1"."""
    left = context.folded[max(0, draft.start - _NEAR) : draft.start]
    if draft.numeral.form is not Form.DIGITS or not _MAGNITUDE_BEFORE.search(left):
        return False
    draft.measure(Kind.MEASUREMENT, "magnitude")
    return True


def _measure(context: Context, draft: Draft) -> bool:
    """A unit of measurement or time, with what goes on in a smaller one."""
    folded, end = context.folded, draft.end
    inner = _INNER_HEDGE.match(folded, end)
    end = inner.end() if inner else end
    inch = _INCH_BEHIND.match(folded, end)
    span = units.UnitSpan(inch.end(), units.WORDS["inch"]) if inch else None
    span = span or units.unit_after(folded, context.tidied, end) or _unit_of(context, draft, end)
    if span is None or not _is_unit(context, draft, span, end):
        return False
    draft.measure(span.unit.kind, span.unit.name, span.end)
    more = part_behind(folded, span.end)
    if more and draft.value is not None:
        draft.value, draft.end = draft.value + more[0], more[1]
    else:
        go_on(context, draft, None)
    return True


def _unit_of(context: Context, draft: Draft, end: int) -> units.UnitSpan | None:
    """ "hundreds *of* miles", "half *a* mile": a unit behind a link, always a word."""
    vague = draft.numeral.form is Form.VAGUE
    if not vague and draft.numeral.form is not Form.FRACTION:
        return None
    link = (_OF if vague else _PART_OF_UNIT).match(context.folded, end)
    span = units.unit_after(context.folded, context.tidied, link.end()) if link else None
    if span is None or span.symbol or (not vague and span.unit.name == "quarter"):
        return None
    return span


def _is_unit(context: Context, draft: Draft, span: units.UnitSpan, end: int) -> bool:
    """Whether what looks like a unit is one, and not "12 second-hand cars", "90 second-half"."""
    folded, numeral = context.folded, draft.numeral
    word, name = folded[end : span.end], span.unit.name
    if numeral.form is Form.FRACTION and name in _PARTED_UNITS | _UNPARTED_UNITS:
        return word.strip(" -") == name and name in _PARTED_UNITS
    if span.symbol:
        return _is_symbol(context, numeral, span, word)
    match name:
        case "second":
            plain = word.endswith("second")
            return not plain or _SECOND_IN_ORDER.match(folded, span.end) is None
        case "day" | "night" | "week" | "month" | "season":
            one = numeral.value == 1 or word != f" {name}"
            return one or _NAMED_BY_TIME.match(folded, span.end) is None
        case "bit":
            return not word.startswith("-")
        case "magnitude":
            return word.startswith("-")
        case "stone":
            return _is_weight(folded, draft.start, span.end, large=True)
    return True


def _is_symbol(context: Context, numeral: Numeral, span: units.UnitSpan, word: str) -> bool:
    """Whether letters behind a number are a symbol and no word: not "the 20 C students"."""
    if numeral.form is not Form.DIGITS or (word == "s" and numeral.places == 0):
        return False
    spaced = word in (" c", " f") and _DEGREES_OR_WORD.match(context.folded, span.end)
    return not spaced or context.tidied[span.end + 1 : span.end + 2].islower()


def go_on(context: Context, draft: Draft, country: str | None) -> None:
    """ "5ft 10in", "two hours and 15 minutes", "3 dollars 50 cents": the smaller unit as a part."""
    smaller, factor = (
        ("", 100) if draft.kind is Kind.MONEY else _SMALLER.get(draft.unit or "", ("", 0))
    )
    link = _COMPOUND.match(context.folded, draft.end) if factor else None
    if link is None or draft.value is None or draft.value != int(draft.value):
        return
    at = link.end()
    numeral = numeral_at(context.folded, at) if SEED.match(context.folded, at) else None
    if numeral is None or numeral.value is None or numeral.scale > 1 or numeral.value >= factor:
        return
    if smaller:
        end = _end_of_unit(context, numeral.end, smaller)
    else:
        end = _end_of_coin(context, numeral.end, country, draft)
    if end is not None:
        draft.value += numeral.value / factor
        draft.end = end


def _end_of_unit(context: Context, at: int, smaller: str) -> int | None:
    """Where a smaller unit ends: "5ft 10*in*", "two hours 15 *minutes*"."""
    inch = _INCHES.match(context.folded, at) if smaller == "inch" else None
    part = units.unit_after(context.folded, context.tidied, at)
    return inch.end() if inch else part.end if part and part.unit.name == smaller else None


def _end_of_coin(context: Context, at: int, country: str | None, draft: Draft) -> int | None:
    """Where the name of a coin of the sum's own currency ends: "3 dollars 50 *cents*"."""
    coin = money.currency_after(context.folded, context.tidied, at, country)
    if coin is None and not draft.prefixed and _COIN_LEFT_OUT.match(context.folded, at):
        return at
    fits = coin is not None and coin.factor < 1 and (coin.assumed or coin.code == draft.unit)
    return coin.end if coin is not None and fits else None
