"""Numerals: what is printed as a number, in digits, words or both, and the value it has.

``numeral_at(folded, position)`` reads the longest numeral that starts at a position of a folded
text (``nlp.text.folding``). It knows nothing of units, hedges or whether the number is a claim.
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum, auto
from fractions import Fraction
from unicodedata import numeric

from nlp.lexicon import alternation, alternatives, pattern
from nlp.lexicon.number_words import (
    GROUPS,
    LETTER_SCALES,
    ONES,
    PARTS,
    PLURAL_PARTS,
    PLURAL_SCALES,
    SCALES,
    SHORT_SCALES,
    TENS,
    VAGUE,
)
from nlp.numbers.spelled import spelled

FRACTION_SIGNS = {sign: Fraction(numeric(sign)).limit_denominator(8) for sign in "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"}
_ALL_SCALES = SCALES | GROUPS | SHORT_SCALES | PLURAL_SCALES
_ALL_PARTS = PARTS | PLURAL_PARTS


_SIGNS = "".join(FRACTION_SIGNS)
_STARTERS = alternatives({*ONES, *TENS, *VAGUE, "half", "tens"})
_SCALE = alternation("number_words", "groups", "scales")
_BIG = rf"({_SCALE})"
SEED = re.compile(
    rf"[0-9{_SIGNS}]"
    rf"|(?<![a-z0-9])(?:{_STARTERS}"
    rf"|an? (?:good |full |whole |cool |few |couple (?:of )?)?(?:{_SCALE}|{alternatives(PARTS)})"
    rf"|(?:several|many|few|couple|couple of)(?=[ -]{_SCALE})"
    rf"|quarter(?=(?:[ -]| of an? )(?:million|billion)|-century)|(?<=another ){_SCALE}"
    rf"|(?<=the )dozen|(?<=additional ){_SCALE})(?![a-z])"
)
"""Where a numeral may start, in a folded text. Nothing that does not match here is ever read."""
_DIGITS = re.compile(
    r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,7}(?![0-9])(?:\.[0-9]{1,12}(?![0-9]))?"
    r"|[0-9]{1,3}(?:,[0-9]{2}){1,6},[0-9]{3}(?![0-9])(?:\.[0-9]{1,6})?"
    r"|[0-9]{1,3}(?: [0-9]{3}){1,5}(?![0-9]|,[0-9]{3})(?:[.,][0-9]{1,3}(?![0-9]))?"
    r"|[0-9]{1,3}(?:\.[0-9]{3}){2,6}(?![0-9])(?:,[0-9]{1,3})?"
    r"|[0-9]{1,3}(?:'[0-9]{3}){1,6}(?![0-9])(?:\.[0-9]{1,6})?"
    r"|[0-9]{1,18}(?![0-9]|[.·][0-9]{19})(?:[.·][0-9]{1,18}(?![0-9])|,[0-9]{1,2}(?![0-9,]))?)"
)
_POWER = re.compile(r" ?[×x] ?10(?:\^ ?)?([-−]?[0-9]{1,2})(?![0-9])|(?<=[0-9])e([+-][0-9]{1,2})")
_PART = re.compile(rf"[ -]({alternatives(_ALL_PARTS)})(?![a-z-])")
_AND_PART = re.compile(
    r"(?: and |-and-| and-)(?:(?:an?|one|1)[ -](half|third|quarter|fifth|eighth|tenth)"
    r"|(two|three|2|3)[ -](thirds|quarters|quarter|third|fifths|eighths))(?![a-z])"
)
_SLASH_PART = re.compile(r"([0-9]{1,3})/([0-9]{1,4})(?![0-9/]|[.,][0-9])")
DIVISORS = frozenset({2, 3, 4, 5, 6, 8, 10, 16, 32, 64, 128})
"""What is divided by in print: 3/8 of an inch, 1/64. Others only before "of"."""
_MIXED_SLASH = re.compile(r"[ -]([1-9])/([2-9]|10|16|32)(?![0-9/])")
_SCALE_AFTER = re.compile(rf"[ -]?({alternatives(_ALL_SCALES)})(?![a-z])")
_LETTER_AFTER = re.compile(r" ?(mm|cr|[kmbt])(?![a-z0-9²³/])")
_OF_SCALE = re.compile(rf" of an? {_BIG}(?![a-z])")
_AND_A_HALF = re.compile(r" and an? (half|quarter|third)(?![a-z])")
"""A part of a scale or a unit behind it: "two million and a half", "an hour and a quarter"."""
_VAGUE_OF = re.compile(
    rf"(?: of |-of-| upon )({alternatives(VAGUE.keys() - {'dozens', 'scores'})})(?![a-z])"
)
_SCORES = pattern("number_clues.vague.scores-of")
_FEW = re.compile(
    rf"(?:an? few|several|many|an? couple(?: of)?|couple(?: of)?|few)[ -]{_BIG}(s?)(?![a-z])"
)
_ARTICLE = re.compile(r"an? (?:good |full |whole |cool )?")
_BIG_ALONE = re.compile(rf"{_BIG}(s?)")
_HALF_A = re.compile(rf"half[- ](?:an? |a-)?{_BIG}(?![a-z])")
_QUARTER_A = re.compile(r"quarter(?:[- ]| of an? )(million|billion)(?![a-z])")
_WORD = re.compile(r"[a-z]+")
_REST = re.compile(r" and (?=[a-z])")
_MOST_SCALES = 3
"""Scale words that follow one number: "two hundred thousand million"."""
_TEEN = 20
"""Numbers below may count parts: "three quarters", but not "40 quarters"."""


class Form(Enum):
    """How a numeral is printed."""

    DIGITS = auto()
    WORDS = auto()
    FRACTION = auto()
    VAGUE = auto()


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral of a folded text.

    ``value`` is scaled ("1.2 million" → 1200000) and ``None`` for a vague one, whose magnitude
    then stands in ``magnitude`` ("hundreds of thousands" → 100000). ``mantissa`` is what stands
    before the scale words, ``scale`` their product (1 without). ``places`` counts the decimals
    printed; ``grouped`` says that thousands are parted.
    """

    start: int
    end: int
    form: Form
    value: Decimal | None
    mantissa: Decimal
    scale: int = 1
    places: int = 0
    magnitude: int = 0
    grouped: bool = False


