"""The source page: what is this body cited for, by whom, directly or through whom?"""

from answers import claim as claims
from answers.cards import printed
from answers.parameters import Moved, NotThere, Parameters
from answers.queries import figures, sources
from answers.queries.rows import Connection
from answers.shapes import Answer

PAGE = 30
"""Claims on one page."""


def page(conn: Connection, asked: Parameters, entity_id: str) -> Answer:
    """One origin: figures it is cited for, outlets, relays, its latest claims."""
    row = sources.entity(conn, entity_id)
    if row is None:
        raise NotThere("There is no source with this id in the ledger.")
    if row["canonical_id"] and row["canonical_id"] != entity_id:
        raise Moved("sources", row["canonical_id"])
    number = asked.whole("page", 1, 1, 100_000)
    most = asked.size(PAGE)
    found = sources.claims(conn, entity_id, most + 1, (number - 1) * most)
    chains = figures.chains(conn, [item["id"] for item in found])
    return {
        "kind": "source",
        "id": entity_id,
        "title": row["name"],
        "entity_kind": row["kind"],
        "country": row["country"],
        "rule": row["rule"],
        "spellings": sources.spellings(conn, entity_id),
        "claim_count": sources.claim_count(conn, entity_id),
        "figures": printed(conn, sources.figures(conn, entity_id)),
        "disputes": printed(conn, sources.disputes(conn, entity_id)),
        "cited_by": sources.cited_by(conn, entity_id),
        "relays": sources.relays(conn, entity_id),
        "claims": [claims.shown(item, chains[item["id"]]) for item in found[:most]],
        "mentions": sources.mentions(conn, entity_id, 20),
        "page": number,
        "more": len(found) > most,
    }


def index(conn: Connection, asked: Parameters) -> Answer:
    """Sources by how many outlets cite them."""
    number = asked.whole("page", 1, 1, 100_000)
    most = asked.size(PAGE)
    found = sources.sources(conn, most + 1, (number - 1) * most)
    return {
        "kind": "sources",
        "title": "Sources",
        "sources": found[:most],
        "page": number,
        "more": len(found) > most,
    }
