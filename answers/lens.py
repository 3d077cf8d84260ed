"""How one would settle on a number, by rules that stand beside it: never that it is true."""

from collections.abc import Mapping
from typing import Any, TypedDict

from answers import words


class Look(TypedDict):
    """One way to look at a figure's numbers: what it gives, and by which rule."""

    name: str
    called: str | None
    at: str | None
    rule: str


RULES = {
    "lowest": "The least end of all numbers in print.",
    "highest": "The greatest end of all numbers in print.",
    "latest": "As of the latest time, else first printed last; a named origin goes before none.",
    "two origins": "What at least two independent origins print, or both allow. Of one origin its "
    "latest number counts; a number without a named source counts for the voice that prints it, "
    "and only where fewer than two origins are named. Bounds count for nothing.",
}
"""The ways → their rules; what was replaced or denied, and forecasts, count for the ends alone."""


def lens(row: Mapping[str, Any], unit: str | None) -> list[Look]:
    """What each way gives of a row of ``figures``; ``unit`` is the one that is shown."""

    def called(low: float | None, high: float | None) -> str | None:
        if low is None or high is None:
            return None
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
