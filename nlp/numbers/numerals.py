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
    SCORE,
    SHORT_SCALES,
    TENS,
    VAGUE,
)
from nlp.numbers.spelled import spelled

FRACTION_SIGNS = {sign: Fraction(numeric(sign)).limit_denominator(8) for sign in "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"}
_ALL_SCALES = SCALES | GROUPS | SHORT_SCALES | PLURAL_SCALES
_ALL_PARTS = PARTS | PLURAL_PARTS
_OF_ITSELF = SCALES | GROUPS | SCORE
"""Words that mean one of themselves behind an article, some of them without: "a hundred"."""

_SIGNS = "".join(FRACTION_SIGNS)
_SCALE = alternation("number_words", "groups", "scales")
_ONE_AND_MORE = pattern("number_clues.unit.one-and-more")
"""An article that means one, because a part of the unit follows: "*an* hour and ten minutes"."""
SEED = re.compile(
    rf"[0-9{_SIGNS}]"
    rf"|(?<![a-z0-9])(?:{alternatives({*ONES, *TENS, *VAGUE, 'half', 'tens'})}|{_SCALE}"
    rf"|an? (?:good |full |whole |cool |few |couple (?:of )?)?(?:{_SCALE}|{alternatives(PARTS)}"
    rf"|score(?= of))"
    rf"|(?:several|many|few|couple|couple of)(?=[ -]{_SCALE})"
    rf"|quarter(?=(?:[ -]| of an? )(?:million|billion)|-century)"
    rf"|{_ONE_AND_MORE.pattern})(?![a-z])"
)
"""Where a numeral may start, in a folded text. Nothing that does not match here is ever read."""
_DIGITS = re.compile(
    r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,7}(?![0-9])(?:\.[0-9]{1,12}(?![0-9]))?"
    r"|[0-9]{1,3}(?:,[0-9]{2}){1,6},[0-9]{3}(?![0-9])(?:\.[0-9]{1,6})?"
    r"|(?<![0-9]:)[0-9]{1,3}(?: [0-9]{3}){1,5}(?![0-9]|,[0-9]{3})(?:[.,][0-9]{1,3}(?![0-9]))?"
    r"|[0-9]{1,3}(?:\.[0-9]{3}){2,6}(?![0-9])(?:,[0-9]{1,3})?"
    r"|[0-9]{1,3}(?:'[0-9]{3}){1,6}(?![0-9])(?:\.[0-9]{1,6})?"
    r"|[0-9]{1,18}(?![0-9]|[.·][0-9]{19})(?:[.·](?!10\^)[0-9]{1,18}(?![0-9])|,[0-9]{1,2}(?![0-9,]))?)"
)
_BROKEN = re.compile(
    r"[0-9]{1,3}(?:,[0-9]{3})*,[0-9]{4,}"
    r"|(?!(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?:,[0-9]{2})+,[0-9]{3})(?![0-9,][0-9]|[0-9]))"
    r"[0-9]+(?:,[0-9]+){2}"
)
"""Groups of thousands with a digit too many, as a footnote mark leaves it, or too few: none."""
_POINTED = re.compile(r"(?<![^ ($£€¥₹+-])\.$")
_DECIMALS = re.compile(r"[0-9]{1,10}(?![0-9])")
_MODEL = pattern("number_clues.scale.model-behind")
_POWER = re.compile(
    r" ?(?:[×x] ?10(?:\^ ?)?|· ?10\^ ?)([-−]?[0-9]{1,2})(?![0-9])|(?<=[0-9])e([+-][0-9]{1,2})"
)
_PART = re.compile(rf"[ -]({alternatives(_ALL_PARTS)})(?![a-z-])")
_AND_PART = re.compile(
    r"(?: and |-and-| and-)(?:(?:an?|one|1)[ -](half|third|quarter|fifth|eighth|tenth)"
    r"|(two|three|2|3)[ -](thirds|quarters|quarter|third|fifths|eighths))(?![a-z])"
)
"""A part behind a number, its scale or its unit: "two and a half", "an hour and a quarter"."""
_SLASH_PART = re.compile(r"([0-9]{1,3})/([0-9]{1,4})(?![0-9/]|[.,][0-9])")
DIVISORS = frozenset({2, 3, 4, 5, 6, 8, 10, 16, 32, 64, 128})
"""What is divided by in print: 3/8 of an inch, 1/64. Others only before "of"."""
_MIXED_SLASH = re.compile(r"[ -]([1-9])/([2-9]|10|16|32)(?![0-9/])")
_SCALE_AFTER = re.compile(
    rf"(?:[\"”'](?= ))?[ -]?({alternatives(_ALL_SCALES)})(?![a-z]"
    rf"|(?<=mil){pattern('number_clues.scale.thickness-behind').pattern})"
)
_LETTER_AFTER = re.compile(r" ?(mm|cr|tr|[kmbt])(?![a-z0-9²³/])")
_OF_SCALE = re.compile(rf"(?: of an? |[ -]an? |-a-)({_SCALE})(?![a-z])")
_VAGUE_OF = re.compile(
    rf"(?: of |-of-| upon )({alternatives(VAGUE.keys() - {'dozens', 'scores'})})(?![a-z])"
)
_SCORES = pattern("number_clues.vague.scores-of")
_FEW = re.compile(
    rf"(?:an? few|several|many|an? couple(?: of)?|couple(?: of)?|few)[ -]({_SCALE})(s?)(?![a-z])"
)
_ARTICLE = re.compile(r"an? (?:good |full |whole |cool )?")
_ALONE = pattern("number_clues.scale.alone-before")
_ALONE_BEHIND = pattern("number_clues.scale.alone-behind")
_ALONE_AND = pattern("number_clues.scale.alone-and")
_ALONE_REACH = 24
"""Characters before a scale word without a number of its own that let it be one: "more than "."""
_WORD = re.compile(r"[a-z]+")
_MOST_SCALES = 3
"""Scale words that follow one number: "two hundred thousand million"."""
_POINT = re.compile(
    rf"(?<!at one)(?<!from one)[ -]point((?:[ -]{alternation('number_words', 'ones')})+)(?![a-z-])"
)
"""Decimals in words, digit by digit: "four *point five*"."""
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
    A point before the digits belongs to them: ".5 million".

    >>> numeral_at("two and a half million", 0).value
    Decimal('2500000')
    >>> numeral_at("hundreds of thousands", 0).magnitude
    100000
    """
    first = folded[position]
    if first in FRACTION_SIGNS:
        part = FRACTION_SIGNS[first].as_integer_ratio()
        return _scaled(folded, _fraction(position, position + 1, *part))
    if first.isdigit():
        return _slashed(folded, position) or _digits(folded, position, money)
    if one := _ONE_AND_MORE.match(folded, position):
        return Numeral(position, one.end(), Form.WORDS, Decimal(1), Decimal(1))
    return _vague(folded, position) or _words(folded, position)


def starts_at(folded: str, position: int) -> int:
    """Where the numeral begins whose first digit is at a position: at its point, if it has one."""
    return position - 1 if _POINTED.search(folded, max(0, position - 2), position) else position


def _fraction(start: int, end: int, top: int, bottom: int) -> Numeral:
    value = Decimal(top) / Decimal(bottom)
    return Numeral(start, end, Form.FRACTION, value, value)


def _digits(folded: str, position: int, money: bool) -> Numeral | None:
    start = starts_at(folded, position)
    found = (_DIGITS if start == position else _DECIMALS).match(folded, position)
    if found is None or _BROKEN.match(folded, position):
        return None
    printed = found.group() if start == position else "0." + found.group()
    end = found.end()
    if printed.count(" ") == 1 and _MODEL.match(folded, end):
        printed, end = printed.split()[0], position + printed.index(" ")
    whole, places, grouped = _plain(printed)
    value = Decimal(whole)
    power = _POWER.match(folded, end)
    if power:
        exponent = int((power[1] or power[2]).replace("−", "-"))
        value, places, end = value.scaleb(exponent), max(0, places - exponent), power.end()
    added = _added(folded, end, places)
    if added is not None:
        value, end = value + added[0], added[1]
    numeral = Numeral(start, end, Form.DIGITS, value, value, places=places, grouped=grouped)
    return _scaled(folded, numeral, money=money)


def _slashed(folded: str, position: int) -> Numeral | None:
    """ "3/8", "217/435 of"."""
    slash = _SLASH_PART.match(folded, position)
    if slash is None:
        return None
    top, bottom = int(slash[1]), int(slash[2])
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
    if mixed and int(mixed[1]) < int(mixed[2]):
        return Decimal(mixed[1]) / Decimal(mixed[2]), mixed.end()
    return part_behind(folded, end)


def _plain(printed: str) -> tuple[str, int, bool]:
    """Digits as Python reads them, the decimals printed, and whether thousands are parted."""
    comma = re.fullmatch(r"[0-9]+,[0-9]{1,2}", printed) is not None
    grouping = next((mark for mark in " '" if mark in printed), "," if not comma else "")
    if printed.count(".") > 1:
        grouping = "."
    plain = printed.replace(grouping, "") if grouping else printed
    plain = plain.replace(",", ".").replace("·", ".")
    return plain, len(plain.partition(".")[2]), bool(grouping) and grouping in printed


def part_behind(folded: str, position: int) -> tuple[Decimal, int] | None:
    """ "and a half", "-and-a-half", "and three quarters": what is added, and where it ends."""
    found = _AND_PART.match(folded, position)
    if found is None:
        return None
    top = 1 if found[1] else 2 if found[2] in ("two", "2") else 3
    return Decimal(top) / _ALL_PARTS[found[1] or found[3]], found.end()


def _scaled(folded: str, numeral: Numeral, *, money: bool = False) -> Numeral:
    """The numeral with the scale words that follow it."""
    scale, end = _scale_words(folded, numeral)
    if scale == 1 and money and numeral.form is Form.DIGITS:
        letter = _LETTER_AFTER.match(folded, end)
        if letter:
            scale, end = LETTER_SCALES[letter[1]], letter.end()
    if scale == 1 and numeral.form is Form.FRACTION:
        of_scale = _OF_SCALE.match(folded, end)
        if of_scale:
            scale, end = _ALL_SCALES[of_scale[1]], of_scale.end()
    if scale == 1:
        return numeral
    assert numeral.value is not None
    form = Form.DIGITS if numeral.form is Form.DIGITS else Form.WORDS
    return replace(numeral, end=end, form=form, value=_whole(numeral.value * scale), scale=scale)


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
        magnitude, end = _ALL_SCALES[few[1]], few.end()
        more = None if few[2] else _SCALE_AFTER.match(folded, end)
        if more is not None and more[1] in SCALES:
            magnitude, end = magnitude * SCALES[more[1]], more.end()
        return _magnitude(position, end, magnitude)
    word = _WORD.match(folded, position)
    if word is None or (word[0] not in VAGUE and word[0] != "tens"):
        return None
    of = _VAGUE_OF.match(folded, word.end())
    if word[0] == "tens" and of is None:
        return None
    if word[0] == "scores" and _SCORES.match(folded, word.end()) is None:
        return None
    magnitude = VAGUE.get(word[0], 10)
    if of:
        return _magnitude(position, of.end(), magnitude * VAGUE[of[1]])
    return _magnitude(position, word.end(), magnitude)


def _magnitude(start: int, end: int, magnitude: int) -> Numeral:
    return Numeral(start, end, Form.VAGUE, None, Decimal(0), magnitude=magnitude)


def _words(folded: str, position: int) -> Numeral | None:
    """A number in words: with an article or a scale word of its own, a part, or spelled out."""
    article = _ARTICLE.match(folded, position)
    word_at = article.end() if article else position
    word = _WORD.match(folded, word_at)
    if word is None:
        return None
    if word[0] in PARTS:
        fraction = _fraction(position, word.end(), 1, PARTS[word[0]])
        of_scale = _OF_SCALE.match(folded, fraction.end)
        return _scaled(folded, fraction) if of_scale or word[0] in ("half", "quarter") else fraction
    if article is None and word[0] in _OF_ITSELF and not _stands_alone(folded, position):
        return None
    read = spelled(folded, word_at, one=word[0] in _OF_ITSELF)
    return None if read is None else _spelled(folded, position, *read)


def _stands_alone(folded: str, position: int) -> bool:
    """Whether a scale word means one of itself: "*hundred* and twenty men", "over *thousand*"."""
    if _ALONE_AND.match(folded, position):
        return True
    left = folded[max(0, position - _ALONE_REACH) : position]
    return _ALONE.search(left) is not None and _ALONE_BEHIND.match(folded, position) is not None


def _spelled(folded: str, position: int, whole: int, end: int, scale: int) -> Numeral:
    """A whole number in words with the part or scale behind it: "three quarters", "two million"."""
    part = _PART.match(folded, end) if scale == 1 else None
    if part and 0 < whole < _TEEN and (part[1] in PLURAL_PARTS or whole == 1):
        return _scaled(folded, _fraction(position, part.end(), whole, _ALL_PARTS[part[1]]))
    point = _POINT.match(folded, end) if scale == 1 else None
    if point:
        decimals = "".join(str(ONES[word]) for word in _WORD.findall(point[1]))
        value, end, places = Decimal(f"{whole}.{decimals}"), point.end(), len(decimals)
        return _scaled(folded, Numeral(position, end, Form.WORDS, value, value, places=places))
    value, added = Decimal(whole), part_behind(folded, end)
    if added and (whole or scale == 1):
        value, end = _whole(value + scale * added[0]), added[1]
    numeral = Numeral(position, end, Form.WORDS, value, value / scale, scale)
    return _scaled(folded, numeral) if scale == 1 else numeral
