"""What a figure's prints imply for an earlier time, beside what is printed for that time.

"297, up 180 from 2023" implies 117 for 2023; where another sentence, or another outlet, prints 180
for 2023, both stand side by side. The level and the change may come from two sentences or two
outlets, as long as they ask alike; nothing is told where nobody prints the earlier number.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from answers import words
from answers.queries import arithmetic as queries
from answers.queries.rows import Connection, Row
from crosscheck.values.numbers import tidy
from nlp.lexicon.stems import content_stems
from terms.enums import Change

MOST = 6
"""Sums that are shown of one figure."""

_STEPS = {Change.INCREASE_BY: -1, Change.DECREASE_BY: 1}
_LEVELS = (None, Change.INCREASE_TO, Change.DECREASE_TO)


@dataclass(frozen=True, slots=True)
class Sum:
    """A level, a change to it, and the earlier level that both imply."""

    level: Row
    step: Row
    earlier: float

    @property
    def year(self) -> int | None:
        """The year of the earlier level, where the change names it."""
        year: int | None = self.step["base_year"]
        return year


def beside(conn: Connection, figure_id: str, story_id: str | None) -> list[dict[str, Any]]:
    """The sums of a figure with the printed numbers that they stand against, those first that
    differ: ``line``, ``implied``, ``level``, ``step``, and ``printed`` (claims)."""
    if story_id is None:
        return []
    found: dict[tuple[float, int | None], dict[str, Any]] = {}
    for kind in _kinds(conn, figure_id):
        claims = queries.claims_of_story(conn, story_id, kind)
        levels = [row for row in claims if row["figure_id"] == figure_id]
        for one in _sums(levels, claims):
            printed = list(_printed(one, claims))
            if printed:
                found.setdefault((one.earlier, one.year), _told(one, printed))
    return sorted(found.values(), key=lambda item: item["agrees"])[:MOST]


def _kinds(conn: Connection, figure_id: str) -> list[str]:
    rows = conn.execute("SELECT DISTINCT kind FROM claims WHERE figure_id = ?", [figure_id])
    return [kind for (kind,) in rows]


def _sums(levels: Sequence[Row], claims: Sequence[Row]) -> Iterable[Sum]:
    for level in levels:
        if level["change"] not in _LEVELS:
            continue
        for step in claims:
            sign = _STEPS.get(step["change"])
            if sign is None or not alike(level, step) or not _fits(level, step):
                continue
            earlier = float(tidy(round(level["value"] + sign * step["value"], 6)))
            if earlier >= 0:
                yield Sum(level, step, earlier)


def _fits(level: Row, step: Row) -> bool:
    """Is the change one of this level: of its sentence, or of a text with no level of its own?"""
    place = ("version_id", "sentence_start")
    if all(level[name] == step[name] for name in place):
        return True
    whole = step["kind"] in ("count", "money") and level["value"] > step["value"]
    return whole and step["base_year"] is not None


def _printed(one: Sum, claims: Sequence[Row]) -> Iterable[Row]:
    """What is printed for the earlier time of the same question."""
    for row in claims:
        if row["id"] in (one.level["id"], one.step["id"]) or not alike(one.level, row):
            continue
        if row["change"] == Change.FROM_LEVEL:
            if None in (row["base_year"], one.year) or row["base_year"] == one.year:
                yield row
        elif row["change"] in _LEVELS and one.year is not None and _year(row) == one.year:
            yield row


def _year(row: Row) -> int | None:
    """The one year that a claim's period lies in."""
    start, end = row["period_start"], row["period_end"]
    if not start or not end or start[:4] != end[:4]:
        return None
    return int(start[:4])


def alike(a: Row, b: Row) -> bool:
    """Do two claims count the same thing, whatever the time?"""
    if a["unit"] != b["unit"] and not a["kind"] == b["kind"] == "count":
        return False
    for name in ("word_class", "counted"):
        if a[name] and b[name] and a[name] != b[name]:
            return False
    if a["word_class"] and a["word_class"] == b["word_class"]:
        return True
    return bool(content_stems(a["measure"] or "") & content_stems(b["measure"] or ""))


def _told(one: Sum, printed: Sequence[Row]) -> dict[str, Any]:
    unit = words.shown_unit(one.level["unit"], one.level["kind"])
    implied = words.amount(tidy(one.earlier), unit)
    when = f" for {one.year}" if one.year else " for the time before"
    agrees = all(_holds(one.earlier, row) for row in printed)
    prints = "; ".join(dict.fromkeys(f"{row['outlet']} prints {row['quote']}" for row in printed))
    direction = "up" if one.step["change"] == Change.INCREASE_BY else "down"
    return {
        "line": f"“{one.level['quote']}” ({one.level['outlet']}), {direction} "
        f"“{one.step['quote']}” ({one.step['outlet']}), implies {implied}{when}; {prints}.",
        "implied": implied,
        "year": one.year,
        "agrees": agrees,
        "level": _claim(one.level),
        "step": _claim(one.step),
        "printed": [_claim(row) for row in printed],
    }


def _holds(value: float, printed: Row) -> bool:
    """Is the value what is printed, within its rounding?"""
    low, high = printed["low"], printed["high"]
    within = (low is None or low <= value) and (high is None or value <= high)
    return value == printed["value"] or within


def _claim(row: Row) -> dict[str, Any]:
    names = ("id", "article_id", "outlet", "quote", "value", "sentence", "figure_id")
    return {name: row[name] for name in names}