def numeral_at(folded: str, position: int, *, money: bool = False) -> Numeral | None:
    """The longest numeral that starts at a position where ``SEED`` matches, else ``None``.

    ``money`` says that a currency stands before it, so that a close "m", "b" or "k" is a scale.

    >>> numeral_at("two and a half million", 0).value
    Decimal('2500000')
    >>> numeral_at("hundreds of thousands", 0).magnitude
    100000
    """
    first = folded[position]
    if first in FRACTION_SIGNS:
        return _scaled(
            folded, _fraction(position, position + 1, *FRACTION_SIGNS[first].as_integer_ratio())
        )
    if first.isdigit():
        return _digits(folded, position, money)
    return _vague(folded, position) or _words(folded, position)


def _fraction(start: int, end: int, top: int, bottom: int) -> Numeral:
    value = Decimal(top) / Decimal(bottom)
    return Numeral(start, end, Form.FRACTION, value, value)


def _worded(start: int, end: int, value: Decimal, scale: int = 1) -> Numeral:
    return Numeral(start, end, Form.WORDS, value, value / scale, scale)


def _digits(folded: str, position: int, money: bool) -> Numeral | None:
    part = _slashed(folded, position)
    if part is not None:
        return part
    found = _DIGITS.match(folded, position)
    if found is None:
        return None
    whole, places, grouped = _plain(found.group())
    value, end = Decimal(whole), found.end()
    power = _POWER.match(folded, end)
    if power:
        exponent = (power.group(1) or power.group(2)).replace("−", "-")
        value = value.scaleb(int(exponent))
        places = max(0, places - int(exponent))
        end = power.end()
    added = _added(folded, end, places)
    if added is not None:
        value, end = value + added[0], added[1]
    numeral = Numeral(position, end, Form.DIGITS, value, value, places=places, grouped=grouped)
    return _scaled(folded, numeral, money=money)


