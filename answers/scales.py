"""One scale for numbers in several units: miles beside kilometres, a third beside 33 percent."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from crosscheck.values.conversion import SAME, Conversion, between_currencies, between_units

_PERCENT = Conversion(100.0)
_FRACTION = Conversion(0.01)


def common_unit(items: Sequence[Mapping[str, Any]]) -> tuple[str | None, str]:
    """The (unit, kind) that most of the items have; items have ``unit`` and ``kind``.

    >>> common_unit([{"unit": "km", "kind": "measurement"}, {"unit": "mile", "kind": "measurement"},
    ...              {"unit": "km", "kind": "measurement"}])
    ('km', 'measurement')
    """
    counted = Counter((item.get("unit"), str(item.get("kind", "count"))) for item in items)
    return max(counted, key=lambda pair: counted[pair]) if counted else (None, "count")


def scale(items: Sequence[Mapping[str, Any]]) -> Callable[[Mapping[str, Any]], Conversion | None]:
    """How to bring each item's numbers to the unit that most of them have.

    None for an item that has no place on that scale. Counts are counts, whatever is counted.
    """
    unit, kind = common_unit(items)

    def of(item: Mapping[str, Any]) -> Conversion | None:
        mine, mine_is = item.get("unit"), item.get("kind", "count")
        if mine == unit or kind == mine_is == "count" or mine is None or unit is None:
            return SAME
        if (mine, unit) == ("fraction", "percent"):
            return _PERCENT
        if (mine, unit) == ("percent", "fraction"):
            return _FRACTION
        if kind == mine_is == "money":
            return between_currencies(mine, unit, str(item.get("at") or "")[:10] or None)
        return between_units(mine, unit)

    return of
