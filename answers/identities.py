"""Who a source is: its spellings within a story, and names that say only of what kind somebody is.

"Police" or "officials" in two stories are two bodies, so that such a name has no page over all
stories. Spellings are joined where they stand in one story: in full, shortened, or by initials.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from answers.queries import sources
from answers.queries.rows import Connection, Row
from crosscheck.figures.readings import origin_named, same_body


@lru_cache(maxsize=65536)
def is_generic(name: str, kind: str) -> bool:
    """Does a name say only of what kind the source is, and not which one?

    >>> is_generic("Police", "body"), is_generic("local media", "body")
    (True, True)
    >>> is_generic("Bridgeport Police", "body"), is_generic("Additional records", "document")
    (False, True)
    """
    if kind == "person":
        return False
    if kind == "document" and name.split()[-1:] and name.split()[-1].islower():
        return not any(word[:1].isupper() for word in name.split()[1:])
    return not origin_named(name).specific


def family(conn: Connection, row: Row) -> list[Row]:
    """The entity and those of its stories that are the same body or person, by their names."""
    if is_generic(row["name"], row["kind"]):
        return [row]
    others = [one for one in sources.in_one_story(conn, row["id"]) if one["id"] != row["id"]]
    return [row, *(one for one in others if _same(row, one))]


def merged(rows: Sequence[Row], stories: Mapping[str, frozenset[str]]) -> list[Row]:
    """Rows of a list with the spellings of one source as one; ``stories`` by entity id."""
    found: list[Row] = []
    for row in rows:
        mine = stories.get(row["id"], frozenset())
        for first in found:
            if mine & stories.get(first["id"], frozenset()) and _same(first, row):
                first["also"] = [*first["also"], row["name"]]
                first["claim_count"] += row["claim_count"]
                first["outlet_count"] = max(first["outlet_count"], row["outlet_count"])
                break
        else:
            found.append({**row, "also": []})
    return found


def _same(a: Row, b: Row) -> bool:
    if a["kind"] != b["kind"]:
        return False
    if is_generic(b["name"], b["kind"]):
        return False
    return same_body(origin_named(a["name"]), origin_named(b["name"]))