def _slashed(folded: str, position: int) -> Numeral | None:
    """ "3/8", "217/435 of"."""
    slash = _SLASH_PART.match(folded, position)
    if slash is None:
        return None
    top, bottom = int(slash.group(1)), int(slash.group(2))
    if 0 < top < bottom and (bottom in DIVISORS or folded.startswith(" of ", slash.end())):
        return _fraction(position, slash.end(), top, bottom)
    return None


def _added(folded: str, end: int, places: int) -> tuple[Decimal, int] | None:
    """A part behind whole digits, "2½", "2 1/2", "2 and a half": its size, and where it ends."""
    sign = FRACTION_SIGNS.get(folded[end : end + 1])
    if sign is not None:
        return Decimal(sign.numerator) / sign.denominator, end + 1
    if places:
        return None
    mixed = _MIXED_SLASH.match(folded, end)
    if mixed and int(mixed.group(1)) < int(mixed.group(2)):
        return Decimal(mixed.group(1)) / Decimal(mixed.group(2)), mixed.end()
    return _and_part(folded, end)


def _plain(printed: str) -> tuple[str, int, bool]:
    """Digits as Python reads them, the decimals printed, and whether thousands are parted."""
    comma = re.fullmatch(r"[0-9]+,[0-9]{1,2}", printed) is not None
    grouping = next((mark for mark in " '" if mark in printed), "," if not comma else "")
    if printed.count(".") > 1:
        grouping = "."
    plain = printed.replace(grouping, "") if grouping else printed
    plain = plain.replace(",", ".").replace("·", ".")
    return plain, len(plain.partition(".")[2]), bool(grouping) and grouping in printed


def _and_part(folded: str, position: int) -> tuple[Decimal, int] | None:
    """ "and a half", "-and-a-half", "and three quarters": what is added, and where it ends."""
    found = _AND_PART.match(folded, position)
    if found is None:
        return None
    if found.group(1):
        return Decimal(1) / _ALL_PARTS[found.group(1)], found.end()
    top = 2 if found.group(2) in ("two", "2") else 3
    return Decimal(top) / _ALL_PARTS[found.group(3)], found.end()


def _scaled(folded: str, numeral: Numeral, *, money: bool = False) -> Numeral:
    """The numeral with the scale words that follow it."""
    scale, end = _scale_words(folded, numeral)
    if scale == 1 and money and numeral.form is Form.DIGITS:
        letter = _LETTER_AFTER.match(folded, end)
        if letter:
            scale, end = LETTER_SCALES[letter.group(1)], letter.end()
    if scale == 1 and numeral.form is Form.FRACTION:
        of_scale = _OF_SCALE.match(folded, end)
        if of_scale:
            scale, end = _ALL_SCALES[of_scale.group(1)], of_scale.end()
    if scale == 1:
        return numeral
    assert numeral.value is not None
    form = Form.DIGITS if numeral.form is Form.DIGITS else Form.WORDS
    return replace(numeral, end=end, form=form, value=_whole(numeral.value * scale), scale=scale)


def half_more(folded: str, position: int) -> tuple[Decimal, int] | None:
    """ "and a half" behind a scale word or a unit: the part of it, and where it ends."""
    found = _AND_A_HALF.match(folded, position)
    return (Decimal(1) / PARTS[found[1]], found.end()) if found else None


def _scale_words(folded: str, numeral: Numeral) -> tuple[int, int]:
    """The product of the scale words behind a numeral, and where they end."""
    scale, end = 1, numeral.end
    for _ in range(_MOST_SCALES):
        found = _SCALE_AFTER.match(folded, end)
        if found is None or (found[1] == "lac" and numeral.form is not Form.DIGITS):
            break
        scale, end = scale * _ALL_SCALES[found[1]], found.end()
    return scale, end


def _whole(value: Decimal) -> Decimal:
    """Without the dust that a third of a million leaves."""
    return round(value, 6).normalize() + 0


