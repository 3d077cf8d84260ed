"""Units of measurement, time, percent and the like: as printed, and as claims name them.

The table is ``units.txt``. Units that claims name in the text's own way (inch, mile, barrel) keep
it; the metric ones have their symbol.
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from terms.enums import Kind

PERCENT = re.compile(
    r"(?:[ -]?(?P<points>percentage[ -]points?|per ?cent(?:age)?[ -]points?|%[ -]?points?|ppts?"
    r"|ppt|pps?"
    r"|p\.p\.|percent-points?|per cent points?)"
    r"|[ -]?(?P<basis>basis[ -]points?|bps|bp)"
    r"|[ -]?(?P<percent>per[ -]?cent|percent|pct\.?|pc|percentage|%))(?![a-z0-9])"
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the tables: its name in claims, its dimension, the factor to the base unit."""

    name: str
    dimension: str
    factor: float
    kind: Kind = Kind.MEASUREMENT


@dataclass(frozen=True, slots=True)
class UnitSpan:
    """A unit read after a number: where its words end, and whether it is a symbol."""

    end: int
    unit: Unit
    symbol: bool = False


_SPEEDS = ("speed", "bandwidth")  # amounts of their own and no rates


def _rows() -> tuple[dict[str, Unit], dict[str, Unit]]:
    """The table's units by the words and by the symbols that print them."""
    words: dict[str, Unit] = {}
    symbols: dict[str, Unit] = {}
    table = files("nlp.lexicon").joinpath("units.txt").read_text(encoding="utf-8")
    for line in table.splitlines():
        if not line or line.startswith("#"):
            continue
        dimension, name, factor, named, short = (cell.strip() for cell in line.split("|"))
        kind = Kind.DURATION if dimension == "time" else Kind.MEASUREMENT
        if "/" in name and dimension not in _SPEEDS:
            kind = Kind.RATE
        _enter(Unit(name, dimension, float(factor), kind), named, short, words, symbols)
    return words, symbols


def _enter(
    unit: Unit, named: str, short: str, words: dict[str, Unit], symbols: dict[str, Unit]
) -> None:
    for word in named.split():
        word = word.replace("_", " ")
        words[word] = unit
        if not word.endswith("s") and word not in ("feet", "square feet", "cubic feet"):
            words[word + "s"] = unit
    for symbol in short.split():
        symbols[symbol.replace("_", " ")] = unit


WORDS, SYMBOLS = _rows()
BY_NAME = {unit.name: unit for unit in [*WORDS.values(), *SYMBOLS.values()]}
# Letters that are words, names or scales as well: only close to the digits.
_CLOSE_ONLY = frozenset({"m", "t", "s", "g", "l", "h", "F", "in.", "ins", "mb", "L", "mi",
                         "K", "MT", "mt", "gm", "cal", "kn", "MP", "db", "PS"})  # fmt: skip
_SPACED_TOO = frozenset({"m", "g", "l", "C", "F", "t", "h", "V", "W", "J", "PS", "L"})


def _alternatives(names: list[str]) -> str:
    escaped = sorted((re.escape(name) for name in names), key=len, reverse=True)
    return "|".join(escaped).replace(r"\ ", "[ -]")


_WORD = re.compile(rf"[ -]?({_alternatives(list(WORDS))})(?![a-z0-9])")
_SYMBOL_CLOSE = re.compile(rf"({_alternatives(list(SYMBOLS))})(?![A-Za-z0-9/²³])")
_SPACED = [name for name in SYMBOLS if name not in _CLOSE_ONLY or name in _SPACED_TOO]
_SYMBOL_SPACED = re.compile(rf"[ -]({_alternatives(_SPACED)})(?![A-Za-z0-9/²³'])")
_DIMENSION_AHEAD = re.compile(
    r"[- ](?:deep|wide|long|high|tall|thick|away|above|below|across|apart|from|sprint|race"
    r"|freestyle|backstroke|breaststroke|butterfly|hurdles|relay|swim|final|underwater|gap|drop"
    r"|waves?|water|wall|ridge|mountain|mark|peak|tower|crane|ladder|pool|cliff|radius|hole|by"
    r"|\(|x |×|yacht|vessel|ship|boat)"
)
_DIMENSION_BEFORE = re.compile(
    r"\b(?:depth|height|altitude|elevation|length|width|distance|radius|diameter|tall|deep|high"
    r"|long|wide|waves?|metres|meters|sprint|hurdles|freestyle|snow|rain|level|levels)\b"
)
_PLURAL_AHEAD = re.compile(r" (?:[a-z][a-z'-]{1,15} ){0,3}(?:[a-z-]{3,20}s|people|children)\b")
_WEIGHT_NEAR = re.compile(
    r"\b(?:weigh(?:s|ed|ing|t)?|heav(?:y|ier|iest)|lost|losing|shed|slimm(?:ed|ing)|gained|load"
    r"|scales?|lift(?:ed|ing|s)?|luggage|body|bench|dropp(?:ed|ing)|force)\b"
)


