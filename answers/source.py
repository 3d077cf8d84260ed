"""The source page: what is this body cited for, by whom, directly or through whom?"""

from answers import claim as claims
from answers import identities
from answers.cards import printed
from answers.parameters import Moved, NotThere, Parameters
from answers.queries import figures, sources, stories
from answers.queries.rows import Connection, Row
from answers.queries.sources import Cited
from answers.shapes import Answer

PAGE = 30
"""Claims on one page."""


def page(conn: Connection, asked: Parameters, entity_id: str) -> Answer:
    """One origin: figures it is cited for, outlets, relays, its latest claims.

    A name that says only of what kind the source is ("police") has a page in each story
    (``?story=``); without one, the stories alone.
    """
    row = sources.entity(conn, entity_id)
    if row is None:
        raise NotThere("There is no source with this id in the ledger.")
    if row["canonical_id"] and row["canonical_id"] != entity_id:
        raise Moved("sources", row["canonical_id"])
    family = identities.family(conn, row)
    generic = identities.is_generic(row["name"], row["kind"])
    ids = [one["id"] for one in family]
    of_story = asked.text("story")
    story = _story(conn, of_story) if generic else None
    cited = Cited(ids if story or not generic else [], story["id"] if story else None)
    number = asked.whole("page", 1, 1, 100_000)
    most = asked.size(PAGE)
    found = sources.claims(conn, cited, most + 1, (number - 1) * most)
    chains = figures.chains(conn, [item["id"] for item in found])
    own = story is None and not generic
    return {
        "kind": "source",
        "id": entity_id,
        "title": family[0]["name"],
        "entity_kind": family[0]["kind"],
        "country": row["country"],
        "rule": row["rule"],
        "generic": generic,
        "story": story["label"] if story else None,
        "story_id": story["id"] if story else None,
        "stories": sources.stories(conn, ids) if generic and story is None else [],
        "spellings": sources.spellings(conn, entity_id)
        + [{"id": one["id"], "name": one["name"], "rule": "in one story"} for one in family[1:]],
        "claim_count": sources.claim_count(conn, cited),
        "figures": printed(conn, sources.figures(conn, cited)),
        "disputes": printed(conn, sources.disputes(conn, entity_id)) if own else [],
        "cited_by": sources.cited_by(conn, cited),
        "relays": sources.relays(conn, cited),
        "claims": [claims.shown(item, chains[item["id"]]) for item in found[:most]],
        "mentions": sources.mentions(conn, entity_id, 20) if own else [],
        "page": number,
        "more": len(found) > most,
    }


def index(conn: Connection, asked: Parameters) -> Answer:
    """Sources by how many outlets cite them; those without a name of their own by story."""
    number = asked.whole("page", 1, 1, 100_000)
    most = asked.size(PAGE)
    conn.create_function("is_generic", 2, identities.is_generic, deterministic=True)
    conn.create_function("is_nobody", 1, identities.is_nobody, deterministic=True)
    whole = asked.rows is not None
    found = sources.sources(conn, most + 1, (number - 1) * most, every=whole)
    shown = identities.settled(conn, found[:most])
    together = sources.stories_of(conn, [row["id"] for row in shown])
    return {
        "kind": "sources",
        "title": "Sources",
        "sources": shown if whole else identities.merged(shown, together),
        "generic": sources.generic(conn) if number == 1 and not whole else [],
        "page": number,
        "more": len(found) > most,
    }


def _story(conn: Connection, story_id: str) -> Row | None:
    if not story_id:
        return None
    row = stories.story(conn, story_id)
    if row is None:
        raise NotThere("There is no story with this id in the ledger.")
    return row
