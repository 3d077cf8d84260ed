"""How one would settle on a number, by rules that stand beside it: never that it is true."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypedDict

from answers import words


class Look(TypedDict):
    """One way to look at a figure's numbers: what it gives, and by which rule."""

    name: str
    called: str | None
    at: str | None
    rule: str


RULES = {
    "lowest": "The least end of all numbers in print, as rounded: “7.9 million” begins at 7.85.",
    "highest": "The greatest end of all numbers in print, as rounded: “7.9 million” ends at 7.95.",
    "latest": "As of the latest time, else first printed last; a named origin goes before none. "
    "What was replaced or denied does not count, a forecast only where nothing else does.",
    "two origins": "What at least two independent origins print, or both allow. Of one origin its "
    "latest number counts; a number without a named source counts for the voice that prints it, "
    "and only where fewer than two origins are named. Bounds, and what the latest leaves out, "
    "count for nothing.",
}
"""The ways → their rules; what was replaced or denied, and forecasts, count for the ends alone."""


def lens(
    row: Mapping[str, Any], unit: str | None, readings: Sequence[Mapping[str, Any]] = ()
) -> list[Look]:
    """What each way gives of a row of ``figures``; ``unit`` is the one that is shown.

    An end that one of the ``readings`` prints in words is told in these: "dozens", never 24.
    """
    worded = {end: told for one in readings for end, told in _worded(one)}

    def called(low: float | None, high: float | None) -> str | None:
        if low is None or high is None:
            return None
        if low == high and low in worded:
            return worded[low]
        value = low if low == high else None
        return words.reading(value, low, high, "exact", unit)

    gives = {
        "lowest": (row["low"], row["low"], None),
        "highest": (row["high"], row["high"], None),
        "latest": (row["latest"], row["latest"], row["latest_at"]),
        "two origins": (row["shared_low"], row["shared_high"], None),
    }
    return [
        {"name": name, "called": called(low, high), "at": at, "rule": RULES[name]}
        for name, (low, high, at) in gives.items()
    ]


def _worded(reading: Mapping[str, Any]) -> Iterator[tuple[float, str]]:
    """The ends of a reading that is printed in words without a digit, each with these words.

    Words of a range or of a limit ("at least nineteen") are those of none of its ends.
    """
    told = reading["called"].removeprefix("from ")
    if reading["qualifier"] in ("exact", "vague") and not any(map(str.isdigit, told)):
        ends = (reading["value"], reading["low"], reading["high"])
        yield from ((end, told) for end in ends if end is not None)
