"""The list of figures, narrowed and sorted as asked."""

from dataclasses import dataclass
from datetime import date, timedelta

from answers import accuracy
from answers.cards import cards
from answers.parameters import Parameters, WrongParameter
from answers.queries import figures, outlets, search, stories
from answers.queries.rows import Connection, Row
from answers.shapes import Answer
from answers.words import TIERS, VERDICTS
from terms.enums import Kind

PAGE = 25
FILTERS = ("words", "tier", "outlet", "story", "kind", "from", "to")
KINDS = tuple(kind.value for kind in Kind)


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What was asked for, as text, and as the query takes it."""

    asked: dict[str, str]
    wanted: figures.Wanted


def index(conn: Connection, asked: Parameters) -> Answer:
    """Figures by words of their name, verdict, tier, outlet, story, kind of number and days."""
    narrowed = narrow(conn, asked)
    sort = asked.choice("sort", list(figures.SORTS), "severity")
    number = asked.whole("page", 1, 1, 4000)
    most = asked.size(PAGE)
    wanted = narrowed.wanted
    found = figures.cards(conn, wanted, sort=sort, limit=most + 1, offset=(number - 1) * most)
    counted = figures.COUNTED if narrowed.asked else None
    story = stories.story(conn, wanted.story_id) if wanted.story_id else None
    return {
        "kind": "figures",
        "title": "Figures",
        "verdicts": list(wanted.verdicts),
        "filters": narrowed.asked,
        "story": story["label"] if story else None,
        "kinds": list(KINDS),
        "measured": accuracy.tiers(),
        "outlets": [_choice(row) for row in outlets.names(conn)],
        "sort": sort,
        "sorts": list(figures.SORTS),
        "count": figures.count(conn, wanted, counted),
        "counted_to": counted,
        "figures": cards(conn, found[:most]),
        "page": number,
        "more": len(found) > most,
    }


def narrow(conn: Connection, asked: Parameters) -> Narrowed:
    """The filters of a request, ``q`` as another name of ``words``; what is unknown is refused."""
    told = {name: asked.text(name) for name in FILTERS}
    told["words"] = " ".join(filter(None, (told["words"], asked.text("q"))))
    if told["kind"]:
        asked.choice("kind", KINDS, KINDS[0])
    if told["tier"]:
        asked.choice("tier", list(TIERS), "lead")
    days = {name: _day(name, told[name]) for name in ("from", "to") if told[name]}
    if len(days) == 2 and days["from"] > days["to"]:
        raise WrongParameter("“from” is a later day than “to”.")
    if told["outlet"] and outlets.outlet(conn, told["outlet"]) is None:
        raise WrongParameter("“outlet” is the id of no outlet in the ledger.")
    if told["story"] and stories.story(conn, told["story"]) is None:
        raise WrongParameter("“story” is the id of no story in the ledger.")
    to = days.get("to", date.max)
    terms = search.terms(told["words"])
    if told["words"] and not terms:
        raise WrongParameter("“words” holds no letter and no digit.")
    wanted = figures.Wanted(
        verdicts=asked.choices("verdict", [*VERDICTS, figures.OPEN]),
        printed=(days.get("from", date.min).isoformat(), _after(to)) if days else None,
        tier=told["tier"] or None,
        story_id=told["story"] or None,
        outlet_id=told["outlet"] or None,
        kind=told["kind"] or None,
        match=" AND ".join(terms) or None,
    )
    return Narrowed({name: text for name, text in told.items() if text}, wanted)


def _after(day: date) -> str:
    """The day after a day; of the last one there is, what sorts behind all days."""
    return (day + timedelta(days=1)).isoformat() if day < date.max else "9999-12-32"


def _day(name: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise WrongParameter(
            f"“{name}” cannot be “{text[:60]}”; it is a day, YYYY-MM-DD."
        ) from None


def _choice(row: Row) -> dict[str, str]:
    return {"id": row["id"], "name": row["name"]}
