"""Lists of figures: all of them by verdict, and those of one story."""

from answers.cards import cards
from answers.parameters import NotThere, Parameters
from answers.queries import figures, stories
from answers.queries.rows import Connection
from answers.shapes import Answer
from answers.words import VERDICTS

PAGE = 25


def index(conn: Connection, asked: Parameters) -> Answer:
    """Figures, filtered by verdict and sorted as asked."""
    verdicts = asked.choices("verdict", list(VERDICTS))
    sort = asked.choice("sort", list(figures.SORTS), "severity")
    number = asked.whole("page", 1, 1, 4000)
    found = figures.cards(
        conn, verdicts=verdicts, sort=sort, limit=PAGE + 1, offset=(number - 1) * PAGE
    )
    return {
        "kind": "figures",
        "title": "Figures",
        "verdicts": verdicts,
        "sort": sort,
        "sorts": list(figures.SORTS),
        "count": figures.count(conn, verdicts=verdicts),
        "figures": cards(conn, found[:PAGE]),
        "page": number,
        "more": len(found) > PAGE,
    }


def story(conn: Connection, asked: Parameters, story_id: str) -> Answer:
    """One story: its figures, conflicts first, and its articles."""
    row = stories.story(conn, story_id)
    if row is None:
        raise NotThere("There is no story with this id in the ledger.")
    number = asked.whole("page", 1, 1, 4000)
    found = figures.cards(conn, story_id=story_id, limit=PAGE + 1, offset=(number - 1) * PAGE)
    return {
        "kind": "story",
        "id": story_id,
        "title": row["label"],
        "first_seen_at": row["first_seen_at"],
        "last_seen_at": row["last_seen_at"],
        "count": figures.count(conn, story_id=story_id),
        "figures": cards(conn, found[:PAGE]),
        "articles": stories.articles(conn, story_id),
        "page": number,
        "more": len(found) > PAGE,
    }
