"""Years that do not begin in January: "2021-22", "the 2023-24 financial year".

Which days they are only a country's law can tell, of its financial year. A season, a school year
or a bare "2021-22" keeps its words and has no bounds.
"""

import re
from datetime import date, timedelta

from nlp.time.calendar import EARLIEST_YEAR, LATEST_YEAR, UNRESOLVED, Days
from nlp.time.setting import Dating, Role, Setting

_NOT_RESOLVED = Dating(Role.DURING, UNRESOLVED)
_STARTS = {"GB": (4, 1), "IN": (4, 1), "AU": (7, 1), "US": (10, 1)}
"""Month and day on which the financial year of a country begins; of the US the federal one."""
_OFFICIAL = ("financial", "fiscal", "budget")


def in_split_year(found: re.Match[str], setting: Setting) -> Dating:
    """ "2021-22", "the 2023-24 financial year", "2022/2023"."""
    year, end = found["year"] or found["year3"], found["end"] or found["end4"] or found["end3"]
    return _between(_first(year, end), _first(year, end), _kind(found), setting)


def in_split_years(found: re.Match[str], setting: Setting) -> Dating:
    """ "between 2018-19 and 2022-23"."""
    first = _first(found["year"], found["end"] or found["end4"])
    last = _first(found["year2"], found["end2"])
    return _between(first, last, found["kind"] or "", setting)


def _kind(found: re.Match[str]) -> str:
    return found["kind"] or found["kind2"] or ""


def _first(year: str, end: str) -> int | None:
    """The year in which one begins that ends in the next; ``None`` for "2010-15"."""
    return int(year) if (int(year) + 1) % 100 == int(end[-2:]) else None


def _between(first: int | None, last: int | None, kind: str, setting: Setting) -> Dating:
    start = _start(kind, setting)
    if first is None or last is None or start is None:
        return _NOT_RESOLVED
    if not EARLIEST_YEAR <= first <= last < LATEST_YEAR:
        return _NOT_RESOLVED
    after = date(last + 1, *start)
    return Dating(Role.DURING, Days(date(first, *start), after - timedelta(days=1)))


def _start(kind: str, setting: Setting) -> tuple[int, int] | None:
    """The day on which a financial year begins where the outlet is; of other years none knows."""
    federal = "federal " in kind
    if kind.removeprefix("federal ") not in _OFFICIAL or federal != (setting.country == "US"):
        return None
    return _STARTS.get(setting.country or "")
