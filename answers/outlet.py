"""The outlet page: what did it print, correct, change silently; is it healthy?"""

from answers.cards import printed
from answers.home import QUIET_DAYS, moment
from answers.links import is_web
from answers.parameters import NotThere, Parameters
from answers.queries import home, outlets
from answers.queries.rows import Connection
from answers.shapes import Answer

PAGE = 50
"""Rows of a list on one page."""


def page(conn: Connection, asked: Parameters, outlet_id: str) -> Answer:
    """One outlet: disputed figures, edits, corrections, sources, articles, feeds."""
    row = outlets.outlet(conn, outlet_id)
    if row is None:
        raise NotThere("There is no outlet with this id in the ledger.")
    number = asked.whole("page", 1, 1, 100_000)
    most = asked.size(PAGE)
    hosts = outlets.hosts(conn, outlet_id)
    found = outlets.articles(conn, outlet_id, most + 1, (number - 1) * most)
    quiet_since = moment(asked.now, days=-QUIET_DAYS)
    return {
        "kind": "outlet",
        "id": outlet_id,
        "title": row["name"],
        "homepage": row["homepage"] if is_web(row["homepage"]) else None,
        "country": row["country"],
        "language": row["language"],
        "group": row["group_name"],
        "hosts": hosts,
        "article_count": row["article_count"],
        "claim_count": row["claim_count"],
        "last_article": row["last_article"],
        "quiet": row["last_article"] is None or row["last_article"] < quiet_since,
        "problem_count": outlets.problem_count(conn, hosts),
        "conflicts": printed(conn, outlets.figures(conn, outlet_id)),
        "silent_edits": home.silent_edits(conn, outlet_id=outlet_id, limit=20),
        "corrections": home.corrections(conn, outlet_id=outlet_id, limit=20),
        "origins": outlets.origins(conn, outlet_id),
        "copied": outlets.copied(conn, outlet_id),
        "feeds": outlets.feeds(conn, outlet_id),
        "articles": found[:most],
        "page": number,
        "more": len(found) > most,
    }


def index(conn: Connection, asked: Parameters) -> Answer:
    """All outlets."""
    return {"kind": "outlets", "title": "Outlets", "outlets": outlets.outlets(conn)}