def _vague(folded: str, position: int) -> Numeral | None:
    """ "hundreds of thousands", "a few dozen", "several million"."""
    few = _FEW.match(folded, position)
    if few:
        magnitude, end = _ALL_SCALES[few.group(1)], few.end()
        if not few.group(2):
            magnitude, end = _another_scale(folded, magnitude, end)
        return _magnitude(position, end, magnitude)
    word = _WORD.match(folded, position)
    if word is None or (word.group() not in VAGUE and word.group() != "tens"):
        return None
    of = _VAGUE_OF.match(folded, word.end())
    if word.group() == "tens" and of is None:
        return None
    if word.group() == "scores" and _SCORES.match(folded, word.end()) is None:
        return None
    magnitude = VAGUE.get(word.group(), 10)
    if of:
        return _magnitude(position, of.end(), magnitude * VAGUE[of.group(1)])
    return _magnitude(position, word.end(), magnitude)


def _magnitude(start: int, end: int, magnitude: int) -> Numeral:
    return Numeral(start, end, Form.VAGUE, None, Decimal(0), magnitude=magnitude)


def _another_scale(folded: str, scale: int, end: int) -> tuple[int, int]:
    """The product with a scale word that follows another: "hundred thousand"."""
    more = _SCALE_AFTER.match(folded, end)
    if more is None or more[1] not in SCALES:
        return scale, end
    return scale * SCALES[more[1]], more.end()


def _words(folded: str, position: int) -> Numeral | None:
    article = _ARTICLE.match(folded, position)
    if article:
        return _after_article(folded, position, article.end())
    if folded.startswith("half", position):
        return _half(folded, position)
    if _BIG_ALONE.match(folded, position):
        return _one_of(folded, position, position)
    if folded.startswith("quarter", position):
        found = _QUARTER_A.match(folded, position)
        value = Decimal(SCALES[found[1]]) / 4 if found else None
        return _worded(position, found.end(), value) if found and value else None
    read = spelled(folded, position)
    return None if read is None else _spelled(folded, position, *read)


def _spelled(folded: str, position: int, whole: int, end: int, scale: int) -> Numeral:
    """A whole number in words with the part or scale behind it: "three quarters", "two million"."""
    if scale > 1:
        more = half_more(folded, end)
        if more and whole:
            value = _whole(Decimal(whole) + scale * more[0])
            return _worded(position, more[1], value, scale)
        return _worded(position, end, Decimal(whole), scale)
    part = _PART.match(folded, end)
    if part and 0 < whole < _TEEN:
        word = part[1]
        if word in PLURAL_PARTS or whole == 1:
            return _scaled(folded, _fraction(position, part.end(), whole, _ALL_PARTS[word]))
    added = _and_part(folded, end)
    value = Decimal(whole)
    if added:
        value, end = value + added[0], added[1]
    return _scaled(folded, _worded(position, end, value))


def _one_of(folded: str, position: int, word_at: int) -> Numeral | None:
    """A scale word that stands for one of itself: "another million", "a hundred thousand"."""
    found = _BIG_ALONE.match(folded, word_at)
    if found is None or found[2]:
        return None
    scale, end = _another_scale(folded, _ALL_SCALES[found[1]], found.end())
    value = Decimal(scale)
    more = half_more(folded, end)
    if more:
        value, end = value + scale * more[0], more[1]
    return _worded(position, end, _whole(value), scale)


def _after_article(folded: str, position: int, word_at: int) -> Numeral | None:
    """ "a million", "a dozen", "a half", "a third", "a hundred and twenty"."""
    one = _one_of(folded, position, word_at)
    if one is not None:
        return _with_rest(folded, one)
    found = _WORD.match(folded, word_at)
    if found is None or found[0] not in PARTS:
        return None
    fraction = _fraction(position, found.end(), 1, PARTS[found[0]])
    return _scaled(folded, fraction) if found[0] in ("half", "quarter") else fraction


def _with_rest(folded: str, one: Numeral) -> Numeral:
    """ "a hundred *and twenty*"."""
    rest = _REST.match(folded, one.end)
    if rest is None or one.scale not in (100, 1000) or one.value != one.scale:
        return one
    added = spelled(folded, rest.end())
    if added is None or added[2] > 1 or not 0 < added[0] < one.scale:
        return one
    return _worded(one.start, added[1], Decimal(one.scale + added[0]))


def _half(folded: str, position: int) -> Numeral:
    scaled = _HALF_A.match(folded, position)
    if scaled:
        return _worded(position, scaled.end(), _whole(Decimal(_ALL_SCALES[scaled[1]]) / 2))
    return _fraction(position, position + len("half"), 1, 2)