def unit_after(folded: str, tidied: str, position: int) -> UnitSpan | None:
    """The unit of measurement or time that follows a number ending at a position, or ``None``.

    ``folded`` and ``tidied`` are the two views of ``nlp.text.folding``; symbols are case-sensitive.
    """
    found = _WORD.match(folded, position)
    close = _SYMBOL_CLOSE.match(tidied, position) or _SYMBOL_SPACED.match(tidied, position)
    if close is not None and (found is None or close.end() > found.end()):
        name = close.group(1)
        unit = SYMBOLS.get(name) or SYMBOLS[name.replace("-", " ")]
        return UnitSpan(close.end(), unit, True)
    if found is None:
        return None
    word = found.group(1)
    return UnitSpan(found.end(), WORDS.get(word) or WORDS[word.replace("-", " ")])


def is_length_m(folded: str, start: int, end: int, *, spaced: bool, large: bool) -> bool:
    """Whether the "m" after a number that ends at ``end - 1`` is metres and not millions."""
    if _DIMENSION_AHEAD.match(folded, end):
        return True
    if spaced or large:
        return not _PLURAL_AHEAD.match(folded, end) or large
    if _PLURAL_AHEAD.match(folded, end):
        return False
    if re.compile(r" [a-z]").match(folded, end) is None:
        return _DIMENSION_BEFORE.search(folded[max(0, start - 40) : start]) is not None
    return (
        re.compile(r" (?:of|or|in|more|to|and|on|for|from|at|a|were|are|have|had)\b").match(
            folded, end
        )
        is None
        or _DIMENSION_BEFORE.search(folded[max(0, start - 40) : start]) is not None
    )


_MONEY_NEAR = re.compile(
    r"\b(?:fin(?:e|es|ed)|pa(?:y|ys|id|ying)|costs?|worth|pric(?:e|es|ed)|spen[dt]\w{0,3}"
    r"|earn\w{0,3}|ow(?:e|es|ed|ing)"
    r"|wages?|salar(?:y|ies)|bills?|charg(?:e|es|ed|ing)|rais(?:e|ed|ing)|stole|stolen|budget"
    r"|donat\w{1,3}|rent|fees?"
    r"|tax|debt|loan|prize|reward|profit|loss|sold|bought|refund\w{0,3}|saved?|saving|grants?"
    r"|fund\w{0,3})\b"
)


def is_spent(folded: str, start: int) -> bool:
    """Whether the words before a number speak of money."""
    return _MONEY_NEAR.search(folded[max(0, start - 40) : start]) is not None


def is_plural(folded: str, end: int) -> bool:
    """Whether a plural noun follows, perhaps behind adjectives."""
    return _PLURAL_AHEAD.match(folded, end) is not None


def is_weight(folded: str, start: int, end: int, *, large: bool) -> bool:
    """Whether "pounds" beside a number are a weight and not money."""
    near = folded[max(0, start - 40) : start] + " " + folded[end : end + 25]
    if _WEIGHT_NEAR.search(near):
        return True
    return folded.startswith(" of ", end) and not large


@cache
def same_measure(first: str, second: str) -> float | None:
    """How many of the second unit make one of the first, or ``None`` for other dimensions."""
    one, other = BY_NAME.get(first), BY_NAME.get(second)
    if one is None or other is None or one.dimension != other.dimension:
        return None
    return one.factor / other.factor
