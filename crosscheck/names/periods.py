"""Days and periods as a reader names them."""

from datetime import date

from nlp.lexicon.days import MONTHS

_MONTH_NAMES = {MONTHS[name]: name.capitalize() for name in sorted(MONTHS, key=len)}
_PARTS = {
    (1, 3): "first quarter of",
    (4, 6): "second quarter of",
    (7, 9): "third quarter of",
    (10, 12): "fourth quarter of",
    (1, 6): "first half of",
    (7, 12): "second half of",
    (1, 12): "",
}
"""First and last month → the part of a year that they are."""


def in_words(first: date, last: date) -> str:
    """ "14 July 2016", "May 2025", "first quarter of 2025", "January to July 2025", "2024"."""
    month, other = _MONTH_NAMES[first.month], _MONTH_NAMES[last.month]
    if first == last:
        return f"{first.day} {month} {first.year}"
    if first.day == 1 and _ends_month(last):
        part = _PARTS.get((first.month, last.month))
        if first.year == last.year:
            named = f"{month} to {other}" if month != other else month
            return f"{named if part is None else part} {last.year}".strip()
        if part == "":
            return f"{first.year} to {last.year}"
    year = "" if first.year == last.year else f" {first.year}"
    start = f"{first.day}" if (month, year) == (other, "") else f"{first.day} {month}{year}"
    return f"{start} to {last.day} {other} {last.year}"


def _ends_month(day: date) -> bool:
    return date.fromordinal(day.toordinal() + 1).day == 1
