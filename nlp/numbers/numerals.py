"""Numerals: what is printed as a number, in digits, words or both, and the value it has.

``numeral_at(folded, position)`` reads the longest numeral that starts at a position of a folded
text (``nlp.text.folding``). It knows nothing of units, hedges or whether the number is a claim.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

from nlp.numbers.spelled import ONES, PLURAL_SCALES, SCALES, TENS, spelled

# Written after digits, with or without a blank.
SHORT_SCALES = {
    "mn": 10**6,
    "mln": 10**6,
    "bn": 10**9,
    "bln": 10**9,
    "tn": 10**12,
    "trn": 10**12,
    "trln": 10**12,
}
# Written close after digits; most are units as well, so the caller says when they may be scales.
LETTER_SCALES = {"k": 10**3, "m": 10**6, "b": 10**9, "t": 10**12, "cr": 10**7, "mm": 10**6}
PARTS = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "twelfth": 12,
    "sixteenth": 16,
    "twentieth": 20,
    "hundredth": 100,
    "thousandth": 1000,
}
_PLURAL_PARTS = {"halves": 2} | {word + "s": value for word, value in PARTS.items()}
FRACTION_SIGNS = {
    "½": (1, 2),
    "⅓": (1, 3),
    "⅔": (2, 3),
    "¼": (1, 4),
    "¾": (3, 4),
    "⅕": (1, 5),
    "⅖": (2, 5),
    "⅗": (3, 5),
    "⅘": (4, 5),
    "⅙": (1, 6),
    "⅚": (5, 6),
    "⅛": (1, 8),
    "⅜": (3, 8),
    "⅝": (5, 8),
    "⅞": (7, 8),
}
_VAGUE = {
    "dozens": 12,
    "scores": 20,
    "hundreds": 100,
    "thousands": 10**3,
    "millions": 10**6,
    "billions": 10**9,
    "trillions": 10**12,
    "lakhs": 10**5,
    "crores": 10**7,
}
_SIGNS = "".join(FRACTION_SIGNS)
_STARTERS = "|".join(sorted({*ONES, *TENS, *_VAGUE, "half", "tens"}))
_BIG = "dozen|hundred|thousand|million|billion|trillion|lakh|crore"
SEED = re.compile(
    rf"[0-9{_SIGNS}]"
    rf"|(?<![a-z0-9])(?:{_STARTERS}"
    rf"|an? (?:good |full |whole |cool |few |couple (?:of )?)?(?:{_BIG}|half|third|quarter"
    r"|fifth|sixth"
    r"|seventh|eighth|ninth|tenth|twelfth|sixteenth|twentieth|hundredth|thousandth)"
    rf"|(?:several|many|few|couple|couple of)(?=[ -](?:{_BIG}))"
    rf"|quarter(?=(?:[ -]| of an? )(?:million|billion)|-century)|(?<=another )(?:{_BIG})"
    r"|(?<=the )dozen"
    rf"|(?<=additional )(?:{_BIG}))(?![a-z])"
)
"""Where a numeral may start, in a folded text. Nothing that does not match here is ever read."""
_DIGITS = re.compile(
    r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,7}(?![0-9])(?:\.[0-9]{1,12}(?![0-9]))?"
    r"|[0-9]{1,3}(?:,[0-9]{2}){1,6},[0-9]{3}(?![0-9])(?:\.[0-9]{1,6})?"
    r"|[0-9]{1,3}(?: [0-9]{3}){1,5}(?![0-9]|,[0-9]{3})(?:[.,][0-9]{1,3}(?![0-9]))?"
    r"|[0-9]{1,3}(?:\.[0-9]{3}){2,6}(?![0-9])(?:,[0-9]{1,3})?"
    r"|[0-9]{1,3}(?:'[0-9]{3}){1,6}(?![0-9])(?:\.[0-9]{1,6})?"
    r"|[0-9]{1,18}(?![0-9])(?:[.·][0-9]{1,18}(?![0-9])|,[0-9]{1,2}(?![0-9,]))?)"
)
_POWER = re.compile(r" ?[×x] ?10(?:\^ ?)?([-−]?[0-9]{1,2})(?![0-9])|(?<=[0-9])e([+-][0-9]{1,2})")
_SUPERSCRIPT_POWER = re.compile(r" ?[×x] ?10([⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})")
_SUPERSCRIPTS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
_PART_WORDS = "|".join(sorted({*PARTS, *_PLURAL_PARTS}, key=len, reverse=True))
_PART = re.compile(rf"[ -]({_PART_WORDS})(?![a-z-])")
_PART_HYPHENED = re.compile(rf"-({_PART_WORDS})(?![a-z])|[ ]({_PART_WORDS})-(?=of)")
_AND_PART = re.compile(
    r"(?: and |-and-| and-)(?:(?:an?|one|1)[ -](half|third|quarter|fifth|eighth|tenth)"
    r"|(two|three|2|3)[ -](thirds|quarters|quarter|third|fifths|eighths))(?![a-z])"
)
_SLASH_PART = re.compile(r"([0-9]{1,3})/([0-9]{1,4})(?![0-9/]|[.,][0-9])")
_SLASHED = frozenset({2, 3, 4, 5, 6, 8, 10, 16, 32, 64, 128})
_MIXED_SLASH = re.compile(r"[ -]([1-9])/([2-9]|10|16|32)(?![0-9/])")
_SCALE_AFTER = re.compile(
    r"[ -]?(" + "|".join(sorted({*SHORT_SCALES}, key=len, reverse=True)) + r")(?![a-z])"
    r"|[ -]?("
    + "|".join(sorted({*SCALES, *PLURAL_SCALES, "hundred", "dozen"}, key=len, reverse=True))
    + r")(?![a-z])"
)
_LETTER_AFTER = re.compile(r" ?(mm|cr|[kmbt])(?![a-z0-9²³/])")
_OF_SCALE = re.compile(r" of an? (" + "|".join([*SCALES, "dozen", "hundred"]) + r")(?![a-z])")
_AND_A_HALF = re.compile(r" and an? (half|quarter|third)(?![a-z])")
_VAGUE_OF = re.compile(
    r"(?: of |-of-| upon )(hundreds|thousands|millions|billions|trillions|lakhs|crores)(?![a-z])"
)
_SCORES = re.compile(
    r" (?:of (?![0-9$£€])|more\b|others?\b|killed|injured|wounded|dead|hurt|arrested|feared"
    r"|missing|died)"
)
_FEW = re.compile(
    r"(?:an? few|several|many|an? couple(?: of)?|couple(?: of)?|few)[ -]"
    r"(dozen|hundred|thousand|million|billion|trillion|lakh|crore)(s?)(?![a-z])"
)
_ARTICLE = re.compile(r"an? (?:good |full |whole |cool )?")


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
        top, bottom = FRACTION_SIGNS[first]
        return _scaled(folded, _fraction(position, position + 1, top, bottom), money=False)
    if first.isdigit():
        return _digits(folded, position, money)
    return _vague(folded, position) or _words(folded, position)


def _fraction(start: int, end: int, top: int, bottom: int) -> Numeral:
    value = Decimal(top) / Decimal(bottom)
    return Numeral(start, end, Form.FRACTION, value, value)


def _digits(folded: str, position: int, money: bool) -> Numeral | None:
    slash = _SLASH_PART.match(folded, position)
    if slash:
        top, bottom = int(slash.group(1)), int(slash.group(2))
        if 0 < top < bottom and (bottom in _SLASHED or folded.startswith(" of ", slash.end())):
            return _fraction(position, slash.end(), top, bottom)
    found = _DIGITS.match(folded, position)
    if found is None:
        return None
    printed = found.group()
    whole, places, grouped = _plain(printed)
    value = Decimal(whole)
    end = found.end()
    power = _POWER.match(folded, end) or _SUPERSCRIPT_POWER.match(folded, end)
    if power:
        exponent = (power.group(1) or power.group(2)).translate(_SUPERSCRIPTS).replace("−", "-")
        value = value.scaleb(int(exponent))
        places = max(0, places - int(exponent))
        end = power.end()
    if end < len(folded) and folded[end] in FRACTION_SIGNS:
        top, bottom = FRACTION_SIGNS[folded[end]]
        value += Decimal(top) / Decimal(bottom)
        end += 1
    elif places == 0:
        mixed = _MIXED_SLASH.match(folded, end)
        if mixed and int(mixed.group(1)) < int(mixed.group(2)):
            value += Decimal(mixed.group(1)) / Decimal(mixed.group(2))
            end = mixed.end()
        else:
            part = _and_part(folded, end)
            if part:
                value, end = value + part[0], part[1]
            elif value < 20:
                hyphened = _PART_HYPHENED.match(folded, end)
                if hyphened:
                    bottom = _part(hyphened.group(1) or hyphened.group(2))
                    return _fraction(position, hyphened.end(), int(value), bottom)
    numeral = Numeral(position, end, Form.DIGITS, value, value, places=places, grouped=grouped)
    return _scaled(folded, numeral, money=money)


def _plain(printed: str) -> tuple[str, int, bool]:
    """Digits as Python reads them, the decimals printed, and whether thousands are parted."""
    for separator in " '":
        if separator in printed:
            plain = printed.replace(separator, "").replace(",", ".")
            return plain, _places(plain), True
    if printed.count(".") > 1:
        plain = printed.replace(".", "").replace(",", ".")
        return plain, _places(plain), True
    if re.fullmatch(r"[0-9]+,[0-9]{1,2}", printed):
        plain = printed.replace(",", ".")
        return plain, _places(plain), False
    plain = printed.replace(",", "").replace("·", ".")
    return plain, _places(plain), "," in printed


def _places(plain: str) -> int:
    return len(plain.partition(".")[2])


def _part(word: str) -> int:
    return PARTS.get(word) or _PLURAL_PARTS[word]


def _and_part(folded: str, position: int) -> tuple[Decimal, int] | None:
    """ "and a half", "-and-a-half", "and three quarters": what is added, and where it ends."""
    found = _AND_PART.match(folded, position)
    if found is None:
        return None
    if found.group(1):
        return Decimal(1) / _part(found.group(1)), found.end()
    top = {"two": 2, "2": 2}.get(found.group(2), 3)
    return Decimal(top) / _part(found.group(3)), found.end()


def _scaled(folded: str, numeral: Numeral, *, money: bool) -> Numeral:
    """The numeral with the scale words that follow it."""
    scale, end = 1, numeral.end
    for _ in range(3):
        found = _SCALE_AFTER.match(folded, end)
        if found is None:
            break
        word = found.group(1) or found.group(2)
        if word == "lac" and numeral.form is not Form.DIGITS:
            break
        scale *= (
            SHORT_SCALES.get(word)
            or SCALES.get(word)
            or PLURAL_SCALES.get(word)
            or {"hundred": 100, "dozen": 12}[word]
        )
        end = found.end()
    if scale == 1 and money and numeral.form is Form.DIGITS:
        letter = _LETTER_AFTER.match(folded, end)
        if letter:
            scale, end = LETTER_SCALES[letter.group(1)], letter.end()
    if scale == 1 and numeral.form is Form.FRACTION:
        of_scale = _OF_SCALE.match(folded, end)
        if of_scale:
            scale = _scale_word(of_scale.group(1))
            end = of_scale.end()
    if scale == 1:
        return numeral
    assert numeral.value is not None
    form = Form.DIGITS if numeral.form is Form.DIGITS else Form.WORDS
    return Numeral(
        numeral.start,
        end,
        form,
        _whole(numeral.value * scale),
        numeral.mantissa,
        scale,
        numeral.places,
        grouped=numeral.grouped,
    )


def _scale_word(word: str) -> int:
    return SCALES.get(word) or {"hundred": 100, "dozen": 12}[word]


def _whole(value: Decimal) -> Decimal:
    """Without the dust that a third of a million leaves."""
    return round(value, 6).normalize() + 0


def _vague(folded: str, position: int) -> Numeral | None:
    few = _FEW.match(folded, position)
    if few:
        magnitude, end = _scale_word(few.group(1)), few.end()
        more = _SCALE_AFTER.match(folded, end)
        if more and more.group(2) in SCALES and not few.group(2):
            magnitude, end = magnitude * SCALES[more.group(2)], more.end()
        return Numeral(position, end, Form.VAGUE, None, Decimal(0), magnitude=magnitude)
    word = re.compile(r"[a-z]{4,9}").match(folded, position)
    if word is None or (word.group() not in _VAGUE and word.group() != "tens"):
        return None
    of = _VAGUE_OF.match(folded, word.end())
    if word.group() == "tens" and of is None:
        return None
    if word.group() == "scores" and _SCORES.match(folded, word.end()) is None:
        return None
    magnitude = _VAGUE.get(word.group(), 10)
    end = word.end()
    if of:
        magnitude, end = magnitude * _VAGUE[of.group(1)], of.end()
    return Numeral(position, end, Form.VAGUE, None, Decimal(0), magnitude=magnitude)


def _words(folded: str, position: int) -> Numeral | None:
    article = _ARTICLE.match(folded, position)
    if article:
        return _after_article(folded, position, article.end())
    if folded.startswith("half", position):
        return _half(folded, position)
    for lone in ("dozen", "hundred", "thousand", "million", "billion"):
        if folded.startswith(lone, position):
            numeral = Numeral(position, position, Form.WORDS, Decimal(1), Decimal(1))
            return _scaled_from(folded, numeral, position)
    if folded.startswith("quarter", position):
        found = re.compile(r"quarter(?:[- ]| of an? )(million|billion|century)(?![a-z])").match(
            folded, position
        )
        if found is None or found.group(1) == "century":
            return None
        value = Decimal(SCALES[found.group(1)]) / 4
        return Numeral(position, found.end(), Form.WORDS, value, value)
    read = spelled(folded, position)
    if read is None:
        return None
    whole, end, scale = read
    mantissa = Decimal(whole) / scale if whole else Decimal(0)
    if scale == 1:
        part = _PART.match(folded, end) or _PART_HYPHENED.match(folded, end)
        if part and 0 < whole < 20:
            word = part.group(1) or part.group(2)
            if word in _PLURAL_PARTS or whole == 1:
                fraction = _fraction(position, part.end(), whole, _part(word))
                return _scaled(folded, fraction, money=False)
        added = _and_part(folded, end)
        if added:
            value = Decimal(whole) + added[0]
            numeral = Numeral(position, added[1], Form.WORDS, value, value)
            return _scaled(folded, numeral, money=False)
        numeral = Numeral(position, end, Form.WORDS, Decimal(whole), Decimal(whole))
        return _scaled(folded, numeral, money=False)
    added_scale = _AND_A_HALF.match(folded, end)
    if added_scale and whole:
        value = _whole(Decimal(whole) + Decimal(scale) / _part(added_scale.group(1)))
        return Numeral(position, added_scale.end(), Form.WORDS, value, value / scale, scale)
    return Numeral(position, end, Form.WORDS, Decimal(whole), mantissa, scale)


def _scaled_from(folded: str, numeral: Numeral, position: int) -> Numeral | None:
    """A scale word that stands for one of itself: "another million"."""
    found = re.compile(r"(dozen|hundred|thousand|million|billion|trillion|lakh|crore)s?").match(
        folded, position
    )
    if found is None or found.group().endswith("s"):
        return None
    scale, end = _scale_word(found.group(1)), found.end()
    more = _SCALE_AFTER.match(folded, end)
    if more and more.group(2) in SCALES:
        scale, end = scale * SCALES[more.group(2)], more.end()
    value = Decimal(scale)
    added = _AND_A_HALF.match(folded, end)
    if added:
        value, end = value + Decimal(scale) / _part(added.group(1)), added.end()
    return Numeral(numeral.start, end, Form.WORDS, _whole(value), _whole(value) / scale, scale)


def _after_article(folded: str, position: int, word_at: int) -> Numeral | None:
    """ "a million", "a dozen", "a half", "a third", "a hundred and twenty"."""
    for word in ("half", "quarter"):
        if folded.startswith(word, word_at):
            end = word_at + len(word)
            fraction = _fraction(position, end, 1, PARTS[word])
            return _scaled(folded, fraction, money=False)
    numeral = Numeral(position, position, Form.WORDS, Decimal(1), Decimal(1))
    scaled = _scaled_from(folded, numeral, word_at)
    if scaled is not None:
        rest = re.compile(r"(?: and |,? )").match(folded, scaled.end)
        if scaled.scale in (100, 1000) and scaled.mantissa == 1 and rest:
            added = (
                spelled(folded, rest.end())
                if folded[rest.end() : rest.end() + 1].isalpha()
                else None
            )
            if added and added[2] == 1 and 0 < added[0] < scaled.scale and "and" in rest.group():
                value = Decimal(scaled.scale + added[0])
                return Numeral(position, added[1], Form.WORDS, value, value)
        return scaled
    found = re.compile(r"[a-z]{5,10}").match(folded, word_at)
    if found and found.group() in PARTS:
        return _fraction(position, found.end(), 1, PARTS[found.group()])
    return None


def _half(folded: str, position: int) -> Numeral | None:
    scaled = re.compile(
        r"half[- ](?:an? |a-)?(dozen|hundred|thousand|million|billion|trillion|lakh|crore)(?![a-z])"
    ).match(folded, position)
    if scaled:
        value = _whole(Decimal(_scale_word(scaled.group(1))) / 2)
        return Numeral(position, scaled.end(), Form.WORDS, value, value)
    return _fraction(position, position + 4, 1, 2)
