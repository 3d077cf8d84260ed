"""Outlets and the hosts that they are known by."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlite_utils import Database

from db.brands import brand_of
from db.connection import writing
from db.ids import outlet_slug
from db.rows import scalar, upsert


@dataclass(frozen=True, slots=True)
class OutletRow:
    """A publisher as the configuration names it; ``hosts`` may carry a port.

    ``aliases`` are other names that it goes by in files of articles.
    """

    name: str
    hosts: tuple[str, ...]
    homepage: str | None = None
    country: str | None = None
    language: str | None = None
    group_name: str | None = None
    aliases: tuple[str, ...] = ()


def upsert_outlets(db: Database, rows: Iterable[OutletRow]) -> dict[str, str]:
    """Write outlets and their hosts; returns the id of each by its name.

    A host that moved to another outlet follows it; hosts that are no longer listed stay with
    their outlet, because its old articles stand there.
    """
    ids: dict[str, str] = {}
    with writing(db):
        for row in rows:
            ids[row.name] = outlet_slug(row.name)
            record = {
                "id": ids[row.name],
                "name": row.name,
                "homepage": row.homepage,
                "country": row.country,
                "language": row.language,
                "group_name": row.group_name or _group(db, row),
            }
            upsert(db, "outlets", [record], ["id"])
            upsert(
                db,
                "outlet_hosts",
                [
                    {"host": host.lower(), "outlet_id": ids[row.name]}
                    for host in (*row.hosts, *row.aliases)
                ],
                ["host"],
            )
    return ids


def _group(db: Database, row: OutletRow) -> str | None:
    """The house of an outlet that names no group: the one of its brand that was written first."""
    houses = (_house(db, row.name, host) for host in row.hosts)
    house = next((found for found in houses if found is not None), None)
    if house is None:
        return None
    known = "SELECT id FROM outlets WHERE id = ?"
    asked = outlet_slug(row.name) if scalar(db, known, [outlet_slug(row.name)]) else house[0]
    group: str | None = scalar(db, "SELECT group_name FROM outlets WHERE id = ?", [asked])
    return group or (house[1] if asked == house[0] else None)


def outlet_for(db: Database, host: str) -> str | None:
    """Id of the outlet that has this host, or a parent domain of it; ``None`` when nobody does.

    ``www.post.example`` belongs to the outlet of ``post.example`` unless it is listed itself. A
    port counts: ``127.0.0.1:8801`` and ``127.0.0.1:8802`` may be two outlets.
    """
    labels = host.lower().split(".")
    for first in range(len(labels)):
        candidate = ".".join(labels[first:])
        if first and "." not in candidate:
            return None
        found: str | None = scalar(
            db, "SELECT outlet_id FROM outlet_hosts WHERE host = ?", [candidate]
        )
        if found:
            return found
    return None


def _known(db: Database, name: str) -> str | None:
    """The outlet that a name is an alias of, or of whose brand it is."""
    slug = outlet_slug(name)
    if scalar(db, "SELECT 1 FROM outlets WHERE id = ?", [slug]):
        return slug
    alias: str | None = scalar(
        db, "SELECT outlet_id FROM outlet_hosts WHERE host = ?", [name.strip().lower()]
    )
    brand = brand_of(name)
    if alias is not None or brand is None:
        return alias
    for identifier, known in db.execute(
        "SELECT id, name FROM outlets UNION SELECT outlet_id, host FROM outlet_hosts ORDER BY 1, 2"
    ).fetchall():
        other = brand_of(known)
        if other is not None and brand.same(other):
            return str(identifier)
    return None


def _house(db: Database, name: str, host: str) -> tuple[str, str] | None:
    """The first other outlet that has the brand of this host, where both are named by it."""
    brand = brand_of(host)
    if brand is None or not brand.names(name):
        return None
    for identifier, known, other_host in db.execute(
        "SELECT o.id, o.name, h.host FROM outlets o JOIN outlet_hosts h ON h.outlet_id = o.id "
        "WHERE o.id <> ? ORDER BY o.rowid, h.host",
        [outlet_slug(name)],
    ).fetchall():
        other = brand_of(other_host)
        if other is not None and brand.same(other) and other.names(known):
            return str(identifier), str(known)
    return None


def ensure_outlet(db: Database, name: str, host: str, country: str | None = None) -> str:
    """Id of the outlet of that name, made when it is new; an unclaimed host becomes its own.

    A name that the configuration gives as an alias, or that is of a known outlet's brand ("bbc.com"
    where there is "bbc"; "BBC News" at bbc.com where "BBC" has bbc.co.uk), is that outlet's.

    What a configuration said of a known outlet is kept; ``country`` only fills a gap.
    """
    identifier = _known(db, name)
    if identifier is None:
        house = _house(db, name, host)
        identifier = house[0] if house is not None else outlet_slug(name)
    with writing(db):
        db.conn.execute(
            "INSERT INTO outlets (id, name, country) VALUES (?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET country = excluded.country "
            "WHERE outlets.country IS NULL AND excluded.country IS NOT NULL",
            [identifier, name, country],
        )
        if identifier != outlet_slug(name):
            db.conn.execute(
                "INSERT INTO outlet_hosts (host, outlet_id) VALUES (?, ?) "
                "ON CONFLICT (host) DO NOTHING",
                [name.strip().lower(), identifier],
            )
        if host:
            db.conn.execute(
                "INSERT INTO outlet_hosts (host, outlet_id) VALUES (?, ?) "
                "ON CONFLICT (host) DO NOTHING",
                [host.lower(), identifier],
            )
    return identifier
