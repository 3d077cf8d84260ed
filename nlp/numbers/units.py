"""Units of measurement and time: as printed, as claims name them, and what one is in another.

The table is ``lexicon/units.tsv``. Percent and money are no units of it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from nlp.lexicon import alternatives, rows
from terms.enums import Kind


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the table: its name in claims, its dimension, the factor to the base unit."""

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


_OF_THEIR_OWN = frozenset({"speed", "bandwidth"})
"""Dimensions whose units have a slash and are amounts nevertheless, no rates."""
_ZERO = {"°C": 273.15, "°F": 459.67 * 5 / 9}
"""Where the scales of temperature begin, in kelvin."""


def _unit(name: str, dimension: str, factor: float) -> Unit:
    kind = Kind.DURATION if dimension == "time" else Kind.MEASUREMENT
    if "/" in name and dimension not in _OF_THEIR_OWN:
        kind = Kind.RATE
    return Unit(name, dimension, factor, kind)


def _spelled(cell: str) -> list[str]:
    return [word.replace("_", " ") for word in cell.split()]


WORDS: dict[str, Unit] = {}
"""The units by the words that print them, singular and plural."""
SYMBOLS: dict[str, Unit] = {}
"""The units by their symbols, whose case counts."""
_CLOSE: set[str] = set()
for _row in rows("units"):
    _cells = _row.cells
    _found = _unit(_cells["name"], _cells["dimension"], float(_cells["factor"]))
    for _word in _row.words:
        WORDS[_word] = _found
        if not _word.endswith(("s", "feet")):
            WORDS[_word + "s"] = _found
    _CLOSE.update(_spelled(_cells["close"]))
    SYMBOLS.update(
        (symbol, _found) for symbol in _spelled(_cells["symbols"] + " " + _cells["close"])
    )
BY_NAME = {unit.name: unit for unit in [*WORDS.values(), *SYMBOLS.values()]}


def _alternatives(names: Iterable[str]) -> str:
    return alternatives(names).replace(r"\ ", "[ -]")


_WORD = re.compile(rf"[ -]?({_alternatives(WORDS)})(?![a-z0-9])")
_SYMBOL = re.compile(
    rf"({_alternatives(SYMBOLS)})(?![A-Za-z0-9/²³])"
    rf"|[ -]({_alternatives(SYMBOLS.keys() - _CLOSE)})(?![A-Za-z0-9/²³'])"
)


def unit_after(folded: str, tidied: str, position: int) -> UnitSpan | None:
    """The unit of measurement or time that follows a number ending at a position, or ``None``.

    ``folded`` and ``tidied`` are the two views of ``nlp.text.folding``; symbols are case-sensitive.
    """
    word = _WORD.match(folded, position)
    symbol = _SYMBOL.match(tidied, position)
    if symbol is not None and (word is None or symbol.end() > word.end()):
        return UnitSpan(symbol.end(), _named(SYMBOLS, symbol[1] or symbol[2]), True)
    return None if word is None else UnitSpan(word.end(), _named(WORDS, word[1]))


def _named(table: dict[str, Unit], printed: str) -> Unit:
    return table.get(printed) or table[printed.replace("-", " ")]


def unit_named(printed: str) -> Unit | None:
    """The unit that a claim's name, a word or a symbol stands for: "km", "kilometres", "kph"."""
    return BY_NAME.get(printed) or SYMBOLS.get(printed) or WORDS.get(printed.lower())


def dimension_of(printed: str) -> str | None:
    """What a unit measures ("length", "energy"), or ``None`` for a word that is no unit.

    >>> dimension_of("mph"), dimension_of("feet"), dimension_of("sheep")
    ('speed', 'length', None)
    """
    unit = unit_named(printed)
    return None if unit is None else unit.dimension


@cache
def conversion(first: str, second: str) -> tuple[float, float] | None:
    """Factor and offset that turn the first unit into the second; ``None``: other dimensions.

    >>> conversion("mile", "km"), conversion("K", "°C")
    ((1.609344, 0.0), (1.0, -273.15))
    """
    one, other = unit_named(first), unit_named(second)
    if one is None or other is None or one.dimension != other.dimension:
        return None
    zero = _ZERO.get(one.name, 0.0) - _ZERO.get(other.name, 0.0)
    return one.factor / other.factor, zero / other.factor
