"""Watches: what an editor wants to be told of, and what has happened to it.

What has happened is found anew each time and named for good, so that whoever keeps the names tells
nothing twice: a conflict by its figure and when it began, a move by the two numbers, a replaced
number that is still printed by its figure and outlet.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from answers import outdated, words
from answers.cards import cards
from answers.check import touched
from answers.parameters import NotThere, Parameters, WrongParameter
from answers.queries import figures, search
from answers.queries import watches as queries
from answers.queries.rows import Connection, Row
from answers.shapes import Answer, Card
from crosscheck.values.conversion import between_units
from db.ids import content_id
from db.watches import EVENTS, HOURS, KINDS, PERCENT, Alert, NewWatch

SHOWN = 100
"""Alerts on the page, the latest."""

MOST = 50
"""Conflicts that one look tells of; the next one goes on."""


ON = {
    "conflict": "a new conflict",
    "changed": "a number that moved",
    "still": "a replaced number that is still printed",
    "edited": "a replaced number that an article does not print any more",
}
"""What can be told → its words."""

_LONGEST = 400


def page(conn: Connection, asked: Parameters) -> Answer:
    """What is watched, and what was found for it

    ``?watch=`` shows what one watch found; ``?kind=`` and ``?target=`` fill the form.
    """
    if asked.public:
        raise NotThere("This server does not show what is watched.")
    chosen = asked.whole("watch", 0, 1, 10**12)
    row = queries.watch(conn, chosen) if chosen else None
    if chosen and row is None:
        raise NotThere("There is no watch with this number.")
    return {
        "kind": "watches",
        "title": "Watches and alerts",
        "watch": chosen or None,
        "watches": [shown(item) for item in queries.listed(conn)],
        "alerts": queries.alerts(conn, chosen or None, SHOWN),
        "limit": SHOWN,
        "reviewer": asked.reviewer,
        "form": {
            "kind": asked.choice("kind", KINDS, "search"),
            "target": asked.text("target"),
            "kinds": list(KINDS),
            "events": ON,
            "percent": PERCENT,
            "hours": HOURS,
        },
    }


def shown(row: Row) -> dict[str, Any]:
    """A watch with what it tells, in words; ``page`` is the list that its target stands in."""
    events = row["events"].split()
    told = [ON[event] for event in events]
    if "changed" in events:
        told[events.index("changed")] += f" by more than {row['percent']:g} %"
    if "still" in events:
        told[events.index("still")] += f" {row['hours']:g} hours later"
    page = {"figure": "figures", "story": "stories", "outlet": "outlets", "source": "sources"}
    return {**row, "events": events, "tells": told, "page": page.get(row["kind"])}


def wanted(
    conn: Connection,
    kind: str,
    target: str,
    *,
    events: Sequence[str] = EVENTS,
    percent: float = PERCENT,
    hours: float = HOURS,
    name: str | None = None,
) -> NewWatch:
    """A watch that can be begun. Raises ``WrongParameter`` or ``NotThere`` where it cannot."""
    if kind not in KINDS:
        raise WrongParameter(f"What is watched is one of {', '.join(KINDS)}.")
    target = " ".join(target.split())
    if not target or len(target) > _LONGEST:
        raise WrongParameter(f"A target has between 1 and {_LONGEST} characters.")
    if not events or not set(events) <= set(EVENTS):
        raise WrongParameter(f"What is told is one or more of {', '.join(EVENTS)}.")
    if not (0 <= percent < 1e6 and 0 <= hours < 1e5):
        raise WrongParameter("A share in percent and a number of hours cannot be below 0.")
    anchor = None
    called = target
    if kind in ("figure", "story", "outlet", "source"):
        target = _id_of(conn, kind, target)
        if kind == "figure" and (moved := figures.alias(conn, target)) is not None:
            target = moved
        found = queries.known(conn, kind, target)
        if found is None:
            raise NotThere(
                f"There is no {kind} “{target}” in the ledger; its page's address names it rightly."
            )
        called, anchor = found
    elif not search.terms(target):
        raise WrongParameter("A target holds at least one letter or digit.")
    ordered = tuple(event for event in EVENTS if event in events)
    number = queries.same(conn, (kind, target, " ".join(ordered), percent, hours))
    if number is not None:
        raise WrongParameter(f"Watch {number} watches this already.")
    label = " ".join((name or called).split())[:120]
    return NewWatch(label, kind, target, ordered, percent, hours, anchor)


def _id_of(conn: Connection, kind: str, target: str) -> str:
    """The id that a target means: itself, the end of an address, or an outlet's or source's name.

    Raises ``WrongParameter`` where several have the name.
    """
    ended = target.partition("?")[0].rstrip("/").rpartition("/")[2]
    if kind not in ("outlet", "source") or queries.known(conn, kind, ended) is not None:
        return ended
    ids = queries.named(conn, kind, target)
    if len(ids) > 1:
        raise WrongParameter(f"Several have the name “{target}”; give an id: {', '.join(ids)}.")
    return ids[0] if ids else ended


def found(
    conn: Connection, watch: Mapping[str, Any], now: str, *, known: Mapping[str, Row] | None = None
) -> list[Alert]:
    """What has happened to what is watched that is not ``known`` (by event) already.

    ``watch`` has the fields of a row of ``watches``.
    """
    scope = _scope(conn, watch)
    before = known or {}
    events = set(watch["events"].split())
    alerts: list[Alert] = []
    if "conflict" in events:
        alerts += _conflicts(conn, scope, before)
    if "changed" in events:
        alerts += _moved(conn, scope, watch["percent"], before)
    if "still" in events:
        alerts += _still(conn, scope, watch["hours"])
    if "edited" in events:
        alerts += _edited(conn, scope)
    fresh = {alert.event: alert for alert in alerts if alert.event not in before}
    return list(fresh.values())


def fields(watch: NewWatch) -> dict[str, Any]:
    """A watch that is not begun yet, as a row of ``watches``."""
    return {
        "kind": watch.kind,
        "target": watch.target,
        "anchor": watch.anchor,
        "events": " ".join(watch.events),
        "percent": watch.percent,
        "hours": watch.hours,
    }


def _scope(conn: Connection, watch: Mapping[str, Any]) -> queries.Scope:
    kind, target = watch["kind"], watch["target"]
    if kind == "story":
        return queries.of_story(target, watch["anchor"])
    if kind == "search":
        return queries.of_words(" AND ".join(search.terms(target)))
    if kind == "sentence":
        return queries.of_figures([card["id"] for card in touched(conn, target) if card["close"]])
    by_id = {
        "figure": queries.of_figure,
        "outlet": queries.of_outlet,
        "source": queries.of_source,
    }
    return by_id[kind](target)


def _conflicts(conn: Connection, scope: queries.Scope, known: Mapping[str, Row]) -> Iterator[Alert]:
    rows = queries.conflicts(conn, scope)
    began = figures.conflict_began(conn, [row["id"] for row in rows]) if rows else {}
    names = {
        row["id"]: content_id("conflict", row["id"], began.get(row["id"], ""), row["tier"] or "")
        for row in rows
    }
    fresh = [row for row in rows if names[row["id"]] not in known][:MOST]
    of = {row["id"]: row for row in fresh}
    for card in cards(conn, figures.by_ids(conn, list(of))) if of else ():
        tier = of[card["id"]]["tier"] or "conflict"
        yield Alert(
            names[card["id"]], "conflict", card["id"],
            f"New {tier}: {card['label']}", _sides(card),
        )  # fmt: skip


def _sides(card: Card) -> str:
    """Each number with who counted and who prints it."""
    return "\n".join(
        f"{side['called']}: {side['origin'] or 'no source named'}"
        f" ({', '.join(side['outlets'] + side['copies']) or 'nobody now'})"
        for side in card["sides"]
    )


def _moved(
    conn: Connection, scope: queries.Scope, percent: float, known: Mapping[str, Row]
) -> Iterator[Alert]:
    """Figures whose latest number is further than ``percent`` from the one last told of.

    Where none was told, from the first that it replaces: a number that creeps is told in the end.
    """
    last: dict[str, Row] = {
        row["figure_id"]: row for row in known.values() if row["kind"] == "changed"
    }
    rows = queries.moves(conn, scope)
    replaced = {row["old_id"] for row in rows}
    latest: dict[str, Row] = {}
    for row in rows:
        if row["new_id"] in replaced:
            continue
        kept = latest.get(row["figure_id"])
        if kept is None or _first(row, "new") > _first(kept, "new"):
            latest[row["figure_id"]] = row
    for figure_id, row in latest.items():
        new, unit = _value(row, "new"), row["new_unit"]
        told = last.get(figure_id)
        if told is not None:
            old, called = _turned(told["value"], told["unit"], unit, row["kind"]), None
        else:
            first = _value(row, "old")
            old, called = _turned(first, row["old_unit"], unit, row["kind"]), _called(row, "old")
        if new is None or old is None or not _far(old, new, percent):
            continue
        name = called or words.reading(old, old, old, "exact", words.shown_unit(unit, row["kind"]))
        yield Alert(
            content_id("changed", figure_id, f"{old:g}", f"{new:g}", unit or ""), "changed",
            figure_id, f"{name} → {_called(row, 'new')}: {row['label']}",
            f"The number moved{_by(old, new)}; {_called(row, 'new')} was first printed "
            f"{row['new_first_at'] or 'at an unknown time'}.",
            value=new, unit=unit,
        )  # fmt: skip


def _far(old: float, new: float, percent: float) -> bool:
    return old != new and (not old or 100 * abs(new - old) > percent * abs(old))


def _by(old: float, new: float) -> str:
    return f" by {100 * (new - old) / abs(old):+.3g} %" if old else ""


def _still(conn: Connection, scope: queries.Scope, hours: float) -> Iterator[Alert]:
    """Outlets that were seen to print a number ``hours`` after another took its place."""
    for row in queries.still_printed(conn, scope):
        since = _end(row["new_first_at"])
        if since is None:
            continue
        late = (_moment(row["seen_at"]) - since) / timedelta(hours=1)
        if late < hours:
            continue
        old, new = _called(row, "old"), _called(row, "new")
        both = row["both"] and not row["withdrawn"]
        also = f" It prints {new} elsewhere." if both else ""
        number = json.dumps([row[f"old_{key}"] for key in ("value", "low", "high", "unit")])
        yield Alert(
            content_id("still", row["figure_id"], row["outlet_id"], number), "still",
            row["figure_id"], f"{row['outlet']} still prints {old}: {row['label']}",
            f"{new} has been {'withdrawn' if row['withdrawn'] else 'in print'} since "
            f"{row['new_first_at']}; {int(late)} hours later "
            f"{words.plural(row['article_count'], 'article')} of {row['outlet']} still had "
            f"{old}.{also}",
            outlet_id=row["outlet_id"],
        )  # fmt: skip


def _edited(conn: Connection, scope: queries.Scope) -> Iterator[Alert]:
    """Articles that a replaced number has gone from, with or without a notice."""
    followed = queries.of_scope(conn, scope)
    for item in outdated.changed(conn, scope.outlet):
        if item["figure_id"] not in followed:
            continue
        how = "with a notice" if item["noted"] else "without a notice"
        now = f", now {item['now']}" if item["now"] else ""
        yield Alert(
            content_id("edited", item["revision"]), "edited", item["figure_id"],
            f"{item['outlet']} changed {item['old']}{now}: {item['figure']}",
            f"{outdated.spoken(item)} “{item['title']}” was first seen changed, {how}, on "
            f"{item['seen_at']}.",
            outlet_id=item["outlet_id"],
        )  # fmt: skip


def _called(row: Row, end: str) -> str:
    value, low, high, qualifier, unit = (
        row[f"{end}_{key}"] for key in ("value", "low", "high", "qualifier", "unit")
    )
    return words.reading(value, low, high, qualifier, words.shown_unit(unit, row["kind"]))


def _value(row: Row, end: str) -> float | int | None:
    """The number of a reading: of a range its middle, of a bound its end."""
    value, low, high = (row[f"{end}_{key}"] for key in ("value", "low", "high"))
    if value is not None:
        return value  # type: ignore[no-any-return]
    ends = [end for end in (low, high) if end is not None]
    return sum(ends) / len(ends) if ends else None


def _turned(
    value: float | None, unit: str | None, other: str | None, kind: str | None
) -> float | None:
    """A number in another unit; None where there is no fixed way to it.

    What a count counts is part of its question: 12 passengers and 14 people are two answers to one.
    """
    if value is None or unit == other or kind == "count":
        return value
    way = between_units(unit, other) if unit and other else None
    return None if way is None or way.offset else value * way.factor


def _first(row: Row, end: str) -> str:
    return str(row[f"{end}_first_at"] or "")


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text if "T" in text else f"{text}T00:00:00Z")


def _end(text: str | None) -> datetime | None:
    """A moment; of a bare day its end, since nobody knows when on it."""
    if not text:
        return None
    return _moment(text) + (timedelta(0) if "T" in text else timedelta(days=1))
