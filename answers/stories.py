"""Stories: the list of them, and one with its board of outlets and main figures."""

from collections.abc import Sequence
from typing import Any

from answers import board
from answers.cards import cards, verdict_of
from answers.figure import readings_of
from answers.parameters import NotThere, Parameters
from answers.queries import compare, figures, stories
from answers.queries.rows import Connection
from answers.shapes import Answer
from terms.enums import Verdict

PAGE = 25
BOARD_ROWS = 8
BOARD_OUTLETS = 8
STORIES_PAGE = 40


def index(conn: Connection, asked: Parameters) -> Answer:
    """Stories of at least two outlets (``all=1``: every one), with what is in dispute in them."""
    lone = asked.choice("all", ("0", "1"), "0") == "1"
    sort = asked.choice("sort", list(stories.SORTS), "disputed")
    number = asked.whole("page", 1, 1, 4000)
    most = asked.size(STORIES_PAGE)
    found = stories.listed(conn, lone=lone, sort=sort, limit=most + 1, offset=(number - 1) * most)
    return {
        "kind": "stories",
        "title": "Stories",
        "all": lone,
        "sort": sort,
        "sorts": list(stories.SORTS),
        "stories": found[:most],
        "page": number,
        "more": len(found) > most,
    }


def page(conn: Connection, asked: Parameters, story_id: str) -> Answer:
    """One story: outlets beside its main figures, all its figures, and its articles."""
    row = stories.story(conn, story_id)
    if row is None:
        raise NotThere("There is no story with this id in the ledger.")
    number = asked.whole("page", 1, 1, 4000)
    most = asked.size(PAGE)
    wanted = figures.Wanted(story_id=story_id)
    start = (number - 1) * most
    found = figures.cards(conn, wanted, sort="verdict", limit=most + 1, offset=start)
    outlets = stories.outlets(conn, story_id, BOARD_OUTLETS)
    main = stories.main_figures(conn, story_id, BOARD_ROWS)
    names = [outlet["id"] for outlet in outlets]
    covered = stories.articles(conn, story_id)
    times = sorted(item["published_at"] or item["first_seen_at"] for item in covered)
    printed = compare.printed_for(conn, main, names)
    claims = [item["claim_id"] for item in printed]
    return {
        "kind": "story",
        "id": story_id,
        "title": row["label"],
        "first_at": times[0] if times else row["first_seen_at"],
        "last_at": times[-1] if times else row["last_seen_at"],
        "curve": _curve(conn, main),
        "count": figures.count(conn, wanted),
        "outlets": outlets,
        "outlet_count": stories.outlet_count(conn, story_id),
        "board": board.rows(conn, main, claims, names) if main else [],
        "figures": cards(conn, found[:most]),
        "articles": covered,
        "page": number,
        "more": len(found) > most,
    }


def _curve(conn: Connection, main: Sequence[str]) -> dict[str, Any] | None:
    """The main number of a story that moved, with what is printed of it; None where none did."""
    moved = [card for card in figures.by_ids(conn, main) if card["verdict"] == Verdict.UPDATED]
    if not moved:
        return None
    card = moved[0]
    readings, _ = readings_of(conn, card["id"], figures.relations(conn, [card["id"]]))
    return {
        "id": card["id"],
        "label": card["label"],
        "verdict": verdict_of(card),
        "readings": readings,
    }
